import { Big } from 'big.js'
import { z } from 'zod'
import type { PullRequest, PullStep } from '#src/contracts/connector.ts'
import { requireTold } from '#src/contracts/require-told.ts'
import { eachDay, earlier, localDay } from '#src/domain/days.ts'
import { type Context, read } from './api.ts'
import { Amount, minorOf } from './order-model.ts'
import { shorter, spanOf } from './paging.ts'
import { signedCall } from './signed-call.ts'

/** Which kind of transaction is which cost; sales, their fees and refunds are told with the orders. */
const kinds = [
  { type: 'SHIPPING_LABEL', measure: 'shipping_cost' },
  { type: 'NON_SALE_CHARGE', measure: 'other_cost' },
] as const

/** What each whole day of the feed has. */
export const financeMeasures = kinds.map(({ measure }) => measure)

/** The default is 20, the most 1,000 (getTransactions). */
const perPage = 1_000

const Transaction = z.object({
  transactionId: z.string(),
  transactionDate: z.iso.datetime({ offset: true }),
  bookingEntry: z.string().nullish(),
  feeType: z.string().nullish(),
  amount: Amount,
})
const Page = z.object({
  transactions: z.array(Transaction).nullish(),
  total: z.string().nullish(),
  next: z.string().nullish(),
})
type Transaction = z.infer<typeof Transaction>

/** Costs by transaction, so that one that stands on two pages counts once: measure, day, minor units. */
const State = z.object({
  kind: z.number(),
  offset: z.number(),
  limit: z.number().default(1_000),
  booked: z.record(z.string(), z.tuple([z.string(), z.string(), z.string()])),
})
type State = z.infer<typeof State>

/**
 * Labels and charges beside sales, by the day of booking: one page of one kind a step. Fees for promoted listings are told
 * with the advertising. https://developer.ebay.com/api-docs/sell/finances/resources/transaction/methods/getTransactions
 */
export async function pullFinances(request: PullRequest, context: Context): Promise<PullStep> {
  const { store } = request
  const state: State =
    request.state === null ? { kind: 0, offset: 0, limit: perPage, booked: {} } : State.parse(request.state)
  const kind = kinds[state.kind]
  if (!kind) return finish(state, request, context)
  const { transactions, more } = await readPage(request, context, kind.type, state)
  const booked = { ...state.booked }
  for (const one of transactions) {
    if (/AD_FEE|PROMOTED/.test(one.feeType ?? '')) continue
    const day = localDay(new Date(one.transactionDate), store.timeZone)
    booked[one.transactionId] = [kind.measure, day, costOf(one, store.currency)]
  }
  const count = transactions.length
  const behind =
    count < state.limit ? shorter(state.offset, count) : { offset: state.offset + count, limit: state.limit }
  const next = more ? { ...state, ...behind, booked } : { kind: state.kind + 1, offset: 0, limit: perPage, booked }
  return next.kind < kinds.length ? { next: { kind: 'again', state: next } } : finish(next, request, context)
}

async function readPage(request: PullRequest, context: Context, type: string, { offset, limit }: State) {
  const [from, to] = spanOf({ ...request, kind: 'backfill' }, context.now())
  const range = `[${new Date(from).toISOString()}..${new Date(to).toISOString()}]`
  const query = new URLSearchParams({
    filter: `transactionDate:${range},transactionType:{${type}}`,
    limit: String(limit),
    offset: String(offset),
  })
  const answer = await signedCall(context, {
    at: 'EBAY_FINANCES_URL',
    path: `/sell/finances/v1/transaction?${query}`,
    marketplace: request.store.extra?.marketplace ?? 'EBAY_US',
    budget: 'finances',
    optional: true,
  })
  const said = answer?.exactJson()
  requireTold('eBay', said, 'transactions?.bookingEntry')
  if (type === 'NON_SALE_CHARGE') requireTold('eBay', said, 'transactions?.feeType')
  const page = answer ? read(Page, said) : null
  const transactions = page?.transactions ?? []
  const end = offset + transactions.length
  const more = transactions.length > 0 && (end < Number(page?.total ?? 0) || Boolean(page?.next))
  return { transactions, more }
}

/** Amounts are positive: the entry says whether money went (`DEBIT`) or came back (`CREDIT`). */
function costOf({ amount, bookingEntry }: Transaction, currency: string): string {
  const value = Big(minorOf(amount, currency)).abs()
  return (bookingEntry === 'CREDIT' ? value.times(-1) : value).toFixed()
}

function finish({ booked }: State, { window, store }: PullRequest, context: Context): PullStep {
  const sums = new Map<string, Big>()
  for (const [measure, day, amount] of Object.values(booked)) {
    const key = `${day} ${measure}`
    sums.set(key, (sums.get(key) ?? Big(0)).plus(amount))
  }
  const last = earlier(window.to, localDay(context.now(), store.timeZone))
  const days = eachDay(window.from, last).map(day => ({
    sku: '',
    day,
    measures: Object.fromEntries(financeMeasures.map(id => [id, (sums.get(`${day} ${id}`) ?? Big(0)).toFixed()])),
  }))
  return { days, next: { kind: 'done', through: window.to } }
}
