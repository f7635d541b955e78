import type { ImportLine, SkippedRow } from '#src/domain/import-line.ts'
import type { Header } from '#src/features/imports/columns/header.ts'
import { isBlank, type Table, type TableRow } from '#src/features/imports/parse/table.ts'
import { readDailyFigures } from './daily-figures.ts'
import { createFillDown } from './fill-down.ts'
import { readOrderLine } from './order-lines.ts'
import { createPartCheck } from './part-check.ts'
import { problem } from './problems.ts'
import { createCellReader, type Reading, RowProblem } from './read-row.ts'
import { createRowSorter } from './row-kinds.ts'
import { createDayCheck, findTotals } from './whole-days.ts'

/**
 * A row that was understood; why it was not; or that it is a row of totals, one that the export says does not count, or a part.
 * `sum`: what a row says that is the sum of an order; `null` where it cannot be read.
 */
export type LineOrProblem =
  | { readonly line: ImportLine }
  | { readonly skipped: SkippedRow }
  | { readonly passed: 'total' | 'filtered' | 'part'; readonly row: number; readonly sum?: ImportLine | null }

/** Reads the rows below the header, one by one; empty rows are passed over in silence. */
export async function* readLines(table: Table, header: Header, reading: Reading): AsyncGenerator<LineOrProblem> {
  const kindOf = createRowSorter(reading)
  const fillDown = createFillDown(reading)
  const cellsOf = createCellReader(reading)
  const days = await createDayCheck(table, header, reading)
  const totals = await findTotals(table, header, reading)
  const part = await createPartCheck(table, header, reading, kindOf)
  const read = reading.plan.kind === 'orders' ? readOrderLine : readDailyFigures
  for await (const row of table.rows()) {
    if (row.number <= header.row || (!row.broken && isBlank(row.cells))) continue
    const kind = row.broken ? null : (kindOf(row.cells) ?? (totals(row.cells) ? 'total' : null))
    const uneven = kind === null && !row.broken ? (reading.widths?.faultOf(row.cells) ?? null) : null
    if (uneven) {
      yield { skipped: { row: row.number, reason: problem(uneven) } }
      continue
    }
    const line = () =>
      tryRow(row, () => {
        const filled = fillDown(row.cells)
        const cells = cellsOf(filled)
        if (kind === 'part') part.mustBeAll(filled)
        return days(read(row.number, cells, reading, filled), filled)
      })
    if (kind === 'sum') {
      const found = line()
      yield { passed: 'total', row: row.number, sum: 'line' in found ? found.line : null }
    } else if (kind && (kind !== 'part' || !part.counts(row.cells))) yield { passed: kind, row: row.number }
    else yield line()
  }
}

function tryRow(row: TableRow, read: () => ImportLine): LineOrProblem {
  if (row.broken) return { skipped: { row: row.number, reason: row.broken } }
  try {
    return { line: read() }
  } catch (error) {
    if (error instanceof RowProblem && error.expected) return { passed: 'filtered', row: row.number }
    if (error instanceof RowProblem) return { skipped: { row: row.number, reason: error.text } }
    throw error
  }
}
