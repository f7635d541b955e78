import { criticalAttainment, redAttainment } from '#src/domain/alerts/judge.ts'
import { dayNoise, worseThanUsual } from '#src/domain/baseline/day-noise.ts'
import { shiftDays } from '#src/domain/days.ts'
import type { Day } from '#src/domain/period/index.ts'
import { daysUnder } from './judge-streak.ts'
import type { RuleView } from './view.ts'

/** Standard deviations beyond which a day is no chance (KPI practice: the level from which it is watched). */
const noiseFactor = 2.5
/** A miss by a fifth on so many business days in a row is no chance either (judgement: a business week). */
const sustainedDays = 5

/** A day whose share of a longer target was missed. */
export interface Miss {
  readonly day: Day
  readonly value: number
  readonly attained: number
}

/**
 * Whether a missed share of a longer target is more than chance. The share is a guess, and days vary: a miss counts
 * when the day lies beyond the noise around its target and is worse than days of this KPI usually are, when it lasts a
 * business week, when less than half is reached, and where too few days are known to say what is usual.
 */
export function isBeyondChance({ day, value, attained }: Miss, view: RuleView): boolean {
  const noise = dayNoise(day, view)
  if (noise === null || attained < criticalAttainment) return true
  const isUnusual = worseThanUsual(value, noise, view.kpi.better) >= noiseFactor
  if (isUnusual && 1 - attained >= noiseFactor * noise.spread) return true
  const most = sustainedDays - 1
  return daysUnder(shiftDays(day, -1), redAttainment, { most, view }) >= most
}
