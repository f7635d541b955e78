import { sql } from 'drizzle-orm'
import type { Db } from '#src/platform/database/db.ts'
import { firstDayToJudge } from './observations/days-to-judge.ts'
import { lockStores, writeInTransaction } from './observations/index.ts'

/** What typed figures are called among kept changes: they are put back by ingest, not row by row. */
export const recordedFigures = 'recorded'

/** What a source said about some measures of a store or SKU on a day before somebody typed others. */
export interface RecordedBefore {
  readonly sourceId: number
  readonly storeId: number
  /** Empty for the whole store. */
  readonly sku: string
  readonly day: string
  /** Exact decimals; `null`: the source had said nothing. */
  readonly measures: Readonly<Record<string, string | null>>
}

/** Puts typed figures back as they were; a measure of which nothing had been said is taken away. */
export async function takeBackRecorded(tx: Db, before: RecordedBefore, now: Date): Promise<void> {
  const { sourceId, storeId, day } = before
  await lockStores(tx, [storeId])
  const standing = await tx.execute<{ sku: string; m: Record<string, string>; derived: string[] | null }>(sql`
    select sku, m, derived from metric_day
    where store_id = ${storeId} and source_id = ${sourceId} and day = ${day}::date order by sku`)
  const rows = standing
    .map(row => ({ storeId, sku: row.sku, day, measures: measuresBefore(row, before) }))
    .filter(row => Object.keys(row.measures).length > 0)
  if (rows.length > 0) await writeInTransaction(tx, { sourceId, rows, mode: 'replace-days', now })
  else await removeDay(tx, before, now)
}

function measuresBefore(
  row: { readonly sku: string; readonly m: Record<string, string>; readonly derived: string[] | null },
  { sku, measures }: RecordedBefore,
): Record<string, string> {
  const own = Object.entries(row.m)
    .filter(([id]) => row.derived?.includes(id) !== true)
    .map(([id, value]) => [id, String(value)] as const)
  if (row.sku !== sku) return Object.fromEntries(own)
  const others = own.filter(([id]) => !(id in measures))
  const back = Object.entries(measures).flatMap(([id, value]) => (value === null ? [] : [[id, value] as const]))
  return Object.fromEntries([...others, ...back])
}

async function removeDay(tx: Db, { sourceId, storeId, day }: RecordedBefore, now: Date): Promise<void> {
  await tx.execute(sql`
    delete from metric_day where store_id = ${storeId} and source_id = ${sourceId} and day = ${day}::date`)
  await tx.execute(sql`
    insert into dirty_days (store_id, day, at)
    select ${storeId}, ${day}::date, ${now.toISOString()}::timestamptz where ${day}::date >= ${firstDayToJudge(now)}::date
    on conflict (store_id, day) do update set at = excluded.at`)
}
