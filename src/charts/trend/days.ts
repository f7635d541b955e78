import { dayIndex } from '#src/charts/axis/day-axis.ts'
import type { TrendChart } from '#src/domain/chart.ts'

/** The days that a trend shows. */
export interface Days {
  readonly first: string
  readonly count: number
}

/** All days from the first to the last that any line or the target names; a single day when nothing does. */
export function daysOf(chart: TrendChart): Days {
  const named = [
    ...chart.lines.flatMap(line => line.points.map(point => point.day)),
    ...chart.target.map(({ day }) => day),
    ...(chart.fan?.points.map(({ day }) => day) ?? []),
  ]
  const days = named.filter(day => /^\d{4}-\d{2}-\d{2}$/.test(day)).sort()
  const first = days[0] ?? '1970-01-01'
  // Judgement: longer spans would be a line per half pixel.
  return { first, count: Math.min(dayIndex(first, days.at(-1) ?? first) + 1, 1100) }
}

/** The part of a span that lies inside the shown days, as indexes; `null` when nothing does. */
export function inside(
  days: Days,
  span: { readonly from: string; readonly to: string },
): readonly [number, number] | null {
  const from = Math.max(0, dayIndex(days.first, span.from))
  const to = Math.min(days.count - 1, dayIndex(days.first, span.to))
  return from <= to ? [from, to] : null
}
