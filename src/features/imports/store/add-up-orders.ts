import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '#src/platform/database/db.ts'
import { fileLines, knowOrders, stateOf } from './order-lines.ts'

/** The source that all files of order lines share. */
const ordersSource = 'file/orders'

/** How the lines of a file are added up; kept with its preview. */
export interface OrderSums {
  readonly withShipments: boolean
  /** Fingerprint of the file's columns: only lines of such files are united one by one. */
  readonly shape: string
  /** Some line of the file has a number of its own; absent in previews of an earlier version. */
  readonly numbered?: boolean
  /** All amounts that its lines have; absent in previews of an earlier version. */
  readonly amounts?: readonly string[]
}

/** Memory for sorting the lines of a file, of which a large one has a million (judgement; the default spills to disk). */
const sortMemory = '128MB'

/**
 * Adds the order lines of a file up per store, SKU and order day, together with what earlier files said of the same
 * days: an order that only they know stays. Lines that are no sales are left out. Sales stand on the day of their line;
 * an order counts once per store on its earliest day there, and ships when its last package does. Where only days are
 * known, "within 72 h" means at most three calendar days later (design rule). An order that is neither shipped nor due
 * by the last day the file knows of is left out of the shipments.
 */
export async function addUpOrders(db: Db, importId: number, sums: OrderSums): Promise<void> {
  const known = await knowOrders(db, importId)
  await db.transaction(async tx => {
    await tx.execute(sql`analyze import_lines`)
    // compiling one statement that runs once takes longer than it could save
    await tx.execute(sql`select set_config('work_mem', ${sortMemory}, true), set_config('jit', 'off', true)`)
    await addUp(tx, importId, sums, known)
  })
  await addQuietDays(db, importId)
}

/** Where no earlier file knows anything of the stores nothing has to be compared. */
async function addUp(db: Db, importId: number, sums: OrderSums, known: boolean) {
  const { withShipments, shape, numbered } = sums
  const has = known ? allKinds : kindsOf(sums)
  await db.execute(sql`
    with file as materialized (${fileLines(importId, numbered)}),
    ${known ? knownLines(shape) : newLines(shape)},
    ${soldLines},
    as_of as (select greatest(max(day), max(ship_day)) as day from file),
    orders_of_skus as (select distinct store, order_id, order_day, sku, shipped from lines),
    orders as (select distinct store, order_id, order_day, shipped from lines),
    ${wholeOrders(has.wholes, known)},
    ${extraSums(has.extras)},
    pieces as (
      select store, day, sku, max(sku_name) as sku_name, ${lineSums} as sums, ${nothing} as counts, ${nothing} as whole,
        ${nothing} as extras from lines where sku <> '' group by store, day, sku
      union all select store, day, '', null, ${lineSums}, null, null, null from lines group by store, day
      union all select store, order_day, sku, null, null, ${orderCounts(withShipments)}, null, null
        from orders_of_skus where sku <> '' group by store, order_day, sku
      union all select store, order_day, '', null, null, ${orderCounts(withShipments)}, null, null from orders group by store, order_day
      union all select store, day, sku, null, null, null, m, null from whole
      union all select store, day, sku, null, null, null, null, m from extras
      union all select store, day, '', null, null, null, null, null from days
    ),
    figures as (
      select store, day, sku, max(sku_name) as sku_name, ${first(sql`sums`)} as sums, ${first(sql`counts`)} as counts,
        ${first(sql`whole`)} as whole, ${first(sql`extras`)} as extras
      from pieces group by store, day, sku
    )
    insert into import_rows (import_id, store, day, sku, sku_name, m)
    select ${importId}::int, store, day, sku, sku_name, ${together(noOrders(withShipments))}
    from figures where (store, day) in (select store, day from days) and (sku = '' or sums is not null)`)
}

/** Which amounts there may be besides those that every line has: looking for them in all lines takes a third of the time. */
interface Kinds {
  /** Of whole orders. */
  readonly wholes: boolean
  /** Fees, refunds and the like. */
  readonly extras: boolean
}

const allKinds: Kinds = { wholes: true, extras: true }
const ofLines = ['sales', 'units', 'cogs', 'discount']

