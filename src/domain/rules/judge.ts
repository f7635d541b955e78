import { shiftDays } from '#src/domain/days.ts'
import type { Day } from '#src/domain/period/index.ts'
import { isJudged, type Look } from './finding.ts'
import { judgeBudget } from './judge-budget.ts'
import { judgeStreak } from './judge-streak.ts'
import { judgeSurge } from './judge-surge.ts'
import { judgeCover, judgeLadder, judgeShare, judgeThreshold } from './judge-value.ts'
import type { AlertRule } from './rule.ts'
import type { RuleView } from './view.ts'

/** So many days without a judgement are passed over in search of the one before (judgement). */
export const maxSkipped = 7

/** What a rule says about a day: a breach only once it has lasted for as many judged days as the rule asks. */
export function judgeRule(rule: AlertRule, day: Day, view: RuleView): Look {
  const look = judgeDay(rule, day, view)
  if (!isJudged(look) || look.breach === null || rule.forDays <= 1) return look
  return hasLasted(rule, day, view) ? look : { ...look, breach: null }
}

function hasLasted(rule: AlertRule, last: Day, view: RuleView): boolean {
  let lasted = 1
  let skipped = 0
  for (let day = shiftDays(last, -1); lasted < rule.forDays && skipped <= maxSkipped; day = shiftDays(day, -1)) {
    const look = judgeDay(rule, day, view)
    if (!isJudged(look)) skipped++
    else if (look.breach === null) return false
    else lasted++
  }
  return lasted >= rule.forDays
}

function judgeDay(rule: AlertRule, day: Day, view: RuleView): Look {
  const asked = rule.parameters
  switch (asked.kind) {
    case 'threshold':
      return judgeThreshold(rule, asked, day, view)
    case 'target':
      return judgeShare(rule, asked, day, view)
    case 'ladder':
      return judgeLadder(rule, asked, day, view)
    case 'streak':
      return judgeStreak(rule, asked, day, view)
    case 'surge':
      return judgeSurge(rule, asked, day, view)
    case 'budget':
      return judgeBudget(rule, asked, day, view)
    case 'cover':
      return judgeCover(rule, asked, day, view)
    case 'late':
      return null // looked at by the clock: there is no figure that could be judged
    default:
      return asked satisfies never
  }
}
