import { weekday } from '#src/domain/days.ts'

/** A day and what it came to; `null`: no data. */
export interface ValuedDay {
  readonly day: string
  readonly value: number | null
}

/** What the calendar did to a change; the three effects add up to the difference of the sums of the days. */
export interface CalendarEffect {
  /** Days with data before and after. */
  readonly counts: readonly [number, number]
  /** More or fewer days, each worth the mean of all weekdays. */
  readonly days: number
  /** More days of strong or weak weekdays. */
  readonly weekdays: number
  /** What the same weekdays brought more or less a day. */
  readonly alike: number
}

interface Side {
  readonly count: number
  readonly sum: number
}

/**
 * Takes the calendar out of a change of an amount: a month of five Sundays is no better month. The midpoint form of a sum
 * of count × mean by weekday, so that nothing is left over and both directions agree: (n1 - n0) × the mean of both means
 * is the calendar, the mean of both counts × (m1 - m0) the days themselves (KPI reference section 7.3, as volume and rate).
 * `null`: both have the same weekdays, so that the calendar did nothing, or one has no data.
 */
export function calendarEffect(before: readonly ValuedDay[], after: readonly ValuedDay[]): CalendarEffect | null {
  const pairs = [1, 2, 3, 4, 5, 6, 7].map(of => [sideOf(before, of), sideOf(after, of)] as const)
  const total = (at: 0 | 1) => pairs.reduce((sum, pair) => sum + pair[at].count, 0)
  const counts = [total(0), total(1)] as const
  if (counts[0] === 0 || counts[1] === 0 || pairs.every(([then, now]) => then.count === now.count)) return null
  const means = pairs.map(meansOf)
  const known = means.flatMap(pair => (pair ? [(pair[0] + pair[1]) / 2] : []))
  const mean = known.reduce((sum, one) => sum + one, 0) / known.length
  let [calendar, alike] = [0, 0]
  for (const [at, [then, now]] of pairs.entries()) {
    const [m0, m1] = means[at] ?? [0, 0]
    calendar += ((now.count - then.count) * (m0 + m1)) / 2
    alike += ((then.count + now.count) * (m1 - m0)) / 2
  }
  const days = (counts[1] - counts[0]) * mean
  return { counts, days, weekdays: calendar - days, alike }
}

function sideOf(days: readonly ValuedDay[], of: number): Side {
  const values = days.flatMap(({ day, value }) => (value !== null && weekday(day) === of ? [value] : []))
  return { count: values.length, sum: values.reduce((sum, value) => sum + value, 0) }
}

/** A weekday that one side lacks counts there as it does on the other: its days are the calendar's alone. */
function meansOf([then, now]: readonly [Side, Side]): readonly [number, number] | null {
  const [m0, m1] = [then.count > 0 ? then.sum / then.count : null, now.count > 0 ? now.sum / now.count : null]
  if (m0 === null && m1 === null) return null
  return [m0 ?? m1 ?? 0, m1 ?? m0 ?? 0]
}
