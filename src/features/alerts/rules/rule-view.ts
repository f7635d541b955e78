import type { DayContext } from '#src/domain/baseline/day-type.ts'
import { type CalendarEvent, eventsFor } from '#src/domain/calendar/index.ts'
import { shiftDays } from '#src/domain/days.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import { limitsFor, type PlatformLimit } from '#src/domain/limits/index.ts'
import { limitAsTold, ownTargetKpi, ownWindowKpi } from '#src/domain/limits/own-window.ts'
import type { Day } from '#src/domain/period/index.ts'
import { commonMarket, type ResolvedPlace } from '#src/domain/place.ts'
import type { Rate } from '#src/domain/rates.ts'
import type { RuleView } from '#src/domain/rules/view.ts'
import { type DayBook, type Exchange, exchangeFor, isAmount } from '#src/features/figures/index.ts'

/** Below this share of products in stock a day is no example of a normal one (judgement). */
const minInStock = 0.7

/** KPIs that tell whether a place was sold out, read along with every other. */
export const stockKpis = ['in_stock_rate', 'stock_on_hand'] as const

/** What is known about all places. */
export interface Around {
  readonly events: readonly CalendarEvent[]
  /** The table of exchange rates: lines of rules may be in another currency. */
  readonly rates: readonly Rate[]
}

/** What rules of one KPI see of a place. The book holds the KPI and, for a marketplace's line, its own window. */
export function ruleView(kpi: Kpi, book: DayBook, stock: readonly Kpi[], { events, rates }: Around): RuleView {
  const exchange = exchangeFor(book.place.stores, rates, book.currency)
  const [store, ...others] = book.place.stores
  const single = others.length === 0 ? store : undefined
  const own = single ? ownWindowKpi(kpi) : null
  return {
    kpi,
    amount: isAmount(kpi),
    today: book.today,
    context: contextOf(book.place, events),
    limits: single ? limitsTold(kpi, limitsFor(single), book) : [],
    point: (from, to) => book.point(kpi, from, to),
    ownWindow: day => (own ? book.point(own, day, day) : null),
    target: (from, to, kind) => book.target(kpi, from, to, kind),
    line: (value, currency, day) => lineIn(exchange, value, currency, day),
    soldOut: day => stock.some(one => isSoldOut(one, book.point(one, day, day).value)),
  }
}

/** The marketplace's lines for the KPI, with the target that it told of this shop yesterday or today. */
function limitsTold(kpi: Kpi, limits: readonly PlatformLimit[], book: DayBook): readonly PlatformLimit[] {
  const own = limits.filter(limit => limit.kpiId === kpi.id)
  const target = own.length > 0 ? ownTargetKpi(kpi) : null
  if (!target) return own
  const told = book.point(target, shiftDays(book.today, -1), book.today)?.value ?? null
  return own.map(limit => limitAsTold(limit, kpi, told))
}

/** A line in the currency of a place, whole minor units. */
function lineIn(exchange: Exchange, value: number, currency: string | null, day: Day): number | null {
  if (currency === null || currency === exchange.currency) return value
  const conversion = exchange.on(currency, day)
  return conversion ? Math.round(conversion.factor.times(value).toNumber()) : null
}

function isSoldOut(kpi: Kpi, value: number | null): boolean {
  if (value === null) return false
  return kpi.id === 'stock_on_hand' ? value <= 0 : value < minInStock
}

const contexts = new WeakMap<
  ResolvedPlace,
  { readonly events: readonly CalendarEvent[]; readonly context: DayContext }
>()

/**
 * What tells the days of a place apart: its market and platform where all of its stores share them, and its events. The
 * same for all KPIs of a place, so that what was found out about a day serves all of them.
 */
export function contextOf(place: ResolvedPlace, events: readonly CalendarEvent[]): DayContext {
  const before = contexts.get(place)
  if (before?.events === events) return before.context
  const context = newContext(place, events)
  contexts.set(place, { events, context })
  return context
}

function newContext({ stores }: ResolvedPlace, events: readonly CalendarEvent[]): DayContext {
  const [platform = null, ...others] = new Set(stores.map(store => store.platform))
  return {
    market: commonMarket(stores),
    platform: others.length === 0 ? platform : null,
    events: eventsFor(events, stores),
  }
}
