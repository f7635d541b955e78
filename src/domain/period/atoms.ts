import { dayFrom, dayNumber, daysBetween, shiftDays, weekday } from '#src/domain/days.ts'
import type { Day, Period } from '#src/domain/period/index.ts'
import { weekdayBefore, weekdayBehind } from './dated-weekdays.ts'
import { dayPeriod, lastDays, monthOf, quarterOf, weekOf, yearOf } from './make.ts'
import type { PeriodContext } from './parse.ts'
import {
  writtenAt as at,
  monthNamePart,
  monthOfName,
  numeralOf,
  type Parts,
  type Reader,
  yearPart,
} from './writings.ts'

/** A period that was written with figures, how long the writing is, and whether the year was left out. */
export interface Atom {
  readonly period: Period
  readonly length: number
  readonly yearless: boolean
}

/** How far ahead a day without a year may lie (judgement: events and notes are written a few weeks before). */
const daysAhead = 60
/** A month without a year may be the next one: its targets are set in the month before (judgement). */
const monthAhead = 31

const y = yearPart
const m = '(?<month>1[0-2]|0?[1-9])'
const d = '(?<date>3[01]|[12]\\d|0?[1-9])'
const q = '(?<quarter>[1-4一二三四])'
const n = '(?<count>[1-9]\\d{0,2})'
const name = monthNamePart

/** Not `连续3天`, `3日連続`, `3天以上`, `3天后`: these count days, and name none; `7月1日から5日` goes on in its month. */
const notInARow = '(?<!(?:[连連][续続]|から|到|至|[-~–—])\\s*)'
const notCounted = '(?!\\s*(?:[连連][续続]|以[上内]|[前后後]))'

/** Each way of writing a period, with its reader. Texts are in NFKC and lower case. */
const writings: readonly (readonly [RegExp, Reader])[] = [
  [at(`${y}-${m}-${d}(?!\\d)`), readDay],
  [at(`${y}/${m}/${d}(?!\\d)`), readDay],
  [at(`${y}\\.${m}\\.${d}(?!\\d)`), readDay],
  [at(`${m}/${d}/${y}(?!\\d)`), readDay],
  [at(`${m}/${d}(?!\\d)`), readDay],
  [at(`(?:${y}年\\s*)?${m}月\\s*${d}[日号]`), readDay],
  [at(`${name}\\s+${d}(?:st|nd|rd|th)?(?:,?\\s+${y})?(?!\\d)`), readDay],
  [at(`${d}(?:st|nd|rd|th)?\\s+(?:of\\s+)?${name}(?:\\s+${y})?`), readDay],
  [at(`${y}[-/.]${m}(?!\\d)`), readMonth],
  [at(`(?:${y}年\\s*)?${m}月(?:份|度)?`), readMonth],
  [at(`(?:${y}年\\s*)?(?<numeral>十[一二]?|[一二三四五六七八九])月(?:份)?`), readMonth],
  [at(`${name}(?:[\\s-]+${y})?`), readMonth],
  [at(`${y}\\s*-?\\s*q${q}`), readQuarter],
  [at(`q${q}(?:\\s*[-/]?\\s*${y})?`), readQuarter],
  [at(`(?:${y}年\\s*)?第?${q}(?:季度|四半期)`), readQuarter],
  [at(`${y}\\s*-?\\s*w(?<week>\\d{1,2})`), readWeek],
  [at('(?:w|week\\s+)(?<week>\\d{1,2})'), readWeek],
  [at(`(?:${y}年\\s*)?第(?<week>\\d{1,2})[周週]`), readWeek],
  [at(`${y}年(?:度)?`), ({ year }, today) => yearOf(`${year}-01-01`, today)],
  [at(`(?:last\\s*|past\\s*)?${n}\\s*d(?:ays?)?`), readLast],
  [at(`(?:last|past)\\s*${n}(?:\\s*days?)?`), readLast],
  [at(`(?:最近|近|过去)\\s*${n}\\s*[天日]`), readLast],
  [at(`(?:直近|過去|最近)(?:の)?\\s*${n}\\s*日(?:間)?`), readLast],
  [at(`${notInARow}${n}\\s*(?:天|日間)${notCounted}`), readLast],
  [at(`${notInARow}${n}\\s*日(?!間)${notCounted}`), readBareDays],
  [at(`${notInARow}${d}\\s*号`), readDate],
  [at(`(?:(?:last|past)\\s*)?${n}\\s*w(?:eeks?|ks?)?`), readLastWeeks],
  [
    at(
      `(?:最近|近|过去|直近|過去)(?:の)?\\s*(?:${n}|(?<numeral>[一两兩二三四五六七八九十]))\\s*个?(?:週間|周|星期|礼拜)`,
    ),
    readLastWeeks,
  ],
]

/** All periods that are written with figures at a position, in no order; a day with the weekday that is written with it. */
export function matchAtoms(text: string, position: number, context: PeriodContext): Atom[] {
  const plain = atomsAt(text, position, context)
  const lead = weekdayBefore(text, position)
  if (!lead) return plain.map(atom => withBehind(text, position, atom))
  const next = position + lead.length
  const led = atomsAt(text, next, context).flatMap(atom => {
    const end = lead.opened ? (/^\s*\)/.exec(text.slice(next + atom.length))?.[0].length ?? 0) : 0
    const fits = atom.period.kind === 'day' && weekday(atom.period.from) === lead.weekday && (!lead.opened || end > 0)
    return fits ? [{ ...atom, length: lead.length + atom.length + end }] : []
  })
  return [...plain, ...led]
}

