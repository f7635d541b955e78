import type { Cell } from '#src/features/imports/parse/table.ts'
import { currenciesOfAmount, currenciesOfColumn } from '#src/features/imports/values/currencies.ts'
import type { Role } from '#src/features/imports/words/roles.ts'
import { type Mapping, measureIn } from './columns.ts'

/** A column of amounts that says in which currency they are. */
export interface AmountCurrency {
  readonly column: number
  /** What its name says; `null`: each amount says it. ISO 4217, any of them. */
  readonly named: readonly string[] | null
}

const amounts = new Set<Role>(['sales', 'order_total', 'unit_price', 'value', 'discount', 'cost', 'profit'])

function isAmount(role: Role | null): boolean {
  return role !== null && (amounts.has(role) || measureIn(role)?.unit === 'money')
}

/** Collects the columns whose names or amounts say a currency. */
export function createCurrencyHabits({ columns }: Mapping) {
  const all = columns.flatMap(({ name, role }, column) =>
    isAmount(role) ? [{ column, named: currenciesOfColumn(name), inCells: false }] : [],
  )
  return {
    add(cells: readonly Cell[]) {
      for (const one of all) if (!one.inCells && said(cells[one.column])) one.inCells = true
    },
    /** The currencies that the first amount of a row may be in that says so; `null`: none does. */
    currenciesIn(cells: readonly Cell[]): readonly string[] | null {
      for (const { column, named } of all) {
        const codes = said(cells[column]) ?? named
        if (codes) return codes
      }
      return null
    },
    finish: (): { readonly currencies: readonly AmountCurrency[] } => ({
      currencies: all.flatMap(({ column, named, inCells }) => (named || inCells ? [{ column, named }] : [])),
    }),
  }
}

/** An amount of a row that is in another currency than that of its store, as it says it; `null`: none. */
export function otherCurrencyIn(
  cells: readonly Cell[],
  currency: string,
  columns: readonly AmountCurrency[],
): string | null {
  for (const { column, named } of columns) {
    const cell = cells[column] ?? null
    if (cell === null || cell === '' || (typeof cell === 'string' && !/[1-9]/.test(cell))) continue
    const codes = said(cell) ?? named
    if (codes && !codes.includes(currency)) return codes.slice(0, 2).join('/')
  }
  return null
}

function said(cell: Cell | undefined): readonly string[] | null {
  return typeof cell === 'string' ? currenciesOfAmount(cell) : null
}
