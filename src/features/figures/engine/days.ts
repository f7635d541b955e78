import { later, localDay, shiftDays } from '#src/domain/days.ts'
import { type Day, daysOf } from '#src/domain/period/index.ts'
import type { Store } from '#src/domain/place.ts'
import type { Span } from '#src/features/figures/store/facts.ts'

const listed = new Map<string, readonly Day[]>()
/** So many spans are remembered: far more than one answer looks at. */
const maxListed = 2000

/** Every day of a span. The same few spans are asked for thousands of times in one answer, so they are remembered. */
export function daysIn(span: Span): readonly Day[] {
  const key = span.from === span.to ? span.from : `${span.from}/${span.to}`
  const before = listed.get(key)
  if (before) return before
  if (listed.size >= maxListed) listed.clear()
  const days = daysOf(span)
  listed.set(key, days)
  return days
}

/** Whether a day is one of a span. */
export function isWithin(day: Day, { from, to }: Span): boolean {
  return from <= day && day <= to
}

/** Those of the days of some spans that do not count, as spans. */
export function daysWithout(spans: readonly Span[], counts: (day: Day) => boolean): readonly Span[] {
  const out = spans.flatMap(daysIn).filter(day => !counts(day))
  return joined(out.map(day => ({ from: day, to: day })))
}

/** The same days in as few spans as they take, in order. */
export function joined(spans: readonly Span[]): readonly Span[] {
  const found: Span[] = []
  for (const span of [...spans].sort((a, b) => (a.from < b.from ? -1 : 1))) {
    const last = found.at(-1)
    if (last && span.from <= shiftDays(last.to, 1)) found[found.length - 1] = { ...last, to: later(last.to, span.to) }
    else found.push(span)
  }
  return found
}

/** The running local day of stores at one instant, worked out once for each zone. */
export function todays(now: Date): (store: Store) => Day {
  const byZone = new Map<string, Day>()
  return ({ timeZone }) => {
    const before = byZone.get(timeZone)
    if (before) return before
    const day = localDay(now, timeZone)
    byZone.set(timeZone, day)
    return day
  }
}
