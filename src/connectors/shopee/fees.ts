import { Big } from 'big.js'
import { z } from 'zod'
import { type OrderLine, type PullRequest, type PullStep, SourceFault } from '#src/contracts/connector.ts'
import { says } from '#src/contracts/said.ts'
import { toMinor } from '#src/domain/money.ts'
import { type Context, call, read } from './api.ts'
import { Access, type Escrow, escrowsOf, openAccess } from './escrow.ts'
import { Amount, Flag, Seconds } from './model.ts'
import { isOpen, narrowed, onward, Span, sinceOf, spanOf, untilOf } from './spans.ts'

/** Documented: 100 orders of a page, 50 of a call for their money. */
const perPage = 100
const perRead = 50

/** What it tells of each day on which money was paid out. */
export const feeMeasures = [
  'platform_fees',
  'payment_fees',
  'fulfilment_cost',
  'shipping_cost',
  'shipping_income',
  'affiliate_cost',
  'point_cost',
  'discount_platform',
  'other_cost',
] as const

const Released = z.object({ order_sn: z.string().min(1), escrow_release_time: Seconds })
const Page = z.object({ response: z.object({ more: Flag, escrow_list: z.array(Released).nullish() }) })

const State = z.object({
  span: Span,
  pending: z.array(z.object({ number: z.string(), at: z.string() })),
  access: Access,
  /** Money of an order that was paid out was not given: its days are not told to be whole. */
  lost: z.boolean(),
})
type State = z.infer<typeof State>

/**
 * What Shopee kept of orders, on the day on which it paid out the rest: then nothing of it changes any more.
 * https://open.shopee.com/documents/v2/v2.payment.get_escrow_list
 */
export async function pullFees(request: PullRequest, context: Context): Promise<PullStep> {
  const before = request.state === null ? initial(request, context.now()) : State.parse(request.state)
  const state = before.pending.length === 0 && isOpen(before.span) ? await list(before, context) : before
  const unknown = new Set<string>()
  const asked = state.pending.slice(0, perRead)
  const numbers = asked.map(one => one.number)
  const { found, owed, access } = await escrowsOf(numbers, numbers, context, state.access)
  if (!(access.together || access.single)) {
    throw new SourceFault('scope', says('shopeeMoney'), {
      subject: 'v2.payment.get_escrow_detail',
    })
  }
  const orders = asked.flatMap(({ number, at }) => {
    const escrow = found.get(number)
    if (!escrow) return []
    for (const [name] of newFees(escrow.order_income)) unknown.add(name)
    return [lineOf(number, at, escrow, request.store.currency)]
  })
  const again = asked.filter(one => owed.includes(one.number))
  const lost = state.lost || orders.length + again.length < asked.length
  const left = { ...state, access, lost, pending: [...state.pending.slice(perRead), ...again] }
  if (left.pending.length > 0 || isOpen(left.span))
    return { orders, unknown: [...unknown], next: { kind: 'again', state: left } }
  return {
    orders,
    unknown: [...unknown],
    next: { kind: 'done', through: lost ? null : request.window.to, cursor: left.span.to },
  }
}

function initial(request: PullRequest, now: Date): State {
  return { span: spanOf(request, now), pending: [], access: openAccess, lost: false }
}

async function list(state: State, context: Context): Promise<State> {
  const { span } = state
  const answer = await call(context, {
    name: 'payment/get_escrow_list',
    budget: 'escrow',
    query: {
      release_time_from: sinceOf(span),
      release_time_to: untilOf(span),
      page_size: perPage,
      page_no: Number(span.page || 1),
    },
  })
  const { more, escrow_list } = read(Page, answer).response
  const shorter = narrowed(span, more)
  if (shorter) return { ...state, span: shorter }
  const found = new Map((escrow_list ?? []).map(one => [one.order_sn, one.escrow_release_time]))
  const pending = [...found].flatMap(([number, at]) => (at === null ? [] : [{ number, at }]))
  return { ...state, pending, span: onward(span, more ? String(Number(span.page || 1) + 1) : '') }
}

