import { figureFault } from '#src/domain/check-figure.ts'
import { isDay, localDay } from '#src/domain/days.ts'
import type { Measure } from '#src/domain/measure.ts'
import { measures as allMeasures, findMeasure } from '#src/domain/measures/index.ts'
import { minorDigits } from '#src/domain/money.ts'
import { nameKey, nearestName } from '#src/domain/names.ts'
import type { Observation, ReadyObservation } from '#src/features/ingest/store/observations/index.ts'
import type { StoredStore } from '#src/features/stores/index.ts'
import { figureNamed } from '#src/language/figure-names.ts'
import { isStorable } from '#src/platform/database/storable.ts'
import { exactDecimal } from './decimals.ts'
import { nearMeasures } from './near-measures.ts'
import { RowFault } from './refusals.ts'
import { createRowScanner, maxMeasures, type ScannedRow } from './scan-row.ts'

/** An observation and the source it came from. */
export interface PushedRow {
  /** Key of the source, such as `push/erp`. */
  readonly source: string
  readonly observation: Observation | ReadyObservation
}

const earliest = '2000-01-01'
const maxSku = 128
const dayMs = 86_400_000
const fields = new Set(['store', 'day', 'sku', 'source', 'currency', 'measures'])

interface KnownStore {
  readonly id: number
  readonly currency: string
  readonly digits: number
  /** Tomorrow there: clocks differ, but not by more than a day. */
  readonly latest: string
}

/** Turns the JSON texts of rows into observations. The reader throws `RowFault`. */
export function createRowReader(stores: readonly StoredStore[], now: Date): (text: string) => PushedRow {
  const known = knownStores(stores, now)
  const days = new Set<string>()
  const scan = createRowScanner(name => known.get(name)?.digits ?? null)
  const parseRow = createRowParser(stores, known, days)
  return text => {
    const scanned = scan(text)
    return (scanned && asSent(scanned, known, days)) ?? parseRow(parsed(text))
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new RowFault('notJson')
  }
}

/** A row with nothing that needs a second look; `null`: it is to be parsed, and its fault to be told. */
function asSent(row: ScannedRow, known: ReadonlyMap<string, KnownStore>, days: Set<string>): PushedRow | null {
  const store = known.get(row.store)
  const { day, sku, m, wholes, source, currency } = row
  const isFine =
    store &&
    (currency === null || currency === store.currency) &&
    isKnownDay(day, days) &&
    day >= earliest &&
    day <= store.latest &&
    sku.length <= maxSku &&
    sku === sku.trim() &&
    (source === null || isSource(source))
  return isFine ? { source: `push/${source ?? 'api'}`, observation: { storeId: store.id, sku, day, m, wholes } } : null
}

/** Reads what may be anything. */
function createRowParser(
  stores: readonly StoredStore[],
  known: ReadonlyMap<string, KnownStore>,
  days: Set<string>,
): (row: unknown) => PushedRow {
  return row => {
    if (typeof row !== 'object' || row === null || Array.isArray(row)) throw new RowFault('notJson')
    const sent = row as Readonly<Record<string, unknown>> // an object, checked above
    for (const field in sent) {
      if (!fields.has(field))
        throw new RowFault(isStorable(field) ? 'unknownField' : 'unstorable', field, { text: field })
    }
    const store = storeOf(sent, known, stores)
    const day = dayOf(sent, store, days)
    const sku = skuOf(sent)
    return {
      source: sourceOf(sent),
      observation: { storeId: store.id, sku, day, measures: measuresOf(sent.measures, store) },
    }
  }
}

function knownStores(stores: readonly StoredStore[], now: Date): ReadonlyMap<string, KnownStore> {
  const known = new Map<string, KnownStore>()
  for (const store of stores) {
    const { id, currency, slug } = store
    const latest = localDay(new Date(now.getTime() + dayMs), store.timeZone)
    known.set(slug, { id, currency, digits: minorDigits(currency), latest })
  }
  return known
}

function text(sent: Readonly<Record<string, unknown>>, field: string): string | null {
  const value = sent[field]
  if (value === undefined || value === null) return null
  if (typeof value !== 'string') throw new RowFault('wrongType', field)
  if (!isStorable(value)) throw new RowFault('unstorable', field)
  return value
}

