/** What a value is held against: a value to reach (or to stay under), or a band with one or two ends. */
export interface Aim {
  readonly value: number | null
  readonly low?: number | null
  readonly high?: number | null
}

/** One KPI cannot hide the others: its attainment stops at 120 % (practice of scorecards and bonus tables). */
const most = 1.2

/**
 * How far a target is met: 1 exactly, clamped to 0–1.2; `null` when the value or the target is missing.
 * Higher is better: value / target. Lower is better: 2 − value / target, so that half of it is still capped at 1.2 and
 * twice as much gives 0. Inside a band 1, outside it less by the distance over the width of the band.
 */
export function attainment(
  value: number | null,
  aim: Aim | number | null,
  better: 'higher' | 'lower' | 'band',
): number | null {
  if (value === null || aim === null) return null
  const { value: target, low = null, high = null } = typeof aim === 'number' ? { value: aim } : aim
  if (low !== null || high !== null) return clamp(inBand(value, low, high))
  if (target === null) return null
  return clamp(
    better === 'lower' ? lower(value, target) : better === 'higher' ? higher(value, target) : near(value, target),
  )
}

function higher(value: number, target: number): number {
  if (target > 0) return value / target
  if (target === 0) return value >= 0 ? 1 : 0
  return 2 - value / target
}

/** For a target of zero, such as no violations, only zero meets it: there is no scale for how far beyond it is. */
function lower(value: number, target: number): number {
  if (target > 0) return 2 - value / target
  if (target === 0) return value <= 0 ? 1 : 0
  return value / target
}

/** A KPI that should neither rise nor fall, with a single target: less by the relative distance. */
function near(value: number, target: number): number {
  if (target === 0) return value === 0 ? 1 : 0
  return 1 - Math.abs(value - target) / Math.abs(target)
}

/**
 * Outside a band the tolerance is its width; a band with one end, or without width, has a fifth of that end
 * (judgement: the same fifth below which a target counts as missed).
 */
function inBand(value: number, low: number | null, high: number | null): number {
  const distance = low !== null && value < low ? low - value : high !== null && value > high ? value - high : 0
  if (distance === 0) return 1
  const width = low !== null && high !== null ? high - low : 0
  const tolerance = width > 0 ? width : Math.abs(high ?? low ?? 0) / 5
  return tolerance === 0 ? 0 : 1 - distance / tolerance
}

function clamp(attained: number): number {
  return Math.min(most, Math.max(0, attained))
}

/** Met, short of it by less than a fifth, or by more: colour practice of scorecards, 100 % green, 80–99 % yellow. */
export function attainmentTone(attained: number | null): 'good' | 'warning' | 'bad' | null {
  if (attained === null) return null
  return attained >= 1 ? 'good' : attained >= 0.8 ? 'warning' : 'bad'
}
