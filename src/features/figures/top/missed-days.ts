import type { Series, SeriesPoint } from '#src/domain/figure.ts'

/**
 * Days in a row on which the target of the day was missed: up to the newest judged day (`standing`), or the longest run. A
 * day without value or target ends no run and counts for none. `null`: no day could be judged.
 */
export function missedRun(
  { kpi, points }: Pick<Series, 'kpi' | 'points'>,
  which: 'standing' | 'longest',
): number | null {
  const judged = points.flatMap(point => {
    const missed = isMissed(point, kpi.better)
    return missed === null ? [] : [missed]
  })
  if (judged.length === 0) return null
  let run = 0
  let longest = 0
  for (const missed of judged) {
    run = missed ? run + 1 : 0
    longest = Math.max(longest, run)
  }
  return which === 'standing' ? run : longest
}

function isMissed({ value, target, targetHigh, belowSample, unbounded }: SeriesPoint, better: string): boolean | null {
  if (target === null || belowSample) return null
  if (value === null) return unbounded ? (better === 'lower') === unbounded.sign > 0 : null
  if (targetHigh !== undefined && targetHigh !== null) return value < target || value > targetHigh
  return better === 'lower' ? value > target : value < target
}
