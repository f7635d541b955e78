import { Big } from 'big.js'
import { type CancelledBy, type LineAmounts, type OrderLine, SourceFault } from '#src/contracts/connector.ts'
import { says } from '#src/contracts/said.ts'
import { toMinor } from '#src/domain/money.ts'
import { split, sumOf } from '#src/domain/orders/split.ts'
import type { Item, Order } from './order-model.ts'

/** A piece with its money in minor units. */
interface Piece {
  readonly item: Item
  readonly gross: string
  readonly shop: string
  readonly platform: string
  readonly shipping: string
  readonly tax: string
  readonly cancelled: boolean
}

/**
 * The lines of an order: pieces of a SKU are one line, those that were cancelled a second one. Samples, replacements and
 * exchanges bring no money of their own: no sales.
 */
export function linesOf(order: Order, currency: string, pseudonym: (id: string) => string): readonly OrderLine[] {
  if (order.is_sample_order || order.is_replacement_order || order.is_exchange_order) return []
  const told = order.payment?.currency
  if (told && told !== currency) {
    throw new SourceFault('drift', says('otherCurrency', { vendor: 'TikTok Shop', other: told, own: currency }), {
      subject: 'payment.currency',
    })
  }
  const pieces = piecesOf(order, currency)
  const skus = [...new Set(pieces.map(({ item }) => keyOf(item)))]
  const buyer = order.user_id ? pseudonym(order.user_id) : null
  return skus.flatMap(sku => {
    const own = pieces.filter(({ item }) => keyOf(item) === sku)
    const [gone, valid] = [own.filter(piece => piece.cancelled), own.filter(piece => !piece.cancelled)]
    const by = cancelledBy(order, gone[0]?.item)
    const lines = [lineOf(order, sku, valid, valid.length === 0 ? by : null)]
    if (gone.length > 0) lines.push(lineOf(order, `${sku}#cancelled`, gone, by))
    return lines.map(line => ({ ...line, sku: skuOf(own), buyer }))
  })
}

function keyOf(item: Item): string {
  return item.sku_id ?? item.seller_sku ?? item.id
}

/** The shop's own word for the product; where it gave none, the marketplace's. */
function skuOf(pieces: readonly Piece[]): string {
  const item = pieces[0]?.item
  return item?.seller_sku || item?.sku_id || ''
}

/** `by`: who cancelled the pieces; `null`: they are sold. */
function lineOf(
  order: Order,
  lineId: string,
  pieces: readonly Piece[],
  by: CancelledBy | null,
): Omit<OrderLine, 'sku' | 'buyer'> {
  const changedAt = order.update_time ?? order.create_time
  return {
    orderId: order.id,
    lineId,
    units: String(pieces.length),
    amounts: amountsOf(pieces),
    purchasedAt: order.create_time,
    changedAt,
    shippedAt: by ? null : shippedAt(order, pieces),
    shipBy: order.rts_sla_time,
    cancelledAt: by ? (order.cancel_time ?? changedAt) : null,
    cancelledBy: by,
    refunds: [],
  }
}

function amountsOf(pieces: readonly Piece[]): LineAmounts {
  const sum = (of: (piece: Piece) => string) => sumOf(pieces.map(of)).toFixed()
  return {
    gross_sales: sum(piece => piece.gross),
    discount_shop: sum(piece => piece.shop),
    discount_platform: sum(piece => piece.platform),
    shipping_income: sum(piece => piece.shipping),
    tax_amount: sum(piece => piece.tax),
  }
}

/** Handed to the carrier as the seller reports it; TikTok's own warehouse ships without the seller. */
function shippedAt(order: Order, pieces: readonly Piece[]): string | null {
  if (order.fulfillment_type === 'FULFILLMENT_BY_TIKTOK') return null
  const times = pieces.map(({ item }) => item.rts_time ?? order.rts_time)
  return times.includes(null)
    ? null
    : (times
        .flatMap(time => time ?? [])
        .sort()
        .at(-1) ?? null)
}

function cancelledBy(order: Order, item: Item | undefined): CancelledBy {
  const reason = `${item?.cancel_reason ?? ''} ${order.cancel_reason ?? ''}`
  const who = (item?.cancel_user || order.cancellation_initiator || '').toUpperCase()
  if (who === 'BUYER') return 'buyer'
  if (/out[_ ]of[_ ]stock|sold[_ ]out/i.test(reason)) return 'stockout'
  if (who === 'SELLER') return 'shop'
  return who === 'SYSTEM' || who === 'OPERATOR' ? 'platform' : 'unknown'
}

/** Postage and tax of an order are spread over its pieces by what they cost. */
function piecesOf(order: Order, currency: string): readonly Piece[] {
  const minor = (amount: string | null | undefined) => toMinor(amount ?? '0', currency)
  const items = order.line_items
  const discounts = discountsOf(order, minor)
  const values = items.map((_, index) => discounts[index]?.net ?? '0')
  const shipping = split(minor(order.payment?.shipping_fee), values)
  const tax = split(minor(order.payment?.tax), values)
  return items.map((item, index) => ({
    item,
    gross: discounts[index]?.gross ?? '0',
    shop: discounts[index]?.shop ?? '0',
    platform: discounts[index]?.platform ?? '0',
    shipping: shipping[index] ?? '0',
    tax: tax[index] ?? '0',
    cancelled: order.status === 'CANCELLED' || item.display_status === 'CANCELLED',
  }))
}

/**
 * Price before discounts, and who paid for them. Where a piece tells only its price before and after, what the order tells
 * of the marketplace's own share is spread over the pieces by their discount, and the rest is the shop's.
 */
function discountsOf(order: Order, minor: (amount: string | null | undefined) => string) {
  const rows = order.line_items.map(item => {
    const sale = minor(item.sale_price)
    const known = sumOf([minor(item.seller_discount), minor(item.platform_discount)])
    const gross = item.original_price === null ? known.plus(sale).toFixed() : minor(item.original_price)
    const off = item.sale_price === null ? known : Big(gross).minus(sale)
    const isTold = item.seller_discount !== null || item.platform_discount !== null
    return { item, gross, off: off.lt(0) ? '0' : off.toFixed(), isTold }
  })
  const silent = rows.filter(row => !row.isTold)
  const platform = platformShare(order, sumOf(silent.map(row => row.off)), minor)
  const shares = split(
    platform.toFixed(),
    silent.map(row => row.off),
  )
  return rows.map(({ item, gross, off, isTold }) => {
    const share = isTold ? '0' : (shares[silent.findIndex(row => row.item === item)] ?? '0')
    const shop = isTold ? minor(item.seller_discount) : Big(off).minus(share).toFixed()
    const ours = isTold ? minor(item.platform_discount) : share
    return { gross, shop, platform: ours, net: Big(gross).minus(shop).toFixed() }
  })
}

/** How much of the discounts that pieces do not explain is the marketplace's: only where the order's sums say so. */
function platformShare(order: Order, off: Big, minor: (amount: string | null | undefined) => string): Big {
  const [shop, platform] = [minor(order.payment?.seller_discount), minor(order.payment?.platform_discount)]
  return sumOf([shop, platform]).eq(off) ? Big(platform) : Big(0)
}
