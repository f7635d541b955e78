import { Big } from 'big.js'
import { z } from 'zod'
import { type Context, call, inSeconds, read } from '#src/connectors/amazon/client/api.ts'
import { createSums, SavedSums, type Sums } from '#src/connectors/amazon/client/sums.ts'
import type { Observed, PullRequest, PullStep, Window } from '#src/contracts/connector.ts'
import { eachDay, instantsOf, localDay } from '#src/domain/days.ts'
import { toMinor } from '#src/domain/money.ts'
import { refundMeasures } from '#src/domain/orders/measures.ts'
import { costOf, isAdvertising } from './cost-kind.ts'

/** What transactions tell; they know no cost of goods. */
const measures = [...refundMeasures, 'platform_fees', 'fulfilment_cost', 'storage_cost', 'other_cost'] as const

const Money = z.object({
  currencyAmount: z.union([z.number(), z.string()]).nullish(),
  currencyCode: z.string().nullish(),
})

interface Breakdown {
  readonly breakdownType?: string | null | undefined
  readonly breakdownAmount?: z.infer<typeof Money> | null | undefined
  readonly breakdowns?: readonly Breakdown[] | null | undefined
}
const Breakdown: z.ZodType<Breakdown> = z.lazy(() =>
  z.object({
    breakdownType: z.string().nullish(),
    breakdownAmount: Money.nullish(),
    breakdowns: z.array(Breakdown).nullish(),
  }),
)
const Contexts = z.array(z.object({ sku: z.string().nullish(), quantityShipped: z.number().nullish() })).nullish()
const Item = z.object({ totalAmount: Money.nullish(), breakdowns: z.array(Breakdown).nullish(), contexts: Contexts })
const Transaction = z.object({
  transactionId: z.string().nullish(),
  transactionType: z.string().nullish(),
  description: z.string().nullish(),
  postedDate: z.string(),
  totalAmount: Money.nullish(),
  relatedIdentifiers: z.array(z.object({ relatedIdentifierName: z.string().nullish() })).nullish(),
  sellingPartnerMetadata: z.object({ marketplaceId: z.string().nullish() }).nullish(),
  items: z.array(Item).nullish(),
  breakdowns: z.array(Breakdown).nullish(),
})
type Transaction = z.infer<typeof Transaction>
const Page = z.object({
  payload: z.object({ nextToken: z.string().nullish(), transactions: z.array(Transaction).nullish() }).nullish(),
})

const State = z.object({ query: z.string(), token: z.string(), sums: SavedSums, seen: z.array(z.string()) })
export type FinanceState = z.infer<typeof State>

/** Whether a kept state is one of `pullTransactions`; `null`: from the start. */
export function financeStateOf(state: unknown): FinanceState | null {
  const { success, data } = State.safeParse(state)
  return success ? data : null
}

/** `postedBefore` must lie more than two minutes in the past (API reference of listTransactions). */
const behindSeconds = 180

/**
 * Refunds and fees by the day on which they were posted, one page a step. Pages may be empty and yet go on.
 * https://developer-docs.amazon.com/sp-api/reference/listtransactions
 */
export async function pullTransactions(
  request: PullRequest,
  window: Window,
  state: FinanceState | null,
  context: Context,
  wrap: (state: FinanceState) => unknown,
): Promise<PullStep> {
  const query = state?.query ?? queryOf(request, window, context)
  const token = state ? `&nextToken=${encodeURIComponent(state.token)}` : ''
  const path = `/finances/2024-06-19/transactions?${query}${token}`
  const { payload } = read(Page, await call(context, { path, budgets: ['listTransactions'] }))
  const sums = createSums(state?.sums)
  const seen = new Set(state?.seen)
  for (const transaction of payload?.transactions ?? []) {
    const id = transaction.transactionId
    if (id && seen.has(id)) continue // pages may overlap
    if (id) seen.add(id)
    addTransaction(sums, transaction, request)
  }
  if (payload?.nextToken) {
    const next = { query, token: payload.nextToken, sums: sums.save(), seen: [...seen] }
    return { next: { kind: 'again', state: wrap(next) } }
  }
  const rows = sums.rows(eachDay(window.from, window.to), measures)
  const isQuiet = sums.save().length === 0
  return { days: isQuiet ? rows : rows.map(withoutUnknown), next: { kind: 'done', through: window.to } }
}

