import type { Alert } from '#src/domain/alerts/alert.ts'
import { type AlertEventKind, calls, isHeldBack, settles } from '#src/domain/alerts/alert-life.ts'
import { alertSubject, parseAlertSubject } from '#src/domain/alerts/alert-subject.ts'
import type { Store } from '#src/domain/place.ts'
import { alertCallCard } from '#src/features/alerts/cards/alert-call-card.ts'
import { type AlertView, alertCard } from '#src/features/alerts/cards/alert-card.ts'
import { beginEscalation } from '#src/features/alerts/escalate/next-step.ts'
import { addAlertEvent } from '#src/features/alerts/store/alerts.ts'
import { listMutes } from '#src/features/alerts/store/mutes.ts'
import { planDelivery, saidAbout } from '#src/features/delivery/index.ts'
import { askedFor, keepForLater } from '#src/features/people/index.ts'
import { listStores } from '#src/features/stores/index.ts'
import type { Db } from '#src/platform/database/db.ts'
import { postGroup } from './announce-group.ts'
import { isMuted } from './muting.ts'
import { channelsFor } from './routing.ts'

/** Why something is said about an alert, and when. */
export interface Occasion {
  readonly now: Date
  /** The change, as it stands in the history: some call people anew, the others only edit. */
  readonly kind: AlertEventKind
  /** Who had it until now. */
  readonly formerly?: string | null
}

/**
 * Plans what is said about an alert in the transaction that changed it: edits of the messages that stand, or new ones
 * where it was not said anywhere yet and nothing holds it back. A change that asks for attention also calls anew.
 * Without a view (its KPI or store is gone) nothing can be said.
 */
export async function announceAlert(db: Db, alert: Alert, view: AlertView | null, occasion: Occasion): Promise<number> {
  if (view === null) return 0
  if (alert.groupId !== null) return postInGroup(db, alert, alert.groupId, view, occasion)
  const { now, kind } = occasion
  const { channels: standing, calls: standingCalls } = await saidAbout(db, alertSubject(alert.id))
  // Whether it is silent matters for what is new, or waits for somebody: an edit of what stands needs not ask.
  const asks = standing.length === 0 || alert.state === 'open'
  const silence = asks ? await silenceOf(db, alert, await listStores(db), now) : null
  if (standing.length === 0 && silence !== null) {
    await rememberSilence(db, alert, silence, occasion)
    return 0
  }
  const fresh = standing.length === 0 && alert.state !== 'resolved'
  const channels = fresh ? await channelsFor(db, alert, await listStores(db), now) : standing
  const asked = await askedFor(db, [alert], now)
  const shown = { ...view, alert, asked }
  await planCards(db, shown, channels, now)
  await editCalls(db, shown, occasion, standingCalls)
  const waits = alert.state === 'open' && silence === null
  const news = waits && !fresh && calls(kind)
  if (news) await callAnew(db, shown, channels, occasion)
  if ((fresh && channels.length > 0) || news) await keepForLater(db, asked.held)
  if (channels.length > 0 && (fresh || news || (waits && kind === 'unsnoozed'))) await beginEscalation(db, [alert], now)
  return channels.length
}

/** One message stands for many: it is edited, and calls anew where the change does. */
async function postInGroup(
  db: Db,
  alert: Alert,
  groupId: number,
  { kpi }: AlertView,
  { now, kind, formerly = null }: Occasion,
): Promise<number> {
  const news = alert.state === 'open' && calls(kind)
  const posted = await postGroup(db, { groupId, kpi, now, kind, ...(news && { call: { kind, formerly } }) })
  if (news || (alert.state === 'open' && kind === 'unsnoozed')) await beginEscalation(db, [alert], now)
  return posted
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
async function rememberSilence(
  db: Db,
  alert: Alert,
  kind: AlertEventKind,
  { now, kind: why }: Occasion,
): Promise<void> {
  if (why !== 'opened' && why !== 'reopened') return
  await addAlertEvent(db, { alertId: alert.id, at: now, kind, personId: null, via: null })
}

async function planCards(db: Db, view: AlertView, channels: readonly number[], now: Date): Promise<void> {
  const { alert } = view
  const subject = alertSubject(alert.id)
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
  const subject = alertSubject(alert.id, { kind: 'news', revision: alert.revision })
  const card = alertCallCard(view, { kind, formerly, ...(asked && { people: asked }) })
  for (const channelId of channels) {
    const key = `${subject}/channel/${channelId}`
    await planDelivery(db, { key, channelId, subject, revision: alert.revision, card, urgency: 0, notBefore: now })
  }
}

/** Calls that stand lose their mention and buttons once somebody has the alert, or it is over; a question is answered. */
async function editCalls(
  db: Db,
  view: AlertView,
  { kind, now }: Occasion,
  standing: Awaited<ReturnType<typeof saidAbout>>['calls'],
): Promise<void> {
  if (!settles(kind) && kind !== 'ack_expired') return
  const { alert } = view
  const card = alertCallCard(view, { kind })
  for (const { channelId, subject } of standing) {
    if (kind === 'ack_expired' && parseAlertSubject(subject)?.call?.kind !== 'question') continue
    const key = `${subject}/rev/${alert.revision}/channel/${channelId}`
    await planDelivery(db, { key, channelId, subject, revision: alert.revision, card, urgency: 1, notBefore: now })
  }
}
