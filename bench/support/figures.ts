import { sql } from 'drizzle-orm'
import { measures } from '#src/domain/measures/index.ts'
import { ensureSource } from '#src/features/ingest/store/sources.ts'
import type { Db } from '#src/platform/database/db.ts'

/** What is far rarer than everything else: shops sell what they have, so that their days serve as examples. */
const fewer: Readonly<Record<string, number>> = { sku_out_of_stock: 50 }

/** Fills every measure of all stores, and of some SKUs each, over days up to and including the last one. */
export async function fillFigures(db: Db, last: string, days: number, skus = 0): Promise<void> {
  const source = await ensureSource(db, 'push/bench')
  const pairs = measures.map(
    ({ id }, n) => `'${id}', (1000 + (d * 37 + s.id * 13 + k * 3 + ${n} * 7) % 400) / ${fewer[id] ?? 1}`,
  )
  const parts = Array.from({ length: Math.ceil(pairs.length / 40) }, (_, n) => pairs.slice(n * 40, n * 40 + 40))
  const figures = sql.raw(parts.map(part => `jsonb_build_object(${part.join(', ')})`).join(' || ')) // 100 arguments at most
  await db.execute(sql`
    insert into metric_day (store_id, source_id, sku, day, m)
    select s.id, ${source.id}::int, case when k = 0 then '' else 'SKU-' || k end, ${last}::date - d, ${figures}
    from generate_series(0, ${days - 1}::int) d, stores s, generate_series(0, ${skus}::int) k`)
  await db.execute(sql`vacuum analyze metric_day`)
}

/** Marks a day of all stores as changed. */
export async function touchDay(db: Db, day: string): Promise<void> {
  await db.execute(sql`
    insert into dirty_days (store_id, day, at) select id, ${day}::date, clock_timestamp() from stores
    on conflict (store_id, day) do update set at = excluded.at`)
}
