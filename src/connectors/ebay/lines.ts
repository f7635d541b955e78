import { Big } from 'big.js'
import type { CancelledBy, LineAmounts, LineRefund, OrderLine } from '#src/contracts/connector.ts'
import { split, sumOf } from '#src/domain/orders/split.ts'
import { storeOf } from './marketplaces.ts'
import { type Line, minorOf, type Order, type Refund } from './order-model.ts'

/** The store whose lines are wanted. */
export interface Wanted {
  readonly marketplace: string
  readonly currency: string
}

/**
 * The lines of an order that were listed on a marketplace; a line that names none belongs to every store. What an order
 * tells as a whole (discounts, shipping, fees, refunds) is spread over its lines by their value, exactly.
 */
export function linesOf(order: Order, { marketplace, currency }: Wanted): readonly OrderLine[] {
  const mine = order.lineItems.map(line => storeOf(line.listingMarketplaceId ?? marketplace) === marketplace)
  if (!mine.some(Boolean)) return []
  const amounts = amountsOf(order, currency)
  const refunds = refundsOf(order, currency)
  return order.lineItems.flatMap((line, index) =>
    mine[index]
      ? [{ ...frameOf(order, line), amounts: amounts[index] ?? {}, refunds: refunds.get(line.lineItemId) ?? [] }]
      : [],
  )
}

function frameOf(order: Order, line: Line): Omit<OrderLine, 'amounts' | 'refunds'> {
  const changedAt = order.lastModifiedDate ?? order.creationDate
  const gone = isCancelled(order)
  return {
    orderId: order.orderId,
    lineId: line.lineItemId,
    sku: skuOf(line),
    units: line.quantity,
    purchasedAt: order.creationDate,
    changedAt,
    shippedAt: null,
    shipBy: line.lineItemFulfillmentInstructions?.shipByDate ?? null,
    cancelledAt: gone ? (order.cancelStatus?.cancelledDate ?? changedAt) : null,
    cancelledBy: gone ? cancelledBy(order) : null,
    buyer: null,
  }
}

/** The seller's own number, else that of the listing and its variation. */
export function skuOf({ sku, legacyItemId, legacyVariationId }: Line): string {
  if (sku) return sku
  const variation = legacyVariationId && legacyVariationId !== '0' ? `-${legacyVariationId}` : ''
  return legacyItemId ? `${legacyItemId}${variation}` : ''
}

/** Whether an order was called off (CancelStateEnum). */
export function isCancelled({ cancelStatus }: Order): boolean {
  return /^CANCELL?ED$/.test(cancelStatus?.cancelState ?? '')
}

/** By the latest request: its reason where it says more than who asked. */
function cancelledBy({ cancelStatus }: Order): CancelledBy {
  const request = cancelStatus?.cancelRequests?.at(-1)
  const [reason, initiator] = [request?.cancelReason ?? '', request?.cancelInitiator ?? '']
  if (/OUT_OF_STOCK/.test(reason)) return 'stockout'
  if (/^BUYER|ORDER_UNPAID/.test(reason) || initiator === 'BUYER') return 'buyer'
  return initiator === 'SELLER' ? 'shop' : initiator === '' ? 'unknown' : 'platform'
}

/** Prices are before tax that eBay collects itself; it stands apart. */
function amountsOf(order: Order, currency: string): readonly LineAmounts[] {
  const { lineItems: lines, pricingSummary } = order
  const minor = (amount: Parameters<typeof minorOf>[0]) => minorOf(amount, currency)
  const gross = lines.map(line => minor(line.lineItemCost))
  const own = lines.map((line, index) => discountOf(line, gross[index] ?? '0', currency))
  const left = Big(minor(pricingSummary?.priceDiscount)).abs().minus(sumOf(own))
  const ofOrder = split(left.gt(0) ? left.toFixed() : '0', gross)
  const discounts = own.map((discount, index) => Big(discount).plus(ofOrder[index] ?? 0))
  const values = gross.map((amount, index) =>
    Big(amount)
      .minus(discounts[index] ?? 0)
      .toFixed(),
  )
  const shipping = shippingOf(order, currency, gross)
  const fees = order.totalMarketplaceFee ? split(Big(minor(order.totalMarketplaceFee)).abs().toFixed(), values) : null
  return lines.map((line, index) => ({
    gross_sales: gross[index] ?? '0',
    discount_shop: (discounts[index] ?? Big(0)).toFixed(),
    shipping_income: shipping[index] ?? '0',
    tax_amount: taxOf(line, currency),
    ...(fees && { platform_fees: fees[index] ?? '0' }),
  }))
}

