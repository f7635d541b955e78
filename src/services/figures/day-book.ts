import type { CalendarEvent } from '#src/domain/calendar.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import { type Day, monthOf } from '#src/domain/period.ts'
import type { ResolvedPlace } from '#src/domain/place.ts'
import type { RulePoint } from '#src/domain/rules/view.ts'
import { compute, type Scene } from './compute.ts'
import { aimFor } from './judge.ts'
import { qualityOf } from './quality.ts'
import { todayAt } from './resolve.ts'
import { type Engine, prepare } from './scene.ts'

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
  readonly now: Date
}

const nothing: RulePoint = { value: null, sample: null, belowSample: false, provisional: false, coverage: 0 }

/** Reads the days of a place once; what is asked twice is worked out once. */
export async function openDayBook(engine: Engine, { kpis, place, from, to, now }: BookRequest): Promise<DayBook> {
  const dates = { since: from, to, end: monthOf(to).to, compareFrom: from }
  const { scene, book, kpis: defined } = await prepare(engine, { place, kpis, now, levelsStand: true, ...dates })
  const byId = new Map(defined.map(kpi => [kpi.id, kpi]))
  const points = new Map<string, RulePoint>()
  const targets = new Map<string, number | null>()
  return {
    place,
    today: todayAt(place, now),
    market: book.calendar.market,
    events: book.calendar.events,
    currency: scene.exchange.currency,
    point: (kpi, first, last) =>
      remembered(points, `${kpi.id}/${first}/${last}`, () => pointOf(byId.get(kpi.id) ?? kpi, first, last, scene)),
    target: (kpi, first, last, kind) =>
      remembered(targets, `${kpi.id}/${first}/${last}/${kind}`, () => {
        const aim = aimFor(byId.get(kpi.id) ?? kpi, kind, { from: first, to: last }, book)
        return aim?.value ?? null
      }),
  }
}

function pointOf(kpi: Kpi, from: Day, to: Day, scene: Scene): RulePoint {
  const span = { from, to }
  const outcome = compute(kpi, span, scene)
  if (outcome.value === null) return nothing
  const { daysWithData, daysExpected, provisional, belowSample } = qualityOf(kpi, span, outcome, scene)
  const coverage = daysExpected === 0 ? 0 : daysWithData / daysExpected
  return { value: outcome.value, sample: outcome.sample, provisional, belowSample, coverage }
}

function remembered<T>(memory: Map<string, T>, key: string, work: () => T): T {
  const before = memory.get(key)
  if (before !== undefined) return before
  const found = work()
  memory.set(key, found)
  return found
}
