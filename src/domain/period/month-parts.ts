import { dayFrom, shiftDays } from '#src/domain/days.ts'
import type { Day, Period } from '#src/domain/period/index.ts'
import { monthOf, monthStart, rangePeriod } from './make.ts'
import {
  writtenAt as at,
  monthNamePart,
  monthOfName,
  numeralOf,
  type Parts,
  type Reader,
  yearPart,
} from './writings.ts'

const ordinals = ['first', 'second', 'third', 'fourth', 'fifth']
const english = `${monthNamePart}(?:\\s+${yearPart})?`
const ideographic = `(?:(?:${yearPart}年\\s*)?(?<month>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月(?:份)?|(?<lastMonth>上个?月|先月|前月)|(?:本|这个|当|今)月)[の的]?`

/** Weeks and halves of a month: its first week are its first seven days, its last week the last seven. */
export const monthPartWritings: readonly (readonly [RegExp, Reader])[] = [
  [
    at(`(?:the\\s+)?(?<nth>${ordinals.join('|')}|[1-5](?:st|nd|rd|th)|last)\\s+week\\s+(?:of|in)\\s+${english}`),
    readWeek,
  ],
  [at(`week\\s+(?<nth>[1-5])\\s+(?:of|in)\\s+${english}`), readWeek],
  [at(`${ideographic}第\\s*(?<nth>[1-5一二三四五])个?の?[周週](?![一二三四五六日天])(?:目)?`), readWeek],
  [at(`${ideographic}(?<nth>最后一?|最後の?|最終)[周週]`), readWeek],
  [at(`(?:the\\s+)?(?<half>first|second|1st|2nd)\\s+half\\s+(?:of|in)\\s+${english}`), readHalf],
  [at(`${ideographic}(?<half>[上下])半月`), readHalf],
  [at(`${ideographic}(?<half>[前后後])半(?![年期])`), readHalf],
]

function readWeek({ nth = '', ...parts }: Parts, today: Day): Period | null {
  const first = monthIn(parts, today)
  if (first === null) return null
  const { end } = monthOf(first)
  if (/^(?:last|最)/.test(nth)) return rangePeriod(shiftDays(end, -6), end)
  const from = shiftDays(first, (numberOf(nth) - 1) * 7)
  const last = shiftDays(from, 6)
  return from > end ? null : rangePeriod(from, last < end ? last : end)
}

function readHalf(parts: Parts, today: Day): Period | null {
  const first = monthIn(parts, today)
  if (first === null) return null
  const middle = shiftDays(first, 14)
  return /^(?:first|1st|上|前)/.test(parts.half ?? '')
    ? rangePeriod(first, middle)
    : rangePeriod(shiftDays(middle, 1), monthOf(first).end)
}

/** The first day of the month: without a year the latest that has begun. */
function monthIn({ year, month, name, lastMonth }: Parts, today: Day): Day | null {
  const number = name === undefined ? Number(month) || numeralOf(month ?? '') : monthOfName(name)
  const thisYear = Number(today.slice(0, 4))
  if (number === 0) return monthStart(today, lastMonth === undefined ? 0 : -1)
  if (year !== undefined) return dayFrom(Number(year), number, 1)
  const days = [thisYear, thisYear - 1].map(each => dayFrom(each, number, 1))
  return days.find(day => day !== null && day <= today) ?? null
}

function numberOf(nth: string): number {
  return Number.parseInt(nth, 10) || numeralOf(nth) || ordinals.indexOf(nth) + 1
}
