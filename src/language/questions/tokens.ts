import type { Amount, Words } from '#src/contracts/command.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import type { Period } from '#src/domain/period/index.ts'
import type { Compare } from '#src/domain/rules/compare.ts'
import { amountAt } from '#src/language/amounts.ts'
import { findComparisons } from '#src/language/comparison.ts'
import { isWordCharacter, lower } from '#src/language/text.ts'
import { numeralOf } from '#src/language/time/numerals.ts'
import { foldVariants } from '#src/language/variants.ts'
import { type RunLength, runLengthAt, speaksOfRuns } from './in-a-row.ts'
import type { Said } from './lexicon.ts'
import { endOf, pattern, saidAt, targetPhrases } from './phrases.ts'

/** A stretch of a question, where it stands, and what it says. */
export type Token = { readonly from: number; readonly to: number; readonly text: string } & (
  | Said
  | { readonly kind: 'kpi'; readonly kpi: Kpi }
  | { readonly kind: 'place' }
  | { readonly kind: 'period'; readonly period: Period }
  | { readonly kind: 'compare'; readonly compare: Compare }
  | { readonly kind: 'amount'; readonly amount: Amount }
  /** `nth`: one place of a list is asked for, not so many of it. */
  | { readonly kind: 'number'; readonly count: number; readonly nth?: true }
  | ({ readonly kind: 'days' } & RunLength)
  | { readonly kind: 'unknown' }
)

const numeral = '\\d{1,3}|[一二两三四五六七八九十]{1,3}|one|two|three|four|five|six|seven|eight|nine|ten'
const daysPattern = pattern(`(${numeral})\\s*(?:business |working |个?工作|営業)?(?:days?|d|天|日间?|日連続)`)
const countPattern = pattern(
  `(?:no\\.? ?)?(${numeral})\\s*(?:家|个|個|名|位|款|种|件|つ|店铺|店舗|店|品目|品|社)?(?:まで)?`,
)

