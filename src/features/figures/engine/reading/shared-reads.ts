import { type CalendarEvent, overlaps } from '#src/domain/calendar/index.ts'
import type { Day } from '#src/domain/period/index.ts'
import { holds, type PlaceKey, parsePlaceKey, type Store } from '#src/domain/place.ts'
import type { Rate } from '#src/domain/rates.ts'
import type { Target } from '#src/domain/targets/target.ts'
import { listEvents } from '#src/features/annotations/index.ts'
import { type CatalogTables, readCatalogTables } from '#src/features/figures/store/catalog-tables.ts'
import { listRates } from '#src/features/stores/index.ts'
import { listTargets, type TargetFilter } from '#src/features/targets/index.ts'
import type { Db } from '#src/platform/database/db.ts'
import { baseCurrency } from '#src/platform/database/settings.ts'
import { allOf, inOneTurn } from './same-turn.ts'

/** What figures of all places have in common. */
export interface Common {
  /** Stores, people and definitions. */
  readonly tables: () => Promise<CatalogTables>
  /** Events that touch the days from one to another. */
  readonly events: (from: Day, to: Day) => Promise<readonly CalendarEvent[]>
  readonly rates: () => Promise<readonly Rate[]>
  /** The history of targets, oldest first. */
  readonly targets: (filter: TargetFilter) => Promise<readonly Target[]>
  /** ISO 4217. */
  readonly baseCurrency: () => Promise<string>
}

/** Reads it for every question, so that what was just stored counts at once. */
export function commonOf(db: Db): Common {
  return {
    tables: () => readCatalogTables(db),
    events: (from, to) => listEvents(db, from, to),
    rates: () => listRates(db),
    targets: filter => listTargets(db, filter),
    baseCurrency: () => baseCurrency(db),
  }
}

/** Stores whose places are looked at, or what is known of that: `many` places, or `few`. */
export type SharedPlaces = 'many' | 'few' | readonly Store[]

/**
 * Reads it once, when it is first asked for: for one look at many places, thrown away afterwards. Of targets all are read
 * for a look at `many` places, those of places that hold one of some stores where these are known, and what is asked for
 * where there are `few` and for any other place.
 */
export function commonOnce(common: Common, places: SharedPlaces = 'many'): Common {
  const read = new Map<string, Promise<unknown>>()
  const years: { readonly first: Day; readonly last: Day }[] = []
  const once = <T>(key: string, work: () => Promise<T>): Promise<T> => {
    const found = read.get(key) ?? work()
    read.set(key, found)
    return found as Promise<T> // each key stands for one kind of answer
  }
  const ask = inOneTurn(common.targets, both)
  const few = async (filter: TargetFilter) => chosen(byPlace(await ask(filter)), filter)
  return {
    tables: () => once('tables', common.tables),
    events: async (from, to) => {
      // Baselines reach back into the year before, surroundings ahead into the next: one read serves them all.
      const [first, last] = [`${Number(from.slice(0, 4)) - 1}-01-01`, `${Number(to.slice(0, 4)) + 1}-12-31`]
      const wide = years.find(one => one.first <= from && to <= one.last) ?? { first, last }
      if (!years.includes(wide)) years.push(wide)
      const all = await once(`events/${wide.first}/${wide.last}`, () => common.events(wide.first, wide.last))
      return all.filter(event => overlaps(event, from, to))
    },
    rates: () => once('rates', common.rates),
    targets: async filter => {
      const about = typeof places === 'string' ? undefined : places
      if (places === 'few' || (about && !isWithin(filter, about))) {
        return once(`targets/${JSON.stringify(filter)}`, () => few(filter))
      }
      const { demo } = filter
      const wanted = { ...(demo !== undefined && { demo }), ...(about && { about }) }
      const all = () => common.targets(wanted).then(byPlace)
      return chosen(await once(`targets/${demo}`, all), filter)
    },
    baseCurrency: () => once('baseCurrency', common.baseCurrency),
  }
}

/** Whether all places that are asked for hold one of the stores. */
function isWithin({ places }: TargetFilter, about: readonly Store[]): boolean {
  if (!places) return false
  return places.every(key => {
    const place = parsePlaceKey(key)
    return place !== null && about.some(store => holds(place, store))
  })
}

/** Both questions as one where each names KPIs and places, and people are the same; `null` where not. */
function both(open: TargetFilter, other: TargetFilter): TargetFilter | null {
  if (open.demo !== other.demo || !open.kpiIds || !other.kpiIds || !open.places || !other.places) return null
  return { ...open, kpiIds: allOf(open.kpiIds, other.kpiIds), places: allOf(open.places, other.places) }
}

/** All targets with their places in the history, by place. */
type Placed = ReadonlyMap<PlaceKey, readonly (readonly [number, Target])[]>

function byPlace(targets: readonly Target[]): Placed {
  const places = new Map<PlaceKey, [number, Target][]>()
  for (const [at, target] of targets.entries()) {
    const there = places.get(target.place)
    if (there) there.push([at, target])
    else places.set(target.place, [[at, target]])
  }
  return places
}

/** What the database would have chosen, in its order. */
function chosen(placed: Placed, { kpiIds, places }: TargetFilter): readonly Target[] {
  const kpis = kpiIds && new Set(kpiIds)
  const there = [...new Set(places ?? placed.keys())].flatMap(place => placed.get(place) ?? [])
  const found = kpis ? there.filter(([, target]) => kpis.has(target.kpiId)) : there
  return found.sort(([a], [b]) => a - b).map(([, target]) => target)
}
