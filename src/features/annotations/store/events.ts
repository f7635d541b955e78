import { and, asc, eq, gte, lte } from 'drizzle-orm'
import type { CalendarEvent } from '#src/domain/calendar/index.ts'
import type { Day } from '#src/domain/period/index.ts'
import type { Db } from '#src/platform/database/db.ts'
import { events } from '#src/platform/database/schema/index.ts'

/** An event to be stored. `by` is a person's id. */
export type NewEvent = Omit<CalendarEvent, 'id' | 'demo'> & { readonly by: number | null; readonly demo?: boolean }

/** Stores an event. */
export async function addEvent(db: Db, { by, ...event }: NewEvent): Promise<CalendarEvent> {
  const [row] = await db
    .insert(events)
    .values({ ...event, createdBy: by })
    .returning()
  if (!row) throw new Error('A new event came back empty')
  return eventOf(row)
}

/** Events of any place that touch the days, by first day. */
export async function listEvents(db: Db, from: Day, to: Day): Promise<readonly CalendarEvent[]> {
  const rows = await db
    .select()
    .from(events)
    .where(and(lte(events.fromDay, to), gte(events.toDay, from)))
    .orderBy(asc(events.fromDay), asc(events.id))
  return rows.map(eventOf)
}

/** Puts an event on other days; `null` when there is no such event. */
export async function moveEvent(db: Db, id: number, fromDay: Day, toDay: Day): Promise<CalendarEvent | null> {
  const [row] = await db.update(events).set({ fromDay, toDay }).where(eq(events.id, id)).returning()
  return row ? eventOf(row) : null
}

/** Removes an event; false when there was none. */
export async function deleteEvent(db: Db, id: number): Promise<boolean> {
  const rows = await db.delete(events).where(eq(events.id, id)).returning({ id: events.id })
  return rows.length > 0
}

function eventOf(row: typeof events.$inferSelect): CalendarEvent {
  const { createdBy: _createdBy, ...event } = row
  return event
}
