import type { BotLog } from '#src/chat/messenger.ts'

/** A log that nobody reads. */
export const silentLog: BotLog = { info: () => {}, warn: () => {}, error: () => {} }

/** Waits for something that other parts bring about by themselves. Fails loudly when it never comes. */
export async function until(done: () => boolean | Promise<boolean>, withinMs = 60_000): Promise<void> {
  const end = Date.now() + withinMs
  while (!(await done())) {
    if (Date.now() > end) throw new Error('what was waited for did not come')
    await new Promise(resolve => setTimeout(resolve, 10))
  }
}
