import { planWeights, splitExactly, type TargetCalendar } from '#src/domain/day-shares.ts'
import { type Day, daysOf, monthOf, type Period, quarterOf, weekOf } from '#src/domain/period/index.ts'
import type { PlaceKey } from '#src/domain/place.ts'
import { exactTotal } from './exact-total.ts'
import type { Target, TargetPeriod } from './target.ts'

export { dayShares, dayWeight, splitExactly, type TargetCalendar } from '#src/domain/day-shares.ts'

/** What a target is looked up for. */
export interface TargetQuestion {
  readonly kpiId: string
  readonly place: PlaceKey
  readonly period: Pick<Period, 'kind' | 'from' | 'to'>
  /** Amounts are shared out over days; rates and levels stand as they are. */
  readonly additive: boolean
  readonly calendar: TargetCalendar
  /** Decimals that a day's share may have: 0 for money in minor units. */
  readonly decimals: number
}

/** The target of one day, as a share of the target it comes from. */
export interface DayTarget {
  readonly day: Day
  readonly target: Target
  readonly value: number | null
  readonly low: number | null
  readonly high: number | null
}

/** The target that counts for a period. */
export interface PeriodTarget {
  readonly target: Target
  readonly value: number | null
  readonly low: number | null
  readonly high: number | null
  /** False when a target was set for exactly this kind of period. */
  readonly derived: boolean
  /** The targets of several stores added up, where their total has none of its own. */
  readonly summed?: true
  /** For amounts: one entry for each day of the period, adding up to `value`; empty for rates and levels. */
  readonly days: readonly DayTarget[]
}

/**
 * The target in the history that counts for a period of some kind that begins on `firstDay`: the latest valid one,
 * and of those of the same day the one set last. `null` when there is none or it was withdrawn.
 */
export function pickTarget(
  targets: readonly Target[],
  kpiId: string,
  place: PlaceKey,
  period: TargetPeriod,
  firstDay: Day,
): Target | null {
  let best: Target | null = null
  for (const target of targets) {
    if (target.kpiId !== kpiId || target.place !== place || target.period !== period) continue
    if (target.validFrom <= firstDay && (best === null || follows(target, best))) best = target
  }
  return best?.withdrawn ? null : best
}

function follows(a: Target, b: Target): boolean {
  if (a.validFrom !== b.validFrom) return a.validFrom > b.validFrom
  const later = a.setAt.getTime() - b.setAt.getTime()
  return later === 0 ? a.id > b.id : later > 0
}

/** Where a target for another kind of period is taken from when none was set for exactly this one. */
const fallbacks: readonly TargetPeriod[] = ['month', 'quarter', 'week', 'day']

/**
 * The target for a period: the one set for exactly this kind of period wins; else it is derived from the month, the
 * quarter, the week or the day, in this order. Amounts are sums of day shares, `null` when a day has none; rates and
 * levels are not divided.
 */
export function targetForPeriod(targets: readonly Target[], question: TargetQuestion): PeriodTarget | null {
  const mine = ofPlace(targets, question)
  if (mine.length === 0) return null
  return question.additive ? sumOfDays(mine, question) : undivided(mine, question)
}

const byPlace = new WeakMap<readonly Target[], ReadonlyMap<string, readonly Target[]>>()

/** Those of a KPI at a place. A list is sorted out once: a board asks thousands of times of hundreds of targets. */
function ofPlace(targets: readonly Target[], { kpiId, place }: TargetQuestion): readonly Target[] {
  let known = byPlace.get(targets)
  if (!known) {
    known = grouped(targets)
    byPlace.set(targets, known)
  }
  return known.get(`${kpiId} ${place}`) ?? []
}

function grouped(targets: readonly Target[]): ReadonlyMap<string, readonly Target[]> {
  const groups = new Map<string, Target[]>()
  for (const target of targets) {
    const key = `${target.kpiId} ${target.place}`
    const group = groups.get(key)
    if (group) group.push(target)
    else groups.set(key, [target])
  }
  return groups
}

function undivided(targets: readonly Target[], { kpiId, place, period }: TargetQuestion): PeriodTarget | null {
  for (const kind of kindsFor(period.kind)) {
    const target = pickTarget(targets, kpiId, place, kind, period.from)
    if (!target) continue
    const { value, low, high } = target
    return { target, value, low, high, derived: kind !== period.kind, days: [] }
  }
  return null
}

