import type { BotLog } from './messenger.ts'

/** Work that goes on after a platform got its answer. */
export interface Background {
  run(work: () => Promise<void>): void
  /** Until everything that runs has ended. */
  settle(): Promise<void>
}

/** Keeps track of work; what fails is logged with a sentence, never thrown. */
export function createBackground(log: Pick<BotLog, 'error'>, sentence: string): Background {
  const running = new Set<Promise<void>>()
  return {
    run: work => {
      const job: Promise<void> = new Promise<void>(begin => setImmediate(begin))
        .then(work)
        .catch(err => log.error({ err }, sentence))
        .finally(() => running.delete(job))
      running.add(job)
    },
    settle: async () => {
      while (running.size > 0) await Promise.all(running)
    },
  }
}
