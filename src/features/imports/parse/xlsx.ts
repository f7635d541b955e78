import type ExcelJS from 'exceljs'
import type { Cell, TableRow } from './table.ts'

/** Rows of one sheet of a workbook, read as a stream. `sheet` counts from 0. */
export async function* xlsxRows(path: string, sheet: number): AsyncGenerator<TableRow> {
  const reader = await openReader(path)
  let index = 0
  try {
    for await (const worksheet of reader) {
      if (index++ !== sheet) continue
      for await (const row of worksheet) yield { number: row.number, cells: cellsOf(row.values) }
      return
    }
  } finally {
    close(reader)
  }
}

/** The library is loaded with the first workbook: half a second and 20 MB that a start does without. */
async function openReader(path: string): Promise<ExcelJS.stream.xlsx.WorkbookReader> {
  const { default: excel } = await import('exceljs')
  return new excel.stream.xlsx.WorkbookReader(path, {
    worksheets: 'emit',
    sharedStrings: 'cache',
    styles: 'cache',
    hyperlinks: 'ignore',
    entries: 'ignore',
  })
}

/** The reader leaves its file open when it is not read to the end. */
function close(reader: ExcelJS.stream.xlsx.WorkbookReader): void {
  const { stream } = reader as unknown as { readonly stream?: { destroy(): void } }
  stream?.destroy()
}

/** `values` of exceljs begins at index 1 and has holes. */
function cellsOf(values: ExcelJS.Row['values']): readonly Cell[] {
  return Array.isArray(values)
    ? Array.from({ length: Math.max(0, values.length - 1) }, (_, i) => cellOf(values[i + 1]))
    : []
}

/** Formulas count with their result, rich text and links with their text, errors as empty. */
function cellOf(value: unknown): Cell {
  if (value === null || value === undefined || value instanceof Date) return value ?? null
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  if (typeof value === 'string' || typeof value === 'boolean') return value
  if (typeof value !== 'object') return null
  if ('result' in value) return cellOf(value.result)
  if ('richText' in value && Array.isArray(value.richText))
    return value.richText.map(part => String(part?.text ?? '')).join('')
  if ('text' in value) return cellOf(value.text)
  return null
}
