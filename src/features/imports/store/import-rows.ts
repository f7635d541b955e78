import { sql } from 'drizzle-orm'
import type { Db } from '#src/platform/database/db.ts'

/** What will be stored for a store or SKU and day; money in minor units, exact decimals. */
export interface ImportRow {
  readonly store: string
  readonly day: string
  readonly sku: string
  readonly measures: Readonly<Record<string, string>>
}

/** What a file holds of a store. */
export interface StoreTotal {
  readonly store: string
  readonly from: string
  readonly to: string
  readonly days: number
  readonly skus: number
  /** Sums over the store's days; SKUs are added up where the file says nothing of the store itself. */
  readonly totals: Readonly<Record<string, string>>
}

type Raw = { store: string; day: string; sku: string; m: Record<string, string> }

/** `jsonb` numbers as text, so that no digit is lost on the way. */
const asText = sql`(select coalesce(jsonb_object_agg(f.key, f.value), '{}') from jsonb_each_text(r.m) f) as m`

/** The first rows as they will be stored, days in order, stores before their SKUs. */
export async function firstRows(db: Db, importId: number, limit: number): Promise<readonly ImportRow[]> {
  const rows = await db.execute<Raw>(sql`
    select store, day, sku, ${asText} from import_rows r where import_id = ${importId}
    order by sku <> '' and exists (select from import_rows s where s.import_id = ${importId} and s.sku = ''), day, store, sku
    limit ${limit}`)
  return rows.map(rowOf)
}

/** All rows, some thousand at a time, whole days of stores together. */
export async function* importRowPages(db: Db, importId: number): AsyncGenerator<readonly ImportRow[]> {
  const days = await db.execute<{ store: string; day: string; n: string }>(sql`
    select store, day, count(*) as n from import_rows where import_id = ${importId} group by store, day order by store, day`)
  for (const page of pagesOf(days)) {
    const rows = await db.execute<Raw>(sql`
      select store, day, sku, ${asText} from import_rows r
      where import_id = ${importId}
        and (store, day) >= (${page.first.store}, ${page.first.day}::date)
        and (store, day) <= (${page.last.store}, ${page.last.day}::date)
      order by store, day, sku`)
    yield rows.map(rowOf)
  }
}

/** Rows that are held in memory at once (judgement). */
const pageSize = 4000

interface DayCount {
  readonly store: string
  readonly day: string
  readonly n: string
}

function* pagesOf(days: readonly DayCount[]): Generator<{ readonly first: DayCount; readonly last: DayCount }> {
  let first: DayCount | null = null
  let count = 0
  for (const day of days) {
    first ??= day
    count += Number(day.n)
    if (count < pageSize) continue
    yield { first, last: day }
    first = null
    count = 0
  }
  const last = days.at(-1)
  if (first && last) yield { first, last }
}

function rowOf(row: Raw): ImportRow {
  return { store: row.store, day: row.day, sku: row.sku, measures: row.m }
}

/** Per store what the file comes to. */
export async function storeTotals(db: Db, importId: number): Promise<readonly StoreTotal[]> {
  const rows = await db.execute<{
    store: string
    from: string
    to: string
    days: string
    skus: string
    totals: Record<string, string> | null
  }>(sql`
    with own as (
      select store, day, f.key, f.value::numeric as value
      from import_rows cross join lateral jsonb_each_text(m) f where import_id = ${importId} and sku = ''
    ), parts as (
      select store, day, f.key, sum(f.value::numeric) as value
      from import_rows r cross join lateral jsonb_each_text(m) f where import_id = ${importId} and sku <> ''
      group by store, day, f.key
    ), merged as (
      select store, key, coalesce(own.value, parts.value) as value from own full join parts using (store, day, key)
    ), sums as (
      select store, jsonb_object_agg(key, value) as totals from (
        select store, key, trim_scale(sum(value))::text as value from merged group by store, key
      ) as per_measure group by store
    )
    select r.store, min(r.day) as from, max(r.day) as to, count(distinct r.day) as days,
      count(distinct r.sku) filter (where r.sku <> '') as skus, (select totals from sums s where s.store = r.store) as totals
    from import_rows r where import_id = ${importId} group by r.store order by r.store`)
  return rows.map(row => ({ ...row, days: Number(row.days), skus: Number(row.skus), totals: row.totals ?? {} }))
}

/** How many rows are staged. */
export async function countImportRows(db: Db, importId: number): Promise<number> {
  const [row] = await db.execute<{ n: string }>(
    sql`select count(*) as n from import_rows where import_id = ${importId}`,
  )
  return Number(row?.n)
}

/** Remembers what SKUs are called. */
export async function storeSkuNames(db: Db, importId: number): Promise<void> {
  await db.execute(sql`
    insert into skus (store_id, sku, name)
    select s.id, r.sku, (array_agg(r.sku_name order by r.day desc))[1]
    from import_rows r join stores s on s.slug = r.store
    where r.import_id = ${importId} and r.sku <> '' and r.sku_name is not null
    group by s.id, r.sku order by s.id, r.sku
    on conflict (store_id, sku) do update set name = excluded.name where skus.name <> excluded.name`)
}
