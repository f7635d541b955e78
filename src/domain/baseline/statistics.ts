/** The value in the middle; `null` of nothing. */
export function median(values: readonly number[]): number | null {
  if (values.length === 0) return null
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  const upper = sorted[middle] ?? 0
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2
}

/** The median of the distances from a centre: a spread that a few wild days do not move. */
export function medianDeviation(values: readonly number[], centre: number): number {
  return median(values.map(value => Math.abs(value - centre))) ?? 0
}

/** The mean of the distances from a centre. */
export function meanDeviation(values: readonly number[], centre: number): number {
  if (values.length === 0) return 0
  let sum = 0
  for (const value of values) sum += Math.abs(value - centre)
  return sum / values.length
}

/** How far two counts are apart in standard deviations, by the square roots of Poisson counts (Anscombe 1948). */
export function anscombe(value: number, expected: number): number {
  return 2 * (Math.sqrt(Math.max(0, value) + 3 / 8) - Math.sqrt(Math.max(0, expected) + 3 / 8))
}

/** How far a rate of `trials` cases is from an expected one, in standard deviations; `null` where that has no meaning. */
export function rateScore(rate: number, expected: number, trials: number): number | null {
  if (trials <= 0 || expected <= 0 || expected >= 1) return null
  return (rate - expected) / Math.sqrt((expected * (1 - expected)) / trials)
}

/** Where the true rate lies when `rate` of `trials` cases was seen, `z` standard deviations to both sides (Wilson 1927). */
export function wilson(rate: number, trials: number, z: number): { readonly low: number; readonly high: number } {
  if (trials <= 0) return { low: 0, high: 1 }
  const square = (z * z) / trials
  const centre = (rate + square / 2) / (1 + square)
  const half = (z / (1 + square)) * Math.sqrt((rate * (1 - rate)) / trials + square / (4 * trials))
  return { low: Math.max(0, centre - half), high: Math.min(1, centre + half) }
}
