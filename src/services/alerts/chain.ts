import type { Alert, Severity } from '#src/domain/alert.ts'
import { afterWorkMinutes } from '#src/domain/business-hours.ts'
import type { Db } from '#src/storage/db.ts'
import { workTimeOf } from './work-time.ts'

/** Steps of the chain: who is asked when nobody has taken the alert on. */
export const chain = ['owner', 'manager', 'administrator', 'mail'] as const

/** Working minutes before each step (judgement: an hour of working time for what is critical, half a day otherwise). */
const waits: Readonly<Record<Severity, readonly number[]>> = {
  critical: [30, 60, 60, 60],
  bad: [120, 240, 240, 240],
  warning: [240, 480, 480, 480],
}

/** When the step after some is due; `null` after the last. */
export async function nextStepAt(db: Db, alert: Alert, taken: number, now: Date): Promise<Date | null> {
  const minutes = waits[alert.severity][taken]
  if (minutes === undefined || alert.state !== 'open') return null
  return afterWorkMinutes(now, minutes, await workTimeOf(db, alert.owner?.id ?? null, alert))
}
