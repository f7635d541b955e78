import { Big } from 'big.js'
import { z } from 'zod'
import {
  type OrderLine,
  type PullRequest,
  type PullStep,
  type ReturnReason,
  SourceFault,
} from '#src/contracts/connector.ts'
import { says } from '#src/contracts/said.ts'
import { instantsOf } from '#src/domain/days.ts'
import { toMinor } from '#src/domain/money.ts'
import { refundMeasures, returnedGoodsMeasures } from '#src/domain/orders/measures.ts'
import { type Context, call, read } from './api.ts'
import { marketOf } from './markets.ts'
import { Amount, instantOf, Text } from './model.ts'

/** The documented size of a page; no larger one is promised. */
const perPage = 10
/** Found by sellers: behind it a list is empty, however long it is. */
const lastPage = 100
/** Judgement: a list that changed while it was read is read again, so often at most. */
const maxRounds = 3
/** Judgement: clocks, and a list that is still being written. */
const overlapMs = 600_000

const Line = z.object({
  reverse_order_line_id: Text,
  reverse_status: Text,
  refund_amount: Amount,
  reason_text: Text,
  seller_sku_id: Text,
  platform_sku_id: Text,
  return_order_line_gmt_create: Text,
  return_order_line_gmt_modified: Text,
})
const Reverse = z.object({
  reverse_order_id: Text,
  trade_order_id: Text,
  request_type: Text,
  reverse_order_lines: z.array(Line).nullish(),
})
type Reverse = z.infer<typeof Reverse>
const List = z.object({ total: Amount, items: z.array(Reverse).nullish() })
const Page = z.union([z.object({ result: List }), z.object({ data: List }).transform(({ data }) => ({ result: data }))])

const State = z.object({
  by: z.enum(['ReverseOrderLineTimeRange', 'ReverseOrderLineModifiedTimeRange']),
  from: z.number(),
  to: z.number(),
  page: z.number(),
  /** How many the first page said there are; another number at the end: it moved. */
  total: z.number().nullable(),
  /** Returns on the pages so far: a page may hold fewer than were asked for. */
  seen: z.number().default(0),
  rounds: z.number(),
  /** Times that follow: a list says nothing behind its hundredth page. */
  rest: z.array(z.object({ from: z.number(), to: z.number() })).default([]),
})
type State = z.infer<typeof State>

/** What it tells of each day on which something came back. */
export const returnMeasures = [...refundMeasures, ...returnedGoodsMeasures] as const

/**
 * Returns and refunds, a page a step: goods on the day on which the return was asked for, money on the day on which it
 * was paid back. https://open.lazada.com/apps/doc/api?path=%2Freverse%2Fgetreverseordersforseller
 */
export async function pullReturns(request: PullRequest, context: Context): Promise<PullStep> {
  const state = request.state === null ? initial(request, context.now()) : State.parse(request.state)
  if (state.from > state.to) return { next: { kind: 'done', through: request.window.to, cursor: state.to } }
  const answer = await call(context, {
    path: '/reverse/getreverseordersforseller',
    budget: 'returns',
    query: {
      page_no: state.page,
      page_size: perPage,
      [`${state.by}Start`]: state.from,
      [`${state.by}End`]: state.to,
    },
  })
  const { total, items } = read(Page, answer).result
  const found = items ?? []
  const count = Number(total ?? found.length)
  const halves = state.page === 1 && count > perPage * lastPage ? halved(state) : null
  if (halves) return { next: { kind: 'again', state: halves } }
  const orders = found.flatMap(one => linesOf(one, request.store.currency, context))
  const unknown = unknownIn(found)
  const seen = state.seen + found.length
  if (found.length > 0 && (seen < count || count < seen)) {
    const onward = { ...state, page: state.page + 1, total: state.total ?? count, seen }
    return { orders, unknown, next: { kind: 'again', state: onward } }
  }
  const moved = state.total !== null && state.total !== count && state.rounds < maxRounds
  if (moved)
    return {
      orders,
      unknown,
      next: { kind: 'again', state: { ...state, page: 1, total: null, seen: 0, rounds: state.rounds + 1 } },
    }
  const [next, ...rest] = state.rest
  if (next) {
    const begun = { ...state, ...next, rest, page: 1, total: null, seen: 0, rounds: 0 }
    return { orders, unknown, next: { kind: 'again', state: begun } }
  }
  return { orders, unknown, next: { kind: 'done', through: request.window.to, cursor: state.to } }
}

/** `null`: it is one moment already. */
function halved(state: State): State | null {
  const middle = state.from + Math.floor((state.to - state.from) / 2)
  if (middle <= state.from) return null
  return { ...state, to: middle, rest: [{ from: middle + 1, to: state.to }, ...state.rest] }
}

function initial({ window, store, kind, cursor }: PullRequest, now: Date): State {
  const { start, end } = instantsOf(window, store.timeZone, 1)
  const begun = { page: 1, total: null, seen: 0, rounds: 0, rest: [] }
  if (kind !== 'tip')
    return { by: 'ReverseOrderLineTimeRange', from: start, to: Math.min(end, now.getTime()), ...begun }
  const from = typeof cursor === 'number' ? cursor - overlapMs : start
  return { by: 'ReverseOrderLineModifiedTimeRange', from, to: now.getTime(), ...begun }
}