/** A line without a sale: only what was kept, on the day of the payment. */
function lineOf(number: string, at: string, escrow: Escrow, currency: string): OrderLine {
  return {
    orderId: number,
    lineId: 'money',
    sku: '',
    units: '0',
    amounts: costsOf(escrow.order_income, currency),
    purchasedAt: at,
    changedAt: at,
    shippedAt: null,
    cancelledAt: null,
    cancelledBy: null,
    refunds: [],
    buyer: null,
  }
}

/**
 * Costs in minor units. Postage is what the shop itself bears: the actual fee less what the buyer, Shopee and the carrier
 * took over, and the way back. Taxes that Shopee withholds are no costs.
 */
export function costsOf(income: Escrow['order_income'], currency: string): OrderLine['amounts'] {
  const money = (amount: string | null) => Big(toMinor(amount ?? '0', currency))
  const sum = (...amounts: readonly (string | null)[]) => amounts.reduce((all, one) => all.plus(money(one)), Big(0))
  const commission = income.net_commission_fee ?? income.commission_fee
  const service = income.net_service_fee ?? income.service_fee
  const takenOver = sum(
    income.buyer_paid_shipping_fee,
    income.shopee_shipping_rebate,
    income.shipping_fee_discount_from_3pl,
  )
  const borne = money(income.actual_shipping_fee).minus(takenOver)
  const shipping = (borne.gt(0) ? borne : Big(0)).plus(money(income.reverse_shipping_fee))
  const insurance = [
    income.delivery_seller_protection_fee_premium_amount,
    income.shipping_seller_protection_fee_amount,
    income.overseas_return_service_fee,
  ]
  return {
    platform_fees: sum(commission, service, income.campaign_fee, income.seller_order_processing_fee).toFixed(),
    payment_fees: money(income.seller_transaction_fee).toFixed(),
    fulfilment_cost: money(income.fbs_fee).toFixed(),
    shipping_cost: shipping.toFixed(),
    shipping_income: money(income.buyer_paid_shipping_fee).toFixed(),
    affiliate_cost: money(income.order_ams_commission_fee).toFixed(),
    point_cost: money(income.seller_coin_cash_back).toFixed(),
    discount_platform: sum(income.shopee_discount, income.voucher_from_shopee).toFixed(),
    other_cost: sum(...insurance, ...newFees(income).map(([, amount]) => amount)).toFixed(),
  }
}

/** Fees that are documented and read above, are what a buyer or a carrier pays, or stand elsewhere (advertising). */
const known = new Set([
  ...['commission_fee', 'net_commission_fee', 'service_fee', 'net_service_fee', 'campaign_fee', 'fbs_fee'],
  ...[
    'seller_order_processing_fee',
    'seller_transaction_fee',
    'order_ams_commission_fee',
    'overseas_return_service_fee',
  ],
  ...['actual_shipping_fee', 'reverse_shipping_fee', 'estimated_shipping_fee', 'final_shipping_fee', 'shipping_fee'],
  ...['buyer_paid_shipping_fee', 'buyer_transaction_fee', 'buyer_service_fee', 'buyer_paid_packaging_fee'],
  ...['initial_buyer_txn_fee', 'credit_card_transaction_fee', 'bulky_handling_fee', 'ams_commission_fee'],
  ...['final_return_to_seller_shipping_fee', 'ads_escrow_top_up_fee_or_technical_support_fee'],
])

/** Fees that Shopee charges since this was written: other costs, told to administrators by name. */
function newFees(income: Escrow['order_income']): readonly (readonly [name: string, amount: string])[] {
  return Object.entries(income).flatMap(([name, value]) => {
    if (known.has(name) || !/(?:^|_)(?:fee|levy|charge|surcharge)s?$/.test(name)) return []
    const amount = Amount.safeParse(value).data ?? null
    return amount === null || Number(amount) === 0 ? [] : [[name, amount] as const]
  })
}
