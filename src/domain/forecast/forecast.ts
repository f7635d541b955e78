import { type BacktestError, backtest, type Cut, coverageOf, landingAt, restRatios } from './backtest.ts'
import type { DaySeries } from './day-series.ts'
import { chanceOf, ratioInterval } from './interval.ts'
import { type ForecastMethod, tellDays } from './methods.ts'

/** A day to come. `low` and `high`: the interval of the single day; `null` with too little history. */
export interface ToldDay {
  readonly day: string
  readonly value: number
  readonly low: number | null
  readonly high: number | null
}

/** Where a period lands. Amounts in the unit of the KPI, minor units for money. */
export interface Landing {
  readonly method: Exclude<ForecastMethod, 'naive'>
  readonly soFar: number
  readonly landing: number
  /** Ends of an interval that holds 80 % of the cases; `null` with too little history. */
  readonly low: number | null
  readonly high: number | null
  /** What it was off by in past periods, cut at the same point. */
  readonly error: BacktestError
  /** The same of the naive guess; `null`: it could not be made. */
  readonly naive: BacktestError | null
  readonly days: readonly ToldDay[]
  /** Past cases of what came beside what was told: what chances are counted from. */
  readonly ratios: readonly number[]
  /** Intervals of the past held about as many cases as they promised, so that a chance may be told. */
  readonly calibrated: boolean
}

/** A landing, or why none is told. */
export type Forecast =
  | ({ readonly kind: 'told' } & Landing)
  | { readonly kind: 'naive-better'; readonly error: BacktestError; readonly naive: BacktestError }
  | { readonly kind: 'too-little' }
  /** Too few of the periods before it are over to test one on, although the past is long enough. */
  | { readonly kind: 'too-far' }

/** The fewest past periods that test a forecast (judgement). */
const minPeriods = 3
/** Held shares between which an interval counts as calibrated (judgement: 80 % of a year of weeks, give or take chance). */
const calibratedFrom = 0.65
const calibratedTo = 0.95

/**
 * Tells where a period lands: the method that was closest in past periods, each told once more from what was known at the
 * same point of it. Nothing is told where the naive guess (each day as the same weekday of the last week) was as close.
 */
export function forecastPeriod(series: DaySeries, period: Cut, past: readonly Cut[]): Forecast {
  const tested = (['calendar', 'seasonal'] as const).flatMap(method => {
    const error = backtest(method, series, past)
    const landing = landingAt(method, series, period)
    return error && error.periods >= minPeriods && landing !== null ? [{ method, error, landing }] : []
  })
  const [plain] = tested
  if (!plain) return { kind: isTooFar(period, past) ? 'too-far' : 'too-little' }
  const best =
    tested.find(one => one.error.periods >= plain.error.periods && one.error.error < plain.error.error) ?? plain
  const naive = backtest('naive', series, past)
  if (naive && naive.error <= best.error.error && naive.error > 0)
    return { kind: 'naive-better', error: best.error, naive }
  const { method, error, landing } = best
  const days = toldDays(method, series, period)
  const rest = days.reduce((sum, { value }) => sum + value, 0)
  const soFar = landing - rest
  const ratios = restRatios(method, series, period.last, Math.max(1, period.end - period.last))
  const interval = ratioInterval(ratios)
  const coverage = coverageOf(ratios)
  return {
    ...{ kind: 'told', method, soFar, landing, error, naive, days, ratios },
    low: interval ? soFar + rest * interval[0] : null,
    high: interval ? soFar + rest * interval[1] : null,
    calibrated: coverage !== null && coverage >= calibratedFrom && coverage <= calibratedTo,
  }
}

/** Three whole periods lie in any four lengths of one; they are no test where they lie further back than those before it. */
function isTooFar({ from, last, end }: Cut, past: readonly Cut[]): boolean {
  const over = past.filter(cut => cut.end <= last)
  return from > last && over.length < minPeriods && last + 1 >= (minPeriods + 1) * (end - from + 1)
}

function toldDays(method: ForecastMethod, series: DaySeries, { from, last, end }: Cut): readonly ToldDay[] {
  const band = ratioInterval(restRatios(method, series, last, 1))
  const told = tellDays(method, series, last, end) ?? []
  return told.flatMap((value, at): readonly ToldDay[] => {
    const index = last + 1 + at
    if (index < from) return []
    const ends = band ? { low: value * band[0], high: value * band[1] } : { low: null, high: null }
    return [{ day: series.dayAt(index), value, ...ends }]
  })
}

/** The chance to reach a target, 0–1; `null` where past intervals do not say that chances can be trusted, or all is over. */
export function chanceToReach({ soFar, landing, ratios, calibrated }: Landing, target: number): number | null {
  const rest = landing - soFar
  return calibrated && rest > 0 ? chanceOf(ratios, (target - soFar) / rest) : null
}
