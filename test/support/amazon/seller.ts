import type { MadeOrder } from '#test/support/made-orders.ts'
import { localDayOf } from '#test/support/markets/local-time.ts'

/** Money given back, posted on a day of its own. */
export interface MadeRefund {
  readonly id: string
  readonly orderId: string
  readonly sku: string
  readonly cents: number
  readonly units: number
  readonly at: string
}

/** A product that came back. */
export interface MadeReturn {
  readonly at: string
  readonly sku: string
  readonly units: number
  readonly reason: string
}

/** A product in Amazon's warehouses. */
export interface MadeStock {
  readonly sku: string
  readonly asin: string
  readonly fulfillable: number
  readonly inbound: number
}

/** What an invented seller has at Amazon besides orders. Amounts in cents. */
export interface Seller {
  orders: readonly MadeOrder[]
  refunds: readonly MadeRefund[]
  returns: readonly MadeReturn[]
  stock: readonly MadeStock[]
  readonly timeZone: string
}

/** What Amazon took and gave back on a day for a SKU. */
export interface DayOfSku {
  readonly sku: string
  ordered: number
  units: number
  refunded: number
  unitsRefunded: number
  referral: number
  fulfilment: number
}

/** Visits that are made up of a day, or of a SKU on it. */
export function visitsOf(day: string, sku = '') {
  const number = Number(day.replaceAll('-', '')) % 97
  if (sku === '') return { sessions: 100 + number, pageViews: 300 + number, buyBoxPercentage: 90.5 }
  return { sessions: 10 + number + sku.length, pageViews: 20 + number, buyBoxPercentage: 50 }
}

/** Unit cost that the seller entered. */
export const unitCost = 321

/** By SKU, what a local day brought: refunds stand on the day on which they were posted. */
export function economicsOf({ orders, refunds, timeZone }: Seller, day: string): readonly DayOfSku[] {
  const rows = new Map<string, DayOfSku>()
  const rowOf = (sku: string) => {
    const none = { sku, ordered: 0, units: 0, refunded: 0, unitsRefunded: 0, referral: 0, fulfilment: 0 }
    const row = rows.get(sku) ?? none
    rows.set(sku, row)
    return row
  }
  for (const { placed, state, lines } of orders) {
    if (state !== 'SHIPPED' || dayAt(placed, timeZone) !== day) continue
    for (const { sku, quantity, cents } of lines) {
      const row = rowOf(sku)
      row.ordered += cents ?? 0
      row.units += quantity
      row.referral += Math.round((cents ?? 0) * 0.15)
      row.fulfilment += 307 * quantity
    }
  }
  for (const { sku, cents, units, at } of refunds) {
    if (dayAt(at, timeZone) !== day) continue
    const row = rowOf(sku)
    row.refunded += cents
    row.unitsRefunded += units
  }
  return [...rows.values()]
}

/** Advertising of a day: SKUs of Sponsored Products, one campaign of Sponsored Brands. */
export function adsOf(day: string) {
  const number = Number(day.replaceAll('-', '')) % 89
  return {
    products: ['SKU-0', 'SKU-1'].map((sku, index) => ({
      sku,
      impressions: 1_000 + number + index,
      clicks: 10 + index,
      cents: 512 + number * 3 + index,
      sales: 4_099 + number,
      orders: 2,
      units: 3,
    })),
    brands: { impressions: 500 + number, clicks: 5, cents: 250 + number, sales: 1_999, orders: 1 },
  }
}

/** The local day of an instant. */
export function dayAt(instant: string | Date, timeZone: string): string {
  return localDayOf(instant, timeZone)
}

/** Days from one to another, both included. */
export function daysFromTo(from: string, to: string): readonly string[] {
  const days: string[] = []
  for (let at = Date.parse(from); at <= Date.parse(to); at += 86_400_000)
    days.push(new Date(at).toISOString().slice(0, 10))
  return days
}
