import type { Period } from '#src/domain/period/index.ts'
import { scoreOf } from '#src/domain/scoring/score.ts'
import type { Subject } from '#src/domain/scoring/subject.ts'
import { type Frozen, frozenOf, thaw } from './freeze.ts'
import { type Scored, type ScoreParts, scoreSubject } from './score-subject.ts'
import type { ClosedScore } from './store/closed.ts'

/** A figure that changed after its period was closed. */
export interface LaterCorrection {
  /** Its place among the lines of the score. */
  readonly line: number
  readonly kpiId: string
  readonly kept: number | null
  readonly now: number | null
}

/** What changed since a score was closed, and what it would be now: listed, never applied. */
export interface Corrections {
  readonly changed: readonly LaterCorrection[]
  readonly score: number | null
}

/** Compares a closed score with the figures as they stand; `null` where nothing changed. */
export async function correctionsSince(
  parts: ScoreParts,
  subject: Subject,
  period: Period,
  closed: ClosedScore,
): Promise<Corrections | null> {
  const kept = thaw(closed.inputs)
  const now = await scoreSubject(parts, subject, period)
  if (!now) return null
  const fresh = valuesNow(kept, now)
  const changed = kept.inputs.lines.flatMap(({ kpiId, value }, line) => {
    const then = fresh[line]
    return then === undefined || then === value ? [] : [{ line, kpiId, kept: value, now: then }]
  })
  if (changed.length === 0) return null
  // Targets and weights stay those of the close: only the figures are taken as they are now.
  const lines = kept.inputs.lines.map((line, at) => ({ ...line, value: fresh[at] ?? line.value }))
  return { changed, score: scoreOf({ ...kept.inputs, lines }).score }
}

/** What each kept line comes to now: the same KPI at the same places; `undefined`: it is measured no longer. */
function valuesNow(kept: Frozen, now: Scored): readonly (number | null | undefined)[] {
  const keysOf = ({ inputs, details }: Pick<Frozen, 'inputs' | 'details'>) =>
    inputs.lines.map(({ kpiId }, at) => `${kpiId}/${[...(details[at]?.places ?? [])].sort().join('+')}`)
  const values = new Map(keysOf(frozenOf(now)).map((key, at) => [key, now.inputs.lines[at]?.value]))
  return keysOf(kept).map(key => values.get(key))
}
