import { z } from 'zod'
import type { LineReturn, OrderLine, PullRequest, PullStep } from '#src/contracts/connector.ts'
import { toMinor } from '#src/domain/money.ts'
import { split, sumOf } from '#src/domain/orders/split.ts'
import { Amount, call, Id, Moment, read } from './api.ts'
import { nextOf, rangeOf, stateOf } from './paged.ts'
import { reasonOf } from './return-reason.ts'
import type { Context } from './token.ts'

/** The most that a page may hold. */
const perPage = 50

/** The buyer has the money back. */
const refunded = new Set(['RETURN_OR_REFUND_REQUEST_COMPLETE', 'REPLACEMENT_REQUEST_REFUND_SUCCESS'])
/** Nothing comes back: the request was refused or taken back. */
const ended = /REJECT$|REQUEST_CANCEL/

const Refund = z.object({ refund_total: Amount }).nullish()
const Item = z.object({
  order_line_item_id: Id.nullish(),
  return_line_item_id: Id.nullish(),
  sku_id: Id.nullish(),
  seller_sku: z.string().nullish(),
  refund_amount: Refund,
})
const Return = z.object({
  return_id: Id,
  order_id: Id,
  return_status: z.string(),
  return_reason: z.string().nullish(),
  return_reason_text: z.string().nullish(),
  create_time: Moment,
  update_time: Moment,
  refund_amount: Refund,
  return_line_items: z.array(Item).nullish(),
})
type Return = z.infer<typeof Return>
const Page = z.object({ return_orders: z.array(Return).nullish(), next_page_token: z.string().nullish() })

/**
 * Returns and refunds after shipment, on the day on which they were done. They do not change their order, so they are a
 * list of their own. https://partner.tiktokshop.com/docv2/page/search-returns-202309
 */
export async function pullReturns(request: PullRequest, context: Context): Promise<PullStep> {
  const { store } = request
  const state = stateOf(request, 'update_time')
  const range = rangeOf(state, perPage)
  const page = read(Page, await call(context, { path: '/return_refund/202309/returns/search', ...range, store }))
  const returns = page.return_orders ?? []
  const changes = returns.map(one => one.update_time)
  return {
    orders: returns.flatMap(one => refundsOf(one, store.currency)),
    next: nextOf(state, request, { token: page.next_page_token ?? '', changes }),
  }
}

/** One line for each SKU of a return; the money given back in all is spread over them by what each brought back. */
function refundsOf(one: Return, currency: string): readonly OrderLine[] {
  const at = one.update_time ?? one.create_time
  if (at === null) return []
  const minor = (amount: string | null | undefined) => toMinor(amount ?? '0', currency)
  const items = one.return_line_items?.length ? one.return_line_items : [{ sku_id: '', seller_sku: '' }]
  const names = items.map(item => item.seller_sku || item.sku_id || '')
  const own = items.map(item => minor('refund_amount' in item ? item.refund_amount?.refund_total : null))
  const total = one.refund_amount?.refund_total
  const weights = sumOf(own).eq(0) ? own.map(() => '1') : own
  const parts = split(total === null || total === undefined ? sumOf(own).toFixed() : minor(total), weights)
  return [...new Set(names)].map(sku => {
    const mine = names.flatMap((name, index) => (name === sku ? [index] : []))
    const amount = sumOf(mine.map(index => parts[index] ?? '0')).toFixed()
    const done = refunded.has(one.return_status) && amount !== '0'
    const refunds = done ? [{ id: one.return_id, at, amount, units: String(mine.length) }] : []
    return {
      ...frameOf(one, at),
      lineId: `${one.return_id}/${sku}`,
      sku,
      refunds,
      returns: returnsOf(one, mine.length),
    }
  })
}

/** Counted on the day on which it was asked for: the earlier sign. */
function returnsOf(one: Return, units: number): readonly LineReturn[] {
  if (one.create_time === null || ended.test(one.return_status)) return []
  const reason = reasonOf(`${one.return_reason ?? ''} ${one.return_reason_text ?? ''}`)
  return [{ at: one.create_time, units: String(units), reason }]
}

/** The sale itself stands among the orders: this line has only what was given back. */
function frameOf(one: Return, at: string): Omit<OrderLine, 'lineId' | 'sku' | 'refunds' | 'returns'> {
  return {
    orderId: one.order_id,
    units: '0',
    amounts: {},
    purchasedAt: one.create_time ?? at,
    changedAt: at,
    shippedAt: null,
    cancelledAt: null,
    cancelledBy: null,
    backOnly: true,
    buyer: null,
  }
}
