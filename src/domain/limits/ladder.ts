import type { PlatformLimit } from '#src/domain/limits.ts'

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
 * How many more cases without a defect bring a rate back to its line: `defects` of `cases` so far, both whole; 0 where
 * it is not crossed.
 */
export function cleanCasesNeeded(defects: number, cases: number, limit: number): number {
  return Math.max(0, Math.ceil(defects / limit - cases))
}
