import { instantOf } from '#src/domain/business-hours.ts'
import { dayFrom, localDay, shiftDays } from '#src/domain/days.ts'
import type { Day } from '#src/domain/period/index.ts'
import { type Cities, zoneOf } from './city-clocks.ts'
import { minutesOf, usualHours } from './clock-writings.ts'
import type { LeftOver } from './left-over.ts'
import { leftOvers } from './left-tokens.ts'
import { lexTime } from './lex.ts'
import { type FoundDay, periodEdge, readDays } from './moment-days.ts'
import type { DayPart, TimeToken, Unit } from './tokens.ts'

/** How a moment is read. */
export interface MomentContext {
  readonly now: Date
  readonly timeZone: string
  /** The time that is meant by a day without “until”: `09:00` for being reminded, `24:00` for the whole of it. */
  readonly timeOfDay: '09:00' | '24:00'
  /** Where the bare name of a city is a clock; absent: beside a time of day. */
  readonly cities?: Cities
}

/** What a text says about a moment. */
export interface Moment {
  /** `null` when the text names none. */
  readonly at: Date | null
  /** The moment is over already. */
  readonly over: boolean
  /** Words that were not used: with any of them nothing may be done. */
  readonly left: readonly LeftOver[]
}

const unitMinutes: Partial<Record<Unit, number>> = { minute: 1, hour: 60, day: 1440, week: 10_080 }
const unitMonths: Partial<Record<Unit, number>> = { month: 1, quarter: 3, year: 12 }
const connecting: ReadonlySet<TimeToken['kind']> = new Set(['until', 'for', 'and', 'filler', 'before'])

/**
 * Reads the moment until which something lasts: `2h`, `1h30m`, `until tomorrow 3:30pm`, `到月底18:00`, `金曜まで`,
 * `3天后9点`, `Dec 24 18:00 JST`. Until a day is to its end, for every verb; a day alone is its `timeOfDay`; a month's
 * end is the end of its last day.
 */
export function readMoment(line: string, context: MomentContext): Moment {
  const tokens = lexTime(line).map(settled)
  const used = new Set<TimeToken>(tokens.filter((_token, at) => connects(tokens, at)))
  const zone = takeZone(tokens, used, context.cities) ?? context.timeZone
  const today = localDay(context.now, zone)
  const days = readDays(
    tokens.filter(token => !used.has(token)),
    today,
  )
  for (const token of days.used) used.add(token)
  const time = takeTime(tokens, used)
  const at = momentOf(tokens, used, { ...context, timeZone: zone, today, day: days.day, time })
  return { at, over: at !== null && at <= context.now, left: leftOvers(tokens, used) }
}

/** As moments are read: `2h30` is a length here and `0830` a time; `8.30` may be a day as well and stays open, and so does a year. */
export function settled(token: TimeToken): TimeToken {
  if (token.kind !== 'loose' || token.form === 'dot') return token
  const { hour, minute, from, to, text, form } = token
  if (form === 'h') return { kind: 'length', amount: hour * 60 + minute, unit: 'minute', from, to, text }
  return /^(?:19|20)/.test(text) ? token : { kind: 'clock', hour, minute, half: null, from, to, text }
}

/** Words that only lead to a moment. A line between two numbers, or a minus, is none; from today on is at once. */
function connects(tokens: readonly TimeToken[], at: number): boolean {
  const token = tokens[at]
  if (!token) return false
  if (connecting.has(token.kind)) return !repeats(token)
  const [before, after] = [tokens[at - 1], tokens[at + 1]]
  if (token.kind === 'from') return isToday(after) || isToday(before)
  if (isToday(token)) return before?.kind === 'from' || (after?.kind === 'to' && after.text === 'から')
  return token.kind === 'to' && (isToday(before) || !/^(?:-|~|から)$/.test(token.text))
}

/** `every Friday` is no single day. */
export function repeats({ text }: TimeToken): boolean {
  return /^(?:every|each|每|毎)$/iu.test(text)
}

