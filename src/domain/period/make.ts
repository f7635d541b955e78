import { dayFrom, daysBetween, eachDay, earlier, shiftDays, weekday } from '#src/domain/days.ts'
import type { Day, Period } from '#src/domain/period/index.ts'
import { periodLabel } from './label.ts'

/** One day. */
export function dayPeriod(day: Day): Period {
  return make('day', day, day, day)
}

/**
 * The week from Monday to Sunday that holds a day. With `today` inside it the week runs: it goes up to today, and
 * `end` is its Sunday.
 */
export function weekOf(day: Day, today?: Day): Period {
  const monday = shiftDays(day, 1 - weekday(day))
  return upTo('week', monday, shiftDays(monday, 6), today)
}

/** The month that holds a day; with `today` inside it, the month up to today. */
export function monthOf(day: Day, today?: Day): Period {
  return months('month', Number(day.slice(0, 4)), Number(day.slice(5, 7)), 1, today)
}

/** The quarter that holds a day; with `today` inside it, the quarter up to today. */
export function quarterOf(day: Day, today?: Day): Period {
  const first = Math.floor((Number(day.slice(5, 7)) - 1) / 3) * 3 + 1
  return months('quarter', Number(day.slice(0, 4)), first, 3, today)
}

/** The year that holds a day; with `today` inside it, the year up to today. */
export function yearOf(day: Day, today?: Day): Period {
  return months('year', Number(day.slice(0, 4)), 1, 12, today)
}

/** Any days from the earlier to the later of two, both included. One day is a day, not a range. */
export function rangePeriod(a: Day, b: Day): Period {
  const [from, to] = a <= b ? [a, b] : [b, a]
  return from === to ? dayPeriod(from) : make('range', from, to, to)
}

/** The last `count` whole days before today. */
export function lastDays(count: number, today: Day): Period {
  return rangePeriod(shiftDays(today, -count), shiftDays(today, -1))
}

/** The first day of the month so many months from that of a day. */
export function monthStart(day: Day, shift: number): Day {
  const count = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + shift
  return dayFrom(Math.floor(count / 12), (count % 12) + 1, 1) ?? day
}

/** The same date so many months before; the last of the month where that has fewer days. */
export function monthsBefore(day: Day, count: number): Day {
  const first = monthStart(day, -count)
  return dayFrom(Number(first.slice(0, 4)), Number(first.slice(5, 7)), Number(day.slice(8))) ?? monthOf(first).end
}

/** A running period as the whole it is a part of; any other stays as it is. */
export function wholePeriod(period: Period): Period {
  return period.to === period.end ? period : make(period.kind, period.from, period.end, period.end)
}

/** A running week, month, quarter or year up to the day that runs at a place, which another place may not have reached. */
export function upToOwnToday(period: Period, today: Day): Period {
  if (period.to === period.end || today < period.from) return period
  const to = earlier(today, period.end)
  return make(period.kind, period.from, to, period.end)
}

/** Every day of a period. */
export function daysOf(period: Pick<Period, 'from' | 'to'>): Day[] {
  return eachDay(period.from, period.to)
}

/** How many days a period has. */
export function lengthOf(period: Pick<Period, 'from' | 'to'>): number {
  return daysBetween(period.from, period.to) + 1
}

/**
 * What a period is compared with: the same weekdays before, that is the days shifted back by the smallest multiple
 * of seven that is not less than the length (design rule).
 */
export function sameWeekdaysBefore(period: Pick<Period, 'from' | 'to'>): Period {
  const shift = Math.ceil(lengthOf(period) / 7) * 7
  return rangePeriod(shiftDays(period.from, -shift), shiftDays(period.to, -shift))
}

function months(kind: 'month' | 'quarter' | 'year', year: number, month: number, count: number, today?: Day): Period {
  const next = new Date(Date.UTC(year, month - 1 + count, 0)).toISOString().slice(0, 10)
  return upTo(kind, dayFrom(year, month, 1) ?? next, next, today)
}

function upTo(kind: Period['kind'], from: Day, end: Day, today: Day | undefined): Period {
  const running = today !== undefined && from <= today && today < end
  return make(kind, from, running ? earlier(today, end) : end, end)
}

function make(kind: Period['kind'], from: Day, to: Day, end: Day): Period {
  return { kind, from, to, end, label: periodLabel({ kind, from, to, end }) }
}
