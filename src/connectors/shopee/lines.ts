import { Big } from 'big.js'
import type { CancelledBy, OrderLine } from '#src/contracts/connector.ts'
import { toMinor } from '#src/domain/money.ts'
import { split } from '#src/domain/orders/split.ts'
import type { Escrow, EscrowItem } from './escrow.ts'
import type { Item, Order } from './model.ts'

const zero = Big(0)

/** How lines are made of an order. */
export interface LineOptions {
  readonly currency: string
  readonly orderDay: 'paid' | 'created'
  readonly pseudonym: (id: string) => string
  /** `null`: not asked or not open; the difference to the listed price is the shop's then. */
  readonly escrow: Escrow | null
}

/** Gross value and discounts of a line, in minor units of the whole line. */
export interface Value {
  readonly gross: Big
  readonly shop: Big
  readonly platform: Big
}

/**
 * The lines of an order. Units that were taken out of a part-cancelled order are a cancelled line of their own. An order
 * counts when it is paid, one that is paid on delivery when it is made.
 */
export function linesOf(order: Order, options: LineOptions): readonly OrderLine[] {
  const values = valuesOf(order, options)
  const ids = lineIds(order.item_list)
  const frame = frameOf(order, options)
  return order.item_list.flatMap((item, index) => {
    const value = values[index]
    if (!value) return []
    return partsOf(order, item, value, { ...frame, lineId: ids[index] ?? String(index), sku: skuOf(item) })
  })
}

type Line = Omit<OrderLine, 'units' | 'amounts' | 'cancelledAt' | 'cancelledBy'>

function frameOf(order: Order, { orderDay, pseudonym }: LineOptions): Omit<Line, 'lineId' | 'sku'> {
  return {
    orderId: order.order_sn,
    purchasedAt: purchasedAt(order, orderDay),
    changedAt: order.update_time ?? order.create_time,
    shippedAt: order.pickup_done_time,
    shipBy: order.ship_by_date,
    refunds: [],
    buyer: order.buyer_user_id === '' || order.buyer_user_id === '0' ? null : pseudonym(order.buyer_user_id),
  }
}

/** The moment at which an order counts. */
export function purchasedAt(order: Order, orderDay: LineOptions['orderDay']): string {
  return orderDay === 'created' || order.cod ? order.create_time : (order.pay_time ?? order.create_time)
}

/** What is still bought, and what was taken out: always both, so that a later version replaces each. */
function partsOf(order: Order, item: Item, value: Value, line: Line): readonly OrderLine[] {
  const bought = Number(item.model_quantity_purchased ?? 0)
  const gone = Math.min(bought, Number(item.cancelled_qty ?? 0))
  const cancelled = { cancelledAt: order.update_time ?? order.create_time, cancelledBy: whoseDoing(order) }
  const valid = { cancelledAt: null, cancelledBy: null }
  const part = (units: number, id: string, state: typeof cancelled | typeof valid): OrderLine => ({
    ...line,
    ...state,
    lineId: id,
    units: String(units),
    amounts: amountsOf(portion(value, units, bought)),
  })
  const isValid = order.order_status !== 'CANCELLED' && (gone < bought || bought === 0)
  const left = part(bought - gone, line.lineId, isValid ? valid : cancelled)
  return gone === 0 ? [left] : [left, part(gone, `${line.lineId}/cancelled`, cancelled)]
}

function portion(value: Value, units: number, of: number): Value {
  const part = (amount: Big) => (of === 0 ? amount : amount.times(units).div(of))
  return { gross: part(value.gross), shop: part(value.shop), platform: part(value.platform) }
}

function amountsOf({ gross, shop }: Value) {
  return { gross_sales: gross.toFixed(), discount_shop: shop.toFixed() }
}

/** The seller's own code of what was sold; else Shopee's numbers. */
export function skuOf({
  model_sku,
  item_sku,
  item_id,
  model_id,
}: Pick<Item, 'model_sku' | 'item_sku' | 'item_id' | 'model_id'>): string {
  return model_sku || item_sku || (model_id === '' || model_id === '0' ? item_id : `${item_id}:${model_id}`)
}

