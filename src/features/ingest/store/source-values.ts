import { sql } from 'drizzle-orm'
import type { Db } from '#src/platform/database/db.ts'

/** A figure as one source tells it. */
export interface RecordedFigure {
  readonly measure: string
  /** Exact decimal; money in minor units. */
  readonly value: string
  readonly sourceKey: string
  readonly sourceName: string
}

/** What all sources say about some measures of a store or SKU on a day, the source that counts first. */
export async function findRecorded(
  db: Db,
  at: { readonly storeId: number; readonly sku: string; readonly day: string; readonly measures: readonly string[] },
): Promise<readonly RecordedFigure[]> {
  const rows = await db.execute(sql`
    select figure.key as measure, figure.value, source.key as source_key, source.name as source_name
    from metric_day as day
    join sources as source on source.id = day.source_id
    cross join lateral jsonb_each_text(day.m) as figure
    where day.store_id = ${at.storeId} and day.source_id = any(array(select id from sources)) and day.sku = ${at.sku} and day.day = ${at.day}::date
      and figure.key in (select jsonb_array_elements_text(${JSON.stringify(at.measures)}::text::jsonb))
    order by source.rank desc, day.updated_at desc, source.key`)
  return rows.map(row => ({
    measure: String(row.measure),
    value: String(row.value),
    sourceKey: String(row.source_key),
    sourceName: String(row.source_name),
  }))
}

/** How well a source covers a store. */
export interface Coverage {
  readonly sourceId: number
  readonly storeId: number
  readonly lastDay: string
  /** Days with figures between `from` and `to`. */
  readonly days: number
  /** The first day that the source ever delivered for the store. */
  readonly firstDay: string
}

/** For each source and store: since when, until when, and how many days of a span have figures. */
export async function listCoverage(
  db: Db,
  query: { readonly storeIds: readonly number[]; readonly from: string; readonly to: string },
): Promise<readonly Coverage[]> {
  const rows = await db.execute(sql`
    select source_id, store_id, min(day)::text as first_day, max(day)::text as last_day,
      (count(distinct day) filter (where day between ${query.from}::date and ${query.to}::date))::int as days
    from metric_day
    where sku = '' and source_id = any(array(select id from sources))
      and store_id = any(${sql.param([...query.storeIds])}::int[])
    group by source_id, store_id
    order by source_id, store_id`)
  return rows.map(row => ({
    sourceId: Number(row.source_id),
    storeId: Number(row.store_id),
    firstDay: String(row.first_day),
    lastDay: String(row.last_day),
    days: Number(row.days),
  }))
}

/** A source that delivers a measure. */
export interface MeasureSource {
  readonly measure: string
  readonly name: string
  /** When it last delivered the measure for one of the stores. */
  readonly lastSeenAt: Date
}

/** Which sources delivered which measures for some stores since a day, the highest rank first. */
export async function listMeasureSources(
  db: Db,
  query: { readonly storeIds: readonly number[]; readonly measures: readonly string[]; readonly since: string },
): Promise<readonly MeasureSource[]> {
  const rows = await db.execute(sql`
    select wanted.id as measure, source.name, max(day.updated_at)::text as seen
    from metric_day as day
    join sources as source on source.id = day.source_id
    join jsonb_array_elements_text(${JSON.stringify(query.measures)}::text::jsonb) as wanted(id) on day.m ? wanted.id
    where day.sku = '' and day.day >= ${query.since}::date
      and day.source_id = any(array(select id from sources)) and day.store_id = any(${sql.param([...query.storeIds])}::int[])
    group by wanted.id, source.id, source.name, source.rank
    order by source.rank desc, source.name`)
  return rows.map(row => ({
    measure: String(row.measure),
    name: String(row.name),
    lastSeenAt: new Date(String(row.seen)),
  }))
}
