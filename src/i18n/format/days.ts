import { type Locale, type Localized, localized } from '#src/i18n/locale.ts'

const formats = new Map<string, Intl.DateTimeFormat>()

/** Texts that were made: the same few days stand in thousands of messages, and a calendar takes its time. */
const made = new Map<string, string>()
/** Then it starts anew (judgement: some megabytes). */
const mostMade = 20_000

function once(key: string, make: () => string): string {
  const known = made.get(key)
  if (known !== undefined) return known
  if (made.size >= mostMade) made.clear()
  const text = make()
  made.set(key, text)
  return text
}

/** Clocks all over the world differ by whole quarters of an hour, now and then by whole seconds in the far past. */
const quarterMs = 15 * 60_000

/** Within such a time no zone turns a day or its clocks; before clocks were put in order, only the moment itself. */
function quarterOf(at: Date): string {
  const ms = at.getTime()
  return ms > 0 ? `${Math.floor(ms / quarterMs)}` : `at ${ms}`
}

function dateFormat(locale: Locale, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${JSON.stringify(options)}`
  const known = formats.get(key)
  if (known !== undefined) return known
  const format = new Intl.DateTimeFormat(locale, options)
  formats.set(key, format)
  return format
}

/** Parts of a day as each language writes them. */
interface DayText {
  readonly date: string
  readonly weekday: string
}

function dayText(locale: Locale, at: Date, zone: string, year: boolean): DayText {
  const key = `${locale} ${zone} ${quarterOf(at)}`
  const options = { timeZone: zone, month: locale === 'en' ? 'short' : 'long', day: 'numeric' } as const
  const date = () => dateFormat(locale, year ? { ...options, year: 'numeric' } : options).format(at)
  const weekday = () => dateFormat(locale, { timeZone: zone, weekday: 'short' }).format(at)
  return { date: once(`${year ? 'year' : 'date'} ${key}`, date), weekday: once(`weekday ${key}`, weekday) }
}

/** The moment that stands for a day; a day that does not exist is shown as it is written. */
function moment(day: string): Date | null {
  const at = new Date(`${day}T00:00:00Z`)
  return Number.isNaN(at.getTime()) ? null : at
}

/**
 * Whether the year is written: always, never, or where it is another one than that of the day (or the moment, in the
 * zone in which the date is shown) at which somebody reads it.
 */
export type YearShown = { readonly year: boolean } | { readonly readOn: string | Date }

function isYearShown(year: string, shown: YearShown, zone: string): boolean {
  if ('year' in shown) return shown.year
  const { readOn } = shown
  return year !== (typeof readOn === 'string' ? readOn.slice(0, 4) : yearOf(readOn, zone))
}

function yearOf(at: Date, zone: string): string {
  return once(`of ${zone} ${quarterOf(at)}`, () => dateFormat('en', { timeZone: zone, year: 'numeric' }).format(at))
}

/** A day with its weekday: `Fri, Nov 20`, `11月20日(金)`, `11月20日（周五）`; without the weekday on request. */
export function formatDay(day: string, options: YearShown & { readonly weekday?: boolean }): Localized {
  const at = moment(day)
  const year = isYearShown(day.slice(0, 4), options, 'UTC')
  return localized(locale => {
    if (at === null) return day
    const text = dayText(locale, at, 'UTC', year)
    return options.weekday === false ? text.date : withWeekday(locale, text)
  })
}

function withWeekday(locale: Locale, { date, weekday }: DayText): string {
  if (locale === 'en') return `${weekday}, ${date}`
  return locale === 'ja' ? `${date}(${weekday})` : `${date}（${weekday}）`
}

/** Days from one to another, without weekdays: `Nov 3 – 5`, `11月3日〜5日`, `11月3日至5日`. One day is `formatDay`. */
export function formatDays(from: string, to: string, options: YearShown): Localized {
  if (from === to) return formatDay(from, options)
  const start = moment(from)
  const end = moment(to)
  const year = isYearShown(from.slice(0, 4), options, 'UTC') || from.slice(0, 4) !== to.slice(0, 4)
  return localized(locale => {
    if (start === null || end === null) return `${from} – ${to}`
    return range(locale, start, end, { year, sameMonth: from.slice(0, 7) === to.slice(0, 7) })
  })
}

function range(
  locale: Locale,
  start: Date,
  end: Date,
  { year, sameMonth }: { readonly year: boolean; readonly sameMonth: boolean },
): string {
  const sameYear = start.getUTCFullYear() === end.getUTCFullYear()
  const last = end.getUTCDate()
  if (locale !== 'en') {
    const first = dayText(locale, start, 'UTC', year).date
    const until = sameMonth ? `${last}日` : dayText(locale, end, 'UTC', year && !sameYear).date
    return locale === 'ja' ? `${first}〜${until}` : `${first}至${until}`
  }
  const first = dayText(locale, start, 'UTC', year && !sameYear).date
  const until = sameMonth ? `${last}` : dayText(locale, end, 'UTC', year && !sameYear).date
  return year && sameYear ? `${first} – ${until}, ${start.getUTCFullYear()}` : `${first} – ${until}`
}

/**
 * A moment as a clock in that zone shows it: `Fri, Nov 20, 14:05`, `11月20日(金) 14:05`, `11月20日（周五）14:05`. `named`: also
 * says which clock, for readers whose own shows another time: `14:05 Japan Time`.
 */
export function formatDateTime(date: Date, zone: string, options: YearShown & { readonly named?: boolean }): Localized {
  const year = isYearShown(yearOf(date, zone), options, zone)
  return localized(locale => {
    const day = withWeekday(locale, dayText(locale, date, zone, year))
    const time = options.named ? `${clock(date, zone)} ${zoneName(locale, date, zone)}` : clock(date, zone)
    if (locale === 'en') return `${day}, ${time}`
    return locale === 'ja' ? `${day} ${time}` : `${day}${time}`
  })
}

function zoneName(locale: Locale, date: Date, zone: string): string {
  return once(`zone ${locale} ${zone} ${quarterOf(date)}`, () => {
    const parts = dateFormat(locale, { timeZone: zone, timeZoneName: 'longGeneric' }).formatToParts(date)
    return parts.find(part => part.type === 'timeZoneName')?.value ?? zone
  })
}

/** The time of day, 24 hours: `14:05`. */
export function formatTime(date: Date, zone: string): Localized {
  const time = clock(date, zone)
  return { en: time, ja: time, 'zh-CN': time }
}

function clock(date: Date, zone: string): string {
  return dateFormat('en', { timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(date)
}
