import Big from 'big.js'
import { measures } from '#src/domain/measures/index.ts'
import { createSums, type Summand, type Sums } from './sums.ts'

/** Figures of a store (`sku` is `''`) or one of its SKUs on a local day. */
export interface Observation {
  readonly storeId: number
  readonly sku: string
  /** `2026-11-21` in the store's zone. */
  readonly day: string
  /** Measure id → exact decimal; money in minor units. */
  readonly measures: Readonly<Record<string, string>>
}

/** An observation whose figures are what the database takes already: canonical JSON text without blanks. */
export interface ReadyObservation extends Pick<Observation, 'storeId' | 'sku' | 'day'> {
  readonly m: string
  /** The same as numbers, where all of them are whole: they are added up faster. */
  readonly wholes: Wholes | null
}

/** Whole figures of at most 15 digits that are not below zero. */
export interface Wholes {
  /** Measures; rows that have the same share the list. */
  readonly ids: readonly string[]
  readonly values: readonly number[]
}

type Given = Observation | ReadyObservation

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
export function prepare(rows: readonly Given[]): PreparedRows {
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

function unique(rows: readonly Given[]): Map<string, Given> {
  const byKey = new Map<string, Given>()
  for (const row of rows) {
    const key = `${row.storeId}/${row.day}/${row.sku}`
    const before = byKey.get(key)
    const { storeId, sku, day } = row
    byKey.set(key, before ? { storeId, sku, day, measures: { ...figuresOf(before), ...figuresOf(row) } } : row)
  }
  return byKey
}

function figuresOf(row: Given): Observation['measures'] {
  if (!('m' in row)) return row.measures
  const pairs = row.m.matchAll(/"(\w+)":([^,}]+)/g)
  return Object.fromEntries([...pairs].map(([, id = '', decimal = '']) => [id, decimal]))
}

function inOrder(a: Given, b: Given): number {
  if (a.storeId !== b.storeId) return a.storeId - b.storeId
  if (a.day !== b.day) return a.day < b.day ? -1 : 1
  return a.sku < b.sku ? -1 : a.sku > b.sku ? 1 : 0
}

function endOfGroup(rows: readonly Given[], start: number): number {
  const first = rows[start]
  let end = start + 1
  while (rows[end]?.storeId === first?.storeId && rows[end]?.day === first?.day) end++
  return end
}

/** The rows of a store and day. */
function addGroup(group: readonly Given[], rows: PreparedRow[], summed: Set<string>): void {
  const [head] = group
  if (!head) return
  const { storeId, day } = head
  const own = head.sku === '' ? head : null
  const sums = own && group.length === 1 ? null : createSums()
  const at = rows.push({ storeId, sku: '', day, m: own ? textOf(own, null) : '{}', told: own !== null, sums: null })
  for (const row of group) {
    if (row === own) continue
    if (row.sku.includes(separator)) throw new Error('A SKU holds a control character')
    rows.push({ storeId, sku: row.sku, day, m: textOf(row, sums), told: true, sums: null })
  }
  const first = rows[at - 1]
  if (first && sums) rows[at - 1] = { ...first, sums: sums.json(summed) }
}

interface KnownMeasure extends Summand {
  /** Beginning of its pair in JSON, the first of an object or a later one. */
  readonly key: string
  readonly nextKey: string
  readonly addsUp: boolean
}

/** Distinct counts cannot be added up over SKUs: an order with two SKUs is one order. */
const addUp = new Set(measures.filter(measure => measure.kind !== 'distinct').map(measure => measure.id))
const known = new Map<string, KnownMeasure>()

/** The figures of a row as JSON text; they are added to `sums`. */
function textOf(row: Given, sums: Sums | null): string {
  if (!('m' in row)) return jsonOf(row.measures, sums)
  if (sums === null) return row.m
  if (row.wholes === null) return jsonOf(figuresOf(row), sums)
  addWholes(row.wholes, sums)
  return row.m
}

/** What is known of the measures of a list. */
const knownLists = new WeakMap<readonly string[], readonly KnownMeasure[]>()

function addWholes({ ids, values }: Wholes, sums: Sums): void {
  const list = knownLists.get(ids) ?? ids.map(id => known.get(id) ?? know(id))
  knownLists.set(ids, list)
  for (let i = 0; i < values.length; i++) {
    const measure = list[i]
    if (measure?.addsUp) sums.addWhole(measure, values[i] ?? 0)
  }
}

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
    if (whole < 0) sums.addDecimal(measure, decimal)
    else sums.addWhole(measure, whole)
  }
  return `{${json}}`
}

/** Ids stand in SQL text, so that nothing but plain names may pass. */
function know(id: string): KnownMeasure {
  if (!/^[a-z][a-z0-9_]{0,62}$/.test(id)) throw new Error(`Not a measure id: ${JSON.stringify(id)}`)
  const measure = { id, place: known.size, key: `"${id}":`, nextKey: `,"${id}":`, addsUp: addUp.has(id) }
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
