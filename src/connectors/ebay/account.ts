import { z } from 'zod'
import { type FoundStore, SourceFault } from '#src/contracts/connector.ts'
import { type Context, call, read } from './api.ts'

const Ids = z.object({ orders: z.array(z.object({ orderId: z.string() })).nullish() })

const User = z.object({ username: z.string().nullish(), userId: z.string().nullish() })

/**
 * The seller as eBay names it, where no order does; `null`: the consent does not reach so far. Connecting goes without.
 * https://developer.ebay.com/api-docs/commerce/identity/resources/user/methods/getUser
 */
export async function sellerOf(context: Context): Promise<string | null> {
  try {
    const path = '/commerce/identity/v1/user/'
    const nothing = [400, 403, 404]
    const answer = await call(context, { at: 'EBAY_FINANCES_URL', path, budget: 'orders', nothing })
    const { data } = User.safeParse(answer?.exactJson())
    return data?.username || data?.userId || null
  } catch (error) {
    if (error instanceof SourceFault) return null
    throw error
  }
}

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
