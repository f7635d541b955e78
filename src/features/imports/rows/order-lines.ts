import Big from 'big.js'
import type { ImportLine } from '#src/domain/import-line.ts'
import { findMeasure } from '#src/domain/measures/index.ts'
import type { Plan } from '#src/features/imports/columns/plan.ts'
import type { OrderState } from '#src/features/imports/formats/known-format.ts'
import { stateOf, worstState } from '#src/features/imports/words/status-words.ts'
import { problem } from './problems.ts'
import { type Cells, minor, type Reading, RowProblem, required, type StoreOfRow, storeIn } from './read-row.ts'

/**
 * An order line. Its `sales` are what was paid for all its pieces, less discounts; amounts of the whole order stand
 * under `order:…` and count once per order, whichever line names them. @throws RowProblem
 */
export function readOrderLine(row: number, cells: Cells, reading: Reading): ImportLine {
  const store = storeIn(cells, reading)
  const orderId = required(cells.id('order_id'), cells, 'order_id')
  const day = reading.day ?? required(cells.day('order_day', store), cells, 'order_day')
  const { state, status } = stateIn(cells, reading.plan)
  const shipDay = cells.day('ship_day', store)
  if (shipDay !== null && shipDay < day) {
    throw new RowProblem(problem('shippedBeforeOrdered', { shipped: shipDay, ordered: day }))
  }
  const left = state !== null && state !== 'sale' && state !== 'pending'
  const m = inMinorUnits(amountsOf(cells, reading.plan, left), store)
  const sku = cells.id('sku')
  const line = cells.id('line_id')
  return {
    row,
    store: store.slug,
    orderId,
    day,
    shipDay,
    sku,
    skuName: cells.name('product_name'),
    m,
    line,
    state,
    status,
    whole: false,
  }
}

/** What became of the line; `null` where the line says nothing: then what other lines of the order say counts. */
function stateIn(cells: Cells, plan: Plan): { readonly state: OrderState | null; readonly status: string } {
  const texts = cells.texts('status').filter(text => text !== '')
  const cancelled = cells.texts('cancelled_day').find(text => text !== '' && !/^[-–—0]+$/.test(text))
  const states = texts.map(text => stateOf(text, plan.format?.status))
  const state = worstState([...states, ...(cancelled === undefined ? [] : (['cancelled'] as const))])
  if (states.length === 0 && cancelled === undefined) return { state: null, status: '' }
  const word = texts.find((_text, index) => states[index] === state) ?? cells.label('cancelled_day')
  return { state, status: word.slice(0, longestStatus) }
}

const longestStatus = 60

type Amounts = Record<string, string | null>

/** Amounts that are there: money in minor units, counts as they stand. */
function inMinorUnits(amounts: Amounts, store: StoreOfRow): Record<string, string> {
  const found: Record<string, string> = {}
  for (const name in amounts) {
    const value = amounts[name] ?? null
    if (value !== null) found[name] = isCount(name) ? value : minor(value, store)
  }
  return found
}

/** Looked up once for each name, not for each line; there are as many as measures. */
const counts = new Map<string, boolean>()

function isCount(name: string): boolean {
  const known = counts.get(name)
  if (known !== undefined) return known
  const id = name.replace(/^order:/, '')
  const isOne = id === 'units' || findMeasure(id)?.unit === 'count'
  counts.set(name, isOne)
  return isOne
}

function amountsOf(cells: Cells, plan: Plan, left: boolean): Amounts {
  const units = cells.decimal('quantity') ?? plan.format?.unitsPerRow?.toString() ?? null
  const full = salesOf(cells, units)
  const [off, orderOff] = [cells.decimal('discount', 'row'), cells.decimal('discount', 'order')]
  const ofOrder = cells.decimal('sales', 'order')
  if (full === null && ofOrder === null && !left && !plan.format && !plan.sparse) {
    required(null, cells, cells.has('sales') ? 'sales' : 'unit_price')
  }
  const sales = full !== null && plan.takeOff && off !== null ? Big(full).minus(off).toFixed() : full
  const orderSales =
    orderOff !== null && plan.takeOff
      ? Big(ofOrder ?? '0')
          .minus(orderOff)
          .toFixed()
      : ofOrder
  const [cost, profit] = [cells.decimal('cost'), cells.decimal('profit')]
  const cogs = cost ?? (profit === null || sales === null ? null : Big(sales).minus(profit).toFixed())
  return {
    sales,
    units,
    cogs,
    discount: cells.has('discount') ? (off ?? '0') : null,
    'order:sales': orderSales,
    'order:discount': orderOff,
    ...extrasOf(cells, plan),
  }
}

/** Fees, refunds and the like, of the line or of its order. */
function extrasOf(cells: Cells, plan: Plan): Amounts {
  const extras: Amounts = {}
  for (const { role, per } of plan.uses) {
    if (!role.startsWith('measure:')) continue
    const id = role.slice('measure:'.length)
    const key = per === 'order' ? `order:${id}` : id
    if (extras[key] === undefined) extras[key] = cells.decimal(role, per)
  }
  return extras
}

/** The amount of the line, or price times pieces where only a price stands there; a line without pieces is one piece. */
function salesOf(cells: Cells, units: string | null): string | null {
  const times = (price: string) =>
    Big(price)
      .times(units ?? '1')
      .toFixed()
  const [whole, each] = [cells.decimal('sales', 'row'), cells.decimal('sales', 'unit')]
  if (whole !== null || each !== null) {
    return Big(whole ?? '0')
      .plus(each === null ? '0' : times(each))
      .toFixed()
  }
  const price = cells.decimal('unit_price')
  return price === null ? null : times(price)
}
