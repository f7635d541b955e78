import type { Locale } from '#src/i18n/locale.ts'

/** A day that gets a label under the plot. `index` counts days from the first one. */
export interface DayTick {
  readonly index: number
  readonly label: string
  /** Kept when its neighbours would touch it, such as a new year. */
  readonly strong?: boolean
}

const dayMilliseconds = 86_400_000

/** Days from `first` to `day`, negative before it. */
export function dayIndex(first: string, day: string): number {
  return Math.round((Date.parse(day) - Date.parse(first)) / dayMilliseconds)
}

/** The day that stands `index` days after `first`. */
export function dayAt(first: string, index: number): string {
  return new Date(Date.parse(first) + index * dayMilliseconds).toISOString().slice(0, 10)
}

/**
 * Which days to label: all of them in a week or so, Mondays in a month, every other Monday in a quarter, else the first
 * of the months (of every second or third one where there are many).
 */
export function dayTicks(first: string, count: number, locale: Locale): readonly DayTick[] {
  const days = Array.from({ length: count }, (_, index) => ({ index, day: dayAt(first, index) }))
  if (count <= 10) return days.map(({ index, day }) => ({ index, label: dayLabel(day, locale, count <= 8) }))
  if (count <= 100) return mondayTicks(days, count <= 50 ? 1 : 2, locale)
  return monthTicks(days, locale)
}

interface IndexedDay {
  readonly index: number
  readonly day: string
}

function mondayTicks(days: readonly IndexedDay[], every: number, locale: Locale): readonly DayTick[] {
  const mondays = days.filter(({ day }) => new Date(Date.parse(day)).getUTCDay() === 1)
  return mondays
    .filter((_, position) => position % every === 0)
    .map(({ index, day }) => ({ index, label: dayLabel(day, locale, false) }))
}

function monthTicks(days: readonly IndexedDay[], locale: Locale): readonly DayTick[] {
  const firsts = days.filter(({ day }) => day.endsWith('-01'))
  const every = Math.ceil(firsts.length / 14) // Judgement: 14 labels of a month fit beside each other.
  return firsts
    .filter(({ day }) => (Number(day.slice(5, 7)) - 1) % every === 0)
    .map(({ index, day }) => ({ index, label: monthLabel(day, locale), strong: day.endsWith('-01-01') }))
}

/** `11/3` where the month is a number, `Nov 3` in English; with the weekday where asked for. */
export function dayLabel(day: string, locale: Locale, weekday: boolean): string {
  const date = new Date(Date.parse(day))
  const text = formatter(
    locale,
    locale === 'en' ? { month: 'short', day: 'numeric' } : { month: 'numeric', day: 'numeric' },
  ).format(date)
  if (!weekday) return text
  const name = formatter(locale, { weekday: 'short' }).format(date)
  return locale === 'ja' ? `${text}(${name})` : locale === 'en' ? `${name} ${text}` : `${text} ${name}`
}

/** Days from one to another, as short as they can be said: `Nov 3–5`, `11/3–11/5`. */
export function daysLabel(from: string, to: string, locale: Locale): string {
  const first = dayLabel(from, locale, false)
  if (from === to) return first
  const isEnglishMonth = locale === 'en' && from.slice(0, 7) === to.slice(0, 7)
  return `${first}–${isEnglishMonth ? Number(to.slice(8)) : dayLabel(to, locale, false)}`
}

function monthLabel(day: string, locale: Locale): string {
  const options = day.endsWith('-01-01') ? ({ year: 'numeric' } as const) : ({ month: 'short' } as const)
  return formatter(locale, options).format(new Date(Date.parse(day)))
}

const formatters = new Map<string, Intl.DateTimeFormat>()

function formatter(locale: Locale, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${JSON.stringify(options)}`
  const known = formatters.get(key)
  if (known) return known
  const made = new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' })
  formatters.set(key, made)
  return made
}
