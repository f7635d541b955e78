import type { PersonRef } from '#src/chat/card.ts'
import type { Amount, Command } from '#src/contracts/command.ts'
import type { Catalog, CatalogPerson } from '#src/domain/catalog.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import type { Measure } from '#src/domain/measure.ts'
import { type Against, periodPhrases } from '#src/domain/period/index.ts'
import type { Meaning, Name } from './names.ts'
import type { QuotedPiece } from './recognise.ts'
import type { Piece } from './segment.ts'
import { lower } from './text.ts'

/** What a word of a line can be. */
export type Kind = 'kpis' | 'measures' | 'places' | 'periods' | 'against' | 'amounts' | 'people' | 'ids' | 'quoted'

/** A place as it was named, before several words are put together. */
export type NamedPlace = Extract<Meaning, { kind: 'store' | 'platform' | 'market' | 'all' }>

/** The names that one word has as a place: `rakuten` may be a store and its platform. */
export type PlaceWord = readonly NamedPlace[]

/** Every piece in exactly one list; words without a meaning of their own in none. */
export interface Sorted {
  readonly subverb: { readonly name: string; readonly from: number; readonly to: number } | null
  readonly kpis: readonly Kpi[]
  readonly measures: readonly Measure[]
  readonly places: readonly PlaceWord[]
  readonly skus: readonly string[]
  readonly periods: readonly Piece[]
  readonly against: readonly Against[]
  readonly amounts: readonly Amount[]
  readonly people: readonly PersonRef[]
  readonly ids: readonly number[]
  readonly quoted: readonly string[]
  readonly unknown: readonly Piece[]
  /** Names that several people have. */
  readonly doubtful: readonly Piece[]
  /** Where KPIs, places and periods stand, in their order. */
  readonly spans: readonly SortedSpan[]
  /** What was taken as a name, a number of a thing or quoted text. */
  readonly named: readonly { readonly from: number; readonly to: number }[]
  /** Words without a meaning of their own. */
  readonly fillers: readonly { readonly from: number; readonly to: number }[]
  /** What is written like a period that the calendar does not have. */
  readonly noPeriods: readonly Piece[]
  readonly extra: readonly { readonly kind: Kind; readonly text: string; readonly from: number; readonly to: number }[]
}

/** A KPI, place, SKU or period that was taken, where it stands. */
export type SortedSpan = { readonly from: number; readonly to: number } & (
  | { readonly kind: 'kpi'; readonly kpi: Kpi }
  | { readonly kind: 'place'; readonly word: PlaceWord }
  | { readonly kind: 'sku'; readonly sku: string }
  | { readonly kind: 'period'; readonly text: string }
)

interface Lists {
  subverb: Sorted['subverb']
  kpis: Kpi[]
  measures: Measure[]
  places: PlaceWord[]
  skus: string[]
  periods: Piece[]
  against: Against[]
  amounts: Amount[]
  people: PersonRef[]
  ids: number[]
  quoted: string[]
  unknown: Piece[]
  doubtful: Piece[]
  spans: SortedSpan[]
  named: { from: number; to: number }[]
  fillers: { from: number; to: number }[]
  noPeriods: Piece[]
  extra: { kind: Kind; text: string; from: number; to: number }[]
}

/** Puts each piece into the one list it belongs to, by what the command takes. */
export function sortPieces(
  pieces: readonly (Piece | QuotedPiece)[],
  command: Command | null,
  catalog: Catalog,
  self: PersonRef | null,
): Sorted {
  const lists: Lists = {
    subverb: null,
    kpis: [],
    measures: [],
    places: [],
    skus: [],
    periods: [],
    against: [],
    amounts: [],
    people: [],
    ids: [],
    quoted: [],
    unknown: [],
    doubtful: [],
    spans: [],
    named: [],
    fillers: [],
    noPeriods: [],
    extra: [],
  }
  for (const piece of pieces) {
    if ('quoted' in piece) takeQuoted(piece, command, lists)
    else takePiece(piece, command, catalog, self, lists)
  }
  return lists
}

function takeQuoted(piece: QuotedPiece, command: Command | null, lists: Lists): void {
  lists.named.push(piece)
  if (takes(command, 'quoted') || command?.takes.free) lists.quoted.push(piece.quoted)
  else lists.extra.push({ kind: 'quoted', text: piece.quoted, from: piece.from, to: piece.to })
}

function takePiece(
  piece: Piece,
  command: Command | null,
  catalog: Catalog,
  self: PersonRef | null,
  lists: Lists,
): void {
  const subverb = piece.names.find(name => name.meaning.kind === 'subverb')
  if (subverb?.meaning.kind === 'subverb' && lists.subverb === null) {
    lists.subverb = { name: subverb.meaning.name, from: piece.from, to: piece.to }
    return
  }
  const readings = readingsOf(piece, command, catalog, self)
  if (piece.noPeriod && !readings.some(({ kind }) => kind === 'places' || kind === 'kpis')) {
    lists.noPeriods.push(piece)
    return
  }
  const reading = readings.find(one => takes(command, one.kind)) ?? readings[0]
  if (reading && takes(command, reading.kind)) {
    reading.put(lists)
    putSpan(reading.kind, piece, lists)
    if (reading.kind === 'people' && peopleOf(piece).length > 1) lists.doubtful.push(piece)
    if (isNamed(reading.kind, piece)) lists.named.push(piece)
  } else if (piece.time) takeTime(piece, lists)
  else if (!reading) {
    if (!piece.names.some(name => name.meaning.kind === 'filler')) lists.unknown.push(piece)
    else lists.fillers.push(piece)
  } else if (command?.takes.free) lists.unknown.push(piece)
  else lists.extra.push({ kind: reading.kind, text: piece.text, from: piece.from, to: piece.to })
}

