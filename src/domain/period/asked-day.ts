import { localDay } from '#src/domain/days.ts'
import type { Day } from '#src/domain/period/index.ts'
import type { Store } from '#src/domain/place.ts'

/**
 * The day from which words such as `yesterday` and `last week` count: the one that is running at the stores that are asked
 * about. Where another one is running at some of them, or there is none, the one that is running where the asker is.
 * @throws RangeError for an unknown zone.
 */
export function askedDay(stores: readonly Pick<Store, 'timeZone'>[], ownZone: string, now: Date): Day {
  const zones = new Set(stores.map(store => store.timeZone))
  const [day, ...others] = new Set([...zones].map(zone => localDay(now, zone)))
  return day === undefined || others.length > 0 ? localDay(now, ownZone) : day
}

/** The earliest local day that is running at stores: the one before it is over at all of them; without any the one in `ownZone`. */
export function earliestRunning(stores: readonly Pick<Store, 'timeZone'>[], ownZone: string, now: Date): Day {
  return stores.map(store => localDay(now, store.timeZone)).sort()[0] ?? localDay(now, ownZone)
}
