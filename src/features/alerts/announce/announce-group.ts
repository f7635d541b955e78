import { type AlertEventKind, settles } from '#src/domain/alerts/alert-life.ts'
import { callsPrefix, groupSubject } from '#src/domain/alerts/alert-subject.ts'
import { localDay } from '#src/domain/days.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import { placeLabel } from '#src/domain/place-names.ts'
import {
  type AlertGroupView,
  alertGroupCard,
  type GroupCall,
  rowsOf,
} from '#src/features/alerts/cards/alert-group-card.ts'
import { nobodyAsked } from '#src/features/alerts/cards/asked-blocks.ts'
import { type AlertGroup, touchGroup } from '#src/features/alerts/store/alert-groups.ts'
import { listByGroup } from '#src/features/alerts/store/alerts.ts'
import { planDelivery, subjectsBelow } from '#src/features/delivery/index.ts'
import { askedFor, keepForLater, type MentionedPeople } from '#src/features/people/index.ts'
import { listStores } from '#src/features/stores/index.ts'
import type { Db } from '#src/platform/database/db.ts'
import { type GroupInputs, type Hearing, heardIn, type Reader, readersOf } from './group-readers.ts'
import { type OverNothing, overNothing } from './over-nothing.ts'

/** From so many alerts of one KPI in one look on they are one message (design rule: more than five). */
export const maxSingle = 5

/** A group that changed. */
export interface GroupOccasion {
  readonly groupId: number
  readonly kpi: Kpi
  readonly now: Date
  /** The change of its alerts, as it stands in the history. */
  readonly kind: AlertEventKind
  /** Why people are called anew, with a new message instead of an edit alone. */
  readonly call?: GroupCall
}

/**
 * Plans the message of a group in each channel: only with the alerts that the channel may hear of. Edits where it
 * stands; otherwise posts it, to owners in person where no group hears of them. Muted ones are not counted at first.
 * Answers in how many channels it stands.
 */
export async function postGroup(db: Db, occasion: GroupOccasion): Promise<number> {
  const { groupId, now, call, kind } = occasion
  const group = await touchGroup(db, groupId)
  if (!group) return 0
  const alerts = await listByGroup(db, groupId)
  const inputs = {
    subject: groupSubject(groupId),
    alerts,
    stores: await listStores(db),
    now,
  }
  const { readers, fresh } = await readersOf(db, inputs)
  const shown = new Map(readers.flatMap(({ heard }) => rowsOf(heard).map(alert => [alert.id, alert])))
  const endless = await overNothing(db, [...shown.values()], now)
  const work = { group, inputs, kpi: occasion.kpi, overNothing: endless }
  for (const reader of readers) {
    const news = fresh || call !== undefined
    const asked = await askedIn(db, reader, now, news)
    await announceToReader(db, work, { ...reader, asked }, inputs.subject)
    if (call)
      await announceToReader(
        db,
        work,
        { ...reader, asked },
        groupSubject(groupId, { kind: 'news', revision: group.revision }),
        call,
      )
  }
  if (settles(kind)) await editCalls(db, work)
  return readers.length
}

interface Work {
  readonly group: AlertGroup
  readonly inputs: GroupInputs
  readonly kpi: Kpi
  readonly overNothing: OverNothing
}

/** Who is asked in a conversation; what people in their quiet hours are not told is kept when it is news. */
async function askedIn(db: Db, { heard }: Reader, now: Date, news: boolean): Promise<MentionedPeople> {
  const open = heard.filter(alert => alert.state === 'open' && alert.snoozedUntil === null)
  const asked = await askedFor(db, open, now)
  if (news) await keepForLater(db, asked.held)
  return asked
}

async function announceToReader(
  db: Db,
  { group, inputs, kpi, overNothing }: Work,
  { channelId, heard, asked }: Hearing,
  subject: string,
  call?: GroupCall,
): Promise<void> {
  const label = (place: string) => placeLabel(place, inputs.stores)
  const today = localDay(inputs.now, 'UTC')
  const view: AlertGroupView = { id: group.id, kpi, demo: group.demo, alerts: heard, overNothing, today, label, asked }
  const key = `${subject}/rev/${group.revision}/channel/${channelId}`
  const plan = { key, channelId, subject, revision: group.revision, urgency: 0, notBefore: inputs.now }
  await planDelivery(db, { ...plan, card: alertGroupCard(view, call) })
}

/** Calls that stand show what became of the alerts, and ask nobody any more. */
async function editCalls(db: Db, work: Work): Promise<void> {
  const { inputs } = work
  const calls = await subjectsBelow(db, callsPrefix(inputs.subject))
  const heard = await heardIn(db, inputs, [...new Set(calls.map(call => call.channelId))])
  for (const { channelId, subject } of calls) {
    const alerts = heard.get(channelId)
    if (alerts) await announceToReader(db, work, { channelId, heard: alerts, asked: nobodyAsked }, subject)
  }
}
