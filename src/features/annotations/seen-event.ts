import type { CalendarEvent } from '#src/domain/calendar/index.ts'
import { holds, parsePlaceKey, type Store } from '#src/domain/place.ts'

/** Whoever looks at a calendar: the stores they see, and whether these are the demo company's. */
interface CalendarReader {
  readonly stores: readonly Store[]
  readonly demo: boolean
}

/**
 * An event is seen by whoever sees a store that it is about; of a single store only by those who see that store. While the
 * company (`all`) has no store yet, everybody sees what is planned.
 */
export function seesEvent(one: CalendarEvent, { stores, demo }: CalendarReader, all: readonly Store[]): boolean {
  if (all.length === 0) return one.demo === demo
  const place = parsePlaceKey(one.place)
  return place !== null && stores.some(store => store.demo === one.demo && holds(place, store))
}
