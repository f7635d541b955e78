/** What order lines say of every day: sales, and how many orders, lines and units they are. */
export const saleMeasures = ['gross_sales', 'cancelled_sales', 'net_sales', 'orders', 'order_lines', 'units'] as const

/** Money given back. */
export const refundMeasures = ['refunds_amount', 'refunds_count'] as const

/** Orders cancelled, by whoever caused it. */
export const cancelledOrderMeasures = [
  'orders_cancelled_buyer',
  'orders_cancelled_shop',
  'orders_cancelled_platform',
  'orders_cancelled_stockout',
] as const

/** How soon orders left. */
export const shippingTimeMeasures = [
  'shipments_confirmed',
  'ship_hours_sum',
  'shipped_same_day',
  'shipped_within_24h',
  'shipped_within_48h',
  'shipped_within_72h',
] as const

/** Goods that came back, and why. */
export const returnedGoodsMeasures = [
  'returns_units',
  'returns_reason_quality',
  'returns_reason_damaged',
  'returns_reason_wrong_item',
  'returns_reason_not_as_described',
  'returns_reason_late',
  'returns_reason_undelivered',
  'returns_reason_change_of_mind',
  'returns_reason_size',
  'returns_reason_other',
] as const

/** Against the moment of handing over that was promised, where lines tell one. */
export const promiseMeasures = ['shipments_due', 'shipments_on_time', 'shipments_late'] as const
