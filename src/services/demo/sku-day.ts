import type { Day } from '#src/domain/period.ts'
import { cancelled, daysSinceDelivery, discounts, unitsPerOrder } from './demand.ts'
import { type Product, popularity, products } from './products.ts'
import { draw, noise, type Random, some, whole } from './random.ts'
import type { DemoStore } from './stores.ts'

/** Figures by measure, money in minor units. */
export type Figures = Record<string, number>

/** What a store's day is made of before it is told in figures. */
export interface DayPlan {
  readonly store: DemoStore
  readonly day: Day
  readonly random: Random
  /** To be expected, for the part of the day that has passed. */
  readonly orders: number
  readonly sale: boolean
  readonly adFactor: number
  /** Products that cannot be bought. */
  readonly gone: ReadonlySet<string>
  readonly storm: boolean
}

/** The figures of each product, in the order of `products`. */
export function skuDays(plan: DayPlan): readonly Figures[] {
  const conversion = plan.store.conversion * noise(plan.random, 0.07) * (plan.sale ? 1.12 : 1)
  const sessions = plan.orders / conversion
  return products.map((product, index) => skuDay(plan, product, index, sessions))
}

function skuDay(plan: DayPlan, product: Product, index: number, sessions: number): Figures {
  const { random, orders } = plan
  const share = product.popularity / popularity
  const gone = plan.gone.has(product.code)
  const units = gone ? 0 : whole(random, orders * unitsPerOrder * share * noise(random, 0.18))
  const visits = whole(random, sessions * share * noise(random, 0.12) * (gone ? 0.35 : 1))
  return {
    ...sales(plan, product, units),
    ...traffic(plan, visits),
    ...(gone ? {} : advertising(plan, product, share)),
    ...stock(plan, product, index, orders * unitsPerOrder * share),
  }
}

function sales({ store, random, sale }: DayPlan, product: Product, units: number): Figures {
  const price = product.price[store.currency]
  const gross = units * price
  const discount = Math.round(gross * (sale ? discounts.sale : discounts.ordinary))
  const cancelledUnits = some(random, units, cancelled)
  const returned = some(random, units, store.returns)
  return {
    units,
    order_lines: Math.ceil(units * 0.92),
    gross_sales: gross,
    discount_shop: discount,
    discount_platform: Math.round(gross * 0.01),
    cancelled_sales: cancelledUnits * price,
    net_sales: gross - discount - cancelledUnits * price,
    tax_amount: store.market === 'jp' ? Math.round((gross - discount) / 11) : 0,
    cogs: Math.round(units * price * 0.38),
    returns_units: returned,
    refunds_count: returned,
    refunds_amount: returned * price,
    ...reasons(random, returned),
  }
}

const reasonShares: readonly (readonly [string, number])[] = [
  ['quality', 0.16],
  ['damaged', 0.08],
  ['wrong_item', 0.04],
  ['not_as_described', 0.14],
  ['late', 0.06],
  ['undelivered', 0.05],
  ['change_of_mind', 0.34],
  ['size', 0.05],
]

/** Each returned piece has one reason. */
function reasons(random: Random, returned: number): Figures {
  const found: Figures = { returns_reason_other: 0 }
  const chances = reasonShares.map(([, share]) => share)
  for (const [reason] of reasonShares) found[`returns_reason_${reason}`] = 0
  for (let piece = 0; piece < returned; piece += 1) {
    const reason = reasonShares[draw(random, chances)]?.[0] ?? 'other'
    found[`returns_reason_${reason}`] = (found[`returns_reason_${reason}`] ?? 0) + 1
  }
  return found
}

function traffic({ store, random, sale }: DayPlan, sessions: number): Figures {
  const views = whole(random, sessions * 2.4 * noise(random, 0.05))
  const featured = store.platform === 'amazon' || store.platform === 'walmart'
  return {
    sessions,
    page_views: views,
    carts_added: some(random, sessions, sale ? 0.12 : 0.09),
    favourites_added: some(random, sessions, 0.016),
    ...(featured ? { buy_box_page_views: some(random, views, 0) + Math.round(views * (0.92 + random() * 0.06)) } : {}),
    ...(store.platform === 'shopify' ? {} : { search_impressions: whole(random, sessions * 21 * noise(random, 0.1)) }),
  }
}

function advertising(plan: DayPlan, product: Product, share: number): Figures {
  const { store, random, orders, adFactor } = plan
  const value = orders * unitsPerOrder * share * product.price[store.currency]
  const spend = whole(random, value * store.tacos * adFactor * noise(random, 0.1))
  const sold = (spend / adFactor / store.acos) * noise(random, 0.1)
  const clicks = whole(random, spend / (store.clickPrice * adFactor ** 0.5))
  const orderCount = Math.round(sold / product.price[store.currency] / 1.1)
  return {
    ad_spend: spend,
    ad_sales: Math.round(sold),
    ad_sales_7d: Math.round(sold),
    ad_sales_new: Math.round(sold * 0.58),
    ad_orders: orderCount,
    ad_units: Math.round(orderCount * 1.1),
    ad_clicks: clicks,
    ad_budget: Math.round(value * store.tacos * 1.15),
    // Rakuten tells no impressions
    ...(store.platform === 'rakuten' ? {} : { ad_impressions: whole(random, clicks * 128 * noise(random, 0.12)) }),
  }
}

/** Levels: what lies on the shelf at the end of the day. */
function stock({ store, day, gone }: DayPlan, product: Product, index: number, pace: number): Figures {
  const waiting = daysSinceDelivery(day, index)
  const out = gone.has(product.code)
  const onHand = out ? 0 : Math.round(pace * (52 - waiting)) + 6
  const cost = Math.round(product.price[store.currency] * 0.38)
  return {
    stock_on_hand: onHand,
    stock_value: onHand * cost,
    stock_aged_90d: Math.round(onHand * 0.05),
    inbound_units: waiting > 25 ? Math.round(pace * 35) : 0,
    stockout_hours: out ? 24 : 0,
  }
}
