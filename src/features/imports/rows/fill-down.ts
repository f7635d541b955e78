import { type Cell, textOf } from '#src/features/imports/parse/table.ts'
import type { Role } from '#src/features/imports/words/roles.ts'
import type { Reading } from './read-row.ts'

/** What may stand only on the first of several rows that belong together. */
const orderRoles: readonly Role[] = ['order_id', 'order_day', 'store', 'currency', 'status', 'cancelled_day']
const dailyRoles: readonly Role[] = ['day', 'store', 'currency']

/**
 * Fills what merged cells leave empty: the order's number and day on its further lines, the day on the further rows of
 * a day. A row that names an order or a day of its own gets nothing from above.
 */
export function createFillDown({ plan }: Reading): (cells: readonly Cell[]) => readonly Cell[] {
  const column = (role: Role) => plan.uses.find(use => use.role === role)?.column ?? -1
  const orders = plan.kind === 'orders'
  const once = plan.uses.filter(use => use.role === 'ship_day' && use.per === 'order').map(use => use.column)
  const roles = [...(orders ? orderRoles : dailyRoles).map(column), ...once].filter(index => index >= 0)
  const [leading, day] = [column(orders ? 'order_id' : 'day'), column('order_day')]
  const details = (['sku', 'product_name', 'quantity', 'part', 'store', 'line_id'] as const)
    .map(column)
    .filter(index => index >= 0)
  let above: readonly Cell[] | null = null
  return cells => {
    const text = (index: number) => textOf(cells[index])
    const own = leading < 0 ? '' : text(leading)
    const same = above !== null && own !== '' && orders && own === textOf(above[leading])
    const continues =
      above !== null &&
      own === '' &&
      leading >= 0 &&
      (day < 0 || text(day) === '') &&
      hasDetail(cells, details, roles, plan.kind)
    const filled = above !== null && (same || continues) ? fill(cells, above, roles) : cells
    above = filled
    return filled
  }
}

/** Whether a cell holds a word or a time of day, beside which figures may stand; currencies are no words. */
export function saysSomething(text: string): boolean {
  return /\p{L}|^\d{1,2}:\d{2}/u.test(text.replace(/^[a-z]{3}(?=\s?[\d.,-])|(?<=\d)\s?[a-z]{3}$/i, ''))
}

function hasDetail(
  cells: readonly Cell[],
  details: readonly number[],
  roles: readonly number[],
  kind: 'orders' | 'daily',
): boolean {
  if (details.some(index => textOf(cells[index]) !== '')) return true
  return kind === 'daily' && cells.some((cell, index) => !roles.includes(index) && saysSomething(textOf(cell)))
}

function fill(cells: readonly Cell[], above: readonly Cell[], roles: readonly number[]): readonly Cell[] {
  const filled = [...cells]
  for (const index of roles) {
    if (textOf(filled[index]) === '') filled[index] = above[index] ?? null
  }
  return filled
}
