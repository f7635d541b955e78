import type { CalendarEvent } from '#src/domain/calendar/index.ts'
import { daysBetween } from '#src/domain/days.ts'
import type { Day } from '#src/domain/period/index.ts'
import { dayWeight } from '#src/domain/targets/targeting.ts'
import { type DemoEvent, yearsBetween } from './events.ts'
import { popularity, products } from './products.ts'
import type { DemoStore } from './stores.ts'

/** Orders of a month compared with an ordinary one, January first (judgement: gifts, bonus, Q4 peak). */
const seasons: Readonly<Record<DemoStore['market'], readonly number[]>> = {
  jp: [0.94, 0.91, 1.02, 1.0, 0.98, 1.04, 1.03, 0.95, 0.98, 1.0, 1.08, 1.18],
  us: [0.88, 0.9, 0.95, 0.97, 0.99, 1.0, 1.01, 1.03, 0.98, 1.02, 1.16, 1.3],
}

/** Pieces in an average order. */
export const unitsPerOrder = 1.28
/** Share of the list price that is given away on ordinary days and in sales. */
export const discounts = { ordinary: 0.02, sale: 0.09 } as const
/** Share of orders that are cancelled later. */
export const cancelled = 0.02

const calendars = new WeakMap<readonly DemoEvent[], readonly CalendarEvent[]>()

/** The events that make people buy, as the calendar takes them; made once for each list. */
function salesOf(events: readonly DemoEvent[]): readonly CalendarEvent[] {
  const known = calendars.get(events)
  if (known !== undefined) return known
  const made = events.filter(event => event.kind === 'sale').map(event => ({ ...event, id: 0, demo: true }))
  calendars.set(events, made)
  return made
}

/** Orders to be expected of a store on a day: level × growth × season × weight of the day in the calendar. */
export function expectedOrders(store: DemoStore, day: Day, today: Day, events: readonly DemoEvent[]): number {
  const growth = (1 + store.growth) ** yearsBetween(today, day)
  return store.orders * growth * season(store.market, day) * weightOf(store, day, events)
}

function weightOf(store: DemoStore, day: Day, events: readonly DemoEvent[]): number {
  return dayWeight(day, { market: store.market, events: salesOf(events) })
}

/** Between the middles of two months the season slides. */
function season(market: DemoStore['market'], day: Day): number {
  const month = Number(day.slice(5, 7)) - 1
  const into = (Number(day.slice(8)) - 15.5) / 30.5
  const level = (at: number) => seasons[market][(at + 12) % 12] ?? 1
  const next = level(into < 0 ? month - 1 : month + 1)
  return level(month) + (next - level(month)) * Math.abs(into)
}

/** Net sales per order to be expected, in minor units. */
export function expectedOrderValue(store: DemoStore): number {
  const price = products.reduce((sum, product) => sum + product.price[store.currency] * product.popularity, 0)
  return (price / popularity) * unitsPerOrder * (1 - discounts.ordinary - cancelled)
}

/** Whether a sale runs in a store on a day. */
export function inSale(day: Day, events: readonly DemoEvent[]): boolean {
  return events.some(event => event.kind === 'sale' && event.fromDay <= day && day <= event.toDay)
}

/** Days since the product was last delivered to the warehouse: every 35 days, each product on another day. */
export function daysSinceDelivery(day: Day, index: number): number {
  return (((daysBetween('2020-01-01', day) + index * 11) % 35) + 35) % 35
}
