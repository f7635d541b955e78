import type { PersonRef } from '#src/chat/card.ts'
import type { Command, Words } from '#src/contracts/command.ts'
import type { Catalog } from '#src/domain/catalog.ts'
import { type Day, parsePeriod } from '#src/domain/period/index.ts'
import type { Place, Store } from '#src/domain/place.ts'
import { type Sorted, sortPieces } from './classify.ts'
import { indexOf, type NameIndex } from './name-index.ts'
import type { Name } from './names.ts'
import { nearNames } from './nearest.ts'
import { combinePlaces, type KnownSkus } from './places/combine-places.ts'
import { type Excepted, type ExceptedSku, takeExcept, withDays, wordSpan } from './places/except.ts'
import { openOf, restOf } from './places/open-words.ts'
import { cut, isUnknown, type Piece, type Recognisers } from './segment.ts'
import { stripRoot } from './strip-command.ts'
import { fold, isWordCharacter, type NormalLine, nameKey, normaliseLine, normalisePlain, scriptAt } from './text.ts'

/** What a line is read against. */
export interface Surroundings {
  readonly catalog: Catalog
  readonly commands: readonly Command[]
  /** Stores that may be recognised and suggested: the caller's. */
  readonly stores: readonly Store[]
  /** Who `@me` is; `null` for nobody. */
  readonly self: PersonRef | null
  /** The day from which words for periods count at places. */
  readonly today: (places: readonly Place[]) => Day
  /** The earliest local day that is running at places: the one before it is over everywhere. */
  readonly earliest: (places: readonly Place[]) => Day
  /** SKUs of the caller's stores that stand in the line. */
  readonly skus: KnownSkus
  /** The verb that is meant whatever the line says; absent: the one it names. */
  readonly verb?: Command
  /** The verb that is meant when a line names none. */
  readonly defaultVerb: string
}

/** A line as far as it was understood. */
export interface Recognition {
  readonly line: NormalLine
  /** `null` when no verb was typed and nothing else is known either. */
  readonly command: Command | null
  /** Whether the verb stood in the line. */
  readonly typedVerb: boolean
  /** Where it stood; `null`: nowhere. */
  readonly verbAt: number | null
  readonly words: Words
  readonly unknown: readonly Piece[]
  /** Names that several people have. */
  readonly doubtful: readonly Piece[]
  /** Words that are known but that the command does not take. */
  readonly extra: Sorted['extra']
  /** What is written like a period that the calendar does not have. */
  readonly noPeriods: readonly Piece[]
  /** SKUs for which no store, or more than one, is meant. */
  readonly openSkus: readonly string[]
  readonly index: NameIndex
  readonly accepts: (name: Name) => boolean
}

/** Reads a line; `null` for an empty one. Never throws. */
export function recognise(typed: string, around: Surroundings): Recognition | null {
  const line = normaliseLine(withDays(stripRoot(normaliseLine(typed).text)))
  if (line.text.trim() === '') return null
  const index = indexOf(around.catalog, around.commands)
  const visible = new Set(around.stores.map(store => store.slug))
  const sees = (name: Name) => name.meaning.kind !== 'store' || visible.has(name.meaning.store.slug)
  const verb = around.verb ? null : findVerb(line, index, sees, around)
  const fallback = around.verb ?? around.commands.find(command => command.name === around.defaultVerb) ?? null
  const command = verb?.command ?? fallback
  const accepts = (name: Name) => sees(name) && suits(name, command)
  const pieces = piecesOf(line, command, recognisers(index, accepts, around, command, hasQuotes(line)), verb)
  const { sorted, excepting } = takeExcept(line.text, sortPieces(pieces, command, around.catalog, around.self), command)
  const rest = restOf(line.text, [verb, sorted.subverb])
  const open = openOf(line.text, [verb, sorted.subverb, ...excepting, ...sorted.named], sorted.fillers, command)
  const base = { line, typedVerb: verb !== null, verbAt: verb?.from ?? null, index, accepts }
  return {
    ...base,
    ...wordsOf(sorted, command, line, { rest, open }, around),
    command: around.verb !== undefined || isUsable(verb !== null, sorted) ? command : null,
  }
}

/** Whether the words are the line of another verb, which says itself what it lacks. */
export function holdsLine({ command, words }: Recognition, around: Surroundings): boolean {
  return command?.takes.lines === true && recognise(words.rest, around)?.verbAt === 0
}

/** Without a verb a line counts as a question about figures when it names something that figures have. */
function isUsable(typedVerb: boolean, sorted: Excepted): boolean {
  return typedVerb || sorted.kpis.length + sorted.places.length + sorted.periods.length + sorted.skus.length > 0
}

