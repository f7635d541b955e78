import { sql } from 'drizzle-orm'
import type { Day } from '#src/domain/period/index.ts'
import type { Db } from '#src/platform/database/db.ts'

/** What a source says of a store's day. */
export interface ToldDay {
  readonly day: Day
  /** The feed of the connector. */
  readonly feed: string
  readonly measures: Readonly<Record<string, number>>
}

/** Days of a store as one source tells them, and as the other feeds of its connector do. */
export async function readToldDays(
  db: Db,
  of: { readonly storeId: number; readonly sourceId: number; readonly connector: string },
  span: { readonly from: Day; readonly to: Day },
): Promise<{ readonly own: readonly ToldDay[]; readonly sisters: readonly ToldDay[] }> {
  const rows = await db.execute(sql`
    select f.day::text as day, f.m, o.key, f.source_id = ${of.sourceId}::int as own from metric_day f
    join sources o on o.id = f.source_id and (o.id = ${of.sourceId}::int or starts_with(o.key, ${`${of.connector}/`}))
    where f.store_id = ${of.storeId} and f.sku = '' and f.day between ${span.from}::date and ${span.to}::date`)
  const told = rows.map(row => ({
    own: row.own === true,
    day: String(row.day),
    feed: String(row.key).slice(of.connector.length + 1),
    measures: row.m as Readonly<Record<string, number>>, // numbers by measure, written by the ingest topic
  }))
  return { own: told.filter(row => row.own), sisters: told.filter(row => !row.own) }
}
