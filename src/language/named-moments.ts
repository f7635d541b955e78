import type { Words } from '#src/contracts/command.ts'
import { comingNamedDays, type Day, matchNamedDays, type Period } from '#src/domain/period/index.ts'
import { isWordCharacter, lower } from './text.ts'

/** Days with a name in a line, where they stand, and which they are. */
export interface NamedSpan {
  readonly from: number
  readonly to: number
  readonly text: string
  readonly period: Period
}

/** Days that somebody gave a name, such as an event. */
export interface NamedDays {
  readonly name: string
  readonly from: Day
  readonly to: Day
}

/** Holidays and shopping days among the words that are no names, as what is still to come. */
export function holidaysIn({ open }: Pick<Words, 'open'>, today: Day): readonly NamedSpan[] {
  const text = lower(open)
  const found: NamedSpan[] = []
  for (let at = 0; at < text.length; at++) {
    if (isWordCharacter(text, at) && isWordCharacter(text, at - 1)) continue
    const match = matchNamedDays(text, at, today)
    const end = at + (match?.length ?? 0)
    if (!match || (isWordCharacter(text, end) && isWordCharacter(text, end - 1))) continue
    const period = comingNamedDays(text.slice(at, end), today)
    if (period) found.push({ from: at, to: end, text: open.slice(at, end), period })
    at = end - 1
  }
  return found
}

const untilBefore = /(?:\buntil|\btill|\bto|\bthrough|\bbefore|直到|一直到|到|至|截至)\s*$/iu
const untilBehind = /^\s*(?:の)?(?:まで|前|之前|以前|为止|開始|开始)/u

/**
 * The line with dates in place of days with a name: one date where they are the end of something (of several days that
 * are still to come the first, of running ones the last), else all of them.
 */
export function withDates(line: string, spans: readonly NamedSpan[], today: Day): string {
  let text = line
  for (const { from, to, period } of [...spans].reverse()) {
    const ends = untilBefore.test(text.slice(0, from)) || untilBehind.test(text.slice(to))
    const edge = period.from > today ? period.from : period.end
    const days = period.from === period.end ? period.from : ends ? edge : `${period.from} to ${period.end}`
    text = `${text.slice(0, from)} ${days} ${text.slice(to)}`
  }
  return text.replace(/ +/g, ' ').trim()
}
