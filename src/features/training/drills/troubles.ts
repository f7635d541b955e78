import type { Trouble } from './drill.ts'

/** Fewer visitors: orders and takings fall with them. */
export const fewerVisitors: Trouble = scaled(['sessions', 'page_views', 'orders', 'units', 'net_sales'], 0.62)
/** As many visitors, fewer buy. */
export const fewerBuy: Trouble = scaled(['orders', 'units', 'net_sales'], 0.6)
/** Dearer clicks that bring no more. */
export const dearClicks: Trouble = scaled(['ad_spend'], 2.1)
/** Clicks as dear as ever that sell less. */
export const idleClicks: Trouble = scaled(['ad_sales', 'ad_orders'], 0.45)
/** The best seller is gone. */
export const bestSellerGone: Trouble = {
  days: 3,
  factors: {
    'PR-BOTTLE/units': 0,
    'PR-BOTTLE/net_sales': 0,
    'PR-BOTTLE/stock_on_hand': 0,
    orders: 0.55,
    units: 0.55,
    net_sales: 0.55,
    stock_on_hand: 0.5,
    sku_out_of_stock: Number.POSITIVE_INFINITY,
  },
}
/** Parcels stand still. */
export const lateParcels: Trouble = {
  days: 3,
  factors: {
    shipped_within_24h: 0.4,
    shipped_within_48h: 0.55,
    shipped_within_72h: 0.72,
    shipments_on_time: 0.7,
    shipments_late: 12,
  },
}
/** Nobody answers buyers. */
export const slowReplies: Trouble = {
  days: 3,
  factors: { messages_received: 1.7, messages_answered_24h: 0.95, first_response_minutes_sum: 4 },
}
/** A bad batch comes back. */
export const badBatch: Trouble = scaled(
  ['returns_units', 'refunds_amount', 'refunds_count', 'returns_reason_quality'],
  4,
)
/** Bad reviews. */
export const badReviews: Trouble = { days: 5, factors: { reviews_1: 14, reviews_5: 0.6 } }
/** A price that was typed wrongly. */
export const cheapPrice: Trouble = { days: 3, factors: { net_sales: 0.5, orders: 1.25, units: 1.25 } }
/** Yesterday has no figures. */
export const noYesterday: Trouble = { days: 1, factors: {}, missing: true }
/** All as usual. */
export const nothingWrong: Trouble = { days: 1, factors: {} }

function scaled(measures: readonly string[], factor: number): Trouble {
  return { days: 3, factors: Object.fromEntries(measures.map(measure => [measure, factor])) }
}
