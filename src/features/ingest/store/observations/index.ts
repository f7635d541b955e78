import { eq, sql } from 'drizzle-orm'
import type { Db } from '#src/platform/database/db.ts'
import { lockNumbers } from '#src/platform/database/lock-numbers.ts'
import { sources } from '#src/platform/database/schema/index.ts'
import { chunksByDay } from './chunks.ts'
import { type Observation, type PreparedRows, prepare } from './prepare.ts'
import { writeChunk } from './write-chunk.ts'

export {
  type Observation,
  type PreparedRows,
  prepare as prepareObservations,
  type ReadyObservation,
  type Wholes,
} from './prepare.ts'

/**
 * `merge`: measures that a row does not name stay as they are. `replace-days`: the rows are the whole truth of their
 * store, source and day; what is not among them vanishes.
 */
export type WriteMode = 'merge' | 'replace-days'

/**
 * What to write. Of several rows with the same store, SKU and day the later replace measures of the earlier. Rows may be
 * prepared before the transaction begins, so that it is shorter.
 */
export interface WriteRequest {
  readonly sourceId: number
  readonly rows: readonly Observation[] | PreparedRows
  readonly mode: WriteMode
  readonly now: Date
  /**
   * For so many days after a day its figures still mature, by default as long as the source calls them provisional: a
   * change within them is no correction.
   */
  readonly finalAfterDays?: number
  /** History that is brought in afterwards: it corrects nothing, and days that are not judged any more stay unjudged. */
  readonly history?: boolean
}

/** Counts of the rows given, each store, SKU and day once; `corrected` of them were changed, `removed` were not given. */
export interface WriteResult {
  readonly inserted: number
  readonly changed: number
  readonly unchanged: number
  /** A figure that had been reported after its local day was over, and is no longer maturing, is another now. */
  readonly corrected: number
  readonly removed: number
}

/** What writing nothing comes to. */
export const nothingWritten: WriteResult = { inserted: 0, changed: 0, unchanged: 0, corrected: 0, removed: 0 }

/** Two results as one. */
export function addResults(a: WriteResult, b: WriteResult): WriteResult {
  return {
    inserted: a.inserted + b.inserted,
    changed: a.changed + b.changed,
    unchanged: a.unchanged + b.unchanged,
    corrected: a.corrected + b.corrected,
    removed: a.removed + b.removed,
  }
}

/**
 * The only way figures get into the database. One transaction also adds up what a source knows only per SKU, marks
 * the days for evaluation and notes that the source was heard of. Writers of one store wait for each other, in the
 * order of the ids, so that two of them never block one another for good.
 * @throws Error when a store does not exist or a decimal or measure id is malformed.
 */
export async function writeObservations(db: Db, request: WriteRequest): Promise<WriteResult> {
  return db.transaction(tx => writeInTransaction(tx, request))
}

/** The same inside a transaction of the caller's, which must roll back when it throws. */
export async function writeInTransaction(tx: Db, request: WriteRequest): Promise<WriteResult> {
  const { rows, summed } = 'summed' in request.rows ? request.rows : prepare(request.rows)
  const { sourceId, mode, now, finalAfterDays = 0, history = false } = request
  await lockStores(
    tx,
    rows.map(row => row.storeId),
  )
  let total = nothingWritten
  for (const chunk of chunksByDay(rows)) {
    total = addResults(
      total,
      await writeChunk(tx, { sourceId, mode, now, finalAfterDays, history, rows: chunk, summed }),
    )
  }
  await tx
    .update(sources)
    .set({ lastSeenAt: sql`greatest(${sources.lastSeenAt}, ${now.toISOString()}::timestamptz)` })
    .where(eq(sources.id, sourceId))
  return total
}

/** Takes the right to write these stores' figures until the transaction ends. Take all of a transaction at once. */
export async function lockStores(tx: Db, storeIds: readonly number[]): Promise<void> {
  const sorted = [...new Set(storeIds)].sort((a, b) => a - b)
  if (sorted.length === 0) return
  const ids = JSON.stringify(sorted)
  await tx.execute(
    sql`select pg_advisory_xact_lock(${lockNumbers.store}, id.value::int) from jsonb_array_elements_text(${ids}::text::jsonb) as id`,
  )
}
