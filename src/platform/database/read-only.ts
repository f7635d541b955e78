import { sql } from 'drizzle-orm'
import type { Db } from './db.ts'

/** What PostgreSQL says of a statement that would change something where nothing may be changed. */
const readOnlyTransaction = '25006'

/** Carries the result out of a transaction that is rolled back. */
class Done<T> {
  readonly value: T
  constructor(value: T) {
    this.value = value
  }
}

/**
 * Runs work that must not change anything: the database itself refuses what would. Also inside a transaction that does:
 * rolling back, not committing, is what gives that one its right to write back.
 */
export async function readOnly<T>(db: Db, work: (tx: Db) => Promise<T>): Promise<T> {
  try {
    return await db.transaction(async tx => {
      await tx.execute(sql`set transaction read only`)
      throw new Done(await work(tx))
    })
  } catch (done) {
    if (done instanceof Done) return done.value
    throw done
  }
}

/** Whether work was broken off because it would have changed something. */
export function isReadOnlyFault(error: unknown): boolean {
  for (let at: unknown = error; at instanceof Error; at = at.cause)
    if ('code' in at && at.code === readOnlyTransaction) return true
  return false
}
