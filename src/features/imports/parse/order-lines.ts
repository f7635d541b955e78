import Big from 'big.js'
import type { ImportLine } from '#src/domain/import-line.ts'
import { problem } from './problems.ts'
import { type Cells, createCells, minor, type Reading, RowProblem, required, storeIn } from './read-row.ts'
import type { TableRow } from './table.ts'

/** An order line. Sales are what was paid for the line: all its pieces, less discounts. @throws RowProblem */
export function readOrderLine(row: TableRow, reading: Reading): ImportLine {
  const cells = createCells(reading, row.cells)
  const store = storeIn(cells, reading)
  const orderId = required(cells.id('order_id'), cells, 'order_id')
  const day = required(cells.day('order_day', store), cells, 'order_day')
  const shipDay = cells.day('ship_day', store)
  if (shipDay !== null && shipDay < day) {
    throw new RowProblem(problem('shippedBeforeOrdered', { shipped: shipDay, ordered: day }))
  }
  const sku = cells.has('sku') ? required(cells.id('sku'), cells, 'sku') : ''
  const amounts = amountsOf(cells, reading)
  const m = Object.fromEntries(
    Object.entries(amounts).flatMap(([name, value]) =>
      value === null ? [] : [[name, name === 'units' ? value : minor(value, store)]],
    ),
  )
  return { row: row.number, store: store.slug, orderId, day, shipDay, sku, skuName: cells.name('product_name'), m }
}

interface Amounts {
  readonly sales: string
  readonly units: string | null
  /** Cost, or what remains of the sales without the profit; `null` when the line says neither. */
  readonly cogs: string | null
  readonly discount: string | null
}

function amountsOf(cells: Cells, reading: Reading): Amounts {
  const units = cells.has('quantity') ? required(cells.decimal('quantity'), cells, 'quantity') : null
  const sales = salesOf(cells, units)
  const cost = cells.decimal('cost')
  const profit = cells.decimal('profit')
  const cogs = cost ?? (profit === null ? null : Big(sales).minus(profit).toFixed())
  const discount =
    reading.discountIsAmount && cells.has('discount')
      ? Big(cells.decimal('discount') ?? '0')
          .abs()
          .toFixed()
      : null
  return { sales, units, cogs, discount }
}

/** The amount of the line, or price times pieces where only a price stands there. */
function salesOf(cells: Cells, units: string | null): string {
  if (cells.has('sales')) return required(cells.decimal('sales'), cells, 'sales')
  const price = required(cells.decimal('unit_price'), cells, 'unit_price')
  return Big(price)
    .times(units ?? '1')
    .toFixed()
}
