import type { Day } from '#src/domain/period/index.ts'
import { cancelled, daysSinceDelivery, discounts, unitsPerOrder } from './demand.ts'
import { type Product, popularity, products } from './products.ts'
import { noise, type Random, some, whole } from './random.ts'
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

/** What platforms tell of each product, in the order of `products`. */
export function skuDays(plan: DayPlan): readonly Figures[] {
  const conversion = plan.store.conversion * noise(plan.random, 0.07) * (plan.sale ? 1.12 : 1)
  const sessions = plan.orders / conversion
  return products.map((product, index) => skuDay(plan, product, index, sessions))
}

/** One object literal, because there are forty thousand of them. */
function skuDay(plan: DayPlan, product: Product, index: number, sessions: number): Figures {
  const { random, store } = plan
  const share = product.popularity / popularity
  const gone = plan.gone.has(product.code)
  const pace = plan.orders * unitsPerOrder * share
  const price = product.price[store.currency]
  const visits = whole(random, sessions * share * noise(random, 0.12) * (gone ? 0.35 : 1))
  const units = gone ? 0 : whole(random, pace * noise(random, 0.18))
  const discount = Math.round(units * price * (plan.sale ? discounts.sale : discounts.ordinary))
  const returned = some(random, units, store.returns)
  const spend = gone ? 0 : whole(random, pace * price * store.tacos * plan.adFactor * noise(random, 0.1))
  const adSales = Math.round((spend / plan.adFactor / store.acos) * noise(random, 0.1))
  const clicks = whole(random, spend / (store.clickPrice * plan.adFactor ** 0.5))
  const onHand = gone ? 0 : Math.round(pace * (52 - daysSinceDelivery(plan.day, index))) + 6
  return {
    units,
    order_lines: Math.ceil(units * 0.92),
    gross_sales: units * price,
    discount_shop: discount,
    net_sales: units * price - discount - some(random, units, cancelled) * price,
    cogs: Math.round(units * price * 0.38),
    returns_units: returned,
    refunds_amount: returned * price,
    sessions: visits,
    page_views: whole(random, visits * 2.4 * noise(random, 0.05)),
    carts_added: some(random, visits, plan.sale ? 0.12 : 0.09),
    ad_spend: spend,
    ad_sales: adSales,
    ad_orders: Math.round(adSales / price / 1.1),
    ad_clicks: clicks,
    stock_on_hand: onHand,
    stock_value: onHand * Math.round(price * 0.38),
    stockout_hours: gone ? 24 : 0,
  }
}
