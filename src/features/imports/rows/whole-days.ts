import type { ImportLine } from '#src/domain/import-line.ts'
import type { Header } from '#src/features/imports/columns/header.ts'
import { type Cell, isBlank, type Table, textOf } from '#src/features/imports/parse/table.ts'
import { createFillDown } from './fill-down.ts'
import { problem } from './problems.ts'
import { type Cells, createCellReader, type Reading, RowProblem, storeIn } from './read-row.ts'

/** Rows below the header that can be read. */
async function* rowsBelow(table: Table, header: Header): AsyncGenerator<readonly Cell[]> {
  for await (const { number, cells, broken } of table.rows()) {
    if (number > header.row && !broken && !isBlank(cells)) yield cells
  }
}

/**
 * Whether a row is the total of other rows: it says nothing where they name their part, and there are such rows of the
 * same key (`KnownFormat.totalsOf`).
 */
export async function findTotals(
  table: Table,
  header: Header,
  { plan }: Reading,
): Promise<(cells: readonly Cell[]) => boolean> {
  const { totalsOf } = plan
  if (!totalsOf) return () => false
  const keys = new Set<string>()
  for await (const cells of rowsBelow(table, header)) {
    if (textOf(cells[totalsOf.part]) !== '') keys.add(textOf(cells[totalsOf.key]))
  }
  return cells => textOf(cells[totalsOf.part]) === '' && keys.has(textOf(cells[totalsOf.key]))
}

/**
 * Lets lines of whole days pass, and of exports with one row a day (and SKU) only the first.
 * The check throws `RowProblem` for others.
 */
export async function createDayCheck(
  table: Table,
  header: Header,
  reading: Reading,
): Promise<(line: ImportLine) => ImportLine> {
  const parts = await partsOfDays(table, header, reading)
  const seen = new Map<string, string>()
  const { complete, format } = reading.plan
  return line => {
    const rows = parts.get(`${line.store} ${line.day}`)?.size ?? 0
    if (complete && rows < complete.rows) {
      throw new RowProblem(problem('partOfDay', { day: line.day, rows: String(rows), all: String(complete.rows) }))
    }
    const key = `${line.store} ${line.day} ${line.sku}`
    const before = format?.repeated === 'refuse' ? seen.get(key) : undefined
    if (before !== undefined && before !== line.line) throw new RowProblem(problem('twoOfOneDay', { day: line.day }))
    if (format?.repeated === 'refuse') seen.set(key, line.line)
    return line
  }
}

/** The different parts (hours) that a file has of each store and day. */
async function partsOfDays(table: Table, header: Header, reading: Reading): Promise<Map<string, Set<string>>> {
  const { complete } = reading.plan
  const parts = new Map<string, Set<string>>()
  if (!complete) return parts
  const fillDown = createFillDown(reading)
  const cellsOf = createCellReader(reading)
  for await (const row of rowsBelow(table, header)) {
    const filled = fillDown(row)
    const key = dayKey(cellsOf(filled), reading)
    const part = textOf(filled[complete.column])
    if (key !== null && part !== '') parts.set(key, (parts.get(key) ?? new Set()).add(part))
  }
  return parts
}

/** `null`: a row that cannot be read; the reader of rows says why. */
function dayKey(cells: Cells, reading: Reading): string | null {
  try {
    const store = storeIn(cells, reading)
    const day = reading.day ?? cells.day('day', store)
    return day === null ? null : `${store.slug} ${day}`
  } catch (error) {
    if (error instanceof RowProblem) return null
    throw error
  }
}
