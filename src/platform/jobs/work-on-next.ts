import type { Db } from '#src/platform/database/db.ts'
import { isOwnFault } from '#src/platform/database/own-fault.ts'

/** How the next of some pieces of work is done. */
interface NextWork<R, T> {
  /** Locks the next one, so that no other replica takes it; `null` when none is due. */
  readonly take: (tx: Db) => Promise<R | null>
  readonly work: (tx: Db, run: R) => Promise<T>
  /** Tells of one that failed by itself and puts it off, outside of the transaction that is gone. */
  readonly putOff: (run: R, error: unknown) => Promise<T>
}

/**
 * Takes the next piece of work and does it in one transaction; `null` when none is due. One that fails by itself is put off,
 * so that it does not keep the others back. @throws what is the trouble of all, such as a database that is away.
 */
export async function workOnNext<R, T>(db: Db, { take, work, putOff }: NextWork<R, T>): Promise<T | null> {
  const taken: R[] = []
  try {
    return await db.transaction(async tx => {
      const run = await take(tx)
      if (run === null) return null
      taken.push(run)
      return work(tx, run)
    })
  } catch (error) {
    const [failed] = taken
    if (failed === undefined || !isOwnFault(error)) throw error
    return putOff(failed, error)
  }
}
