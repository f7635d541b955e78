import { instantOf } from '#src/domain/business-hours.ts'
import { localDay, shiftDays } from '#src/domain/days.ts'
import { type Day, weekOf } from '#src/domain/period/index.ts'
import type { LeftOver } from './left-over.ts'
import { leftOvers } from './left-tokens.ts'
import { lexTime } from './lex.ts'
import { type MomentContext, readMoment, repeats, settled, takeTime, takeZone } from './moment.ts'
import { periodEdge, readDays } from './moment-days.ts'
import type { DayPart, TimeToken } from './tokens.ts'

/** From when to when somebody is away, as far as a text says it. */
export interface Absence {
  /** `null`: from now on. */
  readonly from: Date | null
  /** `null`: no end is named. */
  readonly until: Date | null
  /** Words that were not used: with any of them nothing may be done. */
  readonly left: readonly LeftOver[]
  /** It would end before it begins. */
  readonly backwards: boolean
}

type Read = Omit<MomentContext, 'timeOfDay'>

/**
 * Reads a stretch of time in three languages: `Dec 3-5`, `from tomorrow for 3 days`, `next week`, `明日から3日間`,
 * `下周一到周三`, `12月3日9点到5日18点`. A day is the whole of it, and `until` alone begins now.
 */
export function readAbsence(line: string, context: Read): Absence {
  const tokens = lexTime(line).map(settled)
  const used = new Set<TimeToken>(tokens.filter(token => token.kind === 'filler' && !repeats(token)))
  const timeZone = takeZone(tokens, used, context.cities) ?? context.timeZone
  const today = localDay(context.now, timeZone)
  const said = tokens.filter(token => !used.has(token))
  const span = betweenDays(said, today) ?? lengthFrom(said, today) ?? wholeDays(said, today)
  if (!span) return untilOnly(line, context)
  for (const token of span.used) used.add(token)
  const [from, until] = [instant(span.from, timeZone), instant(span.until, timeZone)]
  return {
    from: from <= context.now ? null : from,
    until,
    left: leftOvers(tokens, used),
    backwards: until <= from,
  }
}

/** `until Friday`, `3 days`, `2h`: from now on. */
function untilOnly(line: string, context: Read): Absence {
  const { at, left } = readMoment(line, { ...context, timeOfDay: '24:00' })
  return { from: null, until: at, left, backwards: false }
}

/** A local day and minutes after its midnight. */
interface Edge {
  readonly day: Day
  readonly minutes: number
}

interface Span {
  readonly from: Edge
  readonly until: Edge
  readonly used: readonly TimeToken[]
}

/** What stands on one side of a “to”. */
interface Side {
  readonly day: Day | null
  /** The last day, where the words name several. */
  readonly last: Day | null
  readonly minutes: number | null
  readonly used: readonly TimeToken[]
}

/** `X to Y`: two days, two times of one day, or a day and how long from there. */
function betweenDays(tokens: readonly TimeToken[], today: Day): Span | null {
  const joint = tokens.findIndex(
    (token, at) => isJoint(token) && isTimed(tokens.slice(0, at)) && at < tokens.length - 1,
  )
  if (joint < 0) return null
  const week = tokens.filter(token => token.kind === 'period' && token.unit === 'week')
  const [before, behind] = [tokens.slice(0, joint), tokens.slice(joint + 1)]
  const withWeek = (side: readonly TimeToken[]) => [...side, ...week.filter(token => !side.includes(token))]
  const first = sideOf(withWeek(before), today, null)
  const second = sideOf(withWeek(behind), today, first.day)
  const lead = tokens.filter(({ kind }, at) => at === joint || kind === 'from' || kind === 'for' || kind === 'until')
  const used = [...lead, ...first.used, ...second.used]
  const start = first.day ?? second.day
  if (start === null || (first.minutes === null && first.day === null)) return null
  const from = { day: start, minutes: first.minutes ?? 0 }
  if (second.day === null && second.minutes === null) return afterLength(behind, from, used)
  const until = { day: second.last ?? second.day ?? start, minutes: second.minutes ?? 1440 }
  return { from, until, used }
}

