import { figureFault } from '#src/domain/check-figure.ts'
import type { Measure } from '#src/domain/measure.ts'
import { measures as allMeasures } from '#src/domain/measures/index.ts'
import type { Wholes } from '#src/features/ingest/store/observations/index.ts'
import { exactDecimal } from './decimals.ts'
import { Text } from './text.ts'

/** A row as it was sent, its figures as the database takes them. */
export interface ScannedRow {
  readonly store: string
  readonly day: string
  readonly sku: string
  readonly source: string | null
  readonly currency: string | null
  /** JSON text: measure id → exact decimal, money in minor units. */
  readonly m: string
  /** The same as numbers, where all are whole. */
  readonly wholes: Wholes | null
}

/** Figures of one row (judgement: there are some hundred measures). */
export const maxMeasures = 200

const [quote, comma, colon, open, close, zero, nine] = [34, 44, 58, 123, 125, 48, 57]
const names = ['store', 'day', 'sku', 'source', 'currency'] as const
type Field = (typeof names)[number]
type Figures = Pick<ScannedRow, 'm' | 'wholes'>

interface Key {
  readonly measure: Measure
  /** `"id":`, as it stands in the text. */
  readonly bytes: Uint8Array
  /** The last row in which it stood. */
  row: number
}

/**
 * Reads the text of a row without making objects of it: rows are read as fast as they come from the network. `null`: the
 * row is not as rows mostly are (escaped characters, figures before the store, other names, a fault) and is to be parsed.
 * What it reads, it reads as `JSON.parse` does. `digitsOf`: of the store's currency; `null` for a store not known by that name.
 */
export function createRowScanner(digitsOf: (store: string) => number | null): (text: string) => ScannedRow | null {
  const keys = new Map(allMeasures.map(measure => [measure.id, keyOf(measure)]))
  const scanFigures = createFigureScanner(keys)
  const text = new Text(roomBytes)
  return sent => {
    if (!text.begin(sent)) return null
    const found: Record<Field, string | null> = { store: null, day: null, sku: null, source: null, currency: null }
    let figures: Figures | null = null
    if (text.next() !== open) return null
    do {
      text.at++
      const name = text.next() === quote ? text.plainString() : null
      if (name === null || text.next() !== colon) return null
      text.at++
      if (name === 'measures') {
        const digits: number | null = found.store === null || figures !== null ? null : digitsOf(found.store)
        figures = digits === null ? null : scanFigures(text, digits)
        if (figures === null) return null
      } else if (!readField(name, text, found)) return null
    } while (text.next() === comma)
    if (text.next() !== close || !text.endsAfter()) return null
    const { store, day, sku, source, currency } = found
    if (store === null || day === null || figures === null) return null
    return { store, day, sku: sku ?? '', source, currency, m: figures.m, wholes: figures.wholes }
  }
}

function keyOf(measure: Measure): Key {
  return { measure, bytes: Buffer.from(`"${measure.id}":`), row: -1 }
}

function readField(name: string, text: Text, found: Record<Field, string | null>): boolean {
  const field = names.find(one => one === name)
  if (!field || found[field] !== null || text.next() !== quote) return false
  found[field] = text.plainString()
  return found[field] !== null
}

/** Whole numbers of so many digits are exact. */
const sureDigits = 15
/** Longer than any row with its money in minor units. */
const roomBytes = 262_144

/** Keys in the order in which they stood, and their measures. */
interface Shape {
  readonly keys: readonly Key[]
  readonly ids: readonly string[]
}

function createFigureScanner(keys: ReadonlyMap<string, Key>): (text: Text, digits: number) => Figures | null {
  const out = { bytes: Buffer.alloc(roomBytes), length: 0 }
  /** Of the row before: the next row mostly has the same. */
  let shape: Shape = { keys: [], ids: [] }
  let row = 0
  return (text, digits) => {
    out.length = 0
    row++
    const values: number[] = []
    let others: Key[] | null = null
    let areWhole = true
    if (text.next() !== open) return null
    do {
      text.at++
      text.next()
      const count = values.length
      out.bytes[out.length++] = count === 0 ? open : comma
      const likely: Key | undefined = others ? undefined : shape.keys[count]
      const key: Key | null = likely && copyLikely(text, likely, out) ? likely : copyKey(text, keys, out)
      if (!key || key.row === row || count === maxMeasures) return null
      key.row = row
      if (others) others.push(key)
      else if (key !== likely) others = [...shape.keys.slice(0, count), key]
      text.next()
      const places = key.measure.unit === 'money' ? digits : 0
      const whole = copyWhole(text, places, out)
      values.push(whole)
      areWhole &&= whole >= 0
      if (whole < 0 && !copyDecimal(text, key.measure, places, out)) return null
    } while (text.next() === comma)
    if (text.next() !== close) return null
    text.at++
    out.bytes[out.length++] = close
    if (others) shape = { keys: others, ids: others.map(({ measure }) => measure.id) }
    const m = out.bytes.toString('latin1', 0, out.length)
    return { m, wholes: areWhole ? { ids: shape.ids, values } : null }
  }
}

/** Copies the key if it is the likely one: compared and copied in one pass, which is most of the work there is. */
function copyLikely(text: Text, { bytes }: Key, out: Out): boolean {
  const { bytes: sent, at } = text
  const { bytes: target, length: to } = out
  const { length } = bytes
  for (let i = 0; i < length; i++) {
    const code = bytes[i] ?? 0
    if (sent[at + i] !== code) return false
    target[to + i] = code
  }
  text.at = at + length
  out.length = to + length
  return true
}

function copyKey(text: Text, keys: ReadonlyMap<string, Key>, out: Out): Key | null {
  const name = text.plainString()
  if (name === null || text.next() !== colon) return null
  text.at++
  const key = keys.get(name) ?? null
  if (key) out.bytes.set(key.bytes, out.length)
  out.length += key?.bytes.length ?? 0
  return key
}

interface Out {
  readonly bytes: Buffer
  length: number
}

/** Copies a whole number without a sign, the most frequent figure, and shifts money; its value, -1 for another kind. */
function copyWhole(text: Text, places: number, out: Out): number {
  const { bytes: sent, at } = text
  const { bytes: target, length: to } = out
  const first = sent[at] ?? 0
  let length = 0
  let value = 0
  let code = first
  while (code >= zero && code <= nine) {
    target[to + length] = code
    value = value * 10 + (code - zero)
    code = sent[at + ++length] ?? 0
  }
  if (length === 0 || length > sureDigits - places || (first === zero && length > 1)) return -1
  if (code !== comma && code !== close) return -1
  text.at = at + length
  out.length = to + length
  if (first === zero) return 0
  for (let i = 0; i < places; i++) {
    target[out.length++] = zero
    value *= 10
  }
  return value
}

/** Copies any other figure that is fine. */
function copyDecimal(text: Text, measure: Measure, places: number, out: Out): boolean {
  const value = text.next() === quote ? text.plainString() : text.number()
  const decimal = value === null ? null : exactDecimal(value, places)
  if (decimal === null || figureFault(measure, decimal) !== null) return false
  out.length += out.bytes.write(decimal, out.length, 'latin1')
  return true
}
