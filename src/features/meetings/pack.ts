import { shownAttainment } from '#src/cards/attained.ts'
import type { CommandContext } from '#src/contracts/command.ts'
import { localDay, shiftDays } from '#src/domain/days.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import type { Period } from '#src/domain/period/index.ts'
import { holds, type Place, parsePlaceKey, type Store } from '#src/domain/place.ts'
import { placeLabel } from '#src/domain/place-names.ts'
import type { PeriodReport } from '#src/domain/report.ts'
import { type AlertOfDays, listAlertsDuring } from '#src/features/alerts/index.ts'
import { listProposals, type Proposal } from '#src/features/approvals/index.ts'
import { namedAt } from '#src/features/figures/index.ts'
import { effectOf, listImprovements, type ShownImprovement } from '#src/features/improvements/index.ts'
import { periodReport } from '#src/features/reports/index.ts'
import type { Localized } from '#src/i18n/locale.ts'
import { type NextTarget, nextTargets } from './next-targets.ts'
import { lastEnded, type Point } from './store/meetings.ts'

/** What a meeting is about. */
export interface Subject {
  /** A place's key, `team:3` or `person:7`. */
  readonly key: string
  readonly label: Localized
  readonly place: Place
  /** The stores that it is about and the caller may see. */
  readonly stores: readonly Store[]
  readonly period: Period
  /** The person that it is about: only their own targets and actions are talked about; absent: everybody's. */
  readonly personId?: number
}

/** Something that is about a KPI at a place, with the names to show. */
export interface About<T> {
  readonly one: T
  readonly kpi: Kpi
  readonly place: Localized
}

/** All that a meeting looks at. */
export interface Pack {
  readonly subject: Subject
  readonly report: PeriodReport
  /** Alerts that lasted on days of the period, with what people answered. */
  readonly alerts: readonly About<AlertOfDays>[]
  /** Open, and closed in the period or since, with their effect. */
  readonly actions: readonly ShownImprovement[]
  readonly proposals: readonly About<Proposal>[]
  /** Figures that miss their target, the furthest first. */
  readonly missed: PeriodReport['goals']
  /** Targets for the period to come of what missed its own. */
  readonly next: readonly NextTarget[]
  /** What the last meeting about the same decided; empty: there was none, or it decided nothing. */
  readonly decided: readonly Point[]
}

/** Alerts that are looked at (judgement: what a meeting can talk about). */
const maxAlerts = 200

/** Gathers the pack of a meeting for a caller: nothing about stores that they do not see. */
export async function meetingPack(subject: Subject, context: CommandContext): Promise<Pack> {
  const { db, figures, caller, now } = context
  const reader = { stores: subject.stores, demo: caller.demo }
  const { period } = subject
  const [report, during, actions, proposed] = await Promise.all([
    periodReport({ db, figures }, { reader, place: subject.place, period, now }),
    listAlertsDuring(db, period.from, period.to, maxAlerts),
    actionsOf(subject, context),
    listProposals(db, { state: 'waiting', demo: caller.demo }),
  ])
  const missed = report.goals.filter(
    figure => (shownAttainment(figure) ?? 1) < 1 && isOwn(figure.target?.owner ?? null, subject),
  )
  const [alerts, proposals, next, last] = await Promise.all([
    named(during, subject, context),
    named(proposed, subject, context),
    nextTargets(missed, context),
    lastEnded(db, subject.key, caller.demo),
  ])
  const decided = (last?.points ?? []).filter(
    point => point.state === 'decided' && isPointInside(point, subject, context),
  )
  return { subject, report, alerts, actions, proposals, missed, next, decided }
}

/** Those about nothing but stores of the subject, of KPIs that there are, named as they are counted there. */
async function named<T extends { readonly kpiId: string; readonly place: string }>(
  all: readonly T[],
  { stores }: Subject,
  { db, catalog, caller }: CommandContext,
): Promise<readonly About<T>[]> {
  const about = all.flatMap(one => {
    const kpi = catalog.findKpi(one.kpiId)
    const inside = isInside(one.place, stores, catalog.stores, caller.demo)
    return kpi && inside ? [{ one, kpi, place: placeLabel(one.place, catalog.stores) }] : []
  })
  return namedAt(db, { stores, placesOf: ({ one }) => [one.place] }, about)
}

function isInside(key: string, own: readonly Store[], all: readonly Store[], demo: boolean): boolean {
  const place = parsePlaceKey(key)
  const held = all.filter(store => place !== null && store.demo === demo && holds(place, store))
  return held.length > 0 && held.every(store => own.some(one => one.id === store.id))
}

/** Whether a point of an earlier meeting is about nothing but stores of the subject, so that its words may be shown. */
export function isPointInside(
  { place }: Pick<Point, 'place'>,
  { stores }: Subject,
  { catalog, caller }: Pick<CommandContext, 'catalog' | 'caller'>,
): boolean {
  const key = place === 'all' || place.includes(':') ? place : `store:${place}`
  return isInside(key, stores, catalog.stores, caller.demo)
}

function isOwn(owner: { readonly id: number } | null, { personId }: Subject): boolean {
  return personId === undefined || owner?.id === personId
}

async function actionsOf(subject: Subject, context: CommandContext): Promise<readonly ShownImprovement[]> {
  const { db, catalog, caller, now } = context
  const today = localDay(now, caller.timeZone)
  const since = shiftDays(subject.period.from, -1)
  const all = await listImprovements(db, { demo: caller.demo })
  const recent = all.filter(
    ({ state, closedAt, owner }) =>
      isOwn(owner, subject) && (state === 'open' || (closedAt?.toISOString() ?? '') > since),
  )
  const about = await named(recent, subject, { ...context, catalog })
  return Promise.all(
    about.map(async ({ one, kpi, place }) => ({
      one,
      kpi,
      place,
      overdue: one.state === 'open' && one.dueDay < today,
      effect: await effectOf(context, one, kpi, caller.timeZone),
    })),
  )
}
