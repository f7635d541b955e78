import { holds, type Place, placeKey, type Store } from '#src/domain/place.ts'
import type { NamedPlace, PlaceWord } from '#src/language/classify.ts'

/** SKUs that were looked up in the caller's stores: by the word in lower case, the SKU as stored in each store. */
export type KnownSkus = ReadonlyMap<string, readonly { readonly slug: string; readonly sku: string }[]>

/**
 * Puts words for places together, whatever their order: a platform and a market are the one store that is both; a
 * store beside its own platform or market is just the store; a SKU belongs to the store named with it, or to the only
 * store that sells it. SKUs that stay open (no store, or several) are returned as typed.
 */
export function combinePlaces(
  words: readonly PlaceWord[],
  skus: readonly string[],
  stores: readonly Store[],
  known: KnownSkus,
): { readonly places: readonly Place[]; readonly open: readonly string[] } {
  const beside = words.some(word => word.some(meaning => meaning.kind === 'market'))
  const named = words.map(word => choose(word, beside))
  const places = distinct(absorb(narrow(intersect(named, stores), words, stores), stores))
  const open: string[] = []
  let result = places
  for (const sku of skus) {
    const next = withSku(result, sku, known)
    if (next) result = next
    else open.push(sku)
  }
  return { places: result, open }
}

/** A word that names a store and its platform means the store; beside a market it helps to find the one store of both. */
function choose(word: PlaceWord, besideMarket: boolean): Place {
  const store = word.find(meaning => meaning.kind === 'store')
  const platform = word.find(isPlatform)
  return toPlace((besideMarket ? (platform ?? store) : (store ?? platform)) ?? word[0] ?? { kind: 'all' })
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

function isPlatform(meaning: NamedPlace): meaning is NamedPlace & { readonly kind: 'platform' } {
  return meaning.kind === 'platform'
}

function toPlace(meaning: NamedPlace): Place {
  switch (meaning.kind) {
    case 'all':
      return { kind: 'all' }
    case 'store':
      return { kind: 'store', slug: meaning.store.slug }
    default:
      return { kind: meaning.kind, id: meaning.id }
  }
}

/** One market with platforms, or one platform with markets: each pair is a store, if every pair is exactly one. */
function intersect(places: readonly Place[], stores: readonly Store[]): readonly Place[] {
  const platforms = distinct(places.filter(place => place.kind === 'platform'))
  const markets = distinct(places.filter(place => place.kind === 'market'))
  if (platforms.length === 0 || markets.length === 0 || (platforms.length > 1 && markets.length > 1)) return places
  const pairs = platforms.flatMap(platform => markets.map(market => [platform, market] as const))
  const found = pairs.map(([platform, market]) =>
    stores.filter(store => holds(platform, store) && holds(market, store)),
  )
  if (found.some(list => list.length !== 1)) return places
  const others = places.filter(place => place.kind !== 'platform' && place.kind !== 'market')
  return [...found.flat().map(store => ({ kind: 'store', slug: store.slug }) as const), ...others]
}

/** Platforms and markets that hold a store named beside them add nothing. */
function absorb(places: readonly Place[], stores: readonly Store[]): readonly Place[] {
  const named = stores.filter(store => places.some(place => place.kind === 'store' && place.slug === store.slug))
  return places.filter(place => {
    if (place.kind !== 'platform' && place.kind !== 'market') return true
    return !named.some(store => holds(place, store))
  })
}

function withSku(places: readonly Place[], sku: string, known: KnownSkus): readonly Place[] | null {
  const sold = known.get(sku.toLowerCase()) ?? []
  const stores = places.filter(place => place.kind === 'store' && place.sku === undefined)
  const [store] = stores
  if (stores.length === 1 && store?.kind === 'store') {
    const exact = sold.find(one => one.slug === store.slug)?.sku ?? sku
    return places.map(place => (place === store ? { ...store, sku: exact } : place))
  }
  const [only] = sold
  if (stores.length > 0 || sold.length !== 1 || !only) return null
  return [...places.filter(place => place.kind === 'store'), { kind: 'store', slug: only.slug, sku: only.sku }]
}

function distinct(places: readonly Place[]): readonly Place[] {
  return [...new Map(places.map(place => [placeKey(place), place])).values()]
}
