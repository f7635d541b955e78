import { shiftDays } from '#src/domain/days.ts'
import type { Period } from '#src/domain/period/index.ts'
import { lengthOf, monthOf, monthsBefore, quarterOf, rangePeriod, weekOf, yearOf } from './make.ts'

/**
 * What changes are held against, as people name it: the same a year, quarter, month, week or day before, or the `previous`
 * period of the same length (环比, 前期比).
 */
export type Against = 'year' | 'quarter' | 'month' | 'week' | 'day' | 'previous'

const monthsBack: Readonly<Partial<Record<Against, number>>> = { year: 12, quarter: 3, month: 1 }
/** The longest period, in days, that can be held against one so near before it: longer ones would overlap themselves. */
const longest: Readonly<Record<Against, number>> = {
  ...{ year: 366, quarter: 92, month: 31, week: 7, day: 1 },
  previous: Number.POSITIVE_INFINITY,
}

/**
 * The earlier period that a period is held against. A running period is held against as many days of the earlier one. A
 * week goes back by whole weeks (52 for a year), so that weekdays stay. `null`: the period is longer than what it is held
 * against is away, such as a month against the week before.
 */
export function periodAgainst(period: Period, against: Against): Period | null {
  if (lengthOf({ from: period.from, to: period.end }) > longest[against]) return null
  const before = earlier(period, against)
  if (period.to === period.end) return before
  const to = shiftDays(before.from, lengthOf(period) - 1)
  return rangePeriod(before.from, to < before.end ? to : before.end)
}

/** The whole period of its kind before a period: week, month, quarter or year; for other days as many before them. */
export function periodBefore(period: Period): Period {
  return earlier(period, 'previous')
}

function earlier(period: Period, against: Against): Period {
  const { kind, from, end } = period
  const months = against === 'previous' ? ownMonths[kind] : monthsBack[against]
  if (kind === 'week' && against === 'year') return weekOf(shiftDays(from, -364))
  if (months !== undefined && kind !== 'week') return byMonths(period, months)
  if (kind === 'week' && (against === 'previous' || against === 'week')) return weekOf(shiftDays(from, -7))
  if (months !== undefined) return byWeeks(period, against)
  const days = against === 'previous' ? lengthOf({ from, to: end }) : against === 'week' ? 7 : 1
  return rangePeriod(shiftDays(from, -days), shiftDays(end, -days))
}

const ownMonths: Readonly<Partial<Record<Period['kind'], number>>> = { month: 1, quarter: 3, year: 12 }

/** A week a month or quarter before: four or thirteen weeks, so that it stays a week. */
function byWeeks({ from }: Period, against: Against): Period {
  return weekOf(shiftDays(from, against === 'quarter' ? -91 : -28))
}

function byMonths({ kind, from, end }: Period, months: number): Period {
  const first = monthsBefore(from, months)
  if (kind === 'month') return monthOf(first)
  if (kind === 'quarter' && months % 3 === 0) return quarterOf(first)
  if (kind === 'year' && months === 12) return yearOf(first)
  return rangePeriod(first, monthsBefore(end, months))
}
