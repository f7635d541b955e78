import { daysBetween } from '#src/domain/days.ts'
import { expectedOrderValue } from './demand.ts'
import { products } from './products.ts'
import { draw, most, noise, type Random, some, whole } from './random.ts'
import type { DayPlan, Figures } from './sku-day.ts'

/** The figures of the whole store: what its products add up to, and what is known of the store only. */
export function storeDay(plan: DayPlan, skus: readonly Figures[]): Figures {
  const total = sum(skus)
  const { random, store } = plan
  const orders = Math.max(total.units === 0 ? 0 : 1, Math.round((total.units ?? 0) / (1.25 + random() * 0.06)))
  return {
    ...total,
    orders,
    ...people(random, orders, total),
    ...takings(plan, total),
    ...visits(plan, total),
    ...promotion(plan, total),
    ...reasons(random, total.returns_units ?? 0),
    ...cancellations(random, orders),
    ...shipping(plan, orders),
    ...complaints(plan, orders),
    ...voices(plan, orders),
    ...reviewsSoFar(plan),
    ...messages(plan, orders),
    ...costs(plan, total),
    ...shelf(skus, total),
    ...softScores(plan),
    ...(store.platform === 'tiktok' ? content(random, orders, total) : {}),
  }
}

/** What LIVE, videos and creators sold: shares of the day that move with what is streamed and posted. */
function content(random: Random, orders: number, { gross_sales: gross = 0, net_sales: net = 0, units = 0 }: Figures) {
  const [live_minutes, creator_posts] = [whole(random, 150), whole(random, 6)]
  const live = 0.15 + live_minutes / 1_000
  const byCreators = 0.1 + creator_posts / 50
  return {
    live_minutes,
    creator_posts,
    live_sales: Math.round(gross * live),
    video_sales: Math.round(gross * 0.3),
    card_sales: Math.round(gross * (0.7 - live)),
    affiliate_sales: Math.round(net * byCreators),
    affiliate_orders: Math.round(orders * byCreators),
    affiliate_units: Math.round(units * byCreators),
  }
}

function sum(rows: readonly Figures[]): Figures {
  const total: Figures = { ...rows[0] }
  for (const row of rows.slice(1)) {
    for (const measure in row) total[measure] = (total[measure] ?? 0) + (row[measure] ?? 0)
  }
  return total
}

function takings({ store }: DayPlan, total: Figures): Figures {
  const { gross_sales: gross = 0, discount_shop: discount = 0, net_sales: net = 0, returns_units: returned = 0 } = total
  return {
    cancelled_sales: gross - discount - net,
    discount_platform: Math.round(gross * 0.01),
    tax_amount: store.market === 'jp' ? Math.round((gross - discount) / 11) : 0,
    refunds_count: returned,
  }
}

function people(random: Random, orders: number, { net_sales: sales = 0 }: Figures): Figures {
  const buyers = most(random, orders, 0.97)
  const repeat = some(random, buyers, 0.27)
  const fresh = buyers - repeat
  const perBuyer = orders === 0 ? 0 : sales / orders
  return {
    buyers,
    buyers_repeat: repeat,
    buyers_new: fresh,
    cohort_buyers_90d: fresh,
    cohort_sales_90d: Math.round(fresh * perBuyer * (1.28 + random() * 0.1)),
  }
}

function visits({ random, store }: DayPlan, { sessions = 0, page_views: views = 0 }: Figures): Figures {
  const featured = store.platform === 'amazon' || store.platform === 'walmart'
  return {
    visitors: most(random, sessions, 0.87),
    bounces: some(random, sessions, 0.44),
    favourites_added: some(random, sessions, 0.016),
    ...(featured ? { buy_box_page_views: most(random, views, 0.95) } : {}),
    ...(store.platform === 'shopify' ? {} : { search_impressions: whole(random, sessions * 21 * noise(random, 0.1)) }),
  }
}

function promotion({ store, random, orders }: DayPlan, total: Figures): Figures {
  const { ad_sales: sales = 0, ad_orders: orderCount = 0, ad_clicks: clicks = 0 } = total
  return {
    ad_sales_7d: sales,
    ad_sales_new: Math.round(sales * (0.54 + random() * 0.08)),
    ad_units: Math.round(orderCount * 1.1),
    ad_budget: Math.round(orders * expectedOrderValue(store) * store.tacos * 1.18),
    // Rakuten tells no impressions
    ...(store.platform === 'rakuten' ? {} : { ad_impressions: whole(random, clicks * 128 * noise(random, 0.12)) }),
  }
}

