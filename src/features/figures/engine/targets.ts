import { holds, type Place, type PlaceKey, placeKey, type ResolvedPlace, type Store } from '#src/domain/place.ts'
import type { Target } from '#src/domain/targets/target.ts'
import type { Common } from './reading/shared-reads.ts'

/** Where the targets of a place stand: under its own key, under others for the same stores, or with its stores. */
export interface TargetPlaces {
  /** Keys of which the first with a target counts. Empty where the reader does not see all that a total stands for. */
  readonly keys: readonly PlaceKey[]
  /** The stores whose targets add up where no key has one; empty for a single store. */
  readonly parts: readonly { readonly key: PlaceKey; readonly store: Store }[]
}

/**
 * A target of a market, platform or of everything counts only for a reader who sees all of its stores: against a part
 * of them it would be judged wrongly, and tell how large the rest is. It counts for every place with the same stores:
 * for a channel of the US, the target of the US is the one for all that it sees.
 */
export async function targetPlaces(common: Common, { place, key, stores }: ResolvedPlace): Promise<TargetPlaces> {
  if (place.kind === 'store') return { keys: [key], parts: [] }
  const demo = stores.some(store => store.demo)
  const world = (await common.tables()).stores.filter(store => store.demo === demo)
  const seen = new Set(stores.map(store => store.id))
  const same = (candidate: Place) => {
    const held = world.filter(store => holds(candidate, store))
    return held.length === seen.size && held.every(store => seen.has(store.id))
  }
  const keys = new Set([place, ...totalsOver(stores)].filter(same).map(placeKey))
  return {
    keys: [...keys],
    parts: stores.map(store => ({ key: placeKey({ kind: 'store', slug: store.slug }), store })),
  }
}

function totalsOver(stores: readonly Store[]): readonly Place[] {
  const [first] = stores
  if (!first) return []
  return [{ kind: 'all' }, { kind: 'market', id: first.market }, { kind: 'platform', id: first.platform }]
}

/** The history of all targets that may count. In totals demo targets and real ones never mix; a store's are whoever set them. */
export async function targetsAt(
  { targets }: Common,
  kpiIds: readonly string[],
  { keys, parts }: TargetPlaces,
  stores: readonly Store[],
): Promise<readonly Target[]> {
  if (parts.length === 0) return targets({ kpiIds, places: keys })
  const [own, ofStores] = await Promise.all([
    targets({ kpiIds, places: keys, demo: stores.every(store => store.demo) }),
    targets({ kpiIds, places: parts.map(part => part.key) }),
  ])
  return [...own, ...ofStores]
}
