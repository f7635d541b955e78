import { z } from 'zod'
import { SourceFault } from '#src/contracts/connector.ts'
import { type Context, call, read } from './api.ts'
import { Missing } from './faults.ts'
import { Amount, Text } from './model.ts'

const Item = z.object({
  item_id: Text,
  model_id: Text,
  seller_discount: Amount,
  shopee_discount: Amount,
  discount_from_voucher_seller: Amount,
})
export type EscrowItem = z.infer<typeof Item>

/** What we read of the money of an order. */
export const Escrow = z.object({
  order_sn: Text,
  order_income: z.looseObject({
    voucher_from_seller: Amount,
    voucher_from_shopee: Amount,
    shopee_discount: Amount,
    seller_coin_cash_back: Amount,
    commission_fee: Amount,
    service_fee: Amount,
    net_commission_fee: Amount,
    net_service_fee: Amount,
    campaign_fee: Amount,
    seller_order_processing_fee: Amount,
    seller_transaction_fee: Amount,
    order_ams_commission_fee: Amount,
    fbs_fee: Amount,
    actual_shipping_fee: Amount,
    buyer_paid_shipping_fee: Amount,
    shopee_shipping_rebate: Amount,
    shipping_fee_discount_from_3pl: Amount,
    reverse_shipping_fee: Amount,
    delivery_seller_protection_fee_premium_amount: Amount,
    shipping_seller_protection_fee_amount: Amount,
    overseas_return_service_fee: Amount,
    items: z.array(Item).nullish(),
  }),
})
export type Escrow = z.infer<typeof Escrow>

const Many = z.object({ response: z.array(z.object({ escrow_detail: z.unknown().optional() })).nullish() })
const One = z.object({ response: z.unknown().optional() })

/** How the money of orders can be asked for; remembered within a pull. */
export const Access = z.object({
  /** Fifty orders in a call; some applications only have the single call. */
  together: z.boolean(),
  single: z.boolean(),
  /** Calls that failed in a row. */
  failures: z.number(),
})
export type Access = z.infer<typeof Access>

/** Nothing is known yet. */
export const openAccess: Access = { together: true, single: true, failures: 0 }

/** Judgement: after so many failures in a row a pull goes on without; a second call of a step is no luxury. */
const maxFailures = 5
const singlesPerStep = 6
const shortMs = 10_000

/** The money of orders, as far as it came; `owed` could not be asked in this step. */
export interface Escrows {
  readonly found: ReadonlyMap<string, Escrow>
  readonly owed: readonly string[]
  readonly access: Access
}

/**
 * The money of orders, fifty in a call; those in `needed` one by one where that call is not open to the application.
 * https://open.shopee.com/documents/v2/v2.payment.get_escrow_detail_batch and v2.payment.get_escrow_detail
 */
export async function escrowsOf(
  numbers: readonly string[],
  needed: readonly string[],
  context: Context,
  access: Access,
): Promise<Escrows> {
  if (numbers.length === 0) return { found: new Map(), owed: [], access }
  if (access.together) {
    const many = await attempt(context, access, () => together(numbers, context))
    if (many.value !== null) return { found: many.value, owed: [], access: many.access }
    if (many.access.together) return { found: new Map(), owed: numbers, access: many.access }
    return oneByOne(needed, context, many.access)
  }
  return oneByOne(needed, context, access)
}

async function together(numbers: readonly string[], context: Context): Promise<ReadonlyMap<string, Escrow>> {
  const answer = await call(context, {
    name: 'payment/get_escrow_detail_batch',
    budget: 'escrow',
    body: { order_sn_list: numbers },
  })
  const parsed = (read(Many, answer).response ?? []).flatMap(one => escrowIn(one.escrow_detail))
  return byNumber(parsed, numbers)
}

/** An order that has no money yet has an empty place. @throws SourceFault `drift` for a place that is filled otherwise */
function escrowIn(detail: unknown): readonly Escrow[] {
  if (detail === null || detail === undefined) return []
  const isEmpty = typeof detail === 'object' && (!('order_income' in detail) || detail.order_income === null)
  return isEmpty ? [] : [read(Escrow, detail)]
}

/** An order that has no money yet is left out of the answer. */
function byNumber(found: readonly Escrow[], numbers: readonly string[]): ReadonlyMap<string, Escrow> {
  return new Map(found.filter(one => numbers.includes(one.order_sn)).map(one => [one.order_sn, one]))
}

async function oneByOne(numbers: readonly string[], context: Context, before: Access): Promise<Escrows> {
  const found = new Map<string, Escrow>()
  let access = before
  for (const [index, number] of numbers.entries()) {
    if (!access.single) break
    const rest = () => ({ found, owed: numbers.slice(index), access })
    if (index >= singlesPerStep) return rest()
    const one = await attempt(context, access, () => single(number, context), index > 0)
    access = one.access
    if (one.value === null && access.single) return rest()
    for (const [key, escrow] of one.value ?? []) found.set(key, escrow)
  }
  return { found, owed: [], access }
}

async function single(number: string, context: Context): Promise<ReadonlyMap<string, Escrow>> {
  try {
    const answer = await call(context, {
      name: 'payment/get_escrow_detail',
      budget: 'escrow',
      query: { order_sn: number },
    })
    return byNumber(escrowIn(read(One, answer).response), [number])
  } catch (error) {
    if (error instanceof Missing) return new Map()
    throw error
  }
}

/**
 * Tries a call that orders do not depend on. What is not open is not asked again; what fails is tried later, some times.
 * `value` `null`: no answer. A step that has something already ends at a short pause instead of failing.
 */
async function attempt<T>(context: Context, access: Access, ask: () => Promise<T>, hasSome = false) {
  try {
    return { value: await ask(), access: { ...access, failures: 0 } }
  } catch (error) {
    if (!(error instanceof SourceFault) || ['authorisation', 'drift'].includes(error.kind)) throw error
    if (error.kind === 'throttled' && isShort(error, context.now())) {
      if (hasSome) return { value: null, access }
      throw error
    }
    const failures = access.failures + 1
    if (error.kind === 'transient' && failures < maxFailures) return { value: null, access: { ...access, failures } }
    const closed = access.together ? { together: false } : { single: false }
    return { value: null, access: { ...access, ...closed, failures: 0 } }
  }
}

function isShort({ until }: SourceFault, now: Date): boolean {
  return until === null || until.getTime() - now.getTime() < shortMs
}
