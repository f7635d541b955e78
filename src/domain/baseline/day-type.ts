import { type CalendarEvent, holidayName } from '#src/domain/calendar/index.ts'
import { daysBetween, isWeekend, shiftDays } from '#src/domain/days.ts'
import type { Day } from '#src/domain/period/index.ts'

/** What kind of day it is: only days of one kind are compared with each other. */
export type DayKind =
  | 'normal'
  | 'weekend'
  | 'holiday'
  | 'holiday-eve'
  | 'event'
  | 'recovery'
  | 'closed'
  | 'force-majeure'

/** A day with what it is compared by. */
export interface DayType {
  readonly kind: DayKind
  /** What explains the day; `null` where nothing was entered, as for holidays and weekends. */
  readonly event: CalendarEvent | null
  /** Names comparable events: equal for `Super SALE March` and `Super SALE June`; empty where it is none. */
  readonly series: string
  /** Which day of the event it is, from 1; 0 where it is none. */
  readonly index: number
}

/** What tells days apart. */
export interface DayContext {
  /** Market whose holidays count; `null` for places in several markets. */
  readonly market: string | null
  /** Platform whose own monthly days count; `null` for places on several platforms. */
  readonly platform: string | null
  /** Events that count for the place. */
  readonly events: readonly CalendarEvent[]
}

const without = new WeakMap<DayContext, Map<number, DayContext>>()

/** As if an event were not there. The same for all KPIs of a place. */
export function withoutEvent(context: DayContext, { id }: CalendarEvent): DayContext {
  const known = without.get(context) ?? new Map<number, DayContext>()
  without.set(context, known)
  const plain = known.get(id) ?? { ...context, events: context.events.filter(event => event.id !== id) }
  known.set(id, plain)
  return plain
}

/** From this factor on an event draws demand forward, so that the days after it are weaker (judgement). */
const bigFactor = 1.5
/** Days after a big event on which demand recovers (KPI practice). */
const recoveryDays = 2

/** Days of the month that a marketplace makes special every month (marketplace calendars). */
const monthly: Readonly<Record<string, { readonly series: string; readonly dates: readonly number[] }>> = {
  rakuten: { series: 'monthly/rakuten-5-0', dates: [5, 10, 15, 20, 25, 30] },
  yahoo: { series: 'monthly/yahoo-5-11-22', dates: [5, 11, 15, 22, 25] },
}

const plain = { event: null, series: '', index: 0 } as const

/** Days that were looked at before, by what tells them apart: all KPIs of a place ask for the same ones. */
const known = new WeakMap<DayContext, Map<Day, DayType>>()

/** The kind of a day: what nobody can help comes first, then closures, events, their aftermath, and the calendar. */
export function dayTypeOf(day: Day, context: DayContext): DayType {
  const days = known.get(context) ?? new Map<Day, DayType>()
  known.set(context, days)
  const type = days.get(day) ?? findType(day, context)
  days.set(day, type)
  return type
}

function findType(day: Day, context: DayContext): DayType {
  const running = context.events.filter(event => event.fromDay <= day && day <= event.toDay)
  const stopped = running.find(event => event.kind === 'force_majeure')
  if (stopped) return { ...plain, kind: 'force-majeure', event: stopped }
  const closed = running.find(event => event.kind === 'closed')
  if (closed || isYearEnd(day, context.market)) return { ...plain, kind: 'closed', event: closed ?? null }
  const event = strongest(running)
  if (event)
    return { kind: 'event', event, series: eventSeries(event.name), index: daysBetween(event.fromDay, day) + 1 }
  return monthlyDay(day, context) ?? aftermath(day, context) ?? calendarDay(day, context.market)
}

/** Names what events of one sort have in common: dates, months and years in a name do not tell them apart. */
export function eventSeries(name: string): string {
  const months = /\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b|[0-9０-９]+\s*[年月日]?|第/giu
  return name
    .toLowerCase()
    .replace(months, '')
    .replace(/[^\p{L}]+/gu, '')
}

/** Whether two days may be compared: the same kind, and for events the same day of a comparable event. */
export function isComparable(a: DayType, b: DayType): boolean {
  return a.kind === b.kind && a.series === b.series && a.index === b.index
}

function strongest(events: readonly CalendarEvent[]): CalendarEvent | null {
  const sales = events.filter(event => event.kind === 'sale' || event.factor !== 1)
  return [...sales].sort((a, b) => b.factor - a.factor || a.id - b.id)[0] ?? null
}

function monthlyDay(day: Day, { platform }: DayContext): DayType | null {
  const special = platform === null ? undefined : monthly[platform]
  if (!special?.dates.includes(Number(day.slice(8)))) return null
  return { kind: 'event', event: null, series: special.series, index: 1 }
}

function aftermath(day: Day, { events }: DayContext): DayType | null {
  const before = events.find(event => {
    const since = daysBetween(event.toDay, day)
    return event.kind === 'sale' && event.factor >= bigFactor && since >= 1 && since <= recoveryDays
  })
  return before ? { ...plain, kind: 'recovery', event: before } : null
}

function calendarDay(day: Day, market: string | null): DayType {
  if (market !== null && holidayName(day, market) !== null) return { ...plain, kind: 'holiday' }
  if (isWeekend(day)) return { ...plain, kind: 'weekend' }
  const tomorrow = market !== null && holidayName(shiftDays(day, 1), market) !== null
  return { ...plain, kind: tomorrow ? 'holiday-eve' : 'normal' }
}

/** Banks, warehouses and carriers stand still in Japan around New Year. */
function isYearEnd(day: Day, market: string | null): boolean {
  const date = day.slice(5)
  return market === 'jp' && (date >= '12-31' || date <= '01-03')
}
