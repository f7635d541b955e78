import { holds, type Place, parsePlaceKey, type ResolvedPlace } from '#src/domain/place.ts'
import type { Target } from '#src/domain/targets/target.ts'

/** Whose a KPI is at a place; `null` where nobody owns a target that says so. */
export type OwnerAt = (place: ResolvedPlace, kpiId: string) => Target['owner']

interface Owned {
  readonly target: Target
  readonly held: Place
}

/**
 * Whose it is where a line is crossed: the owner of the KPI's target there, or of any other. The targets are read
 * once, and those of each place are found once: many rules ask for the same place.
 */
export function ownersBy(targets: readonly Target[]): OwnerAt {
  const owned = targets.flatMap(target => {
    const held = target.withdrawn || target.owner === null ? null : parsePlaceKey(target.place)
    return held === null ? [] : [{ target, held }]
  })
  const byPlace = new Map<string, readonly Target[]>()
  return (place, kpiId) => {
    const there = byPlace.get(place.key) ?? targetsAt(owned, place)
    byPlace.set(place.key, there)
    const best =
      there.findLast(target => target.kpiId === kpiId) ?? there.findLast(target => target.place === place.key)
    return (best ?? there.at(-1))?.owner ?? null
  }
}

/** Owned targets of places that hold all stores of a place. */
function targetsAt(owned: readonly Owned[], { stores }: ResolvedPlace): readonly Target[] {
  return owned.filter(({ held }) => stores.every(store => holds(held, store))).map(({ target }) => target)
}
