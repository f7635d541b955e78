import { z } from 'zod'
import type { OrderLine, PullRequest, PullStep } from '#src/contracts/connector.ts'
import { type Context, call, read } from './api.ts'
import { isCancelled, linesOf, type Wanted } from './lines.ts'
import { Order, OrdersPage } from './order-model.ts'
import { after, Place, perPage, placeOf, type Span, shorter, spanOf } from './paging.ts'

/** Judgement: lists longer than this are asked for in halves, so that few pages can move while they are read. */
const maxRows = 5_000
const shortestMs = 600_000
const maxRereads = 2
/** Judgement: details are asked for one by one. */
const detailsPerStep = 5

const State = z.object({ place: Place.nullable(), details: z.array(z.string()), begun: z.number() })
type State = z.infer<typeof State>

/**
 * The newest days by what changed since the last look, others by when orders were made. The list leaves out who
 * cancelled, and sometimes refunds: those orders are read one by one afterwards.
 * https://developer.ebay.com/api-docs/sell/fulfillment/resources/order/methods/getOrders
 */
export async function pullOrders(request: PullRequest, context: Context): Promise<PullStep> {
  const now = context.now()
  const state: State =
    request.state === null
      ? { place: placeOf(spanOf(request, now)), details: [], begun: now.getTime() }
      : State.parse(request.state)
  const wanted = { marketplace: request.store.extra?.marketplace ?? 'EBAY_US', currency: request.store.currency }
  if (state.details.length > 0) {
    const ids = state.details.slice(0, detailsPerStep)
    const orders = await readDetails(ids, wanted, context)
    return stepOf(orders, { ...state, details: state.details.slice(ids.length) }, request)
  }
  if (!state.place) return stepOf([], state, request)
  const { orders, place } = await readOrders(context, state.place, request.kind === 'tip')
  const details = orders.filter(lacksDetails).map(order => order.orderId)
  const lines = orders.flatMap(order => linesOf(order, wanted))
  return stepOf(lines, { ...state, place, details: [...new Set(details)] }, request)
}

function stepOf(orders: readonly OrderLine[], state: State, { kind, window }: PullRequest): PullStep {
  if (state.place || state.details.length > 0) return { orders, next: { kind: 'again', state } }
  return { orders, next: { kind: 'done', through: window.to, ...(kind === 'tip' && { cursor: state.begun }) } }
}

/** Reads one page; `place` is `null` when nothing is left. Orders that change while pages are read move the others. */
export async function readOrders(
  context: Context,
  place: Place,
  byChange: boolean,
): Promise<{ readonly orders: readonly Order[]; readonly place: Place | null }> {
  const [span, ...others] = place.spans
  if (!span) return { orders: [], place: null }
  const answer = await call(context, { path: pathOf(span, place, byChange), budget: 'orders' })
  const page = answer === null ? null : read(OrdersPage, answer.exactJson())
  const orders = page?.orders ?? []
  const total = Number(page?.total ?? orders.length)
  if (place.offset === 0 && total > maxRows && span[1] - span[0] > shortestMs) {
    const middle = Math.floor((span[0] + span[1]) / 2)
    return { orders, place: after([[span[0], middle], [middle + 1, span[1]], ...others]) }
  }
  const seen = [...new Set([...place.seen, ...orders.map(order => order.orderId)])]
  const known = { ...place, seen, total: Math.max(place.total, total) }
  const end = place.offset + orders.length
  const isNew = seen.length > place.seen.length || place.rereads > 0
  // A total that is less than what came is none to go by, as little as one beside pages shorter than asked for
  const isDoubtful = total < end || place.limit < perPage
  const more = end < total || (isNew && (page?.next || isDoubtful))
  if (orders.length > 0 && more) return { orders, place: { ...known, ...placeBehind(place, orders.length) } }
  const moved = place.offset > 0 && seen.length < known.total && place.rereads < maxRereads
  if (moved) return { orders, place: { ...known, offset: 0, rereads: place.rereads + 1 } }
  return { orders, place: others.length > 0 ? after(others) : null }
}

function placeBehind({ offset, limit }: Place, rows: number): Pick<Place, 'offset' | 'limit'> {
  return rows < limit ? shorter(offset, rows) : { offset: offset + limit, limit }
}

function pathOf([from, to]: Span, { offset, limit }: Place, byChange: boolean): string {
  const range = `[${new Date(from).toISOString()}..${new Date(to).toISOString()}]`
  const query = new URLSearchParams({
    filter: `${byChange ? 'lastmodifieddate' : 'creationdate'}:${range}`,
    limit: String(limit),
    offset: String(offset),
    fieldGroups: 'TAX_BREAKDOWN',
  })
  return `/sell/fulfillment/v1/order?${query}`
}

function lacksDetails(order: Order): boolean {
  const refunds = [order.paymentSummary, ...order.lineItems].flatMap(one => one?.refunds ?? [])
  const requests = order.cancelStatus?.cancelRequests ?? []
  const isRefunded = /REFUNDED$/.test(order.orderPaymentStatus ?? '')
  return (isCancelled(order) && requests.length === 0) || (isRefunded && refunds.length === 0)
}

/** https://developer.ebay.com/api-docs/sell/fulfillment/resources/order/methods/getOrder */
async function readDetails(ids: readonly string[], wanted: Wanted, context: Context): Promise<readonly OrderLine[]> {
  const lines: OrderLine[] = []
  for (const id of ids) {
    const path = `/sell/fulfillment/v1/order/${encodeURIComponent(id)}?fieldGroups=TAX_BREAKDOWN`
    const answer = await call(context, { path, budget: 'order', nothing: [400, 403, 404] })
    if (answer) lines.push(...linesOf(read(Order, answer.exactJson()), wanted))
  }
  return lines
}
