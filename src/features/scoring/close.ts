import { localDay } from '#src/domain/days.ts'
import type { Period } from '#src/domain/period/index.ts'
import { type Subject, subjectKey } from '#src/domain/scoring/subject.ts'
import { freeze } from './freeze.ts'
import { type ScoreParts, scoreSubject } from './score-subject.ts'
import { closedKind } from './show-score.ts'
import { type ClosedScore, closedFor, findClosed, keepScore } from './store/closed.ts'

/** So long the person may object. */
export const objectionDays = 7

/** Where a day begins first: what is not over there is over nowhere. */
const firstZone = 'Pacific/Kiritimati'

/** Why a period is not closed; `incomplete`: too few of the weights are known for a rank. */
export type NotClosed = 'running' | 'closed' | 'unmeasured' | 'incomplete' | 'provisional'

/** Keeps the score of a period that is over, with all it was made of. Closing twice keeps the first. */
export async function closeScore(
  parts: ScoreParts,
  subject: Subject,
  period: Period,
  { by, anyway }: { readonly by: number | null; readonly anyway: boolean },
): Promise<ClosedScore | NotClosed> {
  const { db, demo, now } = parts
  if (period.to < period.end || period.end >= localDay(now, firstZone)) return 'running'
  const kind = closedKind(period)
  const before = (await closedFor(db, { kind, from: period.from }, demo)).get(subjectKey(subject))
  if (before && before.state !== 'reopened') return 'closed'
  const scored = await scoreSubject(parts, subject, period)
  if (!scored) return 'unmeasured'
  if (!anyway && !scored.result.complete) return 'incomplete'
  if (!anyway && scored.result.provisional) return 'provisional'
  const id = await keepScore(db, {
    ...freeze(scored),
    ...{ subject: subjectKey(subject), template: scored.measured.template, periodKind: kind, periodFrom: period.from },
    ...{ revision: (before?.revision ?? 0) + 1, score: scored.result.score, closedAt: now, closedBy: by, demo },
    objectUntil: new Date(now.getTime() + objectionDays * 86_400_000),
  })
  const kept = id === null ? null : await findClosed(db, id)
  return kept ?? 'closed'
}
