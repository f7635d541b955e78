import type { Severity } from '#src/domain/alerts/alert.ts'
import type { PlaceKey } from '#src/domain/place.ts'
import type { PersonName } from '#src/domain/targets/target.ts'
import type { Compare } from './compare.ts'

/**
 * A value beyond a line. The value is in minor units of `currency` for money, 0–1 for ratios. A place in another currency
 * is held against the line at the rate of each day.
 */
export interface ThresholdRule {
  readonly kind: 'threshold'
  readonly compare: Compare
  readonly value: number
  readonly currency: string | null
  /** Days that end with the judged one over which the KPI is taken. */
  readonly windowDays: number
}

/** Less than a share of the day's target reached. */
export interface TargetRule {
  readonly kind: 'target'
  /** Attainment that must be kept, such as 0.8. */
  readonly share: number
}

/** A platform's line comes near: from this step of its ladder on. */
export interface LadderRule {
  readonly kind: 'ladder'
  readonly step: 'yellow' | 'orange'
}

/** Several business days in a row under a share of the derived day target. */
export interface StreakRule {
  readonly kind: 'streak'
  readonly days: number
  readonly share: number
}

/** Unusual against comparable days. */
export interface SurgeRule {
  readonly kind: 'surge'
  /** `worse`: only where it hurts, as the KPI's direction says. */
  readonly direction: 'worse' | 'up' | 'down' | 'both'
  /** Robust score from which a day is unusual; 0: any change by `least` counts, however usual. */
  readonly level: number
  /** Relative difference that it must have at least: what is unusual but small is no problem. */
  readonly least: number
}

/** A month's budget of an amount, or the share that a cost ratio may take. `null`: the target of the month. */
export interface BudgetRule {
  readonly kind: 'budget'
  readonly value: number | null
  readonly currency: string | null
}

/** Stock lasts for fewer days. */
export interface CoverRule {
  readonly kind: 'cover'
  readonly days: number
}

/** Figures of a store do not come. */
export interface LateRule {
  readonly kind: 'late'
  /** Hours after the figures were due. */
  readonly hours: number
}

/** What a rule asks. */
export type RuleParameters =
  | ThresholdRule
  | TargetRule
  | LadderRule
  | StreakRule
  | SurgeRule
  | BudgetRule
  | CoverRule
  | LateRule

/**
 * The hours of the day in a store's zone between which it is said: 9 to 18 are the nine hours from 9:00, 9.5 is 9:30;
 * the same hour twice is the whole day. With `workdays` only on workdays of the store's market.
 */
export interface ActiveHours {
  readonly from: number
  readonly to: number
  readonly workdays?: boolean
}

/** A rule before it has a number. */
export interface RuleDraft {
  readonly kpiId: string
  readonly place: PlaceKey
  /** Every store of the place is watched by itself; false: the place as a whole. */
  readonly eachStore: boolean
  readonly parameters: RuleParameters
  /** How bad a breach is; `null`: as the kind says. */
  readonly severity: Severity | null
  readonly owner: PersonName | null
  readonly activeHours: ActiveHours | null
  /** Relative distance on the good side that ends an alert. */
  readonly hysteresis: number
  /** Judged days in a row that it must last before anything is said. */
  readonly forDays: number
}

/** A rule that watches. */
export interface AlertRule extends RuleDraft {
  readonly id: number
  /** Name of the default that it came from; `null` where a person made it. */
  readonly origin: string | null
  readonly createdBy: PersonName | null
  readonly createdAt: Date
  readonly demo: boolean
}

/** What a rule has unless somebody says otherwise (judgement: an alert ends five percent on the good side). */
export const usualHysteresis = 0.05
