import { sql } from 'drizzle-orm'
import type { Observed } from '#src/domain/orders/fold-days.ts'
import type { Day } from '#src/domain/period/index.ts'
import type { Db } from '#src/platform/database/db.ts'

/** Why a day of zeros is not believed: the days around it have figures, or another feed of the store has. */
export type HeldWhy = 'history' | 'sister'

/** A day that is not written until somebody accepts it or the source says something else. */
export interface HeldDay {
  readonly storeId: number
  readonly sourceId: number
  /** Key of the source. */
  readonly source: string
  readonly day: Day
  readonly why: HeldWhy
}

/** Whether any day of a source of a store is kept back. */
export async function isAnyHeld(db: Db, of: { readonly storeId: number; readonly sourceId: number }): Promise<boolean> {
  const rows = await db.execute(
    sql`select 1 from held_days where store_id = ${of.storeId} and source_id = ${of.sourceId} limit 1`,
  )
  return rows.length > 0
}

/** Keeps days back. */
export async function holdDays(
  db: Db,
  of: { readonly storeId: number; readonly sourceId: number },
  days: readonly { readonly day: Day; readonly why: HeldWhy; readonly rows: readonly Observed[] }[],
  now: Date,
): Promise<void> {
  if (days.length === 0) return
  await db.execute(sql`
    insert into held_days as h (store_id, source_id, day, rows, why, since)
    select ${of.storeId}::int, ${of.sourceId}::int, day::date, rows, why, ${now.toISOString()}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(days)}::text::jsonb) as g(day text, rows jsonb, why text)
    on conflict (store_id, source_id, day) do update set rows = excluded.rows, why = excluded.why`)
}

/** Lets days go: the source says something else now, or somebody accepted them. */
export async function releaseDays(
  db: Db,
  of: { readonly storeId: number; readonly sourceId: number },
  days: readonly Day[],
): Promise<void> {
  if (days.length === 0) return
  await db.execute(sql`delete from held_days where store_id = ${of.storeId} and source_id = ${of.sourceId}
    and day in (select jsonb_array_elements_text(${JSON.stringify(days)}::text::jsonb)::date)`)
}

/** All days that are kept back, the oldest first. */
export async function listHeld(db: Db): Promise<readonly HeldDay[]> {
  const rows = await db.execute(sql`select h.store_id, h.source_id, o.key, h.day::text as day, h.why
    from held_days h join sources o on o.id = h.source_id order by h.store_id, o.key, h.day`)
  return rows.map(heldDay)
}

/** A day that is kept back, with what its source said of it. */
export interface KeptBack extends HeldDay {
  /** When it was kept back first. */
  readonly since: Date
  readonly rows: readonly Observed[]
}

/** All days that are kept back with their rows, the oldest first. */
export async function listKeptBack(db: Db): Promise<readonly KeptBack[]> {
  const rows = await db.execute(sql`select h.store_id, h.source_id, o.key, h.day::text as day, h.why, h.rows,
    extract(epoch from h.since) * 1000 as since from held_days h join sources o on o.id = h.source_id
    order by h.store_id, o.key, h.day`)
  return rows.map(row => ({ ...heldDay(row), since: new Date(Number(row.since)), rows: row.rows as Observed[] })) // written by `holdDays`
}

function heldDay(row: Record<string, unknown>): HeldDay {
  return {
    storeId: Number(row.store_id),
    sourceId: Number(row.source_id),
    source: String(row.key),
    day: String(row.day),
    why: row.why as HeldWhy, // an enum of the schema
  }
}

/** The rows of days that are kept back, taken away from there. */
export async function takeHeld(
  db: Db,
  storeId: number,
  span: { readonly from: Day; readonly to: Day } | null,
  source: number | null,
): Promise<readonly { readonly sourceId: number; readonly day: Day; readonly rows: readonly Observed[] }[]> {
  const rows = await db.execute(sql`delete from held_days where store_id = ${storeId}
    and day between coalesce(${span?.from ?? null}::date, '-infinity') and coalesce(${span?.to ?? null}::date, 'infinity')
    and (${source}::int is null or source_id = ${source}::int)
    returning source_id, day::text as day, rows`)
  return rows.map(row => ({
    sourceId: Number(row.source_id),
    day: String(row.day),
    rows: row.rows as readonly Observed[], // written by `holdDays`
  }))
}
