import type { Day } from '#src/domain/period/index.ts'
import { lockStores, writeInTransaction } from '#src/features/ingest/index.ts'
import { putCoverage } from '#src/features/sync/store/feed-states.ts'
import { takeHeld } from '#src/features/sync/store/held-days.ts'
import type { Db } from '#src/platform/database/db.ts'

/** Writes days that were kept back, of all of a store or within a span, of all sources or one; answers how many. */
export async function acceptHeld(
  db: Db,
  storeId: number,
  span: { readonly from: Day; readonly to: Day } | null,
  now: Date,
  of: number | null = null,
): Promise<number> {
  return db.transaction(async tx => {
    await lockStores(tx, [storeId])
    const held = await takeHeld(tx, storeId, span, of)
    for (const { sourceId, day, rows } of held) {
      const observations = rows.map(row => ({ ...row, storeId }))
      await writeInTransaction(tx, { sourceId, rows: observations, mode: 'replace-days', now })
      await putCoverage(tx, { storeId, sourceId }, [{ day, state: 'complete' }])
    }
    return held.length
  })
}
