import type { Words } from '#src/contracts/command.ts'
import { comingNamedDays, type Day, type NamedMoment, namedMomentAt, type Period } from '#src/domain/period/index.ts'
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

/** Days with a name, with what stands there of which of their years is meant. */
export interface MomentSpan {
  readonly from: number
  readonly to: number
  readonly text: string
  readonly moment: NamedMoment
}

/** Holidays, shopping days and sales among the words that are no names. */
export function momentsIn({ open }: Pick<Words, 'open'>, today: Day): readonly MomentSpan[] {
  const text = lower(open)
  const found: MomentSpan[] = []
  for (let at = 0; at < text.length; at++) {
    if (isWordCharacter(text, at) && isWordCharacter(text, at - 1)) continue
    const moment = namedMomentAt(text, at, today)
    const end = at + (moment?.length ?? 0)
    if (!moment || (isWordCharacter(text, end) && isWordCharacter(text, end - 1))) continue
    found.push({ from: at, to: end, text: open.slice(at, end), moment })
    at = end - 1
  }
  return found
}

/** The same as what is still to come; those of which no calendar knows the days are left out. */
export function comingIn(spans: readonly MomentSpan[], today: Day): readonly NamedSpan[] {
  return spans.flatMap(({ from, to, text }) => {
    const period = comingNamedDays(lower(text), today)
    return period ? [{ from, to, text, period }] : []
  })
}

const untilBefore = /(?:\buntil|\btill|\bto|\bthrough|\bbefore|直到|一直到|到|至|截至)\s*$/iu
const untilBehind = /^\s*(?:の)?(?:まで|前|之前|以前|为止|開始|开始)/u

const sinceBefore = /(?:\bsince|\bstarting|自从|自|从)\s*$/iu
const sinceBehind = /^\s*(?:以来|以降|至今|起)/u

/**
 * The line with dates in place of days with a name: one date where they are the end of something (of several days that
 * are still to come the first, of running ones the last), their first day where something goes on since them, else all of them. In
 * “since 楽天スーパーSALE” the place belongs to the name: what has been sold since then is not only of that place.
 */
export function withDates(
  { line, spans: names = [] }: Pick<Words, 'line' | 'spans'>,
  spans: readonly NamedSpan[],
  today: Day,
): string {
  let text = line
  for (const { from: at, to, period } of [...spans].reverse()) {
    const ends = untilBefore.test(text.slice(0, at)) || untilBehind.test(text.slice(to))
    const edge = period.from > today ? period.from : period.end
    const whole = names.find(one => one.kind === 'place' && /^ ?$/u.test(line.slice(one.to, at)) && one.to <= at)?.from
    const begins = sinceBefore.test(text.slice(0, whole ?? at)) || sinceBehind.test(text.slice(to))
    const from = begins ? (whole ?? at) : at
    const days = period.from === period.end || begins ? period.from : ends ? edge : `${period.from} to ${period.end}`
    text = `${text.slice(0, from)} ${days} ${text.slice(to)}`
  }
  return text.replace(/ +/g, ' ').trim()
}
