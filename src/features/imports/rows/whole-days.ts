import { shiftDays } from '#src/domain/days.ts'
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
): Promise<(line: ImportLine, cells: readonly Cell[]) => ImportLine> {
  const parts = await partsOfDays(table, header, reading)
  const seen = new Map<string, string>()
  const { complete, format, rows } = reading.plan
  const parted = rows.filter(test => test.whole !== null)
  return (line, cells) => {
    const found = parts.get(`${line.store} ${line.day}`) ?? new Set<string>()
    if (complete && found.size < complete.rows) throw partOfDay(line, found, complete.rows, latestOf(reading, cells))
    const part = line.whole ? [] : parted.map(({ column }) => textOf(cells[column]))
    const key = [line.store, line.day, line.sku, ...part].join(' ')
    const before = format?.repeated === 'refuse' ? seen.get(key) : undefined
    if (before !== undefined && before !== line.line) throw new RowProblem(problem('twoOfOneDay', { day: line.day }))
    if (format?.repeated === 'refuse') seen.set(key, line.line)
    return line
  }
}

function latestOf(reading: Reading, cells: readonly Cell[]): string {
  return storeIn(createCellReader(reading)(cells), reading).latest
}

/** A running day is whole tomorrow; of a day that is over the missing hours are named, since waiting does not help. */
function partOfDay({ day }: ImportLine, parts: ReadonlySet<string>, all: number, latest: string): RowProblem {
  const counts = { day, rows: String(parts.size), all: String(all) }
  if (day >= shiftDays(latest, -1)) return new RowProblem(problem('runningDay', counts))
  const hours = new Set([...parts].map(hourOf))
  const missing = Array.from({ length: all }, (_, hour) => hour).filter(hour => !hours.has(hour))
  return new RowProblem(problem('partOfDay', { ...counts, missing: spans(missing) }))
}

/** `18:00 ～ 18:59`, `18時` and `18` begin at 18. */
function hourOf(part: string): number {
  const match = /(?:(午後|下午|pm)\s*)?(\d{1,2})/i.exec(part.normalize('NFKC'))
  return match ? Number(match[2]) + (match[1] && Number(match[2]) < 12 ? 12 : 0) : -1
}

/** `0–16, 19–23`. */
function spans(numbers: readonly number[]): string {
  const found: [number, number][] = []
  for (const number of numbers) {
    const last = found.at(-1)
    if (last && last[1] === number - 1) last[1] = number
    else found.push([number, number])
  }
  return found.map(([from, to]) => (from === to ? String(from) : `${from}–${to}`)).join(', ')
}

/** The different parts (hours) that a file has of each store and day. */
async function partsOfDays(table: Table, header: Header, reading: Reading): Promise<Map<string, Set<string>>> {
  const { complete } = reading.plan
  if (!complete) return new Map()
  return textsOfDays(table, header, reading, complete.column)
}

/** The different texts of a column for each store and day, of rows that count and can be read. */
export async function textsOfDays(
  table: Table,
  header: Header,
  reading: Reading,
  column: number,
  counts: (cells: readonly Cell[]) => boolean = () => true,
): Promise<Map<string, Set<string>>> {
  const texts = new Map<string, Set<string>>()
  const fillDown = createFillDown(reading)
  const cellsOf = createCellReader(reading)
  for await (const row of rowsBelow(table, header)) {
    const filled = fillDown(row)
    const key = counts(row) ? dayKey(cellsOf(filled), reading) : null
    const text = textOf(filled[column])
    if (key !== null && text !== '') texts.set(key, (texts.get(key) ?? new Set()).add(text))
  }
  return texts
}

/** `null`: a row that cannot be read; the reader of rows says why. */
export function dayKey(cells: Cells, reading: Reading): string | null {
  try {
    const store = storeIn(cells, reading)
    const day = reading.day ?? cells.day('day', store)
    return day === null ? null : `${store.slug} ${day}`
  } catch (error) {
    if (error instanceof RowProblem) return null
    throw error
  }
}
