import { z } from 'zod'
import { type Context, call, isRefusal, read } from '#src/connectors/amazon/client/api.ts'
import type { FoundStore, OrderLine, PullRequest, PullStep, Window } from '#src/contracts/connector.ts'
import { instantsOf } from '#src/domain/days.ts'
import { linesOf } from './order-lines.ts'
import { Order } from './order-model.ts'

const Page = z.object({
  orders: z.array(Order),
  pagination: z.object({ nextToken: z.string().nullish() }).nullish(),
  lastUpdatedBefore: z.string().nullish(),
  createdBefore: z.string().nullish(),
})

const State = z.object({ query: z.string(), token: z.string() })

/** `lastUpdatedBefore` and `createdBefore` must lie at least two minutes in the past (API reference of searchOrders). */
const behindMs = 180_000

/** What is asked for again before the server's own bound: a change may become visible late (judgement). */
const overlapMs = 120_000

/**
 * Orders that changed since the last pull; for a dry run those of its day. One page a step: a call comes back every
 * three minutes. https://developer-docs.amazon.com/sp-api/reference/searchorders
 */
export async function pullChangedOrders(request: PullRequest, context: Context): Promise<PullStep> {
  const query = request.kind === 'dry' ? createdIn(request, context.now()) : changedSince(request)
  return stepSearch(request, query, context)
}

/** Orders that were placed on days, where the report of them cannot be had. */
export function pullCreatedOrders(request: PullRequest, context: Context): Promise<PullStep> {
  return stepSearch(request, createdIn(request, context.now()), context)
}

async function stepSearch(request: PullRequest, fresh: URLSearchParams, context: Context): Promise<PullStep> {
  const { success, data } = State.safeParse(request.state)
  const state = success ? data : null
  const query = state?.query ?? fresh.toString()
  const token = state ? `&paginationToken=${encodeURIComponent(state.token)}` : ''
  let answer: unknown
  try {
    answer = await call(context, { path: `/orders/2026-01-01/orders?${query}${token}`, budgets: ['searchOrders'] })
  } catch (error) {
    // A token of the next page is valid for 24 hours: one that is too old begins anew
    if (state && isRefusal(error) && error.kind === 'permanent') return { next: { kind: 'again', state: null } }
    throw error
  }
  const page = read(Page, answer)
  const orders = linesOfOrders(page.orders, request.store)
  const next = page.pagination?.nextToken
  if (next) return { orders, next: { kind: 'again', state: { query, token: next } } }
  const cursor = page.lastUpdatedBefore
  return { orders, next: { kind: 'done', through: request.window.to, ...(cursor && { cursor }) } }
}

function linesOfOrders(orders: readonly Order[], store: FoundStore): readonly OrderLine[] {
  return orders.flatMap(order => linesOf(order, store))
}

function queryOf({ externalId }: FoundStore): URLSearchParams {
  return new URLSearchParams({
    marketplaceIds: externalId,
    maxResultsPerPage: '100',
    includedData: 'PROCEEDS,EXPENSE,PROMOTION,CANCELLATION,FULFILLMENT,PACKAGES',
  })
}

function createdIn({ store, window }: { store: FoundStore; window: Window }, now: Date): URLSearchParams {
  const query = queryOf(store)
  const { start, end } = instantsOf(window, store.timeZone, 1)
  query.set('createdAfter', new Date(start).toISOString())
  query.set('createdBefore', new Date(Math.min(end, now.getTime() - behindMs)).toISOString())
  return query
}

function changedSince({ store, window, cursor }: PullRequest): URLSearchParams {
  const query = queryOf(store)
  const { start } = instantsOf(window, store.timeZone)
  const bound = typeof cursor === 'string' ? Date.parse(cursor) : Number.NaN
  query.set('lastUpdatedAfter', new Date(Number.isNaN(bound) ? start : bound - overlapMs).toISOString())
  return query
}
