import type { MadeOrder } from '#test/support/made-orders.ts'

const usd = (cents: number) => ({ amount: (cents / 100).toFixed(2), currencyCode: 'USD' })

/** As the interface tells it, with a buyer who was not asked for. */
export function orderOf(order: MadeOrder): object {
  const orderItems = order.lines.map((line, index) => ({
    orderItemId: `${order.id}-${index}`,
    quantityOrdered: order.state === 'CANCELLED' ? 0 : line.quantity,
    product: { asin: `B0${line.sku}`, title: `Title of ${line.sku}`, sellerSku: line.sku },
    ...(line.cents !== null && {
      proceeds: {
        proceedsTotal: usd(line.cents - line.discount + line.tax),
        breakdowns: [
          { type: 'ITEM', subtotal: usd(line.cents) },
          ...(line.discount > 0 ? [{ type: 'DISCOUNT', subtotal: usd(-line.discount) }] : []),
          { type: 'TAX', subtotal: usd(line.tax) },
        ],
      },
    }),
  }))
  return {
    orderId: order.id,
    createdTime: order.placed,
    lastUpdatedTime: order.changed,
    salesChannel: { channelName: 'AMAZON', marketplaceId: 'ATVPDKIKX0DER', marketplaceName: 'Amazon.com' },
    buyer: { buyerName: 'Canary Nightingale', buyerEmail: 'canary@example.org' },
    fulfillment: { fulfillmentStatus: order.state, fulfilledBy: 'AMAZON' },
    orderItems,
  }
}

/** The report of all orders that were placed in a time: tab-separated, amounts of the whole line. */
export function orderDocument(orders: readonly MadeOrder[], dataStartTime: string, dataEndTime: string): string {
  const [start, end] = [Date.parse(dataStartTime), Date.parse(dataEndTime)]
  const within = orders.filter(({ placed }) => Date.parse(placed) >= start && Date.parse(placed) < end)
  const head =
    'amazon-order-id\tpurchase-date\tlast-updated-date\torder-status\tsales-channel\tsku\titem-status\tquantity\tcurrency\titem-price\titem-tax\tshipping-price\titem-promotion-discount\tship-city'
  const rows = within.flatMap(order => {
    const status = { SHIPPED: 'Shipped', CANCELLED: 'Cancelled', PENDING: 'Pending' }[order.state]
    return order.lines.map(({ sku, quantity, cents, discount, tax }) => {
      const money = (amount: number) => (cents === null || amount === 0 ? '' : (amount / 100).toFixed(2))
      const amounts = [money(cents ?? 0), money(tax), '', money(discount)]
      const units = order.state === 'CANCELLED' ? 0 : quantity
      return [
        order.id,
        plus(order.placed),
        plus(order.changed),
        status,
        'Amazon.com',
        sku,
        status,
        units,
        'USD',
        ...amounts,
        'Canaryville',
      ].join('\t')
    })
  })
  return [head, ...rows, ''].join('\r\n')
}

/** Reports write the zone as numbers. */
function plus(instant: string): string {
  return instant.replace(/(?:\.\d+)?Z$/, '+00:00')
}
