import type { Period } from '#src/domain/period/index.ts'
import { scoreOf } from '#src/domain/scoring/score.ts'
import type { Subject } from '#src/domain/scoring/subject.ts'
import { thaw } from './freeze.ts'
import { type ScoreParts, scoreSubject } from './score-subject.ts'
import type { ClosedScore } from './store/closed.ts'

/** A figure that changed after its period was closed. */
export interface LaterCorrection {
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
  const values = new Map(now.inputs.lines.map(line => [line.kpiId, line.value]))
  const changed = kept.inputs.lines.flatMap(({ kpiId, value }) => {
    const fresh = values.get(kpiId)
    return fresh === undefined || fresh === value ? [] : [{ kpiId, kept: value, now: fresh }]
  })
  if (changed.length === 0) return null
  // Targets and weights stay those of the close: only the figures are taken as they are now.
  const lines = kept.inputs.lines.map(line => ({ ...line, value: values.get(line.kpiId) ?? line.value }))
  return { changed, score: scoreOf({ ...kept.inputs, lines }).score }
}
