import { eachDay, shiftDays, weekday } from '#src/domain/days.ts'
import type { Day } from '#src/domain/period/index.ts'
import { type DayContext, type DayType, dayTypeOf, isComparable } from './day-type.ts'
import { eventBaseline } from './event-baseline.ts'
import { type Baseline, type BaselineQuestion, baselineOf, collected, type Found, isOrdinary } from './pool-days.ts'
import { median } from './statistics.ts'

/** At least so many days make a baseline of one weekday (KPI practice). */
const minDays = 4
const firstWeeks = 8
const widerWeeks = 13
/** So many normal days make one of all weekdays (judgement: two weeks). */
const minAllDays = 14
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
  const { day, context, past, least = minDays } = question
  for (const [weeks, method] of [
    [firstWeeks, 'same-weekday'],
    [widerWeeks, 'quarter'],
  ] as const) {
    const days = weeksBefore(day, weeks).filter(before => isComparable(type, dayTypeOf(before, context)))
    const found = collected(days, past)
    if (found.length >= least) return baselineOf(found, { method, type, minSpread: 0 })
  }
  return null
}

/** All normal days of a quarter, each brought to the level of this weekday. */
function ordinary({ day, context, past }: BaselineQuestion, type: DayType): Baseline | null {
  const found = collected(ordinaryBefore(day, context), past)
  const all = median(found.map(({ value }) => value))
  if (all === null || found.length < minAllDays) return null
  const factor = factorsOf(found, all)
  const level = found.map(one => ({ ...one, value: (one.value / factor(one.day)) * factor(day) }))
  const isPlain = type.kind === 'normal' || type.kind === 'weekend'
  return baselineOf(level, { method: 'all-days', type, minSpread: isPlain ? allDaysSpread : unlikeSpread })
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

function weeksBefore(day: Day, weeks: number): readonly Day[] {
  return Array.from({ length: weeks }, (_, week) => shiftDays(day, -7 * (week + 1)))
}