function discountOf({ discountedLineItemCost }: Line, gross: string, currency: string): string {
  if (!discountedLineItemCost) return '0'
  const discount = Big(gross).minus(minorOf(discountedLineItemCost, currency))
  return discount.gt(0) ? discount.toFixed() : '0'
}

function shippingOf({ lineItems, pricingSummary }: Order, currency: string, gross: readonly string[]) {
  if (lineItems.every(({ deliveryCost }) => deliveryCost?.shippingCost)) {
    return lineItems.map(({ deliveryCost }) => minorOf(deliveryCost?.shippingCost, currency))
  }
  const discount = Big(minorOf(pricingSummary?.deliveryDiscount, currency)).abs()
  const paid = Big(minorOf(pricingSummary?.deliveryCost, currency)).minus(discount)
  return split(paid.gt(0) ? paid.toFixed() : '0', gross)
}

function taxOf({ taxes, ebayCollectAndRemitTaxes }: Line, currency: string): string {
  const all = [...(taxes ?? []), ...(ebayCollectAndRemitTaxes ?? [])]
  return sumOf(all.map(({ amount }) => minorOf(amount, currency))).toFixed()
}

/**
 * Money given back, by line. The payment summary says which refunds there are and whether they were paid; lines say how
 * much of them is theirs. What no line claims is spread over all.
 */
function refundsOf(order: Order, currency: string): ReadonlyMap<string, readonly LineRefund[]> {
  const byLine = new Map<string, LineRefund[]>()
  const add = (lineId: string, refund: LineRefund) => {
    if (Big(refund.amount).gt(0)) byLine.set(lineId, [...(byLine.get(lineId) ?? []), refund])
  }
  const summary = order.paymentSummary?.refunds ?? []
  const paid = summary.filter(isPaid)
  const told = order.lineItems.flatMap(line => (line.refunds ?? []).map(refund => ({ line, refund })))
  const values = order.lineItems.map(line => minorOf(line.discountedLineItemCost ?? line.lineItemCost, currency))
  for (const [index, one] of paid.entries()) {
    const parts = told.filter(({ refund }) => isSame(refund, one))
    for (const [place, { line, refund }] of parts.entries()) add(line.lineItemId, refundOf(refund, one, place))
    const claimed = sumOf(parts.map(({ refund }) => minorOf(refund.amount, currency)))
    const left = Big(minorOf(one.amount, currency)).abs().minus(claimed.abs())
    const shares = split(left.gt(0) ? left.toFixed() : '0', values)
    for (const [place, line] of order.lineItems.entries()) {
      const id = `${idOf(one, index)}/rest/${place}`
      add(line.lineItemId, { id, at: dateOf(one), amount: shares[place] ?? '0', units: '0' })
    }
  }
  const loose = told.filter(({ refund }) => isPaid(refund) && !summary.some(one => isSame(refund, one)))
  for (const [place, { line, refund }] of loose.entries()) add(line.lineItemId, refundOf(refund, refund, place))
  return byLine

  function refundOf(refund: Refund, whole: Refund, place: number): LineRefund {
    const amount = Big(minorOf(refund.amount, currency)).abs().toFixed()
    return { id: `${idOf(whole, 0)}/${place}`, at: refund.refundDate ?? dateOf(whole), amount, units: '0' }
  }

  function dateOf({ refundDate }: Refund): string {
    return refundDate ?? order.lastModifiedDate ?? order.creationDate
  }
}

/** A refund that failed or is still pending has given nothing back (RefundStatusEnum). */
function isPaid({ refundStatus }: Refund): boolean {
  return !refundStatus || refundStatus === 'REFUNDED'
}

/** The number says it; where a line tells none, the moment does. */
function isSame(part: Refund, whole: Refund): boolean {
  if (part.refundId && whole.refundId) return part.refundId === whole.refundId
  return Boolean(part.refundDate) && part.refundDate === whole.refundDate
}

function idOf({ refundId, refundDate }: Refund, index: number): string {
  return refundId ?? `${refundDate ?? ''}#${index}`
}
