import type { Alert } from '#src/domain/alerts/alert.ts'
import type { Catalog } from '#src/domain/catalog.ts'
import { localDay, shiftDays } from '#src/domain/days.ts'
import type { Figure } from '#src/domain/figure.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import { limitsFor, type PlatformLimit } from '#src/domain/limits/index.ts'
import { limitAsTold, ownTargetKpi, ownWindowKpi } from '#src/domain/limits/own-window.ts'
import { dayPeriod, type Period, rangePeriod } from '#src/domain/period/index.ts'
import { type Place, parsePlaceKey, type ResolvedPlace, type Store } from '#src/domain/place.ts'
import type { Finding } from '#src/domain/rules/finding.ts'
import type { AlertView } from '#src/features/alerts/cards/alert-card.ts'
import { findFindings } from '#src/features/alerts/store/rules.ts'
import { type Figures, namedAt, notesAt, type Reader, shadesAt } from '#src/features/figures/index.ts'
import { listProcedures, procedureFor } from '#src/features/procedures/index.ts'
import { listStores } from '#src/features/stores/index.ts'
import type { Db } from '#src/platform/database/db.ts'
import { isDemoAlert, readerOfAlert } from './demo-or-real.ts'

/** Days in the picture of an alert (design rule: a month of context). */
const pictureDays = 30

/** What the numbers around an alert are read with. */
export interface AlertParts {
  readonly db: Db
  readonly figures: Figures
}

/**
 * Everything that cards say about alerts, in their order; `null` where a KPI or a place is no more. What the alerts of
 * one place have in common is read once.
 */
