import { type SQL, sql } from 'drizzle-orm'
import type { Day } from '#src/domain/period/index.ts'
import type { Db } from '#src/platform/database/db.ts'

/** Days from `from` to `to`, both included. */
export interface Span {
  readonly from: Day
  readonly to: Day
}

/** One measure of a store or SKU on a day, from the source that counts. */
export interface Fact {
  /** Exact decimal; money in minor units of the store's currency. */
  readonly value: string
  /** When its source last wrote the day, in milliseconds since 1970. */
  readonly updatedAt: number
  /** It changed after the day was over and reported. */
  readonly corrected: boolean
  /** For so many days its source may still restate it. */
  readonly provisionalDays: number
}

/** What is known of a store or SKU on a day, merged from all sources. */
export interface FactDay {
  readonly storeId: number
  readonly sku: string
  readonly day: Day
  /** Sources that told anything of it, those that people type into left out. */
  readonly sources: readonly number[]
  /** The measure as the source of the highest rank that has it tells it, of equals the newest; `null` without one. */
  readonly find: (measure: string) => Fact | null
}

/** Which days and measures of which stores. Only the measures named are read. */
export interface FactQuery {
  readonly storeIds: readonly number[]
  readonly spans: readonly Span[]
  readonly measures: readonly string[]
}

/** Store totals day by day (rows of the store itself, never sums over SKUs), by store and day. */
export async function readStoreDays(
  db: Db,
  query: Omit<FactQuery, 'spans'> & ({ readonly spans: readonly Span[] } | Span),
): Promise<readonly FactDay[]> {
  const spans = 'spans' in query ? query.spans : [{ from: query.from, to: query.to }]
  return readDays(db, { storeIds: query.storeIds, measures: query.measures, spans }, '')
}

/** The days of one SKU in the stores that have it, by store and day. */
export async function readSkuDays(db: Db, query: FactQuery & { readonly sku: string }): Promise<readonly FactDay[]> {
  return readDays(db, query, query.sku)
}

type Row = {
  readonly store_id: number
  readonly day: string
  /** Milliseconds. */
  readonly updated: number
  /** Measures and their values before, as JSON; `null` where nothing was corrected. */
  readonly was: string | null
  readonly corrected: boolean
  readonly provisional_days: number
  /** `null`: typed by hand. */
  readonly source: number | null
  /** The measures that were asked for, in that order, between blanks; nothing where there is none. */
  readonly told: string
}

/**
 * Adding nothing (`|| '{}'`) unpacks a row once instead of once for each measure, and `offset 0` keeps the result (measured
 * at 12 of 229 measures: 11 times as fast, and the same where rows are small). One text for all measures costs a tenth of
 * taking as many columns apart.
 */
async function readDays(db: Db, { storeIds, spans, measures }: FactQuery, sku: string): Promise<readonly FactDay[]> {
  if (storeIds.length === 0 || spans.length === 0 || measures.length === 0) return []
  const rows = await db.execute<Row>(sql`
    select d.store_id, d.day::text as day, (extract(epoch from d.updated_at) * 1000)::float8 as updated,
      d.was::text as was, d.corrected_at is not null as corrected, s.provisional_days, case when s.key <> 'record' then s.id end as source,
      array_to_string(array[${asText(measures)}], ' ', '') as told
    from (
      select d.store_id, d.source_id, d.day, d.updated_at, d.corrected_at, d.was, d.m || '{}'::jsonb as m
      from metric_day d
      where d.store_id in ${storeIds} and d.source_id = any(array(select id from sources)) and d.sku = ${sku}
        and (${sql.join(spans.map(within), sql` or `)}) offset 0
    ) d join sources s on s.id = d.source_id
    order by d.store_id, d.day, s.rank desc, d.updated_at desc`)
  return merge(rows, measures, sku)
}

function within({ from, to }: Span): SQL {
  return sql`d.day between ${from}::date and ${to}::date`
}

function asText(measures: readonly string[]): SQL {
  return sql.join(
    measures.map(measure => sql`d.m->>${measure}::text`),
    sql`, `,
  )
}

function merge(rows: readonly Row[], measures: readonly string[], sku: string): FactDay[] {
  const column = new Map(measures.map((measure, index) => [measure, index]))
  const days: FactDay[] = []
  for (let start = 0, end = 0; start < rows.length; start = end) {
    const first = rows[start]
    if (!first) break
    while (rows[end]?.store_id === first.store_id && rows[end]?.day === first.day) end++
    days.push(dayOf(rows.slice(start, end), first, column, sku))
  }
  return days
}

