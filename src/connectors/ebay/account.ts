import { z } from 'zod'
import type { FoundStore } from '#src/contracts/connector.ts'
import { type Context, call, read } from './api.ts'

const Ids = z.object({ orders: z.array(z.object({ orderId: z.string() })).nullish() })

/** Whether an order is one of the seller's. https://developer.ebay.com/api-docs/sell/fulfillment/resources/order/methods/getOrder */
export async function knowsOrder({ orderId }: { readonly orderId: string }, context: Context): Promise<boolean> {
  const path = `/sell/fulfillment/v1/order/${encodeURIComponent(orderId)}`
  return (await call(context, { path, budget: 'orders', nothing: [400, 404] })) !== null
}

/** The newest orders of the seller, of all its marketplaces. */
export async function recentOrders(_: { readonly store: FoundStore }, context: Context): Promise<readonly string[]> {
  const answer = await call(context, { path: '/sell/fulfillment/v1/order?limit=200&offset=0', budget: 'orders' })
  return answer ? (read(Ids, answer.exactJson()).orders ?? []).map(order => order.orderId) : []
}
