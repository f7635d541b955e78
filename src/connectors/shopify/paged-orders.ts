import { z } from 'zod'
import { type OrderLine, type PullRequest, type PullStep, SourceFault } from '#src/contracts/connector.ts'
import { says } from '#src/contracts/said.ts'
import { startOfDay } from '#src/domain/days.ts'
import { ask, type Context, TooCostly } from './api.ts'
import { type Span, spanOf } from './bulk-spans.ts'
import { pageOf } from './order.ts'

const State = z.object({
  search: z.string(),
  sortKey: z.enum(['UPDATED_AT', 'CREATED_AT']),
  after: z.string().nullable(),
  first: z.number(),
  /** The newest change among the orders so far; `null`: none yet. */
  newest: z.string().nullable(),
})
export type State = z.infer<typeof State>

/** What is read of orders, and how it becomes lines. */
export interface OrderReading<T extends { readonly updatedAt: string }> {
  readonly query: string
  readonly node: z.ZodType<T>
  /** The vendor's name of the permission. */
  readonly scope: string
  /** It is not the orders themselves: it leaves half of the query points to them. */
  readonly isBeside?: boolean
  /** Fetches what did not fit into the page. */
  readonly complete: (order: T, context: Context) => Promise<void>
  readonly linesOf: (order: T) => readonly OrderLine[]
}

/** Judgement: a page that is too costly is halved until it is allowed. */
const firstPage = 20
/** Judgement: an order is marked as changed a moment before its refund is there. */
const overlapMs = 600_000

/**
 * The newest orders by what changed since the newest change seen (refunds and cancellations come with their order); other
 * days by when orders were made. One page a step. https://shopify.dev/docs/api/admin-graphql/latest/queries/orders
 */
export async function pullPages<T extends { readonly updatedAt: string }>(
  request: PullRequest,
  context: Context,
  { query, node, scope, isBeside = false, complete, linesOf }: OrderReading<T>,
): Promise<PullStep> {
  const state = request.state === null ? startOf(request) : State.parse(request.state)
  const { search, sortKey, after, first } = state
  const Page = z.object({ orders: pageOf(node) })
  let found: Awaited<ReturnType<typeof ask<z.infer<typeof Page>>>>
  try {
    found = await ask(context, query, Page, { search, sortKey, after, first }, { scope, isBeside })
  } catch (fault) {
    if (!(fault instanceof TooCostly) || first === 1) throw fault
    return { next: { kind: 'again', state: { ...state, first: Math.floor(first / 2) } } }
  }
  const { nodes, pageInfo } = found.data.orders
  for (const order of nodes) await complete(order, context)
  const newest = newestOf(nodes, state.newest)
  const orders = nodes.flatMap(linesOf)
  refuseCircle(pageInfo, after)
  if (pageInfo.hasNextPage) {
    const notBefore = found.notBefore ? { notBefore: found.notBefore } : {}
    return { orders, next: { kind: 'again', state: { ...state, after: pageInfo.endCursor, newest }, ...notBefore } }
  }
  const cursor = request.kind === 'tip' && newest !== null ? { cursor: newest } : {}
  return { orders, next: { kind: 'done', through: request.window.to, ...cursor } }
}

/** The first page of a pull. */
export function startOf({ store, window, kind, cursor }: PullRequest): State {
  const begun = { after: null, first: firstPage, newest: null }
  if (kind !== 'tip') return { ...begun, search: searchBetween(spanOf({ store, window })), sortKey: 'CREATED_AT' }
  const start = startOfDay(window.from, store.timeZone).toISOString()
  const from = typeof cursor === 'string' ? new Date(Date.parse(cursor) - overlapMs).toISOString() : start
  return { ...begun, search: `updated_at:>='${from}'`, sortKey: 'UPDATED_AT' }
}

/** The orders that were made in a span. */
export function searchBetween([from, to]: Span): string {
  return `created_at:>='${new Date(from).toISOString()}' AND created_at:<'${new Date(to).toISOString()}'`
}

/** The marketplace's own instant, never our clock: what changes while pages are read is found by the next pull. */
function newestOf(orders: readonly { readonly updatedAt: string }[], before: string | null): string | null {
  let newest = before
  for (const { updatedAt } of orders) {
    if (newest === null || Date.parse(updatedAt) > Date.parse(newest)) newest = updatedAt
  }
  return newest
}

/** @throws SourceFault where a page names itself as the next */
function refuseCircle(
  page: { readonly hasNextPage: boolean; readonly endCursor: string | null },
  before: string | null,
) {
  if (!page.hasNextPage || page.endCursor !== before) return
  throw new SourceFault('permanent', says('circle', { vendor: 'Shopify' }))
}

/** Reads the pages of an inner connection that did not fit, each by a query of its own. */
export async function fill<T>(
  list: { nodes: T[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } },
  more: (after: string | null) => Promise<typeof list>,
): Promise<void> {
  while (list.pageInfo.hasNextPage) {
    const before = list.pageInfo.endCursor
    const { nodes, pageInfo } = await more(before)
    refuseCircle(pageInfo, before)
    list.nodes.push(...nodes)
    list.pageInfo = pageInfo
  }
}
