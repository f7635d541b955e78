import { Big } from 'big.js'
import { changeKind, changeOf } from '#src/domain/change.ts'
import { daysBetween } from '#src/domain/days.ts'
import type { Comparison, TargetState } from '#src/domain/figure.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import type { Day, Period } from '#src/domain/period/index.ts'
import type { PlaceKey, Store } from '#src/domain/place.ts'
import { attainment } from '#src/domain/targets/attainment.ts'
import { exactTotal } from '#src/domain/targets/exact-total.ts'
import { type Pacing, pace } from '#src/domain/targets/pacing.ts'
import type { Target } from '#src/domain/targets/target.ts'
import { sumOfTargets } from '#src/domain/targets/target-sum.ts'
import {
  type DayTarget,
  type PeriodTarget,
  type TargetCalendar,
  targetForPeriod,
} from '#src/domain/targets/targeting.ts'
import type { Span } from '#src/features/figures/store/facts.ts'
import type { Reach } from './compute.ts'
import type { Exchange } from './exchange.ts'
import { isAmount } from './is-additive.ts'
import type { Outcome } from './outcome.ts'

/** What targets are looked up in. */
export interface TargetBook {
  readonly targets: readonly Target[]
  /** Places of which the first with a target counts. */
  readonly places: readonly PlaceKey[]
  /** Stores whose targets for an amount are added up where none of the places has one. */
  readonly parts: readonly { readonly key: PlaceKey; readonly store: Store; readonly calendar: TargetCalendar }[]
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

/**
 * The target of a KPI for a span of days, as a period of some kind; `null` when there is none. `reach`: the days of each
 * store that count where the targets of stores are added up.
 */
export function aimFor(
  kpi: Kpi,
  kind: Period['kind'],
  span: Span,
  book: TargetBook,
  reach: Reach = () => span,
): Aim | null {
  const own = ownTarget(kpi, kind, span, book)
  const found = own ?? (isAmount(kpi) ? sumOfStores(kpi, kind, reach, book) : null)
  if (!found) return null
  const share = own && isAmount(kpi) ? shareOf(kpi, kind, span, book, reach) : 1
  const convert = (part: 'value' | 'low' | 'high') => {
    const amount = converted(found, part, span, kpi, book.exchange)
    return amount === null || share === 1 ? amount : shared(amount, share, kpi)
  }
  return { found, value: convert('value'), low: convert('low'), high: convert('high') }
}

/**
 * The part of a total's own target that belongs to the stores and days that count, as the stores' own targets share it
 * out; 1 where all of them count, and where a store has none.
 */
function shareOf(kpi: Kpi, kind: Period['kind'], span: Span, book: TargetBook, reach: Reach): number {
  const isWhole = ({ store }: TargetBook['parts'][number]) => reach(store)?.to === span.to
  if (book.parts.length < 2 || book.parts.every(isWhole)) return 1
  const amountOf = (days: Reach) => {
    const found = sumOfStores(kpi, kind, days, book)
    return found && converted(found, 'value', span, kpi, book.exchange)
  }
  const [counted, all] = [amountOf(reach), amountOf(() => span)]
  return counted === null || all === null || all <= 0 ? 1 : counted / all
}

function shared(amount: number, share: number, kpi: Kpi): number {
  const digits = kpi.unit === 'money' ? 0 : decimalsOfCounts
  return Number(Big(amount).times(share).toFixed(digits))
}

/** Whether each store has a target of its own for a period, so that a total's can be shared out among them. */
export function storesHaveTargets(kpi: Kpi, { kind, from, end }: Period, book: TargetBook): boolean {
  const span = { from, to: end }
  const found = isAmount(kpi) ? sumOfStores(kpi, kind, () => span, book) : null
  return found !== null && converted(found, 'value', span, kpi, book.exchange) !== null
}

/** Whether a place has a target of its own for a period, not one that is made of its stores'. */
export function hasOwnTarget(kpi: Kpi, { kind, from, to }: Period, book: TargetBook): boolean {
  return book.parts.length > 1 && ownTarget(kpi, kind, { from, to }, book) !== null
}

function ownTarget(kpi: Kpi, kind: Period['kind'], span: Span, book: TargetBook): PeriodTarget | null {
  for (const place of book.places) {
    const found = targetAt(kpi, kind, span, place, calendarOfTotal(kpi, kind, book), book)
    if (found) return found
  }
  return null
}

const totals = new WeakMap<TargetBook, Map<string, TargetCalendar>>()

/**
 * The calendar by which a total's own target is shared out over days. Where its stores have days of their own, such as
 * sale days of one market, their own targets say what a day of the total weighs: else a total would be above its target
 * on a day on which all of its stores are below theirs.
 */
function calendarOfTotal(kpi: Kpi, kind: Period['kind'], book: TargetBook): TargetCalendar {
  const { calendar, parts, exchange } = book
  if (parts.length < 2 || !isAmount(kpi) || parts.every(part => isSameCalendar(part.calendar, calendar)))
    return calendar
  const known = totals.get(book) ?? new Map<string, TargetCalendar>()
  totals.set(book, known)
  const key = `${kpi.id}/${kind}`
  const planned = (day: Day) => {
    const found = sumOfStores(kpi, kind, () => ({ from: day, to: day }), book)
    return found && converted(found, 'value', { from: day, to: day }, kpi, exchange)
  }
  const made = known.get(key) ?? { ...calendar, planned }
  known.set(key, made)
  return made
}

/** What counts for a total counts for each of its stores: as many events are the same ones. */
function isSameCalendar(a: TargetCalendar, b: TargetCalendar): boolean {
  return a.market === b.market && a.events.length === b.events.length
}

function sumOfStores(kpi: Kpi, kind: Period['kind'], reach: Reach, book: TargetBook): PeriodTarget | null {
  if (book.parts.length < 2) return null
  const counted = book.parts.flatMap(part => {
    const span = reach(part.store)
    return span ? [targetAt(kpi, kind, span, part.key, part.calendar, book)] : []
  })
  return sumOfTargets(counted)
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

/** Days of one currency are added up before they are converted: there are few rates, and many stores. */
function sumOfDays(days: readonly DayTarget[], part: 'value' | 'low' | 'high', exchange: Exchange): number | null {
  const groups = new Map<string, { readonly one: DayTarget; readonly amounts: number[] }>()
  for (const one of days) {
    const amount = one[part]
    if (amount === null) return null
    const key = `${one.target.currency} ${one.day}`
    const group = groups.get(key)
    if (group) group.amounts.push(amount)
    else groups.set(key, { one, amounts: [amount] })
  }
  let sum = Big(0)
  for (const { one, amounts } of groups.values()) {
    const value = inCurrency(exactTotal(amounts), one.target, one.day, exchange)
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

interface PacedAmount {
  readonly closedTo: Day | null
  readonly end: Day
  readonly actual: number
  /** `actual` as an exact decimal where a number does not hold it; else `null`. */
  readonly exact: string | null
}

/** The pace of a running amount that should grow; `null` for all others and where a target is not known in the figure's currency. */
export function paceOf(
  kpi: Kpi,
  aim: Aim,
  whole: Aim | null,
  { closedTo, end, actual, exact }: PacedAmount,
): Pacing | null {
  if (!whole || whole.value === null || kpi.better !== 'higher') return null
  if (closedTo === null) {
    const days = new Set(whole.found.days.map(({ day }) => day)).size
    return pace({ target: whole.value, expected: 0, closedTo, actual: 0, remainingDays: days })
  }
  if (aim.value === null) return null
  const remainingDays = daysBetween(closedTo, end)
  const exactActual = exact === null ? {} : { exactActual: exact }
  return pace({ target: whole.value, expected: aim.value, closedTo, actual, ...exactActual, remainingDays })
}

/** A value against the one before. `comparable` is false where an amount would be held against another length. */
export function compareWith(
  kpi: Kpi,
  period: Period,
  { value }: Pick<Outcome, 'value'>,
  before: Pick<Outcome, 'value' | 'exact'>,
  comparable: boolean,
): Comparison {
  const change = comparable ? changeOf(kpi, value, before.value) : null
  const exact = before.exact === null ? {} : { exact: before.exact }
  return { period, value: before.value, ...exact, change, kind: changeKind(kpi) }
}
