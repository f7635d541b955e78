import { Big } from 'big.js'
import { type CancelledBy, type LineAmounts, type OrderLine, SourceFault } from '#src/contracts/connector.ts'
import { says } from '#src/contracts/said.ts'
import { toMinor } from '#src/domain/money.ts'
import type { Breakdown, Item, Money, Order } from './order-model.ts'

/** A store as far as its orders are concerned; without an id, orders of all marketplaces are its own. */
interface Shop {
  readonly currency: string
  readonly externalId?: string
}

/**
 * The lines of an order. Orders of other channels are fulfilled by Amazon and sold elsewhere; replacements and exchanges
 * were paid with the original: both are no sales.
 */
export function linesOf(order: Order, store: Shop): readonly OrderLine[] {
  const { channelName, marketplaceId } = order.salesChannel ?? {}
  if ((channelName ?? 'AMAZON') !== 'AMAZON') return []
  if (marketplaceId && store.externalId && marketplaceId !== store.externalId) return []
  if (order.associatedOrders?.some(({ associationType }) => /^(REPLACEMENT|EXCHANGE)/.test(associationType ?? '')))
    return []
  const nameOf = lineNamer()
  return order.orderItems.map(item =>
    lineOf(order, item, nameOf(order.orderId, item.product?.sellerSku ?? ''), store.currency),
  )
}

/**
 * Names of lines that the interface and the report share: the report does not tell the number of an order's item, so a
 * line is named by its SKU, and a second one of the same SKU by its place.
 */
export function lineNamer(): (orderId: string, sku: string) => string {
  const seen = new Map<string, number>()
  return (orderId, sku) => {
    const key = `${orderId} ${sku}`
    const count = (seen.get(key) ?? 0) + 1
    seen.set(key, count)
    return count === 1 ? sku : `${sku}#${count}`
  }
}

function lineOf(order: Order, item: Item, lineId: string, currency: string): OrderLine {
  const cancelled = isCancelled(order, item)
  return {
    orderId: order.orderId,
    lineId,
    sku: item.product?.sellerSku ?? '',
    units: String(item.quantityOrdered),
    amounts: amountsOf(item, currency),
    purchasedAt: order.createdTime,
    changedAt: order.lastUpdatedTime,
    shippedAt: shippedAt(order),
    shipBy: shipBy(order),
    cancelledAt: cancelled ? order.lastUpdatedTime : null,
    cancelledBy: cancelled ? cancelledBy(item) : null,
    refunds: [],
    buyer: null,
  }
}

/** The whole order, or a line of which nothing is left or of which a cancellation was carried out. */
function isCancelled({ fulfillment }: Order, item: Item): boolean {
  if (fulfillment?.fulfillmentStatus === 'CANCELLED' || item.quantityOrdered === 0) return true
  const { quantityFulfilled, quantityUnfulfilled } = item.fulfillment ?? {}
  return Boolean(item.cancellation?.cancellationExecution) && quantityFulfilled === 0 && quantityUnfulfilled === 0
}

/** A merchant's own shipments only: Amazon's are not told. The last package counts. */
function shippedAt({ packages, fulfillment }: Order): string | null {
  if (fulfillment?.fulfilledBy !== 'MERCHANT' || fulfillment.fulfillmentStatus !== 'SHIPPED') return null
  const sent = (packages ?? []).filter(one => one.packageStatus?.status !== 'CANCELLED')
  const times = sent.flatMap(({ shipTime }) => (shipTime ? [shipTime] : []))
  if (times.length < sent.length) return null
  return times.sort((a, b) => Date.parse(a) - Date.parse(b)).at(-1) ?? null
}

function shipBy({ fulfillment }: Order): string | null {
  return fulfillment?.fulfilledBy === 'MERCHANT' ? (fulfillment.shipByWindow?.latestDateTime ?? null) : null
}

/** What the buyer asked for is the buyer's, also where the merchant carried it out. */
function cancelledBy({ cancellation }: Item): CancelledBy {
  if (cancellation?.cancellationRequest?.requester === 'BUYER') return 'buyer'
  const by = cancellation?.cancellationExecution?.cancelledBy
  return by === 'BUYER' ? 'buyer' : by === 'MERCHANT' ? 'shop' : by === 'AMAZON' ? 'platform' : 'unknown'
}

/**
 * Sales, discounts, postage and tax of a line. Tax stands apart in the US and is within the price in Japan. A discount on
 * postage lowers what postage brought, not the sales. What Amazon does not say yet (a pending order) is absent.
 */
function amountsOf({ proceeds, expense }: Item, currency: string): LineAmounts {
  const sums = new Map<keyof LineAmounts, Big>()
  const add = (measure: keyof LineAmounts, value: Big) =>
    sums.set(measure, (sums.get(measure) ?? new Big(0)).plus(value))
  for (const breakdown of proceeds?.breakdowns ?? []) {
    const { type, subtotal } = breakdown
    if (!subtotal) continue
    const value = minorOf(subtotal, currency).abs()
    if (type === 'ITEM') add('gross_sales', value)
    else if (type === 'SHIPPING') add('shipping_income', value)
    else if (type === 'TAX') add('tax_amount', value)
    else if (type === 'DISCOUNT') {
      const ofPostage = discountOf(breakdown, 'SHIPPING', currency)
      add('discount_shop', value.minus(ofPostage))
      if (!ofPostage.eq(0)) add('shipping_income', ofPostage.times(-1))
    }
  }
  const points = expense?.pointsCost?.pointsGranted?.pointsMonetaryValue
  if (points) add('point_cost', minorOf(points, currency))
  return Object.fromEntries([...sums].map(([measure, sum]) => [measure, sum.toFixed()]))
}

function discountOf({ detailedBreakdowns }: Breakdown, subtype: string, currency: string): Big {
  const parts = (detailedBreakdowns ?? []).filter(one => one.subtype === subtype && one.value)
  return parts.reduce((sum, { value }) => (value ? sum.plus(minorOf(value, currency).abs()) : sum), new Big(0))
}

/** @throws SourceFault `drift` for an amount in another currency than the store's */
function minorOf({ amount, currencyCode }: Money, currency: string): Big {
  const minor = new Big(toMinor(amount, currency))
  if (!currencyCode || currencyCode === currency || minor.eq(0)) return minor
  throw new SourceFault('drift', says('otherCurrency', { vendor: 'Amazon', other: currencyCode, own: currency }), {
    subject: 'currencyCode',
  })
}
