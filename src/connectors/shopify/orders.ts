import { z } from 'zod'
import type { PullRequest, PullStep } from '#src/contracts/connector.ts'
import { shiftDays, startOfDay } from '#src/domain/days.ts'
import { ask, type Context, TooCostly } from './api.ts'
import { Line, linesOf, Order, pageOf, RefundLine } from './order.ts'
import { linesQuery, ordersQuery, refundLinesQuery, scopesQuery } from './queries.ts'

const Page = z.object({ orders: pageOf(Order) })
const MoreLines = z.object({ order: z.object({ lineItems: pageOf(Line) }) })
const MoreRefundLines = z.object({ refund: z.object({ refundLineItems: pageOf(RefundLine) }) })
const Scopes = z.object({
  currentAppInstallation: z.object({ accessScopes: z.array(z.object({ handle: z.string() })) }),
})

const State = z.object({
  search: z.string(),
  sortKey: z.enum(['UPDATED_AT', 'CREATED_AT']),
  after: z.string().nullable(),
  first: z.number(),
  /** The newest change among the orders so far; `null`: none yet. */
  newest: z.string().nullable(),
})
type State = z.infer<typeof State>

/** Judgement: a page that is too costly is halved until it is allowed. */
const firstPage = 20
/** Orders older than this need `read_all_orders` (access scopes, orders permissions). */
const openDays = 60
const dayMs = 86_400_000

/**
 * The newest orders by what changed since the newest change seen (refunds and cancellations come with their order); other
 * days by when orders were made. One page a step. https://shopify.dev/docs/api/admin-graphql/latest/queries/orders
 */
export async function pullOrders(request: PullRequest, context: Context): Promise<PullStep> {
  if (request.state === null && isOld(request, context.now()) && !(await mayReadAll(context))) {
    return { next: { kind: 'nothing', reason: 'not-entitled', zeros: false } }
  }
  const state = request.state === null ? startOf(request) : State.parse(request.state)
  const { search, sortKey, after, first } = state
  let found: Awaited<ReturnType<typeof ask<z.infer<typeof Page>>>>
  try {
    found = await ask(context, ordersQuery, Page, { search, sortKey, after, first })
  } catch (fault) {
    if (!(fault instanceof TooCostly) || first === 1) throw fault
    return { next: { kind: 'again', state: { ...state, first: Math.floor(first / 2) } } }
  }
  const { nodes, pageInfo } = found.data.orders
  for (const order of nodes) await complete(order, context)
  const newest = newestOf(nodes, state.newest)
  const orders = nodes.flatMap(linesOf)
  if (pageInfo.hasNextPage) {
    const notBefore = found.notBefore ? { notBefore: found.notBefore } : {}
    return { orders, next: { kind: 'again', state: { ...state, after: pageInfo.endCursor, newest }, ...notBefore } }
  }
  const cursor = request.kind === 'tip' && newest !== null ? { cursor: newest } : {}
  return { orders, next: { kind: 'done', through: request.window.to, ...cursor } }
}

function startOf({ store, window, kind, cursor }: PullRequest): State {
  const start = startOfDay(window.from, store.timeZone).toISOString()
  const end = startOfDay(shiftDays(window.to, 1), store.timeZone).toISOString()
  const begun = { after: null, first: firstPage, newest: null }
  if (kind !== 'tip') {
    return { ...begun, search: `created_at:>='${start}' AND created_at:<'${end}'`, sortKey: 'CREATED_AT' }
  }
  return { ...begun, search: `updated_at:>='${typeof cursor === 'string' ? cursor : start}'`, sortKey: 'UPDATED_AT' }
}

function isOld({ window, store, kind }: PullRequest, now: Date): boolean {
  return kind !== 'tip' && startOfDay(window.from, store.timeZone).getTime() < now.getTime() - openDays * dayMs
}

async function mayReadAll(context: Context): Promise<boolean> {
  const { data } = await ask(context, scopesQuery, Scopes)
  return data.currentAppInstallation.accessScopes.some(({ handle }) => handle === 'read_all_orders')
}

/** The marketplace's own instant, never our clock: what changes while pages are read is found by the next pull. */
function newestOf(orders: readonly Order[], before: string | null): string | null {
  let newest = before
  for (const { updatedAt } of orders) {
    if (newest === null || Date.parse(updatedAt) > Date.parse(newest)) newest = updatedAt
  }
  return newest
}

/** Fetches the lines of an order and of its refunds that did not fit into the page. */
async function complete(order: Order, context: Context): Promise<void> {
  const { lineItems } = order
  while (lineItems.pageInfo.hasNextPage) {
    const { data } = await ask(context, linesQuery, MoreLines, { id: order.id, after: lineItems.pageInfo.endCursor })
    lineItems.nodes.push(...data.order.lineItems.nodes)
    lineItems.pageInfo = data.order.lineItems.pageInfo
  }
  for (const { id, refundLineItems } of order.refunds) {
    while (refundLineItems.pageInfo.hasNextPage) {
      const after = refundLineItems.pageInfo.endCursor
      const { data } = await ask(context, refundLinesQuery, MoreRefundLines, { id, after })
      refundLineItems.nodes.push(...data.refund.refundLineItems.nodes)
      refundLineItems.pageInfo = data.refund.refundLineItems.pageInfo
    }
  }
}
