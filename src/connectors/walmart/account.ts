import { z } from 'zod'
import { SourceFault } from '#src/contracts/connector.ts'
import { localDay, shiftDays } from '#src/domain/days.ts'
import { type Context, call, read } from './api.ts'

const Ids = z.object({
  list: z.object({ elements: z.object({ order: z.array(z.object({ purchaseOrderId: z.string() })) }).nullish() }),
})

const Profile = z.object({
  partner: z.object({
    partnerId: z.union([z.string().min(1), z.number()]).transform(String),
    partnerDisplayName: z.string().nullish(),
  }),
})

/** The seller as Walmart names it. */
export interface Seller {
  readonly id: string
  readonly name: string | null
}

/**
 * The number of the account and the name that buyers see; `null`: it is not told. Connecting goes without: whatever this
 * operation answers, the orders prove the key.
 * https://developer.walmart.com/us-marketplace/reference/getpartnerconfigurations
 */
export async function sellerOf(context: Context): Promise<Seller | null> {
  try {
    const answer = await call(context, {
      path: '/v3/settings/partnerprofile',
      budget: 'orders',
      nothing: [400, 403, 404],
    })
    const { data } = Profile.safeParse(answer?.exactJson())
    return data ? { id: data.partner.partnerId, name: data.partner.partnerDisplayName?.trim() || null } : null
  } catch (error) {
    if (error instanceof SourceFault) return null
    throw error
  }
}

/** Judgement: an account that sold nothing for so long proves nothing. */
const recentDays = 30

/**
 * Whether an order is one of the seller's: each is told to its own seller alone.
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
