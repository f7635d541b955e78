import type { Day } from '#src/domain/period.ts'

/** How a running amount stands against its plan. Money in minor units. Counted on closed days only. */
export interface Pacing {
  /** The target of the whole period. */
  readonly target: number
  /** The last day that counts; `null` before the first day has closed. */
  readonly closedTo: Day | null
  /** What the closed days came to. */
  readonly actual: number
  /** What they should have come to. */
  readonly expected: number
  /** Actual minus expected: negative is behind. */
  readonly gap: number
  /** Actual over expected; `null` while nothing is expected. */
  readonly index: number | null
  /** Days of the period after the last closed one. */
  readonly remainingDays: number
  /** What each of them must bring to reach the target, at least 0; `null` when none remains. */
  readonly neededPerDay: number | null
  /** Where the period ends at this pace; `null` before a tenth of the plan has passed. */
  readonly landing: number | null
}

/** A landing is told once so much of the plan has passed (e-commerce practice: earlier it swings too much). */
const leastShare = 0.1

/** What `pace` needs to know. */
export interface PaceInput {
  /** The target of the whole period, and what the days that count should have come to. */
  readonly target: number
  readonly expected: number
  /** The last day that counts; `null` before the first day has closed. */
  readonly closedTo: Day | null
  readonly actual: number
  /** Days of the period after it. */
  readonly remainingDays: number
}

/** The pace of an amount inside its period: landing is what has been reached over the share of the plan that has passed. */
export function pace({ target, expected, closedTo, actual, remainingDays }: PaceInput): Pacing {
  const share = target === 0 ? 0 : expected / target
  return {
    target,
    closedTo,
    actual,
    expected,
    gap: actual - expected,
    index: expected === 0 ? null : actual / expected,
    remainingDays,
    neededPerDay: remainingDays === 0 ? null : Math.max(0, target - actual) / remainingDays,
    landing: share >= leastShare ? actual / share : null,
  }
}
