import { nameKey } from '#src/domain/names.ts'
import { columnOf, type Mapping } from '#src/features/imports/columns/columns.ts'
import type { Header } from '#src/features/imports/columns/header.ts'
import { isBlank, type Table, textOf } from '#src/features/imports/parse/table.ts'

const areaColumn = /^(region|salesregion|area|salesarea|地域|エリア|販売エリア|区域|地区|大区|區域|地區)$/
/** How companies call their own sales areas; a buyer's state, prefecture or country is none of them. */
const areaName =
  /^(?:(?:north|south|east|west|central|mid|middle)(?:ern)?(?:[\s-]?(?:north|south|east|west|central)(?:ern)?)?|(?:北海道・?)?(?:東北|関東|首都圏|中部|東海|北陸|近畿|関西|中国|四国|九州|東日本|西日本|中日本)(?:地方|エリア)?|(?:华|華)(?:东|東|南|西|北|中)|(?:东|東)北|西(?:南|北)|(?:东|東|西|南|北|中)(?:部|区|區))$/i

/** Rows that are looked at (judgement). */
const rowsToLook = 5000

/**
 * A column of regions names the stores of a company that sells by area, such as West and East; but mostly it is where
 * the buyer lives. It counts as the store only where every row has one of a company's areas or the name of a store
 * that there is, and no other column names the store.
 */
export async function withAreas(
  mapping: Mapping,
  header: Header,
  table: Table,
  known: readonly string[],
): Promise<Mapping> {
  if (columnOf(mapping, 'store') >= 0) return mapping
  const column = mapping.columns.findIndex(({ name, role }) => role === null && areaColumn.test(nameKey(name)))
  if (column < 0) return mapping
  const names = new Set(known.map(nameKey))
  let rows = 0
  for await (const row of table.rows()) {
    if (row.number <= header.row || row.broken || isBlank(row.cells)) continue
    const text = textOf(row.cells[column])
    if (!areaName.test(text) && !names.has(nameKey(text))) return mapping
    if (++rows >= rowsToLook) break
  }
  return {
    ...mapping,
    columns: mapping.columns.map((one, index) => (index === column ? { ...one, role: 'store' as const } : one)),
  }
}
