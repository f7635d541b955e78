import { z } from 'zod'
import type { PullRequest, PullStep } from '#src/contracts/connector.ts'
import { Amount, call, read } from './api.ts'
import { readCancellations } from './cancellations.ts'
import { linesOf } from './lines.ts'
import { Order } from './order-model.ts'
import { nextOf, rangeOf, State, stateOf } from './paged.ts'
import type { Context } from './token.ts'

/** The most that a page may hold. */
const perPage = 100

const path = '/order/202309/orders/search'

const Page = z
  .object({ orders: z.array(Order).nullish(), next_page_token: z.string().nullish(), total_count: Amount })
  // An empty list may be left out, unless the answer itself says that there is something
  .refine(page => page.orders || (!page.next_page_token && !(Number(page.total_count ?? 0) > 0)), {
    path: ['orders'],
  })

/** After the orders: the list of cancellations, and what the orders came to. */
const Cancelled = z.object({ cancelled: z.object({ place: State, cursor: z.number().nullable() }) })

/**
 * The newest orders by what changed since the newest change seen, other days by when orders were made; then the
 * cancellations of the same time. One page a step. https://partner.tiktokshop.com/docv2/page/get-order-list-202309
 */
export async function pullOrders(request: PullRequest, context: Context): Promise<PullStep> {
  const later = Cancelled.safeParse(request.state).data?.cancelled
  if (later) return pullCancelled(later, request, context)
  const { store } = request
  const state = stateOf(request, 'create_time')
  const range = rangeOf(state, perPage)
  const page = read(Page, await call(context, { path, ...range, store }))
  const orders = page.orders ?? []
  const changes = orders.map(order => order.update_time)
  const next = nextOf(state, request, { token: page.next_page_token ?? '', changes })
  const lines = orders.flatMap(order => linesOf(order, store.currency, context.pseudonym))
  if (next.kind !== 'done') return { orders: lines, next }
  const cursor = typeof next.cursor === 'number' ? next.cursor : null
  const place = stateOf({ ...request, state: null }, 'create_time')
  return { orders: lines, next: { kind: 'again', state: { cancelled: { place, cursor } } } }
}

async function pullCancelled(
  { place, cursor }: z.infer<typeof Cancelled>['cancelled'],
  request: PullRequest,
  context: Context,
): Promise<PullStep> {
  const { lines, token } = await readCancellations(place, request, context)
  if (token !== '' && token !== place.token) {
    return { orders: lines, next: { kind: 'again', state: { cancelled: { place: { ...place, token }, cursor } } } }
  }
  return { orders: lines, next: { kind: 'done', through: request.window.to, ...(cursor !== null && { cursor }) } }
}

/** Asks a shop for any order: it fails where the shop may not be asked. @throws SourceFault */
export async function findOneOrder(cipher: string, context: Context): Promise<void> {
  const store = { externalId: cipher, name: '', market: '', timeZone: 'UTC', currency: '', extra: { cipher } }
  const range = { create_time_ge: Math.floor(context.now().getTime() / 1_000) - 86_400 }
  await call(context, { path, query: { page_size: '1' }, body: range, store })
}
