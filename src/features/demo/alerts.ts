import { type AlertFields, freshLife } from '#src/domain/alerts/alert.ts'
import { shiftDays } from '#src/domain/days.ts'
import type { Day } from '#src/domain/period/index.ts'
import type { PlaceKey } from '#src/domain/place.ts'
import { addAlertEvent, insertAlert } from '#src/features/alerts/index.ts'
import { addNote } from '#src/features/annotations/index.ts'
import type { Db } from '#src/platform/database/db.ts'
import type { Member, Team } from './people.ts'
import type { Story } from './story.ts'

/** What alerts are made from. */
export interface Alarm {
  readonly story: Story
  readonly team: Team
  readonly places: (key: PlaceKey) => PlaceKey
  /** The value of a KPI of a store on a day, and its limit then. */
  readonly judged: (slug: string, kpiId: string, day: Day) => { readonly value: number; readonly limit: number }
}

type Draft = Pick<AlertFields, 'kpiId' | 'fromDay' | 'day' | 'severity' | 'currency' | 'owner'> & {
  readonly slug: string
  /** Who took it on, when, and what they said. */
  readonly taken?: { readonly by: Member; readonly day: Day; readonly reason: string }
  readonly resolved?: Day
}

/** Opens the alerts of the story: one nobody has looked at, one that is taken on, one that is over. */
export async function raiseAlerts(db: Db, alarm: Alarm): Promise<void> {
  const { story, team } = alarm
  const ago = (days: number) => shiftDays(story.today, -days)
  const { storm, stockOut, adSurge } = story
  await raise(db, alarm, {
    ...{ slug: 'yahoo', kpiId: 'ship_72h_rate', fromDay: storm.from, day: shiftDays(storm.to, 1) },
    ...{ severity: 'bad', currency: null, owner: team('suzuki.misaki'), resolved: shiftDays(storm.to, 2) },
    taken: {
      by: team('sato.kenichi'),
      day: storm.to,
      reason: `${storm.words.ja}で集荷停止。翌々日から通常出荷に戻る予定`,
    },
  })
  await raise(db, alarm, {
    ...{ slug: 'tiktok', kpiId: 'acos', fromDay: adSurge.from, day: ago(2) },
    ...{ severity: 'bad', currency: null, owner: team('chen.jing') },
    taken: {
      by: team('emily.chen'),
      day: ago(4),
      reason: 'Creator campaign raised bids until the weekend; we expect it back by Monday',
    },
  })
  await raise(db, alarm, {
    ...{ slug: stockOut.slug, kpiId: 'sales', fromDay: stockOut.from, day: ago(2) },
    ...{ severity: 'bad', currency: 'JPY', owner: team('suzuki.misaki') },
  })
}

async function raise(db: Db, { judged, places }: Alarm, draft: Draft): Promise<void> {
  const { slug, taken, resolved, ...fields } = draft
  const place = places(`store:${slug}`)
  const openedAt = morningAfter(draft.fromDay)
  const changedAt = morningAfter(resolved === undefined ? draft.day : shiftDays(resolved, -1))
  const alert = await insertAlert(db, {
    ...freshLife,
    ...fields,
    ...judged(slug, draft.kpiId, draft.day),
    ...{ rule: `target/${draft.kpiId}/${place}`, place, openedAt, changedAt },
    state: resolved !== undefined ? 'resolved' : taken !== undefined ? 'acknowledged' : 'open',
    revision: 1 + (taken === undefined ? 0 : 1) + (resolved === undefined ? 0 : 1),
    acknowledgedBy: taken?.by ?? null,
    acknowledgedAt: taken === undefined ? null : morningAfter(taken.day, 2),
    reason: taken?.reason ?? null,
    resolvedAt: resolved === undefined ? null : changedAt,
    resolvedBy: null,
  })
  if (alert === null) throw new Error('An alert of the demo company stands already')
  await tellHistory(db, alert.id, place, draft)
}

/** The first morning on which the figures of a day are known, in Asia. */
function morningAfter(day: Day, hoursLater = 0): Date {
  return new Date(new Date(`${shiftDays(day, 1)}T00:30:00Z`).getTime() + hoursLater * 3_600_000)
}

async function tellHistory(db: Db, alertId: number, place: PlaceKey, draft: Draft): Promise<void> {
  const { taken, resolved, kpiId } = draft
  if (taken !== undefined) {
    const { by, reason } = taken
    const at = morningAfter(taken.day, 2)
    await addAlertEvent(db, { alertId, at, kind: 'acknowledged', personId: by.id, via: 'web', detail: { reason } })
    const days = { fromDay: draft.fromDay, toDay: taken.day }
    await addNote(db, { text: reason, authorId: by.id, authorName: by.name, place, kpiId, ...days, alertId })
  }
  if (resolved === undefined) return
  const at = morningAfter(shiftDays(resolved, -1))
  await addAlertEvent(db, { alertId, at, kind: 'resolved', personId: null, via: null })
}
