import { holds, type Place, placeKey, type Store } from '#src/domain/place.ts'
import type { NamedPlace, PlaceWord } from '#src/language/classify.ts'

type PlatformName = NamedPlace & { readonly kind: 'platform' }
type MarketName = NamedPlace & { readonly kind: 'market' }

/**
 * Words for places, with each platform and market that are one store together as that store. One platform with several
 * markets, or one market with several platforms, are as many stores (`amazon jp us`), if every pair is exactly one;
 * otherwise only what stands side by side is paired: `amazon us rakuten` are two stores.
 */
export function pairedPlaces(words: readonly PlaceWord[], stores: readonly Store[]): readonly Place[] {
  const platforms = new Set(words.flatMap(word => platformOf(word)?.id ?? []))
  const markets = new Set(words.flatMap(word => marketOf(word)?.id ?? []))
  if (platforms.size === 0 || markets.size === 0) return words.map(alone)
  const among = platforms.size > 1 && (markets.size > 1 || isInside(words)) ? null : everyPair(words, stores)
  return among ?? neighbours(words, stores)
}

/** Whether a meaning is a platform. */
export function isPlatform(meaning: NamedPlace): meaning is PlatformName {
  return meaning.kind === 'platform'
}

/** `amazon us walmart`: the market belongs to the platform before it, not to the one behind as well. */
function isInside(words: readonly PlaceWord[]): boolean {
  return words.some((word, at) => {
    const [before, next] = [words[at - 1], words[at + 1]]
    return marketOf(word) && before && platformOf(before) && next && platformOf(next)
  })
}

/** Every platform in every market, in front of all other places; `null` where a pair is no store or several. */
function everyPair(words: readonly PlaceWord[], stores: readonly Store[]): readonly Place[] | null {
  const platforms = unique(words.flatMap(word => platformOf(word) ?? []))
  const markets = unique(words.flatMap(word => marketOf(word) ?? []))
  const found = platforms.flatMap(platform => markets.map(market => storeOf(platform, market, stores)))
  const pairs = found.filter(place => place !== null)
  if (pairs.length < found.length) return null
  return [...pairs, ...words.filter(word => !platformOf(word) && !marketOf(word)).map(alone)]
}

/**
 * A platform and a market beside it, in any order, as their store. Markets behind a platform and its first market go with
 * that platform as well, as far as there are such stores: `amazon us jp rakuten`.
 */
function neighbours(words: readonly PlaceWord[], stores: readonly Store[]): readonly Place[] {
  const places: Place[] = []
  let platform: PlaceWord = []
  for (let at = 0; at < words.length; at++) {
    const [word = [], next = []] = [words[at], words[at + 1]]
    const carried = marketOf(word) ? pairOf(platform, word, stores) : null
    const pair = carried ?? pairOf(word, next, stores)
    places.push(pair ?? alone(word))
    if (carried !== null) continue
    platform = pair !== null && platformOf(word) ? word : []
    if (pair !== null) at++
  }
  return places
}

function pairOf(one: PlaceWord, other: PlaceWord, stores: readonly Store[]): Place | null {
  const platform = platformOf(one) ?? platformOf(other)
  const market = marketOf(one) ?? marketOf(other)
  return platform && market ? storeOf(platform, market, stores) : null
}

/** The only store of a platform in a market. */
function storeOf(platform: PlatformName, market: MarketName, stores: readonly Store[]): Place | null {
  const found = stores.filter(store => holds(platform, store) && holds(market, store))
  const [only] = found
  return only && found.length === 1 ? { kind: 'store', slug: only.slug } : null
}

/** A word that names a store and its platform means the store. */
function alone(word: PlaceWord): Place {
  const meaning = word.find(({ kind }) => kind === 'store') ?? word.find(isPlatform) ?? word[0]
  switch (meaning?.kind) {
    case 'store':
      return { kind: 'store', slug: meaning.store.slug }
    case 'platform':
    case 'market':
      return { kind: meaning.kind, id: meaning.id }
    default:
      return { kind: 'all' }
  }
}

/** `rakuten` may be a store and its platform: beside a market it helps to find the one store of both. */
function platformOf(word: PlaceWord): PlatformName | undefined {
  return word.find(isPlatform)
}

function marketOf(word: PlaceWord): MarketName | undefined {
  return word.find((meaning): meaning is MarketName => meaning.kind === 'market')
}

function unique<T extends PlatformName | MarketName>(names: readonly T[]): readonly T[] {
  return [...new Map(names.map(name => [placeKey(name), name])).values()]
}
