import Big from 'big.js'
import { isTooLarge } from '#src/domain/check-figure.ts'
import { toMinor } from '#src/domain/money.ts'
import type { Day } from '#src/domain/period/index.ts'
import { type AmountCurrency, otherCurrencyIn } from '#src/features/imports/columns/amount-currencies.ts'
import type { Plan, Use } from '#src/features/imports/columns/plan.ts'
import type { RowWidths } from '#src/features/imports/columns/row-widths.ts'
import { longestStore } from '#src/features/imports/columns/store-names.ts'
import { type Cell, textOf } from '#src/features/imports/parse/table.ts'
import { type DayOrder, isLongerThanDay, lacksYear, parseDay } from '#src/features/imports/values/dates.ts'
import { saysNothing } from '#src/features/imports/values/nothing.ts'
import { type DecimalSign, parseDecimal } from '#src/features/imports/values/numbers.ts'
import type { Role } from '#src/features/imports/words/roles.ts'
import type { Localized } from '#src/i18n/locale.ts'
import { isStorable, storable } from '#src/platform/database/storable.ts'
import { problem } from './problems.ts'

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
  readonly plan: Plan
  /** Names of the columns. */
  readonly names: readonly string[]
  /** By column. */
  readonly signs: readonly DecimalSign[]
  readonly orders: readonly DayOrder[]
  /** Columns of amounts that say in which currency they are. */
  readonly currencies?: readonly AmountCurrency[]
  /** Rows with more or fewer cells than there are columns. */
  readonly widths?: RowWidths
  /** The day of all rows where no column says it. */
  readonly day: Day | null
  /** The store that a name stands for; the name is empty where the file has no column of stores. */
  readonly storeNamed: (name: string) => StoreOfRow | null
}

/** Thrown inside a row reader and turned into a skipped row by the caller; never leaves the importers. */
export class RowProblem extends Error {
  override readonly name = 'RowProblem'
  readonly text: Localized
  /** The row is as it should be, it only holds nothing that is taken. */
  readonly expected: boolean

  constructor(text: Localized, expected = false) {
    super(text.en)
    this.text = text
    this.expected = expected
  }
}

/** Figures before it are typing errors (judgement: no marketplace of ours is older). */
const earliest = '2000-01-01'

/** Longest order numbers and SKUs, in characters (marketplaces allow at most some 50; judgement). */
export const longestId = 128
const longestName = 300

/** Reads cells by what they mean. Built once per file; what it gives for a row holds until the next row is asked for. */
export function createCellReader(reading: Reading) {
  const byRole = new Map<Role, Use[]>()
  for (const use of reading.plan.uses) byRole.set(use.role, [...(byRole.get(use.role) ?? []), use])
  const row: { cells: readonly Cell[] } = { cells: [] }
  const reader = createCells(reading, byRole, row)
  return (cells: readonly Cell[]) => {
    row.cells = cells
    return reader
  }
}

const noUses: readonly Use[] = []

function createCells(
  reading: Reading,
  byRole: ReadonlyMap<Role, readonly Use[]>,
  row: { readonly cells: readonly Cell[] },
) {
  const usesOf = (role: Role) => byRole.get(role) ?? noUses
  const holds = (use: Use) => use.when.every(({ column, is }) => is.test(textOf(row.cells[column])))
  const days = createDayReader()
  /** The first use with a value. */
  const first = (role: Role): Use | undefined => {
    const all = usesOf(role)
    if (all.length === 1 && all[0]?.when.length === 0) return all[0] // almost always
    const uses = all.filter(holds)
    return uses.find(use => !saysNothing(textOf(row.cells[use.column]))) ?? uses[0]
  }
  const named = (role: Role) => reading.names[(first(role) ?? usesOf(role)[0])?.column ?? -1] ?? ''
  const textAt = (role: Role) => {
    const use = first(role)
    const written = said(row.cells[use?.column ?? -1])
    const text = use?.lower ? written.toLowerCase() : written
    const more = use === undefined || use.joined < 0 ? '' : said(row.cells[use.joined])
    return text === '' || more === '' ? text + more : `${text}/${more}`
  }
  return {
    has: (role: Role) => usesOf(role).length > 0,
    /** A currency other than the store's in which an amount is; `null`: none says so. */
    otherCurrency: ({ currency }: StoreOfRow) =>
      reading.currencies ? otherCurrencyIn(row.cells, currency, reading.currencies) : null,
    text: textAt,
    texts: (role: Role) =>
      usesOf(role)
        .filter(holds)
        .map(use => textOf(row.cells[use.column])),
    id: (role: Role) => idIn(textAt(role), () => named(role)),
    name: (role: Role) => storable(textAt(role).slice(0, longestName)) || null,
    /** The sum of all columns of this meaning and extent; `null` where none holds a number. */
    decimal: (role: Role, per?: Use['per']) => {
      const all = usesOf(role)
      const only = all.length === 1 ? all[0] : undefined
      if (only && only.when.length === 0)
        return per === undefined || only.per === per ? decimalIn(only, row.cells, reading) : null
      const uses = all.filter(use => (per === undefined || use.per === per) && holds(use))
      return sumOf(uses, row.cells, reading)
    },
    day: (role: Role, store: StoreOfRow) => {
      const use = first(role)
      if (use === undefined) return null
      const order = reading.orders[use.column] ?? 'month-first'
      return days(row.cells[use.column] ?? null, () => named(role), store, order)
    },
    label: named,
  }
}

