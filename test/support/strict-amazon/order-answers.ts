import { decimal, type Item, type Order, updatedOf } from './shop.ts'

/** How the seller's account answers where Amazon's documentation leaves it open. */
export interface Manners {
  /** Sign of DISCOUNT subtotals, which the model does not say. */
  readonly discountSign: 1 | -1
  /** Cancelled lines keep their price. */
  readonly cancelledKeepPrice: boolean
}

const iso = (at: Date) => at.toISOString().replace('.000Z', 'Z')

/** An order as the interface 2026-01-01 tells it at a moment. */
export function orderAnswer(order: Order, now: Date, wanted: ReadonlySet<string>, manners: Manners): object {
  const isCancelled = order.cancelled !== null && order.cancelled.at <= now
  const isShipped = !isCancelled && order.shippedAt !== null && order.shippedAt <= now
  const isPaid = order.paidAt <= now
  const status = isCancelled ? 'CANCELLED' : isShipped ? 'SHIPPED' : isPaid ? 'UNSHIPPED' : 'PENDING'
  const tellsPrice = isPaid && (!isCancelled || manners.cancelledKeepPrice) && wanted.has('PROCEEDS')
  return {
    orderId: order.id,
    orderAliases: [{ aliasId: `MADE-${order.id}`, aliasType: 'SELLER_ORDER_ID' }],
    createdTime: iso(order.created),
    lastUpdatedTime: iso(updatedOf(order, now)),
    programs: [],
    associatedOrders: order.replacementOf
      ? [{ orderId: order.replacementOf, associationType: 'REPLACEMENT_ORIGINAL_ID' }]
      : [],
    salesChannel: order.otherChannel
      ? { channelName: 'NON_AMAZON', marketplaceId: order.market.id, marketplaceName: 'Non-Amazon' }
      : { channelName: 'AMAZON', marketplaceId: order.market.id, marketplaceName: order.market.channel },
    ...(wanted.has('FULFILLMENT') && {
      fulfillment: {
        fulfillmentStatus: status,
        fulfilledBy: order.byMerchant ? 'MERCHANT' : 'AMAZON',
        fulfillmentServiceLevel: 'STANDARD',
        shipByWindow: {
          earliestDateTime: iso(order.created),
          latestDateTime: iso(new Date(order.created.getTime() + 2 * 86_400_000)),
        },
      },
    }),
    orderItems: order.items.map(item =>
      itemAnswer(order, item, { tellsPrice, isCancelled, isShipped }, wanted, manners),
    ),
    ...(wanted.has('PACKAGES') && order.byMerchant && isShipped && { packages: [packageAnswer(order)] }),
  }
}

interface State {
  readonly tellsPrice: boolean
  readonly isCancelled: boolean
  readonly isShipped: boolean
}

function itemAnswer(order: Order, item: Item, state: State, wanted: ReadonlySet<string>, manners: Manners): object {
  const { market } = order
  const money = (minor: number) => ({ amount: decimal(market, minor), currencyCode: market.currency })
  const part = (type: string, minor: number) => (minor === 0 ? [] : [{ type, subtotal: money(minor) }])
  const off = (item.discount + item.shippingDiscount) * manners.discountSign
  const details = [
    { subtype: 'ITEM', value: money(item.discount * manners.discountSign) },
    { subtype: 'SHIPPING', value: money(item.shippingDiscount * manners.discountSign) },
  ].filter(({ value }) => Number(value.amount) !== 0)
  const tax = market.country === 'JP' ? 0 : item.tax
  const total = item.price + item.shipping - item.discount - item.shippingDiscount + tax
  return {
    orderItemId: item.itemId,
    quantityOrdered: item.quantity,
    product: {
      asin: item.asin,
      title: `Made ${item.sku}`,
      sellerSku: item.sku,
      price: { unitPrice: money(Math.round(item.price / item.quantity)) },
    },
    ...(state.tellsPrice && {
      proceeds: {
        proceedsTotal: money(total),
        breakdowns: [
          ...part('ITEM', item.price),
          ...part('SHIPPING', item.shipping),
          ...(off === 0 ? [] : [{ type: 'DISCOUNT', subtotal: money(off), detailedBreakdowns: details }]),
          ...part('TAX', tax),
        ],
      },
    }),
    ...(wanted.has('EXPENSE') &&
      item.points > 0 && {
        expense: {
          pointsCost: { pointsGranted: { pointsNumber: item.points, pointsMonetaryValue: money(item.points) } },
        },
      }),
    ...(wanted.has('CANCELLATION') && state.isCancelled && { cancellation: cancellationOf(order) }),
    ...(wanted.has('FULFILLMENT') && {
      fulfillment: {
        quantityFulfilled: state.isShipped ? item.quantity : 0,
        quantityUnfulfilled: state.isShipped || state.isCancelled ? 0 : item.quantity,
      },
    }),
  }
}

function cancellationOf(order: Order): object {
  const by = order.cancelled?.by ?? 'AMAZON'
  return {
    ...(by === 'BUYER' && { cancellationRequest: { requester: 'BUYER', cancelReason: 'ORDERED_BY_MISTAKE' } }),
    cancellationExecution: { cancelledBy: by === 'BUYER' ? 'MERCHANT' : by, cancelReason: 'CANCELLED' },
  }
}

function packageAnswer(order: Order): object {
  const at = order.shippedAt ?? order.created
  return {
    packageReferenceId: `P-${order.id}`,
    createdTime: iso(at),
    packageStatus: { status: 'SHIPPED', detailedStatus: 'PICKED_UP' },
    carrier: 'MADE',
    shipTime: iso(at),
    trackingNumber: `TRACK${order.id}`,
    packageItems: order.items.map(item => ({ orderItemId: item.itemId, quantity: item.quantity })),
  }
}
