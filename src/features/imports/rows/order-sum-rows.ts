import { type Cell, textOf } from '#src/features/imports/parse/table.ts'
import type { Role } from '#src/features/imports/words/roles.ts'
import { isTotalWord } from '#src/features/imports/words/total-words.ts'

/** A column by its place in the row and what it means; `null`: nothing. */
export interface MeantColumn {
  readonly column: number
  readonly role: Role | null
}

const named: readonly (Role | null)[] = ['product_name', 'status', null]

/**
 * Tells the sum of an order that stands among its lines: 合計 or “Total” in place of a SKU, or in place of a name where the row
 * has no SKU. A product may be called so; then it has a SKU.
 */
export function createOrderSumTest(columns: readonly MeantColumn[]): (cells: readonly Cell[]) => boolean {
  const at = (roles: readonly (Role | null)[]) =>
    columns.filter(({ role }) => roles.includes(role)).map(({ column }) => column)
  const [skus, names] = [at(['sku']), at(named)]
  if (at(['order_id']).length === 0) return () => false
  const isSum = (cells: readonly Cell[], column: number) => {
    const cell = cells[column]
    return typeof cell === 'string' && isTotalWord(cell)
  }
  return cells =>
    skus.some(column => isSum(cells, column)) ||
    (skus.every(column => textOf(cells[column]) === '') && names.some(column => isSum(cells, column)))
}
