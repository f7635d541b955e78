import { z } from 'zod'
import { type OrderLine, type PullRequest, SourceFault } from '#src/contracts/connector.ts'
import { call, Id, Moment, read } from './api.ts'
import { linesOf } from './lines.ts'
import { type Item, Order } from './order-model.ts'
import { rangeOf, type State } from './paged.ts'
import type { Context } from './token.ts'

/** The most that a page may hold; as many orders may be asked for at a time. */
const perPage = 50

/** Approved, or carried out; what is pending, refused or taken back is none. */
const done = new Set(['CANCELLATION_REQUEST_SUCCESS', 'CANCELLATION_REQUEST_COMPLETE'])

const Cancellation = z.object({
  order_id: Id,
  cancel_status: z.string(),
  role: z.string().nullish(),
  cancel_reason: z.string().nullish(),
  cancel_reason_text: z.string().nullish(),
  create_time: Moment,
  update_time: Moment,
  cancel_line_items: z.array(z.object({ order_line_item_id: Id.nullish(), sku_id: Id.nullish() })).nullish(),
})
type Cancellation = z.infer<typeof Cancellation>
const Page = z.object({ cancellations: z.array(Cancellation).nullish(), next_page_token: z.string().nullish() })
const Orders = z.object({ orders: z.array(Order).nullish() })

/** What a page of cancellations came to; `token` is empty after the last. */
export interface CancelledPage {
  readonly lines: readonly OrderLine[]
  readonly token: string
}

/**
 * A page of cancellations with the orders that they are about, whatever their age: a cancellation need not change its
 * order. A shop that may not see them tells cancellations by its orders alone.
 * https://partner.tiktokshop.com/docv2/page/search-cancellations-202309 and
 * https://partner.tiktokshop.com/docv2/page/get-order-detail-202309
 */
export async function readCancellations(place: State, request: PullRequest, context: Context): Promise<CancelledPage> {
  try {
    return await readPage(place, request, context)
  } catch (fault) {
    if (!(fault instanceof SourceFault) || !['scope', 'unavailable', 'permanent', 'drift'].includes(fault.kind))
      throw fault
    return { lines: [], token: '' }
  }
}

async function readPage(place: State, { store }: PullRequest, context: Context): Promise<CancelledPage> {
  const path = '/return_refund/202309/cancellations/search'
  const page = read(Page, await call(context, { path, ...rangeOf(place, perPage), store }))
  const told = (page.cancellations ?? []).filter(one => done.has(one.cancel_status))
  const ids = [...new Set(told.map(one => one.order_id))]
  const query = { ids: ids.join(',') }
  const found =
    ids.length > 0 ? read(Orders, await call(context, { path: '/order/202309/orders', query, store })) : null
  const lines = (found?.orders ?? []).flatMap(order => {
    const own = told.filter(one => one.order_id === order.id)
    return linesOf(own.reduce(cancelled, order), store.currency, context.pseudonym)
  })
  return { lines, token: page.next_page_token ?? '' }
}

/** The order as it stands after a cancellation. */
function cancelled(order: Order, one: Cancellation): Order {
  const at = one.update_time ?? one.create_time ?? order.update_time
  const gone = new Set(goneItems(order, one).map(item => item.id))
  const reason = `${one.cancel_reason ?? ''} ${one.cancel_reason_text ?? ''}`
  return {
    ...order,
    update_time: latest(order.update_time, at),
    cancel_time: order.cancel_time ?? at,
    line_items: order.line_items.map(item =>
      gone.has(item.id)
        ? {
            ...item,
            display_status: 'CANCELLED',
            cancel_user: item.cancel_user || order.cancellation_initiator || one.role,
            cancel_reason: item.cancel_reason || reason,
          }
        : item,
    ),
  }
}

/** The pieces that it names; by their product where it names none of them, all where it names nothing. */
function goneItems(order: Order, { cancel_line_items }: Cancellation): readonly Item[] {
  const named = cancel_line_items ?? []
  if (named.length === 0) return order.line_items
  const byId = order.line_items.filter(item => named.some(one => one.order_line_item_id === item.id))
  if (byId.length > 0) return byId
  const left = named.map(one => one.sku_id)
  return order.line_items.filter(item => {
    const at = left.indexOf(item.sku_id)
    if (at >= 0) left.splice(at, 1)
    return at >= 0
  })
}

function latest(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b
  return a > b ? a : b
}
