import type { Kpi } from '#src/domain/kpis/kpi.ts'

/** Fewer months say nothing about what can be reached (judgement: half a year). */
const fewestMonths = 6
/** A target beyond this share of the months needs a reason, below that one it asks for little (practice of SMART checks). */
const beyondShare = 0.95
const easyShare = 0.2

/** Where a target stands among the months that a KPI has had. `null`: too few months, or no better direction. */
export interface Reach {
  readonly position: 'beyond' | 'within' | 'easy'
  /** What 95 of 100 months did not pass. */
  readonly limit: number
}

/** Holds a target against the months before, in the direction in which the KPI gets better. */
export function reachOf(target: number, months: readonly number[], { better }: Pick<Kpi, 'better'>): Reach | null {
  if (better === 'band' || months.length < fewestMonths) return null
  const sign = better === 'lower' ? -1 : 1
  const sorted = months.map(value => sign * value).sort((a, b) => a - b)
  const [easy, limit] = [quantile(sorted, easyShare), quantile(sorted, beyondShare)]
  const value = sign * target
  const position = value > limit ? 'beyond' : value < easy ? 'easy' : 'within'
  return { position, limit: sign * limit || 0 }
}

/** Between two values in proportion (Hyndman and Fan, type 7). */
function quantile(sorted: readonly number[], share: number): number {
  const at = (sorted.length - 1) * share
  const below = Math.floor(at)
  const [low, high] = [sorted[below] ?? 0, sorted[below + 1] ?? sorted[below] ?? 0]
  return low + (high - low) * (at - below)
}
