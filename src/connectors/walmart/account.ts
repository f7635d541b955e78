import { z } from 'zod'
import { localDay, shiftDays } from '#src/domain/days.ts'
import { type Context, call, read } from './api.ts'

const Ids = z.object({
  list: z.object({ elements: z.object({ order: z.array(z.object({ purchaseOrderId: z.string() })) }).nullish() }),
})

/** Judgement: an account that sold nothing for so long proves nothing. */
const recentDays = 30

/**
 * Whether an order is one of the seller's: the interface tells no number of the account, but each order only to its own.
 * https://developer.walmart.com/us-marketplace/reference/getanorder
 */
export async function knowsOrder({ orderId }: { readonly orderId: string }, context: Context): Promise<boolean> {
  const path = `/v3/orders/${encodeURIComponent(orderId)}`
  return (await call(context, { path, budget: 'orders', nothing: [400, 404] })) !== null
}

/** Orders of the last weeks that the seller ships. */
export async function recentOrders(_: unknown, context: Context): Promise<readonly string[]> {
  const since = shiftDays(localDay(context.now(), 'UTC'), -recentDays)
  const path = `/v3/orders?createdStartDate=${since}&limit=200`
  const answer = await call(context, { path, budget: 'orders', nothing: [404] })
  return answer ? (read(Ids, answer.exactJson()).list.elements?.order ?? []).map(order => order.purchaseOrderId) : []
}
