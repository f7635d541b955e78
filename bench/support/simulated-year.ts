import { type CalendarEvent, holidayName } from '#src/domain/calendar/index.ts'
import { dayNumber, eachDay, isWeekend, shiftDays } from '#src/domain/days.ts'
import type { Day } from '#src/domain/period/index.ts'

/** Something that goes wrong, and by which KPIs it may be noticed. */
export interface Fault {
  readonly name: string
  readonly from: Day
  readonly to: Day
  /** Days after its end by which windows may still be caught up with it. */
  readonly lag: number
  readonly kpis: readonly string[]
  /** Factors of demand, sessions and so on while it lasts. */
  readonly factors: Readonly<Record<string, number>>
}

type Planned = Omit<CalendarEvent, 'id' | 'demo' | 'place'>

/** The year that is judged, and the days before it that are known by then. */
export const historyFrom: Day = '2024-07-01'
export const yearFrom: Day = '2025-07-01'
export const yearTo: Day = '2026-06-30'

const demand = ['sales', 'orders', 'units', 'sessions', 'conversion_rate']

/** What really goes wrong in the year. */
export const faults: readonly Fault[] = [
  fault('payment error', '2025-07-16', 1, 1, demand, { conversion: 0.4 }),
  fault('best sellers out of stock', '2025-08-19', 4, 1, [...demand, 'stock_cover_days'], {
    conversion: 0.6,
    sessions: 0.85,
  }),
  fault('feed silent', '2025-09-09', 2, 2, ['late'], { feed: 0 }),
  fault('ad bids ten times too high', '2025-10-07', 2, 23, ['ad_spend', 'acos', 'tacos'], { spend: 2.6 }),
  fault('oversold: seller cancels', '2025-10-21', 3, 8, ['cancel_rate_seller'], { cancel: 22 }),
  fault('warehouse backlog', '2025-11-04', 12, 30, ['late_shipment_rate'], { late: 8 }),
  fault('listings suspended', '2026-01-20', 3, 1, demand, { sessions: 0.42 }),
  fault('slow decline', '2026-02-03', 14, 2, demand, { sessions: 0.79 }),
  fault('bad lot comes back', '2026-03-10', 6, 3, ['return_rate'], { returns: 3.4 }),
  fault('ad sales collapse', '2026-03-24', 5, 2, ['acos', 'roas', 'tacos'], { adSales: 0.5 }),
  fault('ad budget overrun', '2026-04-13', 17, 2, ['ad_spend', 'tacos'], { spend: 1.5 }),
  fault('stock not replenished', '2026-05-12', 9, 1, ['stock_cover_days'], { stock: 0.2 }),
  fault('feed silent again', '2026-05-27', 1, 2, ['late'], { feed: 0 }),
  fault('price error turns buyers away', '2026-06-09', 2, 1, demand, { conversion: 0.45 }),
]

function fault(
  name: string,
  from: Day,
  days: number,
  lag: number,
  kpis: readonly string[],
  factors: Fault['factors'],
): Fault {
  return { name, from, to: shiftDays(from, days - 1), lag, kpis, factors }
}

/** What was entered before it happened: sales with what was expected of them, a typhoon, a stocktaking. */
export const plannedEvents: readonly Planned[] = [
  ...sales('Prime Day', 3, [
    ['2024-07-16', 2],
    ['2025-07-11', 4],
    ['2026-06-23', 4],
  ]),
  ...sales('Black Friday', 2.4, [
    ['2024-11-29', 5],
    ['2025-11-28', 5],
  ]),
  ...sales('Smile SALE', 1.6, smileSales()),
  { name: 'Typhoon 15', fromDay: '2025-09-24', toDay: '2025-09-25', kind: 'force_majeure', factor: 1 },
  { name: 'Stocktaking', fromDay: '2026-04-01', toDay: '2026-04-01', kind: 'closed', factor: 0 },
]

function sales(name: string, factor: number, days: readonly (readonly [Day, number])[]): Planned[] {
  return days.map(([from, length]) => ({
    name,
    fromDay: from,
    toDay: shiftDays(from, length - 1),
    kind: 'sale',
    factor,
  }))
}

/** The second last Friday or so of every second month, four days. */
function smileSales(): readonly (readonly [Day, number])[] {
  const months = [
    '2024-08',
    '2024-10',
    '2025-01',
    '2025-03',
    '2025-05',
    '2025-08',
    '2025-10',
    '2026-01',
    '2026-03',
    '2026-05',
  ]
  return months.map(month => [`${month}-22`, 4])
}

