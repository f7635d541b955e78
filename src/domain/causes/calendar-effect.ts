import { weekday } from '#src/domain/days.ts'

/** A day and what it came to; `null`: no data. */
export interface ValuedDay {
  readonly day: string
  readonly value: number | null
  /** A day of a sale event, which is like no weekday. */
  readonly sale?: boolean
}

/** What the calendar did to a change; the four effects add up to the difference of the sums of the days. */
export interface CalendarEffect {
  /** Days with data before and after. */
  readonly counts: readonly [number, number]
  /** More or fewer days, each worth the mean of all weekdays. */
  readonly days: number
  /** More days of strong or weak weekdays. */
  readonly weekdays: number
  /** Days of sale events before and after, and what more or fewer of them made beyond days as such. */
  readonly saleCounts: readonly [number, number]
  readonly sales: number
  /** What the same weekdays, and days of sales, brought more or less a day. */
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
 * Days of sale events are a kind of their own beside the seven weekdays. `null`: both have the same days of each kind, so that the calendar did nothing, or one has no data.
 */
export function calendarEffect(before: readonly ValuedDay[], after: readonly ValuedDay[]): CalendarEffect | null {
  const pairs = kinds.map(of => [sideOf(before, of), sideOf(after, of)] as const)
  const total = (at: 0 | 1) => pairs.reduce((sum, pair) => sum + pair[at].count, 0)
  const counts = [total(0), total(1)] as const
  if (counts[0] === 0 || counts[1] === 0 || pairs.every(([then, now]) => then.count === now.count)) return null
  const means = pairs.map(meansOf)
  const known = means.flatMap((pair, at) => (pair ? [{ sale: kinds[at] === sale, mean: (pair[0] + pair[1]) / 2 }] : []))
  const usual = known.some(one => !one.sale) ? known.filter(one => !one.sale) : known
  const mean = usual.reduce((sum, one) => sum + one.mean, 0) / usual.length
  let [calendar, alike] = [0, 0]
  for (const [at, [then, now]] of pairs.entries()) {
    const [m0, m1] = means[at] ?? [0, 0]
    calendar += ((now.count - then.count) * (m0 + m1)) / 2
    alike += ((then.count + now.count) * (m1 - m0)) / 2
  }
  const days = (counts[1] - counts[0]) * mean
  const [saleThen, saleNow] = [pairs.at(-1)?.[0].count ?? 0, pairs.at(-1)?.[1].count ?? 0]
  const saleMean = known.find(one => one.sale)?.mean ?? mean
  const sales = (saleNow - saleThen) * (saleMean - mean)
  return { counts, days, weekdays: calendar - days - sales, saleCounts: [saleThen, saleNow], sales, alike }
}

const sale = 'sale'
/** The weekdays, and days of sales, which come last. */
const kinds = [1, 2, 3, 4, 5, 6, 7, sale] as const

function sideOf(days: readonly ValuedDay[], of: (typeof kinds)[number]): Side {
  const isOf = (one: ValuedDay) => (one.sale === true ? sale : weekday(one.day)) === of
  const values = days.flatMap(one => (one.value !== null && isOf(one) ? [one.value] : []))
  return { count: values.length, sum: values.reduce((sum, value) => sum + value, 0) }
}

/** A weekday that one side lacks counts there as it does on the other: its days are the calendar's alone. */
function meansOf([then, now]: readonly [Side, Side]): readonly [number, number] | null {
  const [m0, m1] = [then.count > 0 ? then.sum / then.count : null, now.count > 0 ? now.sum / now.count : null]
  if (m0 === null && m1 === null) return null
  return [m0 ?? m1 ?? 0, m1 ?? m0 ?? 0]
}
