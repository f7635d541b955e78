import type { BotLog } from '#src/chat/messenger.ts'

/** Work that goes on after the platform got its answer. */
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
      const job: Promise<void> = work()
        .catch(err => log.error({ err }, 'Work for Feishu failed'))
        .finally(() => running.delete(job))
      running.add(job)
    },
    settle: async () => {
      while (running.size > 0) await Promise.all(running)
    },
  }
}
