import { isShown, shownAttainment } from '#src/cards/attained.ts'
import { daysBetween, localDay } from '#src/domain/days.ts'
import type { Figure } from '#src/domain/figure.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import { type Day, monthOf, type Period, quarterOf, shiftDays, weekOf } from '#src/domain/period/index.ts'
import type { Place, ResolvedPlace } from '#src/domain/place.ts'
import { parsePlaceKey } from '#src/domain/place.ts'
import { placeLabel } from '#src/domain/place-names.ts'
import type { MissingData, PeriodReport, ReportAlert, ReportKind, ReportMover } from '#src/domain/report.ts'
import { listUnresolved, storesOf } from '#src/features/alerts/index.ts'
import { explainMovers, explainTotal } from '#src/features/causes/index.ts'
import { defaultKpis, notesAt, type Reader } from '#src/features/figures/index.ts'
import { openAt } from '#src/features/improvements/index.ts'
import { quarterPlan } from '#src/features/reports/quarter/quarter-plan.ts'
import { dailyReport, type ReportParts } from './daily-report.ts'
import { canCompare, uncomparedOf } from './movers.ts'

/** Which report: of a period that is over. */
export interface PeriodRequest {
  readonly reader: Reader
  readonly place: Place
  readonly period: Period
  readonly now: Date
}

/** Rows of the table, and movers named in each direction. Judgement: three can be acted on. */
const maxKpis = 12
const named = 3

/** The week, month or quarter that holds a day. */
export function periodAround(kind: Exclude<ReportKind, 'day'>, day: Day): Period {
  return kind === 'week' ? weekOf(day) : kind === 'month' ? monthOf(day) : quarterOf(day)
}

/** The last whole week, month or quarter before a day. */
export function lastPeriod(kind: Exclude<ReportKind, 'day'>, today: Day): Period {
  return periodAround(kind, shiftDays(periodAround(kind, today).from, -1))
}

/** Gathers what a manager should know about a period. @throws UserError when the reader sees no store of the place. */
export async function periodReport(parts: ReportParts, request: PeriodRequest): Promise<PeriodReport> {
  const { figures, db } = parts
  const { reader, period, now } = request
  const place = await figures.resolve(reader, request.place)
  const kpis = await defaultKpis(db, await figures.catalog(), place)
  const all = await figures.read(reader, { kpis, place: place.place, period, now })
  const shown = all.filter(isShown).slice(0, maxKpis)
  const lead = shown[0] ?? all[0]
  const [byStore, moved, alerts, actions, notes, lastDay] = await Promise.all([
    storeFigures(parts, request, place, kpis),
    lead ? moversOf(parts, request, place, lead) : { movers: null, parts: [] },
    alertsOf(parts, request, place),
    actionsOf(parts, request, place),
    notesAt(db, reader, place, period),
    dailyReport(parts, { reader, place: place.place, day: period.to, now }),
  ])
  const uncompared = lead ? uncomparedOf(lead) : null
  const goals = [...shown, ...byStore.flat()].filter(hasOwnTarget).sort((a, b) => attained(a) - attained(b))
  const ranking = rank(byStore.flatMap(figures => figures.filter(figure => figure.kpi.id === lead?.kpi.id)))
  const { main, overview, shades } = lastDay
  const missing = [...lastDay.missing, ...gapsOf(request, place, lead, byStore, lastDay.missing)]
  const question = { reader, place, period, figures: shown, now }
  const plan = period.kind === 'quarter' ? await quarterPlan(parts, question) : null
  const pictures = { main, overview, shades }
  return {
    place,
    period,
    figures: shown,
    ranking,
    ...moved,
    uncompared,
    alerts,
    actions,
    goals,
    notes,
    missing,
    ...pictures,
    plan,
  }
}

/** The figures of each store, where there are several. */
function storeFigures(
  { figures }: ReportParts,
  { reader, period, now }: PeriodRequest,
  { stores }: ResolvedPlace,
  kpis: readonly Kpi[],
): Promise<readonly (readonly Figure[])[]> {
  if (stores.length < 2) return Promise.resolve([])
  return Promise.all(
    stores.map(({ slug }) => figures.read(reader, { kpis, place: { kind: 'store', slug }, period, now })),
  )
}

