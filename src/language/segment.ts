import { type Day, matchPeriod } from '#src/domain/period/index.ts'
import { amountAt, type FoundAmount, plainAmountsAt } from './amounts.ts'
import { labelAt, labelName, skuLabelAt } from './labels.ts'
import type { NameIndex } from './name-index.ts'
import type { Name } from './names.ts'
import { type NoPeriod, noPeriodAt } from './no-period.ts'
import { fold, isWordCharacter, longestLine, lower, scriptAt } from './text.ts'
import { timeAt, timeForm } from './time/lex.ts'

/** A stretch of plain text and everything it may mean. Without any meaning it is an unknown word. */
export interface Piece {
  readonly from: number
  readonly to: number
  readonly text: string
  readonly names: readonly Name[]
  readonly amount: FoundAmount | null
  readonly period: boolean
  /** Written like a period that the calendar does not have, such as `2026-13`. */
  readonly noPeriod: NoPeriod['kind'] | null
  /** It says something about time, and the command reads such words by itself. */
  readonly time: boolean
  /** `#42`. */
  readonly id: number | null
  /** A SKU typed as `sku:ABC`, or one that a store in sight sells. */
  readonly sku: string | null
  readonly email: string | null
}

/** What may be recognised. */
export interface Recognisers {
  readonly index: NameIndex
  /** Whether a name counts for this caller and verb. */
  readonly accepts: (name: Name) => boolean
  readonly today: Day
  readonly periods: boolean
  /** Whether holidays and shopping days are periods: not where people write in their own words. */
  readonly namedDays: boolean
  /** Whether bare weekdays are periods: where figures are shown. */
  readonly weekdays: boolean
  /** Whether what is written like a period but is none, is looked for. */
  readonly noPeriods: boolean
  readonly amounts: boolean
  readonly times: boolean
  readonly isSku: (word: string) => boolean
}

/** Costs by which readings are compared: an unknown character is worse than any number of known words. */
const unknownCost = 100
const fillerCost = 2
const knownCost = 3

interface Step {
  readonly cost: number
  readonly piece: Piece | null
  readonly next: number
}

/**
 * Cuts plain text into pieces so that as few characters as possible stay unknown, in as few pieces as possible; of
 * equal readings the one whose first piece is longest. Works without blanks between words of Chinese and Japanese.
 */
export function cut(text: string, use: Recognisers): readonly Piece[] {
  const forms: Forms = { text, lower: lower(text), folded: fold(text), times: use.times ? timeForm(text) : '' }
  const steps: Step[] = new Array(text.length + 1)
  steps[text.length] = { cost: 0, piece: null, next: text.length }
  for (let at = text.length - 1; at >= 0; at--) steps[at] = bestStep(forms, at, steps, use)
  return joinUnknown(text, pathOf(steps))
}

/** The middle of a word: no piece ends there, so that none begins there either. */
const unreachable: Step = { cost: Number.POSITIVE_INFINITY, piece: null, next: 0 }

/** The text as typed, in lower case, and with blanks for joiners: all of the same length. */
interface Forms {
  readonly text: string
  readonly lower: string
  readonly folded: string
  /** In the form in which time is read; empty where it is not. */
  readonly times: string
}

function bestStep(forms: Forms, at: number, steps: readonly Step[], use: Recognisers): Step {
  const { text } = forms
  if (!startsThere(text, at)) return unreachable
  const skip: Step = { cost: steps[at + 1]?.cost ?? 0, piece: null, next: at + 1 }
  const separator = isSeparator(text, at)
  let best: Step | null = separator ? skip : null
  for (const piece of [
    ...candidates(forms, at, use),
    ...(separator && !isSign(text, at) ? [] : [unknownAt(text, at)]),
  ]) {
    const cost = costOf(piece) + insideKatakana(text, piece) + behindHyphen(text, piece) + (steps[piece.to]?.cost ?? 0)
    const longer = best !== null && cost === best.cost && piece.to > best.next
    if (!best || cost < best.cost || longer) best = { cost, piece, next: piece.to }
  }
  return best ?? skip
}

/** Blanks and punctuation, also what joins words such as the stroke in `sales/orders`. */
function isSeparator(text: string, at: number): boolean {
  return scriptAt(text, at) === 'separator' || isSign(text, at)
}

function isSign(text: string, at: number): boolean {
  return '-_./&=+*^\\'.includes(text[at] ?? ' ')
}

/** `メモ` is not found in `メモリ`: a run of katakana is known as a whole or not at all. */
function insideKatakana(text: string, piece: Piece): number {
  const inside = scriptAt(text, piece.from) === 'katakana' && scriptAt(text, piece.from - 1) === 'katakana'
  return inside && isUnknown(piece) ? unknownCost * longestLine : 0
}

/** Of equal readings the one that leaves `dollar-tree` whole: not `50000 dollar` and `tree`. */
function behindHyphen(text: string, { from }: Piece): number {
  return text[from - 1] === '-' && isWordCharacter(text, from - 2) ? 1 : 0
}

function costOf(piece: Piece): number {
  if (isUnknown(piece)) return unknownCost * piece.text.length
  return isFiller(piece) ? fillerCost : knownCost
}