export async function alertViews(
  parts: AlertParts,
  alerts: readonly Alert[],
  now: Date,
): Promise<readonly (AlertView | null)[]> {
  // Targets and lines of marketplaces say all there is themselves.
  const ids = alerts.filter(({ rule }) => !/^(target|limit)\//.test(rule)).map(alert => alert.id)
  const figures = parts.figures.withSharedDays()
  const [catalog, stores, findings] = await Promise.all([
    figures.catalog(),
    listStores(parts.db),
    ids.length > 0 ? findFindings(parts.db, ids) : new Map<number, Finding>(),
  ])
  const views = new Map<Alert, AlertView>()
  for (const here of byPlace(alerts, stores)) {
    for (const view of await viewsAt({ ...parts, figures, now, stores, catalog }, here)) views.set(view.alert, view)
  }
  return alerts.map(alert => {
    const view = views.get(alert) ?? null
    const finding = findings.get(alert.id)
    return view && finding ? { ...view, finding } : view
  })
}

/** The views of alerts that nobody has taken on yet with how their KPI is worked on, where somebody wrote that down. */
export async function withProcedures(
  db: Db,
  views: readonly (AlertView | null)[],
): Promise<readonly (AlertView | null)[]> {
  const open = views.some(view => view?.alert.state === 'open')
  const kept = { real: open ? await listProcedures(db, false) : [], demo: open ? await listProcedures(db, true) : [] }
  return views.map(view => {
    if (view?.alert.state !== 'open') return view
    const own = view.place.stores.some(store => store.demo) ? kept.demo : kept.real
    const procedure = procedureFor(own, view.kpi.id, view.place.stores)
    return procedure ? { ...view, procedure } : view
  })
}

interface Inputs extends AlertParts {
  readonly now: Date
  readonly stores: readonly Store[]
  readonly catalog: Catalog
}

/** An alert with what it is judged by. */
interface ViewInput {
  readonly alert: Alert
  readonly kpi: Kpi
  readonly limit: PlatformLimit | null
}

/** Where some alerts are. */
interface Spot {
  readonly reader: Reader
  readonly place: Place
  readonly resolved: ResolvedPlace
}

function byPlace(alerts: readonly Alert[], stores: readonly Store[]): readonly (readonly Alert[])[] {
  return groups(alerts, alert => `${alert.place} ${isDemoAlert(alert, stores)}`)
}

async function viewsAt(inputs: Inputs, alerts: readonly Alert[]): Promise<readonly AlertView[]> {
  const { figures, stores, catalog, now } = inputs
  const [first] = alerts
  const place = first ? parsePlaceKey(first.place) : null
  if (!first || !place) return []
  const reader = readerOfAlert(first, stores)
  if (!reader.stores.some(store => place.kind !== 'store' || store.slug === place.slug)) return []
  const resolved = await figures.resolve(reader, place)
  const known = alerts.flatMap(alert => {
    const kpi = catalog.findKpi(alert.kpiId)
    return kpi ? [{ alert, kpi, limit: limitOf(alert, kpi, resolved.stores[0]) }] : []
  })
  const asked = await namedAt(inputs.db, { stores: reader.stores, placesOf: ({ alert }) => [alert.place] }, known)
  const spot = { reader, place, resolved }
  const today = localDay(now, resolved.stores[0]?.timeZone ?? 'UTC')
  const [judged, own, around] = await Promise.all([
    figuresOf(inputs, spot, asked),
    ownFiguresOf(inputs, spot, asked),
    surroundingsOf(inputs, spot, asked),
  ])
  return asked.flatMap(one => {
    const shown = around.get(one.alert)
    const counted = own.get(one.alert)
    const figure = counted?.figure ?? judged.get(one.alert) ?? null
    const limit = counted?.limit ?? one.limit
    return shown ? [{ ...one, limit, place: resolved, today, figure, ownWindow: counted !== undefined, ...shown }] : []
  })
}

/** The figures that alerts were judged by; those of the same period are read at once. */
async function figuresOf(inputs: Inputs, spot: Spot, asked: readonly ViewInput[]): Promise<ReadonlyMap<Alert, Figure>> {
  const found = new Map<Alert, Figure>()
  const looks = groups(asked, ({ alert, limit }) => `${alert.day} ${limit?.windowDays ?? 0}`)
  for (const look of looks) {
    const [first] = look
    if (!first) continue
    const request = { kpis: kpisOf(look), place: spot.place, period: judgedPeriod(first), now: inputs.now }
    const figures = await inputs.figures.read(spot.reader, request)
    const byKpi = new Map(figures.map(figure => [figure.kpi.id, figure]))
    for (const { alert, kpi } of look) {
      const figure = byKpi.get(kpi.id)
      if (figure) found.set(alert, figure)
    }
  }
  return found
}

/** What the marketplace tells itself of an alert about its line. */
interface Told {
  readonly figure: Figure
  /** The line, with the target that it set the shop where it tells one. */
  readonly limit: PlatformLimit
}

/** Figures that the marketplace counts itself, of alerts about its lines: those that it tells. */
async function ownFiguresOf(
  inputs: Inputs,
  spot: Spot,
  asked: readonly ViewInput[],
): Promise<ReadonlyMap<Alert, Told>> {
  const found = new Map<Alert, Told>()
  for (const { alert, kpi, limit } of asked) {
    const [own, target] = limit ? [ownWindowKpi(kpi), ownTargetKpi(kpi)] : [null, null]
    if (!limit || !own || !target) continue
    // The figure stood on the morning after the day that was judged
    const period = dayPeriod(shiftDays(alert.day, 1))
    const request = { kpis: [own, target], place: spot.place, period, now: inputs.now }
    const [figure, goal] = await inputs.figures.read(spot.reader, request)
    if (!figure || figure.value === null) continue
    found.set(alert, { figure: { ...figure, kpi }, limit: limitAsTold(limit, kpi, goal?.value ?? null) })
  }
  return found
}

type Around = Pick<AlertView, 'series' | 'notes' | 'shades'>

/** What the pictures of alerts show; the days of those of the same day are read at once. */
async function surroundingsOf(
  { db, figures, now }: Inputs,
  { reader, place, resolved }: Spot,
  asked: readonly ViewInput[],
): Promise<ReadonlyMap<Alert, Around>> {
  const found = new Map<Alert, Around>()
  for (const look of groups(asked, ({ alert }) => alert.day)) {
    const day = look[0]?.alert.day ?? ''
    const period = rangePeriod(shiftDays(day, 1 - pictureDays), day)
    const [many, notes, shades] = await Promise.all([
      figures.seriesOf(reader, { kpis: kpisOf(look), place, period, now }),
      notesAt(db, reader, resolved, period),
      shadesAt(figures, resolved, period),
    ])
    const byKpi = new Map(many.map(series => [series.kpi.id, series]))
    for (const { alert, kpi } of look) {
      const series = byKpi.get(kpi.id)
      const about = notes.filter(note => note.kpiId === null || note.kpiId === kpi.id)
      if (series) found.set(alert, { series, notes: about, shades })
    }
  }
  return found
}

function kpisOf(asked: readonly ViewInput[]): readonly Kpi[] {
  return [...new Map(asked.map(({ kpi }) => [kpi.id, kpi])).values()]
}

/** The days that an alert was judged by. */
export function judgedPeriod({ alert, limit }: Pick<ViewInput, 'alert' | 'limit'>): Period {
  if (!limit) return dayPeriod(alert.day)
  return rangePeriod(shiftDays(alert.day, 1 - limit.windowDays), alert.day)
}

/** The line of the marketplace that was crossed; `null` for targets. */
export function limitOf(
  alert: Alert,
  kpi: Kpi,
  store: { readonly platform: string; readonly market: string } | undefined,
): PlatformLimit | null {
  if (!alert.rule.startsWith('limit/') || !store) return null
  return limitsFor(store).find(limit => limit.kpiId === kpi.id) ?? null
}

function groups<T>(all: readonly T[], keyOf: (one: T) => string): readonly (readonly T[])[] {
  const found = new Map<string, T[]>()
  for (const one of all) {
    const key = keyOf(one)
    const known = found.get(key)
    if (known) known.push(one)
    else found.set(key, [one])
  }
  return [...found.values()]
}
