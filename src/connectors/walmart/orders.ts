import { z } from 'zod'
import type { OrderLine, PullRequest, PullStep } from '#src/contracts/connector.ts'
import { type Context, read } from './api.ts'
import { linesOf } from './lines.ts'
import { type Order, OrdersPage } from './order-model.ts'
import { type By, type Listing, Place, placeOf, readPage, type Span, spanOf, stamp } from './paging.ts'
import { refundsOf } from './return-model.ts'
import { returnsBy } from './returns.ts'

/** Each kind of warehouse has its own list: without asking for it, orders that Walmart ships would be missing. */
const nodes = ['SellerFulfilled', 'WFSFulfilled', '3PLFulfilled'] as const
const perPage = 200
/** Only orders of the last 180 days are told (get all orders). */
const oldestMs = 180 * 86_400_000

const State = z.object({ phase: z.number(), place: Place, begun: z.number() })
type State = z.infer<typeof State>

/** Lists of returns that follow: those that changed and, for past days, before them those that were made. */
const returnLists: { readonly tip: readonly By[]; readonly past: readonly By[] } = {
  tip: ['modified'],
  past: ['created', 'modified'],
}

/**
 * The newest days by what changed since the last look, others by when orders were made, one page a step: a list for each
 * kind of warehouse, then the returns of the same time for the money that was given back: also in these days for a
 * return that was asked for before any day that is told.
 * https://developer.walmart.com/us-marketplace/reference/getallorders
 */
export async function pullOrders(request: PullRequest, context: Context): Promise<PullStep> {
  const span = spanOf(request, context.now())
  const state: State =
    request.state === null
      ? { phase: 0, place: placeOf(span), begun: context.now().getTime() }
      : State.parse(request.state)
  const by = request.kind === 'tip' ? 'modified' : 'created'
  const lists = request.kind === 'tip' ? returnLists.tip : returnLists.past
  const { orders, place } = await readPhase(request, context, state, [by, lists[state.phase - nodes.length] ?? by])
  if (place) return { orders, next: { kind: 'again', state: { ...state, place } } }
  const phase = state.phase + 1
  if (phase < nodes.length + lists.length)
    return { orders, next: { kind: 'again', state: { ...state, phase, place: placeOf(span) } } }
  const cursor = request.kind === 'tip' ? { cursor: state.begun } : {}
  return { orders, next: { kind: 'done', through: request.window.to, ...cursor } }
}

async function readPhase(
  { store }: PullRequest,
  context: Context,
  { phase, place }: State,
  [by, returnedBy]: readonly [By, By],
): Promise<{ readonly orders: readonly OrderLine[]; readonly place: Place | null }> {
  const node = nodes[phase]
  if (node) {
    const page = await readPage(context, ordersBy(by, node, context.now()), place)
    return {
      orders: page.rows.flatMap(order => linesOf(order, store.currency, node === 'SellerFulfilled')),
      place: page.place,
    }
  }
  // A key without the permission for returns still tells what orders say of refunds.
  const page = await readPage(context, returnsBy(returnedBy, [400, 403, 404]), place)
  return { orders: page.rows.flatMap(one => refundsOf(one, store.currency)), place: page.place }
}

function ordersBy(by: By, node: (typeof nodes)[number], now: Date): Listing<Order> {
  return {
    path: '/v3/orders',
    query: span => ordersQuery(by, node, span, now),
    budget: 'orders',
    // 404 is "no order found"; a seller without such a warehouse may be refused its list
    nothing: node === 'SellerFulfilled' ? [404] : [400, 403, 404],
    parse: answer => {
      const { list } = read(OrdersPage, answer)
      const total = list.meta?.totalCount
      return {
        rows: list.elements?.order ?? [],
        idOf: order => order.purchaseOrderId,
        total: total ? Number(total) : null,
        next: list.meta?.nextCursor || null,
      }
    },
  }
}

/** Without a first day of creation only orders of the last week would be told, also of those that changed. */
function ordersQuery(by: By, node: string, [from, to]: Span, now: Date): string {
  const created = by === 'created' ? from : Math.max(now.getTime() - oldestMs + 1_000, 0)
  const query = new URLSearchParams({ createdStartDate: stamp(created) })
  if (by === 'created') query.set('createdEndDate', stamp(to))
  else {
    query.set('lastModifiedStartDate', stamp(from))
    query.set('lastModifiedEndDate', stamp(to))
  }
  query.set('limit', String(perPage))
  query.set('replacementInfo', 'true')
  query.set('shipNodeType', node)
  return query.toString()
}
