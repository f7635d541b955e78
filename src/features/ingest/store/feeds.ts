import { sql } from 'drizzle-orm'
import type { Day } from '#src/domain/period/index.ts'
import type { Db } from '#src/platform/database/db.ts'

/** What a source has told about a store lately. */
export interface Feed {
  readonly storeId: number
  readonly source: string
  readonly name: string
  readonly dueHours: number
  /** The last day that it told, and how many of the seven days up to it. */
  readonly lastDay: Day
  readonly toldDays: number
  /** What it told of the last day, by measure id. */
  readonly measures: readonly string[]
}

/** What each source told about stores between two days. */
export async function listFeeds(db: Db, storeIds: readonly number[], from: Day, to: Day): Promise<readonly Feed[]> {
  if (storeIds.length === 0) return []
  const rows = await db.execute(sql`
    with told as (
      select store_id, source_id, day, m, max(day) over (partition by store_id, source_id) as last
      from metric_day
      where store_id = any(${sql.param([...storeIds])}::int[])
        and source_id = any(array(select id from sources)) and sku = '' and day between ${from}::date and ${to}::date
    )
    select t.store_id, s.key, s.name, s.due_hours, t.last::text as last, count(*)::int as told,
      coalesce(
        (array_agg((select array_agg(key) from jsonb_object_keys(t.m) key)::text) filter (where t.day = t.last))[1], '{}'
      )::text[] as measures
    from told t join sources s on s.id = t.source_id
    where t.day > t.last - 7
    group by t.store_id, s.key, s.name, s.due_hours, t.last order by t.store_id, s.key`)
  return rows.map(row => ({
    storeId: Number(row.store_id),
    source: String(row.key),
    name: String(row.name),
    dueHours: Number(row.due_hours),
    lastDay: String(row.last),
    toldDays: Number(row.told),
    measures: (row.measures as readonly string[] | null) ?? [], // text[], read by the driver
  }))
}
