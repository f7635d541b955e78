import { isTimeZone } from '#src/domain/days.ts'
import type { ReportKind } from '#src/domain/report.ts'
import { UserError } from '#src/errors.ts'

/** A time of day, days, zone and patience as somebody typed them. */
export interface ScheduleWords {
  /** Five-field cron of the local wall clock. */
  readonly cron: string
  /** How long a time each post is about. */
  readonly every: ReportKind
  /** IANA zone; `null` when none was named. */
  readonly timeZone: string | null
  /** `null` when none was named. */
  readonly waitMinutes: number | null
}

const noTime = {
  en: 'At what time? For example: digest subscribe 08:30',
  ja: '時刻を指定してください。例：digest subscribe 08:30',
  'zh-CN': '请指定时间，例如：digest subscribe 08:30',
}

/** Names of days in three languages, Monday first; cron counts Sunday as 0. */
const dayNames: readonly (readonly string[])[] = [
  ['monday', 'mon', '月曜日', '月曜', '周一', '星期一', '礼拜一'],
  ['tuesday', 'tue', '火曜日', '火曜', '周二', '星期二', '礼拜二'],
  ['wednesday', 'wed', '水曜日', '水曜', '周三', '星期三', '礼拜三'],
  ['thursday', 'thu', '木曜日', '木曜', '周四', '星期四', '礼拜四'],
  ['friday', 'fri', '金曜日', '金曜', '周五', '星期五', '礼拜五'],
  ['saturday', 'sat', '土曜日', '土曜', '周六', '星期六', '礼拜六'],
  ['sunday', 'sun', '日曜日', '日曜', '周日', '周天', '星期日', '星期天', '礼拜天'],
]
const weekdayNames = ['weekdays', 'weekday', 'workdays', '平日', '工作日']

/** Words for posts about more than a day, the longest first. */
const everyNames: readonly (readonly [ReportKind, RegExp])[] = [
  ['quarter', /quarter(?:ly)?|四半期|季度|季报|每季/],
  ['month', /month(?:ly)?|月次|月報|毎月|每月|月报|月度/],
  ['week', /week(?:ly)?(?!day)|週次|週報|毎週|每周|周报|周度/],
]

/** When posts about more than a day come, where nobody says it (judgement: after the night's data, at the start of work). */
const usualTime = { hour: 9, minute: 0 }

/** Places whose clock people name, in lower case. */
const zoneNames: Readonly<Record<string, string>> = {
  tokyo: 'Asia/Tokyo',
  jst: 'Asia/Tokyo',
  東京: 'Asia/Tokyo',
  东京: 'Asia/Tokyo',
  日本: 'Asia/Tokyo',
  beijing: 'Asia/Shanghai',
  shanghai: 'Asia/Shanghai',
  shenzhen: 'Asia/Shanghai',
  北京: 'Asia/Shanghai',
  上海: 'Asia/Shanghai',
  中国: 'Asia/Shanghai',
  pacific: 'America/Los_Angeles',
  pst: 'America/Los_Angeles',
  pdt: 'America/Los_Angeles',
  eastern: 'America/New_York',
  est: 'America/New_York',
  edt: 'America/New_York',
  utc: 'UTC',
}

/** Reads `08:30 Asia/Tokyo weekdays wait 2h`, in any order and in three languages. @throws UserError without a time. */
export function readScheduleWords(typed: string): ScheduleWords {
  const text = typed.normalize('NFKC').toLowerCase()
  const wait = /(?:wait|待つ|待ち|待機|等待|等)\s*(\d{1,3})\s*(h|hours?|時間|小时|m|min|minutes?|分|分钟)/.exec(text)
  const rest = wait ? text.replace(wait[0], ' ') : text
  const every = reportKindIn(rest)
  const time = timeIn(rest) ?? (every === 'day' ? null : usualTime)
  if (!time) throw new UserError(noTime)
  return {
    cron: `${time.minute} ${time.hour} ${daysOf(every, rest)}`,
    every,
    timeZone: zoneIn(typed.normalize('NFKC')),
    waitMinutes: wait ? Number(wait[1]) * (/^(h|時|小)/.test(wait[2] ?? '') ? 60 : 1) : null,
  }
}

/** Whether somebody means the day, week, month or quarter. */
export function reportKindIn(typed: string): ReportKind {
  const text = typed
    .normalize('NFKC')
    .toLowerCase()
    .replace(/weekdays?/g, ' ')
  return everyNames.find(([, names]) => names.test(text))?.[0] ?? 'day'
}

/** Day of month, month and day of week: weeks on Monday unless a day is named, months and quarters on their first day. */
function daysOf(every: ReportKind, text: string): string {
  if (every === 'month') return '1 * *'
  if (every === 'quarter') return '1 1,4,7,10 *'
  const days = daysIn(text)
  return `* * ${every === 'week' && (days === '*' || days === '1-5') ? '1' : days}`
}

function timeIn(text: string): { readonly hour: number; readonly minute: number } | null {
  const found =
    /(\d{1,2}):(\d{2})\s*(am|pm)?/.exec(text) ?? /(\d{1,2})(?:時|点)(?:(\d{1,2})分?)?()/.exec(text) ?? half(text)
  if (!found) return null
  const [, hours, minutes, half12] = found
  const base = Number(hours)
  const hour = half12 === 'pm' && base < 12 ? base + 12 : half12 === 'am' && base === 12 ? 0 : base
  const minute = /[時点]半/.test(text) ? 30 : Number(minutes ?? 0)
  return hour < 24 && minute < 60 ? { hour, minute } : null
}

function half(text: string): RegExpExecArray | null {
  return /(?<![\d:/])(\d{1,2})()\s*(am|pm)/.exec(text)
}

/** The day-of-week field: `*`, `1-5`, or the named days. */
function daysIn(text: string): string {
  if (weekdayNames.some(name => text.includes(name))) return '1-5'
  const range = /\b(mon|tue|wed|thu|fri|sat|sun)[a-z]*\s*(?:-|to)\s*(mon|tue|wed|thu|fri|sat|sun)/.exec(text)
  if (range) return `${dayNumber(range[1])}-${dayNumber(range[2]) || 7}`
  const named = dayNames.flatMap((names, index) => (names.some(name => mentions(text, name)) ? [(index + 1) % 7] : []))
  return named.length === 0 ? '*' : named.sort((a, b) => a - b).join(',')
}

function dayNumber(name: string | undefined): number {
  return (dayNames.findIndex(names => names.includes(name ?? '')) + 1) % 7
}

function mentions(text: string, name: string): boolean {
  return /^[a-z]+$/.test(name) ? new RegExp(`\\b${name}\\b`).test(text) : text.includes(name)
}

function zoneIn(text: string): string | null {
  const iana = /\b[A-Za-z]+\/[A-Za-z_]+(?:\/[A-Za-z_]+)?\b/.exec(text)?.[0]
  if (iana && isTimeZone(iana)) return iana
  const lower = text.toLowerCase()
  return Object.entries(zoneNames).find(([name]) => mentions(lower, name))?.[1] ?? null
}
