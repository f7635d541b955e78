import type { CalendarEvent } from '#src/domain/calendar/index.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import { type Day, monthOf } from '#src/domain/period/index.ts'
import type { ResolvedPlace } from '#src/domain/place.ts'
import type { RulePoint } from '#src/domain/rules/view.ts'
import type { Span } from '#src/features/figures/store/facts.ts'
import { aimFor } from './against-target.ts'
import { compute, type Inputs } from './compute.ts'
import { dayPoints, noPoint } from './day-point.ts'
import { type Engine, prepare } from './prepare.ts'
import { qualityOf } from './quality.ts'
import { todayAt } from './resolve.ts'

/** The days of a place for some KPIs, read at once and worked out one by one as they are asked for. */
export interface DayBook {
  readonly place: ResolvedPlace
  readonly today: Day
  /** Market of all of its stores; `null` where they are in several. */
  readonly market: string | null
  readonly events: readonly CalendarEvent[]
  readonly currency: string
  readonly point: (kpi: Kpi, from: Day, to: Day) => RulePoint
  readonly target: (kpi: Kpi, from: Day, to: Day, kind: 'day' | 'month') => number | null
}

/** Which days of a place. */
export interface BookRequest {
  readonly kpis: readonly Kpi[]
  readonly place: ResolvedPlace
  readonly from: Day
  readonly to: Day
  /** Days long before that are looked at besides. */
  readonly also?: readonly Span[]
  readonly now: Date
}

/** Reads the days of a place once; what is asked twice is worked out once. */
export async function openDayBook(engine: Engine, { kpis, place, from, to, also, now }: BookRequest): Promise<DayBook> {
  const dates = { since: from, to, end: monthOf(to).to, compareFrom: from, ...(also ? { also } : {}) }
  const { inputs, book, kpis: defined } = await prepare(engine, { place, kpis, now, levelsStand: true, ...dates })
  const byId = new Map(defined.map(kpi => [kpi.id, kpi]))
  const spans = new Map<string, RulePoint>()
  const days = new Map<string, (day: Day) => RulePoint>()
  const targets = new Map<string, number | null>()
  return {
    place,
    today: todayAt(place, now),
    market: book.calendar.market,
    events: book.calendar.events,
    currency: inputs.exchange.currency,
    point: (kpi, first, last) => {
      const known = byId.get(kpi.id) ?? kpi
      if (first === last) return remembered(days, kpi.id, () => daysOf(known, inputs))(first)
      return remembered(spans, `${kpi.id}/${first}/${last}`, () => spanPoint(known, first, last, inputs))
    },
    target: (kpi, first, last, kind) =>
      remembered(targets, `${kpi.id}/${first}/${last}/${kind}`, () => {
        const aim = aimFor(byId.get(kpi.id) ?? kpi, kind, { from: first, to: last }, book)
        return aim?.value ?? null
      }),
  }
}

/** The single days of a KPI, each worked out once: the short way where there is one. */
function daysOf(kpi: Kpi, inputs: Inputs): (day: Day) => RulePoint {
  const points = new Map<Day, RulePoint>()
  const short = dayPoints(kpi, inputs)
  return day => remembered(points, day, () => short?.(day) ?? spanPoint(kpi, day, day, inputs))
}

/** A KPI over a span of days as rules see it: no value, nothing known of it. */
export function spanPoint(kpi: Kpi, from: Day, to: Day, inputs: Inputs): RulePoint {
  const span = { from, to }
  const outcome = compute(kpi, span, inputs)
  if (outcome.value === null && !outcome.unbounded) return noPoint
  const { daysWithData, daysExpected, provisional, belowSample } = qualityOf(kpi, span, outcome, inputs)
  const coverage = daysExpected === 0 ? 0 : daysWithData / daysExpected
  const point = { value: outcome.value, sample: outcome.sample, provisional, belowSample, coverage }
  return outcome.unbounded ? { ...point, unbounded: outcome.unbounded } : point
}

function remembered<T>(memory: Map<string, T>, key: string, work: () => T): T {
  const before = memory.get(key)
  if (before !== undefined) return before
  const found = work()
  memory.set(key, found)
  return found
}
