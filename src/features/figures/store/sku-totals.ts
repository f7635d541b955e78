import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '#src/platform/database/db.ts'
import type { Span } from './facts.ts'

/** What a SKU of a store came to in a span. */
export interface SkuTotal {
  readonly storeId: number
  readonly sku: string
  /** Its name in the store; `null` when it has none. */
  readonly name: string | null
  /** Exact decimal of each measure asked for, in that order; `null` where there was none. */
  readonly values: readonly (string | null)[]
}

/** A measure and how its days become one number: `sum`, `last` known value or `mean` of the days that have one. */
export interface SkuMeasure {
  readonly measure: string
  readonly aggregate: 'sum' | 'last' | 'mean'
}

/**
 * Totals of all SKUs of stores in a span, in exact decimals, sources merged by rank; in no order. `isSingle`: what
 * `haveOneSource` says of the stores, so that nothing has to be merged.
 */
export async function readSkuTotals(db: Db, query: SkuQuery, isSingle: boolean): Promise<readonly SkuTotal[]> {
  if (query.storeIds.length === 0 || query.measures.length === 0) return []
  const aggregates = query.measures.map(({ aggregate }, index) => total(aggregate, index))
  const days = isSingle ? plainDays(query) : mergedDays(query)
  const rows = await db.execute<Row>(sql`
    with told as (${days}),
    totals as (select t.store_id, t.sku, ${sql.join(aggregates, sql`, `)} from told t group by t.store_id, t.sku)
    select t.*, n.name from totals t left join skus n on n.store_id = t.store_id and n.sku = t.sku`)
  return rows.map(row => ({
    storeId: row.store_id,
    sku: row.sku,
    name: row.name,
    values: query.measures.map((_, index) => row[`c${index}`] ?? null),
  }))
}

type Row = Record<`c${number}`, string | null> & {
  readonly store_id: number
  readonly sku: string
  readonly name: string | null
}

/**
 * Whether no store has SKUs from two sources, so that there is nothing to merge. One step in the index for each pair: as a
 * condition (`exists`) the planner would read all days of all SKUs.
 */
export async function haveOneSource(db: Db, storeIds: readonly number[]): Promise<boolean> {
  if (storeIds.length === 0) return true
  const rows = await db.execute<{ sources: string }>(sql`
    select count(*) as sources from stores w cross join sources s cross join lateral (
      select 1 from metric_day d where d.store_id = w.id and d.source_id = s.id and d.sku > '' limit 1
    ) one
    where w.id in ${storeIds}
    group by w.id having count(*) > 1`)
  return rows.length === 0
}

function total(aggregate: SkuMeasure['aggregate'], index: number): SQL {
  const column = sql.raw(`c${index}`)
  if (aggregate === 'sum') return sql`trim_scale(sum(${column}::numeric))::text as ${column}`
  if (aggregate === 'mean') return sql`trim_scale(avg(${column}::numeric))::text as ${column}`
  return sql`(array_agg(${column} order by t.day desc) filter (where ${column} is not null))[1] as ${column}`
}

/** Which SKUs, days and measures. */
export type SkuQuery = Span & {
  readonly storeIds: readonly number[]
  readonly measures: readonly SkuMeasure[]
  /** Days of it that do not count. */
  readonly without?: readonly Span[]
}

function plainDays(query: SkuQuery): SQL {
  return sql`select d.store_id, d.sku, d.day, ${columns(query.measures.map(({ measure }) => measure))} ${ofSkus(query)}`
}

/** One row for each SKU and day: the source of the highest rank that knows a measure tells it. */
function mergedDays(query: SkuQuery): SQL {
  const merged = query.measures.map(({ measure }, index) => {
    const ranked = sql`array_agg(d.m->>${measure}::text order by s.rank desc, d.updated_at desc)`
    return sql`(${ranked} filter (where d.m->>${measure}::text is not null))[1] as ${sql.raw(`c${index}`)}`
  })
  return sql`
    select d.store_id, d.sku, d.day, ${sql.join(merged, sql`, `)} ${ofSkus(query)}
    group by d.store_id, d.sku, d.day`
}

function ofSkus({ storeIds, from, to, without = [] }: SkuQuery): SQL {
  const out = without.map(span => sql` and d.day not between ${span.from}::date and ${span.to}::date`)
  return sql`
    from metric_day d join sources s on s.id = d.source_id
    where d.store_id in ${storeIds} and d.sku <> '' and d.day between ${from}::date and ${to}::date${sql.join(out, sql``)}`
}

/** Measures as columns `c0`, `c1` … of a row `d`. */
function columns(measures: readonly string[]): SQL {
  return sql.join(
    measures.map((measure, index) => sql`d.m->>${measure}::text as ${sql.raw(`c${index}`)}`),
    sql`, `,
  )
}
