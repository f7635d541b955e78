import { alertCallCard, type Call } from '#src/cards/alert-call-card.ts'
import { alertGroupCard } from '#src/cards/alert-group-card.ts'
import { quietSummaryCard } from '#src/cards/quiet-summary-card.ts'
import type { Alert } from '#src/domain/alert.ts'
import type { Store } from '#src/domain/place.ts'
import { planDelivery } from '#src/services/deliver.ts'
import { placeLabel } from '#src/services/surroundings.ts'
import { touchGroup } from '#src/storage/alert-groups.ts'
import { addAlertEvent, findAlerts, listByGroup, listDueEscalations, lockAlert } from '#src/storage/alerts.ts'
import type { Db } from '#src/storage/db.ts'
import { directChannels, mailChannels } from '#src/storage/direct-channels.ts'
import { listPeople, type Person } from '#src/storage/people.ts'
import { type Presence, setEscalation, takeHeldNotices } from '#src/storage/presence.ts'
import { listStores } from '#src/storage/stores.ts'
import { chain, nextStepAt } from './chain.ts'
import type { ClockParts } from './clock.ts'
import { subjectOf } from './post.ts'
import { standIns, toldNow } from './presence.ts'
import { alertView } from './view.ts'
import { covers, isDemoAlert, storesOf } from './worlds.ts'

/** Takes the steps that are due: each asks the next in the chain, in person. Answers how many alerts went on. */
export async function escalateDue(parts: ClockParts): Promise<number> {
  const stores = await listStores(parts.db)
  const people = await listPeople(parts.db)
  const groups = new Set<number>()
  let count = 0
  for (const alert of await listDueEscalations(parts.db, parts.now)) {
    if (parts.signal?.aborted) break
    const known = { stores, people }
    if (alert.groupId === null) count += (await escalate(parts, alert, known)) ? 1 : 0
    else if (!groups.has(alert.groupId)) count += await escalateGroup(parts, alert.groupId, known)
    if (alert.groupId !== null) groups.add(alert.groupId)
  }
  return count
}

/** All alerts of a group that nobody took go on together: each person hears once, of those they see. */
async function escalateGroup({ db, figures, now }: ClockParts, groupId: number, known: Known): Promise<number> {
  const catalog = await figures.catalog()
  return db.transaction(async tx => {
    await touchGroup(tx, groupId)
    const all = await listByGroup(tx, groupId)
    const due = all.filter(alert => alert.state === 'open' && isDue(alert, now))
    const [first] = due
    const kpi = first && catalog.findKpi(first.kpiId)
    if (!first || !kpi) return 0
    const step = first.escalation + 1
    const demo = isDemoAlert(first, known.stores)
    const asked = await standIns(tx, [...new Set(due.flatMap(alert => peopleOf(step, alert, known)))], now)
    const told = await toldNow(tx, first, asked, now)
    const subject = `alert-group/${groupId}/call/step/${step}`
    for (const { id: channelId, personId } of await channelsOf(tx, step, told)) {
      const scope = known.people.find(person => person.id === personId)?.scope ?? []
      const alerts = all.filter(alert => covers(scope, storesOf(alert, known.stores)))
      const view = { id: groupId, kpi, demo, alerts, label: (key: string) => placeLabel(key, known.stores) }
      const key = `${subject}/channel/${channelId}`
      await planDelivery(tx, { key, channelId, subject, card: alertGroupCard(view), urgency: 0, notBefore: now })
    }
    const at = step < chain.length ? await nextStepAt(tx, first, step, now) : null
    await setEscalation(
      tx,
      due.map(alert => alert.id),
      { step, at },
    )
    return due.length
  })
}

/** Where people are asked: in person, by e-mail in the last step. */
function channelsOf(db: Db, step: number, people: readonly Presence[]) {
  const ids = people.map(person => person.id)
  return chain[step - 1] === 'mail' ? mailChannels(db, ids) : directChannels(db, ids)
}

interface Known {
  readonly stores: readonly Store[]
  readonly people: readonly Person[]
}

