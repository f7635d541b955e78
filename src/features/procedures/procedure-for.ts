import { holds, parsePlaceKey, type Store } from '#src/domain/place.ts'
import type { Procedure } from './store/procedures.ts'

/** How near a place is to a store: its own procedure before its platform's, its market's and everybody's. */
const nearness = { store: 3, platform: 2, market: 1, all: 0 } as const

/** The procedure of a KPI that holds for all of these stores, the nearest first; `null` when there is none. */
export function procedureFor(
  procedures: readonly Procedure[],
  kpiId: string,
  stores: readonly Store[],
): Procedure | null {
  const fitting = procedures.flatMap(one => {
    const place = one.kpiId === kpiId ? parsePlaceKey(one.place) : null
    return place && stores.length > 0 && stores.every(store => holds(place, store))
      ? [{ one, near: nearness[place.kind] }]
      : []
  })
  return fitting.sort((a, b) => b.near - a.near)[0]?.one ?? null
}
