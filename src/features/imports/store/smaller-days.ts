import { sql } from 'drizzle-orm'
import type { Db } from '#src/platform/database/db.ts'

/** A figure that a file would make smaller. Minor units for money. */
export interface SmallerDay {
  readonly store: string
  readonly day: string
  readonly measure: string
  readonly before: string
  readonly after: string
}

/** Sales, orders and ad figures of known days that what is staged would make smaller; the largest losses first. */
export async function findSmallerDays(
  db: Db,
  importId: number,
  sourceKey: string,
  limit: number,
): Promise<readonly SmallerDay[]> {
  const rows = await db.execute<{ store: string; day: string; measure: string; before: string; after: string }>(sql`
    select r.store, r.day, f.key as measure, t.m->>f.key as before, f.value as after
    from import_rows r join stores s on s.slug = r.store join sources o on o.key = ${sourceKey}
    join metric_day t on t.store_id = s.id and t.source_id = o.id and t.sku = '' and t.day = r.day
    cross join lateral jsonb_each_text(r.m) f
    where r.import_id = ${importId} and r.sku = '' and f.key in ('net_sales', 'ad_sales', 'ad_spend', 'sessions')
      and (t.m->>f.key)::numeric > f.value::numeric
    order by (t.m->>f.key)::numeric - f.value::numeric desc, r.store, r.day limit ${limit}`)
  return rows.map(row => ({ ...row }))
}
