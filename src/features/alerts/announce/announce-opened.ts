import type { Alert } from '#src/domain/alerts/alert.ts'
import { isHeldBack } from '#src/domain/alerts/alert-life.ts'
import { alertSubject } from '#src/domain/alerts/alert-subject.ts'
import { type AlertView, alertCard } from '#src/features/alerts/cards/alert-card.ts'
import { beginEscalation } from '#src/features/alerts/escalate/next-step.ts'
import { addAlertEvents } from '#src/features/alerts/store/alerts.ts'
import { listMutes } from '#src/features/alerts/store/mutes.ts'
import { type PlannedMessage, planDeliveries } from '#src/features/delivery/index.ts'
import { askedFor, type Channel, keepForLater, listChannels, type PeopleToAsk } from '#src/features/people/index.ts'
import { listStores, type StoredStore } from '#src/features/stores/index.ts'
import type { Db } from '#src/platform/database/db.ts'
import { storesOf } from './demo-or-real.ts'
import { isMuted } from './muting.ts'
import { channelsFor, hearsOf } from './routing.ts'

/** An alert that was just opened, with what its card says. Without a view nothing can be said. */
export interface Opened {
  readonly alert: Alert
  readonly view: AlertView | null
}

/**
 * Says alerts that were just opened, each in its own message, in the transaction that opened them: what `announceAlert` does
 * for one, in a few statements for many. What is held back or muted stands in the history and is said later.
 */
export async function postOpened(db: Db, opened: readonly Opened[], now: Date): Promise<void> {
  const shown = opened.flatMap(({ alert, view }) => (view ? [{ ...view, alert }] : []))
  if (shown.length === 0) return
  const [stores, mutes] = [await listStores(db), await listMutes(db, now)]
  const silence = new Map<number, 'held' | 'muted'>()
  for (const { alert } of shown) {
    if (isHeldBack(alert, now)) silence.set(alert.id, 'held')
    else if (mutes.some(mute => isMuted(alert, mute, stores))) silence.set(alert.id, 'muted')
  }
  const events = [...silence].map(([alertId, kind]) => ({ alertId, at: now, kind, personId: null, via: null }))
  await addAlertEvents(db, events)
  const loud = shown.filter(({ alert }) => !silence.has(alert.id))
  for (const together of askedTogether(loud)) await announceTogether(db, together, stores, now)
}

/** Alerts whose owner and severity are the same: the same people are asked for them, and for as long. */
function askedTogether(views: readonly AlertView[]): readonly (readonly AlertView[])[] {
  const found = new Map<string, AlertView[]>()
  for (const view of views) {
    const { owner, severity, place } = view.alert
    const key = `${owner?.id ?? 0} ${severity} ${place}`
    found.set(key, [...(found.get(key) ?? []), view])
  }
  return [...found.values()]
}

async function announceTogether(
  db: Db,
  views: readonly AlertView[],
  stores: readonly StoredStore[],
  now: Date,
): Promise<void> {
  const alerts = views.map(({ alert }) => alert)
  const asked = await askedFor(db, alerts, now)
  const channels = await listChannels(db)
  const messages: PlannedMessage[] = []
  const said: Alert[] = []
  for (const view of views) {
    const places = await placesOf(db, view.alert, channels, stores, now)
    messages.push(...messagesOf(view, asked, places, now))
    if (places.length > 0) said.push(view.alert)
  }
  await planDeliveries(db, messages)
  const ids = new Set(said.map(alert => alert.id))
  await keepForLater(
    db,
    asked.held.filter(({ alertId }) => ids.has(alertId)),
  )
  await beginEscalation(db, said, now)
}

/** The groups that hear of it; where there is none, people. */
async function placesOf(
  db: Db,
  alert: Alert,
  channels: readonly Channel[],
  stores: readonly StoredStore[],
  now: Date,
): Promise<readonly number[]> {
  const about = storesOf(alert, stores)
  const groups = channels.filter(channel => hearsOf(channel, about))
  return groups.length > 0 ? groups.map(({ id }) => id) : channelsFor(db, alert, stores, now)
}

function messagesOf(
  view: AlertView,
  asked: PeopleToAsk,
  channels: readonly number[],
  now: Date,
): readonly PlannedMessage[] {
  const { alert } = view
  const subject = alertSubject(alert.id)
  const card = alertCard({ ...view, asked })
  return channels.map(channelId => {
    const key = `${subject}/rev/${alert.revision}/channel/${channelId}`
    return { key, channelId, subject, revision: alert.revision, card, urgency: 0, notBefore: now }
  })
}
