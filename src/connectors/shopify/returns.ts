import { z } from 'zod'
import type { OrderLine, PullRequest, PullStep, ReturnReason } from '#src/contracts/connector.ts'
import { ask, type Context } from './api.ts'
import { Count, Instant, pageOf } from './order.ts'
import { fill, type OrderReading, pullPages } from './paged-orders.ts'
import { moreReturnsQuery, returnLinesQuery, returnsQuery } from './queries.ts'

const Line = z.object({
  id: z.string(),
  quantity: Count,
  returnReasonDefinition: z.object({ handle: z.string() }).nullish(),
  fulfillmentLineItem: z.object({ lineItem: z.object({ sku: z.string().nullish() }) }).nullish(),
})
const Return = z.object({ id: z.string(), createdAt: Instant, status: z.string(), returnLineItems: pageOf(Line) })
const Order = z.object({
  id: z.string(),
  createdAt: Instant,
  updatedAt: Instant,
  test: z.boolean().nullish(),
  returns: pageOf(Return),
})
type Order = z.infer<typeof Order>
const MoreReturns = z.object({ order: z.object({ returns: pageOf(Return) }) })
const MoreLines = z.object({ return: z.object({ returnLineItems: pageOf(Line) }) })

const scope = 'read_returns'
const reading: OrderReading<Order> = { query: returnsQuery, node: Order, scope, isBeside: true, complete, linesOf }

/** Goods that come back, with reasons, on the day on which the return was made. */
export function pullReturns(request: PullRequest, context: Context): Promise<PullStep> {
  return pullPages(request, context, reading)
}

async function complete(order: Order, context: Context): Promise<void> {
  const { id, returns } = order
  await fill(
    returns,
    async after => (await ask(context, moreReturnsQuery, MoreReturns, { id, after }, { scope })).data.order.returns,
  )
  for (const one of returns.nodes) {
    const more = (after: string | null) => ask(context, returnLinesQuery, MoreLines, { id: one.id, after }, { scope })
    await fill(one.returnLineItems, async after => (await more(after)).data.return.returnLineItems)
  }
}

/** Standard reasons by their handles, the first that fits: merchants may add their own. */
const reasons: readonly (readonly [RegExp, ReturnReason])[] = [
  [/damag|broken/, 'damaged'],
  [/defect|quality|faulty/, 'quality'],
  [/wrong/, 'wrong_item'],
  [/not[-_ ]as[-_ ]described|color|colour|style/, 'not_as_described'],
  [/size|fit|too[-_ ](small|large)/, 'size'],
  [/late|delay/, 'late'],
  [/lost|not[-_ ]received|undeliver/, 'undelivered'],
  [/unwanted|changed|no[-_ ]longer/, 'change_of_mind'],
]

function reasonOf(handle: string): ReturnReason {
  return reasons.find(([pattern]) => pattern.test(handle.toLowerCase()))?.[1] ?? 'other'
}

function linesOf(order: Order): readonly OrderLine[] {
  if (order.test) return []
  return order.returns.nodes.flatMap(({ id, createdAt, status, returnLineItems }) =>
    returnLineItems.nodes.map(line => {
      const reason = reasonOf(line.returnReasonDefinition?.handle ?? '')
      const isOff = status === 'CANCELED' || status === 'DECLINED'
      return {
        orderId: order.id,
        lineId: `${id}/${line.id}`,
        sku: line.fulfillmentLineItem?.lineItem.sku ?? '',
        units: '0',
        amounts: {},
        purchasedAt: order.createdAt,
        changedAt: order.updatedAt,
        shippedAt: null,
        cancelledAt: null,
        cancelledBy: null,
        refunds: [],
        returns: isOff ? [] : [{ at: createdAt, units: String(line.quantity), reason }],
        backOnly: true,
        buyer: null,
      }
    }),
  )
}