function dayOf(
  rows: readonly Row[],
  { store_id, day }: Row,
  column: ReadonlyMap<string, number>,
  sku: string,
): FactDay {
  const known: (Fact | null | undefined)[] = []
  let told: readonly (readonly string[])[] | undefined
  return {
    storeId: store_id,
    sku,
    day,
    sources: rows.flatMap(row => row.source ?? []),
    find: measure => {
      const index = column.get(measure)
      if (index === undefined) return null
      const before = known[index]
      if (before !== undefined) return before
      told ??= rows.map(row => row.told.split(' '))
      const at = told.findIndex(values => values[index] !== '')
      const [row, value] = [rows[at], told[at]?.[index]]
      const fact = row && value !== undefined ? factOf(row, measure, value) : null
      known[index] = fact
      return fact
    },
  }
}

function factOf(row: Row, measure: string, value: string): Fact {
  return {
    value,
    updatedAt: row.updated,
    corrected: row.corrected && wasAnother(row.was, measure, value),
    provisionalDays: row.provisional_days,
  }
}

/** A row is corrected as a whole; only the measures whose replaced value is kept in it are. */
function wasAnother(was: string | null, measure: string, value: string): boolean {
  if (was === null) return true
  const before = replacedIn(was).get(measure)
  return before !== undefined && Number(before) !== Number(value)
}

let lastRead: { readonly was: string; readonly values: ReadonlyMap<string, unknown> } | undefined

/** The measures of a row are asked for one after the other: what was replaced in it is read once. */
function replacedIn(was: string): ReadonlyMap<string, unknown> {
  if (lastRead?.was !== was) lastRead = { was, values: new Map(Object.entries(JSON.parse(was) ?? {})) }
  return lastRead.values
}

/** The first day on which a store, or a SKU in it, ever had a measure. */
export interface FirstDay {
  readonly storeId: number
  readonly measure: string
  readonly day: Day
}

/** From so many measures on all keys of a row are gone through once (measured: thrice as fast at seventy). */
const manyMeasures = 12

/** The first days of measures; pairs that never had one are left out. */
export async function readFirstDays(
  db: Db,
  query: { readonly storeIds: readonly number[]; readonly measures: readonly string[]; readonly sku?: string },
): Promise<readonly FirstDay[]> {
  if (query.storeIds.length === 0 || query.measures.length === 0) return []
  const measures = sql`array(select jsonb_array_elements_text(${JSON.stringify(query.measures)}::text::jsonb))`
  const rows = await db.execute<{ store_id: number; measure: string; day: string }>(sql`
    select d.store_id, k.measure, min(d.day)::text as day
    from metric_day d cross join lateral ${query.measures.length < manyMeasures ? each(measures) : keysAmong(measures)}
    where d.store_id in ${query.storeIds} and d.source_id = any(array(select id from sources))
      and d.sku = ${query.sku ?? ''} and jsonb_exists_any(d.m, ${measures})
    group by d.store_id, k.measure`)
  return rows.map(row => ({ storeId: row.store_id, measure: row.measure, day: row.day }))
}

/** Each measure asked for that a row `d` has: looked for one by one, which unpacks the row for each. */
function each(measures: SQL): SQL {
  return sql`(select m.measure from unnest(${measures}) as m(measure) where jsonb_exists(d.m, m.measure)) as k`
}

/** The same for many: the row is unpacked once and all that it has is gone through. */
function keysAmong(measures: SQL): SQL {
  return sql`(select m.measure from jsonb_object_keys(d.m) as m(measure) join unnest(${measures}) as w(measure) using (measure)) as k`
}

/** What a source tells of a store lately, and how many hours after the end of a day it is expected. */
export interface SourceOfStore {
  readonly storeId: number
  readonly sourceId: number
  readonly dueHours: number
  readonly lastDay: Day
  readonly measures: readonly string[]
}

/** The last days that say what a source tells (judgement: each weekday once). */
const daysTold = 7

/** All sources of stores; what they tell is taken from the last days that they told, whenever that was. */
export async function readSources(db: Db, storeIds: readonly number[]): Promise<readonly SourceOfStore[]> {
  if (storeIds.length === 0) return []
  const rows = await db.execute<{
    store_id: number
    id: number
    due_hours: number
    last: string
    measures: string[]
  }>(sql`
    select w.id as store_id, s.id, s.due_hours, t.last::text as last, t.measures
    from stores w cross join sources s cross join lateral (
      select max(r.day) as last, array_agg(distinct key) as measures from (
        select d.day, d.m from metric_day d where d.store_id = w.id and d.source_id = s.id and d.sku = ''
        order by d.day desc limit ${daysTold}
      ) as r cross join lateral jsonb_object_keys(r.m) as key
    ) as t
    where w.id in ${storeIds} and t.last is not null`)
  return rows.map(row => ({
    storeId: row.store_id,
    sourceId: row.id,
    dueHours: row.due_hours,
    lastDay: row.last,
    measures: row.measures,
  }))
}
