import type { CalendarEvent } from '#src/domain/calendar/index.ts'
import { daysBetween, eachDay, shiftDays } from '#src/domain/days.ts'
import type { Day } from '#src/domain/period/index.ts'
import { type DayContext, type DayType, dayTypeOf, eventSeries, isComparable } from './day-type.ts'
import { type Baseline, type BaselineQuestion, baselineOf, collected, type Found, isOrdinary } from './pool-days.ts'
import { median } from './statistics.ts'

/** The last so many comparable events count (KPI practice), and so many of a marketplace's monthly days (judgement). */
const maxEvents = 3
const maxMonthly = 8
/** How far back comparable events are looked for, in days: last year's count, too. */
export const eventReachDays = 400
/** Normal days around an event whose level is compared, in days (judgement: four weeks). */
const trendDays = 28
/** Few events say less than eight weekdays (judgement). */
const eventSpread = 0.15
/** A factor that somebody expected is a guess (judgement). */
const factorSpread = 0.15

type Ordinary = (question: BaselineQuestion, type: DayType) => Baseline | null

/**
 * What a day of an event is held against: the same day of the last three comparable events, scaled by how normal days
 * have moved since; else normal days times the factor that was entered for the event; else nothing. Never last week.
 */
export function eventBaseline(question: BaselineQuestion, type: DayType, ordinary: Ordinary): Baseline | null {
  const before = sameEventDays(question, type)
  const found = collected(before, question.past).map(one => trended(one, question))
  const known = baselineOf(found, { method: 'same-event-day', type, minSpread: eventSpread })
  if (known && (type.event !== null || found.length >= 2)) return known
  return byFactor(question, type, ordinary)
}

/**
 * The days, long before a day, that are looked at for its events: the comparable days of each of them, and the days
 * before these that tell how the normal ones have moved. Also of events that another one outdoes.
 */
export function eventSpans(day: Day, context: DayContext): readonly { readonly from: Day; readonly to: Day }[] {
  const running = context.events.filter(event => event.fromDay <= day && day <= event.toDay)
  const without = dayTypeOf(day, { ...context, events: [] })
  const before = [
    ...running.flatMap(event => eventDays({ day, context }, event, daysBetween(event.fromDay, day) + 1)),
    ...(without.kind === 'event' ? monthlyDays({ day, context }, without) : []),
  ]
  return before.map(one => ({ from: shiftDays(one, -trendDays), to: one }))
}

/** What tells the days to compare with. */
type EventQuestion = Pick<BaselineQuestion, 'day' | 'context'>

function sameEventDays(asked: EventQuestion, type: DayType): readonly Day[] {
  return type.event === null ? monthlyDays(asked, type) : eventDays(asked, type.event, type.index)
}

function byFactor(question: BaselineQuestion, type: DayType, ordinary: Ordinary): Baseline | null {
  const factor = question.scales ? (type.event?.factor ?? 1) : 1
  if (question.scales && factor === 1) return null
  const normal = ordinary(question, type)
  if (!normal) return null
  const { expected, deviation, meanDeviation } = normal
  return {
    ...normal,
    method: 'event-factor',
    expected: expected * factor,
    deviation: deviation * factor,
    meanDeviation: meanDeviation * factor,
    minSpread: factorSpread,
  }
}

function eventDays({ day, context }: EventQuestion, event: CalendarEvent, index: number): readonly Day[] {
  const series = eventSeries(event.name)
  const reach = shiftDays(day, -eventReachDays)
  return context.events
    .filter(one => one.id !== event.id && one.kind === event.kind && eventSeries(one.name) === series)
    .filter(one => one.toDay < event.fromDay && one.fromDay >= reach)
    .map(one => ({ one, day: shiftDays(one.fromDay, index - 1) }))
    .filter(({ one, day: same }) => same <= one.toDay)
    .sort((a, b) => (a.day < b.day ? 1 : -1))
    .slice(0, maxEvents)
    .map(({ day: same }) => same)
}

function monthlyDays({ day, context }: EventQuestion, type: DayType): readonly Day[] {
  const days = eachDay(shiftDays(day, -91), shiftDays(day, -1)).reverse()
  return days.filter(before => isComparable(type, dayTypeOf(before, context))).slice(0, maxMonthly)
}

/** Brings a day of an earlier event to today's level. */
function trended(one: Found, question: BaselineQuestion): Found {
  if (!question.scales) return one
  const now = levelBefore(question.day, question)
  const then = levelBefore(one.day, question)
  return now === null || then === null || then <= 0 ? one : { ...one, value: (one.value * now) / then }
}

function levelBefore(day: Day, { context, past }: BaselineQuestion): number | null {
  const days = eachDay(shiftDays(day, -trendDays), shiftDays(day, -1)).filter(other => isOrdinary(other, context))
  return median(collected(days, past).map(({ value }) => value))
}
