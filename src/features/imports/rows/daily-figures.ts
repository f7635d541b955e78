import { createHash } from 'node:crypto'
import Big from 'big.js'
import { figureFault } from '#src/domain/check-figure.ts'
import type { ImportLine } from '#src/domain/import-line.ts'
import { findMeasure } from '#src/domain/measures/index.ts'
import { isCost } from '#src/features/imports/columns/amount-habits.ts'
import type { Plan } from '#src/features/imports/columns/plan.ts'
import { type Cell, textOf } from '#src/features/imports/parse/table.ts'
import { saysUnit } from '#src/features/imports/values/currencies.ts'
import { isTotalWord, isWholeWord } from '#src/features/imports/words/total-words.ts'
import { figureNamed, readBrackets } from '#src/language/figure-names.ts'
import { problem } from './problems.ts'
import { type Cells, minor, type Reading, RowProblem, required, type StoreOfRow, storeIn } from './read-row.ts'

/** Figures of a store or SKU on a day, in columns or named by a column. @throws RowProblem */
export function readDailyFigures(row: number, cells: Cells, reading: Reading, raw: readonly Cell[]): ImportLine {
  const store = storeIn(cells, reading)
  const day = reading.day ?? required(cells.day('day', store), cells, 'day')
  const last = reading.day ?? cells.day('last_day', store)
  if (last !== null && last !== day) {
    const text = `${day} – ${last}`
    throw new RowProblem(problem('notOneDay', { column: cells.label('day'), text }))
  }
  const m =
    cells.has('measure_name') && cells.has('value')
      ? namedFigure(cells, store, reading.plan)
      : figures(cells, reading, store)
  if (Object.keys(m).length === 0) throw new RowProblem(problem('nothing'), reading.plan.format !== null)
  const sku = cells.id('sku')
  return {
    row,
    store: store.slug,
    orderId: '',
    day,
    shipDay: null,
    sku: isTotalWord(sku) ? '' : sku,
    skuName: cells.name('product_name'),
    m,
    line: fingerprint(raw),
    state: null,
    status: '',
    whole: isWhole(reading.plan, raw),
  }
}

/** Whether a row holds the whole of a day whose parts may stand in others. */
function isWhole({ wholes, rows }: Plan, raw: readonly Cell[]): boolean {
  const said = rows.filter(test => test.whole !== null)
  return (
    wholes.length + said.length > 0 &&
    wholes.every(column => isWholeWord(textOf(raw[column]))) &&
    said.every(({ column, only }) => only?.test(textOf(raw[column])))
  )
}

/** Rows that are alike in every cell are one row that stands there twice. */
function fingerprint(cells: readonly Cell[]): string {
  return createHash('md5').update(cells.map(textOf).join('\u001f')).digest('base64url')
}

function figures(cells: Cells, reading: Reading, store: StoreOfRow): Record<string, string> {
  const m: Record<string, string> = {}
  const units = cells.decimal('quantity')
  for (const role of new Set(reading.plan.uses.map(use => use.role))) {
    if (!role.startsWith('measure:')) continue
    const value = cells.decimal(role, 'row') ?? cells.decimal(role, 'order')
    const each = cells.decimal(role, 'unit')
    const id = role.slice('measure:'.length)
    const sum =
      each === null
        ? value
        : Big(each)
            .times(units ?? '1')
            .plus(value ?? '0')
            .toFixed()
    if (sum !== null) m[id] = checked(id, sum, { store, column: cells.label(role), net: reading.plan.format !== null })
  }
  return m
}

function namedFigure(cells: Cells, store: StoreOfRow, plan: Plan): Record<string, string> {
  const name = required(cells.text('measure_name'), cells, 'measure_name')
  const figure = figureNamed(name)
  if (figure === null) throw new RowProblem(problem('unknownMeasure', { text: name }))
  if ('computed' in figure) throw new RowProblem(problem('computed', { text: name }))
  const written = cells.decimal('value')
  if (written === null) return {}
  const scale = readBrackets(name).scale ?? (saysUnit(name) ? null : plan.scale)
  const isMoney = findMeasure(figure.measure)?.unit === 'money'
  const value = scale !== null && isMoney ? Big(written).times(scale).toFixed() : written
  const cost = isCost(figure.measure) ? Big(value).abs().toFixed() : value
  return { [figure.measure]: checked(figure.measure, cost, { store, column: name, net: false }) }
}

interface Origin {
  readonly store: StoreOfRow
  /** What the figure is called in the file. */
  readonly column: string
  /** Pieces are less returns, as in some exports of platforms: a day may have more of these. */
  readonly net: boolean
}

/** The value as it is stored. @throws RowProblem where it cannot be */
function checked(id: string, value: string, { store, column, net }: Origin): string {
  const measure = findMeasure(id)
  const stored = measure?.unit === 'money' ? minor(value, store) : value
  const fault = measure && figureFault(measure, stored)
  if (!fault || (fault === 'negative' && net && id === 'units')) return stored
  throw new RowProblem(problem(fault, { column, text: value }))
}
