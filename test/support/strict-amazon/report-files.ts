import { dayIn, decimal, type Order, updatedOf } from './shop.ts'

const stamp = (at: Date) => at.toISOString().replace(/\.\d+Z$/, '+00:00')
const lines = (rows: readonly (readonly (string | number)[])[]) => `${rows.map(row => row.join('\t')).join('\r\n')}\r\n`

const columns =
  'amazon-order-id merchant-order-id purchase-date last-updated-date order-status fulfillment-channel sales-channel order-channel ship-service-level product-name sku asin item-status quantity currency item-price item-tax shipping-price shipping-tax gift-wrap-price gift-wrap-tax item-promotion-discount ship-promotion-discount ship-city ship-state ship-postal-code ship-country promotion-ids is-business-order purchase-order-number price-designation is-replacement-order original-order-id'.split(
    ' ',
  )

/** All orders as a table: pending lines have no price, cancelled ones neither a price nor a quantity. */
export function orderFile(orders: readonly Order[], now: Date): string {
  return lines([columns, ...orders.flatMap(order => order.items.map((_, at) => orderRow(order, at, now)))])
}

function orderRow(order: Order, at: number, now: Date): (string | number)[] {
  const item = order.items[at]
  if (!item) return []
  const { market } = order
  const isCancelled = order.cancelled !== null && order.cancelled.at <= now
  const isShipped = !isCancelled && order.shippedAt !== null && order.shippedAt <= now
  const isPaid = order.paidAt <= now
  const status = isCancelled ? 'Cancelled' : isShipped ? 'Shipped' : isPaid ? 'Unshipped' : 'Pending'
  const money = (minor: number) => (isPaid && !isCancelled ? decimal(market, minor) : '')
  const some = (minor: number) => (minor === 0 ? '' : money(minor))
  const row: Record<string, string | number> = {
    'amazon-order-id': order.id,
    'merchant-order-id': `MADE-${order.id}`,
    'purchase-date': stamp(order.created),
    'last-updated-date': stamp(updatedOf(order, now)),
    'order-status': status,
    'fulfillment-channel': order.byMerchant ? 'Merchant' : 'Amazon',
    'sales-channel': order.otherChannel ? 'Non-Amazon' : market.channel,
    'ship-service-level': 'Standard',
    'product-name': market.country === 'JP' ? `作り物 ${item.sku}` : `Made ${item.sku}`,
    sku: item.sku,
    asin: item.asin,
    'item-status': isCancelled ? 'Cancelled' : isShipped ? 'Shipped' : 'Unshipped',
    quantity: isCancelled ? 0 : item.quantity,
    currency: isPaid && !isCancelled ? market.currency : '',
    'item-price': money(item.price),
    'item-tax': money(item.tax),
    'shipping-price': some(item.shipping),
    'item-promotion-discount': some(item.discount),
    'ship-promotion-discount': some(item.shippingDiscount),
    'ship-city': 'CANARY-CITY',
    'ship-postal-code': '00000',
    'is-business-order': 'false',
    'is-replacement-order': order.replacementOf ? 'true' : 'false',
    'original-order-id': order.replacementOf ?? '',
  }
  return columns.map(name => row[name] ?? '')
}

/** Returns to Amazon's warehouses. */
export function fbaReturnsFile(orders: readonly Order[], from: Date, to: Date): string {
  const head =
    'return-date order-id sku asin fnsku product-name quantity fulfillment-center-id detailed-disposition reason status license-plate-number customer-comments'
  const rows = orders
    .filter(order => !order.byMerchant)
    .flatMap(order => order.refunds.map(refund => ({ order, refund })))
    .filter(({ refund }) => refund.at >= from && refund.at < to)
    .map(({ order, refund }) => {
      const item = order.items.find(one => one.itemId === refund.itemId)
      const values = [
        stamp(refund.at),
        order.id,
        item?.sku ?? '',
        item?.asin ?? '',
        'X000MADE',
        'Made',
        refund.quantity,
      ]
      return [...values, 'PHX3', 'SELLABLE', refund.reason, 'Unit returned to inventory', 'LPN1', 'CANARY-COMMENT']
    })
  return lines([head.split(' '), ...rows])
}

/** Returns to the merchant. */
export function merchantReturnsFile(orders: readonly Order[], from: Date, to: Date): string {
  const head = [
    'Order ID',
    'Order date',
    'Return request date',
    'Return request status',
    'Amazon RMA ID',
    'ASIN',
    'Merchant SKU',
    'Return quantity',
    'Return Reason',
    'In policy',
    'Resolution',
    'Order Amount',
    'Refunded Amount',
    'Currency code',
  ]
  const rows = orders
    .filter(order => order.byMerchant)
    .flatMap(order => order.refunds.map(refund => ({ order, refund })))
    .filter(({ refund }) => refund.at >= from && refund.at < to)
    .map(({ order, refund }) => {
      const item = order.items.find(one => one.itemId === refund.itemId)
      const date = (at: Date) =>
        new Intl.DateTimeFormat('en-GB', {
          day: '2-digit',
          month: 'short',
          year: 'numeric',
          timeZone: order.market.zone,
        })
          .format(at)
          .replaceAll(' ', '-')
      const money = decimal(order.market, refund.amount)
      const about = [
        order.id,
        date(order.created),
        date(refund.at),
        'Approved',
        'RMA1',
        item?.asin ?? '',
        item?.sku ?? '',
      ]
      return [...about, refund.quantity, refund.reason, 'Y', 'StandardRefund', money, money, order.market.currency]
    })
  return lines([head, ...rows])
}

/** Feedback of one to three stars. */
export function feedbackFile(zone: string, from: Date): string {
  const day = dayIn(zone, from)
  const [year = '', month = '', date = ''] = day.split('-')
  const head = ['Date', 'Rating', 'Comments', 'Response', 'Order ID', 'Rater Email']
  return lines([
    head,
    [`${Number(month)}/${Number(date)}/${year.slice(2)}`, 2, 'CANARY-COMMENT', '', '111-1-1', 'canary@example.test'],
  ])
}

let table: Map<string, readonly [number, number]> | null = null

/** Text as an old Japanese file has it; letters that Shift_JIS does not have become `?`. */
export function shiftJis(text: string): Buffer {
  table ??= reversed()
  return Buffer.from(
    [...text].flatMap(letter => (letter < '\u0080' ? [letter.charCodeAt(0)] : [...(table?.get(letter) ?? [63])])),
  )
}

function reversed(): Map<string, readonly [number, number]> {
  const decoder = new TextDecoder('shift_jis')
  const found = new Map<string, readonly [number, number]>()
  for (let high = 0x81; high <= 0xfc; high += 1) {
    for (let low = 0x40; low <= 0xfc; low += 1) {
      const letter = decoder.decode(Uint8Array.of(high, low))
      if (letter.length === 1 && letter !== '\ufffd' && !found.has(letter)) found.set(letter, [high, low])
    }
  }
  return found
}
