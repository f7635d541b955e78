import { z } from 'zod'
import type { OrderLine, PullRequest, PullStep } from '#src/contracts/connector.ts'
import { type Context, call, read } from './api.ts'
import { isCancelled, linesOf } from './lines.ts'
import { readOrders } from './orders.ts'
import { Place, placeOf, spanOf } from './paging.ts'

/** What each whole day of the feed has. */
export const shipmentMeasures = [
  'shipments_confirmed',
  'ship_hours_sum',
  'shipped_within_24h',
  'shipped_within_48h',
  'shipped_within_72h',
] as const

/** Judgement: one call for each order that left. */
const ordersPerStep = 5

/** What a shipment needs of a line. */
const Waiting = z.object({
  orderId: z.string(),
  changedAt: z.string(),
  purchasedAt: z.string(),
  lines: z.array(z.object({ lineId: z.string(), sku: z.string(), units: z.string(), shipBy: z.string().nullish() })),
})
const State = z.object({ place: Place.nullable(), waiting: z.array(Waiting), begun: z.number() })
type State = z.infer<typeof State>
type Waiting = z.infer<typeof Waiting>

const Fulfillments = z.object({
  fulfillments: z
    .array(
      z.object({
        shippedDate: z.iso.datetime({ offset: true }).nullish(),
        lineItems: z.array(z.object({ lineItemId: z.string() })).nullish(),
      }),
    )
    .nullish(),
})

/**
 * When orders left: the list says that they did, each order when.
 * https://developer.ebay.com/api-docs/sell/fulfillment/resources/order/shipping_fulfillment/methods/getShippingFulfillments
 */
export async function pullShipments(request: PullRequest, context: Context): Promise<PullStep> {
  const { kind, store, window } = request
  const now = context.now()
  const state: State =
    request.state === null
      ? { place: placeOf(spanOf(request, now)), waiting: [], begun: now.getTime() }
      : State.parse(request.state)
  const wanted = { marketplace: store.extra?.marketplace ?? 'EBAY_US', currency: store.currency }
  const [ready, waiting] = [state.waiting.slice(0, ordersPerStep), state.waiting.slice(ordersPerStep)]
  const orders: OrderLine[] = []
  for (const order of ready) orders.push(...(await shippedLines(order, context)))
  const next: State = { ...state, waiting }
  if (ready.length === 0 && state.place) {
    const page = await readOrders(context, state.place, kind === 'tip')
    next.place = page.place
    next.waiting = page.orders
      .filter(order => /FULFILLED|IN_PROGRESS/.test(order.orderFulfillmentStatus ?? '') && !isCancelled(order))
      .map(order => waitingOf(linesOf(order, wanted)))
      .filter(order => order.lines.length > 0)
  }
  if (next.place || next.waiting.length > 0) return { orders, next: { kind: 'again', state: next } }
  return { orders, next: { kind: 'done', through: window.to, ...(kind === 'tip' && { cursor: state.begun }) } }
}

function waitingOf(lines: readonly OrderLine[]): Waiting {
  const [first] = lines
  return {
    orderId: first?.orderId ?? '',
    changedAt: first?.changedAt ?? '',
    purchasedAt: first?.purchasedAt ?? '',
    lines: lines.map(({ lineId, sku, units, shipBy }) => ({ lineId, sku, units, shipBy: shipBy ?? null })),
  }
}

/** A line has left with the last package that holds it. */
async function shippedLines({ lines, ...order }: Waiting, context: Context): Promise<readonly OrderLine[]> {
  const path = `/sell/fulfillment/v1/order/${encodeURIComponent(order.orderId)}/shipping_fulfillment`
  const answer = await call(context, { path, budget: 'order', nothing: [400, 404] })
  const packages = answer ? (read(Fulfillments, answer.exactJson()).fulfillments ?? []) : []
  const shippedAt = (lineId: string) =>
    packages
      .filter(({ lineItems }) => !lineItems?.length || lineItems.some(({ lineItemId }) => lineItemId === lineId))
      .flatMap(({ shippedDate }) => (shippedDate ? [shippedDate] : []))
      .sort((a, b) => Date.parse(a) - Date.parse(b))
      .at(-1) ?? null
  return lines.map(line => ({
    ...order,
    ...line,
    shipBy: line.shipBy ?? null,
    amounts: {},
    shippedAt: shippedAt(line.lineId),
    cancelledAt: null,
    cancelledBy: null,
    refunds: [],
    buyer: null,
  }))
}