function kindsOf({ amounts }: OrderSums): Kinds {
  if (!amounts) return allKinds
  const isWhole = (id: string) => id.startsWith('order:')
  return { wholes: amounts.some(isWhole), extras: amounts.some(id => !isWhole(id) && !ofLines.includes(id)) }
}

const nothing = sql`null::jsonb`

/** The one value of a group that is not null. */
function first(column: SQL): SQL {
  return sql`(array_agg(${column}) filter (where ${column} is not null))[1]`
}

/**
 * Days that the file speaks of, the orders that have a line on them, and what is known of those orders. Windows instead
 * of joins: the planner knows nothing of how large these parts are.
 */
function knownLines(shape: string): SQL {
  return sql`
    orders_of_file as materialized (select distinct store, order_id from file),
    days as materialized (
      select store, day from file
      union select f.store, o.day from orders_of_file f join stores s on s.slug = f.store
      join order_lines o on o.store_id = s.id and o.order_id = f.order_id
    ),
    touched as materialized (
      select store, order_id from orders_of_file
      union select d.store, o.order_id from days d join stores s on s.slug = d.store
      join order_lines o on o.store_id = s.id and o.day = d.day
    ),
    versions as (
      select store, order_id, line, day, ship_day, sku, sku_name, state, m, ${shape}::text as shape,
        'infinity'::timestamptz as written_at, 0 as import_id from file
      union all
      select t.store, o.order_id, o.line, o.day, o.ship_day, o.sku, null, o.state, o.m, o.shape, o.written_at, o.import_id
      from touched t join stores s on s.slug = t.store join order_lines o on o.store_id = s.id and o.order_id = t.order_id
    ),
    ranked as (
      select *, first_value(shape) over newest as newest_shape, row_number() over newest_line as nth from versions
      window newest as (partition by store, order_id order by written_at desc, import_id desc),
        newest_line as (partition by store, order_id, line order by written_at desc, import_id desc)
    )`
}

/** The same where the file is all that is known. */
function newLines(shape: string): SQL {
  return sql`
    days as materialized (select distinct store, day from file),
    ranked as (select *, ${shape}::text as shape, ${shape}::text as newest_shape, 1 as nth from file)`
}

/**
 * What was sold. A line without SKU that repeats the sum of the other lines of its order (two or more) is the order's
 * own summary. An order is of its earliest day, and is shipped when its last package is.
 */
const soldLines = sql`
  judged as (
    select *, ${stateOf(sql`state`)} as became,
      coalesce(sku = '' and count(*) over of_order > 2 and sales <> 0 and 2 * sales = sum(sales) over of_order
        and count(*) filter (where sku = '') over of_order = 1, false) as is_summary
    from (select *, (m->>'sales')::numeric as sales from ranked where nth = 1 and shape = newest_shape) as newest window of_order as (partition by store, order_id)
  ),
  lines as materialized (
    select *, bool_and(m ? 'units') over day_of_store as all_units, bool_and(m ? 'cogs') over day_of_store as all_cogs,
      min(day) over of_order as order_day,
      case when bool_and(ship_day is not null) over of_order then max(ship_day) over of_order end as shipped,
      case when min(sku) over of_order = max(sku) over of_order then sku end as only_sku,
      (m->>'discount')::numeric as discount, (m->>'units')::numeric as units, (m->>'cogs')::numeric as cogs
    from judged where became in ('sale', 'pending') and not is_summary
    window day_of_store as (partition by store, day), of_order as (partition by store, order_id)
  )`

/**
 * Amounts of whole orders, once each, on the day of the order; those of orders of one SKU are that SKU's too. Of several files
 * the newest that says any of them decides all of them: a total that was lowered is lowered, also where a line of an older
 * file stays. Zeros alone decide nothing, since exports write them on further lines of an order.
 */
