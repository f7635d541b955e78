import { Big } from 'big.js'
import type { CalendarEvent } from '#src/domain/calendar/index.ts'
import { calendarOf, dayWeight, splitExactly } from '#src/domain/day-shares.ts'
import { type Day, daysOf, type Period, weekOf } from '#src/domain/period/index.ts'
import type { Store } from '#src/domain/place.ts'

/** A store's part of a target and its days. Money in minor units. */
export interface StorePart {
  readonly store: Store
  readonly value: number
  readonly days: readonly DayPart[]
}

/** What a day has to bring. */
export interface DayPart {
  readonly day: Day
  readonly value: number
}

/** What a calendar week, as far as it lies in the period, has to bring. */
export interface WeekPart {
  readonly from: Day
  readonly to: Day
  readonly value: number
}

/** A target broken down. Each level adds up exactly to the one above. */
export interface BrokenDown {
  readonly stores: readonly StorePart[]
  readonly weeks: readonly WeekPart[]
  readonly days: readonly DayPart[]
}

/** Shares an amount out over stores by weights: the largest remainders get the units that rounding leaves. Equal ones without weights. */
export function shareOut(value: number, weights: readonly number[], decimals: number): readonly number[] {
  return weights.length === 0 ? [] : splitExactly(value, weights, decimals)
}

/** A store's part; `dayWeights` by the days of the period where something else than its calendar shares them out. */
export interface BrokenPart {
  readonly store: Store
  readonly value: number
  readonly dayWeights?: readonly number[] | undefined
}

/** Breaks the targets of stores down into the days of a period by each store's own calendar, and adds weeks and days up. */
export function breakDown(
  parts: readonly BrokenPart[],
  period: Period,
  { events, decimals }: { readonly events: readonly CalendarEvent[]; readonly decimals: number },
): BrokenDown {
  const all = daysOf(period)
  const stores = parts.map(({ store, value, dayWeights }) => {
    const calendar = calendarOf([store], events)
    const weights = dayWeights ?? all.map(day => dayWeight(day, calendar))
    const values = splitExactly(value, weights, decimals)
    return { store, value, days: all.map((day, at) => ({ day, value: values[at] ?? 0 })) }
  })
  const days = all.map((day, at) => ({ day, value: sum(stores.map(store => store.days[at]?.value ?? 0)) }))
  return { stores, days, weeks: weeksOf(days) }
}

function weeksOf(days: readonly DayPart[]): readonly WeekPart[] {
  const weeks = new Map<Day, DayPart[]>()
  for (const part of days) {
    const monday = weekOf(part.day).from
    weeks.set(monday, [...(weeks.get(monday) ?? []), part])
  }
  return [...weeks.values()].map(parts => ({
    from: parts[0]?.day ?? '',
    to: parts.at(-1)?.day ?? '',
    value: sum(parts.map(({ value }) => value)),
  }))
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total.plus(value), Big(0)).toNumber()
}
