import { eachDay, earlier, later, shiftDays } from '#src/domain/days.ts'
import { limitsFor, type PlatformLimit } from '#src/domain/limits/index.ts'
import type { Day } from '#src/domain/period/index.ts'
import { holds, type Place, type PlaceKey, parsePlaceKey, type Store } from '#src/domain/place.ts'
import type { Target } from '#src/domain/targets/target.ts'
import type { DirtyDay } from '#src/features/ingest/index.ts'

/** Days before today that are still evaluated: imports of history raise nothing (design rule). */
export const evaluatedDays = 7

/** A place whose figures changed, with the KPIs that have a target there. */
export interface TargetCheck {
  readonly place: Place
  readonly key: PlaceKey
  readonly kpiIds: readonly string[]
  /** The earliest day that changed at one of its stores. */
  readonly from: Day
}

/** A store whose figures changed, with the lines of its marketplace. */
export interface LimitCheck {
  readonly store: Store
  readonly limits: readonly PlatformLimit[]
  /** The latest day that changed. */
  readonly latest: Day
}

/** The places of targets that hold a store with changed days; targets that were withdrawn are looked at, too. */
export function targetChecks(
  targets: readonly Target[],
  stores: readonly Store[],
  dirty: readonly DirtyDay[],
): readonly TargetCheck[] {
  const byPlace = new Map<PlaceKey, Set<string>>()
  for (const { place, kpiId } of targets) byPlace.set(place, (byPlace.get(place) ?? new Set()).add(kpiId))
  return [...byPlace].flatMap(([key, kpiIds]) => {
    const place = parsePlaceKey(key)
    const from = place && firstDirty(place, stores, dirty)
    return place && from ? [{ place, key, kpiIds: [...kpiIds], from }] : []
  })
}

/** The earliest day that changed at a store of a place; `null` when none did. */
export function firstDirty(place: Place, stores: readonly Store[], dirty: readonly DirtyDay[]): Day | null {
  const ids = new Set(stores.filter(store => holds(place, store)).map(store => store.id))
  const days = dirty.filter(day => ids.has(day.storeId)).map(({ day }) => day)
  return days.length === 0 ? null : days.reduce(earlier)
}

/** The stores with changed days whose marketplace draws lines. */
export function limitChecks(stores: readonly Store[], dirty: readonly DirtyDay[]): readonly LimitCheck[] {
  return stores.flatMap(store => {
    const days = dirty.filter(day => day.storeId === store.id).map(({ day }) => day)
    const limits = limitsFor(store)
    return days.length === 0 || limits.length === 0 ? [] : [{ store, limits, latest: days.reduce(later) }]
  })
}

/** By store, the days that have figures. */
export type KnownDays = ReadonlyMap<number, ReadonlySet<Day>>

/**
 * The days to judge at a place, oldest first: from the first that changed up to today, so that the latest decides; only
 * those on which one of its stores has figures.
 */
export function daysToJudge(from: Day, today: Day, stores: readonly Store[], known: KnownDays): readonly Day[] {
  const days = eachDay(later(from, shiftDays(today, 1 - evaluatedDays)), today)
  return days.filter(day => stores.some(store => known.get(store.id)?.has(day)))
}
