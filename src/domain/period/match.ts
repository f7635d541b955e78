import type { Period } from '#src/domain/period/index.ts'
import { type Atom, matchAtoms, matchDate, samePlaceInYear } from './atoms.ts'
import { matchCounted } from './counted.ts'
import { rangePeriod } from './make.ts'
import { matchNamedDays } from './named-days.ts'
import type { PeriodContext } from './parse.ts'
import { fixedPhrases, periodPhrases } from './phrases.ts'
import { matchWeekdays } from './weekdays.ts'

/** A period and how many characters name it. */
export interface PeriodMatch {
  readonly period: Period
  readonly length: number
}

/**
 * The longest phrase at position `at` that names a period; `null` when none begins there. The text must be in NFKC and
 * lower case. Latin letters and digits are taken as whole words only; Chinese and Japanese need no spaces around them.
 */
export function matchPeriod(text: string, at: number, context: PeriodContext): PeriodMatch | null {
  if (insideWord(text, at)) return null
  let best: PeriodMatch | null = null
  const ranges = [range(text, at, context), openRange(text, at, context), dottedRange(text, at, context)]
  for (const found of [...ranges, fixed(text, at, context), ...single(text, at, context)]) {
    if (found && endsWord(text, at + found.length) && found.length > (best?.length ?? 0)) best = found
  }
  return best
}

function fixed(text: string, at: number, { today }: PeriodContext): PeriodMatch | null {
  const ends = (word: string) => endsWord(text, at + word.length) && !inJapan(text, at + word.length)
  const phrase = periodPhrases.find(word => text.startsWith(word, at) && ends(word))
  const meaning = phrase === undefined ? undefined : fixedPhrases.get(phrase)
  return phrase === undefined || meaning === undefined ? null : { period: meaning(today), length: phrase.length }
}

function single(text: string, at: number, context: PeriodContext): PeriodMatch[] {
  const atoms = matchAtoms(text, at, context).map(({ period, length }) => ({ period, length }))
  const counted = context.weekdays ? matchCounted(text, at, context.today) : null
  return [...atoms, ...dayNames(text, at, context), ...(counted ? [counted] : [])]
}

/** Days with a name and weekdays, where these are read. */
function dayNames(text: string, at: number, { namedDays, weekdays, today }: PeriodContext): PeriodMatch[] {
  const named = namedDays ? matchNamedDays(text, at, today) : null
  const weekday = weekdays ? matchWeekdays(text, at, today) : null
  return [named, weekday].flatMap(found => found ?? [])
}

/** 上周日本 is last week in Japan, not last Sunday. */
function inJapan(text: string, end: number): boolean {
  return text[end - 1] === '日' && text[end] === '本'
}

const lead = /(?:from\s+|从\s*)?/y
const leadOfRange = /(?:from\s+|between\s+|从\s*)?/y
/** Joins two days only in `between … and …`, `…和…之间`, `…と…の間`. */
const joiner = /\s+and\s+|\s*[和与與跟と]\s*/y
const within = /\s*(?:之[间間]|期[间間]|の[间間]|の期[间間])/y
/** A hyphen behind a blank and before a number is the sign of that number: `11/20 -5`. */
const separator = /\s*(?:~|〜|–|—|\.{2,3}|至|到|から|to\b|through\b|until\b)\s*|-\s*|\s+-(?:\s+|(?=\d+[/月-]\d))/y
const close = /(?:\s*(?:まで|为止))?(?:\s*(?:之[间間]|期[间間]|の[间間]|の期[间間]))?/y
const dateOnly = /(\d{1,2})(?:[日号](?!間)|(?![\d/.:%月年a-z-]))/y

function range(text: string, at: number, context: PeriodContext): PeriodMatch | null {
  const start = at + (sticky(leadOfRange, text, at)?.[0].length ?? 0)
  for (const first of sides(text, start, context)) {
    const isBetween = text.startsWith('between', at) && start > at
    const parted = sticky(separator, text, start + first.length)
    const gap = parted ?? sticky(joiner, text, start + first.length)
    if (!gap) continue
    const next = start + first.length + gap[0].length
    const second = secondSide(text, next, first, context)
    if (!second) continue
    const end = next + second.length
    if (!parted && !isBetween && !sticky(within, text, end)) continue
    if (second.period.end < first.period.from && !('dated' in first) && !('dated' in second)) continue // this week to last week
    const length = end + (sticky(close, text, end)?.[0].length ?? 0) - at
    return { period: between(first, second), length }
  }
  return null
}

