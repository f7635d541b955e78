import type { Localized } from '#src/i18n/locale.ts'

/** A store as the domain knows it. */
export interface Store {
  readonly id: number
  /** Short name that people type, such as `amazon-jp`; unique. */
  readonly slug: string
  readonly name: string
  /** Platform id such as `amazon`, `rakuten`, `yahoo`, `walmart`, `shopify`, `ebay`, `tiktok`, `shopee`, `lazada`, `other`. */
  readonly platform: string
  /** Market id such as `jp` or `us` (ISO 3166 alpha-2, lower case). */
  readonly market: string
  /** ISO 4217. */
  readonly currency: string
  /** IANA zone of the store's local day. */
  readonly timeZone: string
  /** Belongs to the demo company. Never summed with a real one. */
  readonly demo: boolean
}

/** What a number is about: everything, a market, a platform, a store, or a SKU of a store. */
export type Place =
  | { readonly kind: 'all' }
  | { readonly kind: 'market'; readonly id: string }
  | { readonly kind: 'platform'; readonly id: string }
  | { readonly kind: 'store'; readonly slug: string; readonly sku?: string }

/** A place as it stands in the database and in command lines: `all`, `market:jp`, `platform:amazon`, `store:west`. */
export type PlaceKey = string

/** The key of a place; a SKU is `store:west/sku:FUR-1`. */
export function placeKey(place: Place): PlaceKey {
  switch (place.kind) {
    case 'all':
      return 'all'
    case 'market':
      return `market:${place.id}`
    case 'platform':
      return `platform:${place.id}`
    case 'store':
      return place.sku === undefined ? `store:${place.slug}` : `store:${place.slug}/sku:${place.sku}`
    default:
      return place satisfies never
  }
}

/** Reads a key; `null` when it is none. */
export function parsePlaceKey(key: PlaceKey): Place | null {
  if (key === 'all') return { kind: 'all' }
  const match = /^(market|platform|store):([^/]+)(?:\/sku:(.+))?$/.exec(key)
  if (!match) return null
  const [, kind, id, sku] = match
  if (id === undefined) return null
  if (kind === 'store') return sku === undefined ? { kind: 'store', slug: id } : { kind: 'store', slug: id, sku }
  return sku === undefined && (kind === 'market' || kind === 'platform') ? { kind, id } : null
}

/** Whether a store belongs to a place. */
export function holds(place: Place, store: Store): boolean {
  switch (place.kind) {
    case 'all':
      return true
    case 'market':
      return store.market === place.id
    case 'platform':
      return store.platform === place.id
    case 'store':
      return store.slug === place.slug
    default:
      return place satisfies never
  }
}

/**
 * Whether these are the stores of the demo company alone. A company that has no store yet is a real one: what it plans
 * before its first shop counts for that shop.
 */
export function isDemoCompany(stores: readonly Store[]): boolean {
  return stores.length > 0 && stores.every(store => store.demo)
}

/** The market that all stores are in; `null` where they are in several, or there are none. */
export function commonMarket(stores: readonly Store[]): string | null {
  const [market, ...others] = new Set(stores.map(store => store.market))
  return others.length === 0 ? (market ?? null) : null
}

/** A place together with the stores that count for it and the name to show. */
export interface ResolvedPlace {
  readonly place: Place
  readonly key: PlaceKey
  readonly stores: readonly Store[]
  readonly sku: string
  readonly label: Localized
}
