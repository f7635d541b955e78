import type { MadeOrder } from '#test/support/made-orders.ts'
import type { Dated } from './fake-tiktok.ts'

const seconds = (at: string) => Math.floor(Date.parse(at) / 1_000)
const major = (cents: number) => (cents / 100).toFixed(2)

/** An invented order in the words of TikTok Shop: one line item for each piece, ids beyond 2^53, numbers where it may. */
export function tiktokOrder(order: MadeOrder): Dated {
  const items = order.lines.flatMap((line, row) => {
    const prices = parts(line.cents ?? 0, line.quantity)
    const discounts = parts(line.discount, line.quantity)
    return prices.map((price, piece) => ({
      id: `@${5_764_632_204_565_000_000n + BigInt(seconds(order.placed) * 100 + row * 10 + piece)}@`,
      sku_id: `1729${line.sku.length}0000000000${line.sku.slice(4)}`,
      seller_sku: line.sku,
      product_id: '@1729388199855555800@',
      product_name: 'Lamp',
      currency: 'USD',
      original_price: major(price),
      sale_price: major(price - (discounts[piece] ?? 0)),
      seller_discount: major(discounts[piece] ?? 0),
      platform_discount: '0',
      display_status: order.state === 'CANCELLED' ? 'CANCELLED' : 'IN_TRANSIT',
    }))
  })
  const cancelled = order.state === 'CANCELLED'
  return {
    id: `5764632${order.id.replace(/\D/g, '')}`,
    status: cancelled ? 'CANCELLED' : 'IN_TRANSIT',
    create_time: seconds(order.placed),
    update_time: seconds(order.changed),
    ...(cancelled && { cancel_time: seconds(order.changed), cancellation_initiator: 'BUYER' }),
    buyer_email: 'canary@buyers.example',
    user_id: '7021436810468230477',
    recipient_address: { name: 'Canary Nightingale' },
    payment: {
      currency: 'USD',
      tax: major(order.lines.reduce((sum, line) => sum + line.tax, 0)),
      shipping_fee: '4.99',
      seller_discount: major(order.lines.reduce((sum, line) => sum + line.discount, 0)),
      platform_discount: '0',
    },
    line_items: items,
  } as Dated
}

/** A whole number of cents in pieces that add up. */
function parts(cents: number, count: number): number[] {
  const each = Math.floor(cents / count)
  return Array.from({ length: count }, (_, index) => (index === 0 ? cents - each * (count - 1) : each))
}

/** A return that was paid back, or one that is still looked at. */
export function tiktokReturn(given: {
  readonly id: string
  readonly order: string
  readonly sku: string
  readonly asked: string
  readonly done: string
  readonly dollars: string
  readonly status?: string
}): Dated {
  const refund_amount = { currency: 'USD', refund_total: given.dollars }
  return {
    return_id: given.id,
    order_id: given.order,
    return_type: 'RETURN_AND_REFUND',
    return_status: given.status ?? 'RETURN_OR_REFUND_REQUEST_COMPLETE',
    return_reason: 'ecom_order_delivered_refund_and_return_reason_defective',
    return_reason_text: 'Item is defective',
    create_time: seconds(given.asked),
    update_time: seconds(given.done),
    refund_amount,
    return_line_items: [{ order_line_item_id: '1', sku_id: '9', seller_sku: given.sku, refund_amount }],
  } as Dated
}
