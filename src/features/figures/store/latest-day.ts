import { sql } from 'drizzle-orm'
import type { Day } from '#src/domain/period/index.ts'
import type { Db } from '#src/platform/database/db.ts'

/** The newest day for which any of some stores has figures; `null` without any. One index look-up per store and source. */
export async function latestDay(db: Db, storeIds: readonly number[]): Promise<Day | null> {
  const rows = await db.execute<{ day: string | null }>(sql`
    select max(newest.day)::text as day
    from jsonb_array_elements_text(${JSON.stringify(storeIds)}::jsonb) as store(id)
    cross join sources
    cross join lateral (
      select day from metric_day
      where store_id = store.id::int and source_id = sources.id and sku = ''
      order by day desc limit 1
    ) as newest`)
  return rows[0]?.day ?? null
}
