import { nameKey } from '#src/domain/names.ts'
import { type Cell, textOf } from '#src/features/imports/parse/table.ts'
import { saysNothing } from '#src/features/imports/values/nothing.ts'
import { parseDecimal } from '#src/features/imports/values/numbers.ts'
import type { Role } from '#src/features/imports/words/roles.ts'
import { columnOf, type Mapping } from './columns.ts'

/** `Item discount`, 商品値引, 明細割引; not 商品値引合計, which is the order's. Names without blanks and in small letters. */
const ofLine =
  /^(?:line(?=item|discount|promo|coupon|rebate|fee|tax|ship|cost)|item(?!s)|sku|unit|product(?!s)|商品|単品|单品|單品|明細|明细|子订单|子訂單|行(?=割引|値引|折扣|优惠))|(?:per|each)(?:line|item|unit|sku|product|piece)$/
const ofOrder =
  /^(?:order(?!ed|s|line|item)|cart|basket|checkout|注文(?!明細|商品)|受注(?!明細|商品)|订单(?!明细|商品)|訂單(?!明細|商品))|perorder$/
const ofSeveral = /total|sum|合計|総額|总|總|小計|小计/

/** Whether the name of a column says that its amount is a line's or the whole order's; `null`: it leaves that open. */
export function whoseByName(name: string): 'line' | 'order' | null {
  const key = nameKey(name)
  if (ofOrder.test(key)) return 'order'
  return ofLine.test(key) && !ofSeveral.test(key) ? 'line' : null
}

interface Order {
  lines: number
  /** Of all lines, before the discount; NaN: some line does not say it. */
  whole: number
  readonly discount: number
  /** Lines whose own amount is already less the discount. */
  less: number
  total: number
}

/** Orders that are remembered (judgement: memory stays bounded). */
const maxOrders = 20_000
const same = (a: number, b: number) => Math.abs(a - b) < 0.005

/**
 * Whether an equal discount on each line of an order is one discount or several, by the orders of the file whose amounts only add
 * up one way: each line is price times pieces less its discount, or the order's total is that of its lines less all of them.
 */
export function createDiscountSums(mapping: Mapping) {
  const at = (role: Role) => columnOf(mapping, role)
  const columns = { order: at('order_id'), discount: at('discount'), sales: at('sales'), total: at('order_total') }
  const [price, pieces] = [at('unit_price'), at('quantity')]
  const orders = new Map<string, Order>()
  return {
    add(cells: readonly Cell[]) {
      const number = (column: number) =>
        column < 0 ? Number.NaN : Number(parseDecimal(textOf(cells[column])) ?? Number.NaN)
      const id = textOf(cells[columns.order])
      const discount = Math.abs(number(columns.discount))
      if (!(discount > 0) || saysNothing(id) || (!orders.has(id) && orders.size >= maxOrders)) return
      const priced = number(price) * number(pieces)
      const [sales, total] = [number(columns.sales), number(columns.total)]
      const seen = orders.get(id) ?? { lines: 0, whole: 0, discount, less: 0, total }
      seen.lines++
      seen.whole += Number.isFinite(priced) ? priced : sales
      if (same(sales, priced - discount)) seen.less++
      orders.set(id, seen)
    },
    /** Several, where more orders say so than say the other. */
    isEachLines(): boolean {
      const several = [...orders.values()].filter(({ lines }) => lines > 1)
      const each = several.filter(
        one => one.less === one.lines || same(one.total, one.whole - one.lines * one.discount),
      )
      const once = several.filter(one => same(one.total, one.whole - one.discount))
      return each.length > once.length
    },
  }
}
