import { dayFrom, dayOfNumber, localDay } from '#src/domain/days.ts'
import type { Day } from '#src/domain/period/index.ts'
import type { Cell } from '#src/features/imports/parse/table.ts'
import { plainDate } from './date-text.ts'
import { yearOfEra } from './eras.ts'
import { instantOf } from './instants.ts'
import { isWeekday, monthNamed } from './month-names.ts'
import { wordsForNothing } from './nothing.ts'

/** How `1/5/2026` or `26/1/5` is meant. */
export type DayOrder = 'month-first' | 'day-first' | 'year-first'

/** What is needed to read dates. */
export interface DateReading {
  readonly order: DayOrder
  /** The store's zone, in which an instant becomes a day. */
  readonly timeZone: string
}

/** Serial 0 of spreadsheets is 30 December 1899; those of 1955–2119 are taken for days (judgement). */
const firstSerial = 20_000
const lastSerial = 80_000
const serialOfEpoch = 25_569

/** Nothing, however it is written. */
const nothing = new RegExp(String.raw`^(?:[-–—‐―ー−/\s]*|${wordsForNothing})$`, 'i')

/**
 * The local day of a cell: ISO dates and times, `2026/1/5`, `1/5/26`, `2026年1月5日`, `令和8年1月5日`, `5 janv. 2026`,
 * `20260105`, serial numbers, seconds since 1970. A time with a zone becomes the store's local day, one without is local
 * already. A range counts where it begins and ends on one day. `null` when nothing stands there, `undefined` when it is
 * no date.
 */
export function parseDay(cell: Cell | undefined, reading: DateReading): Day | null | undefined {
  if (cell === null || cell === undefined) return null
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? undefined : cell.toISOString().slice(0, 10)
  if (typeof cell === 'number') return ofNumber(cell, reading.timeZone)
  if (typeof cell === 'boolean') return undefined
  const text = cell.normalize('NFKC').trim()
  if (nothing.test(text)) return null
  const plain = plainDate(text)
  return ofText(plain, reading) ?? ofRange(plain, reading)
}

function ofNumber(value: number, timeZone: string): Day | undefined {
  if (value >= firstSerial && value <= lastSerial) return dayOfNumber(Math.floor(value) - serialOfEpoch)
  return compact(String(value)) ?? ofEpoch(value, timeZone)
}

/** Seconds or milliseconds since 1970, of 2001 to 2099. */
function ofEpoch(value: number, timeZone: string): Day | undefined {
  const milliseconds = value >= 1e12 ? value : value * 1000
  if (!Number.isInteger(value) || milliseconds < 1e12 || milliseconds > 4.1e12) return undefined
  return localDay(new Date(milliseconds), timeZone)
}

function ofText(text: string, { order, timeZone }: DateReading): Day | undefined {
  if (/^\d{10}$|^\d{13}$/.test(text)) return ofEpoch(Number(text), timeZone)
  const { date, at } = instantOf(text)
  const day = ofDate(date, { order, timeZone })
  return day === undefined || at === null ? day : at(day, timeZone)
}

function ofDate(text: string, reading: DateReading): Day | undefined {
  return (
    yearFirst(text) ??
    digitsOnly(text, reading) ??
    vietnamese(text) ??
    named(text, reading) ??
    compact(text) ??
    serialText(text)
  )
}

/** The year is known by its four digits, its era or its character: `2026.1.5.`, `2026年1月5日`, `R8/1/5`, `2569-01-05`. */
function yearFirst(text: string): Day | undefined {
  const match =
    /^(\d{4}|\d{2,3}(?=\s*[年년])|1\d{2}(?=[/.])|(?:令和|平成|昭和|民國|民国|[rhs]\.?)\s*(?:\d{1,3}|元))\s*[-/._年년]\s*(\d{1,2})\s*[-/._月월]\s*(\d{1,2})\s*[日일.]?$/i.exec(
      text,
    )
  if (!match) return undefined
  return valid(yearOfEra(match[1] ?? ''), Number(match[2]), Number(match[3]))
}

/** Three numbers whose order the file decides. */
function digitsOnly(text: string, { order, timeZone }: DateReading): Day | undefined {
  const match = /^(\d{1,2})\s*([-/.])\s*(\d{1,2})\s*\2\s*(\d{4}|\d{2})\.?$/.exec(text)
  if (!match) return undefined
  const [first, second, third] = [Number(match[1]), Number(match[3]), Number(match[4])]
  if (order === 'year-first' && match[4]?.length === 2) return valid(fullYear(first, timeZone), second, third)
  const year = match[4]?.length === 2 ? fullYear(third, timeZone) : (yearOfEra(match[4] ?? '') ?? third)
  const dayFirst = order === 'day-first' || match[2] === '.'
  return dayFirst ? valid(year, second, first) : valid(year, first, second)
}

/** Two digits of this century; in Thailand `69` is 2569 of the Buddhist calendar, which is 2026. */
function fullYear(digits: number, timeZone: string): number {
  return timeZone === 'Asia/Bangkok' && digits >= 50 ? (yearOfEra(String(2500 + digits)) ?? 0) : 2000 + digits
}

