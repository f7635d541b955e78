import type { Alert } from '#src/domain/alerts/alert.ts'
import { groupSubject } from '#src/domain/alerts/alert-subject.ts'
import { nextStep } from '#src/domain/alerts/escalation.ts'
import { localDay } from '#src/domain/days.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import { placeLabel } from '#src/domain/place-names.ts'
import { heardByPerson } from '#src/features/alerts/announce/group-readers.ts'
import { overNothing } from '#src/features/alerts/announce/over-nothing.ts'
import { alertGroupCard, type GroupCall, rowsOf } from '#src/features/alerts/cards/alert-group-card.ts'
import type { ClockParts } from '#src/features/alerts/lifecycle/expire.ts'
import { type AlertGroup, touchGroup } from '#src/features/alerts/store/alert-groups.ts'
import { addAlertEvents, listByGroup } from '#src/features/alerts/store/alerts.ts'
import { readWaits } from '#src/features/alerts/store/escalation-waits.ts'
import { planDelivery } from '#src/features/delivery/index.ts'
import { type Presence, setEscalation, standIns, toldNow } from '#src/features/people/index.ts'
import type { Db } from '#src/platform/database/db.ts'
import { nextStepAt } from './next-step.ts'
import { channelsOfStep, type Known, mayBeTold, peopleOfStep } from './recipients.ts'

/** Whether the next step of an alert is due. */
export function isDue({ escalateAt, snoozedUntil }: Alert, now: Date): boolean {
  return escalateAt !== null && escalateAt <= now && snoozedUntil === null
}

/** All alerts of a group that nobody took go on together: each person hears once, of those they see. */
export async function escalateGroup(parts: ClockParts, groupId: number, known: Known): Promise<number> {
  const { db, figures, now } = parts
  const catalog = await figures.catalog()
  return db.transaction(async tx => {
    const group = await touchGroup(tx, groupId)
    const all = await listByGroup(tx, groupId)
    const [first] = all.filter(alert => alert.state === 'open' && isDue(alert, now))
    const kpi = first && catalog.findKpi(first.kpiId)
    if (!group || !first || !kpi) return 0
    const due = all.filter(
      alert => alert.state === 'open' && isDue(alert, now) && alert.escalation === first.escalation,
    )
    return takeStep(tx, { group, kpi, all, due, first, known, now })
  })
}

interface Work {
  readonly group: AlertGroup
  readonly kpi: Kpi
  readonly all: readonly Alert[]
  /** Those that go on; the most severe says how long the next step is waited for. */
  readonly due: readonly Alert[]
  readonly first: Alert
  readonly known: Known
  readonly now: Date
}

async function takeStep(tx: Db, work: Work): Promise<number> {
  const { due, first, known, now } = work
  const ids = due.map(alert => alert.id)
  const next = nextStep(await readWaits(tx), first.severity, first.escalation)
  if (!next) {
    await setEscalation(tx, ids, { step: first.escalation, at: null })
    return 0
  }
  const asked = await standIns(tx, peopleOfStep(next.step, due, known), now, mayBeTold(due, known))
  const told = await toldNow(tx, due, asked, now)
  const channels = await channelsOfStep(tx, next.step, told)
  for (const { id: channelId, personId } of channels) {
    await callOne(tx, work, { number: next.number, channelId, person: told.find(one => one.id === personId) ?? null })
  }
  const reached = told.filter(person => channels.some(channel => channel.personId === person.id))
  const detail = { step: next.number, people: reached.map(person => person.name) }
  const event = { at: now, kind: 'escalated', personId: null, via: null, detail } as const
  if (reached.length > 0)
    await addAlertEvents(
      tx,
      ids.map(alertId => ({ ...event, alertId })),
    )
  const nobody = reached.length === 0 && told.length === asked.length // else somebody hears of it after quiet hours
  const following = await nextStepAt(tx, first, next.number, now, asked[0]?.id ?? first.owner?.id ?? null)
  await setEscalation(tx, ids, { step: next.number, at: following && nobody ? now : following })
  return due.length
}

interface One {
  readonly number: number
  readonly channelId: number
  readonly person: Presence | null
}

async function callOne(
  tx: Db,
  { group, kpi, all, known, now }: Work,
  { number, channelId, person }: One,
): Promise<void> {
  if (!person) return
  const scope = known.people.find(one => one.id === person.id)?.scope ?? []
  const alerts = heardByPerson({ id: person.id, scope }, all, known.stores)
  const asked = { mentioned: [{ id: person.id, name: person.name }], later: [] }
  const label = (key: string) => placeLabel(key, known.stores)
  const call: GroupCall = { kind: 'reminder', urgent: number >= 3 ? 2 : 1 }
  const today = localDay(now, person.timeZone ?? 'UTC')
  const endless = await overNothing(tx, rowsOf(alerts), now)
  const card = alertGroupCard(
    { id: group.id, kpi, demo: group.demo, alerts, overNothing: endless, today, label, asked },
    call,
  )
  const subject = groupSubject(group.id, { kind: 'step', revision: group.revision, step: number })
  const key = `${subject}/channel/${channelId}`
  await planDelivery(tx, { key, channelId, subject, revision: group.revision, card, urgency: 0, notBefore: now })
}
