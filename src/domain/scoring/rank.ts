import type { ScoreResult } from './score.ts'

/** Who takes part in a ranking: only subjects of the same template are ranked together. */
export interface Contender {
  readonly subject: string
  readonly result: ScoreResult
  /** Weights of the template, in the order of the result's lines. */
  readonly weights: readonly number[]
  /** KPIs whose figures may still change. */
  readonly provisional: number
}

/** A place in a ranking; `rank` is `null` for an incomplete score. */
export interface Ranked<T extends Contender> {
  readonly contender: T
  readonly rank: number | null
}

/**
 * Competition ranking (1, 2, 2, 4) by score; ties by the attainment of the heaviest KPI, then of the next, then by fewer
 * KPIs that are missing, then by fewer that may still change. Incomplete scores come last, without a rank.
 */
export function ranked<T extends Contender>(contenders: readonly T[]): readonly Ranked<T>[] {
  const whole = contenders.filter(({ result }) => result.complete && result.score !== null)
  const rest = contenders.filter(({ result }) => !result.complete || result.score === null)
  const sorted = [...whole].sort((a, b) => compare(a, b) || a.subject.localeCompare(b.subject))
  const places: Ranked<T>[] = []
  for (const [at, contender] of sorted.entries()) {
    const before = sorted[at - 1]
    const tied = before !== undefined && compare(before, contender) === 0
    places.push({ contender, rank: tied ? (places[at - 1]?.rank ?? at + 1) : at + 1 })
  }
  return [...places, ...rest.map(contender => ({ contender, rank: null }))]
}

function compare(a: Contender, b: Contender): number {
  const byScore = (b.result.score ?? 0) - (a.result.score ?? 0)
  if (byScore !== 0) return byScore
  for (const at of heaviestFirst(a.weights)) {
    const byKpi = (b.result.lines[at]?.attained ?? -1) - (a.result.lines[at]?.attained ?? -1)
    if (byKpi !== 0) return byKpi
  }
  return missing(a) - missing(b) || a.provisional - b.provisional
}

function heaviestFirst(weights: readonly number[]): readonly number[] {
  return weights
    .map((weight, at) => ({ weight, at }))
    .sort((a, b) => b.weight - a.weight || a.at - b.at)
    .map(({ at }) => at)
}

function missing({ result }: Contender): number {
  return result.lines.filter(({ attained }) => attained === null).length
}
