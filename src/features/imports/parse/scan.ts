import { nameKey } from '#src/domain/names.ts'
import { columnOf, type Mapping } from './columns.ts'
import { createOrderGuess, type DayOrder } from './dates.ts'
import type { Header } from './header.ts'
import { createSignGuess, type DecimalSign, parseDecimal } from './numbers.ts'
import type { Role } from './roles.ts'
import { type Cell, isBlank, type Table, textOf } from './table.ts'

/** What only all rows together tell. */
export interface FileFacts {
  readonly sign: DecimalSign
  readonly order: DayOrder
  /** Amounts; a column of rates (0.2 or 20 %) says nothing that the sales amount does not hold already. */
  readonly discountIsAmount: boolean
  /** Names of stores as they stand there, with the currency of their first row, in order of appearance. */
  readonly stores: readonly FoundStore[]
  readonly rows: number
}

export interface FoundStore {
  readonly name: string
  /** ISO 4217; `null` where no column says it. */
  readonly currency: string | null
}

/** A column with more stores than this is not one of stores; reading stops counting there (judgement). */
export const mostStores = 500

/** Reads all rows once. */
export async function scanTable(table: Table, header: Header, mapping: Mapping, market?: string): Promise<FileFacts> {
  const collect = collectors(mapping, market)
  let rows = 0
  for await (const row of table.rows()) {
    if (row.number <= header.row || (!row.broken && isBlank(row.cells))) continue
    rows++
    if (!row.broken) collect.add(row.cells)
  }
  return { ...collect.finish(), rows }
}

const dateRoles = new Set<Role>(['order_day', 'ship_day', 'day'])
const textRoles = new Set<Role>(['order_id', 'store', 'sku', 'product_name', 'currency', 'measure_name'])

function collectors(mapping: Mapping, market: string | undefined) {
  const sign = createSignGuess()
  const order = createOrderGuess(market)
  const stores = createStoreList(mapping)
  const discount = createRateGuess(columnOf(mapping, 'discount'))
  return {
    add(cells: readonly Cell[]) {
      mapping.columns.forEach(({ role }, column) => {
        const cell = cells[column]
        if (role === null || typeof cell !== 'string' || textRoles.has(role)) return
        if (dateRoles.has(role)) order.add(cell)
        else sign.add(cell)
      })
      discount.add(cells)
      stores.add(cells)
    },
    finish: () => ({
      sign: sign.finish(),
      order: order.finish(),
      discountIsAmount: discount.isAmount(),
      stores: stores.found(),
    }),
  }
}

function createRateGuess(column: number) {
  let amount = false
  return {
    add(cells: readonly Cell[]) {
      const text = column < 0 ? '' : textOf(cells[column])
      if (text === '' || text.includes('%')) return
      const value = Number(parseDecimal(text) ?? 0)
      if (Math.abs(value) > 1) amount = true
    },
    isAmount: () => amount,
  }
}

function createStoreList(mapping: Mapping) {
  const found = new Map<string, FoundStore>()
  const [store, currency] = [columnOf(mapping, 'store'), columnOf(mapping, 'currency')]
  return {
    add(cells: readonly Cell[]) {
      const name = store < 0 ? '' : textOf(cells[store])
      const key = nameKey(name)
      if ((store >= 0 && name === '') || found.has(key) || found.size > mostStores) return
      const code = currency < 0 ? '' : textOf(cells[currency]).toUpperCase()
      found.set(key, { name, currency: /^[A-Z]{3}$/.test(code) ? code : null })
    },
    found: () => [...found.values()],
  }
}
