import { Big } from 'big.js'
import type { Day } from '#src/domain/period/index.ts'

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
  /** The same amounts as exact decimals, where one of them is beyond what a JavaScript number holds exactly. */
  readonly exact?: ExactPace
}

/** Amounts of a pace as exact decimals. */
export interface ExactPace {
  readonly actual: string
  readonly gap: string
  readonly neededPerDay: string | null
  readonly landing: string | null
}

/** A landing is told once so much of the plan has passed (e-commerce practice: earlier it swings too much). */
const minShare = 0.1

/** What `pace` needs to know. */
export interface PaceInput {
  /** The target of the whole period, and what the days that count should have come to. */
  readonly target: number
  readonly expected: number
  /** The last day that counts; `null` before the first day has closed. */
  readonly closedTo: Day | null
  readonly actual: number
  /** `actual` as an exact decimal, where a number does not hold it exactly. */
  readonly exactActual?: string
  /** Days of the period after it. */
  readonly remainingDays: number
}

/** The pace of an amount inside its period: landing is what has been reached over the share of the plan that has passed. */
export function pace({ target, expected, closedTo, actual, exactActual, remainingDays }: PaceInput): Pacing {
  const reached = Big(exactActual ?? actual)
  const gap = reached.minus(expected)
  const left = Big(target).minus(reached)
  const needed = remainingDays === 0 ? null : (left.lt(0) ? Big(0) : left).div(remainingDays)
  const share = target === 0 ? 0 : expected / target
  const landing = share >= minShare ? reached.times(target).div(expected) : null
  const isLarge = [reached, gap, landing ?? gap].some(amount => amount.abs().gt(Number.MAX_SAFE_INTEGER))
  return {
    ...{ target, closedTo, actual, expected, remainingDays },
    gap: gap.toNumber(),
    index: expected === 0 ? null : actual / expected,
    neededPerDay: needed?.toNumber() ?? null,
    landing: landing?.toNumber() ?? null,
    ...(isLarge ? { exact: written({ reached, gap, needed, landing }) } : {}),
  }
}

function written(pace: { reached: Big; gap: Big; needed: Big | null; landing: Big | null }): ExactPace {
  return {
    actual: pace.reached.toFixed(),
    gap: pace.gap.toFixed(),
    neededPerDay: pace.needed?.toFixed() ?? null,
    landing: pace.landing?.toFixed() ?? null,
  }
}