function putSpan(kind: Kind, { from, to, text, sku }: Piece, lists: Lists): void {
  const kpi = kind === 'kpis' ? lists.kpis.at(-1) : undefined
  const word = kind === 'places' ? lists.places.at(-1) : undefined
  if (kpi) lists.spans.push({ kind: 'kpi', kpi, from, to })
  else if (kind === 'places' && sku !== null && lists.skus.at(-1) === sku)
    lists.spans.push({ kind: 'sku', sku, from, to })
  else if (kind === 'places') lists.spans.push({ kind: 'place', word: word ?? [], from, to })
  else if (kind === 'periods') lists.spans.push({ kind: 'period', text, from, to })
}

/** A word about time that has no other meaning: the command reads it, unless it only fills. */
function takeTime(piece: Piece, lists: Lists): void {
  if (piece.names.some(name => name.meaning.kind === 'filler')) lists.fillers.push(piece)
}

function isNamed(kind: Kind, piece: Piece): boolean {
  return kind !== 'periods' && kind !== 'amounts' && (kind !== 'ids' || piece.id !== null)
}

interface Reading {
  readonly kind: Kind
  readonly put: (lists: Lists) => void
}

/** All a piece may be, the likeliest first. A store called `365 Days` is the store, but one called `Today` is not. */
function readingsOf(
  piece: Piece,
  command: Command | null,
  catalog: Catalog,
  self: PersonRef | null,
): readonly Reading[] {
  const readings: Reading[] = []
  const { id, sku, amount } = piece
  if (id !== null) readings.push({ kind: 'ids', put: lists => lists.ids.push(id) })
  const person = personOf(piece, catalog, self)
  if (person) readings.push({ kind: 'people', put: lists => lists.people.push(person) })
  if (sku !== null) readings.push({ kind: 'places', put: lists => lists.skus.push(sku) })
  const ownName = piece.names.some(name => name.meaning.kind === 'store') && !periodPhrases.includes(lower(piece.text))
  if (ownName) readings.push(...namedReadings(piece.names))
  const bare = amount?.bare === true
  const asAmount: Reading[] = amount ? [{ kind: 'amounts', put: lists => lists.amounts.push(amount.amount) }] : []
  if (bare) readings.push(...asAmount)
  if (bare && piece.text.length < 10) readings.push({ kind: 'ids', put: lists => lists.ids.push(Number(piece.text)) })
  if (piece.period && !(bare && piece.text.length < 4))
    readings.push({ kind: 'periods', put: lists => lists.periods.push(piece) })
  if (!ownName) readings.push(...namedReadings(piece.names))
  if (!bare) readings.push(...asAmount)
  return command === null ? readings.filter(reading => reading.kind !== 'ids') : readings
}

function namedReadings(names: readonly Name[]): readonly Reading[] {
  const kpi = names.find(name => name.meaning.kind === 'kpi')?.meaning
  const places = names.map(name => name.meaning).filter(isPlace)
  const readings: Reading[] = []
  const said = names.find(name => name.meaning.kind === 'against')?.meaning
  if (said?.kind === 'against') readings.push({ kind: 'against', put: lists => lists.against.push(said.against) })
  if (kpi?.kind === 'kpi') readings.push({ kind: 'kpis', put: lists => lists.kpis.push(kpi.kpi) })
  const base = names.find(name => name.meaning.kind === 'measure')?.meaning
  if (base?.kind === 'measure') readings.push({ kind: 'measures', put: lists => lists.measures.push(base.measure) })
  if (places.length > 0) readings.push({ kind: 'places', put: lists => lists.places.push(places) })
  return readings
}

function personOf(piece: Piece, catalog: Catalog, self: PersonRef | null): PersonRef | null {
  for (const { meaning } of piece.names) {
    if (meaning.kind === 'person') return { id: meaning.person.id, name: meaning.person.name }
    if (meaning.kind === 'me') return self
  }
  const person = piece.email === null ? undefined : catalog.people.find(one => one.email === piece.email)
  return person ? { id: person.id, name: person.name } : null
}

/** Everybody whom a name may mean; nobody for an e-mail address. */
export function peopleOf({ names, email }: Piece): readonly CatalogPerson[] {
  const people = names.flatMap(({ meaning }) => (meaning.kind === 'person' ? [meaning.person] : []))
  const exact = people.filter(person => email === person.email)
  return [...new Map((exact.length > 0 ? exact : people).map(person => [person.id, person])).values()]
}

function isPlace(meaning: Meaning): meaning is NamedPlace {
  return ['store', 'platform', 'market', 'all'].includes(meaning.kind)
}

function takes(command: Command | null, kind: Kind): boolean {
  return command?.takes[kind] === true
}
