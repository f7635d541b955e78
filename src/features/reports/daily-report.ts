import { isShown, shownAttainment, standing } from '#src/cards/attained.ts'
import type { Figure, Series } from '#src/domain/figure.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import {
  type Day,
  dayPeriod,
  lengthOf,
  monthOf,
  type Period,
  rangePeriod,
  shiftDays,
} from '#src/domain/period/index.ts'
import type { Place, ResolvedPlace } from '#src/domain/place.ts'
import type { DailyReport, MissingData } from '#src/domain/report.ts'
import type { PersonName } from '#src/domain/targets/target.ts'
import { heldAt } from '#src/features/alerts/index.ts'
import { defaultKpis, type Figures, monthPlan, notesAt, type Reader, shadesAt } from '#src/features/figures/index.ts'
import type { Db } from '#src/platform/database/db.ts'
import { canCompare, topMovers } from './movers.ts'

/** What a report is made from. */
export interface ReportParts {
  readonly db: Db
  readonly figures: Figures
}

/** Which report. `day` is a closed local day of the place. */
export interface ReportRequest {
  readonly reader: Reader
  readonly place: Place
  readonly day: Day
  readonly now: Date
}

/** Panels of the overview and rows of the table. */
const maxKpis = 12
/** Days of the small panels, and the least of the large picture: two weeks show the shape of the week. */
const panelDays = 14

/** Gathers what a manager should know about a day. @throws UserError when the reader sees no store of the place. */
export async function dailyReport(parts: ReportParts, request: ReportRequest): Promise<DailyReport> {
  const { figures, db } = parts
  const { reader, day, now } = request
  const place = await figures.resolve(reader, request.place)
  const catalog = await figures.catalog()
  const kpis = await defaultKpis(db, catalog, place)
  const all = await figures.read(reader, { kpis, place: place.place, period: dayPeriod(day), now })
  const shown = all.filter(isShown).slice(0, maxKpis)
  const first = shown[0] ?? all[0]
  const [byStore, plan, movers, pictures, held] = await Promise.all([
    storeFigures(parts, request, place, kpis),
    first ? plansOf(figures, request, place, first.kpi) : { month: null, plans: [] },
    first && canCompare(first)
      ? topMovers(parts, reader, { kpi: first.kpi, place, day, currency: first.currency, now })
      : null,
    picturesOf(
      parts,
      request,
      place,
      shown.map(figure => figure.kpi),
    ),
    heldAt({ db, catalog, caller: reader }, { from: day, to: day, stores: place.stores }),
  ])
  const ofStores = place.stores.length > 1 ? byStore.flatMap(store => store.day) : []
  const breaches = worstFirst([...shown.filter(figure => !isToldByStores(figure, ofStores)), ...ofStores])
  const missing = missingOf(place, byStore)
  return {
    place,
    day,
    figures: shown,
    ...plan,
    breaches,
    byStore: ofStores,
    movers,
    missing,
    held,
    owners: ownersOf(breaches),
    ...pictures,
  }
}

/** The month of the place, and of each store where there are several, furthest behind first. */
async function plansOf(
  figures: Figures,
  { reader, day, now }: ReportRequest,
  place: ResolvedPlace,
  kpi: Kpi,
): Promise<Pick<DailyReport, 'month' | 'plans'>> {
  const request = { kpi, place: place.place, period: dayPeriod(day), now }
  const stores = place.stores.length > 1 ? place.stores : []
  // The latest report says how the months stand now, as a status would; an older one how they stood then.
  const latest = day >= shiftDays(figures.today(place, now), -1)
  const todayAt = (shown: ResolvedPlace) => (latest ? figures.today(shown, now) : day)
  const [month, ...plans] = await Promise.all([
    monthPlan(figures, reader, { ...request, today: todayAt(place) }),
    ...stores.map(store => {
      const own = { kind: 'store', slug: store.slug } as const
      return monthPlan(figures, reader, { ...request, place: own, today: todayAt({ ...place, stores: [store] }) })
    }),
  ])
  const known = plans.filter(plan => plan !== null)
  return { month, plans: known.sort((a, b) => (a.pacing.index ?? 1) - (b.pacing.index ?? 1)) }
}

