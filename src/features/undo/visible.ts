import { holds, type PlaceKey, parsePlaceKey, type Store } from '#src/domain/place.ts'
import type { RowChange } from './store/steps.ts'

/** The stores a reader sees here, and all there are. */
export interface Sight {
  readonly seen: readonly Store[]
  readonly all: readonly Store[]
  readonly demo: boolean
  /** The reader's own step: what names no store (a post, a scope) is theirs to see. */
  readonly own: boolean
}

/** Whether what a step changed concerns only stores that the reader sees; what names no store concerns all of them, unless it is their own. */
export function isVisibleStep(changes: readonly RowChange[], sight: Sight): boolean {
  return changes.every(({ before, after }) => {
    const row = after ?? before ?? {}
    return storesMeant(row, sight).every(store => sight.seen.some(one => one.id === store.id))
  })
}

function storesMeant(row: Readonly<Record<string, unknown>>, { all, demo, own }: Sight): readonly Store[] {
  if (typeof row.storeId === 'number') return all.filter(store => store.id === row.storeId)
  const place = typeof row.place === 'string' ? parsePlaceKey(row.place as PlaceKey) : null // as stored
  const world = all.filter(store => store.demo === demo)
  if (!place) return own ? [] : world
  return place.kind === 'store' ? all.filter(store => holds(place, store)) : world.filter(store => holds(place, store))
}
