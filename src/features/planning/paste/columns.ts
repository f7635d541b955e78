import type { Day } from '#src/domain/period/index.ts'
import { roleOfColumn } from './column-words.ts'
import { type MonthColumn, monthsOver, targetMonths, unitOf, yearOver } from './merged-heads.ts'
import { monthIn } from './month-in.ts'

/** Where what stands in a table. */
export interface Columns {
  /** Number of the last row of headings, from 0. */
  readonly head: number
  readonly store: number
  readonly kpi: number | null
  readonly currency: number | null
  /** Months across; empty where a column names the month of each row. */
  readonly months: readonly MonthColumn[]
  /** A month that stands over two columns of which neither says that it holds the targets; `null`: none. */
  readonly twice: Day | null
  /** In what amounts are written, such as 千円; `null`: the headings say nothing of it. */
  readonly unit: string | null
  readonly month: number | null
  readonly value: number | null
}

/** Rows above the headings that are looked over, such as a title (judgement). */
const maxAbove = 5

/** The columns by the first row that names the store and months, or the store, a month and a value; `null`: no row does. */
export function columnsOf(rows: readonly (readonly string[])[], year: number): Columns | null {
  for (const [head, cells] of rows.slice(0, maxAbove).entries()) {
    const found = columnsIn(cells, { head, year, rows })
    if (found) return found
  }
  return null
}

interface Around {
  readonly head: number
  readonly year: number
  readonly rows: readonly (readonly string[])[]
}

function columnsIn(cells: readonly string[], { head, year, rows }: Around): Columns | null {
  const above = rows.slice(0, head)
  const roles = cells.map(roleOfColumn)
  const at = (role: (typeof roles)[number]) => {
    const found = roles.indexOf(role)
    return found < 0 ? null : found
  }
  const named = targetMonths(
    monthsIn(cells, at => yearOver(above, at) ?? year),
    above,
  )
  const { months } = named
  const others = { kpi: at('kpi'), currency: at('currency'), month: at('month'), value: at('value') }
  const isLong = others.month !== null && others.value !== null
  if (months.length === 0 && !isLong) return null
  // A table of months often leaves the corner above the stores empty.
  const corner = months.length > 0 && months[0]?.at !== 0 && (cells[0] === '' || roles[0] === null) ? 0 : null
  const store = at('store') ?? storeAbove(above) ?? corner
  if (store === null) return null
  const below = monthsOver(months, rows[head + 1], store)
  const last = below ? head + 1 : head
  const unit = unitOf(rows.slice(0, last + 1))
  return { head: last, store, ...named, months: below ?? months, unit, ...others }
}

/** Where the heading of the stores is merged down over the row of months. */
function storeAbove(above: readonly (readonly string[])[]): number | null {
  const found = above.map(cells => cells.findIndex(cell => roleOfColumn(cell) === 'store')).filter(at => at >= 0)
  return found.at(-1) ?? null
}

/** Bare numbers are months only where all twelve stand side by side. */
function monthsIn(cells: readonly string[], yearAt: (at: number) => number): readonly MonthColumn[] {
  const named = cells.flatMap((cell, at) => {
    const month = monthIn(cell.replace(/[(（].*[)）]\s*$/, ''), yearAt(at))
    return month === null ? [] : [{ month, at }]
  })
  if (named.length > 0) return named
  const first = cells.indexOf('1')
  const bare = first >= 0 && Array.from({ length: 12 }, (_, at) => cells[first + at] === String(at + 1)).every(Boolean)
  return bare
    ? Array.from({ length: 12 }, (_, at) => ({
        month: monthIn(`${at + 1}月`, yearAt(first + at)) ?? '',
        at: first + at,
      }))
    : []
}
