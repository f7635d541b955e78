import { Big } from 'big.js'
import Papa from 'papaparse'
import { type Observed, SourceFault } from '#src/contracts/connector.ts'
import { isDay, localDay } from '#src/domain/days.ts'
import { findMeasure } from '#src/domain/measures/index.ts'
import { toMinor } from '#src/domain/money.ts'
import type { Report } from './keys.ts'

/** A row of an answer: a JSON object, or the columns of a line. */
export type Row = unknown

/** The value at a path of names with dots between; a name that holds dots itself is found first. */
export function valueAt(source: unknown, path: string): unknown {
  if (typeof source !== 'object' || source === null) return undefined
  const own = source as Readonly<Record<string, unknown>> // an object: its members are looked up by name only
  if (Object.hasOwn(own, path)) return own[path]
  const [name = '', ...rest] = path.split('.')
  return rest.length > 0 && Object.hasOwn(own, name) ? valueAt(own[name], rest.join('.')) : undefined
}

/** The rows of an answer. @throws SourceFault `drift` where they are not a list */
export function rowsOf(
  report: Report,
  answer: { text(): string; exactJson(): unknown },
): {
  readonly rows: readonly Row[]
  readonly next: string
} {
  if (report.format === 'csv') return { rows: csvRows(answer.text()), next: '' }
  const json = answer.exactJson()
  const rows = report.rows === undefined ? json : valueAt(json, report.rows)
  if (rows === null) return { rows: [], next: '' }
  if (!Array.isArray(rows)) {
    const path = report.rows ?? 'the answer itself'
    throw new SourceFault('drift', `The rows are not a list: ${path}`, { subject: path })
  }
  const next = report.next === undefined ? undefined : valueAt(json, report.next)
  return { rows, next: typeof next === 'string' && next !== 'null' ? next : '' }
}

function csvRows(text: string): readonly Row[] {
  const { data, errors } = Papa.parse<Record<string, string>>(text.replace(/^\uFEFF/, ''), {
    header: true,
    skipEmptyLines: 'greedy',
    transformHeader: name => name.trim(),
  })
  const fault = errors.find(({ type }) => type === 'Quotes' || type === 'FieldMismatch')
  if (fault) throw new SourceFault('drift', `Row ${fault.row ?? 0} of the answer is damaged: ${fault.message}`)
  return data
}

/** What rows are read with. */
export interface Reading {
  readonly report: Report
  readonly currency: string
  readonly timeZone: string
  readonly only: Readonly<Record<string, string>>
}

/**
 * Figures of rows by day and SKU; rows of the same are added up, of levels (stock) the last one stands.
 * @throws SourceFault `drift` where a column is missing from all rows or a value cannot be read
 */
export function figuresOf(rows: readonly Row[], { report, currency, timeZone, only }: Reading): readonly Observed[] {
  const lost = lostColumn(rows, report)
  if (lost !== undefined) throw new SourceFault('drift', 'A column is missing from all rows', { subject: lost })
  const figures = new Map<string, { sku: string; day: string; measures: Map<string, string> }>()
  const filters = Object.entries({ ...report.only, ...only })
  for (const row of rows) {
    if (!filters.every(filter => fits(row, filter))) continue
    const day = dayOf(valueAt(row, report.day), timeZone, report.day)
    const sku = report.sku === undefined ? '' : String(valueAt(row, report.sku) ?? '').trim()
    const known = figures.get(`${day} ${sku}`) ?? { sku, day, measures: new Map<string, string>() }
    figures.set(`${day} ${sku}`, known)
    for (const [id, path] of Object.entries(report.measures)) add(known.measures, id, { row, path, report, currency })
  }
  return [...figures.values()].map(({ sku, day, measures }) => ({ sku, day, measures: Object.fromEntries(measures) }))
}

/** A column that the keys name and no row has; `undefined`: none, or there are no rows. */
export function lostColumn(rows: readonly Row[], report: Report): string | undefined {
  const columns = [report.day, ...Object.values(report.measures), ...(report.sku === undefined ? [] : [report.sku])]
  return rows.length === 0 ? undefined : columns.find(path => rows.every(row => valueAt(row, path) === undefined))
}

/** Whether a row has the value that a filter wants. */
export function fits(row: Row, [path, wanted]: readonly [string, string]): boolean {
  return String(valueAt(row, path) ?? '').trim() === wanted
}

function add(
  measures: Map<string, string>,
  id: string,
  { row, path, report, currency }: { row: Row; path: string; report: Report; currency: string },
): void {
  const amount = numberOf(valueAt(row, path), path)
  const measure = findMeasure(id)
  if (amount === null || measure === null) return
  const exact = measure.unit === 'money' && !report.minor ? toMinor(amount, currency) : amount
  const before = measures.get(id)
  const isSum = measure.kind !== 'level' && before !== undefined
  measures.set(id, isSum ? Big(before).plus(exact).toFixed() : exact)
}

/** An exact decimal; empty, a dash and nothing are `null`. Signs of currencies, blanks and commas of thousands are cut. */
function numberOf(value: unknown, path: string): string | null {
  if (value === null || value === undefined) return null
  const text = String(value)
    .normalize('NFKC')
    .replace(/[\s$€£¥￥]|USD|JPY|CNY|RMB/g, '')
  if (text === '' || text === '-' || text === '–') return null
  const plain = /^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(text) ? text.replaceAll(',', '') : text
  if (/^-?\d+(\.\d+)?$/.test(plain)) return plain
  throw new SourceFault('drift', `"${String(value).slice(0, 40)}" is no number`, { subject: path })
}

/** A day as it stands, or the local day of an instant (seconds, milliseconds, or ISO 8601 with an offset). */
function dayOf(value: unknown, timeZone: string, path: string): string {
  const text = String(value ?? '').trim()
  const refuse = () => new SourceFault('drift', `"${text.slice(0, 40)}" is no day`, { subject: path })
  if (/^\d{10}$|^\d{13}$/.test(text)) return localDay(new Date(Number(text.padEnd(13, '0'))), timeZone)
  if (/^\d{4}-\d\d-\d\dT.*(Z|[+-]\d\d:?\d\d)$/.test(text)) {
    const instant = new Date(text)
    if (Number.isNaN(instant.getTime())) throw refuse()
    return localDay(instant, timeZone)
  }
  const [, year = '', month = '', date = ''] =
    /^(\d{4})[-/.年]?(\d{1,2})[-/.月]?(\d{1,2})(?:日|[T\s].*)?$/.exec(text) ?? []
  const day = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`
  if (!isDay(day)) throw refuse()
  return day
}
