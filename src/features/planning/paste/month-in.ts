import { dayFrom } from '#src/domain/days.ts'
import type { Day } from '#src/domain/period/index.ts'

const english = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const numerals = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二']
const names =
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?'

/**
 * The first day of the month that a cell names, as spreadsheets of three languages write it: `2026-01`, `2026/1/1`, `2026年1月`, `1月`,
 * 一月, `Jan`, `Jan-26`, `January 2026`, `01/2026`, `202601`; without a year that of the sheet. `null`: none, or a bare number.
 */
export function monthIn(cell: string, year: number): Day | null {
  const text = cell.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim()
  const numbers =
    /^(?<y>\d{4}) ?[-/.年] ?(?<m>\d{1,2})(?: ?月(?:份|分|度)?)?(?:[-/.]0?1日?)?$/.exec(text) ??
    /^(?<y>(?:19|20)\d\d)(?<m>\d\d)$/.exec(text) ??
    /^(?<m>\d{1,2})[-/.](?<y>\d{4})$/.exec(text) ??
    /^(?<m>\d{1,2}) ?月(?:份|分|度)?$/.exec(text)
  if (numbers?.groups) return firstOf(yearOf(numbers.groups.y, year), Number(numbers.groups.m))
  const word =
    new RegExp(`^(?<m>${names})[ .,'’/-]*(?<y>\\d{4}|\\d{2})?$`).exec(text) ??
    new RegExp(`^(?<y>\\d{4}|\\d{2})[ .'’/-]+(?<m>${names})\\.?$`).exec(text)
  if (word?.groups) return firstOf(yearOf(word.groups.y, year), english.indexOf((word.groups.m ?? '').slice(0, 3)) + 1)
  const numeral = /^([一二三四五六七八九十]{1,2})月(?:份|分|度)?$/.exec(text)?.[1]
  return numeral === undefined ? null : firstOf(year, numerals.indexOf(numeral) + 1)
}

function yearOf(text: string | undefined, year: number): number {
  if (text === undefined) return year
  return text.length === 2 ? 2000 + Number(text) : Number(text)
}

function firstOf(year: number, month: number): Day | null {
  return month >= 1 && month <= 12 ? dayFrom(year, month, 1) : null
}
