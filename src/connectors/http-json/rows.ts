import { Big } from 'big.js'
import Papa from 'papaparse'
import { type Observed, SourceFault } from '#src/contracts/connector.ts'
import { says } from '#src/contracts/said.ts'
import { findMeasure } from '#src/domain/measures/index.ts'
import { toMinor } from '#src/domain/money.ts'
import { dayOf } from './day-of.ts'
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

/** What a page of a report is read from. */
export interface Answer {
  readonly text: () => string
  readonly exactJson: () => unknown
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
}

/** The rows of an answer, and what it tells of the next page. @throws SourceFault where they are not a list */
export function rowsOf(report: Report, answer: Answer): { readonly rows: readonly Row[]; readonly next: string } {
  const link = report.next === '@link' ? nextLink(answer.headers.link ?? '') : null
  if (report.format === 'csv') return { rows: csvRows(answer.text(), report.delimiter), next: link ?? '' }
  const json = answer.exactJson()
  refuseFailure(report, json)
  const next = link ?? (report.next === undefined ? undefined : valueAt(json, report.next))
  return {
    rows: jsonRows(json, report.rows ?? '', report.day),
    next: typeof next === 'string' && next !== 'null' ? next : '',
  }
}

/** `Link: <https://…>; rel="next"` (RFC 8288). */
function nextLink(header: string): string {
  return /<([^>]*)>\s*;[^,]*rel="?next"?/i.exec(header)?.[1] ?? ''
}

/** Many systems say that they failed inside HTTP 200. @throws SourceFault */
function refuseFailure({ success }: Report, json: unknown): void {
  if (!success) return
  const code = String(valueAt(json, success.path) ?? 'nothing')
  if (success.is.includes(code)) return
  const said = String(valueAt(json, success.message) ?? '').slice(0, 200)
  const kind = success.later.includes(code) ? 'transient' : 'permanent'
  throw new SourceFault(kind, says('systemAnswered', { path: success.path, value: code.slice(0, 40), quote: said }))
}

/** The list at a path. `[]` behind a name goes into every row of that list, which rows within know as `$parent`. */
function jsonRows(source: unknown, path: string, day: string): readonly Row[] {
  const [outer = '', inner] = path.split(/\[\]\.(.*)/s)
  const found = outer === '' ? source : valueAt(source, outer)
  const list = day.includes('$key') && isRecord(found) ? byKey(found) : found
  if (list === null) return []
  if (!Array.isArray(list)) {
    const subject = outer || 'the answer itself'
    throw new SourceFault('drift', says('rowsNoList', { path: subject }), { subject })
  }
  if (inner === undefined) return list
  return list.flatMap(parent =>
    jsonRows(parent, inner, day).map(row => (isRecord(row) ? withParent(row, parent) : row)),
  )
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Rows that stand by their day or number instead of in a list. */
function byKey(rows: Readonly<Record<string, unknown>>): readonly Row[] {
  return Object.entries(rows).map(([key, row]) => (isRecord(row) ? { ...row, $key: key } : { $key: key, $value: row }))
}

/** Of lists within lists the nearer parent says first. */
function withParent(row: Readonly<Record<string, unknown>>, parent: unknown): Row {
  return { ...row, $parent: { ...(isRecord(parent) && parent), ...(isRecord(row.$parent) && row.$parent) } }
}

function csvRows(text: string, delimiter: string | undefined): readonly Row[] {
  const { data, errors } = Papa.parse<Record<string, string>>(text.replace(/^\uFEFF/, ''), {
    header: true,
    skipEmptyLines: 'greedy',
    transformHeader: name => name.trim(),
    ...(delimiter !== undefined && { delimiter }),
  })
  const fault = errors.find(({ type }) => type === 'Quotes' || type === 'FieldMismatch')
  if (fault) throw new SourceFault('drift', says('rowDamaged', { count: fault.row ?? 0, quote: fault.message }))
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
 * @throws SourceFault `drift` where a value cannot be read
 */
export function figuresOf(rows: readonly Row[], { report, currency, timeZone, only }: Reading): readonly Observed[] {
  const filters = Object.entries({ ...report.only, ...only })
  const found = rows.filter(row => filters.every(filter => fits(row, filter)))
  return addedUp(
    found.map(row => ({
      day: dayOf(valueAt(row, report.day), { timeZone, report }),
      sku: report.sku === undefined ? '' : String(valueAt(row, report.sku) ?? '').trim(),
      measures: measuresOf(row, report, currency),
    })),
  )
}

/** Figures of the same day and SKU together: sums of what adds up, the last of levels. */
export function addedUp(figures: readonly Observed[]): readonly Observed[] {
  const all = new Map<string, { sku: string; day: string; measures: Record<string, string> }>()
  for (const { sku, day, measures } of figures) {
    const known = all.get(`${day} ${sku}`) ?? { sku, day, measures: {} }
    all.set(`${day} ${sku}`, known)
    for (const [id, value] of Object.entries(measures)) {
      const before = known.measures[id]
      const isSum = findMeasure(id)?.kind !== 'level' && before !== undefined
      known.measures[id] = isSum ? Big(before).plus(value).toFixed() : value
    }
  }
  return [...all.values()]
}

/** Columns that the keys name and some row has. */
export function columnsIn(rows: readonly Row[], report: Report): readonly string[] {
  return columnsOf(report).filter(path => rows.some(row => valueAt(row, path) !== undefined))
}

/** A column that the keys name and that is not among those seen; `undefined`: none. */
export function lostColumn(report: Report, seen: readonly string[]): string | undefined {
  return columnsOf(report).find(path => !seen.includes(path))
}

function columnsOf({ day, sku, measures }: Report): readonly string[] {
  return [day, ...Object.values(measures), ...(sku === undefined ? [] : [sku])]
}

/** Whether a row has the value that a filter wants. */
export function fits(row: Row, [path, wanted]: readonly [string, string]): boolean {
  return String(valueAt(row, path) ?? '').trim() === wanted
}

function measuresOf(row: Row, { measures, minor }: Report, currency: string): Record<string, string> {
  const told: Record<string, string> = {}
  for (const [id, path] of Object.entries(measures)) {
    const amount = numberOf(valueAt(row, path), path)
    const measure = findMeasure(id)
    if (amount === null || measure === null) continue
    told[id] = measure.unit === 'money' && !minor ? toMinor(amount, currency) : amount
  }
  return told
}

/** What people and systems write where there is no number. */
const nothing = /^(|[-–—]+|n\/?a|null|none|nan|无|なし)$/i

/** An exact decimal; empty, a dash and nothing are `null`. Signs of currencies, blanks and commas of thousands are cut. */
function numberOf(value: unknown, path: string): string | null {
  if (value === null || value === undefined) return null
  const text = String(value)
    .normalize('NFKC')
    .replace(/[\s$€£¥￥元円]|USD|JPY|CNY|RMB|EUR|GBP/g, '')
  if (nothing.test(text)) return null
  const plain = /^[-+]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(text) ? text.replaceAll(',', '') : text
  if (/^[-+]?(\d+(\.\d*)?|\.\d+)([eE][-+]?\d{1,2})?$/.test(plain)) return Big(plain.replace('+', '')).toFixed()
  throw new SourceFault('drift', says('noNumber', { quote: String(value).slice(0, 40) }), { subject: path })
}