/** A “to” that may stand between two moments; まで and 为止 only close them. */
function isJoint({ kind, text }: TimeToken): boolean {
  return kind === 'to' || (kind === 'until' && !/まで|いっぱい|为止|迄/u.test(text))
}

const timed: ReadonlySet<TimeToken['kind']> = new Set([
  ...(['clock', 'weekdays', 'date', 'date-of-month', 'shift', 'edge', 'part', 'dates'] as const),
])

function isTimed(tokens: readonly TimeToken[]): boolean {
  return tokens.some(token => timed.has(token.kind) || token.kind === 'period')
}

/** The day and time of one side; days of the second count from the first. */
function sideOf(tokens: readonly TimeToken[], today: Day, first: Day | null): Side {
  const relative = tokens.some(({ kind }) => kind === 'shift' || kind === 'edge' || kind === 'period')
  const anchor = first === null || relative ? today : shiftDays(first, -1)
  const bare = first === null ? [] : tokens.map(asDate)
  const { day, used } = readDays(bare.length > 0 ? bare : tokens, anchor)
  const taken = new Set<TimeToken>(
    tokens.filter((token, at) => used.includes(token) || used.includes(bare[at] ?? token)),
  )
  const minutes = takeTime(tokens, taken)
  const whole = day?.starts ? tokens.find(token => token.kind === 'period') : undefined
  const last = whole?.kind === 'period' ? periodEdge('end', whole.unit, whole.shift, today) : null
  return { day: day?.day ?? null, last, minutes, used: [...taken] }
}

/** `Dec 3 to 5`: a number behind a day is a day of the month. */
function asDate(token: TimeToken): TimeToken {
  if (token.kind !== 'number' || token.value < 1 || token.value > 31) return token
  const { from, to, text, value } = token
  return { kind: 'date-of-month', date: value, from, to, text }
}

/** `明日から3日間`, `tomorrow for 3 days`, `3 days from Monday`. */
function lengthFrom(tokens: readonly TimeToken[], today: Day): Span | null {
  const lengths = tokens.filter(token => token.kind === 'length')
  if (lengths.length === 0 || tokens.some(({ kind }) => kind === 'after' || kind === 'until')) return null
  const side = sideOf(
    tokens.filter(token => token.kind !== 'length'),
    today,
    null,
  )
  if (side.day === null) return null
  const lead = tokens.filter(({ kind }) => kind === 'from' || kind === 'for' || kind === 'to')
  return afterLength(lengths, { day: side.day, minutes: side.minutes ?? 0 }, [...lead, ...side.used])
}

const lengthDays = { day: 1, week: 7 } as const
const lengthMinutes = { minute: 1, hour: 60 } as const

/** The end of something that begins at a moment and lasts for the lengths among some tokens. */
function afterLength(tokens: readonly TimeToken[], from: Edge, lead: readonly TimeToken[]): Span | null {
  let { day, minutes } = from
  const used: TimeToken[] = []
  for (const token of tokens) {
    if (token.kind === 'for' || token.kind === 'until') used.push(token)
    if (token.kind !== 'length') continue
    const { unit, amount } = token
    if (unit === 'day' || unit === 'week') minutes += Math.round(lengthDays[unit] * amount * 1440)
    else if (unit === 'hour' || unit === 'minute') minutes += Math.round(lengthMinutes[unit] * amount)
    else if (Number.isInteger(amount)) day = monthsLater(day, amount * { month: 1, quarter: 3, year: 12 }[unit])
    else continue
    used.push(token)
  }
  const lasts = used.some(token => token.kind === 'length')
  return lasts ? { from, until: { day, minutes }, used: [...lead, ...used] } : null
}

function monthsLater(day: Day, months: number): Day {
  const date = new Date(`${day}T00:00:00Z`)
  const wanted = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months + 1, 0))
  const last = Math.min(date.getUTCDate(), wanted.getUTCDate())
  return `${wanted.toISOString().slice(0, 8)}${String(last).padStart(2, '0')}`
}

