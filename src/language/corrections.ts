import { includes, type Role } from '#src/contracts/command.ts'
import { type Suggestion, UserError } from '#src/errors.ts'
import { fill, join, type Localized, verbatim } from '#src/i18n/locale.ts'
import type { Name } from './names.ts'
import { type NearName, nearNames } from './nearest.ts'
import type { Recognition } from './recognise.ts'
import { nameKey } from './text.ts'

/** A stretch of unknown words and what may have been meant. */
export interface Gap {
  readonly from: number
  readonly to: number
  readonly text: string
  readonly near: readonly NearName[]
}

/** A line with its nearly right words put right, and what was assumed. */
export interface Repair {
  readonly line: string
  readonly assumed: readonly { readonly typed: string; readonly meant: string }[]
}

/** The shortest word that is put right without asking, in letters; a Chinese or Japanese word says as much in three. */
const sureLength = { latin: 5, ideographs: 3 }

/** Longest stretch of unknown words that is compared with names as a whole. */
const longestGap = 4

/** Suggestions per line: as many buttons as fit in one row of a phone. Judgement. */
const maxSuggestions = 4

/** What stood unknown in a line, with the nearest names the caller may use. */
export function gapsOf(found: Recognition, role: Role): readonly Gap[] {
  const text = found.line.text
  const accepts = (name: Name) => usable(name, found, role)
  const gaps: Gap[] = []
  for (let at = 0; at < found.unknown.length && gaps.length < 6; ) {
    const gap = gapAt(found, at, text, accepts)
    gaps.push(gap.gap)
    at += gap.words
  }
  return gaps
}

function gapAt(found: Recognition, at: number, text: string, accepts: (name: Name) => boolean) {
  const run = runLength(found, at, text)
  for (let words = run; words > 1; words--) {
    const gap = gapOf(found, at, words, text, accepts)
    if (gap.near.length > 0) return { gap, words }
  }
  const alone = gapOf(found, at, 1, text, accepts)
  const wider = alone.near.length > 0 ? undefined : widened(alone, text, found, accepts)
  return { gap: wider ?? alone, words: 1 }
}

/** An unknown word together with the word before or behind it, where the two come near to one name: `conversion raet`. */
function widened(
  { from, to }: Gap,
  text: string,
  found: Recognition,
  accepts: (name: Name) => boolean,
): Gap | undefined {
  const before = /(\S+ )$/u.exec(text.slice(0, from))?.[1]?.length ?? 0
  const behind = /^( \S+)/u.exec(text.slice(to))?.[1]?.length ?? 0
  const spans = [
    { from: from - before, to },
    { from, to: to + behind },
  ]
  return spans
    .filter(span => span.to - span.from > to - from)
    .map(span => ({
      ...span,
      text: text.slice(span.from, span.to),
      near: nearOf(text.slice(span.from, span.to), found, accepts),
    }))
    .find(gap => gap.near.length > 0)
}

function nearOf(typed: string, found: Recognition, accepts: (name: Name) => boolean): readonly NearName[] {
  return nearNames(typed, found.index.names, accepts, maxSuggestions)
}

/** How many unknown words follow each other with nothing but blanks between. */
function runLength(found: Recognition, at: number, text: string): number {
  let length = 1
  while (length < longestGap) {
    const [last, next] = [found.unknown[at + length - 1], found.unknown[at + length]]
    if (!last || !next || text.slice(last.to, next.from).trim() !== '') break
    length++
  }
  return length
}

function gapOf(found: Recognition, at: number, words: number, text: string, accepts: (name: Name) => boolean): Gap {
  const from = found.unknown[at]?.from ?? 0
  const to = found.unknown[at + words - 1]?.to ?? from
  const typed = text.slice(from, to).replace(/^"(.*)"$/u, '$1')
  const isPart = [...typed].length <= 2 && (isIdeograph(text, from - 1) || isIdeograph(text, to))
  return { from, to, text: typed, near: isPart && isIdeograph(text, from) ? [] : nearOf(typed, found, accepts) }
}

/** A character or two beside others may be half of a word that nobody knows: no other half is put in its place. */
function isIdeograph(text: string, at: number): boolean {
  return /[\u3040-\u30ff\u3400-\u9fff]/u.test(text[at] ?? '')
}

