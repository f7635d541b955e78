import type { ImportLine, SkippedRow } from '#src/domain/import-line.ts'
import { readDailyFigures } from './daily-figures.ts'
import type { Header } from './header.ts'
import { readOrderLine } from './order-lines.ts'
import { type Reading, RowProblem } from './read-row.ts'
import { isBlank, type Table, type TableRow } from './table.ts'

/** A row that was understood, or why it was not. */
export type LineOrProblem = { readonly line: ImportLine } | { readonly skipped: SkippedRow }

/** Reads the rows below the header, one by one; empty rows are passed over in silence. */
export async function* readLines(table: Table, header: Header, reading: Reading): AsyncGenerator<LineOrProblem> {
  const read = reading.mapping.kind === 'orders' ? readOrderLine : readDailyFigures
  for await (const row of table.rows()) {
    if (row.number <= header.row || (!row.broken && isBlank(row.cells))) continue
    yield tryRow(row, reading, read)
  }
}

function tryRow(row: TableRow, reading: Reading, read: typeof readOrderLine): LineOrProblem {
  if (row.broken) return { skipped: { row: row.number, reason: row.broken } }
  try {
    return { line: read(row, reading) }
  } catch (error) {
    if (error instanceof RowProblem) return { skipped: { row: row.number, reason: error.text } }
    throw error
  }
}
