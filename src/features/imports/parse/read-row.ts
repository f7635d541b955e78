import { toMinor } from '#src/domain/money.ts'
import type { Day } from '#src/domain/period.ts'
import type { Localized } from '#src/i18n/locale.ts'
import { columnOf, type Mapping } from './columns.ts'
import { type DayOrder, parseDay } from './dates.ts'
import { type DecimalSign, parseDecimal } from './numbers.ts'
import { problem } from './problems.ts'
import type { Role } from './roles.ts'
import { type Cell, textOf } from './table.ts'

/** A store as far as reading its rows needs it. */
export interface StoreOfRow {
  readonly slug: string
  readonly currency: string
  readonly timeZone: string
  /** The last day that is not in the future there. */
  readonly latest: Day
}

/** How the rows of a file are read. */
export interface Reading {
  readonly mapping: Mapping
  readonly sign: DecimalSign
  readonly order: DayOrder
  readonly discountIsAmount: boolean
  /** The store that a name stands for; the name is empty where the file has no column of stores. */
  readonly storeNamed: (name: string) => StoreOfRow | null
}

/** Thrown inside a row reader and turned into a skipped row by the caller; never leaves the importers. */
export class RowProblem extends Error {
  override readonly name = 'RowProblem'
  readonly text: Localized

  constructor(text: Localized) {
    super(text.en)
    this.text = text
  }
}

/** Figures before it are typing errors (judgement: no marketplace of ours is older). */
const earliest = '2000-01-01'

/** Longest order numbers and SKUs, in characters (marketplaces allow at most some 50; judgement). */
export const longestId = 128
const longestName = 300

/** The cells of a row by what they mean. All methods throw `RowProblem`. */
export function createCells(reading: Reading, cells: readonly Cell[]) {
  const { mapping } = reading
  const at = (role: Role) => {
    const column = columnOf(mapping, role)
    return { column, cell: column < 0 ? null : (cells[column] ?? null), name: mapping.columns[column]?.name ?? '' }
  }
  return {
    has: (role: Role) => columnOf(mapping, role) >= 0,
    text: (role: Role) => textOf(at(role).cell),
    id(role: Role) {
      const { cell, name } = at(role)
      const text = textOf(cell)
      if (text.length > longestId) throw new RowProblem(problem('tooLong', { column: name, text: String(longestId) }))
      return text
    },
    name: (role: Role) => textOf(at(role).cell).slice(0, longestName) || null,
    decimal: (role: Role) => decimalIn(at(role), reading.sign),
    day: (role: Role, store: StoreOfRow) => dayIn(at(role), store, reading.order),
    label: (role: Role) => at(role).name,
  }
}

/** Cells of one row. */
export type Cells = ReturnType<typeof createCells>

interface NamedCell {
  readonly cell: Cell
  readonly name: string
}

function decimalIn({ cell, name }: NamedCell, sign: DecimalSign): string | null {
  const text = textOf(cell)
  const value = parseDecimal(text, typeof cell === 'number' ? '.' : sign)
  if (value === undefined) throw new RowProblem(problem('notANumber', { column: name, text }))
  return value
}

function dayIn({ cell, name }: NamedCell, store: StoreOfRow, order: DayOrder): Day | null {
  const day = parseDay(cell, { order, timeZone: store.timeZone })
  const text = textOf(cell)
  if (day === undefined) throw new RowProblem(problem('notADate', { column: name, text }))
  if (day !== null && (day < earliest || day > store.latest)) {
    throw new RowProblem(problem('dateOutOfRange', { column: name, text }))
  }
  return day
}

/** The row's store; its currency must be the store's. */
export function storeIn(cells: Cells, reading: Reading): StoreOfRow {
  const name = cells.text('store')
  if (cells.has('store') && name === '') throw new RowProblem(problem('missing', { column: cells.label('store') }))
  const store = reading.storeNamed(name)
  if (!store) throw new RowProblem(problem('missing', { column: cells.label('store') }))
  const currency = cells.text('currency').toUpperCase()
  if (currency !== '' && currency !== store.currency) {
    throw new RowProblem(problem('otherCurrency', { text: currency, currency: store.currency }))
  }
  return store
}

/** A value that must be there. */
export function required<T>(value: T | null | '', cells: Cells, role: Role): T {
  if (value === null || value === '') throw new RowProblem(problem('missing', { column: cells.label(role) || role }))
  return value
}

/** An amount in major units as minor units of the store. */
export function minor(decimal: string, store: StoreOfRow): string {
  return toMinor(decimal, store.currency)
}