const reasonShares: readonly (readonly [string, number])[] = [
  ['returns_reason_quality', 0.16],
  ['returns_reason_damaged', 0.08],
  ['returns_reason_wrong_item', 0.04],
  ['returns_reason_not_as_described', 0.14],
  ['returns_reason_late', 0.06],
  ['returns_reason_undelivered', 0.05],
  ['returns_reason_change_of_mind', 0.34],
  ['returns_reason_size', 0.05],
]
const reasonChances = reasonShares.map(([, share]) => share)

/** Each returned piece has one reason. */
function reasons(random: Random, returned: number): Figures {
  const found: Figures = { ...Object.fromEntries(reasonShares.map(([reason]) => [reason, 0])), returns_reason_other: 0 }
  for (let piece = 0; piece < returned; piece += 1) {
    const reason = reasonShares[draw(random, reasonChances)]?.[0] ?? 'returns_reason_other'
    found[reason] = (found[reason] ?? 0) + 1
  }
  return found
}

function cancellations(random: Random, orders: number): Figures {
  const stockout = some(random, orders, 0.0015)
  return {
    orders_cancelled_buyer: some(random, orders, 0.012),
    orders_cancelled_shop: stockout + some(random, orders, 0.004),
    orders_cancelled_platform: some(random, orders, 0.002),
    orders_cancelled_stockout: stockout,
  }
}

/** Usual shares of parcels in time, and those of the days on which nothing moved. */
const punctuality = {
  usual: { day: 0.54, h24: 0.81, h48: 0.95, h72: 0.989, promised: 0.987, arrived: 0.981 },
  storm: { day: 0.12, h24: 0.34, h48: 0.58, h72: 0.74, promised: 0.86, arrived: 0.8 },
} as const

function shipping({ random, storm }: DayPlan, due: number): Figures {
  const share = storm ? punctuality.storm : punctuality.usual
  const within72 = most(random, due, share.h72)
  const within48 = Math.min(within72, most(random, due, share.h48))
  const within24 = Math.min(within48, most(random, due, share.h24))
  const onTime = most(random, due, share.promised)
  const delivered = most(random, due, 0.97)
  const checked = Math.min(due, 24)
  return {
    shipments_due: due,
    shipped_same_day: Math.min(within24, some(random, due, share.day)),
    shipped_within_24h: within24,
    shipped_within_48h: within48,
    shipped_within_72h: within72,
    shipments_on_time: onTime,
    shipments_late: due - onTime,
    dispatches_late: due - most(random, due, share.promised - 0.004),
    shipments_confirmed: due,
    ship_hours_sum: Math.round(due * (storm ? 44 : 19) * noise(random, 0.06)),
    tracking_valid: most(random, due, 0.9965),
    deliveries: delivered,
    deliveries_on_time: most(random, delivered, share.arrived),
    deliveries_not_received: some(random, delivered, 0.004),
    shipping_errors: some(random, due, 0.002),
    packages_checked: checked,
    packages_damaged: some(random, checked, 0.009),
  }
}

function complaints({ random }: DayPlan, orders: number): Figures {
  const claims = some(random, orders, 0.001)
  const chargebacks = some(random, orders, 0.0004)
  const feedback = some(random, orders, 0.003)
  return {
    claims_az: claims,
    chargebacks,
    negative_feedback: feedback,
    defective_orders: Math.min(orders, claims + chargebacks + feedback),
    cases_unresolved: some(random, orders, 0.0006),
    replacement_orders: some(random, orders, 0.006),
    health_flags: 0,
  }
}

/** Reviews and ratings: more fives where the store's mean is higher. */
/** Reviews since the shops opened, at the usual share of orders; a level, so that no chance moves it. */
function reviewsSoFar({ store, day }: DayPlan): Figures {
  const reviews_total = Math.round(daysBetween(opened, day) * store.orders * 0.055)
  return { reviews_total, review_stars_total: Math.round(reviews_total * store.stars) }
}

/** Judgement: well before the first day of the demo. */
const opened = '2023-04-01'

