import { Big } from 'big.js'
import { type CancelledBy, type OrderLine, SourceFault } from '#src/contracts/connector.ts'
import { says } from '#src/contracts/said.ts'
import { toMinor } from '#src/domain/money.ts'
import { split } from '#src/domain/orders/split.ts'
import { instantOf } from './model.ts'
import type { Item, Listed } from './order-model.ts'

/** How lines are made of an order. */
export interface LineOptions {
  readonly currency: string
  /** The zone of times that name none. */
  readonly hours: number
  readonly pseudonym: (id: string) => string
}

/** Sales that did not come about: taken back before shipping, or not delivered. */
const cancelledStates = /^(?:cancell?ed|failed|failed_delivery|shipped_back(?:_success|_failed)?|package_scrapped)$/i

/** The lines of an order: each row is one unit. A row that is not paid is no sale yet. */
export function linesOf(order: Listed, rows: readonly Item[], options: LineOptions): readonly OrderLine[] {
  const amounts = amountsOf(order, rows, options.currency)
  return rows.flatMap((row, index) => {
    if (row.status.toLowerCase() === 'unpaid') return []
    const line = amounts[index]
    return line ? [{ ...frameOf(order, row, options), amounts: line }] : []
  })
}

function frameOf(order: Listed, row: Item, { hours, pseudonym }: LineOptions): Omit<OrderLine, 'amounts'> {
  const made = instantOf(row.created_at || order.created_at, hours) ?? instantOf(order.created_at, hours)
  if (made === null)
    throw new SourceFault('drift', says('noOrderTime', { vendor: 'Lazada' }), { subject: 'created_at' })
  const changed = [row.updated_at, order.updated_at].map(at => instantOf(at, hours)).filter(at => at !== null)
  const cancelled = cancelledStates.test(row.status)
  return {
    orderId: order.order_id,
    lineId: row.order_item_id,
    sku: row.sku || row.shop_sku || row.sku_id,
    units: '1',
    purchasedAt: made,
    changedAt: changed.sort().at(-1) ?? made,
    shippedAt: null,
    shipBy: instantOf(row.sla_time_stamp, hours),
    cancelledAt: cancelled ? (instantOf(row.updated_at, hours) ?? made) : null,
    cancelledBy: cancelled ? whoseDoing(row) : null,
    refunds: [],
    buyer: row.buyer_id === '' || row.buyer_id === '0' ? null : pseudonym(row.buyer_id),
  }
}

/** Values of `cancel_return_initiator`: https://open.lazada.com/apps/doc/api?path=%2Forders%2Fitems%2Fget */
function whoseDoing({ status, cancel_return_initiator: by, reason, reason_detail }: Item): CancelledBy {
  if (!/^cancell?ed$/i.test(status)) return 'unknown'
  const stockout = /out.?of.?stock/i.test(`${reason} ${reason_detail}`)
  if (/seller/i.test(by)) return stockout ? 'stockout' : 'shop'
  if (/service|internal|system/i.test(by)) return 'platform'
  if (/buyer|customer/i.test(by)) return 'buyer'
  return stockout ? 'stockout' : 'unknown'
}

/** Amounts per row. What only the order tells (vouchers, postage) is shared among its rows by price, exactly. */
function amountsOf(order: Listed, rows: readonly Item[], currency: string): readonly OrderLine['amounts'][] {
  const money = (amount: string | null) => Big(toMinor(amount ?? '0', currency))
  const prices = rows.map(row => money(row.item_price ?? row.paid_price))
  const shop = rows.map(row => money(row.voucher_seller).plus(money(row.voucher_seller_lpi)).plus(unnamed(row, money)))
  const platform = rows.map(row => money(row.voucher_platform).plus(money(row.voucher_platform_lpi)))
  const shares = { prices, currency }
  const byShop = filled(shop, order.voucher_seller, shares)
  const byPlatform = filled(platform, order.voucher_platform, shares)
  const postage = filled(
    rows.map(row => money(row.shipping_amount)),
    order.shipping_fee,
    shares,
  )
  return prices.map((price, index) => ({
    gross_sales: price.toFixed(),
    discount_shop: (byShop[index] ?? Big(0)).toFixed(),
    discount_platform: (byPlatform[index] ?? Big(0)).toFixed(),
    shipping_income: (postage[index] ?? Big(0)).toFixed(),
  }))
}

/** A voucher of a row that does not say who pays it: the shop's. */
function unnamed(row: Item, money: (amount: string | null) => Big): Big {
  if (row.voucher_seller !== null || row.voucher_platform !== null) return Big(0)
  return money(row.voucher_amount)
}

/** What rows tell; what the order has more than its rows is shared by price. */
function filled(
  told: readonly Big[],
  ofOrder: string | null,
  { prices, currency }: { readonly prices: readonly Big[]; readonly currency: string },
): readonly Big[] {
  const sum = told.reduce((all, one) => all.plus(one), Big(0))
  const rest = Big(toMinor(ofOrder ?? '0', currency)).minus(sum)
  if (rest.lte(0)) return told
  const parts = split(
    rest.toFixed(),
    prices.map(price => price.toFixed()),
  )
  return told.map((one, index) => one.plus(parts[index] ?? 0))
}
