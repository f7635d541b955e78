import type { Alert } from '#src/domain/alerts/alert.ts'
import { alertSubject } from '#src/domain/alerts/alert-subject.ts'
import { nextStep } from '#src/domain/alerts/escalation.ts'
import { alertView, withProcedure } from '#src/features/alerts/announce/view.ts'
import { alertCallCard, type Call } from '#src/features/alerts/cards/alert-call-card.ts'
import type { AlertView } from '#src/features/alerts/cards/alert-card.ts'
import type { ClockParts } from '#src/features/alerts/lifecycle/expire.ts'
import { addAlertEvent, listDueEscalations, lockAlert } from '#src/features/alerts/store/alerts.ts'
import { readWaits } from '#src/features/alerts/store/escalation-waits.ts'
import { planDelivery } from '#src/features/delivery/index.ts'
import {
  type DirectChannel,
  listPeople,
  type Presence,
  setEscalation,
  standIns,
  toldNow,
} from '#src/features/people/index.ts'
import { listStores } from '#src/features/stores/index.ts'
import type { Db } from '#src/platform/database/db.ts'
import { escalateGroup, isDue } from './escalate-group.ts'
import { nextStepAt } from './next-step.ts'
import { channelsOfStep, type Known, mayBeTold, peopleOfStep } from './recipients.ts'

/** Takes the steps that are due: each asks the next in the chain, in person. Answers how many alerts went on. */
export async function escalateDue(parts: ClockParts): Promise<number> {
  const known = { stores: await listStores(parts.db), people: await listPeople(parts.db) }
  const groups = new Set<number>()
  let count = 0
  for (const alert of await listDueEscalations(parts.db, parts.now)) {
    if (parts.signal?.aborted) break
    if (alert.groupId === null) count += (await escalate(parts, alert, known)) ? 1 : 0
    else if (!groups.has(alert.groupId)) count += await escalateGroup(parts, alert.groupId, known)
    if (alert.groupId !== null) groups.add(alert.groupId)
  }
  return count
}

async function escalate(parts: ClockParts, due: Alert, known: Known): Promise<boolean> {
  const { db, now } = parts
  const read = await alertView(parts, due, now)
  const view = read && (await withProcedure(db, read))
  return db.transaction(async tx => {
    const alert = await lockAlert(tx, due.id)
    if (alert?.state !== 'open' || alert.escalation !== due.escalation || !isDue(alert, now)) return false
    const next = nextStep(await readWaits(tx), alert.severity, alert.escalation)
    if (!next) {
      await setEscalation(tx, [alert.id], { step: alert.escalation, at: null })
      return false
    }
    const { number: step } = next
    const asked = await standIns(tx, peopleOfStep(next.step, [alert], known), now, mayBeTold([alert], known))
    const told = await toldNow(tx, [alert], asked, now)
    const channels = await channelsOfStep(tx, next.step, told)
    if (view) await callInPerson(tx, { ...view, alert }, { number: step, channels, told, now })
    const reached = told.filter(person => channels.some(channel => channel.personId === person.id))
    if (reached.length > 0) {
      const detail = { step, people: reached.map(person => person.name) }
      await addAlertEvent(tx, { alertId: alert.id, at: now, kind: 'escalated', personId: null, via: null, detail })
    }
    const nobody = reached.length === 0 && told.length === asked.length // else somebody hears of it after quiet hours
    const following = await nextStepAt(tx, alert, step, now, asked[0]?.id ?? alert.owner?.id ?? null)
    await setEscalation(tx, [alert.id], { step, at: following && nobody ? now : following })
    return true
  })
}

interface Step {
  readonly number: number
  readonly channels: readonly DirectChannel[]
  readonly told: readonly Presence[]
  readonly now: Date
}

/** A message to each in person. The subject makes it end with the alert's other calls. */
async function callInPerson(db: Db, view: AlertView, { number, channels, told, now }: Step): Promise<void> {
  const { alert } = view
  const subject = alertSubject(alert.id, { kind: 'step', revision: alert.revision, step: number })
  for (const { id: channelId, personId } of channels) {
    const mentioned = told.filter(person => person.id === personId).map(({ id, name }) => ({ id, name }))
    const call: Call = { kind: 'reminder', people: { mentioned, later: [] }, urgent: number >= 3 ? 2 : 1 }
    const card = alertCallCard(view, call)
    const key = `${subject}/channel/${channelId}`
    await planDelivery(db, { key, channelId, subject, revision: alert.revision, card, urgency: 0, notBefore: now })
  }
}
