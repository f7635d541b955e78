import type { LineRefund, OrderLine } from '#src/contracts/connector.ts'
import { toMinor } from '#src/domain/money.ts'
import { amountsOf, grossOf } from './amounts.ts'
import { cancelling, changing, decidedAt, isReturn, whoseDoing } from './changes.ts'
import { skuOf } from './items.ts'
import { latest } from './jst.ts'
import type { Change, Item, Order, Package } from './order-model.ts'
import { promisedBy } from './promise.ts'

/** Statuses of an order (orderProgress): from 500 on it is shipped, 800 and 900 are a cancellation asked for and fixed. */
const shippedFrom = 500
const cancelledFrom = 800

interface Place {
  readonly parcel: Package
  readonly item: Item
}

/**
 * The lines of an order. A line that was taken out of it is a cancelled line, so that a total never keeps what is not
 * sold any more. What came back after it was shipped is a refund on the day on which the shop finished it.
 */
export function linesOf(order: Order, currency: string): readonly OrderLine[] {
  const places = order.PackageModelList.flatMap(parcel => parcel.ItemModelList.map(item => ({ parcel, item })))
  const live = places.map(place => !isTakenOut(place))
  const amounts = amountsOf(
    order,
    places.map(({ item }) => item),
    live,
    currency,
  )
  return places.map((place, index) => {
    const end = endOf(order, place)
    const shop = Number(amounts[index]?.discount_shop ?? 0)
    return {
      orderId: order.orderNumber,
      lineId: `${place.parcel.basketId}-${place.item.itemDetailId}`,
      sku: skuOfItem(place.item),
      units: String(place.item.units),
      amounts: amounts[index] ?? {},
      purchasedAt: order.orderDatetime,
      changedAt: changedAt(order),
      shippedAt: shippedAt(order, place.parcel),
      shipBy: promisedBy(order, place.item),
      cancelledAt: end?.kind === 'cancelled' ? end.at : null,
      cancelledBy: end?.kind === 'cancelled' ? whoseDoing(end.change) : null,
      refunds: end?.kind === 'returned' ? [refundOf(order, place, end.at, shop, currency)] : [],
      buyer: null,
    }
  })
}

function isTakenOut({ parcel, item }: Place): boolean {
  return parcel.packageDeleteFlag === 1 || item.deleteItemFlag === 1
}

interface End {
  readonly kind: 'cancelled' | 'returned'
  readonly at: string
  readonly change: Change | null
}

/** How a line ended, if it did: with its order or alone. */
function endOf(order: Order, place: Place): End | null {
  const whole = order.orderProgress >= cancelledFrom
  if (!whole && !isTakenOut(place)) return null
  const change = whole ? (cancelling(order) ?? changing(order)) : changing(order)
  const at = (change && decidedAt(change)) ?? changedAt(order)
  const returned = isReturn(change) && shippedAt(order, place.parcel) !== null
  return { kind: returned ? 'returned' : 'cancelled', at, change }
}

function refundOf(order: Order, { parcel, item }: Place, at: string, discount: number, currency: string): LineRefund {
  return {
    id: `${order.orderNumber}/${parcel.basketId}-${item.itemDetailId}`,
    at,
    amount: toMinor(String(Math.max(0, grossOf(item) - discount)), currency),
    units: String(item.units),
  }
}

function skuOfItem({ SkuModelList, manageNumber, itemNumber }: Item): string {
  const sku = SkuModelList?.[0]
  return skuOf(manageNumber || itemNumber || '', sku?.variantId, sku?.merchantDefinedSkuId)
}

/**
 * When a package left. The shop tells a day; the moment is known where the shop reported the shipment on that day.
 * Otherwise the order's own time of day is taken, so that whole days count as 24, 48 and 72 hours.
 */
function shippedAt(order: Order, parcel: Package): string | null {
  const report = order.shippingCmplRptDatetime ?? null
  const left = order.orderProgress >= shippedFrom && order.orderProgress < cancelledFrom
  if (!left && report === null) return null
  const days = (parcel.ShippingModelList ?? []).flatMap(({ shippingDate }) => (shippingDate ? [shippingDate] : []))
  const last = days
    .map(day => day.slice(0, 10))
    .sort()
    .at(-1)
  if (last === undefined) return report
  if (report?.startsWith(last)) return report
  return `${last}${order.orderDatetime.slice(10)}`
}

/** Rakuten tells no time of the last change: the latest of the times that move with it. */
function changedAt(order: Order): string {
  const changes = order.ChangeReasonModelList ?? []
  const own = [order.shopOrderCfmDatetime, order.orderFixDatetime, order.shippingInstDatetime]
  const times = changes.flatMap(one => [one.changeApplyDatetime, one.changeFixDatetime, one.changeCmplDatetime])
  return latest([order.orderDatetime, ...own, order.shippingCmplRptDatetime, ...times]) ?? order.orderDatetime
}