/** `ngày 1 tháng 7 năm 2026`, `1 tháng 7, 2026`: months have no names but numbers. */
function vietnamese(text: string): Day | undefined {
  const match = /^(?:ngày\s*)?(\d{1,2})\s*(?:tháng|thg|th)\.?\s*(\d{1,2})[\s,/-]*(?:năm)?\s*(\d{4})$/iu.exec(text)
  return match ? valid(Number(match[3]), Number(match[2]), Number(match[1])) : undefined
}

/** `5 Jan 2026`, `January 5th, 2026`, `Sep-18-26`, `5 de enero de 2026`, `5. Januar 2026`, `2026 Jan 5`. */
function named(text: string, { timeZone }: DateReading): Day | undefined {
  if (!/\p{L}[\p{L}\p{M}.]/u.test(text) || text.length > 40) return undefined
  const words = text
    .replace(/(\d)(?:st|nd|rd|th|[oº]|er|\.)(?=[\s,-]|$)/gi, '$1')
    .split(/[\s,/-]+|(?<=\d)(?=\p{L})|(?<=\p{L})(?=\d)/u)
    .filter(word => word !== '' && !/^(?:de|del|of|den|le|the|พ\.ศ\.?|ปี)$/i.test(word) && !isWeekday(word))
  const month = words.map(monthNamed)
  const at = month.findIndex(found => found !== null)
  const numbers = words.filter(word => /^\d{1,4}$/.test(word))
  if (at < 0 || words.length !== 3 || numbers.length !== 2) return undefined
  const [one = '', two = ''] = numbers
  const [date, year] = one.length === 4 ? [two, one] : [one, two]
  return valid(year.length === 4 ? yearOfEra(year) : fullYear(Number(year), timeZone), month[at] ?? 0, Number(date))
}

function compact(text: string): Day | undefined {
  const match = /^(\d{4})(\d{2})(\d{2})$/.exec(text)
  return match ? valid(Number(match[1]), Number(match[2]), Number(match[3])) : undefined
}

function serialText(text: string): Day | undefined {
  if (!/^\d{5}(\.\d+)?$/.test(text)) return undefined
  const value = Number(text)
  return value >= firstSerial && value <= lastSerial ? dayOfNumber(Math.floor(value) - serialOfEpoch) : undefined
}

function valid(year: number | undefined, month: number, date: number): Day | undefined {
  return year === undefined ? undefined : (dayFrom(year, month, date) ?? undefined)
}

/** Both ends of `2026/01/05 ～ 2026/01/06`; `null` when it is no range. */
export function parseRange(text: string, reading: DateReading): { readonly from: Day; readonly to: Day } | null {
  const plain = plainDate(text)
  for (const separator of [/\s*[~〜∼]\s*/, /\s+(?:-|–|—|to|bis|au|al|s\/d|至|から)\s+/i, /\s*(?:–|—|至|から)\s*/]) {
    const [first, second, more] = plain.split(separator)
    if (second === undefined || more !== undefined) continue
    const [from, to] = [ofText(first?.trim() ?? '', reading), ofText(second.replace(/まで$/, '').trim(), reading)]
    if (from && to) return { from, to }
  }
  return null
}

function ofRange(text: string, reading: DateReading): Day | undefined {
  const range = parseRange(text, reading)
  return range && range.from === range.to ? range.from : undefined
}

/** Whether a text is a day without its year: `7/1`, `7月1日`. */
export function lacksYear(text: string): boolean {
  return /^\d{1,2}\s*(?:[/.-]\s*\d{1,2}|[月월]\s*\d{1,2}\s*[日일]?)(?:\s*\(.{1,3}\))?$/.test(
    text.normalize('NFKC').trim(),
  )
}

/** Whether a text names something longer than a day: a month, a week, a quarter, a year, several days. */
export function isLongerThanDay(text: string, reading: DateReading): boolean {
  const plain = text.normalize('NFKC').trim()
  if (parseRange(plain, reading)) return true
  if (/^\d{4}\s*(?:[-/.年년]\s*\d{1,2}\s*[月월]?|年度?|q[1-4]|[-/ ]?w\d{1,2}|年?第?\s*\d{1,2}\s*[週周])$/i.test(plain))
    return true
  if (/^(?:q[1-4]|w(?:eek)?\s*\d{1,2})[\s,/-]*(?:of\s*)?\d{4}$/i.test(plain) || /^\d{1,2}[-/]\d{4}$/.test(plain))
    return true
  if (/^(?:q[1-4]|w(?:eek|k)?\s*\d{1,2}|第?\s*\d{1,2}\s*[週周]|\d{1,2}\s*月(?:份|度)?)$/i.test(plain)) return true
  if (/^\p{L}+\.?$/u.test(plain) && monthNamed(plain) !== null) return true
  const words = plain.split(/[\s,/-]+/).filter(word => word !== '' && !/^de$/i.test(word))
  return words.length === 2 && words.some(word => monthNamed(word) !== null) && words.some(word => /^\d{4}$/.test(word))
}
