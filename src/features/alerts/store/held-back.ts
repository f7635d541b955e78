import { sql } from 'drizzle-orm'
import type { Day } from '#src/domain/period/index.ts'
import type { PlaceKey } from '#src/domain/place.ts'
import type { Db } from '#src/platform/database/db.ts'

/** An alert that an event held back: what would have been said about a day of a place. */
export interface HeldNote {
  /** As alerts name their rule. */
  readonly rule: string
  readonly kpiId: string
  readonly place: PlaceKey
  readonly day: Day
  readonly eventId: number
  /** The figure and what it would have been held against: minor units for money, 0–1 for ratios. */
  readonly value: number
  readonly expected: number | null
  readonly currency: string | null
}

/** A note with the name of its event. */
export interface ShownHeldNote extends HeldNote {
  readonly event: string
}

/** Keeps what events held back; the latest look at a rule, place and day counts. */
export async function saveHeldNotes(db: Db, notes: readonly HeldNote[]): Promise<void> {
  if (notes.length === 0) return
  await db.execute(sql`
    insert into held_looks (rule, kpi_id, place, day, event_id, value, expected, currency)
    select * from jsonb_to_recordset(${JSON.stringify(notes)}::jsonb) as held(
      rule text, "kpiId" text, place text, day date, "eventId" int, value numeric, expected numeric, currency text)
    on conflict (rule, place, day) do update
      set event_id = excluded.event_id, value = excluded.value, expected = excluded.expected`)
}

/** What events held back on days from one to another, latest day first; not those of events that are no more. */
export async function listHeldNotes(db: Db, from: Day, to: Day): Promise<readonly ShownHeldNote[]> {
  const rows = await db.execute(sql`
    select h.*, h.day::text as day, e.name as event from held_looks h join events e on e.id = h.event_id
    where h.day between ${from}::date and ${to}::date and h.day between e.from_day and e.to_day + 2
    order by h.day desc, h.place, h.kpi_id, h.rule`)
  return rows.map(row => ({
    ...{ rule: String(row.rule), kpiId: String(row.kpi_id), place: String(row.place), day: String(row.day) },
    ...{ eventId: Number(row.event_id), event: String(row.event), value: Number(row.value) },
    expected: row.expected === null ? null : Number(row.expected),
    currency: row.currency === null ? null : String(row.currency),
  }))
}

/** Forgets what was held back before a day; answers how many rows that were. */
export async function pruneHeldNotes(db: Db, before: Day): Promise<number> {
  return (await db.execute(sql`delete from held_looks where day < ${before}::date returning 1`)).length
}
