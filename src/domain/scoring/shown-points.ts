import type { ScoreResult } from './score.ts'

/** Points as they are shown, so that what stands below each other adds up to what stands above. */
export interface ShownPoints {
  /** Digits behind the point. */
  readonly digits: number
  /** By line; `null`: it does not count. Of the score before a broken line capped it. */
  readonly points: readonly (number | null)[]
  /** By line; together 100. */
  readonly worth: readonly (number | null)[]
}

/** What a score is compared with: colours, the rank's share of weights, bands that pay (hundredths are kept). */
const kept = 2

/**
 * Digits by which a number is shown: one, or two where one would round it up to a whole number that it did not reach,
 * such as 79.96, which is no 80.
 */
export function digitsFor(value: number): number {
  const shown = Math.round(value * 10 + 1e-7) / 10
  return Number.isInteger(shown) && shown > value + 1e-9 ? kept : 1
}

/** The points of the lines of a score, rounded so that they add up to it (largest remainders). */
export function shownPoints({ ungated, lines }: Pick<ScoreResult, 'ungated' | 'lines'>): ShownPoints {
  const digits = ungated === null ? 1 : digitsFor(ungated)
  const counted = lines.map(({ points, worth }) => points !== null && worth !== null)
  const at = (parts: readonly number[]) => {
    const left = [...parts]
    return counted.map(counts => (counts ? (left.shift() ?? null) : null))
  }
  return {
    digits,
    points: at(
      addingUp(
        ungated ?? 0,
        lines.flatMap(({ points, worth }) => (points === null || worth === null ? [] : [points])),
        digits,
      ),
    ),
    worth: at(
      addingUp(
        100,
        lines.flatMap(({ points, worth }) => (points === null || worth === null ? [] : [worth])),
        digits,
      ),
    ),
  }
}

/** Each part rounded up or down so that all of them come to the total as it is shown. */
function addingUp(total: number, parts: readonly number[], digits: number): readonly number[] {
  const scale = 10 ** digits
  const exact = parts.map(part => part * scale)
  const units = exact.map(part => Math.floor(part + 1e-7))
  const rest = exact.map((part, at) => part - (units[at] ?? 0))
  const order = rest.map((_part, at) => at).sort((a, b) => (rest[b] ?? 0) - (rest[a] ?? 0) || a - b)
  let open = Math.round(total * scale + 1e-7) - units.reduce((sum, part) => sum + part, 0)
  for (let at = 0; open > 0 && order.length > 0; at++, open--) bump(units, order[at % order.length], 1)
  for (let at = order.length - 1; open < 0 && at >= 0; at--, open++) bump(units, order[at], -1)
  return units.map(part => part / scale)
}

function bump(units: number[], at: number | undefined, by: number): void {
  if (at !== undefined) units[at] = (units[at] ?? 0) + by
}
