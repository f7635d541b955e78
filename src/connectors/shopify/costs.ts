import { Big } from 'big.js'
import { z } from 'zod'
import type { OrderLine, PullRequest, PullStep } from '#src/contracts/connector.ts'
import { toMinor } from '#src/domain/money.ts'
import { ask, type Context } from './api.ts'
import { Instant, pageOf } from './order.ts'
import { fill, type OrderReading, pullPages } from './paged-orders.ts'
import { costLinesQuery, costsQuery } from './queries.ts'

/** A unit cost in minor units; `null`: the shop has entered none. */
export const UnitCost = z
  .object({ amount: z.string(), currencyCode: z.string() })
  .transform(({ amount, currencyCode }) => toMinor(amount, currencyCode))
  .nullish()

const Line = z.object({
  id: z.string(),
  sku: z.string().nullable(),
  quantity: z.number(),
  isGiftCard: z.boolean().nullish(),
  variant: z.object({ inventoryItem: z.object({ unitCost: UnitCost }).nullish() }).nullish(),
})
const Lines = pageOf(Line)
const Order = z.object({
  id: z.string(),
  createdAt: Instant,
  updatedAt: Instant,
  cancelledAt: Instant.nullish(),
  test: z.boolean(),
  lineItems: Lines,
})
type Order = z.infer<typeof Order>
const More = z.object({ order: z.object({ lineItems: Lines }) })

const scope = 'read_inventory'
const reading: OrderReading<Order> = {
  query: costsQuery,
  node: Order,
  scope,
  linesOf,
  complete: (order, context) =>
    fill(
      order.lineItems,
      async after =>
        (await ask(context, costLinesQuery, More, { id: order.id, after }, { scope })).data.order.lineItems,
    ),
}

/**
 * Cost of the goods of orders, at the unit cost of now: the shop keeps no history of it. Goods without a cost have none,
 * and a product that was deleted has no cost any more.
 */
export function pullCosts(request: PullRequest, context: Context): Promise<PullStep> {
  return pullPages(request, context, reading)
}

function linesOf(order: Order): readonly OrderLine[] {
  if (order.test) return []
  return order.lineItems.nodes.flatMap(({ id, sku, quantity, isGiftCard, variant }) => {
    const cost = variant?.inventoryItem?.unitCost
    if (isGiftCard) return []
    const amounts = cost === null || cost === undefined ? {} : { cogs: Big(cost).times(quantity).toFixed() }
    return [
      {
        orderId: order.id,
        lineId: id,
        sku: sku ?? '',
        units: String(quantity),
        amounts,
        purchasedAt: order.createdAt,
        changedAt: order.updatedAt,
        shippedAt: null,
        cancelledAt: order.cancelledAt ?? null,
        cancelledBy: null,
        refunds: [],
        buyer: null,
      },
    ]
  })
}
