import type { Day, Period } from '#src/domain/period/index.ts'
import { eitherForm } from './traditional.ts'

/** The named groups of a writing that was found. */
export type Parts = Readonly<Record<string, string | undefined>>

/** Reads the period that a writing names; `null`: none, such as a day that its month does not have. */
export type Reader = (parts: Parts, today: Day) => Period | null

/** The source of a year of four figures, as the group `year`. */
export const yearPart = '(?<year>(?:19|20)\\d{2})'

const monthNames =
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?'
const monthKeys = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/** The source of an English month, as the group `name`. */
export const monthNamePart = `(?<name>${monthNames})\\.?`

/** 1 to 12 of an English month, written out or short. */
export function monthOfName(name: string): number {
  return monthKeys.indexOf(name.slice(0, 3)) + 1
}

const numerals = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二']

/** 1 to 12 of a numeral, 两 among them; 0: none of these. */
export function numeralOf(text: string): number {
  return numerals.indexOf(text.replace(/[两兩]/u, '二')) + 1
}

/** A pattern that is looked for at one place of a text, in simplified and traditional writing. */
export function writtenAt(source: string): RegExp {
  return new RegExp(eitherForm(source), 'y')
}
