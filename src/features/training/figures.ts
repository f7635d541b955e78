import { eachDay, shiftDays, weekday } from '#src/domain/days.ts'
import type { Day } from '#src/domain/period/index.ts'
import type { Trouble } from './drills/drill.ts'

/** Figures of the whole store (`sku` empty) or of one product on a day: measure → count or minor units. */
export interface PracticeDay {
  readonly sku: string
  readonly day: Day
  readonly figures: Readonly<Record<string, number>>
}

/** Days of figures before the trouble and with it: enough for “the same weekdays before” and a month. */
export const practiceDays = 62
/** What is sold in the practice store, in cents. Invented. */
export const practiceProducts = [
  { sku: 'PR-BOTTLE', name: 'Steel bottle 500 ml', price: 2400, share: 0.5 },
  { sku: 'PR-STAND', name: 'Phone stand', price: 1600, share: 0.3 },
  { sku: 'PR-TOWEL', name: 'Bath towel', price: 2900, share: 0.2 },
] as const

/** Orders on an ordinary day: large enough for every minimum sample. Judgement. */
const usualOrders = 180
/** Monday to Sunday. Judgement. */
const rhythm = [1.02, 0.97, 0.95, 0.98, 1.05, 1.08, 0.95]

/**
 * The made figures of a practice store from two months before the drill began up to `today`, which is only half over. The
 * same seed gives the same figures, so that the store goes on where it was on the next day.
 */
export function practiceFigures(seed: number, begun: Day, today: Day, trouble: Trouble): readonly PracticeDay[] {
  const since = shiftDays(begun, -trouble.days)
  return eachDay(shiftDays(begun, 1 - practiceDays), today).flatMap((day, at) => {
    if (trouble.missing && day === shiftDays(begun, -1)) return []
    const factors = day >= since ? trouble.factors : {}
    const size = usualOrders * (rhythm[weekday(day) - 1] ?? 1) * around(seed, at) * (day === today ? 0.5 : 1)
    return dayRows(day, size, factors)
  })
}

/** Near 1 and the same for the same day. */
function around(seed: number, at: number): number {
  return 1 + 0.05 * Math.sin(seed * 1.7 + at * 2.39)
}

function dayRows(day: Day, size: number, factors: Trouble['factors']): readonly PracticeDay[] {
  const rows = practiceProducts.map(({ sku, price, share }) => ({
    sku,
    day,
    figures: scaled(productDay(size * share, price), key => factors[`${sku}/${key}`] ?? factors[key] ?? 1),
  }))
  const plain = practiceProducts.map(({ price, share }) => productDay(size * share, price))
  const total: Record<string, number> = {}
  for (const row of plain) for (const [key, value] of Object.entries(row)) total[key] = (total[key] ?? 0) + value
  const whole = { ...total, ...storeDay(size) }
  return [...rows, { sku: '', day, figures: scaled(whole, key => factors[key] ?? 1) }]
}

/** An infinite factor makes one of nothing. */
function scaled(figures: Readonly<Record<string, number>>, factorOf: (measure: string) => number) {
  return Object.fromEntries(
    Object.entries(figures).map(([key, value]) => {
      const factor = factorOf(key)
      return [key, Number.isFinite(factor) ? Math.round(value * factor) : 1]
    }),
  )
}

function productDay(orders: number, price: number): Readonly<Record<string, number>> {
  const units = Math.round(orders * 1.15)
  return {
    units,
    net_sales: units * price,
    sessions: Math.round(orders * 18),
    page_views: Math.round(orders * 40),
    returns_units: Math.round(units * 0.03),
    refunds_amount: Math.round(units * 0.03) * price,
    cogs: Math.round(units * price * 0.38),
    ad_spend: Math.round(units * price * 0.1),
    ad_sales: Math.round(units * price * 0.42),
    ad_orders: Math.round(orders * 0.4),
    ad_clicks: Math.round(orders * 6),
    ad_impressions: Math.round(orders * 700),
    stock_on_hand: Math.round(orders * 30),
  }
}

function storeDay(size: number): Readonly<Record<string, number>> {
  const orders = Math.round(size)
  const share = (part: number) => Math.round(orders * part)
  return {
    orders,
    refunds_count: share(0.03),
    returns_reason_quality: share(0.01),
    shipments_due: orders,
    shipments_confirmed: orders,
    shipped_within_24h: share(0.82),
    shipped_within_48h: share(0.95),
    shipped_within_72h: share(0.99),
    shipments_on_time: share(0.985),
    shipments_late: orders - share(0.985),
    ...messages(share(0.4)),
    ...{ reviews_1: share(0.01), reviews_2: share(0.01), reviews_3: share(0.02), reviews_4: share(0.06) },
    reviews_5: share(0.2),
    sku_active: practiceProducts.length,
    sku_out_of_stock: 0,
  }
}

function messages(received: number): Readonly<Record<string, number>> {
  const answered = Math.round(received * 0.98)
  return {
    messages_received: received,
    messages_answered: answered,
    messages_answered_24h: Math.round(received * 0.96),
    first_response_minutes_sum: answered * 150,
  }
}
