import type { Header } from '#src/features/imports/columns/header.ts'
import { type Cell, type Table, textOf } from '#src/features/imports/parse/table.ts'
import { problem } from './problems.ts'
import { createCellReader, type Reading, RowProblem } from './read-row.ts'
import { dayKey, textsOfDays } from './whole-days.ts'

/** Decides about the rows of parts (devices) of an export that has a row for the whole of a day, too. */
export interface PartCheck {
  /** Whether the part counts: its day has no row for the whole, while other days of the file have one. */
  readonly counts: (cells: readonly Cell[]) => boolean
  /** A day is the sum of its parts only where all parts are there that other days have. @throws RowProblem */
  readonly mustBeAll: (cells: readonly Cell[]) => void
}

/** Looks through the file for days whose row for the whole is missing. `kindOf`: what kind of row it is, if no plain one. */
export async function createPartCheck(
  table: Table,
  header: Header,
  reading: Reading,
  kindOf: (cells: readonly Cell[]) => string | null,
): Promise<PartCheck> {
  const test = reading.plan.rows.find(one => one.whole !== null)
  if (!test) return { counts: () => false, mustBeAll: () => {} }
  const days = await textsOfDays(table, header, reading, test.column, cells => [null, 'part'].includes(kindOf(cells)))
  const isWhole = (text: string) => test.only?.test(text) === true
  const whole = new Set([...days].filter(([, texts]) => [...texts].some(isWhole)).map(([key]) => key))
  const all = new Set([...whole].flatMap(key => [...(days.get(key) ?? [])]).filter(text => !isWhole(text)))
  const cellsOf = createCellReader(reading)
  return {
    counts: cells => {
      const key = dayKey(cellsOf(cells), reading)
      return whole.size > 0 && key !== null && !whole.has(key)
    },
    mustBeAll: cells => {
      const own = days.get(dayKey(cellsOf(cells), reading) ?? '') ?? new Set<string>()
      const missing = [...all].filter(text => !own.has(text))
      if (missing.length === 0 && own.size > 1) return
      const others = missing.length > 0 ? missing.join(', ') : '…' // one part alone is hardly the day
      const parts = { part: textOf(cells[test.column]), whole: test.whole ?? '', missing: others }
      throw new RowProblem(problem('partAlone', parts))
    },
  }
}