/** The pictures' lines, and what stands in them. */
async function picturesOf(
  { figures, db }: ReportParts,
  { reader, day, now }: ReportRequest,
  place: ResolvedPlace,
  kpis: readonly Kpi[],
): Promise<Pick<DailyReport, 'main' | 'overview' | 'notes' | 'shades'>> {
  const period = pictureDays(day)
  const [notes, shades, lines] = await Promise.all([
    notesAt(db, reader, place, period),
    shadesAt(figures, place, period),
    figures.seriesOf(reader, { kpis, place: place.place, period, now }),
  ])
  const [main] = lines
  const known = main?.points.some(point => point.value !== null) ?? false
  return {
    main: known && main ? main : null,
    overview: lines.map(line => lastDaysOf(line, panelDays)),
    notes,
    shades,
  }
}

/** The figures of a store on the day and over the week before, KPI by KPI. */
interface StoreFigures {
  readonly day: readonly Figure[]
  readonly week: readonly Figure[]
}

/** In the order of the place's stores. */
function storeFigures(
  { figures }: ReportParts,
  { reader, day, now }: ReportRequest,
  place: ResolvedPlace,
  kpis: readonly Kpi[],
): Promise<readonly StoreFigures[]> {
  const week = rangePeriod(shiftDays(day, -7), shiftDays(day, -1))
  return Promise.all(
    place.stores.map(async ({ slug }) => {
      const read = (period: Period) => figures.read(reader, { kpis, place: { kind: 'store', slug }, period, now })
      const [today, before] = await Promise.all([read(dayPeriod(day)), read(week)])
      return { day: today, week: before }
    }),
  )
}

/** From the first of the month, or two weeks where the month is younger. */
function pictureDays(day: Day): Period {
  const month = rangePeriod(monthOf(day).from, day)
  return lengthOf(month) >= panelDays ? month : rangePeriod(shiftDays(day, 1 - panelDays), day)
}

function lastDaysOf(series: Series, count: number): Series {
  const points = series.points.slice(-count)
  const [first] = points
  return first ? { ...series, points, period: rangePeriod(first.day, series.period.to) } : series
}

/** A total whose target is the sum of its stores' targets is no trouble of its own where one of them is in trouble. */
function isToldByStores({ kpi, target }: Figure, ofStores: readonly Figure[]): boolean {
  const inTrouble = ofStores.some(figure => figure.kpi.id === kpi.id && standing(figure) === 'missed')
  return target?.summed === true && inTrouble
}

function worstFirst(figures: readonly Figure[]): readonly Figure[] {
  const attained = (figure: Figure) => shownAttainment(figure) ?? 1
  return figures.filter(figure => standing(figure) === 'missed').sort((a, b) => attained(a) - attained(b))
}

/**
 * Stores that lack data for KPIs which they had in the week before, also where it is not overdue yet, and stores of
 * which nothing came that should.
 */
function missingOf(place: ResolvedPlace, byStore: readonly StoreFigures[]): readonly MissingData[] {
  return place.stores.flatMap((store, index) => {
    const { day, week } = byStore[index] ?? { day: [], week: [] }
    const late = day.filter(({ quality }) => quality.daysWithData < quality.daysExpected)
    const absent = day.filter(
      ({ value, unbounded, quality }) => value === null && !unbounded && quality.daysWithData === 0,
    )
    const lacking = day
      .filter(figure => late.includes(figure) || absent.includes(figure))
      .filter(({ kpi }) => week.some(figure => figure.kpi.id === kpi.id && figure.value !== null))
    const nothing = late.length + lacking.length > 0 && day.every(figure => figure.value === null && !figure.unbounded)
    if (lacking.length === 0 && !nothing) return []
    const earlier = nothing ? [] : earlierDays(lacking)
    return [{ store, kpis: lacking.map(figure => figure.kpi), nothing, ...(earlier.length === 0 ? {} : { earlier }) }]
  })
}

/** The days that figures of a day lack, where none lacks the day itself. */
function earlierDays(lacking: readonly Figure[]): readonly Day[] {
  const before = lacking.every(
    ({ quality, period }) => quality.missing.length > 0 && quality.missing.every(day => day < period.from),
  )
  return before ? [...new Set(lacking.flatMap(({ quality }) => quality.missing))].sort() : []
}

function ownersOf(figures: readonly Figure[]): readonly PersonName[] {
  const owners = figures.flatMap(figure => (figure.target?.owner ? [figure.target.owner] : []))
  return [...new Map(owners.map(owner => [owner.id, owner])).values()]
}
