import { sql } from 'drizzle-orm'
import type { Db } from '#src/platform/database/db.ts'

/** How rows of the same store and day were put together. */
export interface DailySums {
  /** Rows that stand there more than once, alike in every cell, and count once. */
  readonly twice: number
  /** Rows whose figure was added to that of another row. */
  readonly addedUp: number
}

/**
 * Adds the rows of one store, SKU and day up: they are parts of the day (devices, hours, campaigns). Rows that hold the
 * whole count alone, and a row that stands there twice counts once.
 */
export async function addUpDailyFigures(db: Db, importId: number): Promise<DailySums> {
  const [found] = await db.execute<{ twice: string; added: string }>(sql`
    with different as materialized (
      select *, bool_or(whole) over (partition by store, day, sku) as has_whole from (
        select distinct on (store, day, sku, line) * from import_lines where import_id = ${importId} order by store, day, sku, line, row
      ) as once
    ),
    figures as materialized (
      select store, day, sku, f.key, trim_scale(sum(f.value::text::numeric)) as value, count(*) as rows, max(sku_name) as sku_name
      from different cross join lateral jsonb_each(m) f where whole or not has_whole group by store, day, sku, f.key
    ),
    stored as (
      insert into import_rows (import_id, store, day, sku, sku_name, m)
      select ${importId}::int, store, day, sku, max(sku_name), jsonb_object_agg(key, value) from figures group by store, day, sku
      returning 1
    )
    select (select count(*) from import_lines where import_id = ${importId}) - (select count(*) from different) as twice,
      coalesce((select sum(rows - 1) from (select max(rows) as rows from figures group by store, day, sku) as days), 0) as added`)
  await db.execute(sql`delete from import_lines where import_id = ${importId}`)
  return { twice: Number(found?.twice), addedUp: Number(found?.added) }
}
