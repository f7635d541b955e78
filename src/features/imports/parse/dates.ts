import { dayFrom, dayOfNumber, localDay } from '#src/domain/days.ts'
import type { Day } from '#src/domain/period.ts'
import type { Cell } from './table.ts'

/** How `1/5/2026` is meant. */
export type DayOrder = 'month-first' | 'day-first'

/** What is needed to read dates. */
export interface DateReading {
  readonly order: DayOrder
  /** The store's zone, in which an instant becomes a day. */
  readonly timeZone: string
}

/** Markets that write the month first; all others with day, month and year in this order write the day first. */
const monthFirstMarkets = new Set(['us', 'jp', 'cn', 'tw', 'kr', 'ph', 'ca'])

/** Serial 0 of spreadsheets is 30 December 1899; those of 1955–2119 are taken for days (judgement). */
const firstSerial = 20_000
const lastSerial = 80_000
const serialOfEpoch = 25_569

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/**
 * The local day of a cell: ISO dates and times, `2026/1/5`, `1/5/2026`, `2026年1月5日`, `5 Jan 2026`, `20260105`,
 * serial numbers. A time with a zone becomes the store's local day, one without is local already. `null` when nothing
 * stands there, `undefined` when it is no date.
 */
export function parseDay(cell: Cell | undefined, reading: DateReading): Day | null | undefined {
  if (cell === null || cell === undefined) return null
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? undefined : cell.toISOString().slice(0, 10)
  if (typeof cell === 'number') return ofSerial(cell)
  if (typeof cell === 'boolean') return undefined
  const text = cell.normalize('NFKC').trim()
  if (/^[-–—]*$|^n\/?a$|^null$/i.test(text)) return null
  return ofInstant(text, reading.timeZone) ?? ofText(text, reading.order)
}

function ofSerial(serial: number): Day | undefined {
  if (serial < firstSerial || serial > lastSerial) return compact(String(serial)) ?? undefined
  return dayOfNumber(Math.floor(serial) - serialOfEpoch)
}

/** A time that says its zone. */
function ofInstant(text: string, timeZone: string): Day | null {
  const match =
    /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})[T\s]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*(Z|UTC|GMT|JST|[+-]\d{2}:?\d{2})$/i.exec(
      text,
    )
  if (!match) return null
  const [, year = '', month = '', date = '', hour = '', minute = '', second = '00', zone = ''] = match
  const pad = (part: string) => part.padStart(2, '0')
  const offset = /^[+-]/.test(zone)
    ? zone.replace(/^(...):?(..)$/, '$1:$2')
    : zone.toUpperCase() === 'JST'
      ? '+09:00'
      : 'Z'
  const instant = new Date(`${year}-${pad(month)}-${pad(date)}T${pad(hour)}:${minute}:${second}${offset}`)
  return Number.isNaN(instant.getTime()) ? null : localDay(instant, timeZone)
}

/** Weekday in brackets and time of day are left away. */
function ofText(text: string, order: DayOrder): Day | undefined {
  const day = text
    .replace(/\s*[([](?:[日月火水木金土一二三四五六]|周.|星期.|mon|tue|wed|thu|fri|sat|sun)[)\]]/i, '')
    .replace(/[T\s]+(?:午前|午後|上午|下午)?\s*\d{1,2}[:時时点]\d{2}.*$/i, '')
    .trim()
  return yearFirst(day) ?? yearLast(day, order) ?? named(day) ?? compact(day) ?? serialText(day)
}

function yearFirst(text: string): Day | undefined {
  const match = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?$/.exec(text)
  return match ? valid(Number(match[1]), Number(match[2]), Number(match[3])) : undefined
}

function yearLast(text: string, order: DayOrder): Day | undefined {
  const match = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})$/.exec(text)
  if (!match) return undefined
  const [first, second, year] = [Number(match[1]), Number(match[3]), Number(match[4])]
  return order === 'month-first' && match[2] !== '.' ? valid(year, first, second) : valid(year, second, first)
}

function named(text: string): Day | undefined {
  const dayFirst = /^(\d{1,2})[\s-]+([a-z]{3})[a-z]*\.?[\s,-]+(\d{4})$/i.exec(text)
  const monthFirst = /^([a-z]{3})[a-z]*\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})$/i.exec(text)
  const [date, month, year] = dayFirst
    ? dayFirst.slice(1)
    : monthFirst
      ? [monthFirst[2], monthFirst[1], monthFirst[3]]
      : []
  const index = months.indexOf((month ?? '').toLowerCase())
  return index < 0 ? undefined : valid(Number(year), index + 1, Number(date))
}

function compact(text: string): Day | undefined {
  const match = /^(\d{4})(\d{2})(\d{2})$/.exec(text)
  return match ? valid(Number(match[1]), Number(match[2]), Number(match[3])) : undefined
}

function serialText(text: string): Day | undefined {
  return /^\d{5}(\.\d+)?$/.test(text) ? ofSerial(Number(text)) : undefined
}

function valid(year: number, month: number, date: number): Day | undefined {
  return dayFrom(year, month, date) ?? undefined
}

/** Which order the dates of a file use: what the market writes, unless some date can only be read the other way. */
export function createOrderGuess(market: string | undefined): {
  readonly add: (text: string) => void
  readonly finish: () => DayOrder
} {
  let dayFirst = 0
  let monthFirst = 0
  return {
    add(text) {
      const match = /^(\d{1,2})[-/](\d{1,2})[-/]\d{4}/.exec(text.normalize('NFKC').trim())
      if (Number(match?.[1]) > 12) dayFirst++
      if (Number(match?.[2]) > 12) monthFirst++
    },
    finish() {
      if (dayFirst !== monthFirst) return dayFirst > monthFirst ? 'day-first' : 'month-first'
      return market === undefined || monthFirstMarkets.has(market) ? 'month-first' : 'day-first'
    },
  }
}
