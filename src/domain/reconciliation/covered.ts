import { earlier, later } from '#src/domain/days.ts'
import type { Day } from '#src/domain/period/index.ts'

/** Days, both included. */
export interface Span {
  readonly from: Day
  readonly to: Day
}

/** Why less than a month is compared: it still runs, they tell only some days, ours begin later. */
export type WhyPart = 'running' | 'theirs' | 'ours'

/** Days of a month that are compared, and why not all. */
export interface Covered extends Span {
  readonly why: readonly WhyPart[]
  /** Where our figures begin, where that is within the days told. */
  readonly ourStart?: Day
}

/**
 * The days of a month that both sides have. `theirs`: days that they tell one by one or as a sum, `null`: the month as a
 * whole; `lastWhole`: the last day that is over; `ourStart`: where our figures begin, `null`: before the month. A figure
 * of the whole month cannot be cut: then all of ours are held against it. `null`: there is no such day.
 */
export function coveredDays(of: {
  readonly month: Span
  readonly lastWhole: Day
  readonly theirs: Span | null
  readonly ourStart: Day | null
}): Covered | null {
  const { month, lastWhole, theirs, ourStart } = of
  const over = earlier(month.to, lastWhole)
  const told = theirs ? { from: later(month.from, theirs.from), to: earlier(over, theirs.to) } : { ...month, to: over }
  const beginsLater = ourStart !== null && ourStart > told.from
  const from = beginsLater && theirs ? ourStart : told.from
  if (from > told.to) return null
  const why: WhyPart[] = []
  if (over < month.to && (!theirs || theirs.to >= over)) why.push('running')
  if (theirs && (told.from > month.from || told.to < over)) why.push('theirs')
  if (beginsLater) why.push('ours')
  return { from, to: told.to, why, ...(beginsLater && { ourStart }) }
}
