import { holds, type Place, placeKey, type Store } from '#src/domain/place.ts'
import type { PlaceWord } from '#src/language/classify.ts'
import { isPlatform, pairedPlaces } from './paired-places.ts'

/** SKUs that were looked up in the caller's stores: by the word in lower case, the SKU as stored in each store. */
export type KnownSkus = ReadonlyMap<string, readonly { readonly slug: string; readonly sku: string }[]>

/**
 * Puts words for places together: a platform and a market are the one store that is both, whichever of them comes first;
 * a store beside its own platform or market is just the store; a SKU belongs to the store named with it, or to the only
 * store that sells it. SKUs that stay open (no store, or several) are returned as typed.
 */
export function combinePlaces(
  words: readonly PlaceWord[],
  skus: readonly string[],
  stores: readonly Store[],
  known: KnownSkus,
): { readonly places: readonly Place[]; readonly open: readonly string[] } {
  const places = distinct(absorb(narrow(pairedPlaces(words, stores), words, stores), stores))
  const open: string[] = []
  let result = places
  for (const sku of skus) {
    const next = withSku(result, sku, stores, known)
    if (next) result = next
    else open.push(sku)
  }
  return { places: result, open }
}

/**
 * A platform with one store in sight is that store, whichever name of the two was typed, so that a target set for
 * `rakuten` and one set for `乐天` are the same; with several stores the platform's name means all of them. Not beside
 * a market that the store is not in, and not where `platform:rakuten` was typed.
 */
function narrow(places: readonly Place[], words: readonly PlaceWord[], stores: readonly Store[]): readonly Place[] {
  if (places.some(place => place.kind === 'market')) return places
  const exact = new Set(words.flatMap(word => word.filter(isPlatform)).flatMap(one => (one.exact ? one.id : [])))
  return places.map(place => {
    if (place.kind !== 'platform' || exact.has(place.id)) return place
    const there = stores.filter(one => one.platform === place.id)
    const [only] = there
    return there.length === 1 && only ? { kind: 'store', slug: only.slug } : place
  })
}

/** Platforms and markets that hold a store named beside them add nothing. */
function absorb(places: readonly Place[], stores: readonly Store[]): readonly Place[] {
  const named = stores.filter(store => places.some(place => place.kind === 'store' && place.slug === store.slug))
  return places.filter(place => {
    if (place.kind !== 'platform' && place.kind !== 'market') return true
    return !named.some(store => holds(place, store))
  })
}

/** A market or platform that is named beside a SKU tells which of several stores is meant. */
function withSku(
  places: readonly Place[],
  sku: string,
  all: readonly Store[],
  known: KnownSkus,
): readonly Place[] | null {
  const sold = known.get(sku.toLowerCase()) ?? []
  const stores = places.filter(place => place.kind === 'store' && place.sku === undefined)
  const [store] = stores
  if (stores.length === 1 && store?.kind === 'store') {
    const exact = sold.find(one => one.slug === store.slug)?.sku ?? sku
    return places.map(place => (place === store ? { ...store, sku: exact } : place))
  }
  const wider = places.filter(place => place.kind !== 'store')
  const held = all.filter(one => wider.length === 0 || wider.some(place => holds(place, one))).map(one => one.slug)
  const [only, ...others] = sold.filter(({ slug }) => held.includes(slug))
  if (stores.length > 0 || others.length > 0 || !only) return null
  return [...places.filter(place => place.kind === 'store'), { kind: 'store', slug: only.slug, sku: only.sku }]
}

function distinct(places: readonly Place[]): readonly Place[] {
  return [...new Map(places.map(place => [placeKey(place), place])).values()]
}
