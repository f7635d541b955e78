import type { Day } from '#src/domain/period/index.ts'
import { type Cell, isBlank, type Table } from '#src/features/imports/parse/table.ts'
import { createOrderSumTest } from '#src/features/imports/rows/order-sum-rows.ts'
import type { DayOrder } from '#src/features/imports/values/dates.ts'
import { createOrderEvidence, dayOrder, type OrderEvidence } from '#src/features/imports/values/day-order.ts'
import { createSignEvidence, decimalSign, type SignEvidence } from '#src/features/imports/values/decimal-sign.ts'
import type { DecimalSign } from '#src/features/imports/values/numbers.ts'
import type { Role } from '#src/features/imports/words/roles.ts'
import { isTotalWord } from '#src/features/imports/words/total-words.ts'
import { type AmountCurrency, createCurrencyHabits } from './amount-currencies.ts'
import { type AmountHabits, createAmountHabits } from './amount-habits.ts'
import type { FileKind, Mapping } from './columns.ts'
import type { Header } from './header.ts'
import { createOrderHabits, type OrderHabits } from './order-habits.ts'
import type { Plan } from './plan.ts'
import { createRowWidths, type RowWidths } from './row-widths.ts'
import { createStoreList, type FoundStore } from './store-names.ts'
import { createWholes } from './wholes.ts'

export { type FoundStore, maxStores } from './store-names.ts'

/** What only all rows together tell. */
export interface FileFacts extends AmountHabits, OrderHabits {
  /** By column. */
  readonly signs: readonly DecimalSign[]
  /** By column. */
  readonly orders: readonly DayOrder[]
  /** Names of stores as they stand there, with the currency of their first row, in order of appearance. */
  readonly stores: readonly FoundStore[]
  /** Columns that split a day and in some rows name the whole of it (デバイス with すべて). */
  readonly wholes: readonly number[]
  /** Columns of amounts that say in which currency they are. */
  readonly currencies: readonly AmountCurrency[]
  /** Rows that have more or fewer cells than there are columns. */
  readonly widths: RowWidths
  readonly rows: number
}

/** What reading the rows needs to know before. */
export interface ScanContext {
  readonly mapping: Mapping
  readonly plan: Plan
  readonly market: string | undefined
  /** Later days cannot stand in a file. */
  readonly latest: Day
  /** Names of stores that there are. */
  readonly known?: readonly string[]
  readonly onRows?: ((rows: number, share: number) => void) | undefined
}

/** Rows between two words about how far it is (judgement). */
export const rowsBetweenWords = 5_000

/** Reads all rows once. */
export async function scanTable(table: Table, header: Header, context: ScanContext): Promise<FileFacts> {
  const collect = collectors(context)
  const widths = createRowWidths(table, header)
  let rows = 0
  for await (const row of table.rows()) {
    if (row.number <= header.row || (!row.broken && isBlank(row.cells))) continue
    if (++rows % rowsBetweenWords === 0) context.onRows?.(rows, table.share?.() ?? 0)
    if (row.broken) continue
    if (!collect.add(row.cells)) widths.add(row.cells, row.number)
  }
  return { ...collect.finish(), widths: widths.finish(), rows }
}

const dateRoles = new Set<Role>(['order_day', 'ship_day', 'day', 'last_day', 'cancelled_day'])
const textRoles = new Set<Role>([
  'order_id',
  'line_id',
  'store',
  'sku',
  'product_name',
  'currency',
  'measure_name',
  'status',
  'part',
])

/** Whether cells of this role are numbers, for files of this kind. */
function holdsNumbers(role: Role | null, _kind: FileKind): boolean {
  return role !== null && !dateRoles.has(role) && !textRoles.has(role)
}

function collectors({ mapping, plan, market, latest, known }: ScanContext) {
  const { columns, kind } = mapping
  const signs = columns.map(({ role }) => (holdsNumbers(role, kind) ? createSignEvidence() : null))
  const orders = columns.map(({ role }) => (role !== null && dateRoles.has(role) ? createOrderEvidence(latest) : null))
  const currencies = createCurrencyHabits(mapping)
  const stores = createStoreList(plan, known, currencies.currenciesIn)
  const amounts = createAmountHabits(mapping, market)
  const lines = createOrderHabits(mapping)
  const wholes = createWholes(mapping)
  const isSum = createSumTest(mapping)
  return {
    /** Whether the row is one of sums. */
    add(cells: readonly Cell[]): boolean {
      columns.forEach((_column, index) => {
        const cell = cells[index]
        if (typeof cell !== 'string') return
        signs[index]?.add(cell)
        orders[index]?.add(cell)
      })
      const sums = isSum(cells)
      for (const one of sums ? [stores, wholes] : [stores, currencies, amounts, lines, wholes]) one.add(cells)
      return sums
    },
    finish() {
      const found = signsOf(
        signs.map(one => one?.found() ?? null),
        plan.format?.decimal,
        market,
      )
      return {
        signs: found,
        orders: ordersOf(
          orders.map(one => one?.found() ?? null),
          plan.format?.dayOrder,
          market,
        ),
        ...amounts.finish(),
        ...lines.finish(),
        ...currencies.finish(),
        stores: stores.found(),
        wholes: wholes.found(),
      }
    },
  }
}

const keyRoles = new Set<Role>(['order_id', 'order_day', 'day', 'store', 'sku', 'part', 'line_id'])

/** Rows of totals say nothing about how amounts are written. */
function createSumTest({ columns, kind }: Mapping): (cells: readonly Cell[]) => boolean {
  const isOrderSum = createOrderSumTest(kind === 'orders' ? columns.map(({ role }, column) => ({ column, role })) : [])
  const keys = columns.flatMap(({ role }, column) =>
    column === 0 || (role !== null && keyRoles.has(role)) ? [column] : [],
  )
  return cells =>
    isOrderSum(cells) ||
    keys.some(column => {
      const cell = cells[column]
      return typeof cell === 'string' && !/^[\d/:.\-\s]*$/.test(cell) && isTotalWord(cell)
    })
}

function signsOf(
  columns: readonly (SignEvidence | null)[],
  fixed: DecimalSign | undefined,
  market: string | undefined,
): DecimalSign[] {
  const sum = (key: keyof SignEvidence) => columns.reduce((total, one) => total + (one?.[key] ?? 0), 0)
  const file = { comma: sum('comma'), point: sum('point') }
  return columns.map(one => fixed ?? decimalSign(one ?? { comma: 0, point: 0 }, file, market))
}

function ordersOf(
  columns: readonly (OrderEvidence | null)[],
  fixed: DayOrder | undefined,
  market: string | undefined,
): DayOrder[] {
  const all = columns.filter(one => one !== null)
  const wrong = (order: DayOrder) => all.reduce((total, one) => total + one.wrong[order], 0)
  const file = {
    wrong: { 'month-first': wrong('month-first'), 'day-first': wrong('day-first'), 'year-first': wrong('year-first') },
    short: all.some(one => one.short),
    firsts: new Set(all.flatMap(one => [...one.firsts])),
    seconds: new Set(all.flatMap(one => [...one.seconds])),
  }
  return columns.map(() => fixed ?? dayOrder(file, market))
}
