import { sql } from 'drizzle-orm'
import type { Db } from '#src/platform/database/db.ts'
import { firstDayToJudge } from './days-to-judge.ts'
import { given } from './given.ts'
import type { PreparedRow } from './prepare.ts'

/** What was new, and the rows that are left to be compared with what stands. */
export interface NewRows {
  readonly inserted: number
  readonly rest: readonly PreparedRow[]
}

interface NewChunk {
  readonly sourceId: number
  readonly now: Date
  readonly history: boolean
  readonly rows: readonly PreparedRow[]
}

/** Fewer rows are not worth a statement of their own (judgement, measured). */
const worthwhile = 100

/**
 * Figures of days that are not known yet, the bulk of what arrives, go in almost as fast as a copy. Rows that stand
 * already, and stores that have sums, are left to the comparison. The caller holds the stores' locks.
 */
export async function insertNew(tx: Db, chunk: NewChunk): Promise<NewRows> {
  const { rows, sourceId } = chunk
  const plain = rows.filter(isPlain)
  if (plain.length < worthwhile || (await isKnown(tx, plain, sourceId))) return { inserted: 0, rest: rows }
  const at = sql`${chunk.now.toISOString()}::timestamptz`
  const [found] = await tx.execute<{ n: string; keys: readonly string[] | null }>(sql`
    with new as (
      insert into metric_day (store_id, source_id, sku, day, m, updated_at)
      select g.store_id, ${sourceId}::int, g.sku, g.day, g.m, ${at} from (${given(plain)}) as g
      where g.store_id in (select id from stores)
      on conflict do nothing returning store_id, day, sku
    ), dirty as (
      insert into dirty_days (store_id, day, at)
      select distinct store_id, day, ${at} from new where day >= ${firstDayToJudge(chunk.now, chunk.history)}::date
      order by store_id, day
      on conflict (store_id, day) do update set at = excluded.at
    )
    select count(*) as n, case when count(*) < ${plain.length} then jsonb_agg(store_id || '/' || day || '/' || sku) end as keys
    from new`)
  const inserted = Number(found?.n)
  if (inserted === plain.length) return { inserted, rest: rows.filter(row => !isPlain(row)) }
  const keys = new Set(found?.keys ?? [])
  return { inserted, rest: rows.filter(row => !isPlain(row) || !keys.has(keyOf(row))) }
}

/** A row that is stored as it is when nothing stands in its place. */
function isPlain(row: PreparedRow): boolean {
  return row.told && row.sums === null && row.m !== '{}'
}

function keyOf({ storeId, day, sku }: PreparedRow): string {
  return `${storeId}/${day}/${sku}`
}

/** Whether one of three rows stands: then probably most do, and trying to insert them would be in vain. */
async function isKnown(tx: Db, rows: readonly PreparedRow[], sourceId: number): Promise<boolean> {
  const samples = [rows[0], rows[rows.length >> 1], rows.at(-1)].filter(row => row !== undefined)
  const keys = samples.map(row => sql`(${row.storeId}::int, ${sourceId}::int, ${row.sku}, ${row.day}::date)`)
  const [found] = await tx.execute<{ known: boolean }>(sql`
    select exists (select from metric_day where (store_id, source_id, sku, day) in (${sql.join(keys, sql`, `)})) as known`)
  return found?.known ?? true
}
