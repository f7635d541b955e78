import { type SQL, sql } from 'drizzle-orm'
import type { Day } from '#src/domain/period/index.ts'
import type { Db } from '#src/platform/database/db.ts'

/** A day of a store whose figures changed and wait for evaluation. */
export interface DirtyDay {
  readonly storeId: number
  readonly day: Day
  /** When it was marked, to the microsecond: a day that is marked again later is another one. */
  readonly mark: string
}

/** All days that wait, oldest day first. */
export async function listDirtyDays(db: Db): Promise<readonly DirtyDay[]> {
  const rows = await db.execute(
    sql`select store_id, day::text as day, at::text as mark from dirty_days order by day, store_id`,
  )
  return rows.map(row => ({ storeId: Number(row.store_id), day: String(row.day), mark: String(row.mark) }))
}

/** The days from one on that have figures, by store. */
export async function listKnownDays(
  db: Db,
  storeIds: readonly number[],
  from: Day,
): Promise<ReadonlyMap<number, ReadonlySet<Day>>> {
  const known = new Map<number, Set<Day>>()
  if (storeIds.length === 0) return known
  const rows = await db.execute(
    sql`select store_id, day::text as day from (${knownDays(storeIds, from, 'infinity')}) as known`,
  )
  for (const row of rows) {
    const storeId = Number(row.store_id)
    known.set(storeId, (known.get(storeId) ?? new Set()).add(String(row.day)))
  }
  return known
}

/** Puts days of stores on the list although their figures are the same: what they are held against has changed. */
export async function markDirtyDays(db: Db, storeIds: readonly number[], from: Day, to: Day): Promise<void> {
  await db.execute(sql`
    insert into dirty_days (store_id, day)
    select store_id, day from (${knownDays(storeIds, from, to)}) as known
    on conflict (store_id, day) do update set at = clock_timestamp()`)
}

/**
 * Days of stores that have figures. The rows of SKUs, some thousand for one of the store, are looked at only where a source
 * that was heard of since has none of the store: it tells nothing of its SKUs that adds up.
 */
function knownDays(storeIds: readonly number[], from: Day, to: Day | 'infinity'): SQL {
  const within = sql`day between ${from}::date and ${to}::date`
  return sql`
    with pairs as materialized (
      select w.id as store_id, s.id as source_id, coalesce(s.last_seen_at >= ${from}::date, true) as is_heard
      from unnest(${sql.param([...storeIds])}::int[]) as w(id) cross join sources s
    ),
    own as materialized (
      select p.store_id, p.source_id, d.day from pairs p cross join lateral (
        select day from metric_day where store_id = p.store_id and source_id = p.source_id and sku = '' and ${within} offset 0
      ) as d
    )
    select store_id, day from own
    union
    select p.store_id, d.day from pairs p cross join lateral (
      select day from metric_day where store_id = p.store_id and source_id = p.source_id and sku > '' and ${within} offset 0
    ) as d
    where p.is_heard and not exists (
      select from own where own.store_id = p.store_id and own.source_id = p.source_id)`
}

/** Takes days off the list, unless their figures changed again meanwhile. */
export async function clearDirtyDays(db: Db, days: readonly DirtyDay[]): Promise<void> {
  if (days.length === 0) return
  await db.execute(sql`
    delete from dirty_days d using jsonb_to_recordset(${JSON.stringify(days)}::jsonb)
      as done("storeId" int, day date, mark timestamptz)
    where d.store_id = done."storeId" and d.day = done.day and d.at = done.mark`)
}
