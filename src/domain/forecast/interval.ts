/** The share of cases that an interval promises to hold. */
export const promised = 0.8

/** The fewest residuals that make an interval of 80 %: with fewer its ends would be the wildest cases. */
export const minResiduals = 9

/**
 * Lower and upper end of an interval that holds the promised share of cases, from ratios of what came to what was told.
 * Split conformal prediction (Vovk, Gammerman and Shafer 2005; Lei et al. 2018, JASA 113:1094): the
 * `(n + 1) · q`-th smallest, which is right for any distribution as long as the cases are alike. `null` with too few of them.
 */
export function ratioInterval(ratios: readonly number[]): readonly [low: number, high: number] | null {
  if (ratios.length < minResiduals) return null
  const sorted = [...ratios].sort((a, b) => a - b)
  const tail = (1 - promised) / 2
  return [quantile(sorted, tail), quantile(sorted, 1 - tail)]
}

/** The value at `(n + 1) · q`, between its neighbours in proportion. */
function quantile(sorted: readonly number[], share: number): number {
  const at = Math.min(sorted.length, Math.max(1, (sorted.length + 1) * share)) - 1
  const [low, high] = [sorted[Math.floor(at)] ?? 1, sorted[Math.ceil(at)] ?? 1]
  return low + (high - low) * (at - Math.floor(at))
}

/** The chance that what is to come brings at least `needed` times what is told; 0–1, never quite either. */
export function chanceOf(ratios: readonly number[], needed: number): number {
  return (ratios.filter(ratio => ratio >= needed).length + 0.5) / (ratios.length + 1)
}