function storeOf(
  sent: Readonly<Record<string, unknown>>,
  known: ReadonlyMap<string, KnownStore>,
  stores: readonly StoredStore[],
): KnownStore {
  const name = text(sent, 'store')
  if (name === null || name === '') throw new RowFault('missing', 'store')
  const store = known.get(name) ?? byAnyName(name, known, stores)
  const currency = text(sent, 'currency')
  if (currency !== null && currency.toUpperCase() !== store.currency) {
    throw new RowFault('otherCurrency', 'currency', { text: currency, currency: store.currency })
  }
  return store
}

function byAnyName(name: string, known: ReadonlyMap<string, KnownStore>, stores: readonly StoredStore[]): KnownStore {
  const key = nameKey(name)
  const store = stores.find(one => [one.slug, one.name, ...one.aliases].some(other => nameKey(other) === key))
  const found = store && known.get(store.slug)
  if (found) return found
  const near = nearestName(
    name,
    stores.flatMap(one => [one.slug, one.name]),
  )
  throw near === null
    ? new RowFault('unknownStore', 'store', { text: name })
    : new RowFault('unknownStoreNear', 'store', { text: name, near })
}

function dayOf(sent: Readonly<Record<string, unknown>>, store: KnownStore, days: Set<string>): string {
  const day = text(sent, 'day')
  if (day === null) throw new RowFault('missing', 'day')
  if (!isKnownDay(day, days)) throw new RowFault('notADay', 'day')
  if (day < earliest || day > store.latest) throw new RowFault('dayOutOfRange', 'day', { text: day })
  return day
}

/** Whether it is a day; those that came already are remembered. */
function isKnownDay(day: string, days: Set<string>): boolean {
  if (days.has(day)) return true
  if (!isDay(day)) return false
  if (days.size < 10_000) days.add(day)
  return true
}

function skuOf(sent: Readonly<Record<string, unknown>>): string {
  const sku = (text(sent, 'sku') ?? '').trim()
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
  if (sku.length > maxSku || /[\u0000-\u001f\ufffd]/.test(sku)) throw new RowFault('badSku', 'sku')
  return sku
}

function sourceOf(sent: Readonly<Record<string, unknown>>): string {
  const source = text(sent, 'source') ?? 'api'
  if (!isSource(source)) throw new RowFault('badSource', 'source')
  return `push/${source}`
}

function isSource(source: string): boolean {
  return /^[a-z0-9][a-z0-9_-]{0,39}$/.test(source)
}

function measuresOf(sent: unknown, store: KnownStore): Record<string, string> {
  if (typeof sent !== 'object' || sent === null || Array.isArray(sent)) {
    throw new RowFault(sent === undefined ? 'missing' : 'noMeasures', 'measures', { limit: maxMeasures })
  }
  const result: Record<string, string> = {}
  let count = 0
  const figures = sent as Readonly<Record<string, unknown>> // an object, checked above
  for (const name in figures) {
    const value = figures[name]
    const measure = measureOf(name)
    if (measure.id in result) throw new RowFault('twice', `measures.${name}`, { text: name })
    const decimal = exactDecimal(value, measure.unit === 'money' ? store.digits : 0)
    if (decimal === null) throw new RowFault('notANumber', `measures.${name}`)
    const fault = figureFault(measure, decimal)
    if (fault !== null) throw new RowFault(fault === 'tooLarge' ? 'notANumber' : fault, `measures.${name}`)
    result[measure.id] = decimal
    count++
  }
  if (count === 0 || count > maxMeasures) throw new RowFault('noMeasures', 'measures', { limit: maxMeasures })
  return result
}

const measuresById = new Map(allMeasures.map(measure => [measure.id, measure]))

function measureOf(name: string): Measure {
  const known = measuresById.get(name)
  if (known) return known
  const figure = figureNamed(name)
  const named = figure && 'measure' in figure ? findMeasure(figure.measure) : null
  if (named) return named
  if (!isStorable(name)) throw new RowFault('unstorable', 'measures')
  if (figure) throw new RowFault('computed', `measures.${name}`, { text: name })
  const near = nearMeasures(name)
  throw near.length === 0
    ? new RowFault('unknownMeasure', `measures.${name}`, { text: name })
    : new RowFault('unknownMeasureNear', `measures.${name}`, { text: name, near: near.join(' / ') })
}
