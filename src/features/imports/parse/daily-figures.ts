import type { ImportLine } from '#src/domain/import-line.ts'
import { findMeasure } from '#src/domain/measures/index.ts'
import { figureNamed } from './columns.ts'
import { problem } from './problems.ts'
import {
  type Cells,
  createCells,
  minor,
  type Reading,
  RowProblem,
  required,
  type StoreOfRow,
  storeIn,
} from './read-row.ts'
import type { TableRow } from './table.ts'

/** Figures of a store or SKU on a day, in columns or named by a column. @throws RowProblem */
export function readDailyFigures(row: TableRow, reading: Reading): ImportLine {
  const cells = createCells(reading, row.cells)
  const store = storeIn(cells, reading)
  const day = required(cells.day('day', store), cells, 'day')
  const m = cells.has('measure_name') && cells.has('value') ? namedFigure(cells, store) : figures(cells, reading, store)
  if (Object.keys(m).length === 0) throw new RowProblem(problem('nothing'))
  return {
    row: row.number,
    store: store.slug,
    orderId: '',
    day,
    shipDay: null,
    sku: cells.id('sku'),
    skuName: cells.name('product_name'),
    m,
  }
}

function figures(cells: Cells, reading: Reading, store: StoreOfRow): Record<string, string> {
  const m: Record<string, string> = {}
  for (const { role } of reading.mapping.columns) {
    if (!role?.startsWith('measure:')) continue
    const value = cells.decimal(role)
    const id = role.slice('measure:'.length)
    if (value !== null) m[id] = inUnit(id, value, store)
  }
  return m
}

function namedFigure(cells: Cells, store: StoreOfRow): Record<string, string> {
  const name = required(cells.text('measure_name'), cells, 'measure_name')
  const figure = figureNamed(name)
  if (figure === null) throw new RowProblem(problem('unknownMeasure', { text: name }))
  if ('computed' in figure) throw new RowProblem(problem('computed', { text: name }))
  const value = cells.decimal('value')
  return value === null ? {} : { [figure.measure]: inUnit(figure.measure, value, store) }
}

function inUnit(id: string, value: string, store: StoreOfRow): string {
  return findMeasure(id)?.unit === 'money' ? minor(value, store) : value
}
