/** Shown numbers that add up: each a multiple of the last digit that is shown. */
export interface RoundedParts {
  readonly parts: readonly number[]
  readonly total: number
}

/**
 * Rounds the parts of a change to the last digit that is shown (`quantum`: 1 for cents and counts, 0.0001 for a hundredth
 * of a percent) such that what is shown still adds up to the difference of the two shown values: the parts with the
 * largest remainders take what rounding down leaves over (largest remainder method).
 */
export function roundedParts(
  parts: readonly number[],
  [before, after]: readonly [number, number],
  quantum: number,
): RoundedParts {
  const units = Math.round(after / quantum) - Math.round(before / quantum)
  const exact = parts.map(part => part / quantum)
  const floors = exact.map(Math.floor)
  let left = units - floors.reduce((sum, part) => sum + part, 0)
  const order = exact
    .map((value, at) => ({ at, rest: value - Math.floor(value) }))
    .sort((a, b) => b.rest - a.rest || a.at - b.at)
  for (const { at } of left >= 0 ? order : [...order].reverse()) {
    if (left === 0) break
    const step = Math.sign(left)
    floors[at] = (floors[at] ?? 0) + step
    left -= step
  }
  if (left !== 0 && floors.length > 0) floors[order[0]?.at ?? 0] = (floors[order[0]?.at ?? 0] ?? 0) + left
  return { parts: floors.map(part => part * quantum + 0), total: units * quantum + 0 } // no negative zero
}
