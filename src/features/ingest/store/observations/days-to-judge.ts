import { shiftDays } from '#src/domain/days.ts'
import type { Day } from '#src/domain/period/index.ts'

/** The longest window of a rule is 60 days, and one may look at last week's (judgement): older days change nothing now. */
const daysThatMatter = 100

/** Alerts judge the last seven days; one more, since a day is over later in the west. */
const daysJudged = 8

/**
 * The first day that is marked for evaluation when its figures change. Of history that is brought in afterwards only
 * the days that alerts judge: nobody was told the others, so that nothing about them has to be said again.
 */
export function firstDayToJudge(now: Date, history = false): Day {
  return shiftDays(now.toISOString().slice(0, 10), history ? -daysJudged : -daysThatMatter)
}
