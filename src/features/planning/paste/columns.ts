import type { Day } from '#src/domain/period/index.ts'
import { roleOfColumn } from './column-words.ts'
import { monthIn } from './month-in.ts'

/** Where what stands in a table. */
export interface Columns {
  /** Number of the row of headings, from 0. */
  readonly head: number
  readonly store: number
  readonly kpi: number | null
  readonly currency: number | null
  /** Months across; empty where a column names the month of each row. */
  readonly months: readonly { readonly month: Day; readonly at: number }[]
  readonly month: number | null
  readonly value: number | null
}

/** Rows above the headings that are looked over, such as a title (judgement). */
const maxAbove = 5

/** The columns by the first row that names the store and months, or the store, a month and a value; `null`: no row does. */
export function columnsOf(rows: readonly (readonly string[])[], year: number): Columns | null {
  for (const [head, cells] of rows.slice(0, maxAbove).entries()) {
    const found = columnsIn(cells, head, year)
    if (found) return found
  }
  return null
}

function columnsIn(cells: readonly string[], head: number, year: number): Columns | null {
  const roles = cells.map(roleOfColumn)
  const at = (role: (typeof roles)[number]) => {
    const found = roles.indexOf(role)
    return found < 0 ? null : found
  }
  const months = monthsIn(cells, year)
  const others = { kpi: at('kpi'), currency: at('currency'), month: at('month'), value: at('value') }
  const isLong = others.month !== null && others.value !== null
  if (months.length === 0 && !isLong) return null
  // A table of months often leaves the corner above the stores empty.
  const corner = months.length > 0 && months[0]?.at !== 0 && (cells[0] === '' || roles[0] === null) ? 0 : null
  const store = at('store') ?? corner
  return store === null ? null : { head, store, months, ...others }
}

/** Bare numbers are months only where all twelve stand side by side. */
function monthsIn(cells: readonly string[], year: number): Columns['months'] {
  const named = cells.flatMap((cell, at) => {
    const month = monthIn(cell, year)
    return month === null ? [] : [{ month, at }]
  })
  if (named.length > 0) return named
  const first = cells.indexOf('1')
  const bare = first >= 0 && Array.from({ length: 12 }, (_, at) => cells[first + at] === String(at + 1)).every(Boolean)
  return bare
    ? Array.from({ length: 12 }, (_, at) => ({ month: monthIn(`${at + 1}月`, year) ?? '', at: first + at }))
    : []
}
