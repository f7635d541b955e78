import type { Alert } from '#src/domain/alerts/alert.ts'
import { holds, type Place, type PlaceKey, parsePlaceKey, type Store } from '#src/domain/place.ts'
import type { Reader } from '#src/features/figures/index.ts'
import { sees } from '#src/features/stores/index.ts'

/** Ends the rule of an alert about several demo stores: the same place holds real stores, too. */
const demoEnding = '/demo'

/** The name of a rule at a place, for the demo company's stores or for real ones. */
export function ruleName(rule: string, place: Place, demo: boolean): string {
  return demo && place.kind !== 'store' ? `${rule}${demoEnding}` : rule
}

/** Whether an alert is about demo stores. */
export function isDemoAlert(alert: Pick<Alert, 'rule' | 'place'>, stores: readonly Store[]): boolean {
  const place = parsePlaceKey(alert.place)
  if (place?.kind !== 'store') return alert.rule.endsWith(demoEnding)
  return stores.some(store => store.slug === place.slug && store.demo)
}

/** The stores that an alert is about, out of all there are. */
export function storesOf(alert: Pick<Alert, 'rule' | 'place'>, stores: readonly Store[]): readonly Store[] {
  const place = parsePlaceKey(alert.place)
  if (place === null) return []
  const demo = isDemoAlert(alert, stores)
  return stores.filter(store => store.demo === demo && holds(place, store))
}

/** Reads what an alert is about: it was judged for everybody, not for one reader. */
export function readerOfAlert(alert: Pick<Alert, 'rule' | 'place'>, stores: readonly Store[]): Reader {
  const demo = isDemoAlert(alert, stores)
  return { stores: stores.filter(store => store.demo === demo), demo }
}

/** Whether places that somebody may see hold all of some stores. */
export function covers(scope: readonly PlaceKey[], stores: readonly Store[]): boolean {
  return stores.length > 0 && stores.every(store => sees(scope, store))
}
