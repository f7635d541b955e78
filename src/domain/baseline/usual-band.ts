import type { Baseline, PastDay } from './pool-days.ts'
import { alertScore, scoreOf, type ValueKind, watchScore } from './score.ts'

/** What is usual around a baseline, and how a value stands against it. */
export interface UsualBand {
  readonly low: number
  readonly high: number
  readonly standing: 'inside' | 'watch' | 'unusual'
}

/** Halvings that find an end of the band: a thousandth of a millionth of the distance looked through. */
const halvings = 40

/**
 * The values that would not be worth a look (score below 2.5, `score.ts`) around a baseline, for a value of that many cases.
 * Found by halving, because counts and rates are judged by other statistics than amounts. Amounts and rates that cannot be
 * below zero end there, and shares end at `highest`, unless one of the values is beyond it all the same.
 */
export function usualBand(
  observed: PastDay,
  baseline: Baseline,
  kind: ValueKind,
  highest: number | null = null,
): UsualBand {
  const isInside = (value: number) => Math.abs(scoreOf({ ...observed, value }, baseline, kind).score) < watchScore
  const reach = Math.max(Math.abs(baseline.expected), Math.abs(observed.value), 1) * 8
  const size = Math.abs(scoreOf(observed, baseline, kind).score)
  const low = endOf(baseline.expected, baseline.expected - reach, isInside)
  const high = endOf(baseline.expected, baseline.expected + reach, isInside)
  const isCut = highest !== null && baseline.expected <= highest && observed.value <= highest
  return {
    low: baseline.expected >= 0 && observed.value >= 0 ? Math.max(0, low) : low,
    high: isCut ? Math.min(highest, high) : high,
    standing: size < watchScore ? 'inside' : size < alertScore ? 'watch' : 'unusual',
  }
}

/** The last value on the way from inside to outside that is still inside. */
function endOf(inside: number, outside: number, isInside: (value: number) => boolean): number {
  let [near, far] = [inside, outside]
  if (isInside(far)) return far
  for (let step = 0; step < halvings; step += 1) {
    const middle = (near + far) / 2
    if (isInside(middle)) near = middle
    else far = middle
  }
  return near
}
