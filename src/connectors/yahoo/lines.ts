import type { CancelledBy, LineAmounts, LineRefund, OrderLine } from '#src/contracts/connector.ts'
import { localDay, shiftDays } from '#src/domain/days.ts'
import { toMinor } from '#src/domain/money.ts'
import type { Item, Order } from './order-model.ts'

const cancelledStatus = '4'
const shippedFrom = 3

/** Reasons (CancelReason) with which goods come back: returned, address unknown, refused, no contact. */
const returnReasons = ['110', '130', '140', '150']
/** Who caused it, where the first digit (1 customer, 2 store) does not say it: no stock, discontinued, payment screening. */
const causedBy: Readonly<Record<string, CancelledBy>> = {
  '170': 'platform',
  '210': 'stockout',
  '220': 'stockout',
  '400': 'platform',
}

/** The lines of an order. What came back after it was shipped, and money that was given back, are refunds. */
export function linesOf(order: Order, currency: string): readonly OrderLine[] {
  const amounts = amountsOf(order, currency)
  const changedAt = order.LastUpdateTime || order.OrderTime
  const shipped = shippedAt(order)
  const returned = shipped !== null && returnReasons.includes(order.CancelReason ?? '')
  const cancelled = order.OrderStatus === cancelledStatus && !returned
  const refunds = cancelled ? null : refundsOf(order, amounts, returned && order.OrderStatus === cancelledStatus)
  return order.Item.map((item, index) => ({
    orderId: order.OrderId,
    lineId: item.LineId,
    sku: item.SubCode ? `${item.ItemId}:${item.SubCode}` : item.ItemId,
    units: String(item.Quantity),
    amounts: amounts[index] ?? {},
    purchasedAt: order.OrderTime,
    changedAt,
    shippedAt: shipped,
    shipBy: promisedBy(order, item),
    cancelledAt: cancelled ? changedAt : null,
    cancelledBy: cancelled ? whoseDoing(order.CancelReason ?? '') : null,
    refunds: refundOf(order, item, refunds?.[index] ?? 0, changedAt, currency),
    buyer: null,
  }))
}

function whoseDoing(reason: string): CancelledBy {
  return causedBy[reason] ?? (reason.startsWith('1') ? 'buyer' : reason.startsWith('2') ? 'shop' : 'unknown')
}

/** Yahoo! tells a day: with the order's own time of day, whole days count as 24, 48 and 72 hours. */
function shippedAt({ Ship, OrderTime }: Order): string | null {
  if (!Ship?.ShipDate || Number(Ship.ShipStatus) < shippedFrom) return null
  return `${Ship.ShipDate.slice(0, 10)}${OrderTime.slice(10)}`
}

/** Yahoo! calls a shipment late that leaves more than so many days after the order; `null`: nothing is promised. */
function promisedBy({ OrderTime }: Order, { LeadTimeEnd }: Item): string | null {
  if (LeadTimeEnd === null || LeadTimeEnd < 0) return null
  const ordered = localDay(new Date(OrderTime), 'Asia/Tokyo')
  return `${shiftDays(ordered, LeadTimeEnd)}T23:59:59+09:00`
}

/** Yen given back per line: what Yahoo! says was refunded, else all of an order that came back. */
function refundsOf(order: Order, amounts: readonly LineAmounts[], whole: boolean): readonly number[] | null {
  const nets = amounts.map(line => Number(line.gross_sales ?? 0) - Number(line.discount_shop ?? 0))
  const done = (order.Pay?.RefundStatus || '2') === '2'
  const told = done ? (order.RefundTotalPrice ?? 0) : 0
  if (told > 0) return share(told, nets)
  return whole ? nets : null
}

function refundOf(order: Order, item: Item, yen: number, at: string, currency: string): readonly LineRefund[] {
  if (yen <= 0) return []
  const units = order.OrderStatus === cancelledStatus ? String(item.Quantity) : '0'
  return [{ id: `${order.OrderId}/${item.LineId}`, at, amount: toMinor(String(yen), currency), units }]
}

/** Amounts per line; what the order has as a whole is shared by price, to the yen. Points are money to the shop. */
function amountsOf({ Item: items, Detail, TotalCouponDiscount }: Order, currency: string): readonly LineAmounts[] {
  const gross = items.map(item => Math.max(item.OriginalPrice ?? 0, item.UnitPrice) * item.Quantity)
  const own = items.map((item, index) =>
    Math.max(item.CouponDiscount ?? 0, (gross[index] ?? 0) - item.UnitPrice * item.Quantity),
  )
  const coupons = Math.max(sum(own), TotalCouponDiscount ?? Detail.TotalCouponDiscount ?? 0)
  const rest = share(coupons - sum(own) + Math.abs(Detail.Discount ?? 0), gross)
  const mall = Detail.TotalMallCouponDiscount === null ? null : share(Detail.TotalMallCouponDiscount, gross)
  const shipping = Detail.ShipCharge === null ? null : share(Detail.ShipCharge, gross)
  const money = (yen: number) => toMinor(String(yen), currency)
  return items.map((item, index) => {
    const price = gross[index] ?? 0
    const discount = (own[index] ?? 0) + (rest[index] ?? 0)
    const ratio = item.ItemTaxRatio
    return {
      gross_sales: money(price),
      discount_shop: money(discount),
      ...(mall && { discount_platform: money(mall[index] ?? 0) }),
      ...(shipping && { shipping_income: money(shipping[index] ?? 0) }),
      ...(ratio !== null && { tax_amount: money(Math.floor(((price - discount) * ratio) / (100 + ratio))) }),
    }
  })
}

/** Whole parts of a total by weights, which add up to it exactly; without weights the first takes all. */
function share(total: number, weights: readonly number[]): readonly number[] {
  const all = sum(weights)
  if (all <= 0) return weights.map((_, index) => (index === 0 ? total : 0))
  let [seen, given] = [0, 0]
  return weights.map(weight => {
    seen += weight
    const part = Math.round((total * seen) / all) - given
    given += part
    return part
  })
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
