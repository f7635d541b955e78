import { shiftDays } from '#src/domain/days.ts'
import type { Figure } from '#src/domain/figure.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import type { Day } from '#src/domain/period/index.ts'
import type { PlaceKey } from '#src/domain/place.ts'
import type { Target, TargetPeriod } from '#src/domain/targets/target.ts'
import { pickTarget } from '#src/domain/targets/targeting.ts'
import { UserError } from '#src/errors.ts'
import { addTarget, listTargets, withdrawTarget } from '#src/features/targets/store/targets.ts'
import type { Db } from '#src/platform/database/db.ts'
import type { Goal } from './parse-goal.ts'

/** A target to be set: for a week, month or quarter and those behind it, or for one day. */
export interface TargetOrder {
  readonly kpi: Kpi
  readonly place: PlaceKey
  readonly kind: TargetPeriod
  readonly validFrom: string
  readonly goal: Goal
  readonly currency: string | null
  /** `null`: keep the owner there was, else the one who sets it. */
  readonly ownerId: number | null
  /** `null`: keep the weight there was, else 10. */
  readonly weight: number | null
  readonly by: number | null
  readonly at: Date
  /** Of days: every day from then on; absent: that day alone. */
  readonly daily?: boolean
}

/** What was set and what it replaced. */
export interface TargetChanged {
  readonly before: Target | null
  readonly after: Target
  /** It counts for its one day; what stood before goes on the day after. */
  readonly single?: true
}

const nothing = {
  en: 'There is no such target.',
  ja: '該当する目標はありません。',
  'zh-CN': '没有这样的目标。',
}

/** Sets a target; the standing one stays in the history and keeps judging the periods before. */
export async function setTarget(db: Db, order: TargetOrder): Promise<TargetChanged> {
  const { kpi, place, kind, validFrom, goal, by } = order
  const history = await listTargets(db, { kpiIds: [kpi.id], places: [place] })
  const before = pickTarget(history, kpi.id, place, kind, validFrom)
  const single = kind === 'day' && order.daily !== true
  if (single) await goOnAfter(db, order, history)
  const after = await addTarget(db, {
    kpiId: kpi.id,
    place,
    period: kind,
    ...goal,
    currency: order.currency,
    ownerId: order.ownerId ?? before?.owner?.id ?? by,
    weight: order.weight ?? before?.weight ?? 10,
    validFrom,
    setBy: by,
    setAt: order.at,
  })
  return single ? { before, after, single } : { before, after }
}

/** The day after a single one has the target that it had: nothing of it changes by a date that was named. */
async function goOnAfter(db: Db, order: TargetOrder, history: readonly Target[]): Promise<void> {
  const { kpi, place, validFrom, by, at } = order
  const next = shiftDays(validFrom, 1)
  const ofNext = history.filter(one => one.kpiId === kpi.id && one.place === place && one.period === 'day')
  if (ofNext.some(one => one.validFrom === next)) return
  const stood = pickTarget(history, kpi.id, place, 'day', next)
  const { value = null, low = null, high = null, currency = null, owner = null, weight = 10 } = stood ?? {}
  const as = { kpiId: kpi.id, place, period: 'day', value, low, high, currency, ownerId: owner?.id ?? null } as const
  await addTarget(db, { ...as, weight, validFrom: next, setBy: by, setAt: at, withdrawn: stood === null })
}

/** Ends a target from the period that runs at `at` on. @throws UserError when there is none. */
export async function removeTarget(db: Db, target: Target, by: number | null, at: Date): Promise<TargetChanged> {
  const after = await withdrawTarget(db, target.id, by, at)
  if (!after) throw new UserError(nothing)
  return { before: target, after }
}

/** A target that counts, with the last day before another takes its place; absent: none does so far. */
export type StandingTarget = Target & { readonly lastDay?: Day }

/** The targets that count on a day, one per KPI, place and kind of period. */
export async function standingTargets(
  db: Db,
  firstDayOf: (kind: TargetPeriod) => string,
  filter: { readonly kpiIds?: readonly string[]; readonly places?: readonly PlaceKey[] } = {},
): Promise<readonly StandingTarget[]> {
  const history = await listTargets(db, filter)
  const seen = new Map<string, StandingTarget>()
  for (const { kpiId, place, period } of history) {
    const key = `${kpiId}/${place}/${period}`
    const standing = seen.has(key) ? null : nextTarget(history, kpiId, place, period, firstDayOf(period))
    if (standing) seen.set(key, withLastDay(standing, history))
  }
  return [...seen.values()]
}

function withLastDay(standing: Target, history: readonly Target[]): StandingTarget {
  const { kpiId, place, period, validFrom } = standing
  const [next] = history
    .filter(one => one.kpiId === kpiId && one.place === place && one.period === period && one.validFrom > validFrom)
    .map(one => one.validFrom)
    .sort()
  return next === undefined ? standing : { ...standing, lastDay: shiftDays(next, -1) }
}

/** The one that counts, or, where none does yet, the first that will. */
function nextTarget(history: readonly Target[], kpiId: string, place: PlaceKey, period: TargetPeriod, day: string) {
  const standing = pickTarget(history, kpiId, place, period, day)
  if (standing) return standing
  const ahead = history
    .filter(target => target.kpiId === kpiId && target.place === place && target.period === period)
    .filter(target => target.validFrom > day)
    .map(target => target.validFrom)
    .sort()
  return ahead[0] === undefined ? null : pickTarget(history, kpiId, place, period, ahead[0])
}

/** What one day of a figure's target comes to; `null` where the target is not shared out over days. */
export function dayShareOf(figure: Figure | undefined): { readonly day: string; readonly value: number } | null {
  const value = figure?.target?.value ?? null
  if (!figure?.target?.derived || value === null) return null
  const shared = (figure.kpi.unit === 'money' || figure.kpi.unit === 'count') && figure.target.setFor !== 'day'
  return shared ? { day: figure.period.from, value } : null
}
