import { instantOf } from './business-hours.ts'
import { dayFrom, isDay, localDay, shiftDays, weekday } from './days.ts'
import type { Day } from './period.ts'

/** How a moment is read. */
export interface UntilContext {
  readonly now: Date
  readonly timeZone: string
  /** The time that is meant by a day alone: `09:00` for being reminded, `24:00` for the whole of it. */
  readonly timeOfDay: '09:00' | '24:00'
}

const minute = 60_000
const units: readonly (readonly [RegExp, number])[] = [
  [/(\d+(?:\.\d+)?)\s*(?:minutes?|mins?|m(?![a-z])|分钟|分間|分)/, minute],
  [/(\d+(?:\.\d+)?)\s*个?半?\s*(?:hours?|hrs?|h(?![a-z])|小时|時間)/, 60 * minute],
  [/(\d+(?:\.\d+)?)\s*(?:days?|d(?![a-z])|天|日間)/, 24 * 60 * minute],
  [/(\d+(?:\.\d+)?)\s*(?:weeks?|w(?![a-z])|个?星期|週間|周(?![一二三四五六日天]))/, 7 * 24 * 60 * minute],
]

const shifts: readonly (readonly [RegExp, number])[] = [
  [/day after tomorrow|后天|明後日|あさって/, 2],
  [/tomorrow|明天|明日|あした|次日|翌日/, 1],
  [/today|tonight|今天|今日|本日|今晚|今夜/, 0],
]

const weekdays: readonly RegExp[] = [
  /\bmon(?:day)?\b|(?:周|星期|礼拜)一|月曜日?/,
  /\btue(?:s(?:day)?)?\b|(?:周|星期|礼拜)二|火曜日?/,
  /\bwed(?:nesday)?\b|(?:周|星期|礼拜)三|水曜日?/,
  /\bthu(?:rs(?:day)?)?\b|(?:周|星期|礼拜)四|木曜日?/,
  /\bfri(?:day)?\b|(?:周|星期|礼拜)五|金曜日?/,
  /\bsat(?:urday)?\b|(?:周|星期|礼拜)六|土曜日?/,
  /\bsun(?:day)?\b|(?:周|星期|礼拜)[日天]|日曜日?/,
]

/**
 * The moment that a text names: `2h`, `until tomorrow 09:00`, `until Friday`, `明天9点`, `金曜まで`, `11/30 18:00`.
 * `null` when it names none, or one that is over.
 */
export function parseUntil(text: string, context: UntilContext): Date | null {
  const plain = text.normalize('NFKC').toLowerCase()
  const found = dayAndTime(plain, context) ?? duration(plain, context)
  return found !== null && found > context.now ? found : null
}

function duration(text: string, { now }: UntilContext): Date | null {
  for (const [pattern, ms] of units) {
    const count = Number(pattern.exec(text)?.[1])
    if (Number.isFinite(count) && count > 0) return new Date(now.getTime() + count * ms)
  }
  return null
}

function dayAndTime(text: string, { now, timeZone, timeOfDay }: UntilContext): Date | null {
  const today = localDay(now, timeZone)
  const day = namedDay(text, today)
  const time = namedTime(text)
  if (day !== null) return at(day, time ?? timeOfDay, timeZone)
  if (time === null) return null
  const later = at(today, time, timeZone)
  return later > now ? later : at(shiftDays(today, 1), time, timeZone)
}

function at(day: Day, time: string, timeZone: string): Date {
  return time === '24:00' ? instantOf(shiftDays(day, 1), '00:00', timeZone) : instantOf(day, time, timeZone)
}

function namedDay(text: string, today: Day): Day | null {
  const iso = /\d{4}-\d{2}-\d{2}/.exec(text)?.[0]
  if (iso !== undefined && isDay(iso)) return iso
  const date = /(\d{1,2})\/(\d{1,2})(?!\d)|(\d{1,2})月(\d{1,2})[日号]/.exec(text)
  if (date) return coming(Number(date[1] ?? date[3]), Number(date[2] ?? date[4]), today)
  const shift = shifts.find(([pattern]) => pattern.test(text))
  if (shift) return shiftDays(today, shift[1])
  if (/next week|下周(?![一二三四五六日天])|下个?星期(?![一二三四五六日天])|来週(?!の?[月火水木金土日]曜)/.test(text)) {
    return shiftDays(today, 8 - weekday(today))
  }
  return namedWeekday(text, today)
}

/** The next such day after today; with “next” in Chinese and Japanese that of the next week. */
function namedWeekday(text: string, today: Day): Day | null {
  const index = weekdays.findIndex(pattern => pattern.test(text))
  if (index < 0) return null
  if (/下(?:周|个?星期)|来週/.test(text)) return shiftDays(today, 8 - weekday(today) + index)
  return shiftDays(today, ((index + 1 - weekday(today) + 6) % 7) + 1)
}

function coming(month: number, date: number, today: Day): Day | null {
  const year = Number(today.slice(0, 4))
  return [year, year + 1].map(each => dayFrom(each, month, date)).find(day => day !== null && day >= today) ?? null
}

function namedTime(text: string): string | null {
  const clock = /(\d{1,2}):(\d{2})/.exec(text)
  if (clock) return timeOf(Number(clock[1]), Number(clock[2]))
  const half = /\b(\d{1,2})\s*(am|pm)\b/.exec(text)
  if (half) return timeOf((Number(half[1]) % 12) + (half[2] === 'pm' ? 12 : 0), 0)
  const asian = /(下午|晚上|今晚|午後)?\s*(\d{1,2})(?:点|點|時(?!間))(半|\d{1,2}分)?/.exec(text)
  if (!asian) return null
  const hour = Number(asian[2])
  const minutes = asian[3] === '半' ? 30 : Number.parseInt(asian[3] ?? '0', 10)
  return timeOf(asian[1] !== undefined && hour < 12 ? hour + 12 : hour, minutes)
}

function timeOf(hour: number, minutes: number): string | null {
  if (hour > 23 || minutes > 59) return null
  return `${String(hour).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`
}
