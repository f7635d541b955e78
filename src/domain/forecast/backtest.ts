import type { DaySeries } from './day-series.ts'
import { ratioInterval } from './interval.ts'
import { type ForecastMethod, tellDays } from './methods.ts'

/** A stretch of a series: the whole period, and the last day of it that was known. */
export interface Cut {
  readonly from: number
  readonly last: number
  readonly end: number
}

/** Origins in the past from which the same stretch of days is told once more: a week apart, at most a year of them. */
const maxOrigins = 52
const originStep = 7

/** The sum of some days; `null` where more than a tenth of them is missing (judgement), which scaling would hide. */
export function sumOf(series: DaySeries, from: number, to: number): number | null {
  let [sum, missing] = [0, 0]
  for (let index = from; index <= to; index += 1) {
    const value = series.values[index] ?? null
    if (value === null) missing += 1
    else sum += value
  }
  return missing > (to - from + 1) / 10 || from < 0 ? null : sum
}

/** Where a period would have been said to land; `null` where the method knew too little. */
export function landingAt(method: ForecastMethod, series: DaySeries, { from, last, end }: Cut): number | null {
  const known = last < from ? 0 : sumOf(series, from, last)
  const told = tellDays(method, series, last, end)
  const rest = told?.slice(Math.max(0, from - last - 1)) // days before a period that has not begun are no part of it
  return known === null || !rest ? null : known + rest.reduce((sum, value) => sum + value, 0)
}

/** The mean error of landings of past periods, each cut at the same point, as a share of what they came to. */
export interface BacktestError {
  readonly error: number
  readonly periods: number
}

/** Tells past periods once more with what was known then; `null`: none could be told. */
export function backtest(method: ForecastMethod, series: DaySeries, past: readonly Cut[]): BacktestError | null {
  const errors = past.flatMap(cut => {
    const actual = sumOf(series, cut.from, cut.end)
    const landing = actual === null || actual <= 0 ? null : landingAt(method, series, cut)
    return landing === null || actual === null ? [] : [Math.abs(landing - actual) / actual]
  })
  if (errors.length === 0) return null
  return { error: errors.reduce((sum, error) => sum + error, 0) / errors.length, periods: errors.length }
}

/**
 * What the days after past origins came to beside what was told, oldest first: as many days as are to be told now, from
 * origins a week apart, so that they fall on the same weekdays.
 */
export function restRatios(method: ForecastMethod, series: DaySeries, last: number, days: number): readonly number[] {
  const ratios: number[] = []
  for (let count = 0, origin = last - days; count < maxOrigins && origin > 0; count += 1, origin -= originStep) {
    const told = tellDays(method, series, origin, origin + days)
    const came = sumOf(series, origin + 1, origin + days)
    const sum = told?.reduce((all, value) => all + value, 0) ?? 0
    if (came !== null && sum > 0) ratios.push(came / sum)
  }
  return ratios.reverse()
}

/** How often intervals from earlier cases held the next one, 0–1; `null` with fewer than eight of them. */
export function coverageOf(ratios: readonly number[]): number | null {
  let [held, asked] = [0, 0]
  for (let at = 0; at < ratios.length; at += 1) {
    const interval = ratioInterval(ratios.slice(0, at))
    const ratio = ratios[at]
    if (!interval || ratio === undefined) continue
    asked += 1
    if (ratio >= interval[0] && ratio <= interval[1]) held += 1
  }
  return asked < 8 ? null : held / asked
}