/** The text of a cell; empty where it says that there is nothing. */
function said(cell: Cell | undefined): string {
  const text = textOf(cell)
  return saysNothing(text) ? '' : text
}

/** Cells of one row. */
export type Cells = ReturnType<typeof createCells>

/** An order number that a spreadsheet program has cut to `1.23E+15` is none: different orders would become one. */
function idIn(text: string, column: () => string): string {
  // Two that differ in what is lost would become one.
  if (!isStorable(text)) throw new RowProblem(problem('unstorable', { column: column() }))
  if (text.length > longestId) throw new RowProblem(problem('tooLong', { column: column(), text: String(longestId) }))
  if (/^\d(?:[.,]\d+)?E\+\d{2,}$/i.test(text)) throw new RowProblem(problem('cutNumber', { column: column(), text }))
  return text
}

function sumOf(uses: readonly Use[], cells: readonly Cell[], reading: Reading): string | null {
  const [only, second] = uses
  if (only && !second) return decimalIn(only, cells, reading) // almost always
  let sum: Big | null = null
  for (const use of uses) {
    const value = decimalIn(use, cells, reading)
    if (value !== null) sum = (sum ?? Big(0)).plus(value)
  }
  return sum === null ? null : sum.toFixed()
}

function decimalIn(use: Use, cells: readonly Cell[], reading: Reading): string | null {
  const cell = cells[use.column] ?? null
  const text = textOf(cell)
  const value = parseDecimal(text, typeof cell === 'number' ? '.' : (reading.signs[use.column] ?? '.'))
  if (value === undefined)
    throw new RowProblem(problem('notANumber', { column: reading.names[use.column] ?? '', text }))
  if (value !== null && isTooLarge(value))
    throw new RowProblem(problem('tooLarge', { column: reading.names[use.column] ?? '', text }))
  if (value === null || (use.sign === 'as-is' && use.scale === null)) return value
  const scaled = use.scale === null ? Big(value) : Big(value).times(use.scale)
  return (use.sign === 'positive' ? scaled.abs() : use.sign === 'negated' ? scaled.times(-1) : scaled).toFixed()
}

/** Texts of days that are remembered (judgement: ten years and more). */
const knownDays = 5_000

/** Reads days; the same few stand in a file over and over. */
function createDayReader() {
  const known = new Map<string, Day | null>()
  let way = ''
  return (cell: Cell, column: () => string, store: StoreOfRow, order: DayOrder): Day | null => {
    if (typeof cell !== 'string') return inRange(dayIn(cell, column, store, order), textOf(cell), column, store)
    const own = `${order} ${store.timeZone}`
    if (own !== way || known.size > knownDays) known.clear()
    way = own
    let day = known.get(cell)
    if (day === undefined) {
      day = dayIn(cell, column, store, order)
      known.set(cell, day)
    }
    return inRange(day, cell, column, store)
  }
}

function dayIn(cell: Cell, column: () => string, store: StoreOfRow, order: DayOrder): Day | null {
  const text = textOf(cell)
  const day = parseDay(typeof cell === 'string' ? text : cell, { order, timeZone: store.timeZone })
  if (day !== undefined) return day
  const longer = isLongerThanDay(text, { order, timeZone: store.timeZone })
  const kind = longer ? 'notOneDay' : lacksYear(text) ? 'noYear' : 'notADate'
  throw new RowProblem(problem(kind, { column: column(), text }))
}

function inRange(day: Day | null, text: string, column: () => string, store: StoreOfRow): Day | null {
  if (day !== null && (day < earliest || day > store.latest)) {
    throw new RowProblem(problem('dateOutOfRange', { column: column(), text: text.trim() }))
  }
  return day
}

/** The row's store; its currency and that of its amounts must be the store's. */
export function storeIn(cells: Cells, reading: Reading): StoreOfRow {
  const name = cells.text('store')
  if (cells.has('store') && name === '') throw new RowProblem(problem('missing', { column: cells.label('store') }))
  if (name.length > longestStore)
    throw new RowProblem(problem('tooLong', { column: cells.label('store'), text: String(longestStore) }))
  const store = reading.storeNamed(name)
  if (!store) throw new RowProblem(problem('missing', { column: cells.label('store') }))
  const currency = cells.has('currency') ? cells.text('currency').toUpperCase() : ''
  if (currency !== '' && /^[A-Z]{3}$/.test(currency) && currency !== store.currency) {
    throw new RowProblem(problem('otherCurrency', { text: currency, currency: store.currency }))
  }
  const other = cells.otherCurrency(store)
  if (other !== null) throw new RowProblem(problem('otherCurrency', { text: other, currency: store.currency }))
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