/** Stores that lack days of the main amount, or whose last day still runs, besides those that are named already. */
function gapsOf(
  { period, now }: PeriodRequest,
  { stores }: ResolvedPlace,
  lead: Figure | undefined,
  byStore: readonly (readonly Figure[])[],
  known: readonly MissingData[],
): readonly MissingData[] {
  const own = stores.length === 1 ? [lead ? [lead] : []] : byStore
  return stores.flatMap((store, index) => {
    const figure = own[index]?.find(({ kpi }) => kpi.id === lead?.kpi.id)
    const named = known.some(missing => missing.store.id === store.id)
    const whole = figure && figure.quality.daysWithData >= figure.quality.daysExpected
    if (named || !figure || (whole && localDay(now, store.timeZone) > period.to)) return []
    return [{ store, kpis: [figure.kpi], nothing: figure.quality.daysWithData === 0 }]
  })
}

/** Best first: by target where all have one, else by value in one currency, else by change. */
function rank(figures: readonly Figure[]): readonly Figure[] {
  const known = figures.filter(figure => figure.value !== null)
  const judged = known.every(figure => shownAttainment(figure) !== null)
  const mixed = new Set(known.map(figure => figure.currency)).size > 1
  const score = (figure: Figure) =>
    (judged ? shownAttainment(figure) : mixed ? figure.comparison?.change : figure.value) ?? Number.NEGATIVE_INFINITY
  return [...known].sort((a, b) => score(b) - score(a))
}

async function moversOf(
  parts: ReportParts,
  { reader, period: whole, now }: PeriodRequest,
  asked: ResolvedPlace,
  lead: Figure,
): Promise<Pick<PeriodReport, 'movers' | 'parts'>> {
  if (!canCompare(lead)) return { parts: [], movers: null }
  const { db } = parts
  const { kpi, currency } = lead
  // the stores and days by which the figure's change is told, so that its parts add up to it
  const { figures, period, before } = await parts.figures.paired(reader, {
    kpi,
    place: asked.place,
    period: whole,
    now,
  })
  const place = await figures.resolve(reader, asked.place)
  const by = place.stores.length > 1 ? 'store' : 'sku'
  const request = { kpi, place: place.place, by, period, before, limit: 1_000, now } as const
  const all = (await figures.movers(reader, request)).map(
    (mover): ReportMover => ({ ...mover, currency: mover.currency ?? currency }),
  )
  const question = { reader, kpi, period, before, now }
  const sign = kpi.better === 'lower' ? -1 : 1
  const gain = ({ change }: ReportMover) => sign * (change ?? 0)
  const best = all.filter(mover => gain(mover) > 0).sort((a, b) => gain(b) - gain(a))
  const worst = all.filter(mover => gain(mover) < 0).sort((a, b) => gain(a) - gain(b))
  const [total, ...explained] = await Promise.all([
    explainTotal(figures, question, place, all),
    explainMovers({ db, figures }, question, best.slice(0, named)),
    explainMovers({ db, figures }, question, worst.slice(0, named)),
  ])
  const [gained = [], lost = []] = explained
  return { parts: total, movers: all.length === 0 ? null : { kpi, best: gained, worst: lost } }
}

/** What is still to be done about KPIs of the place. */
async function actionsOf({ db, figures }: ReportParts, { reader, now }: PeriodRequest, place: ResolvedPlace) {
  const catalog = await figures.catalog()
  return openAt(db, place, { catalog, demo: reader.demo, today: figures.today(place, now) })
}

/** Unresolved alerts about nothing but the place's stores. */
async function alertsOf(
  { db, figures }: ReportParts,
  { reader, now }: PeriodRequest,
  place: ResolvedPlace,
): Promise<readonly ReportAlert[]> {
  const catalog = await figures.catalog()
  const ids = new Set(place.stores.map(store => store.id))
  const today = figures.today(place, now)
  const within = (await listUnresolved(db)).filter(alert => {
    const stores = parsePlaceKey(alert.place) ? storesOf(alert, reader.stores) : []
    return stores.length > 0 && stores.every(store => ids.has(store.id))
  })
  const shown = within.flatMap(alert => {
    const kpi = catalog.findKpi(alert.kpiId)
    const person = alert.acknowledgedBy?.name ?? alert.owner?.name ?? null
    const about = placeLabel(alert.place, reader.stores)
    return kpi ? [{ id: alert.id, kpi, place: about, days: daysBetween(alert.fromDay, today), person }] : []
  })
  return shown.sort((a, b) => b.days - a.days)
}

function hasOwnTarget(figure: Figure): boolean {
  return shownAttainment(figure) !== null
}

function attained(figure: Figure): number {
  return shownAttainment(figure) ?? 1
}
