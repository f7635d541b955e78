import { type Day, matchPeriod } from '#src/domain/period/index.ts'

/** What was written like a period of a kind that the calendar does not have. */
export interface NoPeriod {
  /** `start`: days up to one of which nobody said from when on. */
  readonly kind: 'day' | 'month' | 'quarter' | 'week' | 'start'
  readonly length: number
}

const year = '(?:19|20)\\d{2}'
const numeral = '[零〇一二三四五六七八九十]{1,3}'
const names =
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?'

/** How periods are written, with any number in them. Texts are in NFKC and lower case. */
const shapes: readonly (readonly [NoPeriod['kind'], RegExp])[] = [
  ['day', at(`${year}([-/.])\\d{1,2}\\1\\d{1,2}`)],
  ['day', at(`\\d{1,2}/\\d{1,2}(?:/${year})?`)],
  ['day', at(`(?:${year}年\\s*)?(?:\\d{1,2}|${numeral})月\\s*\\d{1,2}[日号]`)],
  ['day', at('\\d{1,2}/\\d{1,2}\\s*[-~至到]\\s*\\d{1,2}/\\d{1,2}')],
  ['day', at(`${year}-\\d{1,2}-\\d{1,2}\\s*(?:\\.{2,3}|[-~至到])\\s*${year}-\\d{1,2}-\\d{1,2}`)],
  ['day', at('\\d{1,2}月\\s*\\d{1,2}[日号]?\\s*(?:[-~至到]|から)\\s*(?:\\d{1,2}月)?\\s*\\d{1,2}[日号]')],
  ['day', at(`(?:${names})\\.?\\s+(?:29|3[01])(?:st|nd|rd|th)?(?:,?\\s+${year})?`)],
  ['day', at(`(?:29|3[01])(?:st|nd|rd|th)?\\s+(?:${names})(?:\\s+${year})?`)],
  ['month', at(`${year}[-/]\\d{1,2}`)],
  ['month', at(`(?:${year}年\\s*)?(?:\\d{1,2}|${numeral})月(?:份|度)?`)],
  ['quarter', at(`${year}\\s*-?\\s*q\\d{1,2}`)],
  ['quarter', at(`q\\d{1,2}(?:\\s*[-/]?\\s*${year})?`)],
  ['quarter', at(`(?:${year}年\\s*)?第?(?:\\d{1,2}|${numeral})(?:季度|四半期)`)],
  ['week', at(`${year}\\s*-?\\s*w\\d{1,2}`)],
  ['week', at('(?:w|week\\s+)\\d{1,2}')],
  ['week', at(`(?:${year}年\\s*)?第\\d{1,2}[周週]`)],
]

/** “Sell through” is the name of a rate. */
const upTo = /(?:\.{2,3}|[~〜]|(?:until|till|up to|(?<!\bsell )through)\s)\s*/y
const endsThere = /\s*(?:まで(?:の)?|为止|為止)/y

/** `..11/10`, `until Nov 10`, 11月10日まで: the end of days without their beginning; 0: none is written there. */
function onlyEndAt(text: string, from: number, today: Day): number {
  upTo.lastIndex = from
  const lead = upTo.exec(text)?.[0].length ?? 0
  const period = matchPeriod(text.slice(from + lead), 0, { today })?.length ?? 0
  if (period === 0 || lead > 0) return period === 0 ? 0 : lead + period
  endsThere.lastIndex = from + period
  const behind = endsThere.exec(text)?.[0].length ?? 0
  return behind === 0 ? 0 : period + behind
}

/** The longest writing at a place that is shaped like a period but names none, such as `2026-13`, `2月30日`, `q5`; else `null`.
 * `figures`: the line asks for figures, of which days need a beginning. */
export function noPeriodAt(text: string, from: number, today: Day, figures = false): NoPeriod | null {
  if (/[a-z0-9_.#@/-]/.test(text[from - 1] ?? '')) return null
  const end = figures ? onlyEndAt(text, from, today) : 0
  if (end > 0) return { kind: 'start', length: end }
  let longest: NoPeriod | null = null
  for (const [kind, shape] of shapes) {
    shape.lastIndex = from
    const length = shape.exec(text)?.[0].length ?? 0
    if (length > (longest?.length ?? 0) && ends(text, from + length)) longest = { kind, length }
  }
  const valid = longest ? (matchPeriod(text, from, { today })?.length ?? 0) : 0
  return longest && valid >= longest.length ? null : longest
}

function ends(text: string, end: number): boolean {
  return (
    !/^(?:[a-z0-9_%]|[.,:/-][a-z\d])/.test(text.slice(end, end + 2)) || /[月日号周週期度份]$/u.test(text.slice(0, end))
  )
}

function at(source: string): RegExp {
  return new RegExp(source, 'y')
}
