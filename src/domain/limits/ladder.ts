import type { PlatformLimit } from './index.ts'

/** How near a platform's line a value is, furthest first. */
export const ladderSteps = ['green', 'yellow', 'orange', 'red'] as const
export type LadderStep = (typeof ladderSteps)[number]

/** Shares of the way to the line at which a metric turns yellow and orange (KPI practice, judgement). */
const yellowFrom = 0.6
const orangeFrom = 0.85

/**
 * The step of a value on the way to a line. One that must stay under L is yellow from 0.6 L and orange from 0.85 L; one
 * that must stay over H is yellow below H + 0.4 (best − H) and orange below H + 0.15 (best − H).
 */
export function ladderStep(limit: Pick<PlatformLimit, 'comparison' | 'limit'>, value: number): LadderStep {
  const under = limit.comparison === '<' || limit.comparison === '<='
  const way = under ? value / limit.limit : 1 - (value - limit.limit) / (bestOf(limit.limit) - limit.limit)
  if (way > 1) return 'red'
  return way > orangeFrom ? 'orange' : way > yellowFrom ? 'yellow' : 'green'
}

/** Stars end at 5, shares at 1. */
function bestOf(limit: number): number {
  return limit > 1 ? 5 : 1
}

/**
 * How many more defects in a row cross a line that must stay under, each of them one more case: `value` is the rate of
 * `cases` so far. `null` where the line is crossed already, must stay over, or nobody knows the cases.
 */
export function defectsLeft(
  { comparison, limit }: Pick<PlatformLimit, 'comparison' | 'limit'>,
  value: number,
  cases: number | null,
): number | null {
  const under = comparison === '<' || comparison === '<='
  if (!under || cases === null || limit >= 1) return null
  const room = limit * cases - Math.round(value * cases)
  if (room < 0 || (room === 0 && comparison === '<')) return null
  const steps = room / (1 - limit)
  return comparison === '<' ? Math.max(1, Math.ceil(steps - 1e-9)) : Math.floor(steps + 1e-9) + 1
}
