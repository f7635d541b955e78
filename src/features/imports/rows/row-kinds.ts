import type { Plan } from '#src/features/imports/columns/plan.ts'
import { type Cell, textOf } from '#src/features/imports/parse/table.ts'
import type { Role } from '#src/features/imports/words/roles.ts'
import { isTotalWord, isWholeWord, totalOfName } from '#src/features/imports/words/total-words.ts'
import { saysSomething } from './fill-down.ts'
import { createOrderSumTest } from './order-sum-rows.ts'
import type { Reading } from './read-row.ts'

const keys: readonly Role[] = ['order_id', 'order_day', 'day', 'store', 'line_id']

/** Tells rows of totals, of sums of single orders, and rows that a known export says do not count, from rows that are read. */
export function createRowSorter({
  plan,
  names,
  storeNamed,
  day,
}: Reading): (cells: readonly Cell[]) => 'total' | 'sum' | 'filtered' | 'part' | null {
  const columnsOf = (role: Role) => plan.uses.filter(use => use.role === role).map(use => use.column)
  const keyColumns = keys.flatMap(columnsOf)
  const stores = columnsOf('store')
  const days = [...columnsOf('day'), ...columnsOf('order_day')]
  const numbers = new Set(
    plan.uses.filter(use => use.role.startsWith('measure:') || use.role === 'sales').map(use => use.column),
  )
  const isOrderSum = createOrderSumTest(names.map((_name, column) => ({ column, role: roleAt(plan, column) })))
  /** A store may be called like a sum; then it is among the stores of the file. */
  const isSumAt = (cells: readonly Cell[], column: number) => {
    const text = textOf(cells[column])
    return isTotalWord(text) && !(stores.includes(column) && storeNamed(text) !== null)
  }
  const hasDay = (cells: readonly Cell[]) => day !== null || days.some(column => textOf(cells[column]) !== '')
  return cells => {
    const failed = plan.rows.filter(
      ({ column, only, not }) => (only && !only.test(textOf(cells[column]))) || not?.test(textOf(cells[column])),
    )
    if (failed.length > 0) return failed.some(test => test.whole === null) ? 'filtered' : 'part'
    if (
      keyColumns.some(column => isSumAt(cells, column)) ||
      days.some(column => totalOfName(textOf(cells[column])) !== null)
    )
      return 'total'
    if (stores.some(column => isTotalOfStore(textOf(cells[column]), storeNamed))) return 'total'
    const first = cells.findIndex(cell => textOf(cell) !== '')
    const dayless = !hasDay(cells)
    if (first >= 0 && isSumAt(cells, first) && !numbers.has(first) && (dayless || plan.kind === 'orders'))
      return 'total'
    if (plan.format === null && isOrderSum(cells)) return 'sum'
    if (dayless && cells.some((_cell, column) => !numbers.has(column) && isSumAt(cells, column))) return 'total'
    return dayless && plan.kind === 'daily' && days.length > 0 && saysNothing(cells, names.length) ? 'total' : null
  }
}

function roleAt({ kind, uses }: Plan, column: number): Role | null {
  return kind === 'orders' ? (uses.find(use => use.column === column)?.role ?? null) : null
}

function isTotalOfStore(text: string, storeNamed: Reading['storeNamed']): boolean {
  if (isWholeWord(text) && storeNamed(text) === null) return true
  const whose = totalOfName(text)
  return whose !== null && storeNamed(text) === null && storeNamed(whose) !== null
}

/** Numbers without a day and without any word or time of day: the sums of an export that does not call them so. */
function saysNothing(cells: readonly Cell[], width: number): boolean {
  return cells.slice(0, width).every(cell => !saysSomething(textOf(cell)))
}