const since = /(?:(?:(?:ever )?since|starting(?: from)?)(?:\s+the)?|自从|自)\s*/y
/** What leaves the end of a range open; `11/1から3日間` and `11/1 -5` go on. */
const openEnd =
  /\s*(?:\.{2,3}|[~〜])(?!\s*\d)|-(?=\s|$)|\s*(?:以[来來]|以降|以[后後]|至今|到现在为?止?|到現在為?止?|到今[天日]|起(?:至今)?|开始(?:至今|到现在)?|開始(?:至今)?|から(?:現在|今日?|本日)まで|からずっと|から(?=の|は|\s|$))|\s+(?:(?:to|till|until|up to) (?:now|date|today)|onwards?(?![a-z]))/y

/** Days from the first one on, up to today: where figures are asked for, which nobody has of days to come. */
function openRange(text: string, at: number, context: PeriodContext): PeriodMatch | null {
  if (!context.weekdays) return null
  const said = sticky(since, text, at)?.[0].length ?? 0
  const start = at + (said || (sticky(lead, text, at)?.[0].length ?? 0))
  const led = start > at && text[start - 1] !== undefined
  // since Black Friday, 双11以来, since Monday
  const names = dayNames(text, start, context).map(found => ({ ...found, dated: said > 0 }))
  for (const first of [...sides(text, start, context), ...names]) {
    const { period, length } = first
    if (period.kind === 'range' || period.from > context.today) continue
    const open = sticky(openEnd, text, start + length)?.[0].length ?? 0
    const isDated = first.dated === true && led
    if (open === 0 && !isDated && said === 0) continue
    return { period: rangePeriod(period.from, context.today), length: start + length + open - at }
  }
  return null
}

type Side = Atom & { readonly dated?: true }

/** What may stand on one side of a range, longest first. */
function sides(text: string, at: number, context: PeriodContext): Side[] {
  const word = fixed(text, at, context)
  const atoms = matchAtoms(text, at, context).map(atom => ({ ...atom, dated: true as const }))
  return [...atoms, ...(word ? [{ ...word, yearless: false }] : [])].sort((a, b) => b.length - a.length)
}

function secondSide(text: string, at: number, first: Atom, context: PeriodContext): Side | null {
  const atom = sides(text, at, context).find(side => endsWord(text, at + side.length))
  if (atom) return atom
  if (first.period.kind !== 'day') return null
  const found = sticky(dateOnly, text, at)
  const period = found ? matchDate(first.period.from.slice(0, 8), Number(found[1])) : null
  return found && period ? { period, length: found[0].length, yearless: false } : null
}

const dotted = /(1[0-2]|0?[1-9])\.(3[01]|[12]\d|0?[1-9])(?!\d)/y

/** `11.1-11.5`: days where figures are asked for; elsewhere these are numbers, of a band. */
function dottedRange(text: string, at: number, context: PeriodContext): PeriodMatch | null {
  const from = sticky(dotted, text, at)
  const gap = context.weekdays && from ? sticky(separator, text, at + from[0].length) : null
  const to = from && gap ? sticky(dotted, text, at + from[0].length + gap[0].length) : null
  if (!from || !gap || !to) return null
  const slashed = `${from[1]}/${from[2]}-${to[1]}/${to[2]}`
  const found = range(slashed, 0, context)
  const length = from[0].length + gap[0].length + to[0].length
  return found?.length === slashed.length ? { period: found.period, length } : null
}

/**
 * A side without a year takes the other's; of two without, the first is the last such day before the second. Two days of
 * one month that stand the wrong way round are turned: nobody means the year between them.
 */
function between(first: Atom, second: Atom): Period {
  let [a, b] = [first.period, second.period]
  const turned =
    a.kind === 'day' &&
    b.kind === 'day' &&
    a.from.slice(5, 7) === b.from.slice(5, 7) &&
    a.from.slice(8) > b.from.slice(8)
  if (turned && first.yearless && second.yearless) return rangePeriod(`${b.from.slice(0, 4)}${a.from.slice(4)}`, b.from)
  if (second.yearless && !first.yearless) b = samePlaceInYear(b, a.from, 'after')
  if (first.yearless) a = samePlaceInYear(a, b.end, 'before')
  return rangePeriod(a.from, b.end)
}

const wordCharacter = /[a-z0-9_]/

/** A Latin word or number must not begin in the middle of another one. */
function insideWord(text: string, at: number): boolean {
  return wordCharacter.test(text[at] ?? '') && /[a-z0-9_.#@/-]/.test(text[at - 1] ?? '')
}

function endsWord(text: string, end: number): boolean {
  if (!wordCharacter.test(text[end - 1] ?? '')) return true
  return !/^(?:[a-z0-9_%]|[.,:/-]\d)/.test(text.slice(end, end + 2))
}

function sticky(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(text)
}