/** An item may stand twice in an order (bundles): the second has its own number. */
function lineIds(items: readonly Item[]): readonly string[] {
  const seen = new Map<string, number>()
  return items.map(item => {
    const id = itemKey(item)
    const count = (seen.get(id) ?? 0) + 1
    seen.set(id, count)
    return count === 1 ? id : `${id}#${count}`
  })
}

function itemKey({ item_id, model_id }: Pick<Item, 'item_id' | 'model_id'>): string {
  return `${item_id}:${model_id}`
}

/** Gross and discounts of every line; vouchers of the shop are spread as Shopee tells, else by value. */
export function valuesOf(
  order: Order,
  { currency, escrow }: Pick<LineOptions, 'currency' | 'escrow'>,
): readonly Value[] {
  const money = (amount: string | null) => Big(toMinor(amount ?? '0', currency))
  const told = pairsOf(order.item_list, escrow?.order_income.items ?? [])
  const values = order.item_list.map((item, index) => priceOf(item, told[index] ?? null, money))
  const own = told.map(item => money(item?.discount_from_voucher_seller ?? null))
  const total = money(escrow?.order_income.voucher_from_seller ?? null).abs()
  const sum = own.reduce((all, one) => all.plus(one), zero)
  const weights = values.map(value => value.gross.minus(value.shop).toFixed())
  const vouchers = sum.eq(total) ? own : split(total.toFixed(), weights).map(part => Big(part))
  return values.map((value, index) => ({ ...value, shop: value.shop.plus(vouchers[index] ?? 0) }))
}

/** A bundle's price is not told by line (0): what the bundle saves stands in the money of the order alone. */
function priceOf(item: Item, told: EscrowItem | null, money: (amount: string | null) => Big): Value {
  const units = item.model_quantity_purchased ?? '0'
  const listed = money(item.model_original_price ?? item.model_discounted_price).times(units)
  const paid = money(item.model_discounted_price ?? item.model_original_price).times(units)
  const byPlatform = money(told?.shopee_discount ?? null)
  if (isBundle(item)) return { gross: listed, shop: money(told?.seller_discount ?? null), platform: byPlatform }
  const gross = listed.gt(paid) ? listed : paid
  const saved = gross.minus(paid)
  const platform = byPlatform.gt(saved) ? saved : byPlatform
  return { gross, shop: saved.minus(platform), platform }
}

/** https://open.shopee.com/documents/v2/v2.order.get_order_detail (model_discounted_price) */
export function isBundle({ promotion_type, model_original_price, model_discounted_price }: Item): boolean {
  return /bundle/i.test(promotion_type) && Number(model_discounted_price ?? 0) === 0 && Number(model_original_price) > 0
}

/** Which item of the money belongs to which line: by number, one after the other. */
function pairsOf(items: readonly Item[], told: readonly EscrowItem[]): readonly (EscrowItem | null)[] {
  const left = [...told]
  return items.map(item => {
    const index = left.findIndex(one => itemKey(one) === itemKey(item))
    return index < 0 ? null : (left.splice(index, 1)[0] ?? null)
  })
}

/** Shopee cancels by itself what is not shipped in time: that is the shop's doing. */
function whoseDoing(order: Order): CancelledBy {
  const by = order.cancel_by.toLowerCase()
  const reason = `${order.cancel_reason} ${order.buyer_cancel_reason}`
  if (by.includes('buyer')) return 'buyer'
  if (by.includes('seller')) return /out.?of.?stock/i.test(reason) ? 'stockout' : 'shop'
  if (!by.includes('system') && !by.includes('ops')) return 'unknown'
  const isLate = order.ship_by_date !== null && order.update_time !== null && order.update_time > order.ship_by_date
  const isPaid = order.pay_time !== null || order.cod
  return by.includes('system') && isPaid && isLate && order.pickup_done_time === null ? 'shop' : 'platform'
}
