import { Big } from 'big.js'
import { type CalendarEvent, eventsFor, holidayName } from './calendar/index.ts'
import { isWeekend, weekday } from './days.ts'
import { type Day, daysOf, type Period } from './period/index.ts'
import { commonMarket, type Store } from './place.ts'

/** What makes days of a plan heavier or lighter. */
export interface TargetCalendar {
  /** Market whose holidays count; `null` for places in several markets. */
  readonly market: string | null
  /** Events that count for the place. */
  readonly events: readonly CalendarEvent[]
  /** Factor of Monday to Sunday; the default is 1, at weekends 1.3. */
  readonly weekdays?: readonly number[]
  /**
   * Of a total whose stores have other holidays and events than they have in common: what their own targets plan for a
   * day, `null` where a store has none. Absent: the total's own days say it all.
   */
  readonly planned?: (day: Day) => number | null
}

/** People shop more at weekends and on holidays (defaults of the KPI reference, until own data says otherwise). */
const weekendFactor = 1.3
/** Japan from 1 to 3 January (default of the KPI reference). */
const newYearFactor = 0.8

/** The days that shops of a place work and sell more or less on. A market counts where all of its stores are in it. */
export function calendarOf(stores: readonly Store[], events: readonly CalendarEvent[]): TargetCalendar {
  return { market: commonMarket(stores), events: eventsFor(events, stores) }
}

/**
 * The weight of a day in a plan: weekday or holiday × the strongest event on it; 0 on a closed day and on one that
 * force majeure took.
 */
export function dayWeight(day: Day, calendar: TargetCalendar): number {
  const events = calendar.events.filter(event => event.fromDay <= day && day <= event.toDay)
  if (events.some(event => event.kind === 'closed' || event.kind === 'force_majeure')) return 0
  const factors = events.map(event => event.factor)
  return baseWeight(day, calendar) * (factors.length === 0 ? 1 : Math.max(...factors))
}

function baseWeight(day: Day, { market, weekdays }: TargetCalendar): number {
  if (market === 'jp' && day.slice(5) <= '01-03') return newYearFactor
  if (weekdays) return weekdays[weekday(day) - 1] ?? 1
  const holiday = market !== null && holidayName(day, market) !== null
  return holiday || isWeekend(day) ? weekendFactor : 1
}

/** What days of a plan weigh: as the stores' own plans say where all days are planned, else by the calendar. */
export function planWeights(days: readonly Day[], calendar: TargetCalendar): readonly number[] {
  const planned = calendar.planned ? days.map(calendar.planned) : []
  const known = planned.flatMap(amount => amount ?? [])
  if (known.length === days.length && known.some(amount => amount > 0)) return known
  return days.map(day => dayWeight(day, calendar))
}

/** The share of each day in a period; they add up to 1. Equal shares where every day has the weight 0. */
export function dayShares(period: Pick<Period, 'from' | 'to'>, calendar: TargetCalendar): ReadonlyMap<Day, number> {
  const days = daysOf(period)
  const weights = usable(days.map(day => dayWeight(day, calendar)))
  const all = weights.reduce((sum, weight) => sum + weight, 0)
  return new Map(days.map((day, index) => [day, (weights[index] ?? 0) / all]))
}

/**
 * Splits an amount by weights into parts of at most so many decimals that add up exactly to it: the largest
 * remainders get the units that rounding down leaves. An amount with more decimals keeps them.
 */
export function splitExactly(amount: number, weights: readonly number[], decimals: number): number[] {
  const digits = Math.max(decimals, decimalsOf(amount))
  const scale = 10 ** digits
  const units = Math.abs(Big(amount).times(scale).toNumber())
  const parts = wholeParts(units, usable(weights))
  return parts.map(part => (Math.sign(amount) * part) / scale)
}

function wholeParts(units: number, weights: readonly number[]): number[] {
  const all = weights.reduce((sum, weight) => sum + weight, 0)
  const exact = weights.map(weight => (units * weight) / all)
  const parts = exact.map(Math.floor)
  const order = exact
    .map((value, index) => ({ index, rest: value - Math.floor(value) }))
    .sort((a, b) => b.rest - a.rest || a.index - b.index)
  const left = units - parts.reduce((sum, part) => sum + part, 0)
  for (const { index } of order.slice(0, left)) parts[index] = (parts[index] ?? 0) + 1
  return parts
}

function usable(weights: readonly number[]): readonly number[] {
  return weights.some(weight => weight > 0) ? weights : weights.map(() => 1)
}

function decimalsOf(amount: number): number {
  return Big(amount).toFixed().split('.')[1]?.length ?? 0
}
