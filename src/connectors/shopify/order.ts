import { Big } from 'big.js'
import { z } from 'zod'
import type { CancelledBy, LineRefund, OrderLine } from '#src/contracts/connector.ts'
import { toMinor } from '#src/domain/money.ts'
import { split, sumOf } from '#src/domain/orders/split.ts'

/** A decimal, told as a text or a number. */
const Decimal = z
  .union([z.string(), z.number()])
  .transform(String)
  .pipe(z.string().regex(/^-?\d+(\.\d+)?$/))
/** A count of pieces, told as a number or a text. */
export const Count = z.union([
  z.number(),
  z
    .string()
    .regex(/^-?\d+$/)
    .transform(Number),
])

/** Only the shop's own currency is read; what the buyer saw is another. In minor units. */
export const Money = z
  .object({ shopMoney: z.object({ amount: Decimal, currencyCode: z.string() }) })
  .transform(({ shopMoney }) => toMinor(shopMoney.amount, shopMoney.currencyCode))
export const Instant = z.iso.datetime({ offset: true })
const PageInfo = z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable().default(null) })

/** A page of things and how it goes on. */
export function pageOf<T extends z.ZodType>(node: T) {
  return z.object({ nodes: z.array(node), pageInfo: PageInfo })
}

export const Line = z.object({
  id: z.string(),
  sku: z.string().nullish(),
  quantity: Count,
  isGiftCard: z.boolean().nullish(),
  originalTotalSet: Money,
  discountedTotalSet: Money,
})
type Line = z.infer<typeof Line>

export const RefundLine = z.object({
  quantity: Count,
  lineItem: z.object({ id: z.string() }),
  subtotalSet: Money,
})

export const Refund = z.object({
  id: z.string(),
  createdAt: Instant.nullish(),
  processedAt: Instant.nullish(),
  totalRefundedSet: Money,
  refundLineItems: pageOf(RefundLine),
})

export const Order = z.object({
  id: z.string(),
  createdAt: Instant,
  updatedAt: Instant,
  cancelledAt: Instant.nullable().default(null),
  cancelReason: z.string().nullish(),
  test: z.boolean().nullish(),
  subtotalPriceSet: Money.nullish(),
  totalShippingPriceSet: Money.nullish(),
  totalTaxSet: Money.nullish(),
  displayFulfillmentStatus: z.string().nullish(),
  fulfillments: z.array(z.object({ createdAt: Instant, status: z.string().nullish() })).nullish(),
  lineItems: pageOf(Line),
  refunds: z
    .array(Refund)
    .nullish()
    .transform(list => list ?? []),
})
export type Order = z.infer<typeof Order>

/** Enum OrderCancelReason; a declined payment or another reason does not say who. */
const cancelledBy: Readonly<Record<string, CancelledBy>> = {
  CUSTOMER: 'buyer',
  INVENTORY: 'stockout',
  FRAUD: 'shop',
  STAFF: 'shop',
}

/**
 * The lines of an order. Discounts of the whole order, shipping and tax are spread over its lines by their value, to the
 * smallest unit. Test orders are no orders; a gift card is money for later, no sale.
 */
export function linesOf(order: Order): readonly OrderLine[] {
  if (order.test) return []
  const lines = order.lineItems.nodes
  const values = lines.map(line => line.discountedTotalSet)
  const rest = sumOf(values).minus(order.subtotalPriceSet ?? sumOf(values))
  const ofOrder = split(rest.gt(0) ? rest.toFixed() : '0', values)
  const shipping = split(order.totalShippingPriceSet ?? '0', values)
  const tax = split(order.totalTaxSet ?? '0', values)
  const refunds = refundsOf(order)
  return lines.flatMap((line, index) => {
    if (line.isGiftCard) return []
    const discount = Big(line.originalTotalSet)
      .minus(line.discountedTotalSet)
      .plus(ofOrder[index] ?? 0)
    const amounts = {
      gross_sales: line.originalTotalSet,
      discount_shop: discount.toFixed(),
      shipping_income: shipping[index] ?? '0',
      tax_amount: tax[index] ?? '0',
    }
    return [{ ...frameOf(order, line), amounts, refunds: refunds.get(line.id) ?? [] }]
  })
}

function frameOf(order: Order, line: Line): Omit<OrderLine, 'amounts' | 'refunds'> {
  return {
    orderId: order.id,
    lineId: line.id,
    sku: line.sku ?? '',
    units: String(line.quantity),
    purchasedAt: order.createdAt,
    changedAt: order.updatedAt,
    shippedAt: shippedAt(order),
    cancelledAt: order.cancelledAt,
    cancelledBy: order.cancelledAt === null ? null : (cancelledBy[order.cancelReason ?? ''] ?? 'unknown'),
    buyer: null,
  }
}

/** The last parcel of an order of which everything was sent; lost or cancelled parcels are none. */
function shippedAt({ displayFulfillmentStatus, fulfillments }: Order): string | null {
  if (displayFulfillmentStatus !== 'FULFILLED') return null
  const sent = (fulfillments ?? []).filter(
    ({ status }) => status === null || status === undefined || status === 'SUCCESS',
  )
  return (
    sent
      .map(({ createdAt }) => createdAt)
      .sort((a, b) => Date.parse(a) - Date.parse(b))
      .at(-1) ?? null
  )
}

/**
 * Money given back, by line: what a refund paid back in all, spread over the lines it names; one that names none
 * (goodwill, shipping) stands on the first line that is a sale. A refund without money (a void) is none.
 */
function refundsOf(order: Order): ReadonlyMap<string, readonly LineRefund[]> {
  const byLine = new Map<string, LineRefund[]>()
  const first = order.lineItems.nodes.find(line => !line.isGiftCard)?.id
  for (const refund of order.refunds) {
    const named = refund.refundLineItems.nodes
    const lines =
      named.length > 0
        ? named.map(({ lineItem, quantity, subtotalSet }) => ({ id: lineItem.id, quantity, value: subtotalSet }))
        : first === undefined
          ? []
          : [{ id: first, quantity: 0, value: '1' }]
    const amounts = split(
      refund.totalRefundedSet,
      lines.map(line => line.value),
    )
    for (const [index, { id, quantity }] of lines.entries()) {
      const amount = amounts[index] ?? '0'
      if (Big(amount).lte(0)) continue
      const at = refund.createdAt ?? refund.processedAt ?? order.updatedAt
      const one = { id: `${refund.id}/${index}`, at, amount, units: String(quantity) }
      byLine.set(id, [...(byLine.get(id) ?? []), one])
    }
  }
  return byLine
}