/** Fees are posted when an order ships, often a day later: a day without them says nothing, not zero. */
function withoutUnknown(row: Observed): Observed {
  const { platform_fees, ...others } = row.measures
  return platform_fees === '0' ? { ...row, measures: others } : row
}

function queryOf({ store }: PullRequest, window: Window, context: Context): string {
  const { start, end } = instantsOf(window, store.timeZone)
  const latest = inSeconds(context, -behindSeconds)
  return new URLSearchParams({
    postedAfter: new Date(start).toISOString(),
    postedBefore: new Date(Math.min(end, latest.getTime())).toISOString(),
    marketplaceId: store.externalId,
  }).toString()
}

/** A release of what was deferred tells the same money again. */
function isRelease({ relatedIdentifiers }: Transaction): boolean {
  return relatedIdentifiers?.some(one => one.relatedIdentifierName === 'DEFERRED_TRANSACTION_ID') ?? false
}

function addTransaction(sums: Sums, transaction: Transaction, { store }: PullRequest): void {
  if (isRelease(transaction)) return
  const day = localDay(new Date(transaction.postedDate), store.timeZone)
  const kind = `${transaction.transactionType ?? ''} ${transaction.description ?? ''}`
  if (isAdvertising(kind)) return
  const isRefund = /refund/i.test(transaction.transactionType ?? '')
  const items = transaction.items ?? []
  for (const item of items.length > 0 ? items : [transaction]) {
    const contexts = 'contexts' in item ? (item.contexts ?? []) : []
    const sku = contexts.find(one => one.sku)?.sku ?? ''
    const add = (measure: string, value: Big | number) => sums.add({ day, sku, measure, value })
    const breakdowns = item.breakdowns ?? []
    for (const fee of feesOf(breakdowns)) {
      if (isAdvertising(fee.name)) continue
      add(costOf(fee.name), minorOf(fee.amount, store.currency).times(-1))
    }
    if (isRefund) {
      add('refunds_amount', refundedOf(item, store.currency))
      add('refunds_count', contexts.find(one => one.quantityShipped)?.quantityShipped ?? 1)
    } else if (breakdowns.length === 0 && /fee|adjustment/i.test(transaction.transactionType ?? '')) {
      add(costOf(kind), minorOf(item.totalAmount, store.currency).times(-1))
    }
  }
}

/** Leaves of the branch of fees: each with its own name. */
function feesOf(
  breakdowns: readonly Breakdown[],
  inFees = false,
): readonly { name: string; amount: Breakdown['breakdownAmount'] }[] {
  return breakdowns.flatMap(one => {
    const name = one.breakdownType ?? ''
    const inside = inFees || /fees?$/i.test(name) || /commission/i.test(name)
    const parts = one.breakdowns ?? []
    if (parts.length > 0) return feesOf(parts, inside)
    return inside ? [{ name, amount: one.breakdownAmount }] : []
  })
}

/** What the buyer got back for products: the product charges; where they do not stand apart, all. Positive. */
function refundedOf(item: z.infer<typeof Item> | Transaction, currency: string): Big {
  const charges = productCharges(item.breakdowns ?? [])
  if (charges.length === 0) return minorOf(item.totalAmount, currency).abs()
  return charges.reduce((sum, one) => sum.plus(minorOf(one, currency)), new Big(0)).abs()
}

function productCharges(breakdowns: readonly Breakdown[]): readonly Breakdown['breakdownAmount'][] {
  return breakdowns.flatMap(one => {
    if (/^(productcharges?|(our)?price|principal|itemprice)$/i.test(one.breakdownType ?? ''))
      return [one.breakdownAmount]
    return productCharges(one.breakdowns ?? [])
  })
}

function minorOf(money: z.infer<typeof Money> | null | undefined, currency: string): Big {
  return new Big(toMinor(String(money?.currencyAmount ?? 0), money?.currencyCode ?? currency))
}
