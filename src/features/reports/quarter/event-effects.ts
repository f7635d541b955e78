import { baselineFor } from '#src/domain/baseline/baseline.ts'
import { eventSeries } from '#src/domain/baseline/day-type.ts'
import { type CalendarEvent, eventsFor } from '#src/domain/calendar/index.ts'
import { later } from '#src/domain/days.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import { type Day, daysOf, type Period, shiftDays } from '#src/domain/period/index.ts'
import { holds, type Place, parsePlaceKey, type ResolvedPlace } from '#src/domain/place.ts'
import type { EventEffect } from '#src/domain/planning/quarter-plan.ts'
import { listEvents } from '#src/features/annotations/index.ts'
import type { DayBook, Figures, Reader } from '#src/features/figures/index.ts'
import type { Db } from '#src/platform/database/db.ts'

/** Whose events, and on what. */
export interface EffectsQuestion {
  readonly reader: Reader
  readonly place: ResolvedPlace
  readonly kpi: Kpi
  readonly period: Period
  readonly now: Date
}

/** Events named, and the days before the period that serve for comparing (e-commerce practice: thirteen weeks). */
const maxEffects = 5
const lookBackDays = 91

/**
 * What the events of a period did to an amount, those first that brought or cost most usual days of their place; those
 * without comparable days are left out.
 */
export async function eventEffects(
  { db, figures }: { readonly db: Db; readonly figures: Figures },
  question: EffectsQuestion,
): Promise<readonly EventEffect[]> {
  const { period, place, reader } = question
  const events = (await listEvents(db, period.from, period.to)).filter(event => event.demo === reader.demo)
  const books = new Map<string, Promise<DayBook>>()
  const open = (where: Place, key: string) => {
    const book = books.get(key) ?? bookOf(figures, question, where)
    books.set(key, book)
    return book
  }
  const effects = await Promise.all(
    events.map(async event => {
      const where = commonPlace(event, place)
      return where ? effectOf(event, question, await open(where, JSON.stringify(where))) : null
    }),
  )
  const size = ({ actual, expected, usual }: Measured) => (usual > 0 ? Math.abs(actual - expected) / usual : 0)
  return inSeries(effects.filter(effect => effect !== null))
    .sort((a, b) => size(b) - size(a))
    .slice(0, maxEffects)
    .map(effect => effectOfMeasured(effect, question.kpi))
}

/** The days of an event: what came, what would have come, and what a usual day of the place brings. */
interface Measured {
  readonly event: CalendarEvent
  readonly book: DayBook
  readonly count: number
  readonly toDay: Day
  readonly actual: number
  readonly expected: number
  readonly usual: number
}

/** Events of one series at one place as one: nine small days of a marketplace are read as one thing. */
function inSeries(effects: readonly Measured[]): Measured[] {
  const found = new Map<string, Measured>()
  for (const one of effects) {
    const key = `${one.book.place.key} ${one.event.kind} ${eventSeries(one.event.name) || one.event.name}`
    const before = found.get(key)
    const sum = before && {
      ...before,
      count: before.count + 1,
      toDay: later(before.toDay, one.toDay),
      actual: before.actual + one.actual,
      expected: before.expected + one.expected,
    }
    found.set(key, sum ?? one)
  }
  return [...found.values()]
}

function effectOfMeasured({ event, book, count, toDay, actual, expected }: Measured, kpi: Kpi): EventEffect {
  const share = expected > 0 ? (actual - expected) / expected : null
  const currency = kpi.unit === 'money' ? book.currency : null
  const { name, fromDay } = event
  return { name, count, fromDay, toDay, place: book.place.label, amount: actual - expected, currency, share }
}

/** Where both the event and the report are: the narrower place of the two; `null` where they only overlap. */
function commonPlace(event: CalendarEvent, place: ResolvedPlace): Place | null {
  const where = parsePlaceKey(event.place)
  if (!where) return null
  const held = place.stores.filter(store => holds(where, store))
  if (held.length === place.stores.length) return place.place
  if (held.length === 0) return null
  return where.kind === 'store' && where.sku !== undefined ? null : where
}

function bookOf(figures: Figures, { reader, kpi, period, now }: EffectsQuestion, place: Place): Promise<DayBook> {
  const from = shiftDays(period.from, -lookBackDays)
  return figures.dayBook(reader, { kpis: [kpi], place, from, to: period.to, now })
}

/** The days of the event against the same weekdays without any event. */
function effectOf(event: CalendarEvent, { kpi, period }: EffectsQuestion, book: DayBook): Measured | null {
  const others = eventsFor(book.events, book.place.stores).filter(other => other.id !== event.id)
  const context = { market: book.market, platform: null, events: others } // a marketplace's own monthly days are events, too
  const inside = (day: Day) => event.fromDay <= day && day <= event.toDay
  const value = (day: Day) => {
    const point = book.point(kpi, day, day)
    return point.value === null || point.coverage < 1 ? null : point.value
  }
  const past = (day: Day) => {
    const known = inside(day) ? null : value(day)
    return known === null ? null : { value: known, sample: null }
  }
  let [actual, expected] = [0, 0]
  for (const day of daysOf(period).filter(inside)) {
    const usual = baselineFor({ day, past, context, scales: true })
    const came = value(day)
    if (usual === null || came === null) return null
    actual += came
    expected += usual.expected
  }
  const days = daysOf(period).filter(inside).length
  return { event, book, count: 1, toDay: event.toDay, actual, expected, usual: days === 0 ? 0 : expected / days }
}
