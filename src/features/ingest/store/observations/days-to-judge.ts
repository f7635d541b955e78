import { shiftDays } from '#src/domain/days.ts'
import type { Day } from '#src/domain/period.ts'

/** The longest window of a rule is 60 days, and one may look at last week's (judgement): older days change nothing now. */
const daysThatMatter = 100

/** The first day that is marked for evaluation when its figures change. */
export function firstDayToJudge(now: Date): Day {
  return shiftDays(now.toISOString().slice(0, 10), -daysThatMatter)
}