async function escalate(parts: ClockParts, due: Alert, known: Known): Promise<boolean> {
  const { db, now } = parts
  const view = await alertView(parts, due, now)
  return db.transaction(async tx => {
    const alert = await lockAlert(tx, due.id)
    if (alert?.state !== 'open' || alert.escalation !== due.escalation || !isDue(alert, now)) return false
    const step = alert.escalation + 1
    const asked = await standIns(tx, peopleOf(step, alert, known), now)
    const told = await toldNow(tx, alert, asked, now)
    if (view) await callInPerson(tx, alert, view, { step, told, now })
    const names = told.map(person => person.name)
    if (names.length > 0) {
      const detail = { step, people: names }
      await addAlertEvent(tx, { alertId: alert.id, at: now, kind: 'escalated', personId: null, via: null, detail })
    }
    const nobody = asked.length === 0
    const at = nobody && step < chain.length ? now : await nextStepAt(tx, alert, step, now)
    await setEscalation(tx, [alert.id], { step, at: step < chain.length ? at : null })
    return true
  })
}

function isDue({ escalateAt, snoozedUntil }: Alert, now: Date): boolean {
  return escalateAt !== null && escalateAt <= now && snoozedUntil === null
}

/** Whom a step asks: managers and administrators who see all stores of the alert, and belong to its world. */
function peopleOf(step: number, alert: Alert, { stores, people }: Known): readonly number[] {
  const about = storesOf(alert, stores)
  const demo = about.some(store => store.demo)
  const of = (role: Person['role']) =>
    people.filter(it => it.role === role && it.demo === demo && covers(it.scope, about)).map(it => it.id)
  const owner = alert.owner ? [alert.owner.id] : []
  switch (chain[step - 1]) {
    case 'owner':
      return owner
    case 'manager':
      return of('manager')
    case 'administrator':
      return of('administrator')
    default:
      return [...new Set([...owner, ...of('manager'), ...of('administrator')])]
  }
}

interface Step {
  readonly step: number
  readonly told: readonly Presence[]
  readonly now: Date
}

/** A message to each in person. The subject makes it end with the alert's other calls. */
async function callInPerson(
  db: Db,
  alert: Alert,
  view: Parameters<typeof alertCallCard>[0],
  { step, told, now }: Step,
): Promise<void> {
  const channels = await channelsOf(db, step, told)
  const subject = `${subjectOf(alert)}/call/${alert.revision}/step/${step}`
  for (const { id: channelId, personId } of channels) {
    const people = told.filter(person => person.id === personId)
    const call: Call = { kind: 'reminder', people, urgent: step >= 3 ? 2 : 1 }
    const card = alertCallCard({ ...view, alert }, call)
    const key = `${subject}/channel/${channelId}`
    await planDelivery(db, { key, channelId, subject, revision: alert.revision, card, urgency: 0, notBefore: now })
  }
}

/** After quiet hours: one summary of what was kept back and still waits. Answers to how many people. */
export async function sumUpQuiet({ db, figures, now }: ClockParts): Promise<number> {
  const catalog = await figures.catalog()
  const stores = await listStores(db)
  return db.transaction(async tx => {
    let told = 0
    for (const [personId, ids] of await takeHeldNotices(tx, now)) {
      const waiting = (await findAlerts(tx, ids)).filter(alert => alert.state === 'open' && alert.snoozedUntil === null)
      const [channel] = waiting.length === 0 ? [] : await directChannels(tx, [personId])
      if (!channel) continue
      const listed = waiting.flatMap(alert => {
        const kpi = catalog.findKpi(alert.kpiId)
        return kpi ? [{ alert, kpi, place: placeLabel(alert.place, stores) }] : []
      })
      const subject = `quiet/${personId}/${now.toISOString()}`
      const card = quietSummaryCard(listed)
      await planDelivery(tx, { key: subject, channelId: channel.id, subject, card, urgency: 1, notBefore: now })
      told++
    }
    return told
  })
}
