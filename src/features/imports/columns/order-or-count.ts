import { nameKey } from '#src/domain/names.ts'
import { isBlank, type Table, textOf } from '#src/features/imports/parse/table.ts'
import { parseDecimal } from '#src/features/imports/values/numbers.ts'
import type { Role } from '#src/features/imports/words/roles.ts'
import { isTotalWord } from '#src/features/imports/words/total-words.ts'
import { columnOf, type FileKind, type Mapping, recogniseColumns } from './columns.ts'
import type { Header } from './header.ts'
import { judgeOrders, type OrderCell } from './order-or-count-judge.ts'

/** Thai vowels are taken apart by the form in which names are compared. */
function composed(pattern: RegExp): RegExp {
  return new RegExp(pattern.source.normalize('NFKC'))
}

/** Names that say neither "number of the order" nor "how many orders": only what stands there tells. */
const open = composed(
  /^(orders?|订单|訂單|注文|受注|オーダー|pesanan|order|pedidos?|commandes?|ordin[ei]|bestellung(en)?|auftrag|aufträge|bestelling(en)?|zamówieni[ea]|encomendas?|đơn(hàng)?|sốđơn(hàng)?|주문|คำสั่งซื้อ|ออเดอร์|ordrer?|beställning(ar)?|siparişl?e?r?i?|заказы?|objednávk[ay]|rendelés(ek)?|transactions?|transaksi|transaksjoner|purchases?|sales?order)$/,
)

/** Figures that only files of days have: nobody counts the visitors of an order. */
const onlyOfDays =
  /^measure:(sessions|visitors|page_views|buyers\w*|bounces|carts_added|favourites_added|ad_(?!spend)\w+|stock\w*|order_lines)$/

/** Columns of people and parcels, which only order lines have. */
const ofPeople = composed(
  /^(buyer|customer|recipient|shipto|billing|shippingaddress|address|phone|email|e-?mail|payment(method)?|tracking|买家|買家|收件|收货|客户|客戶|电话|電話|地址|購入者|注文者|お届け|配送先|氏名|住所|kunde|client|acheteur|cliente|destinatario|pembeli|penerima|người(mua|nhận)|ผู้ซื้อ|ผู้รับ|구매자|수취인)/,
)

/** Rows that are looked at (judgement: a look of a large file takes more of them). */
const rowsToLook = 5_000

/** What a file is whose column of orders may be either; `null`: nobody can tell by its rows. */
export interface OrdersColumn {
  readonly mapping: Mapping
  /** The name of the column. */
  readonly open: string | null
}

/**
 * A column called Orders, 订单 or pedidos holds the numbers of orders, or how many there were: the columns beside it and
 * what stands in it tell. `open` of the answer names the column where they do not.
 */
export async function tellOrders(guess: Mapping, header: Header, table: Table): Promise<OrdersColumn> {
  const column = openColumn(guess)
  if (column < 0) return { mapping: guess, open: null }
  const daily = recogniseColumns(header.cells, 'daily')
  const orders = recogniseColumns(header.cells, 'orders')
  const cells = await cellsOf(table, header, { column, daily, orders })
  const kind = judgeOrders(cells, {
    ofDays: daily.columns.some(({ role }, at) => at !== column && role !== null && onlyOfDays.test(role)),
    ofLines: orders.columns.some(({ role, name }) => isOfLines(role) || ofPeople.test(nameKey(name))),
    first: column < columnOf(orders, 'order_day'),
    isCount: guess.columns[column]?.role === 'measure:orders',
  })
  const mapping = asKind((kind ?? guess.kind) === 'daily' ? daily : orders, column)
  return { mapping, open: kind === null ? (guess.columns[column]?.name ?? '') : null }
}

/** The column whose name leaves it open, in a file that has days; -1: none, or its number says it. */
function openColumn({ kind, columns }: Mapping): number {
  const [own, day] = kind === 'orders' ? (['order_id', 'order_day'] as const) : (['measure:orders', 'day'] as const)
  if (!columns.some(({ role }) => role === day)) return -1
  const taken = columns.findIndex(({ role }) => role === own)
  if (taken >= 0) return open.test(nameKey(columns[taken]?.name ?? '')) ? taken : -1
  return columns.findIndex(({ role, name }) => role === null && open.test(nameKey(name)))
}

function isOfLines(role: Role | null): boolean {
  return role === 'status' || role === 'line_id' || role === 'cancelled_day' || role === 'order_total'
}

/** The meaning of the other kind, with the column as the number of orders or their count. */
function asKind(mapping: Mapping, column: number): Mapping {
  const role: Role = mapping.kind === 'orders' ? 'order_id' : 'measure:orders'
  const taken = columnOf(mapping, role)
  const own = taken >= 0 && taken !== column ? null : role
  return { ...mapping, columns: mapping.columns.map((one, at) => (at === column ? { ...one, role: own } : one)) }
}

interface Columns {
  readonly column: number
  readonly daily: Mapping
  readonly orders: Mapping
}

async function cellsOf(table: Table, header: Header, { column, daily, orders }: Columns) {
  const day = columnOf(daily, 'day') >= 0 ? columnOf(daily, 'day') : columnOf(orders, 'order_day')
  const [store, sku, part] = [columnOf(daily, 'store'), columnOf(daily, 'sku'), columnOf(daily, 'part')]
  const sales =
    columnOf(daily, 'measure:net_sales') >= 0 ? columnOf(daily, 'measure:net_sales') : columnOf(orders, 'sales')
  const found: OrderCell[] = []
  let above = ''
  for await (const { number, cells, broken } of table.rows()) {
    if (number <= header.row || broken || isBlank(cells)) continue
    const at = (index: number) => (index < 0 ? '' : textOf(cells[index]))
    if (cells.some(cell => typeof cell === 'string' && isTotalWord(cell))) continue
    above = at(day) || above
    const others = cells.flatMap((cell, index) =>
      index !== column && index !== day && typeof cell === 'string' && /\p{L}/u.test(cell) ? [cell.trim()] : [],
    )
    found.push({
      text: at(column),
      ...momentOf(above),
      store: at(store),
      key: [at(store), at(sku), at(part)].join('\t'),
      words: others.join('\t'),
      sales: Number(parseDecimal(at(sales)) ?? Number.NaN),
    })
    if (found.length >= rowsToLook) break
  }
  return found
}

/** A day as it stands there, and its time; midnight is none. */
function momentOf(text: string): Pick<OrderCell, 'day' | 'time'> {
  const match = /(\d{1,2}:\d{2}(?::\d{2})?)/.exec(text)
  const time = match?.[1] && !/^0?0:00(?::00)?$/.test(match[1]) ? match[1] : ''
  const day = match ? text.slice(0, match.index).replace(/[T\s]+$/, '') : text
  return { day: day || text, time }
}

/** How a file is read of which somebody said what such a column holds; `undefined`: nobody did. */
export function kindSaid(roles: readonly (Role | null)[]): FileKind | undefined {
  if (roles.includes('order_id')) return 'orders'
  return roles.includes('measure:orders') ? 'daily' : undefined
}
