import type { Catalog } from '#src/domain/catalog.ts'
import type { Day } from '#src/domain/period/index.ts'
import { holds, parsePlaceKey, type ResolvedPlace } from '#src/domain/place.ts'
import { placeLabel } from '#src/domain/place-names.ts'
import type { Localized } from '#src/i18n/locale.ts'
import type { Db } from '#src/platform/database/db.ts'
import { improvementText } from './cards/improvement-card.ts'
import { listImprovements } from './store/improvements.ts'

/** What is open about nothing but the stores of a place, a sentence each, the longest due first. */
export async function openAt(
  db: Db,
  place: ResolvedPlace,
  { catalog, demo, today }: { readonly catalog: Catalog; readonly demo: boolean; readonly today: Day },
): Promise<readonly Localized[]> {
  const open = await listImprovements(db, { demo, open: true })
  return open.flatMap(one => {
    const where = parsePlaceKey(one.place)
    const kpi = catalog.findKpi(one.kpiId)
    const stores = catalog.stores.filter(store => store.demo === demo && where !== null && holds(where, store))
    const inside = stores.length > 0 && stores.every(store => place.stores.some(own => own.id === store.id))
    if (!kpi || !inside) return []
    const label = placeLabel(one.place, catalog.stores)
    return [improvementText({ one, kpi, place: label, overdue: one.dueDay < today, effect: null })]
  })
}
