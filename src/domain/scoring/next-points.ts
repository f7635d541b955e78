import type { Aim } from '#src/domain/targets/attainment.ts'
import type { ScoredLine, ScoreInputs, ScoreResult } from './score.ts'

/** What would bring a KPI so many points more. */
export interface NextPoints {
  /** Its place among the lines of the score: the same KPI may stand there for several stores. */
  readonly line: number
  readonly kpiId: string
  readonly value: number
  readonly points: number
}

/**
 * For each KPI that counts, the value at which the score would be higher by `points`: those that can, the smallest
 * relative step first. Bands are reached by coming back into them.
 */
export function nextPoints(inputs: ScoreInputs, result: ScoreResult, points: number): readonly NextPoints[] {
  const found = inputs.lines.flatMap((line, at) => {
    const counted = result.lines[at]
    if (!counted || counted.attained === null || counted.worth === null || counted.worth <= 0) return []
    const wanted = counted.attained + points / counted.worth
    const value = wanted > inputs.maxAttainment + 1e-9 || line.aim === null ? null : valueAt(wanted, line.aim, line)
    return value === null || line.value === null
      ? []
      : [{ line: at, kpiId: line.kpiId, value, points, step: stepOf(line, value) }]
  })
  return found.sort((a, b) => a.step - b.step).map(({ step: _, ...next }) => next)
}

/** The value that attains so much; `null` where no value does. */
export function valueAt(attained: number, aim: Aim, { better, value: now }: Pick<ScoredLine, 'better' | 'value'>) {
  const { value: target, low = null, high = null, worst = null } = aim
  if (low !== null || high !== null) return attained > 1 ? null : nearerEnd(now, low, high)
  if (target === null) return null
  if (worst !== null && worst !== target) return worst + attained * (target - worst)
  if (better === 'band') return attained > 1 ? null : target
  if (target === 0) return attained > 1 ? null : 0
  if (better === 'lower') return target > 0 ? Math.max(0, (2 - attained) * target) : attained * target
  return target > 0 ? attained * target : (2 - attained) * target
}

function nearerEnd(now: number | null, low: number | null, high: number | null): number | null {
  if (now === null) return null
  if (low !== null && now < low) return low
  return high !== null && now > high ? high : null
}

function stepOf(line: ScoredLine, value: number): number {
  const now = line.value ?? 0
  return now === 0 ? Number.POSITIVE_INFINITY : Math.abs(value - now) / Math.abs(now)
}
