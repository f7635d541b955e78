import { Big } from 'big.js'
import { z } from 'zod'
import type { CancelledBy, LineAmounts, OrderLine, PullRequest, PullStep } from '#src/contracts/connector.ts'
import { toMinor } from '#src/domain/money.ts'
import { type Context, call, read } from './api.ts'
import { instantsOf } from './days.ts'

const Money = z.object({ amount: z.union([z.string(), z.number()]).transform(String), currencyCode: z.string() })
const Instant = z.string()

const Item = z.object({
  orderItemId: z.string(),
  quantityOrdered: z.number(),
  product: z.object({ sellerSku: z.string().optional() }).optional(),
  proceeds: z
    .object({ breakdowns: z.array(z.object({ type: z.string(), subtotal: Money.optional() })).optional() })
    .optional(),
  cancellation: z
    .object({
      cancellationRequest: z.object({ requester: z.string().optional() }).optional(),
      cancellationExecution: z.object({ cancelledBy: z.string().optional() }).optional(),
    })
    .optional(),
})

const Order = z.object({
  orderId: z.string(),
  createdTime: Instant,
  lastUpdatedTime: Instant,
  salesChannel: z.object({ channelName: z.string().optional(), marketplaceId: z.string().optional() }),
  associatedOrders: z.array(z.object({ associationType: z.string().optional() })).optional(),
  fulfillment: z.object({ fulfillmentStatus: z.string(), fulfilledBy: z.string().optional() }).optional(),
  orderItems: z.array(Item),
  packages: z.array(z.object({ shipTime: Instant.optional() })).optional(),
})
type Order = z.infer<typeof Order>
type Item = z.infer<typeof Item>

const Page = z.object({
  orders: z.array(Order),
  pagination: z.object({ nextToken: z.string().optional() }).optional(),
  lastUpdatedBefore: Instant.optional(),
  createdBefore: Instant.optional(),
})

const State = z.object({ query: z.string(), token: z.string() })

/** `lastUpdatedBefore` and `createdBefore` must lie at least two minutes in the past (API reference of searchOrders). */
const behindMs = 180_000

/**
 * Orders that changed since the last pull; for a dry run those of its day. One page a step: a call comes back every
 * three minutes. https://developer-docs.amazon.com/sp-api/reference/searchorders
 */
export async function pullChangedOrders(request: PullRequest, context: Context): Promise<PullStep> {
  const state = request.state === null ? null : State.parse(request.state)
  const query = state?.query ?? queryOf(request, context.now()).toString()
  const token = state ? `&paginationToken=${encodeURIComponent(state.token)}` : ''
  const answer = await call(context, { path: `/orders/2026-01-01/orders?${query}${token}`, budget: 'searchOrders' })
  const page = read(Page, answer)
  const orders = page.orders.flatMap(order => linesOf(order, request.store))
  const next = page.pagination?.nextToken
  if (next) return { orders, next: { kind: 'again', state: { query, token: next } } }
  const cursor = page.lastUpdatedBefore
  return { orders, next: { kind: 'done', through: request.window.to, ...(cursor !== undefined && { cursor }) } }
}

function queryOf({ store, window, cursor, kind }: PullRequest, now: Date): URLSearchParams {
  const query = new URLSearchParams({ marketplaceIds: store.externalId, maxResultsPerPage: '100' })
  query.set('includedData', 'PROCEEDS,CANCELLATION,FULFILLMENT,PACKAGES')
  const { start, end } = instantsOf(window, store.timeZone)
  if (kind === 'dry') {
    query.set('createdAfter', start.toISOString())
    query.set('createdBefore', new Date(Math.min(end.getTime(), now.getTime() - behindMs)).toISOString())
  } else query.set('lastUpdatedAfter', typeof cursor === 'string' ? cursor : start.toISOString())
  return query
}

/**
 * The lines of an order. Orders of other channels are fulfilled by Amazon and sold elsewhere; replacements and exchanges
 * were paid with the original: both are no sales.
 */
export function linesOf(order: Order, store: { readonly currency: string }): readonly OrderLine[] {
  if ((order.salesChannel.channelName ?? 'AMAZON') !== 'AMAZON') return []
  if (order.associatedOrders?.some(({ associationType = '' }) => /^(REPLACEMENT|EXCHANGE)/.test(associationType)))
    return []
  const names = lineNames(order.orderItems.map(item => item.product?.sellerSku ?? ''))
  return order.orderItems.map((item, index) => lineOf(order, item, names[index] ?? '', store.currency))
}

/**
 * Names of lines that the interface and the report share: the report does not tell the number of an order's item, so a
 * line is named by its SKU, and a second one of the same SKU by its place.
 */
export function lineNames(skus: readonly string[]): readonly string[] {
  const seen = new Map<string, number>()
  return skus.map(sku => {
    const before = seen.get(sku) ?? 0
    seen.set(sku, before + 1)
    return before === 0 ? sku : `${sku}#${before + 1}`
  })
}

function lineOf(order: Order, item: Item, lineId: string, currency: string): OrderLine {
  const cancelled = order.fulfillment?.fulfillmentStatus === 'CANCELLED' || item.quantityOrdered === 0
  return {
    orderId: order.orderId,
    lineId,
    sku: item.product?.sellerSku ?? '',
    units: String(item.quantityOrdered),
    amounts: amountsOf(item, currency),
    purchasedAt: order.createdTime,
    changedAt: order.lastUpdatedTime,
    shippedAt: shippedAt(order),
    cancelledAt: cancelled ? order.lastUpdatedTime : null,
    cancelledBy: cancelled ? cancelledBy(item) : null,
    refunds: [],
    buyer: null,
  }
}

/** A merchant's own shipments only: Amazon's are not told. The last package counts. */
function shippedAt({ packages = [], fulfillment }: Order): string | null {
  if (fulfillment?.fulfilledBy !== 'MERCHANT' || fulfillment.fulfillmentStatus !== 'SHIPPED') return null
  const times = packages.flatMap(({ shipTime }) => (shipTime ? [shipTime] : []))
  return times.length === packages.length ? (times.sort().at(-1) ?? null) : null
}

function cancelledBy({ cancellation }: Item): CancelledBy {
  const by = cancellation?.cancellationExecution?.cancelledBy ?? cancellation?.cancellationRequest?.requester
  return by === 'BUYER' ? 'buyer' : by === 'MERCHANT' ? 'shop' : by === 'AMAZON' ? 'platform' : 'unknown'
}

/** Which breakdown is which amount. Tax stands apart in the US and within the price in Japan. */
const measureOf: Readonly<Record<string, keyof LineAmounts>> = {
  ITEM: 'gross_sales',
  DISCOUNT: 'discount_shop',
  SHIPPING: 'shipping_income',
  TAX: 'tax_amount',
}

function amountsOf({ proceeds }: Item, currency: string): LineAmounts {
  const sums: Partial<Record<keyof LineAmounts, string>> = {}
  for (const { type, subtotal } of proceeds?.breakdowns ?? []) {
    const measure = measureOf[type]
    if (!measure || !subtotal) continue
    const minor = new Big(toMinor(subtotal.amount, currency))
    sums[measure] = minor
      .abs()
      .plus(sums[measure] ?? 0)
      .toFixed()
  }
  return sums
}