function isToday(token: TimeToken | undefined): boolean {
  return token?.kind === 'shift' && token.days === 0 && token.part === null
}

interface Parts extends MomentContext {
  readonly today: Day
  readonly day: FoundDay | null
  /** Minutes after midnight. */
  readonly time: number | null
}

function momentOf(tokens: readonly TimeToken[], used: Set<TimeToken>, parts: Parts): Date | null {
  const { now, timeZone, today, day, time, timeOfDay } = parts
  const lengths = tokens.filter(token => token.kind === 'length')
  if (day !== null) {
    const before = tokens.some(token => token.kind === 'before')
    const through = tokens.some(token => token.kind === 'until' || token.kind === 'to')
    const usual = before || day.starts ? 0 : day.ends || through || timeOfDay === '24:00' ? 1440 : 540
    return instant(day.day, time ?? usual, timeZone)
  }
  if (lengths.length === 0) return time === null ? null : nextTime(time, now, today, timeZone)
  const wholeDays = lengths.every(
    ({ amount, unit }) => unit !== 'minute' && unit !== 'hour' && Number.isInteger(amount),
  )
  if (time !== null && !wholeDays) return null
  for (const token of tokens) if (token.kind === 'length' || token.kind === 'after') used.add(token)
  const minutes = lengths.reduce((sum, { amount, unit }) => sum + amount * (unitMinutes[unit] ?? 0), 0)
  const months = lengths.reduce((sum, { amount, unit }) => sum + amount * (unitMonths[unit] ?? 0), 0)
  const whole = Math.floor(months)
  const shifted = whole === 0 ? today : monthsLater(today, whole)
  if (time !== null) return instant(shiftDays(shifted, minutes / 1440), time, timeZone)
  const rest = minutes + (months - whole) * 30 * 1440 // half a month: 15 days (judgement)
  const days = Math.round((Date.parse(shifted) - Date.parse(today)) / 86_400_000)
  return new Date(now.getTime() + (rest + days * 1440) * 60_000)
}

function nextTime(time: number, now: Date, today: Day, timeZone: string): Date {
  const first = instant(today, time, timeZone)
  return first > now ? first : instant(shiftDays(today, 1), time, timeZone)
}

/** The clock that is named; a bare city only where it can be nothing else. */
export function takeZone(tokens: readonly TimeToken[], used: Set<TimeToken>, cities?: Cities): string | null {
  const found = zoneOf(tokens, cities)
  if (!found) return null
  used.add(found)
  return found.zone
}

/** The one time of day of a text, in minutes after midnight, with the part of the day that stands beside it. */
export function takeTime(tokens: readonly TimeToken[], used: Set<TimeToken>): number | null {
  const [part, ...moreParts] = tokens.flatMap(token => (partOf(token) === null ? [] : [token]))
  const clock = tokens.find(token => token.kind === 'clock')
  const named = part && moreParts.length === 0 ? partOf(part) : null
  if (clock?.kind !== 'clock') {
    if (part?.kind === 'part') used.add(part)
    return named === null ? null : usualHours[named] * 60
  }
  const minutes = minutesOf(clock, named)
  if (minutes === null) return null
  used.add(clock)
  if (part?.kind === 'part' && moreParts.length === 0) used.add(part)
  return minutes
}

function partOf(token: TimeToken): DayPart | null {
  return token.kind === 'part' || token.kind === 'shift' ? token.part : null
}

function instant(day: Day, minutes: number, timeZone: string): Date {
  const clock = `${pad(Math.floor((minutes % 1440) / 60))}:${pad(minutes % 60)}`
  return instantOf(minutes >= 1440 ? shiftDays(day, 1) : day, clock, timeZone)
}

function pad(number: number): string {
  return String(number).padStart(2, '0')
}

function monthsLater(day: Day, count: number): Day {
  const first = new Date(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1 + count, 1))
  const same = dayFrom(first.getUTCFullYear(), first.getUTCMonth() + 1, Number(day.slice(8)))
  return same ?? periodEdge('end', 'month', 0, first.toISOString().slice(0, 10))
}
