import type { Tone } from '#src/chat/card.ts'
import type { Figure, TargetState } from '#src/domain/figure.ts'

/** How a figure stands against its target: met, short of it by less than a fifth, or by more. */
export type Standing = 'met' | 'near' | 'missed'

/**
 * The standing of a figure; `null` when it cannot be judged: no target, no value, or too few cases.
 * Colour practice of scorecards: 100 % green, 80–99 % yellow, below red.
 */
export function standing(figure: Figure): Standing | null {
  const attainment = figure.target?.attainment ?? null
  if (attainment === null || figure.value === null || figure.quality.belowSample) return null
  if (attainment >= 1) return 'met'
  return attainment >= 0.8 ? 'near' : 'missed'
}

/** The tone of a standing. */
export function toneOf(state: Standing | null): Tone | undefined {
  if (state === null) return undefined
  return state === 'met' ? 'good' : state === 'near' ? 'warning' : 'bad'
}

/**
 * The attainment to show, 1 is exactly met. Where more is better it is value over target without the cap that scores
 * use: three times the target reads 300 %. A running amount is held against the plan of its closed days. `null` when it cannot be judged.
 */
export function shownAttainment(figure: Figure): number | null {
  const { target, value } = figure
  if (!target || value === null || figure.quality.belowSample) return null
  if (figure.pacing) return figure.pacing.index
  const share = figure.kpi.better === 'higher' && isPositive(target) ? value / target.value : target.attainment
  return share === null ? null : Math.max(0, share)
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
