import { nameKey } from '#src/domain/names.ts'
import { recogniseColumns } from '#src/features/imports/columns/columns.ts'
import { firstRows } from '#src/features/imports/columns/header.ts'
import { recogniseFormat } from '#src/features/imports/columns/recognise-format.ts'
import { type Cell, type Table, textOf } from '#src/features/imports/parse/table.ts'
import { type ReviewRole, reviewRoles } from './names.ts'

/** How a file of reviews or messages is read. */
export interface ReviewColumns {
  /** The row of the names. */
  readonly row: number
  /** Reviews have stars; messages of customers have none. */
  readonly kind: 'reviews' | 'messages'
  readonly at: Readonly<Partial<Record<ReviewRole, number>>>
  readonly names: readonly string[]
  /** Where it comes from by its columns; `null`: they do not tell. */
  readonly platform: string | null
}

/** Columns that only one platform has. */
const signs: readonly (readonly [RegExp, string])[] = [
  [
    /^(asin|(child)?asin|rateremail|arrivedontime|itemasdescribed|評価者のe?メール(アドレス)?|買い手のeメール)$/,
    'amazon',
  ],
  [/^(レビュー詳細url|レビュータイプ|システム連携用sku番号)$/, 'rakuten'],
  [/^(宝贝标题|宝贝id|宝贝名称|旺旺昵称|买家旺旺)$/, 'taobao'],
]

/** The columns of a file of reviews or messages; `null`: it is none. Files of orders and of figures never are. */
export async function findReviewColumns(table: Table): Promise<ReviewColumns | null> {
  for (const { row, cells, above } of await firstRows(table)) {
    if (recogniseFormat(cells, { fileName: '', sheet: table.sheet ?? null, above })) return null
    const found = columnsOf(row, cells)
    if (found) return found
  }
  return null
}

function columnsOf(row: number, cells: readonly Cell[]): ReviewColumns | null {
  if (cells.some(cell => typeof cell === 'number' || cell instanceof Date)) return null // names are no numbers
  const names = cells.map(textOf)
  const roles = reviewRoles(names)
  const kind = kindOf(roles)
  if (!kind || roles.day === undefined || hasFigures(cells)) return null
  // in a file of messages, what is called so before what is only called text
  const text = kind === 'messages' ? (roles.message ?? roles.text) : (roles.text ?? roles.message)
  const { message: _message, ...at } = roles
  const platform = signs.find(([sign]) => names.some(name => sign.test(nameKey(name))))?.[1] ?? null
  return { row, kind, at: { ...at, ...(text !== undefined && { text }) }, names, platform }
}

function kindOf({ text, message, stars }: ReturnType<typeof reviewRoles>): ReviewColumns['kind'] | null {
  if (stars !== undefined) return text === undefined && message === undefined ? null : 'reviews'
  return message === undefined ? null : 'messages'
}

/** Amounts and pieces make it a file of orders, whatever buyers say beside them. */
function hasFigures(cells: readonly Cell[]): boolean {
  const orders = recogniseColumns(cells, 'orders').columns.map(({ role }) => role)
  return orders.some(role => role === 'sales' || role === 'unit_price' || role === 'quantity' || role === 'order_total')
}
