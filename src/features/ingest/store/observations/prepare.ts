import Big from 'big.js'
import { measures } from '#src/domain/measures/index.ts'
import { createSums, type Sums } from './sums.ts'

/** Figures of a store (`sku` is `''`) or one of its SKUs on a local day. */
export interface Observation {
  readonly storeId: number
  readonly sku: string
  /** `2026-11-21` in the store's zone. */
  readonly day: string
  /** Measure id → exact decimal; money in minor units. */
  readonly measures: Readonly<Record<string, string>>
}

/** An observation as the database takes it. */
export interface PreparedRow {
  readonly storeId: number
  readonly sku: string
  readonly day: string
  /** JSON text; decimals are numbers. */
  readonly m: string
  /** False for the row of a store that only sums of its SKUs fill. */
  readonly told: boolean
  /** For the row of a store: what its SKUs come to, as JSON text; `null` without SKUs. */
  readonly sums: string | null
}

/** Rows ready to be written, and the measures that are added up from SKUs. */
export interface PreparedRows {
  /** Days of stores together, the store's own row first. */
  readonly rows: readonly PreparedRow[]
  readonly summed: ReadonlySet<string>
}

/** Parts values on their way into the database; no SKU may hold it. */
export const separator = '\u001f'

/** Rows in the order in which they are written, each store, day and SKU once. */
export function prepare(rows: readonly Observation[]): PreparedRows {
  const sorted = [...unique(rows).values()].sort(inOrder)
  const summed = new Set<string>()
  const prepared: PreparedRow[] = []
  for (let start = 0; start < sorted.length; ) {
    const end = endOfGroup(sorted, start)
    addGroup(sorted.slice(start, end), prepared, summed)
    start = end
  }
  return { rows: prepared, summed }
}

function unique(rows: readonly Observation[]): Map<string, Observation> {
  const byKey = new Map<string, Observation>()
  for (const row of rows) {
    const key = `${row.storeId}/${row.day}/${row.sku}`
    const before = byKey.get(key)
    byKey.set(key, before ? { ...row, measures: { ...before.measures, ...row.measures } } : row)
  }
  return byKey
}

function inOrder(a: Observation, b: Observation): number {
  if (a.storeId !== b.storeId) return a.storeId - b.storeId
  if (a.day !== b.day) return a.day < b.day ? -1 : 1
  return a.sku < b.sku ? -1 : a.sku > b.sku ? 1 : 0
}

function endOfGroup(rows: readonly Observation[], start: number): number {
  const first = rows[start]
  let end = start + 1
  while (rows[end]?.storeId === first?.storeId && rows[end]?.day === first?.day) end++
  return end
}

/** The rows of a store and day. */
function addGroup(group: readonly Observation[], rows: PreparedRow[], summed: Set<string>): void {
  const [first] = group
  if (!first) return
  const { storeId, day } = first
  const own = first.sku === '' ? first : null
  const sums = createSums()
  const skus = group.slice(own ? 1 : 0).map(({ sku, measures: figures }): PreparedRow => {
    if (sku.includes(separator)) throw new Error('A SKU holds a control character')
    return { storeId, sku, day, m: jsonOf(figures, sums), told: true, sums: null }
  })
  const m = own ? jsonOf(own.measures, null) : '{}'
  rows.push({ storeId, sku: '', day, m, told: own !== null, sums: skus.length > 0 ? sums.json(summed) : null })
  for (const sku of skus) rows.push(sku)
}

interface KnownMeasure {
  /** Beginning of its pair in JSON, the first of an object or a later one. */
  readonly key: string
  readonly nextKey: string
  readonly addsUp: boolean
}

/** Distinct counts cannot be added up over SKUs: an order with two SKUs is one order. */
const addUp = new Set(measures.filter(measure => measure.kind !== 'distinct').map(measure => measure.id))
const known = new Map<string, KnownMeasure>()

function jsonOf(figures: Readonly<Record<string, string>>, sums: Sums | null): string {
  let json = ''
  for (const id in figures) {
    const measure = known.get(id) ?? know(id)
    const given = figures[id] ?? ''
    const whole = wholeNumber(given)
    const decimal = whole < 0 ? canonicalDecimal(given) : given
    json += json === '' ? measure.key : measure.nextKey
    json += decimal
    if (sums === null || !measure.addsUp) continue
    if (whole < 0) sums.addDecimal(id, decimal)
    else sums.addWhole(id, whole)
  }
  return `{${json}}`
}

/** Ids stand in SQL text, so that nothing but plain names may pass. */
function know(id: string): KnownMeasure {
  if (!/^[a-z][a-z0-9_]{0,62}$/.test(id)) throw new Error(`Not a measure id: ${JSON.stringify(id)}`)
  const measure = { key: `"${id}":`, nextKey: `,"${id}":`, addsUp: addUp.has(id) }
  if (known.size < 10_000) known.set(id, measure)
  return measure
}

/** A decimal without superfluous zeros, signs and exponents. @throws Error for anything else. */
export function canonicalDecimal(decimal: string): string {
  if (/^(0|-?[1-9]\d*|-?(0|[1-9]\d*)\.\d*[1-9])$/.test(decimal)) return decimal
  return new Big(decimal).toFixed()
}

const [zero, nine] = [48, 57]

/** The value of at most 15 digits without sign and leading zero, the most frequent case; -1 for anything else. */
function wholeNumber(decimal: string): number {
  const { length } = decimal
  if (length === 0 || length > 15 || (length > 1 && decimal.charCodeAt(0) === zero)) return -1
  let value = 0
  for (let i = 0; i < length; i++) {
    const code = decimal.charCodeAt(i)
    if (code < zero || code > nine) return -1
    value = value * 10 + (code - zero)
  }
  return value
}
