import type { Alert } from '#src/domain/alerts/alert.ts'
import { lapse, onClock } from '#src/domain/alerts/alert-life.ts'
import { alertSubject } from '#src/domain/alerts/alert-subject.ts'
import { announceAlert } from '#src/features/alerts/announce/announce-change.ts'
import { type AlertParts, alertView } from '#src/features/alerts/announce/view.ts'
import type { AlertView } from '#src/features/alerts/cards/alert-card.ts'
import { alertStillCard } from '#src/features/alerts/cards/alert-still-card.ts'
import { listDueByClock, lockAlert } from '#src/features/alerts/store/alerts.ts'
import { planDelivery } from '#src/features/delivery/index.ts'
import type { Database, Db } from '#src/platform/database/db.ts'
import { writeChange } from './change-alert.ts'
import { wakeGroup } from './expire-group.ts'
import { answerBy, canBeAsked, type Holder, holderOf } from './still-on-it.ts'

/** What the clock works with. */
export interface ClockParts extends AlertParts {
  readonly db: Database['db']
  readonly now: Date
  readonly signal?: AbortSignal
}

/**
 * Ends snoozes and acknowledgements whose time is over: the alert asks for attention again. Who has it is asked first
 * whether they still are on it. Those of a group go together. Answers how many.
 */
export async function wakeAlerts(parts: ClockParts): Promise<number> {
  const { db, now, signal } = parts
  const groups = new Set<number>()
  let woken = 0
  for (const alert of await listDueByClock(db, now)) {
    if (signal?.aborted) break
    if (alert.groupId === null) woken += (await wake(parts, alert)) ? 1 : 0
    else if (!groups.has(alert.groupId)) woken += await wakeGroup(parts, alert)
    if (alert.groupId !== null) groups.add(alert.groupId)
  }
  return woken
}

async function wake(parts: ClockParts, known: Alert): Promise<boolean> {
  const { db, now } = parts
  const view = await alertView(parts, known, now)
  return db.transaction(async tx => {
    const standing = await lockAlert(tx, known.id)
    const due = standing && onClock(standing, now, await answerBy(tx, standing, now))
    if (!due) return false
    const by = { personId: null, via: null, now }
    if (due.kind === 'ack_asked') {
      const holder = await holderOf(tx, standing, now)
      if (holder && !canBeAsked(holder, [standing], now)) return false
      if (holder && view) {
        const alert = await writeChange(tx, { ...due, detail: { people: [holder.person.name] } }, by)
        await askHolder(tx, { ...view, alert }, holder, now)
        return true
      }
    }
    const change = due.kind === 'ack_asked' ? lapse(standing) : due
    const alert = await writeChange(tx, { ...change, detail: null }, by)
    const formerly = standing.acknowledgedBy?.name ?? null
    await announceAlert(tx, alert, view && { ...view, alert }, { now, kind: change.kind, formerly })
    return true
  })
}

async function askHolder(db: Db, view: AlertView, { channelId, person }: Holder, now: Date): Promise<void> {
  const { alert } = view
  const subject = alertSubject(alert.id, { kind: 'question', occasion: String(alert.revision) })
  const card = alertStillCard(view, person.timeZone ?? 'UTC')
  const key = `${subject}/channel/${channelId}`
  await planDelivery(db, { key, channelId, subject, revision: alert.revision, card, urgency: 0, notBefore: now })
}