/** Cuts what is open of a line into tokens, of several readings at a place the longest; blanks fall away. */
export function tokensOf(words: Words): readonly Token[] {
  const text = foldVariants(lower(words.open))
  const known = knownTokens(words, text)
  const tokens: Token[] = []
  for (let at = 0; at < text.length; ) {
    const fixed = known.find(token => token.from === at)
    if (fixed) {
      tokens.push(fixed)
      at = fixed.to
    } else if (/[\s,;:?!.、。？！・'"“”()/&~+-]/u.test(text[at] ?? '')) at++
    else {
      const end = Math.min(...known.filter(token => token.from > at).map(token => token.from), text.length)
      const token = tokenAt(words.open, text, at, end)
      add(tokens, token)
      at = token.to
    }
  }
  return tokens
}

/** Names and periods as the recogniser found them, and comparisons with their amounts. */
function knownTokens(words: Words, text: string): readonly Token[] {
  const spans = (words.spans ?? []).map((span): Token => {
    const where = { from: span.from, to: span.to, text: words.line.slice(span.from, span.to) }
    if (span.kind === 'kpi') return { ...where, kind: 'kpi', kpi: span.kpi }
    return span.kind === 'period' ? { ...where, kind: 'period', period: span.period } : { ...where, kind: 'place' }
  })
  const free = (from: number, to: number) => !spans.some(span => span.from < to && from < span.to)
  const compares = findComparisons(text)
    .filter(({ from, to }) => free(from, to) && !isOwnWord(text, from, to))
    .map(({ compare, from, to }): Token => ({ kind: 'compare', compare, from, to, text: text.slice(from, to) }))
  return [...spans, ...compares].sort((a, b) => a.from - b.from)
}

/** Comparisons that a question says otherwise: 以外 is left out before, `missed` and 未达标 are about targets. */
function isOwnWord(text: string, from: number, to: number): boolean {
  const word = text.slice(from, to)
  if (/^not above$/iu.test(word) && !/^\s*[\d¥$€£]/u.test(text.slice(to))) return true
  if (/^(?:最多|最少)$/u.test(word) && !/^\s*[\d¥$€£]/u.test(text.slice(to))) return true
  if (
    /^(?:missed|以外|other than|未.?[达達]?.*|不[达達].*|is|是|为|為|不是)$/iu.test(word) &&
    !/未[满滿満]/u.test(word)
  )
    return true
  return targetPhrases.some(phrase => {
    for (let start = Math.max(0, from - 16); start <= from; start++) {
      const end = endOf(phrase, text, start)
      if (end !== null && end >= to && end - start > to - from && !inside(text, start)) return true
    }
    return false
  })
}

function tokenAt(open: string, text: string, from: number, end: number): Token {
  const where = (to: number) => ({ from, to, text: open.slice(from, to) })
  const amount = inside(text, from) ? null : amountAt(lower(open), from) // 円 is no character of folded texts
  const counted =
    amount?.amount.kind === 'plain' && amount.amount.value < 1000 && countAt(text, from)?.to === amount.end
  if (amount && !amount.bare && !counted && amount.end <= end && daysAt(text, from) === null)
    return { kind: 'amount', amount: amount.amount, ...where(amount.end) }
  const days = daysAt(text, from)
  if (days) return { kind: 'days', count: days.count, step: days.step, runs: days.runs, ...where(days.to) }
  const said = saidAt(text, from, end)
  const count = countAt(text, from)
  if (count && count.to > (said?.to ?? from)) {
    const bare = amount?.bare && amount.end >= count.to
    if (bare && amount.amount.value > 999) return { kind: 'amount', amount: amount.amount, ...where(amount.end) }
    const { count: many, nth, to } = count
    return { kind: 'number', count: many, ...(nth && { nth }), ...where(to) }
  }
  if (amount?.bare && !said) return { kind: 'amount', amount: amount.amount, ...where(amount.end) }
  if (said) return { ...said.said, ...where(said.to) }
  return { kind: 'unknown', ...where(unknownEnd(text, from)) }
}

function daysAt(text: string, from: number) {
  if (inside(text, from)) return null
  if (speaksOfRuns(text)) return runLengthAt(text, from)
  const days = counted(daysPattern, text, from)
  return days && { ...days, step: 'day' as const, runs: false }
}

function countAt(text: string, from: number) {
  if (inside(text, from)) return null
  const place = ordinals.find(([source]) => endOf(source, text, from) !== null)
  const to = place ? endOf(place[0], text, from) : null
  if (place && to !== null) return { count: place[1], ...placeOrCount(text, from, to) }
  const found = counted(countPattern, text, from)
  return found && { ...found, nth: undefined }
}

/** 第3名 is one place of a list, 上位3位 and 3位まで are so many of it. */
function placeOrCount(text: string, from: number, to: number): { readonly to: number; readonly nth?: true } {
  const through = /^(?:まで|以内)/u.exec(text.slice(to))?.[0].length ?? 0
  const isCount = through > 0 || /(?:上位|トップ|前|から|top |first )$/u.test(text.slice(0, from))
  return isCount ? { to: to + through } : { to, nth: true }
}

/** The second and so on of a list: so many are listed, the last of them is the one that was asked for. */
const ordinals = (
  [
    ['second|2nd|runner[- ]?up|第二名?|第2名?|2番目|二番目|2位|二位', 2],
    ['third|3rd|第三名?|第3名?|3番目|三番目|3位|三位', 3],
    ['fourth|4th|第四名?|第4名?|4番目|4位', 4],
    ['fifth|5th|第五名?|第5名?|5番目|5位', 5],
  ] as const
).map(([source, place]) => [pattern(source), place] as const)

function counted(source: RegExp, text: string, from: number): { readonly count: number; readonly to: number } | null {
  source.lastIndex = from
  const found = source.exec(text)
  const to = from + (found?.[0].trimEnd().length ?? 0)
  if (!found || (isWordCharacter(text, to) && isWordCharacter(text, to - 1))) return null
  const word = found[1] ?? ''
  const count = numeralOf(word)
  return Number.isInteger(count) && count > 0 ? { count, to } : null
}

/** The middle of a Latin word or a number. */
function inside(text: string, at: number): boolean {
  return isWordCharacter(text, at) && isWordCharacter(text, at - 1)
}

function unknownEnd(text: string, from: number): number {
  const word = /[\p{L}\p{N}@#%_]/u
  if (!isWordCharacter(text, from)) return from + 1
  let to = from
  while (to < text.length && isWordCharacter(text, to) && word.test(text[to] ?? '')) to++
  return Math.max(to, from + 1)
}

/** Unknown characters that touch are one word. */
function add(tokens: Token[], token: Token): void {
  const last = tokens.at(-1)
  if (token.kind === 'unknown' && last?.kind === 'unknown' && last.to === token.from) {
    tokens[tokens.length - 1] = { ...last, to: token.to, text: last.text + token.text }
  } else tokens.push(token)
}
