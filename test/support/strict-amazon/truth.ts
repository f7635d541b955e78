import { dayIn, type Order } from './shop.ts'

/** What must stand of a SKU (`''`: the store) and local day; money in minor units. */
export interface Told {
  orders: number
  order_lines: number
  units: number
  /** Price less discounts of the seller, of lines that were not cancelled. */
  net_sales: number
  cancelled_orders: number
}

/**
 * The figures of orders as a careful person would add them up by hand: days of the marketplace, replacements and orders of
 * other channels left out, orders without a price yet counted without an amount.
 */
export function truthOf(orders: readonly Order[], now: Date): ReadonlyMap<string, Told> {
  const sums = new Map<string, Told>()
  const at = (key: string) => {
    const known = sums.get(key) ?? { orders: 0, order_lines: 0, units: 0, net_sales: 0, cancelled_orders: 0 }
    sums.set(key, known)
    return known
  }
  for (const order of orders) {
    if (order.otherChannel || order.replacementOf !== null || order.created > now) continue
    const day = dayIn(order.market.zone, order.created)
    if (order.cancelled && order.cancelled.at <= now) {
      at(`${day} `).cancelled_orders += 1
      continue
    }
    for (const sku of ['', ...new Set(order.items.map(item => item.sku))]) at(`${day} ${sku}`).orders += 1
    for (const item of order.items) {
      for (const sku of ['', item.sku]) {
        const told = at(`${day} ${sku}`)
        told.order_lines += 1
        told.units += item.quantity
        if (order.paidAt <= now) told.net_sales += item.price - item.discount
      }
    }
  }
  return sums
}

/** Refunds by day and SKU in minor units. */
export function refundsOf(orders: readonly Order[], now: Date): ReadonlyMap<string, number> {
  const sums = new Map<string, number>()
  for (const order of orders) {
    for (const refund of order.refunds.filter(({ at }) => at <= now)) {
      const day = dayIn(order.market.zone, refund.at)
      const sku = order.items.find(item => item.itemId === refund.itemId)?.sku ?? ''
      for (const key of [`${day} `, `${day} ${sku}`]) sums.set(key, (sums.get(key) ?? 0) + refund.amount)
    }
  }
  return sums
}