/** `tomorrow`, `next week`, `this weekend`, `周一到周三`, `12月3日-5日`, without “until”: the whole of it. */
function wholeDays(tokens: readonly TimeToken[], today: Day): Span | null {
  if (tokens.some(({ kind }) => ['until', 'to', 'from', 'before', 'after', 'clock', 'length'].includes(kind)))
    return null
  const part = tokens.find(token => token.kind === 'part' || (token.kind === 'shift' && token.part !== null))
  if (part) return partOfDay(tokens, part, today)
  return severalWeekdays(tokens, today) ?? datesOfMonth(tokens, today) ?? onePeriod(tokens, today)
}

/** The hours that a part of a day is when somebody is away for it, in minutes after midnight (judgement). */
const partHours: Readonly<Record<DayPart, readonly [number, number]>> = {
  dawn: [0, 540],
  morning: [0, 720],
  noon: [720, 780],
  afternoon: [720, 1080],
  evening: [1080, 1440],
  night: [1080, 1440],
}

function partOfDay(tokens: readonly TimeToken[], token: TimeToken, today: Day): Span | null {
  const part = token.kind === 'part' || token.kind === 'shift' ? token.part : null
  const { day, used } = readDays(tokens, today)
  if (part === null || (day === null && token.kind !== 'part')) return null
  const [from, until] = partHours[part]
  const at = day?.day ?? today
  return { from: { day: at, minutes: from }, until: { day: at, minutes: until }, used: [token, ...used] }
}

function severalWeekdays(tokens: readonly TimeToken[], today: Day): Span | null {
  const list = tokens.find(token => token.kind === 'weekdays' && token.days.length > 1)
  if (list?.kind !== 'weekdays') return null
  const [first = 1, ...others] = list.days
  const inARow = others.every((day, at) => day === ((first + at) % 7) + 1)
  if (!inARow) return null
  const period = tokens.find(token => token.kind === 'period' && token.unit === 'week')
  const weeks = list.week ?? (period?.kind === 'period' ? period.shift : null)
  const monday = shiftDays(weekOf(today).from, (weeks ?? 0) * 7)
  const start = shiftDays(monday, first - 1)
  const from = weeks === null && start < today ? shiftDays(start, 7) : start
  const until = { day: shiftDays(from, others.length), minutes: 1440 }
  return { from: { day: from, minutes: 0 }, until, used: [list, ...(period ? [period] : [])] }
}

function datesOfMonth(tokens: readonly TimeToken[], today: Day): Span | null {
  const at = tokens.findIndex(token => token.kind === 'dates')
  const dates = tokens[at]
  if (dates?.kind !== 'dates') return null
  const { from, to, text, first, last, month } = dates
  const others = tokens.filter(token => token !== dates)
  const where = { from, to, text }
  const day: TimeToken =
    month === null
      ? { kind: 'date-of-month', date: first, ...where }
      : { kind: 'date', year: null, month, date: first, ...where }
  const start = sideOf([...others, day], today, null)
  if (start.day === null) return null
  const until = { day: shiftDays(start.day, last - first), minutes: 1440 }
  return until.day.slice(0, 7) === start.day.slice(0, 7)
    ? { from: { day: start.day, minutes: 0 }, until, used: [dates, ...start.used] }
    : null
}

function onePeriod(tokens: readonly TimeToken[], today: Day): Span | null {
  const { day, used } = readDays(tokens, today)
  if (day === null) return null
  const [only] = used.length === 1 ? used : []
  if (only?.kind === 'edge') return null
  const [from, to] =
    only?.kind === 'period'
      ? [periodEdge('start', only.unit, only.shift, today), periodEdge('end', only.unit, only.shift, today)]
      : [day.day, day.day]
  return { from: { day: from, minutes: 0 }, until: { day: to, minutes: 1440 }, used }
}

function instant({ day, minutes }: Edge, timeZone: string): Date {
  const days = Math.floor(minutes / 1440)
  const rest = minutes - days * 1440
  const clock = `${String(Math.floor(rest / 60)).padStart(2, '0')}:${String(rest % 60).padStart(2, '0')}`
  return instantOf(shiftDays(day, days), clock, timeZone)
}
