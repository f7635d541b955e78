import { median } from '#src/domain/baseline/statistics.ts'
import { fitDays } from './day-model.ts'
import { type DaySeries, isPlain } from './day-series.ts'

/**
 * How days to come are told. `calendar`: the level of recent weeks × weights of weekdays, sales and holidays that were
 * learned from the same series. `seasonal`: the same, moved by how the same days of a year ago stood beside their weeks before
 * (364 days, so that weekdays meet). `naive`: each day as the same weekday of the last week: what a forecast must beat.
 */
export const forecastMethods = ['calendar', 'seasonal', 'naive'] as const
export type ForecastMethod = (typeof forecastMethods)[number]

const year = 364
/** Days before whose level a season is told against, and the bounds of a season (KPI reference section 6.1). */
const seasonReach = 28
const seasonLow = 0.6
const seasonHigh = 1.8

/** Each day from `last + 1` to `end`, from what was known on `last`; `null` where the method does not know enough. */
export function tellDays(
  method: ForecastMethod,
  series: DaySeries,
  last: number,
  end: number,
): readonly number[] | null {
  const days = Array.from({ length: Math.max(0, end - last) }, (_, at) => last + 1 + at)
  if (method === 'naive') return naive(series, last, days)
  const model = fitDays(series, last)
  if (!model) return null
  const season = method === 'seasonal' ? seasonOf(series, last, end) : 1
  return season === null ? null : days.map(index => model.level * season * model.weightAt(index))
}

function naive(series: DaySeries, last: number, days: readonly number[]): readonly number[] | null {
  const found = days.map(index => {
    for (let back = index - 7; back >= 0; back -= 7) {
      const value = back <= last ? (series.values[back] ?? null) : null
      if (value !== null) return value
    }
    return null
  })
  return found.includes(null) ? null : found.map(value => value ?? 0)
}

/** How the plain days to come stood a year ago beside the four weeks before them; `null` without that year. */
function seasonOf(series: DaySeries, last: number, end: number): number | null {
  const level = (from: number, to: number) => {
    const values: number[] = []
    for (let index = Math.max(0, from); index <= to; index += 1) {
      const value = series.values[index] ?? null
      if (value !== null && isPlain(series.typeAt(index))) values.push(value)
    }
    return values.length < (to - from + 1) / 2 ? null : median(values)
  }
  if (last - year - seasonReach < 0) return null
  const before = level(last - year - seasonReach + 1, last - year)
  const reach = Math.max(end, last + 14) // a few days alone tell no season
  const after = level(last - year + 1, reach - year)
  if (before === null || after === null || before <= 0) return null
  return Math.min(seasonHigh, Math.max(seasonLow, after / before))
}
