import { z } from 'zod'
import {
  type OrderLine,
  type PullRequest,
  type PullStep,
  type ReturnReason,
  SourceFault,
} from '#src/contracts/connector.ts'
import { requireTold } from '#src/contracts/require-told.ts'
import { says } from '#src/contracts/said.ts'
import { toMinor } from '#src/domain/money.ts'
import { refundMeasures, returnedGoodsMeasures } from '#src/domain/orders/measures.ts'
import { split } from '#src/domain/orders/split.ts'
import { type Context, call, read } from './api.ts'
import { skuOf } from './lines.ts'
import { Amount, Flag, Seconds, Text } from './model.ts'
import { isOpen, narrowed, onward, Span, sinceOf, spanOf, untilOf } from './spans.ts'

/** Documented: the most that a page may hold. */
const perPage = 100

const Item = z.object({
  item_id: Text,
  model_id: Text,
  item_sku: Text,
  variation_sku: Text,
  amount: Amount,
  item_price: Amount,
})
const Return = z.object({
  return_sn: z.string().min(1),
  order_sn: Text,
  status: Text,
  reason: Text,
  reassessed_request_reason: Text,
  refund_amount: Amount,
  currency: Text,
  create_time: Seconds,
  update_time: Seconds,
  item: z.array(Item).nullish(),
})
type Return = z.infer<typeof Return>
const Page = z.object({ response: z.object({ more: Flag, return: z.array(Return).nullish() }) })

/** What it tells of each day on which something came back. */
export const returnMeasures = [...refundMeasures, ...returnedGoodsMeasures] as const

/**
 * Returns and refunds, a page a step: goods on the day on which the return was asked for, money on the day on which it
 * was paid back. https://open.shopee.com/documents/v2/v2.returns.get_return_list
 */
export async function pullReturns(request: PullRequest, context: Context): Promise<PullStep> {
  const span = request.state === null ? spanOf(request, context.now()) : Span.parse(request.state)
  if (!isOpen(span)) return { next: { kind: 'done', through: request.window.to, cursor: span.to } }
  const prefix = span.by
  const answer = await call(context, {
    name: 'returns/get_return_list',
    budget: 'returns',
    query: {
      page_no: Number(span.page),
      page_size: perPage,
      [`${prefix}_from`]: sinceOf(span),
      [`${prefix}_to`]: untilOf(span),
    },
  })
  const told = ['order_sn', 'status', 'create_time', 'update_time', 'refund_amount', 'item.item_id', 'item.amount']
  requireTold('Shopee', answer, ...told.map(name => `response.return?.${name}`))
  const { more, return: found } = read(Page, answer).response
  const shorter = narrowed(span, more)
  if (shorter) return { next: { kind: 'again', state: shorter } }
  const orders = (found ?? []).flatMap(one => linesOf(one, request.store.currency))
  const left = onward(span, more ? String(Number(span.page) + 1) : '')
  if (isOpen(left)) return { orders, next: { kind: 'again', state: left } }
  return { orders, next: { kind: 'done', through: request.window.to, cursor: span.to } }
}

/** The buyer has the money back; a request that was taken back or refused brings nothing. */
const paidBack = /^(?:RETURN_)?(?:ACCEPTED|REFUND_PAID|REFUNDED|COMPLETED)$/
const nothingBack = /^(?:RETURN_)?(?:CANCELLED|CLOSED)$/

/** One line for each item; the money is spread by price. */
function linesOf(one: Return, currency: string): readonly OrderLine[] {
  const asked = one.create_time ?? one.update_time
  if (asked === null)
    throw new SourceFault('drift', says('noReturnTime', { vendor: 'Shopee' }), { subject: 'return.create_time' })
  if (one.currency !== '' && one.currency !== currency) {
    const said = says('otherCurrency', { vendor: 'Shopee', other: one.currency, own: currency })
    throw new SourceFault('drift', said, { subject: 'return.currency' })
  }
  const items = one.item && one.item.length > 0 ? one.item : [noItem]
  const weights = items.map(item => String(Number(item.item_price ?? 0) * Number(item.amount ?? 1)))
  const amounts = split(toMinor(one.refund_amount ?? '0', currency), weights)
  return items.map((item, index) => lineOf(one, item, { asked, amount: amounts[index] ?? '0', index }))
}

const noItem: z.infer<typeof Item> = {
  item_id: '',
  model_id: '',
  item_sku: '',
  variation_sku: '',
  amount: null,
  item_price: null,
}

function lineOf(
  one: Return,
  item: z.infer<typeof Item>,
  { asked, amount, index }: { readonly asked: string; readonly amount: string; readonly index: number },
): OrderLine {
  const changedAt = one.update_time ?? asked
  const units = item.amount ?? '0'
  const isPaid = paidBack.test(one.status) && Number(amount) > 0
  return {
    orderId: one.order_sn || one.return_sn,
    lineId: `${one.return_sn}/${index}`,
    sku: item.item_id === '' ? '' : skuOf({ ...item, model_sku: item.variation_sku }),
    units: '0',
    amounts: {},
    purchasedAt: asked,
    changedAt,
    shippedAt: null,
    cancelledAt: null,
    cancelledBy: null,
    refunds: isPaid ? [{ id: one.return_sn, at: changedAt, amount, units }] : [],
    returns: nothingBack.test(one.status) || Number(units) === 0 ? [] : [{ at: asked, units, reason: reasonOf(one) }],
    backOnly: true,
    buyer: null,
  }
}

/** Shopee's own reading of the case goes before the buyer's word. Data Definition, ReturnReason. */
export function reasonOf({
  reason,
  reassessed_request_reason,
}: Pick<Return, 'reason' | 'reassessed_request_reason'>): ReturnReason {
  const code = (reassessed_request_reason || reason).toUpperCase()
  return reasons.find(([pattern]) => pattern.test(code))?.[1] ?? 'other'
}

const reasons: readonly (readonly [RegExp, ReturnReason])[] = [
  [/NOT_RECEI|NON_RECEI|UNDELIVER/, 'undelivered'],
  [/SIZE|FIT/, 'size'],
  [/WRONG|MISSING|INCOMPLETE|NOT_COMPLETE/, 'wrong_item'],
  [/FUNCTION|DEFECT|EXPIRED|QUALITY|FAULTY/, 'quality'],
  [/DMG|DAMAGE|SPILL|BROKEN/, 'damaged'],
  [/DIFFER|DESCRI|FAKE|COUNTERFEIT|EXPECTATION/, 'not_as_described'],
  [/MIND|NO_LONGER|UNWANTED/, 'change_of_mind'],
  [/LATE|DELAY/, 'late'],
]
