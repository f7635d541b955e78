import type { Alert } from '#src/domain/alerts/alert.ts'
import { afterWorkMinutes } from '#src/domain/business-hours.ts'
import { workTimeOf } from '#src/features/alerts/escalate/working-time.ts'
import { directChannels, findPresence, isAway, type Presence, quietEnd } from '#src/features/people/index.ts'
import type { Db } from '#src/platform/database/db.ts'

/** Working time to answer whether one still is on it (judgement: half a working day). */
const answerWorkMinutes = 4 * 60

/** Who has an alert, and where they are asked. */
export interface Holder {
  readonly person: Presence
  readonly channelId: number
}

/** Until when whoever has an alert may answer, in their working time. */
export async function answerBy(db: Db, alert: Alert, now: Date): Promise<Date> {
  const workTime = await workTimeOf(db, alert.acknowledgedBy?.id ?? null, alert)
  return afterWorkMinutes(now, answerWorkMinutes, workTime)
}

/** Who has an alert and can be asked in person; `null`: they left, are away, or cannot be reached. */
export async function holderOf(db: Db, { acknowledgedBy }: Alert, now: Date): Promise<Holder | null> {
  if (!acknowledgedBy) return null
  const person = (await findPresence(db, [acknowledgedBy.id])).get(acknowledgedBy.id)
  if (!person || isAway(person, now)) return null
  const [channel] = await directChannels(db, [person.id])
  return channel ? { person, channelId: channel.id } : null
}

/** Whether somebody can be asked now: not in their quiet hours, unless an alert is critical. Else it waits for their end. */
export function canBeAsked({ person }: Holder, alerts: readonly Alert[], now: Date): boolean {
  return quietEnd(person, now) === null || alerts.some(alert => alert.severity === 'critical')
}
