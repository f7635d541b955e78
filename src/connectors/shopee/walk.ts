import { z } from 'zod'
import {
  type OrderLine,
  type PullNext,
  type PullRequest,
  type PullStep,
  SourceFault,
} from '#src/contracts/connector.ts'
import { says } from '#src/contracts/said.ts'
import { type Context, call, read } from './api.ts'
import { Missing } from './faults.ts'
import { Flag, Order, optionalFields, Text } from './model.ts'
import { isOpen, narrowed, onward, Span, sinceOf, spanOf, untilOf } from './spans.ts'

/** Documented: 100 orders of a page, 50 orders of a detail. */
const perPage = 100
const perDetail = 50
/** Judgement: orders that are asked for one by one in a step. */
const alonePerStep = 4

const State = z.object({
  span: Span,
  pending: z.array(z.string()),
  /** Orders that were not given together with others. */
  alone: z.array(z.string()),
  /** An order that is listed was not given: its days are not told to be whole. */
  lost: z.boolean(),
  /** What the reader of the orders remembers. */
  memory: z.unknown().optional(),
})
type State = z.infer<typeof State>

const Page = z.object({
  response: z.object({
    more: Flag,
    next_cursor: Text,
    order_list: z.array(z.object({ order_sn: z.string().min(1), order_status: Text })).nullable(),
  }),
})
const Details = z.object({ response: z.object({ order_list: z.array(Order).nullable() }) })

/** What is made of orders: lines, what is remembered for the next, and orders to be read once more. */
export interface Reading {
  readonly lines: readonly OrderLine[]
  readonly memory: unknown
  readonly again: readonly string[]
}

/** Makes lines of orders; asks for more about them where it must. */
export type Reader = (
  orders: readonly Order[],
  of: { readonly request: PullRequest; readonly context: Context; readonly memory: unknown },
) => Promise<Reading>

/**
 * One step through the orders of a window: a list where none is pending, then some orders.
 * https://open.shopee.com/documents/v2/v2.order.get_order_list
 * @throws SourceFault
 */
export async function walkOrders(request: PullRequest, context: Context, reader: Reader): Promise<PullStep> {
  const before = request.state === null ? initial(request, context.now()) : State.parse(request.state)
  const isIdle = before.pending.length === 0 && before.alone.length === 0
  const state = isIdle && isOpen(before.span) ? await list(before, context) : before
  const { orders, left } = state.alone.length > 0 ? await readAlone(state, context) : await readTogether(state, context)
  const { lines, memory, again } = await reader(orders, { request, context, memory: state.memory })
  const next = { ...left, memory, pending: [...left.pending, ...again] }
  return { orders: lines, next: nextOf(next, request) }
}

function nextOf(state: State, { window }: PullRequest): PullNext {
  const goesOn = state.pending.length > 0 || state.alone.length > 0 || isOpen(state.span)
  if (goesOn) return { kind: 'again', state }
  return { kind: 'done', through: state.lost ? null : window.to, cursor: state.span.to }
}

function initial(request: PullRequest, now: Date): State {
  return { span: spanOf(request, now), pending: [], alone: [], lost: false, memory: null }
}

/** Lists a span, or halves it; an order that is not paid is no sale yet and is not read. */
async function list(state: State, context: Context): Promise<State> {
  const { span } = state
  const answer = await call(context, {
    name: 'order/get_order_list',
    budget: 'list',
    query: {
      time_range_field: span.by,
      time_from: sinceOf(span),
      time_to: untilOf(span),
      page_size: perPage,
      cursor: span.page,
      response_optional_fields: 'order_status',
    },
  })
  const { more, next_cursor, order_list } = read(Page, answer).response
  const shorter = narrowed(span, more)
  if (shorter) return { ...state, span: shorter }
  const found = (order_list ?? []).filter(order => order.order_status !== 'UNPAID').map(order => order.order_sn)
  return { ...state, pending: [...new Set(found)], span: onward(span, more ? next_cursor : '') }
}

interface Read {
  readonly orders: readonly Order[]
  readonly left: State
}

async function readTogether(state: State, context: Context): Promise<Read> {
  const numbers = state.pending.slice(0, perDetail)
  const orders = numbers.length === 0 ? [] : await detailsOf(numbers, context)
  const known = new Set(orders.map(order => order.order_sn))
  const alone = numbers.filter(number => !known.has(number))
  return { orders, left: { ...state, pending: state.pending.slice(perDetail), alone } }
}

/** One wrong number may spoil a whole call: what did not come is asked for by itself. */
async function readAlone(state: State, context: Context): Promise<Read> {
  const numbers = state.alone.slice(0, alonePerStep)
  const orders: Order[] = []
  for (const number of numbers) orders.push(...(await detailsOf([number], context)))
  const lost = state.lost || orders.length < numbers.length
  return { orders, left: { ...state, alone: state.alone.slice(alonePerStep), lost } }
}

/** https://open.shopee.com/documents/v2/v2.order.get_order_detail */
async function detailsOf(numbers: readonly string[], context: Context): Promise<readonly Order[]> {
  try {
    const answer = await call(context, {
      name: 'order/get_order_detail',
      budget: 'detail',
      query: { order_sn_list: numbers.join(','), response_optional_fields: optionalFields },
    })
    const found = read(Details, answer).response.order_list ?? []
    return [...new Map(found.map(order => [order.order_sn, order])).values()].filter(one =>
      numbers.includes(one.order_sn),
    )
  } catch (error) {
    if (error instanceof Missing) return []
    throw error
  }
}

/** @throws SourceFault `drift` for an order in another currency than the shop's: its figures would be wrong. */
export function checkCurrency({ currency }: Order, { store }: PullRequest): void {
  if (currency === '' || currency === store.currency) return
  throw new SourceFault('drift', says('otherCurrency', { vendor: 'Shopee', other: currency, own: store.currency }), {
    subject: 'order.currency',
  })
}