function voices({ random, store }: DayPlan, orders: number): Figures {
  const written = some(random, orders, 0.055)
  const rated = some(random, orders, 0.03)
  const surveyed = some(random, orders, 0.06)
  const content = most(random, surveyed, 0.9)
  const promoters = some(random, surveyed, 0.58)
  const detractors = some(random, surveyed - promoters, 0.24)
  return {
    ...stars(random, 'reviews', written, store.stars),
    ...stars(random, 'seller_ratings', rated, store.stars + 0.15),
    reviews_removed: some(random, written, 0.01),
    csat_answers: surveyed,
    csat_positive: content,
    nps_promoters: promoters,
    nps_detractors: detractors,
    nps_passives: surveyed - promoters - detractors,
  }
}

function stars(random: Random, name: string, count: number, mean: number): Figures {
  const found: Figures = { [`${name}_1`]: 0, [`${name}_2`]: 0, [`${name}_3`]: 0, [`${name}_4`]: 0, [`${name}_5`]: 0 }
  const low = (5 - mean) / 0.62 // all shares below five stars grow with the distance to five
  const chances = [0.045 * low, 0.03 * low, 0.09 * low, 0.24 * low]
  for (let at = 0; at < count; at += 1) {
    const star = draw(random, chances) + 1
    const key = `${name}_${star === 0 ? 5 : star}`
    found[key] = (found[key] ?? 0) + 1
  }
  return found
}

function messages({ random, store, storm }: DayPlan, orders: number): Figures {
  const received = some(random, orders, storm ? 0.19 : 0.085)
  const answered = most(random, received, 0.985)
  const within24 = Math.min(answered, most(random, received, storm ? 0.9 : 0.972))
  const resolved = most(random, received, 0.94)
  const minutes = store.market === 'jp' ? 148 : 205
  return {
    messages_received: received,
    messages_answered: answered,
    messages_answered_12h: some(random, within24, 0.86),
    messages_answered_24h: within24,
    messages_answered_48h: answered,
    first_response_minutes_sum: Math.round(answered * minutes * noise(random, 0.15) * (storm ? 1.7 : 1)),
    messages_resolved: resolved,
    messages_resolved_first_contact: some(random, resolved, 0.72),
    messages_open: whole(random, orders * 0.02 + (storm ? 9 : 1)),
  }
}

function costs({ store, random }: DayPlan, { net_sales: sales = 0, units = 0 }: Figures): Figures {
  const minor = store.currency === 'JPY' ? 1 : 0.7 // a cost of 100 yen is about 70 cents
  return {
    shipping_income: Math.round(sales * 0.018),
    platform_fees: Math.round(sales * store.fees),
    payment_fees: Math.round(sales * 0.022),
    fulfilment_cost: Math.round(units * 210 * minor),
    shipping_cost: Math.round(units * 190 * minor),
    storage_cost: Math.round(units * 24 * minor),
    duty_cost: Math.round(sales * 0.012),
    other_cost: Math.round(sales * 0.01),
    affiliate_cost: Math.round(sales * (store.platform === 'tiktok' ? 0.06 : 0.008)),
    coupon_cost: Math.round(sales * 0.011 * noise(random, 0.2)),
    point_cost: store.market === 'jp' ? Math.round(sales * 0.018) : 0,
    labour_hours: Math.max(2, Math.round(units / 28)),
  }
}

function shelf(skus: readonly Figures[], { stock_on_hand: onHand = 0, units = 0 }: Figures): Figures {
  const out = skus.filter(sku => sku.stock_on_hand === 0).length
  return {
    stock_aged_90d: Math.round(onHand * 0.05),
    inbound_units: units * 6,
    sku_active: products.length,
    sku_out_of_stock: out,
    sku_sold_28d: products.length,
    stock_count_checked: 40,
    stock_count_correct: 39,
  }
}

/** On three days of a month, in Japan: six ratings by two people. */
function softScores({ random, store, day }: DayPlan): Figures {
  if (store.market !== 'jp' || !/-(01|11|21)$/.test(day)) return {}
  const score = (mean: number) => Math.min(30, Math.max(6, Math.round(6 * mean * noise(random, 0.06))))
  return {
    ...{ soft_unboxing_sum: score(4.2), soft_unboxing_n: 6 },
    ...{ soft_packaging_sum: score(4.5), soft_packaging_n: 6 },
    ...{ soft_invoice_sum: score(4.4), soft_invoice_n: 6 },
    ...{ soft_return_wording_sum: score(4.1), soft_return_wording_n: 6 },
  }
}
