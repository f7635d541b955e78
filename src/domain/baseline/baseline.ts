import { eachDay, shiftDays, weekday } from '#src/domain/days.ts'
import type { Day } from '#src/domain/period.ts'
import { type DayContext, type DayType, dayTypeOf, isComparable } from './day-type.ts'
import { eventBaseline } from './event-baseline.ts'
import { meanDeviation, median, medianDeviation } from './statistics.ts'

/** A day of the past, as far as it can serve for comparing. */
export interface PastDay {
  readonly value: number
  /** How many cases a rate was taken of; `null` for everything else. */
  readonly sample: number | null
}

/** The past of a KPI at a place; `null` for days that must not serve: no data, provisional, out of stock. */
export type Past = (day: Day) => PastDay | null

/** How the days to compare with were found, the most comparable first. */
export type BaselineMethod = 'same-weekday' | 'quarter' | 'all-days' | 'same-event-day' | 'event-factor'

/** What a day is expected to come to. */
export interface Baseline {
  readonly expected: number
  /** Median of the distances from it; 0 where the days are all alike. */
  readonly deviation: number
  /** Mean of the distances from it. */
  readonly meanDeviation: number
  /** The least spread that is assumed, as a share of what is expected: few or unlike days say less. */
  readonly leastSpread: number
  /** Cases behind a rate, all days together; `null` for everything else. */
  readonly sample: number | null
  /** The rate of all days together, sum over sum; `null` for everything else. */
  readonly pooled: number | null
  readonly method: BaselineMethod
  /** The days that were compared with, latest first. */
  readonly days: readonly Day[]
  readonly type: DayType
}

/** What is looked at: a KPI's past at a place. `scales` is false for rates, which an event does not multiply. */
export interface BaselineQuestion {
  readonly day: Day
  readonly past: Past
  readonly context: DayContext
  readonly scales: boolean
}

/** At least so many days make a baseline of one weekday (KPI practice). */
const leastDays = 4
const firstWeeks = 8
const widerWeeks = 13
/** So many normal days make one of all weekdays (judgement: two weeks). */
const leastAllDays = 14
/** Days of other weekdays say less about this one (judgement). */
const allDaysSpread = 0.1
/** … and of a holiday or the days after a big event they say less again (judgement). */
const unlikeSpread = 0.15

/**
 * What a day is held against: the median of the same weekdays of its kind within eight weeks, else thirteen, else all
 * normal days times the weekday's factor. Days of events are held against the same day of comparable events instead.
 * `null`: there is nothing comparable, or the day is closed or under force majeure, so that nothing can be said.
 */
export function baselineFor(question: BaselineQuestion): Baseline | null {
  const type = dayTypeOf(question.day, question.context)
  if (type.kind === 'closed' || type.kind === 'force-majeure') return null
  if (type.kind === 'event') return eventBaseline(question, type, ordinary)
  return sameKind(question, type) ?? ordinary(question, type)
}

function sameKind(question: BaselineQuestion, type: DayType): Baseline | null {
  const { day, context, past } = question
  for (const [weeks, method] of [
    [firstWeeks, 'same-weekday'],
    [widerWeeks, 'quarter'],
  ] as const) {
    const days = weeksBefore(day, weeks).filter(before => isComparable(type, dayTypeOf(before, context)))
    const found = collected(days, past)
    if (found.length >= leastDays) return baselineOf(found, { method, type, leastSpread: 0 })
  }
  return null
}

/** All normal days of a quarter, each brought to the level of this weekday. */
function ordinary({ day, context, past }: BaselineQuestion, type: DayType): Baseline | null {
  const found = collected(ordinaryBefore(day, context), past)
  const all = median(found.map(({ value }) => value))
  if (all === null || found.length < leastAllDays) return null
  const factor = factorsOf(found, all)
  const level = found.map(one => ({ ...one, value: (one.value / factor(one.day)) * factor(day) }))
  const isPlain = type.kind === 'normal' || type.kind === 'weekend'
  return baselineOf(level, { method: 'all-days', type, leastSpread: isPlain ? allDaysSpread : unlikeSpread })
}

/** By what tells days apart, the normal days of the quarter before a day: all KPIs of a place ask for the same ones. */
const quarters = new WeakMap<DayContext, Map<Day, readonly Day[]>>()

function ordinaryBefore(day: Day, context: DayContext): readonly Day[] {
  const known = quarters.get(context) ?? new Map<Day, readonly Day[]>()
  quarters.set(context, known)
  const before = known.get(day)
  if (before) return before
  const days = eachDay(shiftDays(day, -7 * widerWeeks), shiftDays(day, -1)).reverse()
  const normal = days.filter(one => isOrdinary(one, context))
  known.set(day, normal)
  return normal
}

/** Whether a day is neither a holiday nor touched by an event. */
export function isOrdinary(day: Day, context: DayContext): boolean {
  const { kind } = dayTypeOf(day, context)
  return kind === 'normal' || kind === 'weekend'
}

const saturday = 6

/** Median of a weekday over the median of all; weekdays seen less than twice count as the weekend or the week do. */
function factorsOf(found: readonly Found[], all: number): (day: Day) => number {
  const weekdays = found.map(one => weekday(one.day))
  const factor = (test: (weekday: number) => boolean, least: number): number | null => {
    const values = found.filter((_, index) => test(weekdays[index] ?? 0)).map(one => one.value)
    const middle = median(values)
    return values.length < least || middle === null || middle <= 0 || all <= 0 ? null : middle / all
  }
  const known = new Map<number, number>()
  return day => {
    const mine = weekday(day)
    const before = known.get(mine)
    if (before !== undefined) return before
    const own = factor(other => other === mine, 2)
    const value = own ?? factor(other => other >= saturday === mine >= saturday, 2) ?? 1
    known.set(mine, value)
    return value
  }
}

/** A day with its value. */
export interface Found extends PastDay {
  readonly day: Day
}

/** The days that may serve, with their values. */
export function collected(days: readonly Day[], past: Past): readonly Found[] {
  return days.flatMap(day => {
    const known = past(day)
    return known ? [{ day, ...known }] : []
  })
}

/** The median and the spreads of some days. Rates are pooled by their cases where these are known. */
export function baselineOf(
  found: readonly Found[],
  about: Pick<Baseline, 'method' | 'type' | 'leastSpread'>,
): Baseline | null {
  const values = found.map(({ value }) => value)
  const expected = median(values)
  if (expected === null) return null
  const { cases, hits } = casesOf(found)
  return {
    ...about,
    expected,
    deviation: medianDeviation(values, expected),
    meanDeviation: meanDeviation(values, expected),
    sample: cases,
    pooled: cases === null || cases === 0 ? null : hits / cases,
    days: found.map(({ day }) => day),
  }
}

/** Cases and hits of all days of a rate; no cases where a day does not tell them. */
function casesOf(found: readonly Found[]): { readonly cases: number | null; readonly hits: number } {
  let cases = 0
  let hits = 0
  for (const { value, sample } of found) {
    if (sample === null) return { cases: null, hits: 0 }
    cases += sample
    hits += value * sample
  }
  return { cases, hits }
}

function weeksBefore(day: Day, weeks: number): readonly Day[] {
  return Array.from({ length: weeks }, (_, week) => shiftDays(day, -7 * (week + 1)))
}
