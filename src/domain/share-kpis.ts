/**
 * KPIs whose upper amount is a part of the lower one by definition, or what a cost leaves of it: they end at 100 %. Rates
 * that merely are small are not among them: more pieces may come back, and more be spent, than was sold in the same days.
 */
const shares: ReadonlySet<string> = new Set([
  ...['ctr', 'ad_new_share', 'live_sales_share', 'discount_rate', 'repeat_rate', 'new_buyer_rate'],
  ...['ship_72h_rate', 'ship_48h_rate', 'ship_24h_rate', 'same_day_rate', 'ship_on_time_rate', 'late_shipment_rate'],
  ...['late_dispatch_rate', 'on_time_delivery_rate', 'valid_tracking_rate', 'shipping_error_rate', 'damage_rate'],
  ...['item_not_received_rate', 'non_fulfilment_rate', 'fast_handover_rate', 'preorder_listing_rate'],
  ...['negative_review_rate', 'positive_review_rate', 'positive_rating_rate', 'csat', 'fcr'],
  ...['response_rate_12h', 'response_rate_24h', 'response_rate_48h', 'bounce_rate', 'buy_box_rate'],
  ...['sell_through_rate', 'active_sku_sales_rate', 'in_stock_rate', 'stock_accuracy', 'aged_stock_rate'],
  ...['gross_margin_rate', 'contribution_margin_rate', 'profit_rate'],
])

/** The highest value that a KPI can have; `null`: there is no limit to it. */
export function highestOf({ id }: { readonly id: string }): number | null {
  return shares.has(id) ? 1 : null
}
