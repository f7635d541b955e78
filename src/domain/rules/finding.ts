import type { Judgement } from '#src/domain/alerts/alert.ts'
import type { BaselineMethod } from '#src/domain/baseline/pool-days.ts'
import type { Unbounded } from '#src/domain/formula/index.ts'
import type { Day } from '#src/domain/period/index.ts'
import type { Compare } from './compare.ts'
import type { RuleParameters } from './rule.ts'

/** Why a rule was broken, with the numbers to say it: kept with the alert. */
export interface Finding {
  readonly kind: RuleParameters['kind']
  /** The number of the rule. */
  readonly rule: number
  /** How the value is held against the limit; absent: as the kind says. */
  readonly compare?: Compare
  /** What the value is held against, where it is not the alert's own limit. */
  readonly expected?: number
  /** Relative difference from it. */
  readonly change?: number
  /** A plain change was watched for, not an unusual one. */
  readonly plain?: true
  /** How the days to compare with were found, and how many there were. */
  readonly method?: BaselineMethod
  readonly comparedWith?: number
  /** Days in a row; or days of the window. */
  readonly days?: number
  /** The value is infinite: something stands over a denominator of zero. */
  readonly unbounded?: Unbounded
  /** What the month comes to at this pace. */
  readonly landing?: number
  readonly burn?: 'over' | 'fast' | 'slow'
  /** Cases of a rate, and how many more defects cross the line. */
  readonly cases?: number
  readonly defectsLeft?: number
  /** An event explained it afterwards. */
  readonly explained?: boolean
  /** The event that raised or lowered what is expected. */
  readonly event?: string
  /** Since when figures are missing, and for how many hours they are overdue. */
  readonly lastDay?: Day | null
  readonly hours?: number
  /** The measures that are missing. */
  readonly measures?: readonly string[]
  /** Rules that wait because of it. */
  readonly held?: number
}

/** What one look of a rule at a day says. */
export interface RuleJudgement extends Judgement {
  readonly finding: Finding
}

/** Why a rule says nothing about a day although there are figures. */
export interface HeldBack {
  readonly day: Day
  readonly heldBy: 'force-majeure' | 'closed' | 'event' | 'holiday'
  /** The name of the event; `null` for what stands in the calendar. */
  readonly event: string | null
}

/** A judgement, a reason for none, or nothing to say: no figures, too few cases, still provisional. */
export type Look = RuleJudgement | HeldBack | null

/** Whether a look is a judgement. */
export function isJudged(look: Look): look is RuleJudgement {
  return look !== null && 'breach' in look
}
