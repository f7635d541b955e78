import type { Figure, Series } from '#src/domain/figure.ts'
import type { Cut } from '#src/domain/forecast/backtest.ts'
import { daySeries } from '#src/domain/forecast/day-series.ts'
import { chanceToReach, type Forecast, forecastPeriod, type Landing } from '#src/domain/forecast/forecast.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import { type Day, type Period, periodBefore, rangePeriod, shiftDays } from '#src/domain/period/index.ts'
import type { ResolvedPlace } from '#src/domain/place.ts'
import { contextOf } from '#src/features/alerts/index.ts'
import { type Figures, isAmount, type Reader } from '#src/features/figures/index.ts'

/** Which landing. */
export interface LookRequest {
  readonly reader: Reader
  readonly kpi: Kpi
  readonly place: ResolvedPlace
  readonly period: Period
  readonly now: Date
}

/** A period that goes on, what is told of its end, and what was known. */
export interface Outlook {
  readonly kpi: Kpi
  readonly place: ResolvedPlace
  readonly period: Period
  /** The last day that is over at the place. */
  readonly last: Day
  /** The period so far. */
  readonly figure: Figure
  readonly forecast: Forecast
  /** The target of the whole period; `null` without one. */
  readonly target: number | null
  /** The chance to keep it as it is shown: to reach it, or to stay below it where lower is better; `null`: it cannot be told. */
  readonly chance: number | null
  /** Days up to the last known one, for the picture. */
  readonly series: Series
}

/** Days that are looked back on: two years and what a season needs before them. */
const reach = 800
/** Past periods that test a forecast, by kind (judgement: half a year of months, two months of weeks). */
const testedPeriods = { day: 8, week: 8, month: 6, quarter: 4, year: 2, range: 6 } as const
/** Days that the picture shows before those to come (judgement: a month). */
const shownDays = 28

/** Tells where a period lands; `null` for KPIs that do not add up over days, such as rates and levels. */
export async function lookAhead(figures: Figures, request: LookRequest): Promise<Outlook | null> {
  const { reader, kpi, place, period, now } = request
  if (!isAmount(kpi)) return null
  const last = shiftDays(figures.today(place, now), -1)
  const first = shiftDays(last, 1 - reach)
  const end = period.end > period.to ? period.end : period.to
  const [series, events, [figure]] = await Promise.all([
    figures.series(reader, { kpi, place: place.place, period: rangePeriod(first, last), now }),
    figures.events(first, end),
    figures.read(reader, { kpis: [kpi], place: place.place, period, now }),
  ])
  if (!figure) throw new Error('A figure was asked for and none came')
  const begun = series.points.findIndex(point => point.value !== null)
  const points = begun < 0 ? [] : series.points.slice(begun)
  const start = points[0]?.day ?? last
  const days = daySeries(
    start,
    points.map(point => point.value),
    contextOf(place, events),
  )
  const cut = cutOf(days.indexOf, period.from, last, end)
  const forecast = forecastPeriod(days, cut, pastCuts(period, last, days.indexOf, start))
  const target = figure.target?.whole ?? figure.target?.value ?? null
  const chance = forecast.kind === 'told' && target !== null ? chanceToKeep(kpi, forecast, target) : null
  return { kpi, place, period, last, figure, forecast, target, chance, series: shown(series, period, last) }
}

/** No more exact than it can be: in steps of five percent, never none and never sure. */
function chanceToKeep({ better }: Kpi, landing: Landing, target: number): number | null {
  const reach = chanceToReach(landing, target)
  if (reach === null) return null
  const steps = Math.round((better === 'lower' ? 1 - reach : reach) * 20)
  return Math.min(19, Math.max(1, steps)) / 20
}

function cutOf(indexOf: (day: Day) => number, from: Day, last: Day, end: Day): Cut {
  return { from: indexOf(from), last: indexOf(last), end: indexOf(end) }
}

/** Earlier periods of the kind, each cut as many days after its beginning, oldest first. */
function pastCuts(period: Period, last: Day, indexOf: (day: Day) => number, start: Day): readonly Cut[] {
  const known = indexOf(last) - indexOf(period.from)
  const found: Cut[] = []
  let before = period
  for (let count = 0; count < testedPeriods[period.kind]; count += 1) {
    before = periodBefore(before)
    if (before.from < start) break
    const whole = cutOf(indexOf, before.from, before.from, before.end)
    found.push({ ...whole, last: Math.min(whole.from + known, whole.end - 1) })
  }
  return found.reverse()
}

function shown(series: Series, period: Period, last: Day): Series {
  const from = period.from < shiftDays(last, 1 - shownDays) ? period.from : shiftDays(last, 1 - shownDays)
  return { ...series, period: rangePeriod(from, period.end), points: series.points.filter(({ day }) => day >= from) }
}
