import { type ListColumn, listColumns } from '#src/cards/list-columns.ts'
import { join, type Localized, verbatim } from '#src/i18n/locale.ts'
import { type DataTable, type DataValue, dataTable } from './data-table.ts'

/** What a list may have in a cell: a moment is written in UTC, several things behind each other. */
type ListValue = DataValue | Date | readonly (string | Localized)[]

/** The columns of a list in their order, each with what it holds of an item. */
export type ListColumns<Item> = Readonly<Partial<Record<ListColumn, (item: Item) => ListValue>>>

/** A list that an answer shows, as rows: one for each item, columns under the names that all lists share. */
export function listTable<Item>(
  id: string,
  title: Localized,
  items: readonly Item[],
  columns: ListColumns<NoInfer<Item>>,
): DataTable {
  const named = Object.entries(columns) as [ListColumn, (item: Item) => ListValue][] // what the type of its keys says
  const cells = named.map(([name, value]) => {
    return [snakeCase(name), listColumns[name], (item: Item) => plain(value(item))] as const
  })
  return dataTable(id, title, cells, items)
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`)
}

function plain(value: ListValue): DataValue {
  if (value instanceof Date) return value.toISOString()
  if (isSeveral(value)) return join(value.map(one => (typeof one === 'string' ? verbatim(one) : one)))
  return value
}

function isSeveral(value: Exclude<ListValue, Date>): value is readonly (string | Localized)[] {
  return Array.isArray(value)
}
