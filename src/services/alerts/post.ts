import { alertCallCard } from '#src/cards/alert-call-card.ts'
import { type AlertView, alertCard } from '#src/cards/alert-card.ts'
import type { Alert } from '#src/domain/alert.ts'
import { calls, isHeldBack } from '#src/domain/alert-life.ts'
import type { Store } from '#src/domain/place.ts'
import { planDelivery } from '#src/services/deliver.ts'
import { addAlertEvent } from '#src/storage/alerts.ts'
import type { Db } from '#src/storage/db.ts'
import { channelsOfSubject, subjectsBelow } from '#src/storage/deliveries.ts'
import { listMutes } from '#src/storage/mutes.ts'
import { setEscalation } from '#src/storage/presence.ts'
import { listStores } from '#src/storage/stores.ts'
import { nextStepAt } from './chain.ts'
import { postGroup } from './group.ts'
import { isMuted } from './muting.ts'
import { askedFor } from './presence.ts'
import { channelsFor } from './routing.ts'

/** Why something is said about an alert, and when. */
export interface Occasion {
  readonly now: Date
  /** The change, as it stands in the history: some call people anew, the others only edit. */
  readonly kind: string
  /** Who had it until now. */
  readonly formerly?: string | null
}

/**
 * Plans what is said about an alert in the transaction that changed it: edits of the messages that stand, or new ones
 * where it was not said anywhere yet and nothing holds it back. A change that asks for attention also calls anew.
 * Without a view (its KPI or store is gone) nothing can be said.
 */
export async function postAlert(db: Db, alert: Alert, view: AlertView | null, occasion: Occasion): Promise<number> {
  if (view === null) return 0
  if (alert.groupId !== null) return postGroup(db, { groupId: alert.groupId, kpi: view.kpi, now: occasion.now })
  const standing = await channelsOfSubject(db, subjectOf(alert))
  const silence = await silenceOf(db, alert, await listStores(db), occasion.now)
  if (standing.length === 0 && silence !== null) {
    await rememberSilence(db, alert, silence, occasion)
    return 0
  }
  const fresh = standing.length === 0 && alert.state !== 'resolved'
  const channels = fresh ? await channelsFor(db, alert, await listStores(db), occasion.now) : standing
  const asked = await askedFor(db, alert, occasion.now)
  await planCards(db, { ...view, alert, asked }, channels, occasion.now)
  if (channels.length > 0 && (fresh || (occasion.kind === 'unsnoozed' && alert.state === 'open')))
    await beginEscalation(db, alert, occasion.now)
  if (!fresh && silence === null && alert.state === 'open' && calls(occasion.kind)) {
    await callAnew(db, { ...view, alert, asked }, channels, occasion)
    await beginEscalation(db, alert, occasion.now)
  }
  await editCalls(db, alert, view, occasion)
  return channels.length
}

/** The subject of an alert's messages. */
export function subjectOf({ id }: Pick<Alert, 'id'>): string {
  return `alert/${id}`
}

/** Why nothing new is said about an alert now: snoozed or explained by another one (`held`), or muted; `null`: nothing. */
export async function silenceOf(
  db: Db,
  alert: Alert,
  stores: readonly Store[],
  now: Date,
): Promise<'held' | 'muted' | null> {
  if (isHeldBack(alert, now)) return 'held'
  return (await listMutes(db, now)).some(mute => isMuted(alert, mute, stores)) ? 'muted' : null
}

/** Stands once in the history, so that it is said later when nothing holds it back any more. */
async function rememberSilence(db: Db, alert: Alert, kind: string, { now, kind: why }: Occasion): Promise<void> {
  if (why !== 'opened' && why !== 'reopened') return
  await addAlertEvent(db, { alertId: alert.id, at: now, kind, personId: null, via: null })
}

async function planCards(db: Db, view: AlertView, channels: readonly number[], now: Date): Promise<void> {
  const { alert } = view
  const subject = subjectOf(alert)
  const card = alertCard(view)
  for (const channelId of channels) {
    const key = `${subject}/rev/${alert.revision}/channel/${channelId}`
    await planDelivery(db, { key, channelId, subject, revision: alert.revision, card, urgency: 0, notBefore: now })
  }
}

/** A new message with a new mention, once per change: an edit alone notifies nobody. */
async function callAnew(
  db: Db,
  view: AlertView,
  channels: readonly number[],
  { kind, now, formerly = null }: Occasion,
): Promise<void> {
  const { alert, asked } = view
  const subject = `${subjectOf(alert)}/call/${alert.revision}`
  const card = alertCallCard(view, { kind, formerly, ...(asked && { people: asked }) })
  for (const channelId of channels) {
    const key = `${subject}/channel/${channelId}`
    await planDelivery(db, { key, channelId, subject, revision: alert.revision, card, urgency: 0, notBefore: now })
  }
}

/** From now on it is waited for somebody to take it on. */
async function beginEscalation(db: Db, alert: Alert, now: Date): Promise<void> {
  await setEscalation(db, [alert.id], { step: 0, at: await nextStepAt(db, alert, 0, now) })
}

/** Calls that stand lose their mention and buttons once somebody has the alert, or it is over. */
async function editCalls(db: Db, alert: Alert, view: AlertView, { kind, now }: Occasion): Promise<void> {
  if (!['acknowledged', 'resolved', 'snoozed', 'false_alarm'].includes(kind)) return
  const card = alertCallCard({ ...view, alert }, { kind })
  for (const { channelId, subject } of await subjectsBelow(db, `${subjectOf(alert)}/call/`)) {
    const key = `${subject}/rev/${alert.revision}/channel/${channelId}`
    await planDelivery(db, { key, channelId, subject, revision: alert.revision, card, urgency: 1, notBefore: now })
  }
}
