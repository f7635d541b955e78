import type { Baseline, PastDay } from './pool-days.ts'
import { anscombe, rateScore, wilson } from './statistics.ts'

/** From here on a day is watched, and from here on it is unusual (Iglewicz and Hoaglin 1993; the lower is judgement). */
export const watchScore = 2.5
export const alertScore = 3.5

/** Counts below it are judged as counts, not as amounts (KPI practice). */
const smallCount = 30
/** Standard deviations that make a count or a rate unusual (KPI practice). */
const unusual = 3
/** MAD of a normal distribution in standard deviations, and the mean of the distances (NIST handbook 1.3.5.17). */
const madFactor = 0.6745
const meanFactor = 1.2533
/** Spread where all days were alike (KPI practice). */
const alikeSpread = 0.05

/** How values of a KPI vary. */
export type ValueKind = 'count' | 'amount' | 'rate'

/** How far a value is from its baseline, and by which statistics. */
export interface Score {
  /** Positive above, negative below; 3.5 is unusual whichever method found it. */
  readonly score: number
  /** Relative difference; `null` where nothing is expected. */
  readonly change: number | null
  readonly method: 'deviation' | 'count' | 'rate'
}

/**
 * How unusual a value is. Small counts are judged by Poisson, all else by the robust spread; a rate must be unusual in
 * both: by the cases behind it and by how it varies from day to day, which for large samples is more than chance alone.
 */
export function scoreOf(observed: PastDay, baseline: Baseline, kind: ValueKind): Score {
  const { value, sample } = observed
  const change = baseline.expected === 0 ? null : (value - baseline.expected) / Math.abs(baseline.expected)
  if (kind === 'count' && baseline.expected < smallCount) {
    const far = anscombe(value, baseline.expected)
    return { score: (far * alertScore) / unusual, change, method: 'count' }
  }
  const usual = deviationScore(value, baseline, kind)
  if (kind !== 'rate' || sample === null) return { score: usual, change, method: 'deviation' }
  const chance = rateChance(value, sample, baseline)
  if (baseline.expected <= 0 && chance !== null) return { score: chance, change, method: 'rate' }
  if (chance === null) return { score: usual, change, method: 'deviation' }
  return { score: Math.abs(chance) < Math.abs(usual) ? chance : usual, change, method: 'rate' }
}

/** `0.6745 (x − median) / MAD`; where MAD is 0 by the mean of the distances, a share of the median or its root. */
function deviationScore(value: number, baseline: Baseline, kind: ValueKind): number {
  const { expected, deviation, meanDeviation, minSpread } = baseline
  const least = minSpread * Math.abs(expected)
  const distance = value - expected
  if (distance === 0) return 0
  if (deviation > 0) return distance / Math.max(deviation / madFactor, least)
  const root = kind === 'count' ? Math.sqrt(Math.abs(expected)) : 0
  const spread = Math.max(meanFactor * meanDeviation, alikeSpread * Math.abs(expected), root, least)
  return spread === 0 ? 0 : distance / spread // there never was any: nothing to hold it against
}

/**
 * By the cases behind a rate, against the rate of all compared days together; where none had a hit, half a one is
 * assumed. Nothing is unusual while the intervals of what is and of what was touch. `null`: the cases say nothing.
 */
function rateChance(rate: number, trials: number, { sample, pooled }: Baseline): number | null {
  if (sample === null || sample <= 0 || pooled === null) return null
  const usual = Math.max(pooled, 0.5 / sample)
  const z = rateScore(rate, usual, trials)
  if (z === null) return null
  const now = wilson(rate, trials, unusual)
  const before = wilson(pooled, sample, unusual)
  return (usual >= now.low && usual <= now.high) || (rate >= before.low && rate <= before.high)
    ? 0
    : (fewer(z, rate, usual, trials) * alertScore) / unusual
}

/** Where few hits are expected they are judged as counts: four where one is usual is chance. */
function fewer(z: number, rate: number, usual: number, trials: number): number {
  if (usual * trials >= smallCount) return z
  const far = anscombe(rate * trials, usual * trials)
  return Math.abs(far) < Math.abs(z) ? far : z
}
