import type { Alert } from '#src/domain/alerts/alert.ts'
import { type LifeChange, lapse, onClock } from '#src/domain/alerts/alert-life.ts'
import { groupSubject } from '#src/domain/alerts/alert-subject.ts'
import { localDay } from '#src/domain/days.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import { placeLabel } from '#src/domain/place-names.ts'
import { postGroup } from '#src/features/alerts/announce/announce-group.ts'
import { isDemoAlert } from '#src/features/alerts/announce/demo-or-real.ts'
import { overNothing } from '#src/features/alerts/announce/over-nothing.ts'
import { groupRows } from '#src/features/alerts/cards/alert-group-card.ts'
import { groupStillCard } from '#src/features/alerts/cards/alert-still-card.ts'
import { beginEscalation } from '#src/features/alerts/escalate/next-step.ts'
import { findGroup } from '#src/features/alerts/store/alert-groups.ts'
import { listByGroup, lockAlert } from '#src/features/alerts/store/alerts.ts'
import { planDelivery } from '#src/features/delivery/index.ts'
import { listStores } from '#src/features/stores/index.ts'
import type { Db } from '#src/platform/database/db.ts'
import { writeChange } from './change-alert.ts'
import type { ClockParts } from './expire.ts'
import { answerBy, canBeAsked, type Holder, holderOf } from './still-on-it.ts'

/** What is due by the clock for alerts of one group: one question to each who has some, one call for the others. */
export async function wakeGroup({ db, figures, now }: ClockParts, { groupId, kpiId }: Alert): Promise<number> {
  const kpi = (await figures.catalog()).findKpi(kpiId)
  if (!kpi || groupId === null) return 0
  return db.transaction(async tx => {
    const due = await dueOf(tx, groupId, now)
    const asked = due.filter(({ change }) => change.kind === 'ack_asked')
    const lapsed: LifeChange[] = due.filter(({ change }) => change.kind !== 'ack_asked').map(({ change }) => change)
    let count = 0
    for (const theirs of byHolder(asked.map(({ standing, change }) => ({ ...change, standing })))) {
      const [first] = theirs
      const holder = first ? await holderOf(tx, first.standing, now) : null
      const standing = theirs.map(one => one.standing)
      if (!holder) lapsed.push(...standing.map(lapse))
      else if (canBeAsked(holder, standing, now)) count += await ask(tx, { groupId, kpi, now }, holder, theirs)
    }
    if (lapsed.length > 0) await callAgain(tx, { groupId, kpi, now }, lapsed, due)
    return count + lapsed.length
  })
}

interface GroupWork {
  readonly groupId: number
  readonly kpi: Kpi
  readonly now: Date
}

interface Due {
  readonly standing: Alert
  readonly change: LifeChange
}

async function dueOf(tx: Db, groupId: number, now: Date): Promise<readonly Due[]> {
  const due: Due[] = []
  const ids = (await listByGroup(tx, groupId)).filter(alert => onClock(alert, now, now)).map(alert => alert.id)
  for (const id of ids.sort((a, b) => a - b)) {
    const standing = await lockAlert(tx, id)
    const change = standing && onClock(standing, now, await answerBy(tx, standing, now))
    if (change) due.push({ standing, change })
  }
  return due
}

type DueQuestion = LifeChange & { readonly standing: Alert }

function byHolder(asked: readonly DueQuestion[]): readonly (readonly DueQuestion[])[] {
  const found = new Map<number, DueQuestion[]>()
  for (const one of asked) {
    const id = one.standing.acknowledgedBy?.id ?? 0
    found.set(id, [...(found.get(id) ?? []), one])
  }
  return [...found.values()]
}

/** One question to one person about all that they have. Answers about how many. */
async function ask(
  tx: Db,
  { groupId, kpi, now }: GroupWork,
  { channelId, person }: Holder,
  theirs: readonly DueQuestion[],
): Promise<number> {
  const alerts: Alert[] = []
  for (const { kind, fields } of theirs) {
    const detail = { people: [person.name] }
    alerts.push(await writeChange(tx, { kind, fields, detail }, { personId: null, via: null, now }))
  }
  const stores = await listStores(tx)
  const demo = alerts.some(alert => isDemoAlert(alert, stores))
  const revision = (await findGroup(tx, groupId))?.revision ?? 1
  const endless = await overNothing(tx, alerts.slice(0, groupRows), now)
  const today = localDay(now, person.timeZone ?? 'UTC')
  const label = (key: string) => placeLabel(key, stores)
  const view = { id: groupId, kpi, demo, alerts, overNothing: endless, today, label }
  const subject = groupSubject(groupId, { kind: 'question', occasion: `${now.toISOString()}/${person.id}` })
  const card = groupStillCard(view, person.timeZone ?? 'UTC')
  const key = `${subject}/channel/${channelId}`
  await planDelivery(tx, { key, channelId, subject, revision, card, urgency: 0, notBefore: now })
  return alerts.length
}

async function callAgain(
  tx: Db,
  { groupId, kpi, now }: GroupWork,
  lapsed: readonly LifeChange[],
  due: readonly Due[],
): Promise<void> {
  const alerts: Alert[] = []
  for (const { kind, fields } of lapsed) {
    alerts.push(await writeChange(tx, { kind, fields, detail: null }, { personId: null, via: null, now }))
  }
  const ids = new Set(alerts.map(alert => alert.id))
  const names = new Set(
    due.flatMap(({ standing }) => (ids.has(standing.id) ? (standing.acknowledgedBy?.name ?? []) : [])),
  )
  const kind = lapsed.some(change => change.kind === 'woke') ? 'woke' : 'ack_expired'
  const formerly = names.size > 0 ? [...names].join(', ') : null
  await postGroup(tx, { groupId, kpi, now, kind, call: { kind, formerly } })
  await beginEscalation(tx, alerts, now)
}
