import Big from 'big.js'

/** Figures of a store (`sku` is `''`) or one of its SKUs on a local day. */
export interface Observation {
  readonly storeId: number
  readonly sku: string
  /** `2026-11-21` in the store's zone. */
  readonly day: string
  /** Measure id → exact decimal; money in minor units. */
  readonly measures: Readonly<Record<string, string>>
}

/** Parts values on their way into the database; no SKU may hold it. */
export const separator = '\u001f'

/** An observation as the database takes it: `m` is JSON text with numbers. */
export interface PreparedRow {
  readonly storeId: number
  readonly sku: string
  readonly day: string
  readonly m: string
}

/** Rows ready to be written, and the measures that occur in rows of SKUs. */
export interface PreparedRows {
  readonly rows: readonly PreparedRow[]
  readonly skuMeasures: ReadonlySet<string>
}

/** Rows in the order in which they are locked and written, each store, day and SKU once. */
export function prepare(rows: readonly Observation[]): PreparedRows {
  const byKey = new Map<string, Observation>()
  for (const row of rows) {
    const key = `${row.storeId}/${row.day}/${row.sku}`
    const before = byKey.get(key)
    byKey.set(key, before ? { ...row, measures: { ...before.measures, ...row.measures } } : row)
  }
  const skuMeasures = new Set<string>()
  const prepared = [...byKey.values()].sort(inOrder).map(row => prepareRow(row, skuMeasures))
  return { rows: prepared, skuMeasures }
}

function inOrder(a: Observation, b: Observation): number {
  if (a.storeId !== b.storeId) return a.storeId - b.storeId
  if (a.day !== b.day) return a.day < b.day ? -1 : 1
  return a.sku < b.sku ? -1 : a.sku > b.sku ? 1 : 0
}

function prepareRow({ storeId, sku, day, measures }: Observation, skuMeasures: Set<string>): PreparedRow {
  if (sku.includes(separator)) throw new Error('A SKU holds a control character')
  let m = ''
  for (const id in measures) {
    m += `${m === '' ? '' : ','}"${checkedId(id)}":${canonicalDecimal(measures[id] ?? '')}`
    if (sku !== '') skuMeasures.add(id)
  }
  return { storeId, sku, day, m: `{${m}}` }
}

const knownIds = new Set<string>()

/** Ids stand in SQL text, so that nothing but plain names may pass. */
function checkedId(id: string): string {
  if (knownIds.has(id)) return id
  if (!/^[a-z][a-z0-9_]{0,62}$/.test(id)) throw new Error(`Not a measure id: ${JSON.stringify(id)}`)
  if (knownIds.size < 10_000) knownIds.add(id)
  return id
}

/** A decimal without superfluous zeros, signs and exponents. @throws Error for anything else. */
export function canonicalDecimal(decimal: string): string {
  if (isShortInteger(decimal) || /^(0|-?[1-9]\d*|-?(0|[1-9]\d*)\.\d*[1-9])$/.test(decimal)) return decimal
  return new Big(decimal).toFixed()
}

/** The most frequent case, told without a regular expression. */
function isShortInteger(decimal: string): boolean {
  const { length } = decimal
  if (length === 0 || length > 15 || (length > 1 && decimal.charCodeAt(0) === 48)) return false
  for (let i = 0; i < length; i++) {
    const code = decimal.charCodeAt(i)
    if (code < 48 || code > 57) return false
  }
  return true
}

/** Rows in one statement: large enough to be fast, small enough to stay in memory (judgement, measured). */
const chunkSize = 4000

/** Cuts rows into chunks that never part the rows of one store and day. */
export function* chunksByDay(rows: readonly PreparedRow[]): Generator<readonly PreparedRow[]> {
  let start = 0
  for (let end = 1; end <= rows.length; end++) {
    const row = rows[end]
    const last = rows[end - 1]
    const parts = row === undefined || row.storeId !== last?.storeId || row.day !== last.day
    if (parts && (end - start >= chunkSize || end === rows.length)) {
      yield rows.slice(start, end)
      start = end
    }
  }
}
