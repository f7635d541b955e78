import { z } from 'zod'
import type { OrderLine, PullNext, PullRequest, PullStep } from '#src/contracts/connector.ts'
import { instantsOf, localDay, shiftDays } from '#src/domain/days.ts'
import { call, Refusal, read } from './api.ts'
import { linesOf } from './lines.ts'
import { Instant, Order, orderFields } from './order-model.ts'
import type { Context } from './token.ts'

/** Rows of a page: no limit is stated; up to 2,000 are in use. Orders are read one a second. */
const perPage = 500
const ordersPerStep = 12

/** Judgement: when days are read again, orders that did not change for a week were read by the nights before. */
const unchangedMs = 7 * 86_400_000
/** Judgement: clocks and a list that is still being written. */
const overlapMs = 600_000

export const timeZone = 'Asia/Tokyo'

const State = z.object({
  from: z.string(),
  to: z.string(),
  /** Row of the next page; `null`: all are listed. */
  start: z.number().nullable(),
  pending: z.array(z.string()),
  /** Orders changed before are not read; `null`: all are. */
  since: z.number().nullable(),
  begun: z.number(),
  lost: z.boolean(),
})
type State = z.infer<typeof State>

const Listed = z.object({
  OrderId: z.string(),
  LastUpdateTime: z.union([z.literal(''), Instant]).optional(),
})
const List = z.object({
  Result: z.object({
    Search: z.object({ TotalCount: z.coerce.number(), OrderInfo: z.array(Listed).optional() }),
  }),
})
const Info = z.object({ ResultSet: z.object({ Result: z.object({ OrderInfo: z.array(Order).min(1) }) }) })

/** One step: a page of the list, then some orders. */
export async function pullOrders(request: PullRequest, context: Context): Promise<PullStep> {
  const before = request.state === null ? initial(request, context.now()) : State.parse(request.state)
  if (Number(before.from) > Number(before.to)) return { next: { kind: 'done', through: request.window.to } }
  const isListing = before.pending.length === 0 && before.start !== null
  const state = isListing ? await listUnlessTooOld(before, request, context) : before
  if (state === null) return { next: { kind: 'nothing', reason: 'no-data', zeros: false } }
  const { orders, lost } = await readOrders(state.pending.slice(0, ordersPerStep), request.store.currency, context)
  const left = { ...state, lost: state.lost || lost, pending: state.pending.slice(ordersPerStep) }
  return { orders, next: nextOf(left, request) }
}

/** A single order may be gone; when all are refused, the request itself is wrong. */
async function readOrders(ids: readonly string[], currency: string, context: Context) {
  const orders: OrderLine[] = []
  const refusals: Refusal[] = []
  for (const id of ids) {
    try {
      orders.push(...linesOf(await getOrder(id, context), currency))
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      refusals.push(error)
    }
  }
  const [refusal] = refusals
  if (refusal !== undefined && refusals.length === ids.length && ids.length > 1) throw refusal
  return { orders, lost: refusal !== undefined }
}

/** Days with an order that Yahoo! lists and does not give are not told to be whole. */
function nextOf(state: State, { window }: PullRequest): PullNext {
  if (state.pending.length > 0 || state.start !== null) return { kind: 'again', state }
  return { kind: 'done', through: state.lost ? null : window.to, cursor: state.begun }
}

function initial({ window, kind, cursor }: PullRequest, now: Date): State {
  const { start, end } = instantsOf(window, timeZone, 1_000)
  const read = typeof cursor === 'number' ? cursor - overlapMs : null
  return {
    from: stamp(new Date(start)),
    to: stamp(new Date(Math.min(end, now.getTime()))),
    start: 1,
    pending: [],
    since: kind === 'tip' ? read : kind === 'restate' ? now.getTime() - unchangedMs : null,
    begun: now.getTime(),
    lost: false,
  }
}

/** Judgement: how far back orders are listed is not stated; a refusal of days older than this means that they are not. */
const surelyListedDays = 180

/** `null`: days so old are not listed any more. */
async function listUnlessTooOld(state: State, { window }: PullRequest, context: Context): Promise<State | null> {
  try {
    return await listPage(state, context)
  } catch (error) {
    const oldest = shiftDays(localDay(context.now(), timeZone), -surelyListedDays)
    if (error instanceof Refusal && window.to < oldest) return null
    throw error
  }
}

/** Lists orders by the time of the order: no other time can be searched. */
export async function listPage(state: State, context: Context): Promise<State> {
  const start = state.start ?? 1
  const { data } = await call(context, 'orderList', listBody(context.keys.seller_id, state, start, perPage))
  const { TotalCount, OrderInfo = [] } = read(List, data).Result.Search
  const changed = OrderInfo.filter(
    ({ LastUpdateTime: at }) => !at || state.since === null || Date.parse(at) >= state.since,
  )
  const next = start + OrderInfo.length
  const isDoubtful = TotalCount < next - 1 // less than what came is none to go by
  return {
    ...state,
    pending: changed.map(order => order.OrderId),
    start: OrderInfo.length > 0 && (next <= TotalCount || isDoubtful) ? next : null,
  }
}

/** The body of orderList for a span of order times. */
export function listBody(
  seller: string,
  span: { readonly from: string; readonly to: string },
  start: number,
  rows: number,
) {
  return {
    Search: {
      Result: rows,
      Start: start,
      Sort: '+order_time',
      Condition: { OrderTimeFrom: span.from, OrderTimeTo: span.to },
      Field: 'OrderId,OrderTime,LastUpdateTime,OrderStatus',
    },
    SellerId: seller,
  }
}

async function getOrder(id: string, context: Context): Promise<Order> {
  const body = { Target: { OrderId: id, Field: orderFields }, SellerId: context.keys.seller_id }
  const { data } = await call(context, 'orderInfo', body)
  const [order] = read(Info, data).ResultSet.Result.OrderInfo
  if (!order) throw new Refusal('no order')
  return order
}

/** `yyyyMMddHHmmss` in Japan's time. */
export function stamp(at: Date): string {
  return new Date(at.getTime() + 9 * 3_600_000).toISOString().slice(0, 19).replaceAll(/\D/g, '')
}
