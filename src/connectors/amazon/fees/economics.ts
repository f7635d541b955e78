import { Big } from 'big.js'
import { z } from 'zod'
import { type Context, isRefusal, read } from '#src/connectors/amazon/client/api.ts'
import {
  type KioskState,
  type KioskStep,
  kioskStateOf,
  newQuery,
  stepQuery,
} from '#src/connectors/amazon/client/data-kiosk.ts'
import { finishedDays } from '#src/connectors/amazon/client/days.ts'
import { economicsByDay } from '#src/connectors/amazon/client/queries.ts'
import { createSums, SavedSums, type Sums } from '#src/connectors/amazon/client/sums.ts'
import { type PullRequest, type PullStep, SourceFault, type Window } from '#src/contracts/connector.ts'
import { requireTold } from '#src/contracts/require-told.ts'
import { says } from '#src/contracts/said.ts'
import { daysBetween, eachDay, earlier, localDay } from '#src/domain/days.ts'
import { toMinor } from '#src/domain/money.ts'
import { refundMeasures } from '#src/domain/orders/measures.ts'
import type { Day } from '#src/domain/period/index.ts'
import { costOf, isAdvertising } from './cost-kind.ts'
import { type FinanceState, financeStateOf, pullTransactions } from './finances.ts'

/** What the feed tells of each whole day; `cogs` only where the seller entered unit costs. */
export const economicsMeasures = [
  ...refundMeasures,
  'platform_fees',
  'fulfilment_cost',
  'storage_cost',
  'other_cost',
  'cogs',
] as const

const always = economicsMeasures.filter(measure => measure !== 'cogs')

/** So far back the query reaches (schema text of the economics query). */
export const economicsHistoryDays = 730

const Amount = z.object({ amount: z.number(), currencyCode: z.string().nullish() }).nullish()
const Row = z.object({
  startDate: z.string(),
  msku: z.string().nullish(),
  sales: z
    .object({
      orderedProductSales: Amount,
      refundedProductSales: Amount,
      netUnitsSold: z.number().nullish(),
      unitsOrdered: z.number().nullish(),
      unitsRefunded: z.number().nullish(),
    })
    .nullish(),
  fees: z
    .array(
      z.object({
        feeTypeName: z.string(),
        charges: z.array(z.object({ aggregatedDetail: z.object({ totalAmount: Amount }).nullish() })).nullish(),
      }),
    )
    .nullish(),
  cost: z.object({ costOfGoodsSold: Amount }).nullish(),
})
type Row = z.infer<typeof Row>

/** A row has every field that the query names, `null` where there is nothing; costs the seller may never have entered. */
const askedFields = [
  'msku',
  'sales.orderedProductSales',
  'sales.refundedProductSales',
  'fees.charges.aggregatedDetail.totalAmount',
]

const State = z.object({
  via: z.enum(['kiosk', 'finances']),
  /** Data Kiosk answered, and told nothing. */
  toldNothing: z.boolean().optional(),
  inner: z.unknown(),
  sums: SavedSums,
})
type State = z.infer<typeof State>

/**
 * Fees, refunds and, where the seller entered unit costs, the cost of goods, per SKU and day from the economics query of
 * Data Kiosk; where that cannot be had for the marketplace, from the transactions of the Finances interface.
 */
export async function pullEconomics(request: PullRequest, context: Context): Promise<PullStep> {
  const window = finishedDays(request, context, economicsHistoryDays)
  if (!window) return { next: { kind: 'done', through: null } }
  const { success, data } = State.safeParse(request.state)
  const state: State = success ? data : { via: 'kiosk', inner: newQuery, sums: [] }
  if (state.via === 'finances') return viaFinances(request, window, state, context)
  const text = economicsByDay({ marketplace: request.store.externalId, ...window })
  const wrap = (inner: KioskState): State => ({ ...state, inner })
  let step: KioskStep
  try {
    step = await stepQuery(text, kioskStateOf(state.inner), context, wrap)
  } catch (error) {
    if (isRefusal(error)) return viaFinances(request, window, fromFinances, context)
    throw error
  }
  if ('failed' in step) return viaFinances(request, window, fromFinances, context)
  if ('next' in step) return step
  const toldNothing = step.rows.length === 0 && step.nextToken === null && state.sums.length === 0
  if (toldNothing) return viaFinances(request, window, { ...fromFinances, toldNothing }, context)
  const sums = createSums(state.sums)
  requireTold('Amazon', step.rows, ...askedFields)
  for (const row of read(z.array(Row), step.rows)) addRow(sums, row, request.store.currency)
  if (step.nextToken !== null) {
    const inner = { ...newQuery, pageToken: step.nextToken }
    return { next: { kind: 'again', state: { via: 'kiosk', inner, sums: sums.save() } satisfies State } }
  }
  return finish(sums, window, request, context)
}

const fromFinances: State = { via: 'finances', inner: null, sums: [] }

/**
 * Transactions are told within the day that runs, too. Where Data Kiosk told nothing of days (it does not serve every
 * marketplace) they are asked; without them, nothing is what there was.
 */
