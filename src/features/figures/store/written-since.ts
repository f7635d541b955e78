import { sql } from 'drizzle-orm'
import type { Day } from '#src/domain/period/index.ts'
import type { Db } from '#src/platform/database/db.ts'

/** Days of stores, and the day whose end is asked about. */
export interface WrittenSince {
  readonly storeIds: readonly number[]
  readonly from: Day
  readonly to: Day
  /** In each store's own zone. */
  readonly since: Day
}

/** Days of which figures of a store or of its SKUs were added or changed after the end of a day. */
export async function daysWrittenSince(db: Db, { storeIds, from, to, since }: WrittenSince): Promise<readonly Day[]> {
  if (storeIds.length === 0) return []
  const rows = await db.execute<{ day: string }>(sql`
    select distinct d.day::text as day from metric_day d join stores s on s.id = d.store_id
    where d.store_id in ${storeIds} and d.source_id = any(array(select id from sources))
      and d.day between ${from}::date and ${to}::date
      and d.updated_at >= ((${since}::date + 1)::timestamp at time zone s.time_zone)
    order by 1`)
  return rows.map(({ day }) => day)
}