/** Whether nothing is known about a piece. */
export function isUnknown(piece: Piece): boolean {
  const named = piece.names.length > 0 || piece.id !== null || piece.sku !== null || piece.email !== null
  return !named && !piece.amount && !piece.period && !piece.noPeriod && !piece.time
}

function isFiller(piece: Piece): boolean {
  return piece.names.length > 0 && piece.names.every(name => name.meaning.kind === 'filler')
}

/** A Latin word, number or address starts only where none runs already. */
function startsThere(text: string, at: number): boolean {
  if (at === 0) return true
  return !(isWordCharacter(text, at) && isWordCharacter(text, at - 1))
}

function candidates({ text, lower, folded, times }: Forms, at: number, use: Recognisers): readonly Piece[] {
  const byEnd = new Map<number, Piece>()
  const put = (end: number, part: Partial<Piece>) => {
    if (end <= at || !endsThere(text, end)) return
    byEnd.set(end, { ...(byEnd.get(end) ?? blank(text, at, end)), ...part })
  }
  for (const found of use.index.at(folded, at)) {
    const end = trimmedEnd(folded, found.end)
    const broken = /\s/u.test(text.slice(at, end))
    const names = found.names.filter(name => !(broken && name.unbroken) && use.accepts(name))
    if (names.length > 0) put(end, { names })
  }
  const amount = use.amounts ? amountAt(lower, at) : null
  if (amount) put(amount.end, { amount })
  if (amount) for (const plain of plainAmountsAt(lower, at)) put(plain.end, { amount: plain })
  const period = use.periods ? matchPeriod(lower, at, use) : null
  if (period) put(at + period.length, { period: true })
  const none = use.noPeriods ? noPeriodAt(lower, at, use.today, use.weekdays) : null
  if (none) put(at + none.length, { noPeriod: none.kind })
  const time = times === '' ? null : timeAt(times, at)
  if (time && time.meaning.kind !== 'unknown') {
    put(time.to, { time: true })
    const half = /\s*[ap]\.?m\.?$/.exec(times.slice(at, time.to))
    if (half && half.index > 0) put(at + half.index, { time: true }) // `8:30 AM Outlet` may be a time and a store
  }
  const labelled = skuLabelAt(text, at)
  if (labelled) put(labelled.end, { sku: labelled.sku })
  const label = labelAt(lower, at, use)
  if (label !== null) put(label, { names: [labelName] })
  const word = wordAt(text, at)
  if (word) for (const [end, part] of wordParts(at, word, use)) put(end, part)
  return [...byEnd.values()]
}

/** Ids, SKUs and addresses: whole words without blanks. */
function wordParts(at: number, word: string, use: Recognisers): readonly (readonly [number, Partial<Piece>])[] {
  const parts: [number, Partial<Piece>][] = []
  const end = at + word.length
  const id = /^#(\d{1,9})$/.exec(word)?.[1]
  if (id !== undefined) parts.push([end, { id: Number(id) }])
  if (word.includes('@') && /^@?[^\s@]+@[^\s@]+\.[^\s@.]+$/.test(word)) {
    parts.push([end, { email: word.replace(/^@/, '').toLowerCase() }])
  }
  if (use.isSku(word)) parts.push([end, { sku: word }])
  return parts
}

/** The Latin word that starts at a place, without punctuation at its end; `null` where none starts. */
function wordAt(text: string, at: number): string | null {
  if (scriptAt(text, at) !== 'letter') return null
  let end = at
  while (scriptAt(text, end) === 'letter') end++
  const word = text.slice(at, end).replace(/[.\-/&=+*^]+$/, '')
  return word === '' ? null : word
}

function endsThere(text: string, end: number): boolean {
  return !(isWordCharacter(text, end) && isWordCharacter(text, end - 1))
}

/** Separators behind a name do not belong to it. */
function trimmedEnd(folded: string, end: number): number {
  let at = end
  while (folded[at - 1] === ' ') at--
  return at
}

function unknownAt(text: string, at: number): Piece {
  const script = scriptAt(text, at)
  if (script === 'letter') return blank(text, at, at + (wordAt(text, at)?.length ?? 1))
  let end = at + 1
  if (script !== 'ideograph') while (scriptAt(text, end) === script) end++
  return blank(text, at, end)
}

function blank(text: string, from: number, to: number): Piece {
  return {
    from,
    to,
    text: text.slice(from, to),
    names: [],
    amount: null,
    period: false,
    noPeriod: null,
    time: false,
    id: null,
    sku: null,
    email: null,
  }
}

function pathOf(steps: readonly Step[]): readonly Piece[] {
  const pieces: Piece[] = []
  for (let at = 0; at < steps.length - 1; ) {
    const step = steps[at]
    if (!step) break
    if (step.piece) pieces.push(step.piece)
    at = step.next
  }
  return pieces
}

/** Unknown characters that touch are one unknown word, and so is a particle between or beside them. */
function joinUnknown(text: string, pieces: readonly Piece[]): readonly Piece[] {
  const joined: Piece[] = []
  for (const piece of pieces) {
    const last = joined.at(-1)
    const touches = last !== undefined && last.to === piece.from
    const vague = isUnknown(piece) || isFiller(piece)
    if (last && touches && vague && (isUnknown(piece) ? isUnknown(last) || isFiller(last) : isUnknown(last))) {
      joined[joined.length - 1] = blank(text, last.from, piece.to)
    } else joined.push(piece)
  }
  return joined
}
