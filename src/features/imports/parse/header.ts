import { UserError } from '#src/errors.ts'
import type { Localized } from '#src/i18n/locale.ts'
import { knownNames } from './columns.ts'
import { type Cell, isBlank, type Table } from './table.ts'

/** Titles and remarks may stand above the names of the columns (judgement). */
const rowsToTry = 30

const noHeader: Localized = {
  en: 'No row names the columns. The first row should say, for example: Order ID, Order Date, SKU, Sales; or: Date, Store, Sales.',
  ja: '列名の行が見つかりません。先頭行に「注文番号, 注文日, 商品コード, 売上金額」や「日付, 店舗, 売上」などの列名が必要です。',
  'zh-CN': '没有找到列名所在的行。首行应为列名，例如：订单号、下单日期、SKU、销售额；或：日期、店铺、销售额。',
}

/** Where the names of the columns stand. */
export interface Header {
  readonly row: number
  readonly cells: readonly Cell[]
}

/** The row with the most known names among the first ones. @throws UserError when no row has any. */
export async function findHeader(table: Table): Promise<Header> {
  let best: { header: Header; known: number } | null = null
  let tried = 0
  for await (const row of table.rows()) {
    if (row.broken || isBlank(row.cells)) continue
    const known = knownNames(row.cells)
    if (known > (best?.known ?? 0)) best = { header: { row: row.number, cells: row.cells }, known }
    if (++tried >= rowsToTry) break
  }
  if (!best) throw new UserError(noHeader)
  return best.header
}
