import { type SQL, sql } from 'drizzle-orm'
import type { ImportLine } from '#src/domain/import-line.ts'
import type { Db } from '#src/platform/database/db.ts'

/** The source that all files of order lines share. */
const ordersSource = 'file/orders'

/** Puts understood rows where they can be added up. Their money is in minor units. */
export async function stageLines(db: Db, importId: number, lines: readonly ImportLine[]): Promise<void> {
  if (lines.length === 0) return
  const json = `[${lines.map(lineJson).join(',')}]`
  await db.execute(sql`
    insert into import_lines (import_id, row, store, order_id, day, ship_day, sku, sku_name, m)
    select ${importId}::int, l.* from jsonb_to_recordset(${json}::text::jsonb) as l(
      row bigint, store text, order_id text, day date, ship_day date, sku text, sku_name text, m jsonb)`)
}

/** Decimals become JSON numbers, which keep every digit in the database. */
function lineJson(line: ImportLine): string {
  const m = Object.entries(line.m).map(([id, decimal]) => `${JSON.stringify(id)}:${decimal}`)
  const rest = JSON.stringify({
    row: line.row,
    store: line.store,
    order_id: line.orderId,
    day: line.day,
    ship_day: line.shipDay,
    sku: line.sku,
    sku_name: line.skuName,
  })
  return `${rest.slice(0, -1)},"m":{${m.join(',')}}}`
}

/**
 * Adds order lines up per store, SKU and order day. Sales stand on the day of their line; an order counts once per
 * store on its earliest day there, and ships when its last package does. Where only days are known, "within 72 h"
 * means at most three calendar days later (design rule). An order that is neither shipped nor due by `asOf`, the last
 * day the file knows of, is left out of the shipments.
 */
export async function addUpOrders(db: Db, importId: number, withShipments: boolean): Promise<void> {
  await db.execute(sql`analyze import_lines`)
  await db.execute(sql`
    with lines as materialized (
      select *, bool_and(m ? 'units') over day_of_store as all_units, bool_and(m ? 'cogs') over day_of_store as all_cogs
      from import_lines where import_id = ${importId} window day_of_store as (partition by store, day)
    ),
    as_of as (select greatest(max(day), max(ship_day)) as day from lines),
    orders as materialized (
      select store, order_id, min(day) as day, case when bool_and(ship_day is not null) then max(ship_day) end as shipped
      from lines group by store, order_id
    ),
    orders_of_skus as (
      select distinct o.store, o.order_id, l.sku, o.day, o.shipped
      from lines l join orders o on o.store = l.store and o.order_id = l.order_id where l.sku <> ''
    ),
    sums as (
      select store, day, sku, max(sku_name) as sku_name, ${lineSums} as m from lines where sku <> '' group by store, day, sku
      union all
      select store, day, '', null, ${lineSums} from lines group by store, day
    ),
    counts as (
      select store, day, sku, ${orderCounts(withShipments)} as m from orders_of_skus group by store, day, sku
      union all
      select store, day, '', ${orderCounts(withShipments)} from orders group by store, day
    )
    insert into import_rows (import_id, store, day, sku, sku_name, m)
    select ${importId}::int, store, day, sku, sums.sku_name, coalesce(sums.m, '{}') || coalesce(counts.m, '{}')
    from sums full join counts using (store, day, sku)`)
  await db.execute(sql`delete from import_lines where import_id = ${importId}`)
  await addQuietDays(db, importId)
}

/**
 * A day without orders between a store's first day and the last day of the file was a day of zero sales, not a gap.
 * What another file said of such a day stays: only days of which nothing is known are filled.
 */
async function addQuietDays(db: Db, importId: number): Promise<void> {
  await db.execute(sql`
    with days as materialized (select store, day, m from import_rows where import_id = ${importId} and sku = ''),
    zeros as (
      select d.store, jsonb_object_agg(distinct f.key, 0) as m, min(d.day) as since, (select max(day) from days) as until
      from days d cross join lateral jsonb_object_keys(d.m) as f(key) group by d.store
    )
    insert into import_rows (import_id, store, day, sku, m)
    select ${importId}::int, z.store, quiet.day::date, '', z.m
    from zeros z cross join lateral generate_series(z.since, z.until, interval '1 day') as quiet(day)
    where not exists (select from days d where d.store = z.store and d.day = quiet.day::date)
      and not exists (
        select from metric_day t join stores s on s.id = t.store_id join sources o on o.id = t.source_id
        where s.slug = z.store and o.key = ${ordersSource} and t.sku = '' and t.day = quiet.day::date)`)
}

/** What one line of a store's day does not say cannot be summed: the measure is left out of that day, SKUs and all. */
const lineSums = sql`jsonb_strip_nulls(jsonb_build_object(
  'net_sales', trim_scale(sum((m->>'sales')::numeric)),
  'gross_sales', trim_scale(sum((m->>'sales')::numeric + coalesce((m->>'discount')::numeric, 0))),
  'discount_shop', trim_scale(sum((m->>'discount')::numeric)),
  'units', case when bool_and(all_units) then trim_scale(sum((m->>'units')::numeric)) end,
  'cogs', case when bool_and(all_cogs) then trim_scale(sum((m->>'cogs')::numeric)) end,
  'order_lines', count(*)))`

function orderCounts(withShipments: boolean): SQL {
  if (!withShipments) return sql`jsonb_build_object('orders', count(*))`
  const within = (days: number) => sql`count(*) filter (where shipped - day <= ${sql.raw(String(days))})`
  return sql`jsonb_build_object('orders', count(*),
    'shipments_due', count(*) filter (where shipped is not null or day + 3 <= (select day from as_of)),
    'shipped_within_24h', ${within(1)}, 'shipped_within_48h', ${within(2)}, 'shipped_within_72h', ${within(3)})`
}

/** Puts figures of one store, SKU and day together; of several for the same measure the last row of the file counts. */
export async function addUpDailyFigures(db: Db, importId: number): Promise<void> {
  await db.execute(sql`
    insert into import_rows (import_id, store, day, sku, sku_name, m)
    select ${importId}::int, store, day, sku, max(sku_name), jsonb_object_agg(f.key, f.value order by row)
    from import_lines l cross join lateral jsonb_each(l.m) f
    where import_id = ${importId} group by store, day, sku`)
  await db.execute(sql`delete from import_lines where import_id = ${importId}`)
}

/** Rows of daily figures that a later row of the same file contradicts, by row. */
export async function findContradictions(
  db: Db,
  importId: number,
): Promise<readonly { readonly row: number; readonly measure: string }[]> {
  const rows = await db.execute<{ row: string; key: string }>(sql`
    select row, min(key) as key from (
      select l.row, f.key, f.value,
        lead(f.value) over (partition by l.store, l.day, l.sku, f.key order by l.row) as next
      from import_lines l cross join lateral jsonb_each(l.m) f where l.import_id = ${importId}
    ) as seen
    where next is not null and next <> value group by row order by row`)
  return rows.map(found => ({ row: Number(found.row), measure: found.key }))
}
