/** Languages whose names of months are read, besides Chinese, Japanese and Korean, which write numbers. */
const languages =
  'en de fr es it pt nl pl sv da nb fi cs sk tr ro hu hr id ms vi ru uk th et lv lt sl el bg sr he ar hi fa'.split(' ')

let monthsByName: ReadonlyMap<string, number> | null = null

/** Spellings that exports use besides those of the languages themselves. */
const others = [
  ['sept', 9],
  ['agt', 8],
  ['agu', 8],
  ['okt', 10],
  ['des', 12],
  ['mrt', 3],
  ['maerz', 3],
  ['janner', 1],
  ['jaenner', 1],
  ['feber', 2],
  ['ags', 8],
  ['agst', 8],
  ['ogs', 8],
] as const

function readMonths(): ReadonlyMap<string, number> {
  const found = new Map<string, number>()
  for (const language of languages) {
    for (const month of ['long', 'short'] as const) {
      for (const parts of [{ month }, { month, day: 'numeric' }] as const) addMonths(found, language, parts)
    }
  }
  for (const [name, month] of others) found.set(name, month)
  return found
}

function addMonths(found: Map<string, number>, language: string, parts: Intl.DateTimeFormatOptions): void {
  const format = new Intl.DateTimeFormat(language, { ...parts, timeZone: 'UTC' })
  for (let index = 0; index < 12; index++) {
    const pieces = format.formatToParts(new Date(Date.UTC(2026, index, 15)))
    const key = monthKey(pieces.find(part => part.type === 'month')?.value ?? '')
    if (/\p{L}/u.test(key) && !found.has(key)) found.set(key, index + 1)
  }
}

/** A name without accents, points and case. */
function monthKey(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/[\u0300-\u036f.]/g, '')
    .toLowerCase()
    .trim()
}

/** The month (1–12) that a word names in any of the languages; `null`: none. */
export function monthNamed(word: string): number | null {
  monthsByName ??= readMonths()
  return monthsByName.get(monthKey(word)) ?? null
}

let weekdays: ReadonlySet<string> | null = null

/** Spellings that people use besides those of the languages themselves; as keys. */
const otherWeekdays = ["jum'at", 'jumaat', 'zat', 'woe', 'din', 'don', 'mie', 'sab', 'dom']

function readWeekdays(): ReadonlySet<string> {
  const found = new Set(otherWeekdays)
  for (const language of languages) {
    for (const weekday of ['long', 'short'] as const) {
      const format = new Intl.DateTimeFormat(language, { weekday, timeZone: 'UTC' })
      for (let index = 1; index <= 7; index++) found.add(monthKey(format.format(new Date(Date.UTC(2026, 0, index)))))
    }
  }
  return found
}

/** Whether a word is a day of the week in any of the languages; it may be a month, too (`mar` is Tuesday and March). */
export function isNameOfWeekday(word: string): boolean {
  weekdays ??= readWeekdays()
  return weekdays.has(monthKey(word))
}

/** Whether a word is a day of the week in any of the languages, and no month. */
export function isWeekday(word: string): boolean {
  return isNameOfWeekday(word) && monthNamed(word) === null
}
