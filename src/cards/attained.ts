import type { Tone } from '#src/chat/card.ts'
import type { Figure, TargetState } from '#src/domain/figure.ts'
import { type AttainmentLevel, standingOf } from '#src/domain/targets/attainment.ts'

export type { AttainmentLevel } from '#src/domain/targets/attainment.ts'

/**
 * The standing of a figure; `null` when it cannot be judged: no target, no value, too few cases, or its day still runs.
 */
export function standing(figure: Figure): AttainmentLevel | null {
  const share = shownAttainment(figure)
  return share === null ? null : standingOf(share)
}

/** The tone of a standing. */
export function toneOf(state: AttainmentLevel | null): Tone | undefined {
  if (state === null) return undefined
  return state === 'met' ? 'good' : state === 'near' ? 'warning' : 'bad'
}

/**
 * The attainment that is shown and judged, 1 is exactly met. Where more is better it is value over target without the cap
 * that scores use: three times the target reads 300 %. A running amount is held against the plan of its closed days.
 * `null` when it cannot be judged.
 */
export function shownAttainment(figure: Figure): number | null {
  const { target, value, unbounded, pacing } = figure
  if (target === null || target.attainment === null || (value === null && !unbounded)) return null
  if (figure.quality.belowSample || figure.running) return null
  if (pacing && pacing.index === null) return null
  if (value === null || figure.kpi.better !== 'higher' || !isPositive(target)) return target.attainment
  return Math.max(0, value / target.value)
}

/** Whether there is anything to say about a figure: a value, why there is none, or a target. */
export function isShown({ value, unbounded, target }: Figure): boolean {
  return value !== null || unbounded !== undefined || target !== null
}

/** Whether an amount lacks days or stores: held against a whole it would look like a fall. Ratios stand as they are. */
export function isPartial({ kpi, quality }: Figure): boolean {
  return (kpi.unit === 'money' || kpi.unit === 'count') && quality.daysWithData < quality.daysExpected
}

/** Whether a change is good news; `null` when it is neither. */
export function isGood(change: number | null, better: 'higher' | 'lower' | 'band'): boolean | null {
  if (change === null || change === 0 || better === 'band') return null
  return change > 0 === (better === 'higher')
}

function isPositive(target: TargetState): target is TargetState & { readonly value: number } {
  return target.value !== null && target.value > 0
}
