/** A KPI's part in a score. */
export interface ScorePart {
  /** Share in the score, 0–100; shares need not add up to 100. */
  readonly weight: number
  /** 1 is exactly met, 0–1.2; `null`: no data, or too few cases. */
  readonly attainment: number | null
}

/** A score and how much of it is known. */
export interface Score {
  /** 0–120; `null` when less than 70 % of the weight has data. */
  readonly value: number | null
  /** Share of the weight that has data, 0–1. */
  readonly coverage: number
}

/** Below so much of the weight a score would say more about the data than about the work (judgement). */
const leastCoverage = 0.7

/** The weighted mean of attainments, times 100, over the KPIs that have data. */
export function score(parts: readonly ScorePart[]): Score {
  let all = 0
  let known = 0
  let sum = 0
  for (const { weight, attainment } of parts) {
    all += weight
    if (attainment === null) continue
    known += weight
    sum += weight * attainment
  }
  const coverage = all === 0 ? 0 : known / all
  return { value: known > 0 && coverage >= leastCoverage ? (100 * sum) / known : null, coverage }
}