/** Names that would make sense there: of kinds that the command takes, and verbs that the caller may use. */
function usable(name: Name, { command, typedVerb, accepts }: Recognition, role: Role): boolean {
  const { meaning } = name
  if (meaning.kind === 'verb') return !typedVerb && includes(role, meaning.command.role)
  if (!accepts(name)) return false
  if (meaning.kind === 'subverb') return typedVerb
  const takes = typedVerb ? command?.takes : { kpis: true, places: true, people: false }
  if (meaning.kind === 'kpi') return takes?.kpis === true
  if (meaning.kind === 'person' || meaning.kind === 'me') return takes?.people === true
  if (meaning.kind === 'measure') return command?.takes.measures === true
  if (meaning.kind === 'against') return command?.takes.against === true
  return takes?.places === true
}

/**
 * The line as it was surely meant: only for commands that change nothing, when every unknown word is long enough, one
 * letter off, and nothing else is as near. `null` otherwise: then it has to be asked.
 */
export function repaired(found: Recognition, gaps: readonly Gap[]): Repair | null {
  if (gaps.length === 0 || !gaps.every(isSure)) return null
  const verb = gaps.map(gap => gap.near[0]?.name.meaning).find(meaning => meaning?.kind === 'verb')
  const command = verb?.kind === 'verb' ? verb.command : found.command
  if (!command?.readOnly) return null
  const line = replaced(found.line.text, gaps, gap => gap.near[0])
  return {
    line,
    assumed: gaps.map(gap => ({ typed: gap.text, meant: inCase(gap.text, gap.near[0]?.name.text) ?? '' })),
  }
}

function isSure({ text, near }: Gap): boolean {
  const [first, second] = near
  const ideographs = /[\u3040-\u30ff\u3400-\u9fff]/u.test(text)
  const long = [...text].length >= (ideographs ? sureLength.ideographs : sureLength.latin)
  return (
    first !== undefined &&
    first.errors === 1 &&
    long &&
    (second === undefined || second.errors > 1) &&
    !isOtherFigure(text, first.name.text)
  )
}

/** What a Chinese or Japanese figure is counted in: an amount (额) that is not known is no slip of the pen for a rate (率). */
const counted = /[额額率数數量件费費价価]$/u

function isOtherFigure(typed: string, name: string): boolean {
  return counted.test(typed) && counted.test(name) && nameKey(typed).at(-1) !== nameKey(name).at(-1)
}

/** The question to ask about words that nobody knows, with whole lines as answers. */
export function didYouMean(found: Recognition, gaps: readonly Gap[]): UserError {
  const suggestions = linesFor(found.line.text, gaps)
  const words = join(gaps.slice(0, 3).map(gap => verbatim(`“${gap.text}”`)))
  const text = fill(suggestions.length > 0 ? didYouMeanText : unknownText, { words })
  return new UserError(text, suggestions)
}

const didYouMeanText: Localized = {
  en: 'I do not know {words}. Did you mean:',
  ja: '{words} が分かりません。もしかして：',
  'zh-CN': '没看懂 {words}。您是不是想说：',
}

const unknownText: Localized = {
  en: 'I do not know {words}. `help` lists what I understand.',
  ja: '{words} が分かりません。使える言葉は「ヘルプ」で確認できます。',
  'zh-CN': '没看懂 {words}。输入“帮助”可查看支持的说法。',
}

/** First the line with every word put right, then the other readings of each word. */
function linesFor(text: string, gaps: readonly Gap[]): readonly Suggestion[] {
  const lines = new Set<string>()
  const known = gaps.filter(gap => gap.near.length > 0)
  if (known.length > 0) lines.add(replaced(text, known, gap => gap.near[0]))
  for (const gap of known) {
    for (const choice of gap.near) lines.add(replaced(text, known, other => (other === gap ? choice : other.near[0])))
  }
  return [...lines].slice(0, maxSuggestions).map(line => ({ label: verbatim(line), line }))
}

function replaced(text: string, gaps: readonly Gap[], choose: (gap: Gap) => NearName | undefined): string {
  let line = text
  for (const gap of [...gaps].sort((a, b) => b.from - a.from)) {
    const meant = inCase(gap.text, choose(gap)?.name.text)
    if (meant !== undefined) line = `${line.slice(0, gap.from)}${spaced(line, gap, meant)}${line.slice(gap.to)}`
  }
  return line.trim()
}

/** Small letters stay small. */
function inCase(typed: string, name: string | undefined): string | undefined {
  return name !== undefined && typed === typed.toLowerCase() ? name.toLowerCase() : name
}

/** A Latin name put in place of an ideograph needs blanks around it. */
function spaced(line: string, { from, to }: Gap, name: string): string {
  const before = /[\p{L}\p{N}]/u.test(line[from - 1] ?? '') && /^\w/.test(name) ? ' ' : ''
  const after = /[\p{L}\p{N}]/u.test(line[to] ?? '') && /\w$/.test(name) ? ' ' : ''
  return `${before}${name}${after}`
}
