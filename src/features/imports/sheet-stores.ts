import { nameKey } from '#src/domain/names.ts'
import { columnOf, type Mapping } from '#src/features/imports/columns/columns.ts'
import { type Header, sheetColumn } from '#src/features/imports/columns/header.ts'
import type { Table } from '#src/features/imports/parse/table.ts'
import { notes } from '#src/features/imports/rows/notes.ts'
import { nameStores } from '#src/features/imports/words/sheet-names.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'

/** A file with everything that is known of its columns so far. */
interface Understood {
  readonly table: Table
  readonly header: Header
  readonly mapping: Mapping
}

/** The same with a column more, in which the name of each row's sheet stands as that of its store. */
export interface BySheet extends Understood {
  readonly notes: readonly Localized[]
}

/**
 * A workbook with one sheet per store, of which no column names the store: the names of the sheets do. Sheets of months,
 * devices and the like are parts of one store. `known`: names of stores that there are.
 */
export function withSheetStores({ table, header, mapping }: Understood, known: readonly string[]): BySheet {
  const { sheets = [], withSheets } = table
  const keys = new Set(known.map(nameKey))
  const areKnown = sheets.length > 1 && sheets.every(name => keys.has(nameKey(name)))
  if (!withSheets || columnOf(mapping, 'store') >= 0 || !(areKnown || nameStores(sheets)))
    return { table, header, mapping, notes: [] }
  const column = header.cells.length
  return {
    table: withSheets(column),
    header: { ...header, cells: [...header.cells, sheetColumn] },
    mapping: { ...mapping, columns: [...mapping.columns, { name: sheetColumn, role: 'store' }] },
    notes: [fill(notes.sheetStores, { sheets: verbatim(sheets.join(', ')) })],
  }
}
