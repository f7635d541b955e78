import type { Alert } from '#src/domain/alerts/alert.ts'
import type { Unbounded } from '#src/domain/formula/index.ts'
import { parsePlaceKey } from '#src/domain/place.ts'
import { findFindings } from '#src/features/alerts/store/rules.ts'
import { createFigures, type Figures } from '#src/features/figures/index.ts'
import { listStores } from '#src/features/stores/index.ts'
import type { Db } from '#src/platform/database/db.ts'
import { readerOfAlert } from './demo-or-real.ts'
import { judgedPeriod, limitOf } from './views.ts'

/** What stands over nothing in alerts whose value is beyond every bound, by their numbers: `no ad sales on $500.00`. */
export type OverNothing = ReadonlyMap<number, Unbounded>

/**
 * Rules keep it with the alert; of targets and lines of marketplaces it is read again. Alerts with a value are not looked
 * at, so that this costs nothing where none is endless.
 */
export async function overNothing(db: Db, alerts: readonly Alert[], now: Date): Promise<OverNothing> {
  const endless = alerts.filter(({ value }) => value !== null && !Number.isFinite(value))
  const found = new Map<number, Unbounded>()
  if (endless.length === 0) return found
  const findings = await findFindings(
    db,
    endless.map(({ id }) => id),
  )
  const figures = createFigures(db).withSharedReads()
  for (const alert of endless) {
    const unbounded = findings.get(alert.id)?.unbounded ?? (await readAgain(db, figures, alert, now))
    if (unbounded) found.set(alert.id, unbounded)
  }
  return found
}

async function readAgain(db: Db, figures: Figures, alert: Alert, now: Date): Promise<Unbounded | undefined> {
  const stores = await listStores(db)
  const place = parsePlaceKey(alert.place)
  const kpi = (await figures.catalog()).findKpi(alert.kpiId)
  const reader = readerOfAlert(alert, stores)
  const known = place?.kind !== 'store' || reader.stores.some(({ slug }) => slug === place.slug)
  if (!place || !kpi || !known) return undefined
  const store = place.kind === 'store' ? reader.stores.find(({ slug }) => slug === place.slug) : undefined
  const period = judgedPeriod({ alert, limit: limitOf(alert, kpi, store) })
  const [figure] = await figures.read(reader, { kpis: [kpi], place, period, now })
  return figure?.unbounded
}