function withBehind(text: string, position: number, atom: Atom): Atom {
  if (atom.period.kind !== 'day') return atom
  return { ...atom, length: atom.length + weekdayBehind(text, position + atom.length, atom.period.from) }
}

function atomsAt(text: string, position: number, { today }: PeriodContext): Atom[] {
  const atoms: Atom[] = []
  for (const [pattern, read] of writings) {
    pattern.lastIndex = position
    const found = pattern.exec(text)
    const parts: Parts = found?.groups ?? {}
    const period = found ? read(parts, today) : null
    if (found && period) atoms.push({ period, length: found[0].length, yearless: lacksYear(parts) })
  }
  return atoms
}

/** The day `date` of a month written `2026-11-`; `null` when the month has no such day. */
export function matchDate(month: string, date: number): Period | null {
  const day = dayFrom(Number(month.slice(0, 4)), Number(month.slice(5, 7)), date)
  return day === null ? null : dayPeriod(day)
}

/** The same day or month in the last year in which it is not after a day, or in the first in which it is not before. */
export function samePlaceInYear(period: Period, day: Day, side: 'before' | 'after'): Period {
  const year = Number(day.slice(0, 4))
  const candidates = side === 'before' ? [year, year - 1] : [year, year + 1]
  for (const candidate of candidates) {
    const from = dayFrom(candidate, Number(period.from.slice(5, 7)), Number(period.from.slice(8, 10)))
    if (from === null || (side === 'before' ? from > day : from < day)) continue
    return period.kind === 'month' ? monthOf(from) : dayPeriod(from)
  }
  return period
}

function readDay(parts: Parts, today: Day): Period | null {
  const month = monthIn(parts)
  const date = Number(parts.date)
  if (parts.year !== undefined) return orNull(dayFrom(Number(parts.year), month, date))
  const year = Number(today.slice(0, 4))
  const days = [year + 1, year, year - 1, year - 2, year - 3, year - 4].map(each => dayFrom(each, month, date))
  return orNull(days.find(day => day !== null && daysBetween(today, day) <= daysAhead) ?? null)
}

function readMonth(parts: Parts, today: Day): Period | null {
  const month = monthIn(parts)
  if (parts.year !== undefined) return monthOf(firstOf(Number(parts.year), month), today)
  const year = Number(today.slice(0, 4))
  const first = [year + 1, year, year - 1].map(each => firstOf(each, month))
  const chosen = first.find(day => daysBetween(today, day) <= monthAhead)
  return chosen === undefined ? null : monthOf(chosen, today)
}

function readQuarter(parts: Parts, today: Day): Period | null {
  const quarter = numeralOf(parts.quarter ?? '') || Number(parts.quarter)
  const first = (year: number) => firstOf(year, quarter * 3 - 2)
  if (parts.year !== undefined) return quarterOf(first(Number(parts.year)), today)
  const year = Number(today.slice(0, 4))
  return quarterOf(first(year) <= today ? first(year) : first(year - 1), today)
}

function readWeek(parts: Parts, today: Day): Period | null {
  const thisYear = Number(shiftDays(weekOf(today).from, 3).slice(0, 4))
  const week = Number(parts.week)
  const year = parts.year === undefined ? thisYear : Number(parts.year)
  const monday = weekStart(year, week)
  if (monday === null) return null
  if (parts.year !== undefined || monday <= today) return weekOf(monday, today)
  const before = weekStart(year - 1, week)
  return before === null ? null : weekOf(before, today)
}

/** Monday of an ISO week: week 1 holds 4 January. `null` when the year has no such week. */
function weekStart(year: number, week: number): Day | null {
  const monday = shiftDays(weekOf(`${year}-01-04`).from, (week - 1) * 7)
  return week >= 1 && shiftDays(monday, 3).slice(0, 4) === String(year) ? monday : null
}

function readLast({ count }: Parts, today: Day): Period {
  return lastDays(Number(count), today)
}

/** `30日` and more are a number of days, `5日` is the fifth (judgement; the answer's title says which it was). */
function readBareDays({ count }: Parts, today: Day): Period | null {
  const days = Number(count)
  return days === 30 || days > 31 ? lastDays(days, today) : readDate({ date: count }, today)
}

/** The latest day of that number that is not after today. */
function readDate({ date }: Parts, today: Day): Period | null {
  const thisMonth = orNull(dayFrom(Number(today.slice(0, 4)), Number(today.slice(5, 7)), Number(date)))
  if (thisMonth && thisMonth.from <= today) return thisMonth
  const before = shiftDays(monthOf(today).from, -1)
  return orNull(dayFrom(Number(before.slice(0, 4)), Number(before.slice(5, 7)), Number(date)))
}

function readLastWeeks({ count, numeral }: Parts, today: Day): Period | null {
  const weeks = numeral === undefined ? Number(count) : numeralOf(numeral)
  return weeks > 104 ? null : lastDays(weeks * 7, today)
}

function monthIn(parts: Parts): number {
  if (parts.name !== undefined) return monthOfName(parts.name)
  if (parts.numeral !== undefined) return numeralOf(parts.numeral)
  return Number(parts.month)
}

function firstOf(year: number, month: number): Day {
  return `${year}-${String(month).padStart(2, '0')}-01`
}

function orNull(day: Day | null): Period | null {
  return day === null || dayNumber(day) < 0 ? null : dayPeriod(day)
}

function lacksYear(parts: Parts): boolean {
  const dated = parts.month ?? parts.name ?? parts.numeral
  return dated !== undefined && parts.year === undefined
}
