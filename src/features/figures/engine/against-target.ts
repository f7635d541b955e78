import { Big } from 'big.js'
import { attainment } from '#src/domain/attainment.ts'
import type { Comparison, TargetState } from '#src/domain/figure.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import { type Pacing, pace } from '#src/domain/pacing.ts'
import type { Period } from '#src/domain/period.ts'
import type { PlaceKey } from '#src/domain/place.ts'
import type { Target } from '#src/domain/target.ts'
import { sumOfTargets } from '#src/domain/target-sum.ts'
import { type DayTarget, type PeriodTarget, type TargetCalendar, targetForPeriod } from '#src/domain/targeting.ts'
import type { Span } from '#src/features/figures/store/facts.ts'
import type { Exchange } from './exchange.ts'
import { isAmount } from './is-additive.ts'

/** What targets are looked up in. */
export interface TargetBook {
  readonly targets: readonly Target[]
  /** Places of which the first with a target counts. */
  readonly places: readonly PlaceKey[]
  /** Stores whose targets for an amount are added up where none of the places has one. */
  readonly parts: readonly { readonly key: PlaceKey; readonly calendar: TargetCalendar }[]
  readonly calendar: TargetCalendar
  readonly exchange: Exchange
}

/** A target in the currency of the figure. */
export interface Aim {
  readonly found: PeriodTarget
  readonly value: number | null
  readonly low: number | null
  readonly high: number | null
}

/** Counts are shared out in hundredths, money in whole minor units (judgement: ten orders over thirty days). */
const decimalsOfCounts = 2

/** The target of a KPI for a span of days, as a period of some kind; `null` when there is none. */
export function aimFor(kpi: Kpi, kind: Period['kind'], span: Span, book: TargetBook): Aim | null {
  const found = ownTarget(kpi, kind, span, book) ?? (isAmount(kpi) ? sumOfStores(kpi, kind, span, book) : null)
  if (!found) return null
  const convert = (part: 'value' | 'low' | 'high') => converted(found, part, span, kpi, book.exchange)
  return { found, value: convert('value'), low: convert('low'), high: convert('high') }
}

function ownTarget(kpi: Kpi, kind: Period['kind'], span: Span, book: TargetBook): PeriodTarget | null {
  for (const place of book.places) {
    const found = targetAt(kpi, kind, span, place, book.calendar, book)
    if (found) return found
  }
  return null
}

function sumOfStores(kpi: Kpi, kind: Period['kind'], span: Span, book: TargetBook): PeriodTarget | null {
  return sumOfTargets(book.parts.map(part => targetAt(kpi, kind, span, part.key, part.calendar, book)))
}

function targetAt(
  kpi: Kpi,
  kind: Period['kind'],
  span: Span,
  place: PlaceKey,
  calendar: TargetCalendar,
  { targets }: TargetBook,
): PeriodTarget | null {
  return targetForPeriod(targets, {
    kpiId: kpi.id,
    place,
    period: { kind, from: span.from, to: span.to },
    additive: isAmount(kpi),
    calendar,
    decimals: kpi.unit === 'money' ? 0 : decimalsOfCounts,
  })
}

/** Money is converted at the rate of each day; `null` when a rate is missing. */
function converted(
  found: PeriodTarget,
  part: 'value' | 'low' | 'high',
  span: Span,
  kpi: Kpi,
  exchange: Exchange,
): number | null {
  const amount = found[part]
  if (kpi.unit !== 'money' || (amount === null && !found.summed)) return amount
  const foreign = (target: Target) => target.currency !== null && target.currency !== exchange.currency
  if (found.days.length === 0) {
    if (!foreign(found.target)) return amount
    return inCurrency(amount, found.target, span.to, exchange)?.toNumber() ?? null
  }
  if (!found.days.some(day => foreign(day.target))) return amount
  return sumOfDays(found.days, part, exchange)
}

function sumOfDays(days: readonly DayTarget[], part: 'value' | 'low' | 'high', exchange: Exchange): number | null {
  let sum = Big(0)
  for (const day of days) {
    const value = inCurrency(day[part], day.target, day.day, exchange)
    if (value === null) return null
    sum = sum.plus(value)
  }
  return sum.toNumber()
}

function inCurrency(amount: number | null, target: Target, day: string, exchange: Exchange): Big | null {
  if (amount === null) return null
  const conversion = exchange.on(target.currency ?? exchange.currency, day)
  return conversion ? conversion.factor.times(amount) : null
}

/** How a value stands against a target. `whole` is the target of the whole period where that is longer. */
export function stateOf(kpi: Kpi, aim: Aim, value: number | null, whole: Aim | null): TargetState {
  const { target, derived, summed } = aim.found
  return {
    targetId: target.id,
    value: aim.value,
    low: aim.low,
    high: aim.high,
    ...(whole ? { whole: whole.value } : {}),
    attainment: attainment(value, aim, kpi.better),
    setFor: target.period,
    derived,
    ...(summed ? { summed } : {}),
    owner: target.owner,
    weight: target.weight,
    validFrom: target.validFrom,
  }
}

/** The pace of a running amount; `null` for bands and where a day has no target in the figure's currency. */
export function paceOf(
  kpi: Kpi,
  whole: Aim | null,
  closedTo: string | null,
  actual: number,
  exchange: Exchange,
): Pacing | null {
  if (!whole || kpi.better === 'band') return null
  const byDay = new Map<string, Big>()
  for (const { day, value, target } of whole.found.days) {
    const amount = kpi.unit === 'money' ? inCurrency(value, target, day, exchange) : value
    if (amount === null) return null
    byDay.set(day, (byDay.get(day) ?? Big(0)).plus(amount))
  }
  const days = [...byDay].map(([day, amount]) => ({ day, value: amount.toNumber() }))
  return days.length === 0 ? null : pace({ days, closedTo, actual })
}

/** Units whose changes are differences; those of all others are relative. */
const differs: ReadonlySet<Kpi['unit']> = new Set(['ratio', 'stars', 'points'])

/** A value against the one before. `comparable` is false where an amount would be held against another length. */
export function compareWith(
  kpi: Kpi,
  period: Period,
  value: number | null,
  before: number | null,
  comparable: boolean,
): Comparison {
  const kind = differs.has(kpi.unit) ? 'points' : 'relative'
  const known = comparable && value !== null && before !== null
  if (!known) return { period, value: before, change: null, kind }
  if (kind === 'points') return { period, value: before, change: value - before, kind }
  return { period, value: before, change: before === 0 ? null : (value - before) / Math.abs(before), kind }
}