/** What a status (`reverse_status`) says of the money: given back or surely to be, taken back or refused, or not yet known. */
const states: Readonly<Record<string, 'paid' | 'nothing' | 'open'>> = {
  REQUEST_INITIATE: 'open',
  REQUEST_REJECT: 'nothing',
  REQUEST_CANCEL: 'nothing',
  REQUEST_COMPLETE: 'paid',
  CANCEL_INIT: 'open',
  CANCEL_SUCCESS: 'paid',
  CANCEL_REFUND_ISSUED: 'paid',
  REFUND_PENDING: 'open',
  REFUND_AUTHORIZED: 'paid',
  REFUND_ISSUED: 'paid',
  REFUND_SUCCESS: 'paid',
  REFUND_REJECT: 'nothing',
  SELLER_AGREE_RETURN: 'open',
  SELLER_REJECT_RETURN: 'nothing',
  SELLER_AGREE_REFUND: 'paid',
  SELLER_REJECT_REFUND: 'nothing',
  BUYER_RETURN_ITEM: 'open',
  RETURN_PICKUP_PENDING: 'open',
  RTM_INIT: 'open',
  RTM_RECEIVE_ITEM: 'open',
  RTM_CANCELED: 'nothing',
}

/** By its name; one that is not known by its words. */
export function stateOf(status: string): 'paid' | 'nothing' | 'open' {
  const name = status.toUpperCase()
  const known = states[name]
  if (known) return known
  if (/REJECT|CANCEL/.test(name)) return 'nothing'
  return /SUCCESS|COMPLETE|AUTHORI[SZ]ED|ISSUED|AGREE_REFUND|REFUNDED|REFUND_PAID/.test(name) ? 'paid' : 'open'
}

function unknownIn(found: readonly Reverse[]): readonly string[] {
  const names = found.flatMap(one => (one.reverse_order_lines ?? []).map(line => line.reverse_status.toUpperCase()))
  return [...new Set(names.filter(name => name !== '' && states[name] === undefined))].map(
    name => `reverse_status ${name}`,
  )
}

/** A cancellation before shipping stands in its order; the rest is a line for each unit that comes back. */
function linesOf(one: Reverse, currency: string, { keys }: Context): readonly OrderLine[] {
  if (one.request_type.toUpperCase() === 'CANCEL') return []
  const { hours } = marketOf(keys.country)
  return (one.reverse_order_lines ?? []).map((line, index) => {
    const asked = instantOf(line.return_order_line_gmt_create, hours)
    const changed = instantOf(line.return_order_line_gmt_modified, hours) ?? asked
    if (asked === null || changed === null) {
      throw new SourceFault('drift', says('noReturnTime', { vendor: 'Lazada' }), {
        subject: 'return_order_line_gmt_create',
      })
    }
    const state = stateOf(line.reverse_status)
    const amount = refundOf(line.refund_amount, keys.country, currency)
    const isPaid = state === 'paid' && Number(amount) > 0
    const returns = state === 'nothing' || one.request_type.toUpperCase() === 'ONLY_REFUND'
    return {
      orderId: one.trade_order_id || one.reverse_order_id,
      lineId: `${one.reverse_order_id}/${line.reverse_order_line_id || index}`,
      sku: line.seller_sku_id || line.platform_sku_id,
      units: '0',
      amounts: {},
      purchasedAt: asked,
      changedAt: changed,
      shippedAt: null,
      cancelledAt: null,
      cancelledBy: null,
      refunds: isPaid ? [{ id: one.reverse_order_id, at: changed, amount, units: '1' }] : [],
      returns: returns ? [] : [{ at: asked, units: '1', reason: reasonOf(line.reason_text) }],
      backOnly: true,
      buyer: null,
    }
  })
}

/** Told in hundredths, in Vietnam in dong. */
function refundOf(told: string | null, country: string, currency: string): string {
  const amount = Big(told ?? 0)
  return toMinor((country === 'vn' ? amount : amount.div(100)).toFixed(), currency)
}

/** By the words of the reason: its numbers differ by country. */
export function reasonOf(words: string): ReturnReason {
  return reasons.find(([pattern]) => pattern.test(words))?.[1] ?? 'other'
}

const reasons: readonly (readonly [RegExp, ReturnReason])[] = [
  [/not receiv|never receiv|not deliver|failed deliver|lost/i, 'undelivered'],
  [/\bsize|fit\b/i, 'size'],
  [/wrong|missing|incomplete/i, 'wrong_item'],
  [/defect|quality|not work|faulty|expired|function/i, 'quality'],
  [/damage|broken|leak/i, 'damaged'],
  [/descri|advertis|counterfeit|fake|not as|different|match/i, 'not_as_described'],
  [/mind|no longer|unwanted|don.t want/i, 'change_of_mind'],
  [/late\b|delay/i, 'late'],
]
