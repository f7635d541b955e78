import { sql } from 'drizzle-orm'
import type { Db } from '#src/platform/database/db.ts'

/** How rows of the same store and day were put together. */
export interface DailySums {
  /** Rows that stand there more than once, alike in every cell, and count once. */
  readonly twice: number
  /** Rows whose figure was added to that of another row. */
  readonly addedUp: number
  /** Days without a row for the whole, of a file that has one for others; the first ones. */
  readonly partsAlone: { readonly count: number; readonly days: readonly string[] }
}

/** People, who may be in several parts of a day: their number is no sum of those of the parts. */
const people = ['visitors', 'buyers', 'buyers_new', 'buyers_repeat']

/** Days that are named (judgement). */
const namedDays = 5

/**
 * Adds the rows of one store, SKU and day up: they are parts of the day (devices, hours, campaigns). Rows that hold the
 * whole count alone, and a row that stands there twice counts once. `parted`: the file has rows for the whole of days; where
 * a day has none, its parts are added up without the people in them. `besides`: rows without SKU hold amounts besides
 * those of SKUs, as in a statement of a marketplace; otherwise they are the store's own figures, SKUs included.
 */
export async function addUpDailyFigures(
  db: Db,
  importId: number,
  { parted, besides }: { readonly parted: boolean; readonly besides: boolean },
): Promise<DailySums> {
  const [found] = await db.execute<{ twice: string; added: string; alone: string; days: string[] | null }>(sql`
    with different as materialized (
      select *, bool_or(whole) over (partition by store, day, sku) as has_whole from (
        select distinct on (store, day, sku, line) * from import_lines where import_id = ${importId} order by store, day, sku, line, row
      ) as once
    ),
    figures as materialized (
      select store, day, sku, f.key, trim_scale(sum(f.value::text::numeric)) as value, count(*) as rows, max(sku_name) as sku_name
      from different cross join lateral jsonb_each(m) f where whole or (not has_whole and not (${parted} and f.key in ${people})) group by store, day, sku, f.key
    ),
    alone as materialized (select distinct day from different where ${parted} and not has_whole),
    stored as (
      insert into import_rows (import_id, store, day, sku, sku_name, m)
      select ${importId}::int, store, day, sku, max(sku_name), jsonb_object_agg(key, value + coalesce(of_skus, 0))
      from figures left join (
        select store, day, '' as sku, key, sum(value) as of_skus from figures where ${besides} and sku <> '' group by store, day, key
      ) as skus using (store, day, sku, key) group by store, day, sku
      returning 1
    )
    select (select count(*) from import_lines where import_id = ${importId}) - (select count(*) from different) as twice,
      coalesce((select sum(rows - 1) from (select max(rows) as rows from figures group by store, day, sku) as days), 0) as added,
      (select count(*) from alone) as alone,
      (select array_agg(day::text order by day) from (select day from alone order by day limit ${namedDays}) as first) as days`)
  await db.execute(sql`delete from import_lines where import_id = ${importId}`)
  const partsAlone = { count: Number(found?.alone), days: found?.days ?? [] }
  return { twice: Number(found?.twice), addedUp: Number(found?.added), partsAlone }
}
