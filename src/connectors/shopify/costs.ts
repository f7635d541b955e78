import { Big } from 'big.js'
import { z } from 'zod'
import { type OrderLine, type PullRequest, type PullStep, SourceFault } from '#src/contracts/connector.ts'
import { ask, type Context } from './api.ts'
import { Count, Instant, pageOf } from './order.ts'
import { fill, type OrderReading, pullPages } from './paged-orders.ts'
import { costLinesQuery, costsByLineQuery, costsQuery } from './queries.ts'
import { numberOf, readUnitCosts, UnitCost, UnitCosts } from './unit-costs.ts'

const Line = z.object({
  id: z.string(),
  sku: z.string().nullish(),
  quantity: Count,
  isGiftCard: z.boolean().nullish(),
  variant: z.object({ inventoryItem: z.object({ id: z.string().nullish(), unitCost: UnitCost }).nullish() }).nullish(),
})
const Lines = pageOf(Line)
const Order = z.object({
  id: z.string(),
  createdAt: Instant,
  updatedAt: Instant,
  cancelledAt: Instant.nullish(),
  test: z.boolean().nullish(),
  lineItems: Lines,
})
type Order = z.infer<typeof Order>
const More = z.object({ order: z.object({ lineItems: Lines }) })

/** What the newest pull knows of items, and since when: the others read it, too. */
const Kept = z.object({ newest: z.string().nullable(), costs: UnitCosts, asked: z.number() })
type Kept = z.infer<typeof Kept>
/**
 * `table`: items are being read; `orders`: the lines that sold them are, with `costs` `null` at those that the cursor has;
 * `byLine`: items cannot be listed, lines tell their own cost.
 */
const State = z.discriminatedUnion('at', [
  z.object({ at: z.literal('table'), costs: UnitCosts, after: z.string().nullable() }),
  z.object({
    at: z.literal('orders'),
    costs: UnitCosts.nullable(),
    asked: z.number(),
    byLine: z.boolean().default(false),
    inner: z.unknown(),
  }),
])
type State = z.infer<typeof State>
type OrdersState = Extract<State, { at: 'orders' }>

/** Judgement: costs of goods are changed now and then; half a day later is soon enough. */
const freshMs = 12 * 3_600_000
const scope = 'read_inventory'

/**
 * Cost of the goods of orders, at the unit cost of now: the shop keeps no history of it. Costs are read once for each item
 * and used for half a day. Goods without a cost have none, and a product that was deleted has no cost any more.
 */
export async function pullCosts(request: PullRequest, context: Context): Promise<PullStep> {
  const kept = keptOf(request.cursor)
  const state = State.safeParse(request.state).data ?? firstOf(kept, context.now())
  return state.at === 'orders' ? readOrders(state, kept, request, context) : readTable(state, context)
}

/** What was kept before costs stood beside it was the newest change alone. */
function keptOf(cursor: unknown): Kept | null {
  if (typeof cursor === 'string') return { newest: cursor, costs: {}, asked: 0 }
  return Kept.safeParse(cursor).data ?? null
}

async function readTable(state: Extract<State, { at: 'table' }>, context: Context): Promise<PullStep> {
  const done = { at: 'orders', asked: context.now().getTime(), inner: null } as const
  try {
    const { costs, after, notBefore } = await readUnitCosts(state, context)
    const next: State = after === null ? { ...done, costs, byLine: false } : { at: 'table', costs, after }
    return { next: { kind: 'again', state: next, ...(notBefore && { notBefore }) } }
  } catch (fault) {
    if (!(fault instanceof SourceFault) || !['permanent', 'drift', 'unavailable'].includes(fault.kind)) throw fault
    return { next: { kind: 'again', state: { ...done, costs: {}, byLine: true } satisfies State } }
  }
}

function firstOf(kept: Kept | null, now: Date): State {
  const isFresh = kept !== null && now.getTime() - kept.asked < freshMs
  return isFresh
    ? { at: 'orders', costs: null, asked: kept.asked, byLine: false, inner: null }
    : { at: 'table', costs: {}, after: null }
}

async function readOrders(
  state: OrdersState,
  kept: Kept | null,
  request: PullRequest,
  context: Context,
): Promise<PullStep> {
  const costs = state.costs ?? kept?.costs ?? {}
  const own = { ...request, state: state.inner ?? null, cursor: kept?.newest ?? null }
  const step = await pullPages(own, context, readingOf(costs, state.byLine))
  const { next } = step
  if (next.kind === 'again')
    return { ...step, next: { ...next, state: { ...state, inner: next.state } satisfies State } }
  if (next.kind !== 'done' || request.kind !== 'tip') return step
  const newest = typeof next.cursor === 'string' ? next.cursor : (kept?.newest ?? null)
  const asked = state.byLine ? 0 : state.asked // items are tried again by the next
  return { ...step, next: { ...next, cursor: { newest, costs, asked } satisfies Kept } }
}

function readingOf(costs: UnitCosts, byLine: boolean): OrderReading<Order> {
  const more = (id: string, after: string | null, context: Context) =>
    ask(context, costLinesQuery, More, { id, after }, { scope, isBeside: true })
  return {
    query: byLine ? costsByLineQuery : costsQuery,
    node: Order,
    scope,
    isBeside: true,
    linesOf: order => linesOf(order, costs),
    complete: (order, context) =>
      fill(order.lineItems, async after => (await more(order.id, after, context)).data.order.lineItems),
  }
}

function linesOf(order: Order, costs: UnitCosts): readonly OrderLine[] {
  if (order.test) return []
  return order.lineItems.nodes.flatMap(({ id, sku, quantity, isGiftCard, variant }) => {
    if (isGiftCard) return []
    const item = variant?.inventoryItem
    const cost = costs[numberOf(item?.id ?? '')] ?? item?.unitCost ?? undefined
    return [
      {
        orderId: order.id,
        lineId: id,
        sku: sku ?? '',
        units: String(quantity),
        amounts: cost === undefined ? {} : { cogs: Big(cost).times(quantity).toFixed() },
        purchasedAt: order.createdAt,
        changedAt: order.updatedAt,
        shippedAt: null,
        cancelledAt: order.cancelledAt ?? null,
        cancelledBy: null,
        refunds: [],
        buyer: null,
      },
    ]
  })
}
