import { recordSent, type Sent } from '#src/features/delivery/store/index.ts'
import type { Db } from '#src/platform/database/db.ts'

/** Writes down that messages were sent; done when it stands in the database. */
export type Recorder = (sent: Sent) => Promise<void>

interface Waiting {
  readonly sent: Sent
  readonly done: () => void
  readonly failed: (error: unknown) => void
}

/**
 * Makes a recorder: what is sent while another write runs is written together by the next one, so that a flood costs one
 * commit for many messages and a single message waits for nothing.
 */
export function createRecorder(db: Db): Recorder {
  let waiting: Waiting[] = []
  let writing = false

  async function write(): Promise<void> {
    writing = true
    while (waiting.length > 0) {
      const batch = waiting
      waiting = []
      await writeBatch(db, batch)
    }
    writing = false
  }

  return sent =>
    new Promise<void>((done, failed) => {
      waiting.push({ sent, done, failed })
      if (!writing) void write()
    })
}

/** One that cannot be written does not keep the others from it; where the database is away, all try again. */
async function writeBatch(db: Db, batch: readonly Waiting[]): Promise<void> {
  try {
    await recordSent(
      db,
      batch.map(({ sent }) => sent),
    )
    for (const { done } of batch) done()
  } catch (error) {
    if (batch.length === 1 || !isAboutValues(error)) for (const { failed } of batch) failed(error)
    else for (const one of batch) await writeBatch(db, [one])
  }
}

/** Whether PostgreSQL refused a value: classes 22 and 23 of its error codes (manual, appendix A). */
function isAboutValues(error: unknown): boolean {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  return cause instanceof Error && 'code' in cause && /^2[23]/.test(String(cause.code))
}
