import type { Catalog } from '#src/domain/catalog.ts'
import { holds, type Place, type PlaceKey, parsePlaceKey, placeKey, type Store } from '#src/domain/place.ts'
import { placeLabel } from '#src/domain/place-names.ts'
import { UserError } from '#src/errors.ts'
import { fill, join, type Localized, verbatim } from '#src/i18n/locale.ts'
import { nameKey } from '#src/language/text.ts'

/** Whether one of the places holds a store. */
export function sees(scope: readonly PlaceKey[], store: Store): boolean {
  return scope.some(key => {
    const place = parsePlaceKey(key)
    return place !== null && holds(place, store)
  })
}

/** The stores that a scope holds. */
export function storesIn(scope: readonly PlaceKey[], catalog: Catalog): readonly Catalog['stores'][number][] {
  return catalog.stores.filter(store => sees(scope, store))
}

/** Words that name a store of the list by slug, name or alias; the rest stays unknown. */
export function storesNamed(words: readonly string[], stores: readonly Catalog['stores'][number][]) {
  const found: Place[] = []
  const unknown: string[] = []
  for (const word of words) {
    const key = nameKey(word)
    const store = stores.find(one => [one.slug, one.name, ...one.aliases].some(name => nameKey(name) === key))
    if (store) found.push({ kind: 'store', slug: store.slug })
    else unknown.push(word)
  }
  return { found, unknown }
}

/**
 * Places that somebody may hand on: all stores of each must be in the giver's own scope, so that nobody opens to
 * others what they cannot see.
 * @throws UserError
 */
export function grantable(places: readonly Place[], giver: readonly PlaceKey[], catalog: Catalog): readonly PlaceKey[] {
  for (const place of places) {
    if (isWithin(place, giver, catalog)) continue
    throw new UserError(fill(texts.beyond, { place: verbatim(placeKey(place)) }))
  }
  return [...new Set(places.map(placeKey))]
}

function isWithin(place: Place, giver: readonly PlaceKey[], catalog: Catalog): boolean {
  if (giver.includes('all') || giver.includes(placeKey(place))) return true
  const held = catalog.stores.filter(store => holds(place, store))
  return place.kind === 'store' && held.length > 0 && held.every(store => sees(giver, store))
}

/** A scope in words. Stores that the reader does not see are counted, not named. */
export function scopeText(scope: readonly PlaceKey[], seen: readonly Store[]): Localized {
  if (scope.length === 0) return texts.nothing
  const named = scope.filter(key => {
    const place = parsePlaceKey(key)
    return place?.kind !== 'store' || seen.some(store => store.slug === place.slug)
  })
  const hidden = scope.length - named.length
  const parts = named.map(key => placeLabel(key, seen))
  return join(hidden > 0 ? [...parts, fill(texts.others, { count: hidden })] : parts)
}

const texts = {
  nothing: { en: 'nothing yet', ja: '未設定', 'zh-CN': '尚未设置' },
  others: { en: '{count} more', ja: 'ほか{count}店舗', 'zh-CN': '另有{count}家店铺' },
  beyond: {
    en: 'You cannot open “{place}” to others, because you do not see all of it yourself.',
    ja: '「{place}」はご自身の閲覧範囲を超えるため、設定できません。',
    'zh-CN': '“{place}”超出了您自己的可见范围，无法开放给他人。',
  },
} satisfies Record<string, Localized>
