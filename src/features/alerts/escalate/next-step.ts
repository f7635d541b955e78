import type { Alert } from '#src/domain/alerts/alert.ts'
import { nextStep } from '#src/domain/alerts/escalation.ts'
import { afterWorkMinutes } from '#src/domain/business-hours.ts'
import { workTimeOf } from '#src/features/alerts/escalate/working-time.ts'
import { readWaits } from '#src/features/alerts/store/escalation-waits.ts'
import { setEscalation } from '#src/features/people/index.ts'
import type { Db } from '#src/platform/database/db.ts'

/**
 * When the step after some is due, in the working time of who was asked last (`null`: nobody, then the store's own);
 * `null` after the last.
 */
export async function nextStepAt(
  db: Db,
  alert: Alert,
  taken: number,
  now: Date,
  askedId: number | null,
): Promise<Date | null> {
  const next = alert.state === 'open' ? nextStep(await readWaits(db), alert.severity, taken) : null
  return next && afterWorkMinutes(now, next.minutes, await workTimeOf(db, askedId, alert))
}

/**
 * From now on it is waited for somebody to take alerts on. All wait for the same step: the people of the first are asked
 * for all.
 */
export async function beginEscalation(db: Db, alerts: readonly Alert[], now: Date): Promise<void> {
  const [first] = alerts
  if (!first) return
  const at = await nextStepAt(db, first, 0, now, first.owner?.id ?? null)
  const ids = alerts.map(alert => alert.id)
  await setEscalation(db, ids, { step: 0, at })
}
