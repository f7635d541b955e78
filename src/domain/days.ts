import { Temporal } from 'temporal-polyfill'
import type { Day } from './period/index.ts'

const millisecondsPerDay = 86_400_000

/** Whether a text is a day of the calendar, written `2026-11-21`. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const time = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text)
}

/** The day of a year, month (1–12) and date; `null` when there is none, such as 30 February. */
export function dayFrom(year: number, month: number, date: number): Day | null {
  const text = `${pad(year, 4)}-${pad(month, 2)}-${pad(date, 2)}`
  return isDay(text) ? text : null
}

/** So many days are remembered: a century, far more than anybody looks at. */
const maxRemembered = 36_525
const numbers = new Map<Day, number>()
const names: (Day | undefined)[] = new Array(maxRemembered)

/** Days since 1970-01-01. */
export function dayNumber(day: Day): number {
  const known = numbers.get(day)
  if (known !== undefined) return known
  const number = Math.round(Date.parse(`${day}T00:00:00Z`) / millisecondsPerDay)
  if (numbers.size < maxRemembered) numbers.set(day, number)
  return number
}

/** The inverse of `dayNumber`. */
export function dayOfNumber(number: number): Day {
  const known = names[number]
  if (known !== undefined) return known
  const day = new Date(number * millisecondsPerDay).toISOString().slice(0, 10)
  if (number >= 0 && number < maxRemembered && Number.isInteger(number)) names[number] = day
  return day
}

/** The day so many days later, or earlier where `count` is negative. */
export function shiftDays(day: Day, count: number): Day {
  return dayOfNumber(dayNumber(day) + count)
}

/** How many days lie between: 1 from today to tomorrow. */
export function daysBetween(from: Day, to: Day): number {
  return dayNumber(to) - dayNumber(from)
}

/** All days from `from` to `to`, both included; empty when `to` is earlier. */
export function eachDay(from: Day, to: Day): Day[] {
  const first = dayNumber(from)
  const count = Math.max(0, dayNumber(to) - first + 1)
  return Array.from({ length: count }, (_, index) => dayOfNumber(first + index))
}

/** 1 is Monday, 7 Sunday, as in ISO 8601. */
export function weekday(day: Day): number {
  return ((((dayNumber(day) + 3) % 7) + 7) % 7) + 1
}

/** Saturday or Sunday. */
export function isWeekend(day: Day): boolean {
  return weekday(day) >= 6
}

/** The earlier of two days. */
export function earlier(a: Day, b: Day): Day {
  return a <= b ? a : b
}

/** The later of two days. */
export function later(a: Day, b: Day): Day {
  return a > b ? a : b
}

const formats = new Map<string, Intl.DateTimeFormat>()

/** The calendar day of an instant in an IANA zone. @throws RangeError for an unknown zone. */
export function localDay(instant: Date, zone: string): Day {
  return formatOf(zone).format(instant)
}

/** The hour of the day in a zone at an instant, 0–23. */
export function localHour(instant: Date, zone: string): number {
  return Number(new Intl.DateTimeFormat('en', { hour: 'numeric', hourCycle: 'h23', timeZone: zone }).format(instant))
}

/** `en-CA` writes days as ISO does; building a format costs far more than using it, so they are kept. */
function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone)
  if (known) return known
  const format = new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' })
  formats.set(zone, format)
  return format
}

/**
 * The instant at which a local day begins: midnight, or the first moment that exists where the clocks jump over it.
 * @throws RangeError for an unknown zone.
 */
export function startOfDay(day: Day, zone: string): Date {
  return new Date(Temporal.PlainDate.from(day).toZonedDateTime(zone).startOfDay().epochMilliseconds)
}

/** The instant at which a local day is over: the start of the next. */
export function endOfDay(day: Day, zone: string): Date {
  return startOfDay(shiftDays(day, 1), zone)
}

/**
 * The instants of whole local days, both included, in milliseconds since 1970. `end` is the start of the day after, less
 * `tickMs`: 0 where what is asked leaves its end out, 1 or 1,000 where the last millisecond or second is asked for, too.
 * @throws RangeError for an unknown zone.
 */
export function instantsOf(
  { from, to }: { readonly from: Day; readonly to: Day },
  zone: string,
  tickMs = 0,
): { readonly start: number; readonly end: number } {
  return { start: startOfDay(from, zone).getTime(), end: endOfDay(to, zone).getTime() - tickMs }
}

/** How long a local day lasts: 23, 24 or 25 hours in most zones. */
export function hoursInDay(day: Day, zone: string): number {
  return (endOfDay(day, zone).getTime() - startOfDay(day, zone).getTime()) / 3_600_000
}

function pad(number: number, digits: number): string {
  return String(number).padStart(digits, '0')
}

/** Whether a name is an IANA time zone that this runtime knows, such as `Asia/Shanghai`. */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}
