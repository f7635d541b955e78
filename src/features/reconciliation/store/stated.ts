import { sql } from 'drizzle-orm'
import type { Day } from '#src/domain/period/index.ts'
import type { Db } from '#src/platform/database/db.ts'

/** A figure of a month as somebody else states it. */
export interface Stated {
  readonly measure: string
  /** `''`: the whole month; else a day of it, or `2026-11-13..2026-11-30`: the sum of days. */
  readonly day: Day | ''
  /** Exact; money in minor units. */
  readonly value: string
}

/** Who stated it: the marketplace, a file or a person. */
export type Origin = 'platform' | 'file' | 'typed'

/** Keeps what was stated of measures of a month in place of what was stated before. */
export async function putStated(
  db: Db,
  of: { readonly storeId: number; readonly month: Day; readonly origin: Origin; readonly by: number | null },
  list: readonly Stated[],
  now: Date,
): Promise<void> {
  const measures = JSON.stringify([...new Set(list.map(one => one.measure))])
  await db.transaction(async tx => {
    await tx.execute(sql`delete from stated_totals where store_id = ${of.storeId} and month = ${of.month}::date
      and measure in (select jsonb_array_elements_text(${measures}::text::jsonb))`)
    await tx.execute(sql`
      insert into stated_totals (store_id, month, measure, day, value, origin, stated_by, stated_at)
      select ${of.storeId}::int, ${of.month}::date, measure, day, value::numeric, ${of.origin}, ${of.by}::int,
        ${now.toISOString()}::timestamptz
      from jsonb_to_recordset(${JSON.stringify(list)}::text::jsonb) as g(measure text, day text, value text)`)
  })
}

/** What was stated of a month. */
export async function listStated(
  db: Db,
  storeId: number,
  month: Day,
): Promise<readonly (Stated & { readonly origin: Origin })[]> {
  const rows = await db.execute(sql`select measure, day, value::text, origin from stated_totals
    where store_id = ${storeId} and month = ${month}::date order by measure, day`)
  return rows.map(row => ({
    measure: String(row.measure),
    day: String(row.day),
    value: String(row.value),
    origin: row.origin as Origin, // an enum of the schema
  }))
}

/** The first day of which a measure stands here; `null`: none. */
export async function firstDayOf(db: Db, storeId: number, measure: string): Promise<Day | null> {
  const [row] = await db.execute(sql`select min(day)::text as day from metric_day
    where store_id = ${storeId} and source_id = any(array(select id from sources)) and sku = '' and m ->> ${measure} is not null`)
  return row?.day ? String(row.day) : null
}