const wholeOrders = (isThere: boolean, known: boolean) => sql`
  order_amounts as materialized (
    select store, order_id, order_day as day, only_sku, key, (array_agg(value order by abs(value) desc))[1] as value
    from (
      select store, order_id, order_day, only_sku, substr(key, 7) as key, value::text::numeric as value,
        ${known ? decidingFile : sql`true`} as decides
      from lines cross join lateral jsonb_each(m) where ${isThere}::boolean and key like 'order:%'
    ) as said where decides group by store, order_id, order_day, only_sku, key
  ),
  whole as (
    select store, day, sku, jsonb_object_agg(key, value) as m from (
      select store, day, '' as sku, key, sum(value) as value from order_amounts group by store, day, key
      union all
      select store, day, only_sku, key, sum(value) from order_amounts
      where only_sku <> '' and key in ('sales', 'discount') group by store, day, only_sku, key
    ) as summed group by store, day, sku
  )`

const decidingFile = sql`import_id = first_value(import_id) over (
  partition by store, order_id order by value::text::numeric <> 0 desc, written_at desc, import_id desc)`

/** Fees, refunds and other amounts of lines. */
const extraSums = (isThere: boolean) => sql`
  parts as (
    select store, day, sku, key, sum(value::text::numeric) as value from lines cross join lateral jsonb_each(m)
    where ${isThere}::boolean and key not in ${ofLines} and key not like 'order:%' group by 1, 2, 3, 4
  ),
  extras as (
    select store, day, sku, jsonb_object_agg(key, value) as m from (
      select store, day, sku, key, value from parts where sku <> ''
      union all select store, day, '', key, sum(value) from parts group by 1, 2, 4
    ) as summed group by store, day, sku
  )`

/** What one line of a store's day does not say cannot be summed: the measure is left out of that day, SKUs and all. */
const lineSums = sql`jsonb_strip_nulls(jsonb_build_object(
  'net_sales', trim_scale(sum(sales)),
  'gross_sales', trim_scale(sum(sales + coalesce(discount, 0))),
  'discount_shop', trim_scale(sum(discount)),
  'units', case when bool_and(all_units) then trim_scale(sum(units)) end,
  'cogs', case when bool_and(all_cogs) then trim_scale(sum(cogs)) end,
  'order_lines', count(*)))`

/**
 * A day without sales has zeros, and one that only has lines of orders of earlier days has no order: a gap would take it out of
 * averages over orders. Whole-order amounts are added to those of lines; fees and refunds stand beside them. */
const together = (none: SQL) => sql`
  case when sums is null then '{"net_sales": 0, "gross_sales": 0, "order_lines": 0, "orders": 0, "units": 0}'::jsonb else sums end
  || coalesce(counts, ${none}) || coalesce(extras, '{}') || coalesce((
    select jsonb_object_agg(name, trim_scale(total)) from (
      select case key when 'sales' then 'net_sales' when 'discount' then 'discount_shop' else key end as name,
        value::text::numeric + coalesce((coalesce(sums, '{}') || coalesce(extras, '{}'))->>
          case key when 'sales' then 'net_sales' when 'discount' then 'discount_shop' else key end, '0')::numeric as total
      from jsonb_each(whole)
      union all
      select 'gross_sales', coalesce((sums->>'gross_sales')::numeric, 0) + coalesce((whole->>'sales')::numeric, 0)
        + coalesce((whole->>'discount')::numeric, 0) where whole ? 'sales' or whole ? 'discount'
    ) as added), '{}')`

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

/** What `orderCounts` says of a day that no order is of. */
function noOrders(withShipments: boolean): SQL {
  const shipments = ['shipments_due', 'shipped_within_24h', 'shipped_within_48h', 'shipped_within_72h']
  const zeros = ['orders', ...(withShipments ? shipments : [])].map(id => [id, 0])
  return sql`${JSON.stringify(Object.fromEntries(zeros))}::jsonb`
}

function orderCounts(withShipments: boolean): SQL {
  if (!withShipments) return sql`jsonb_build_object('orders', count(*))`
  const within = (days: number) => sql`count(*) filter (where shipped - order_day <= ${sql.raw(String(days))})`
  return sql`jsonb_build_object('orders', count(*),
    'shipments_due', count(*) filter (where shipped is not null or order_day + 3 <= (select day from as_of)),
    'shipped_within_24h', ${within(1)}, 'shipped_within_48h', ${within(2)}, 'shipped_within_72h', ${within(3)})`
}
