import { isTimeZone, localDay, startOfDay } from '#src/domain/days.ts'
import type { Day } from '#src/domain/period/index.ts'

/** Hours before or after UTC of the abbreviations that exports write. */
const zones: Readonly<Record<string, number>> = {
  z: 0,
  utc: 0,
  gmt: 0,
  wet: 0,
  bst: 1,
  cet: 1,
  west: 1,
  cest: 2,
  eet: 2,
  eest: 3,
  msk: 3,
  ist: 5.5,
  ict: 7,
  wib: 7,
  sgt: 8,
  hkt: 8,
  pht: 8,
  myt: 8,
  cnt: 8,
  awst: 8,
  jst: 9,
  kst: 9,
  acst: 9.5,
  aest: 10,
  aedt: 11,
  nzst: 12,
  nzdt: 13,
  pst: -8,
  pdt: -7,
  mst: -7,
  mdt: -6,
  cst: -6,
  cdt: -5,
  est: -5,
  edt: -4,
  brt: -3,
}

const clock =
  /^(.*?\d[\d\p{L}.年月日]*?)(?:[T,\s]+|(?<=日))(?:(午前|午後|上午|下午|오전|오후|am|pm)\s*)?(\d{1,2})\s*[:時时点h]\s*(\d{2})?(?:\s*[:分]\s*(\d{2})(?:[.,]\d+)?秒?)?\s*分?\s*(am|pm|a\.m\.|p\.m\.)?\s*(?:\(?((?:(?:utc|gmt)\s*)?[+-]\d{1,2}(?::?\d{2})?|[a-z]{1,4}|[a-z]+(?:\/[a-z_]+)+)\)?(?:\s*\([\p{L} ]+\))?)?$/iu

/** A time of day next to a date. */
export interface DateAndTime {
  /** The date as it stands. */
  readonly date: string
  /** From the date to the day of a zone, where the text says in which zone its time is; `null`: a local time or none. */
  readonly at: ((day: Day, timeZone: string) => Day) | null
}

/** Parts a date from a time of day and the zone that the time is in. */
export function instantOf(text: string): DateAndTime {
  const match = clock.exec(text)
  if (!match) return { date: text, at: null }
  const [, date = '', before, hour = '', minute = '0', second = '0', behind, zone] = match
  const minutes = hoursOf(Number(hour), before ?? behind) * 60 + Number(minute)
  return { date: date.trim(), at: zone === undefined ? null : dayAt(zone, minutes, Number(second)) }
}

/** From the date to the day of a zone, of a time in a zone; `null`: no zone that is known, so the time is local. */
function dayAt(zone: string, minutes: number, seconds: number): DateAndTime['at'] {
  if (zone.includes('/')) {
    const midnight = isTimeZone(zone) ? (day: Day) => startOfDay(day, zone).getTime() : null
    return midnight && ((day, timeZone) => localDay(new Date(midnight(day) + minutes * 60_000), timeZone))
  }
  const offset = offsetOf(zone)
  if (offset === undefined) return null
  return (day, timeZone) => localDay(instant(day, minutes - offset * 60, seconds), timeZone)
}

function hoursOf(hour: number, half: string | undefined): number {
  if (half === undefined) return hour
  const afternoon = /^(?:午後|下午|오후|p)/i.test(half)
  return (hour % 12) + (afternoon ? 12 : 0)
}

function offsetOf(zone: string): number | undefined {
  const match = /^(?:utc|gmt)?\s*([+-])(\d{1,2}):?(\d{2})?$/i.exec(zone)
  if (match) return (match[1] === '-' ? -1 : 1) * (Number(match[2]) + Number(match[3] ?? 0) / 60)
  return zones[zone.toLowerCase()]
}

function instant(day: Day, minutes: number, seconds: number): Date {
  return new Date(Date.parse(`${day}T00:00:00Z`) + minutes * 60_000 + seconds * 1000)
}