function sumOfDays(targets: readonly Target[], question: TargetQuestion): PeriodTarget | null {
  const { period } = question
  const shared = sharer(targets, question)
  const days: DayTarget[] = []
  for (const day of daysOf(period)) {
    const found = shared(day)
    if (!found) return null
    days.push(found)
  }
  const last = days.at(-1)
  if (!last) return null
  return {
    target: last.target,
    value: total(days, 'value'),
    low: total(days, 'low'),
    high: total(days, 'high'),
    derived: last.target.period !== period.kind,
    days,
  }
}

function kindsFor(kind: Period['kind']): readonly TargetPeriod[] {
  if (kind === 'range' || kind === 'year') return fallbacks
  return [kind, ...fallbacks.filter(fallback => fallback !== kind)]
}

/** Gives the share of each day. */
function sharer(targets: readonly Target[], question: TargetQuestion): (day: Day) => DayTarget | null {
  const { kpiId, place, period } = question
  return day => {
    for (const kind of kindsFor(period.kind)) {
      const whole = boundsOf(kind, day)
      const target = pickTarget(targets, kpiId, place, kind, whole.from)
      if (target) return sharesOf(target, whole, question).get(day) ?? null
    }
    return null
  }
}

type Shares = ReadonlyMap<Day, DayTarget>
/** By the first day of the week, month or quarter: a target is for one kind of period and in one unit. */
const split = new WeakMap<TargetCalendar, WeakMap<Target, Map<Day, Shares>>>()

/** Every target is split once for the whole of its own week, month or quarter, as long as calendar and target live. */
function sharesOf(target: Target, whole: Bounds, question: TargetQuestion): Shares {
  const { calendar } = question
  const ofCalendar = split.get(calendar) ?? new WeakMap<Target, Map<Day, Shares>>()
  split.set(calendar, ofCalendar)
  const ofTarget = ofCalendar.get(target) ?? new Map<Day, Shares>()
  const known = ofTarget.get(whole.from)
  if (known) return known
  const shares = shareOut(target, whole, question)
  ofCalendar.set(target, ofTarget.set(whole.from, shares))
  return shares
}

function shareOut(target: Target, whole: Bounds, question: TargetQuestion): Shares {
  const days = daysOf(whole)
  const weights = planWeights(days, question.calendar)
  const parts = (amount: number | null) => (amount === null ? null : splitExactly(amount, weights, question.decimals))
  const [value, low, high] = [parts(target.value), parts(target.low), parts(target.high)]
  return new Map(
    days.map((day, index) => {
      const at = (list: readonly number[] | null) => list?.[index] ?? null
      return [day, { day, target, value: at(value), low: at(low), high: at(high) }]
    }),
  )
}

type Bounds = Pick<Period, 'from' | 'to'>
const [weeks, months, quarters] = [new Map<Day, Bounds>(), new Map<string, Bounds>(), new Map<string, Bounds>()]
/** Judgement: weeks by day of some decades; what is asked for beyond is worked out again. */
const mostKept = 20_000

/** Asked for once a day, store and kind: a week is written out, with its name in three languages, once for each day. */
function boundsOf(kind: TargetPeriod, day: Day): Bounds {
  switch (kind) {
    case 'day':
      return { from: day, to: day }
    case 'week':
      return kept(weeks, day, () => weekOf(day))
    case 'month':
      return kept(months, day.slice(0, 7), () => monthOf(day))
    case 'quarter':
      return kept(quarters, day.slice(0, 7), () => quarterOf(day))
    default:
      return kind satisfies never
  }
}

function kept(known: Map<string, Bounds>, key: string, make: () => Bounds): Bounds {
  const found = known.get(key)
  if (found) return found
  if (known.size >= mostKept) known.clear()
  const { from, to } = make()
  known.set(key, { from, to })
  return { from, to }
}

/** `null` when a day has none. */
function total(days: readonly DayTarget[], part: 'value' | 'low' | 'high'): number | null {
  const values = days.map(day => day[part])
  return values.every(value => value !== null) ? exactTotal(values) : null
}