function wordsOf(
  sorted: Excepted,
  command: Command | null,
  line: NormalLine,
  text: Pick<Words, 'rest' | 'open'>,
  around: Surroundings,
) {
  const { places, open } = combinePlaces(sorted.places, sorted.skus, around.stores, around.skus)
  const out = exceptedSkus(sorted.exceptSkus, around)
  const today = around.today(places)
  const words: Words = {
    line: line.text,
    verb: command?.name ?? '',
    subverb: sorted.subverb?.name ?? null,
    kpis: unique(sorted.kpis, kpi => kpi.id),
    measures: unique(sorted.measures, measure => measure.id),
    places,
    except: [...combinePlaces(sorted.except, [], around.stores, around.skus).places, ...out.places],
    exceptDays: sorted.exceptDays.flatMap(text => parsePeriod(text, today) ?? []),
    periods: sorted.periods.flatMap(piece => parsePeriod(piece.text, today) ?? []),
    against: [...new Set(sorted.against)],
    amounts: sorted.amounts,
    people: unique(sorted.people, person => person.id),
    ids: sorted.ids,
    quoted: sorted.quoted,
    unknown: sorted.unknown.map(piece => piece.text),
    spans: sorted.marks.flatMap(span => wordSpan(span, today)),
    ...text,
  }
  return {
    words,
    unknown: sorted.unknown,
    doubtful: sorted.doubtful,
    extra: sorted.extra,
    noPeriods: sorted.noPeriods,
    openSkus: [...open, ...out.open],
  }
}

/** SKUs to be left out: in the store that is named with them, else wherever one is sold. `open`: sold nowhere. */
function exceptedSkus(all: readonly ExceptedSku[], { stores, skus }: Surroundings) {
  const found = all.map(({ sku, store }) => {
    if (store) return combinePlaces([store], [sku], stores, skus).places
    return (skus.get(sku.toLowerCase()) ?? []).map(one => ({ kind: 'store', ...one }) as const)
  })
  return { places: found.flat(), open: all.flatMap(({ sku }, at) => (found[at]?.length === 0 ? [sku] : [])) }
}

interface Span {
  readonly from: number
  readonly to: number
}

/** The verb that a line begins with, where no longer name does: by far the most lines, and the quickest to read. */
function leadingVerb({ segments: [segment] }: NormalLine, index: NameIndex) {
  if (segment?.kind !== 'plain') return null
  const start = segment.text.search(/\S/u)
  const [longest] = index.at(fold(segment.text), start)
  const verb = longest?.names.find(name => name.meaning.kind === 'verb')?.meaning
  if (!longest || verb?.kind !== 'verb') return null
  const to = start + segment.text.slice(start, longest.end).trimEnd().length
  const within = isWordCharacter(segment.text, to - 1)
    ? isWordCharacter(segment.text, to)
    : scriptAt(segment.text, to) !== 'separator'
  return within ? null : { command: verb.command, from: segment.from + start, to: segment.from + to }
}

/** The verb of a line: the first that stands for nothing else, or the first word when it is one. */
function findVerb(line: NormalLine, index: NameIndex, sees: (name: Name) => boolean, around: Surroundings) {
  const first = leadingVerb(line, index)
  if (first) return first
  const accepts = (name: Name) => name.meaning.kind !== 'subverb' && sees(name)
  const pieces = piecesOf(line, null, recognisers(index, accepts, around, null, false), null)
  const verbs = pieces.flatMap((piece, position) => {
    const names = 'names' in piece ? piece.names : []
    const name = names.find(one => one.meaning.kind === 'verb')
    if (name?.meaning.kind !== 'verb') return []
    if (endsMisspelt(pieces, position, line.text, index) || isSamePeriod(pieces, position)) return []
    const sure = position === 0 || names.every(one => one.meaning.kind === 'verb')
    return [{ command: name.meaning.command, from: piece.from, to: piece.to, sure }]
  })
  return verbs.find(verb => verb.sure) ?? verbs[0] ?? null
}

/** 同期 behind a period is the same stretch of it, as in 比上周同期, not the Japanese verb that fetches data. */
function isSamePeriod(pieces: readonly (Piece | QuotedPiece)[], at: number): boolean {
  const [before, verb] = [pieces[at - 1], pieces[at]]
  if (!before || !verb || 'quoted' in before || 'quoted' in verb) return false
  return verb.text === '同期' && before.period && before.to === verb.from
}

/** Whether a verb ends the name of a KPI whose words before it are misspelt: `convertion rate` rates nothing. */
function endsMisspelt(pieces: readonly (Piece | QuotedPiece)[], at: number, text: string, index: NameIndex): boolean {
  const [before, verb] = [pieces[at - 1], pieces[at]]
  if (!before || !verb || 'quoted' in before || 'quoted' in verb || !isUnknown(before)) return false
  if (text.slice(before.to, verb.from) !== ' ') return false
  const word = nameKey(verb.text)
  const isKpi = (name: Name) => name.meaning.kind === 'kpi' && name.key.endsWith(` ${word}`)
  return nearNames(`${before.text} ${verb.text}`, index.names, isKpi, 1).length > 0
}