async function viaFinances(request: PullRequest, window: Window, state: State, context: Context): Promise<PullStep> {
  const wrap = (inner: FinanceState): State => ({ ...state, inner })
  const to = earlier(request.window.to, localDay(context.now(), request.store.timeZone))
  try {
    const step = await pullTransactions(request, { ...window, to }, financeStateOf(state.inner), context, wrap)
    return state.toldNothing && isQuiet(step) ? finish(createSums(), window, request, context) : step
  } catch (error) {
    if (!isRefusal(error) || !state.toldNothing) throw error
    return finish(createSums(), window, request, context)
  }
}

function isQuiet({ days = [], next }: PullStep): boolean {
  return next.kind === 'done' && days.every(({ measures }) => Object.values(measures).every(value => value === '0'))
}

function addRow(sums: Sums, row: Row, currency: string): void {
  const [day, sku] = [row.startDate.slice(0, 10), row.msku ?? '']
  const minor = (amount: z.infer<typeof Amount>) => minorOf(amount, currency)
  const add = (measure: string, value: Big | number) => sums.add({ day, sku, measure, value })
  const { sales } = row
  add('refunds_amount', minor(sales?.refundedProductSales).abs())
  add('refunds_count', Math.abs(sales?.unitsRefunded ?? 0))
  add(ordered, minor(sales?.orderedProductSales))
  for (const { feeTypeName, charges } of row.fees ?? []) {
    if (isAdvertising(feeTypeName)) continue
    const total = (charges ?? []).reduce((sum, one) => sum.plus(minor(one.aggregatedDetail?.totalAmount)), new Big(0))
    const measure = costOf(feeTypeName)
    add(measure, total)
    if (measure === 'platform_fees') add(feesOfSales, total)
  }
  const units = sales?.netUnitsSold ?? (sales?.unitsOrdered ?? 0) - Math.abs(sales?.unitsRefunded ?? 0)
  const cost = row.cost?.costOfGoodsSold
  if (cost) add('cogs', minor(cost).times(units))
  else if (units !== 0) add(withoutCost, 1)
}

/** Kept beside the measures to judge a day; never written. */
const [ordered, feesOfSales, withoutCost] = ['#ordered', '#fees of sales', '#without cost']

/** @throws SourceFault `drift` for an amount in another currency than the store's */
function minorOf(amount: z.infer<typeof Amount>, currency: string): Big {
  if (!amount) return new Big(0)
  if (amount.currencyCode && amount.currencyCode !== currency && amount.amount !== 0) {
    throw new SourceFault(
      'drift',
      says('otherCurrency', { vendor: 'Amazon', other: amount.currencyCode, own: currency }),
      {
        subject: 'currencyCode',
      },
    )
  }
  return new Big(toMinor(String(amount.amount), currency))
}

/**
 * Young days that are not there yet, or are out of balance, are taken later. What is older and empty, or stands before a
 * day that is told, was empty.
 */
const settledAfterDays = 4

/** Rows of the days up to the first that cannot be taken yet. An old day out of balance is left out, not written as zero. */
function finish(sums: Sums, window: Window, request: PullRequest, context: Context): PullStep {
  const today = localDay(context.now(), request.store.timeZone)
  const last = eachDay(window.from, window.to).findLast(day => sums.find(day, ordered) !== null)
  const taken: Day[] = []
  let through: Day | null = null
  for (const day of eachDay(window.from, window.to)) {
    const isYoung = daysBetween(day, today) < settledAfterDays
    const isThere = sums.find(day, ordered) !== null
    const isUsable = isThere ? isBalanced(sums, day) : !isYoung || (last !== undefined && day < last)
    if (!isUsable && isYoung) break
    if (isUsable) taken.push(day)
    through = day
  }
  const knowsFees = taken.some(day => sums.find(day, feesOfSales) !== null)
  const knowsNothing = !taken.some(day => sums.find(day, ordered) !== null)
  const told = knowsFees || knowsNothing ? always : always.filter(measure => measure !== 'platform_fees')
  const days = sums.rows(taken, told).map(row => ({ ...row, measures: measuresOf(row, sums) }))
  return { days, next: { kind: 'done', through } }
}

/** The query was seen to tell fees of sales beside sales of zero for days, three times (reports of users). */
function isBalanced(sums: Sums, day: Day): boolean {
  const isZero = sums.find(day, ordered)?.eq(0) ?? true
  return !(isZero && (sums.find(day, feesOfSales)?.gt(0) ?? false))
}

/** Without what only serves to judge. The store's cost of goods only where all that was sold has one. */
function measuresOf(row: { sku: string; day: Day; measures: Readonly<Record<string, string>> }, sums: Sums) {
  const told = Object.entries(row.measures).filter(([measure]) => !measure.startsWith('#'))
  const lacks = sums.find(row.day, withoutCost, row.sku) !== null
  const measures = Object.fromEntries(told.filter(([measure]) => measure !== 'cogs' || !lacks))
  const soldNothing = row.sku === '' && !lacks && measures.cogs === undefined
  return soldNothing ? { ...measures, cogs: '0' } : measures
}
