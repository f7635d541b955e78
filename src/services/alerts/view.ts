import type { AlertView } from '#src/cards/alert-card.ts'
import type { Alert } from '#src/domain/alert.ts'
import { shiftDays } from '#src/domain/days.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import { limitsFor, type PlatformLimit } from '#src/domain/limits.ts'
import { dayPeriod, type Period, rangePeriod } from '#src/domain/period.ts'
import { parsePlaceKey } from '#src/domain/place.ts'
import type { Figures } from '#src/services/figures.ts'
import { notesAt, shadesAt } from '#src/services/surroundings.ts'
import type { Db } from '#src/storage/db.ts'
import { findFindings } from '#src/storage/rules.ts'
import { listStores } from '#src/storage/stores.ts'
import { readerOfAlert } from './worlds.ts'

/** Days in the picture of an alert (design rule: a month of context). */
const pictureDays = 30

/** What the numbers around an alert are read with. */
export interface AlertParts {
  readonly db: Db
  readonly figures: Figures
}

/**
 * Everything a card says about an alert; `null` when its KPI or its place is no more. Read before a transaction begins,
 * so that no lock waits for it.
 */
export async function alertView({ db, figures }: AlertParts, alert: Alert, now: Date): Promise<AlertView | null> {
  const kpi = (await figures.catalog()).findKpi(alert.kpiId)
  const place = parsePlaceKey(alert.place)
  const stores = await listStores(db)
  const reader = readerOfAlert(alert, stores)
  if (!kpi || !place || !reader.stores.some(store => place.kind !== 'store' || store.slug === place.slug)) return null
  const resolved = await figures.resolve(reader, place)
  const limit = limitOf(alert, kpi, resolved.stores[0])
  const shown = rangePeriod(shiftDays(alert.day, 1 - pictureDays), alert.day)
  const [[figure], series, notes, shades, findings] = await Promise.all([
    figures.read(reader, { kpis: [kpi], place, period: judgedPeriod(alert, limit), now }),
    figures.series(reader, { kpi, place, period: shown, now }),
    notesAt(db, reader, resolved, shown, kpi.id),
    shadesAt(db, resolved, shown),
    findFindings(db, [alert.id]),
  ])
  const finding = findings.get(alert.id)
  const around = { alert, kpi, place: resolved, limit, figure: figure ?? null, series, notes, shades }
  return finding ? { ...around, finding } : around
}

/** The notes around an alert as a transaction sees them: with the one that it has just written. */
export async function alertNotes(db: Db, { alert, kpi, place, series }: AlertView): Promise<AlertView['notes']> {
  const reader = readerOfAlert(alert, await listStores(db))
  return notesAt(db, reader, place, series.period, kpi.id)
}

function judgedPeriod(alert: Alert, limit: PlatformLimit | null): Period {
  if (!limit) return dayPeriod(alert.day)
  return rangePeriod(shiftDays(alert.day, 1 - limit.windowDays), alert.day)
}

/** The line of the marketplace that was crossed; `null` for targets. */
function limitOf(
  alert: Alert,
  kpi: Kpi,
  store: { readonly platform: string; readonly market: string } | undefined,
): PlatformLimit | null {
  if (!alert.rule.startsWith('limit/') || !store) return null
  return limitsFor(store).find(limit => limit.kpiId === kpi.id) ?? null
}