/** The measures of a day as they are told; `null` where nothing is. Money in yen. Each seed is another year of chance. */
export function simulatedDay(day: Day, seed = 0): Readonly<Record<string, string>> | null {
  const random = randomOf(dayNumber(day) + seed * 1_000_003)
  const factor = (name: string) => product(activeFaults(day).map(one => one.factors[name] ?? 1))
  if (factor('feed') === 0) return null
  const level = levelOf(day) * noise(random, 0.08)
  const sessions = Math.round(6000 * level * factor('sessions') * noise(random, 0.04))
  const orders = poisson(random, sessions * 0.03 * factor('conversion') * noise(random, 0.04))
  const net = Math.round(orders * 5200 * noise(random, 0.04))
  const spend = Math.round(92_000 * plannedLevel(day) ** 0.6 * factor('spend') * noise(random, 0.07))
  const adSales = Math.round((spend / factor('spend') ** 0.8) * 3.8 * factor('adSales') * noise(random, 0.1))
  const units = Math.round(orders * 1.25)
  const stock = Math.round(7000 * factor('stock') * noise(random, 0.02))
  return told({
    ...{ net_sales: net, orders, units, sessions, page_views: sessions * 2, ad_spend: spend, ad_sales: adSales },
    ad_clicks: Math.round(spend / 45),
    ad_orders: Math.round(adSales / 5200),
    returns_units: poisson(random, units * 0.03 * factor('returns')),
    orders_cancelled_shop: poisson(random, orders * 0.004 * factor('cancel')),
    shipments_confirmed: orders,
    shipments_late: poisson(random, orders * 0.014 * factor('late')),
    defective_orders: poisson(random, orders * 0.003),
    stock_on_hand: stock,
  })
}

function told(measures: Readonly<Record<string, number>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(measures).map(([id, value]) => [id, String(value)]))
}

/** What would be expected of a day by somebody who knows everything but faults and chance. */
export function levelOf(day: Day): number {
  const typhoon = plannedEvents.some(event => event.kind === 'force_majeure' && isOn(event, day))
  return plannedLevel(day) * (typhoon ? 0.45 : 1)
}

function plannedLevel(day: Day): number {
  const season = 1 + 0.12 * Math.sin(((dayNumber(day) - 60) / 365.25) * 2 * Math.PI)
  const growth = 1 + (dayNumber(day) - dayNumber(historyFrom)) * 0.0002
  const week = isWeekend(day) ? 1.22 : 1
  const holiday = !isWeekend(day) && holidayName(day, 'jp') !== null ? 1.18 : 1
  const newYear = day.slice(5) <= '01-03' || day.slice(5) === '12-31' ? 0.75 : 1
  return season * growth * week * holiday * newYear * eventFactor(day) * aftermath(day)
}

/** Sales do better or worse than what was entered, and their first day is strongest. */
function eventFactor(day: Day): number {
  const event = plannedEvents.find(one => one.kind !== 'force_majeure' && isOn(one, day))
  if (!event) return 1
  if (event.kind === 'closed') return 0.55
  const first = event.fromDay === day ? 1.15 : 1
  return event.factor * first * noise(randomOf(dayNumber(event.fromDay)), 0.08)
}

function aftermath(day: Day): number {
  return [1, 2].some(back => plannedEvents.some(one => one.kind === 'sale' && one.toDay === shiftDays(day, -back)))
    ? 0.82
    : 1
}

function isOn(event: Pick<Planned, 'fromDay' | 'toDay'>, day: Day): boolean {
  return event.fromDay <= day && day <= event.toDay
}

function activeFaults(day: Day): readonly Fault[] {
  return faults.filter(one => one.from <= day && day <= one.to)
}

/** What the plan of a month was: what was expected of its days, a little less. */
export function planOf(month: string, measure: 'sales' | 'spend'): number {
  const days = eachDay(`${month}-01`, shiftDays(`${nextMonth(month)}-01`, -1))
  let sum = 0
  for (const day of days)
    sum += measure === 'sales' ? 936_000 * plannedLevel(day) * 0.97 : 92_000 * plannedLevel(day) ** 0.6
  return Math.round(sum * (measure === 'spend' ? 1.04 : 1))
}

function nextMonth(month: string): string {
  return shiftDays(`${month}-28`, 4).slice(0, 7)
}

function product(values: readonly number[]): number {
  return values.reduce((all, value) => all * value, 1)
}

/** A small generator with a seed (mulberry32): the same year every time. */
function randomOf(seed: number): () => number {
  let state = (seed * 2_654_435_761) >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
}

function noise(random: () => number, spread: number): number {
  return Math.exp(normal(random) * spread)
}

/** Counts that vary as counts do; large ones by the normal distribution. */
function poisson(random: () => number, mean: number): number {
  if (mean > 40) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal(random)))
  const end = Math.exp(-mean)
  let count = 0
  for (let left = random(); left > end; left *= random()) count++
  return count
}
