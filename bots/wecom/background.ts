import type { BotLog } from '#src/chat/messenger.ts'

/** What comes after the answer to the platform. */
export interface Background {
  run(work: () => Promise<void>): void
  /** Until everything that runs has ended. */
  settle(): Promise<void>
}

/** Keeps track of work; what fails is logged, never thrown. */
export function createBackground(log: BotLog): Background {
  const running = new Set<Promise<void>>()
  return {
    run: work => {
      const job: Promise<void> = new Promise<void>(begin => setImmediate(begin))
        .then(work)
        .catch(err => log.error({ err }, 'Something that a person asked for could not be said'))
        .finally(() => running.delete(job))
      running.add(job)
    },
    settle: async () => {
      while (running.size > 0) await Promise.all(running)
    },
  }
}
