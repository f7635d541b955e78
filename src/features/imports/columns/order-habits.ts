import { nameKey } from '#src/domain/names.ts'
import { type Cell, textOf } from '#src/features/imports/parse/table.ts'
import { saysNothing } from '#src/features/imports/values/nothing.ts'
import { parseDecimal } from '#src/features/imports/values/numbers.ts'
import type { Role } from '#src/features/imports/words/roles.ts'
import { columnOf, type Mapping } from './columns.ts'
import { createDiscountSums, whoseByName } from './whose-amount.ts'

/** How a file of order lines writes what belongs to the whole order. */
export interface OrderHabits {
  /** Columns whose amount is the order's: it stands on each of its lines and counts once. */
  readonly perOrder: readonly number[]
  /** Those of them that were seen on more than one line of an order. */
  readonly repeated: readonly number[]
  /** Columns whose amount is equal on all lines of each order and yet a line's: their name or the other amounts say so. */
  readonly eachLine: readonly number[]
  /** Amounts of lines stand before discounts: `item price` beside `promotion discount`. */
  readonly beforeDiscounts: boolean
  /** Amounts stand on one line of an order and not on its others. */
  readonly sparse: boolean
}

/** Orders that are looked at (judgement: memory stays bounded, and habits show within far fewer). */
const maxOrders = 20_000

/** Names of amounts before discounts. */
const beforeDiscounts =
  /^(itemprice|listprice|originalprice|grosssales|grossamount|商品金額|商品価格|定価|商品总价|商品金额|商品原价|原价|商品總價|lineitemprice|productsales|itemsubtotal|skusubtotalbeforediscount)$/
/** Names that may be a line's or an order's amount: two orders must prove it; of others three. */
const openNames = /^(total|totalprice|totalamount|subtotal|amount|合計|合計金額|小計|金額|金额|总价|總價|總金額)$/

interface Seen {
  /** First amount of each watched column, and whether others differ. */
  readonly first: string[]
  readonly lines: number[]
  readonly differs: boolean[]
  rows: number
}

/** Collects the habits of a file of order lines; of other files there are none. */
export function createOrderHabits(mapping: Mapping) {
  const watched =
    mapping.kind === 'orders' ? mapping.columns.flatMap(({ role }, column) => (isAmount(role) ? [column] : [])) : []
  const order = columnOf(mapping, 'order_id')
  const orders = new Map<string, Seen>()
  const votes = createDiscountVotes(mapping)
  const sums = createDiscountSums(mapping)
  const isLines = (column: number) => {
    const { role = null, name = '' } = mapping.columns[column] ?? {}
    if (role === 'sales' || role === 'order_total') return false
    const whose = whoseByName(name)
    return whose === 'line' || (whose === null && role === 'discount' && sums.isEachLines())
  }
  return {
    add(cells: readonly Cell[]) {
      if (watched.length === 0) return
      votes.add(cells)
      sums.add(cells)
      const id = textOf(cells[order])
      const seen = orders.get(id)
      if (saysNothing(id) || (!seen && orders.size >= maxOrders)) return
      orders.set(
        id,
        note(
          seen,
          watched.map(column => textOf(cells[column])),
        ),
      )
    },
    finish(): OrderHabits {
      const equal = watched.filter((column, index) => isOrders(mapping, column, index, orders))
      const eachLine = equal.filter(isLines)
      return {
        perOrder: equal.filter(column => !eachLine.includes(column)),
        eachLine,
        repeated: watched.filter((_column, index) => [...orders.values()].some(seen => (seen.lines[index] ?? 0) > 1)),
        beforeDiscounts: votes.before(),
        sparse: watched.some((column, index) => isSales(mapping.columns[column]?.role) && leavesOut(index, orders)),
      }
    },
  }
}

function isSales(role: Role | null | undefined): boolean {
  return role === 'sales' || role === 'order_total'
}

/** Whether some order has its amount on some of its rows only. */
function leavesOut(index: number, orders: ReadonlyMap<string, Seen>): boolean {
  return [...orders.values()].some(({ lines, rows }) => (lines[index] ?? 0) > 0 && (lines[index] ?? 0) < rows)
}

function isAmount(role: Role | null): boolean {
  return role === 'sales' || role === 'discount' || role === 'order_total' || role?.startsWith('measure:') === true
}

function note(seen: Seen | undefined, texts: readonly string[]): Seen {
  const known = seen ?? {
    first: texts.map(() => ''),
    lines: texts.map(() => 0),
    differs: texts.map(() => false),
    rows: 0,
  }
  known.rows++
  texts.forEach((text, index) => {
    if (text === '') return
    known.lines[index] = (known.lines[index] ?? 0) + 1
    if (known.first[index] === '') known.first[index] = text
    else if (known.first[index] !== text) known.differs[index] = true
  })
  return known
}

function isOrders(mapping: Mapping, column: number, index: number, orders: ReadonlyMap<string, Seen>): boolean {
  const { role, name } = mapping.columns[column] ?? { role: null, name: '' }
  const several = [...orders.values()].filter(
    seen => (seen.lines[index] ?? 0) > 1 && Number(parseDecimal(seen.first[index] ?? '') ?? 1) !== 0,
  )
  if (several.some(seen => seen.differs[index])) return false
  if (role === 'order_total') return true
  const needed = role !== 'sales' ? 1 : openNames.test(nameKey(name)) ? 2 : 3
  const amounts = new Set(several.map(seen => seen.first[index]))
  return several.length >= needed && (role !== 'sales' || amounts.size > 1)
}

/** Whether price times pieces is the amount of the line, or that less its discount. */
function createDiscountVotes(mapping: Mapping) {
  const at = (role: Role) => columnOf(mapping, role)
  const [sales, price, pieces, discount] = [at('sales'), at('unit_price'), at('quantity'), at('discount')]
  let [before, after] = [0, 0]
  return {
    add(cells: readonly Cell[]) {
      if ([sales, price, pieces, discount].includes(-1)) return
      const number = (column: number) => Number(parseDecimal(textOf(cells[column])) ?? Number.NaN)
      const off = Math.abs(number(discount))
      const whole = number(price) * number(pieces)
      if (!(off > 0) || !Number.isFinite(whole)) return
      if (Math.abs(number(sales) - whole) < 0.005) before++
      else if (Math.abs(number(sales) - (whole - off)) < 0.005) after++
    },
    before() {
      if (before !== after) return before > after
      return sales < 0 ? price >= 0 : beforeDiscounts.test(nameKey(mapping.columns[sales]?.name ?? ''))
    },
  }
}