function suits(name: Name, command: Command | null): boolean {
  const { meaning } = name
  if (meaning.kind === 'subverb') return meaning.command === command
  if (meaning.kind === 'verb') return false
  if (meaning.kind === 'measure') return command?.takes.measures === true
  if (!command?.takes.free) return true
  if (meaning.kind === 'kpi') return command.takes.kpis === true
  if (meaning.kind === 'person' || meaning.kind === 'me') return command.takes.people === true
  if (meaning.kind === 'filler') return true
  if (meaning.kind === 'against') return command.takes.against === true
  return command.takes.places === true
}

function recognisers(
  index: NameIndex,
  accepts: (name: Name) => boolean,
  around: Surroundings,
  command: Command | null,
  quotes: boolean,
): Recognisers {
  const free = command?.takes.free === true
  return {
    index,
    accepts,
    today: around.today([]),
    periods: !free || command.takes.periods === true,
    namedDays: !free || (command?.takes.periods === true && (command.takes.quoted !== true || quotes)),
    weekdays: command === null || (command.readOnly === true && command.takes.moments !== true),
    amounts: !free || command.takes.amounts === true || command.takes.ids === true,
    noPeriods: command === null || !free || readsFigures(command),
    times: command?.takes.moments === true,
    isSku: word => around.skus.has(word.toLowerCase()) && (!free || command.takes.places === true),
  }
}

/** Whether something stands in quotes, so that what stands outside of them are no words of one's own. */
function hasQuotes({ segments }: NormalLine): boolean {
  return segments.some(({ kind }) => kind === 'quoted')
}

/** Whether a command with words of its own is about figures, so that a wrong period in its line is one. */
function readsFigures({ takes }: Command): boolean {
  return takes.periods === true || takes.amounts === true || (takes.kpis === true && takes.places === true)
}

/** A quoted text, as a piece of the line. */
export interface QuotedPiece {
  readonly from: number
  readonly to: number
  readonly quoted: string
}

function piecesOf(
  line: NormalLine,
  command: Command | null,
  use: Recognisers,
  verb: Span | null,
): readonly (Piece | QuotedPiece)[] {
  const keepQuotes = command === null || command.takes.quoted === true || command.takes.free === true
  const quotes = line.segments.filter(segment => segment.kind === 'quoted').length
  const { quoted, moments, quotedNames } = command?.takes ?? {}
  const mayName = quoted !== true || moments === true || quotedNames === true || quotes > 1
  return line.segments.flatMap((segment): readonly (Piece | QuotedPiece)[] => {
    const { from, to } = segment
    if (segment.kind === 'quoted' && keepQuotes) {
      const name = mayName ? nameOf(segment.text, command, use) : null
      return [name ? { ...name, from, to } : { from, to, quoted: segment.text }]
    }
    if (segment.kind === 'quoted') return quotedWords(segment, use)
    const pieces = cut(masked(segment.text, from, verb), use)
    return pieces.map(piece => ({ ...piece, from: piece.from + from, to: piece.to + from }))
  })
}

/** What stood in quotes where no text is taken: its words, or, with an unknown one among them, all of it as one. */
function quotedWords({ text, from, to }: NormalLine['segments'][number], use: Recognisers): readonly Piece[] {
  const pieces = cut(normalisePlain(text), use).map(piece => ({ ...piece, from, to }))
  const odd = pieces.find(isUnknown)
  return odd ? [{ ...odd, text }] : pieces
}

/** A quoted text that is the whole name of a thing that the command takes. Where a text is asked for, one quote is that text. */
function nameOf(quoted: string, command: Command | null, use: Recognisers): Piece | null {
  const [piece, ...others] = cut(normalisePlain(quoted), use)
  if (!piece || others.length > 0 || piece.to - piece.from < quoted.trim().length) return null
  const names = piece.names.filter(({ meaning }) => {
    if (meaning.kind === 'kpi') return command?.takes.kpis === true
    if (meaning.kind === 'person') return command?.takes.people === true
    return ['store', 'platform', 'market'].includes(meaning.kind) && command?.takes.places === true
  })
  return names.length === 0
    ? null
    : { ...piece, names, amount: null, period: false, noPeriod: null, time: false, id: null }
}

/** The text of a segment with separators in place of the verb, so that all positions stay. */
function masked(text: string, offset: number, verb: Span | null): string {
  if (!verb || verb.from < offset || verb.to > offset + text.length) return text
  const blank = ';'.repeat(verb.to - verb.from)
  return text.slice(0, verb.from - offset) + blank + text.slice(verb.to - offset)
}

function unique<T>(items: readonly T[], key: (item: T) => unknown): readonly T[] {
  return [...new Map(items.map(item => [key(item), item])).values()]
}
