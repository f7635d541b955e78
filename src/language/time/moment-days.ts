import { dayFrom, shiftDays, weekday } from '#src/domain/days.ts'
import { type Day, monthOf, quarterOf, weekOf, yearOf } from '#src/domain/period/index.ts'
import type { TimeToken, Unit } from './tokens.ts'

/** The one day that a text names. */
export interface FoundDay {
  readonly day: Day
  /** Named as the end of something: to its very end. */
  readonly ends: boolean
  /** Named as the beginning of something, such as next week: up to it. */
  readonly starts: boolean
}

/** The day that tokens name together, and which of them were used for it; contradicting ones are not. */
export function readDays(
  tokens: readonly TimeToken[],
  today: Day,
): { readonly day: FoundDay | null; readonly used: readonly TimeToken[] } {
  const period = tokens.find(token => token.kind === 'period')
  const used: TimeToken[] = []
  let found: FoundDay | null = null
  let byDate = false
  for (const token of tokens) {
    const next = dayOf(token, today, period)
    if (next === null) continue
    const same = found === null || agrees(token, next, found, byDate)
    if (!same) continue
    if (found === null || !byDate) found = next
    byDate ||= token.kind !== 'weekdays'
    used.push(token)
    if (period && refines(token, period)) used.push(period)
  }
  if (found === null && period) return { day: wholePeriod(period, today), used: [period] }
  return { day: found, used }
}

/** `Friday Dec 4`: a weekday beside a date must be that of the date. */
function agrees(token: TimeToken, next: FoundDay, found: FoundDay, byDate: boolean): boolean {
  if (token.kind === 'weekdays' && byDate) return weekday(found.day) === weekday(next.day)
  return !byDate && token.kind !== 'weekdays' && weekday(found.day) === weekday(next.day)
}

type PeriodToken = TimeToken & { readonly kind: 'period' }

function refines(token: TimeToken, period: PeriodToken): boolean {
  if (token.kind === 'weekdays') return period.unit === 'week'
  return token.kind === 'date-of-month' && period.unit === 'month'
}

function dayOf(token: TimeToken, today: Day, period: PeriodToken | undefined): FoundDay | null {
  const plain = (day: Day | null) => (day === null ? null : { day, ends: false, starts: false })
  switch (token.kind) {
    case 'shift':
      return plain(shiftDays(today, token.days))
    case 'date':
      return plain(token.year === null ? coming(token, today) : dayFrom(token.year, token.month, token.date))
    case 'date-of-month':
      return plain(dateOfMonth(token.date, today, period?.unit === 'month' ? period.shift : null))
    case 'weekdays': {
      const [only, ...more] = token.days
      if (only === undefined || more.length > 0) return null
      return plain(namedWeekday(only, token.week ?? (period?.unit === 'week' ? period.shift : null), today))
    }
    case 'edge':
      return edgeDay(token.edge, token.unit, token.shift, today)
    default:
      return null
  }
}

/** The next such day after today, or that of this week or a later one. */
function namedWeekday(day: number, week: number | null, today: Day): Day {
  if (week !== null) return shiftDays(today, 1 - weekday(today) + week * 7 + day - 1)
  return shiftDays(today, ((day - weekday(today) + 6) % 7) + 1)
}

function coming({ month, date }: { readonly month: number; readonly date: number }, today: Day): Day | null {
  const year = Number(today.slice(0, 4))
  const years = Array.from({ length: 9 }, (_, index) => year + index) // a leap day comes within eight years
  return years.map(each => dayFrom(each, month, date)).find(day => day !== null && day >= today) ?? null
}

function dateOfMonth(date: number, today: Day, shift: number | null): Day | null {
  const inMonth = (months: number) => {
    const first = monthsFrom(today, months)
    return dayFrom(Number(first.slice(0, 4)), Number(first.slice(5, 7)), date)
  }
  if (shift !== null) return inMonth(shift)
  return [0, 1, 2].map(inMonth).find(day => day !== null && day >= today) ?? null
}

/** Until this week: to its end; until next week: up to its first day. */
function wholePeriod({ unit, shift }: PeriodToken, today: Day): FoundDay {
  return edgeDay(shift === 0 ? 'end' : 'start', unit, shift, today)
}

function edgeDay(edge: 'start' | 'end', unit: Unit, shift: number, today: Day): FoundDay {
  return { day: periodEdge(edge, unit, shift, today), ends: edge === 'end', starts: edge === 'start' && unit !== 'day' }
}

/** The first or last day of the period that holds a day, or of one so many later. */
export function periodEdge(edge: 'start' | 'end', unit: Unit, shift: number, today: Day): Day {
  const period = periodAt(unit, shift, today)
  return edge === 'start' ? period.from : period.to
}

function periodAt(unit: Unit, shift: number, today: Day) {
  if (unit === 'week') return weekOf(shiftDays(today, shift * 7))
  if (unit === 'month') return monthOf(monthsFrom(today, shift))
  if (unit === 'quarter') return quarterOf(monthsFrom(today, shift * 3))
  if (unit === 'year') return yearOf(monthsFrom(today, shift * 12))
  const day = shiftDays(today, shift)
  return { from: day, to: day }
}

function monthsFrom(today: Day, shift: number): Day {
  const months = Number(today.slice(0, 4)) * 12 + Number(today.slice(5, 7)) - 1 + shift
  return new Date(Date.UTC(Math.floor(months / 12), months % 12, 1)).toISOString().slice(0, 10)
}
