import { z } from 'zod'
import { ask, type Context } from './api.ts'
import { Line, type Order, pageOf, RefundLine } from './order.ts'
import { fill } from './paged-orders.ts'
import { linesQuery, refundLinesQuery } from './queries.ts'

const MoreLines = z.object({ order: z.object({ lineItems: pageOf(Line) }) })
const MoreRefundLines = z.object({ refund: z.object({ refundLineItems: pageOf(RefundLine) }) })

/** Fetches the lines of an order and of its refunds that did not fit into the page. */
export async function complete(order: Pick<Order, 'id' | 'lineItems' | 'refunds'>, context: Context): Promise<void> {
  await fill(
    order.lineItems,
    async after => (await ask(context, linesQuery, MoreLines, { id: order.id, after })).data.order.lineItems,
  )
  for (const { id, refundLineItems } of order.refunds) {
    await fill(
      refundLineItems,
      async after => (await ask(context, refundLinesQuery, MoreRefundLines, { id, after })).data.refund.refundLineItems,
    )
  }
}
