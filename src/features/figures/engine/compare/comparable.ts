import { daysBetween, shiftDays } from '#src/domain/days.ts'
import type { Comparison, RateUsed } from '#src/domain/figure.ts'
import { type CompiledFormula, compileFormula } from '#src/domain/formula/index.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import { type Day, lengthOf, type Period, periodLabel, sameWeekdaysBefore } from '#src/domain/period/index.ts'
import type { Store } from '#src/domain/place.ts'
import { compareWith } from '#src/features/figures/engine/against-target.ts'
import {
  compute,
  hasFigures,
  type Inputs,
  type Outcome,
  type Reach,
  usableDays,
} from '#src/features/figures/engine/compute.ts'
import { daysIn, joined } from '#src/features/figures/engine/days.ts'
import { isAmount } from '#src/features/figures/engine/is-additive.ts'
import type { Judged } from '#src/features/figures/engine/judged.ts'
import type { Span } from '#src/features/figures/store/facts.ts'

/** A comparison of amounts needs so much of a store's days on both sides (judgement). */
const minComparable = 0.7

/** What a figure is compared with, and the exchange rates that took. */
export interface Compared {
  readonly comparison: Comparison
  readonly rates: readonly RateUsed[]
}

/** Another period to compare with than the same weekdays before, and the period that is asked about. */
export interface Against {
  readonly period: Period
  readonly against: Period
}

/** The days of a store on both sides. */
export interface Sides {
  readonly store: Store
  readonly now: Span
  readonly before: Span
  /** Days of the store that count on either side where these are not all of them; `null`: all. */
  readonly days: ReadonlySet<Day> | null
}

/** Which stores and days of two periods are held against each other: like for like. */
export interface Pairs {
  /** The earlier period, as many days of it as count. */
  readonly before: Period
  /** The same days before, store by store. */
  readonly earlier: Reach
  /** The stores that are compared; empty: nothing can be. */
  readonly sides: readonly Sides[]
  /** Stores that count in the period but have nothing to be compared with. */
  readonly leftOut: readonly Store[]
  /** All that counts in the period is compared with all of the earlier one. */
  readonly whole: boolean
}

/**
 * What the judged days came to against the same weekdays before, or against `against`, like for like: only stores with
 * figures on both sides, and of amounts against the same weekdays only days that have their counterpart.
 */
export function comparedTo(kpi: Kpi, judged: Judged, outcome: Outcome, inputs: Inputs, against?: Against): Compared {
  const found = compared(kpi, judged, outcome, inputs, against)
  return against ? { ...found, comparison: { ...found.comparison, named: true } } : found
}

function compared(kpi: Kpi, judged: Judged, outcome: Outcome, inputs: Inputs, against?: Against): Compared {
  const pairs = pairsOf(kpi, judged, inputs, against)
  const { before, sides, leftOut } = pairs
  const all = compute(kpi, before, inputs, pairs.earlier)
  if (sides.length === 0) return { comparison: compareWith(kpi, before, outcome, all, false), rates: all.rates }
  const partial = pairedInputs(inputs, sides)
  const [now, then] = pairs.whole ? [outcome, all] : valuesOf(kpi, judged.span, before, sides, partial)
  const comparison = compareWith(kpi, before, now, then, true)
  return { comparison: leftOut.length === 0 ? comparison : { ...comparison, leftOut }, rates: then.rates }
}

/** The one place that decides which stores and days two periods are compared by. Of a day that runs nothing is. */
export function pairsOf(kpi: Kpi, judged: Judged, inputs: Inputs, against?: Against): Pairs {
  const before = against ? cut(against, judged) : sameWeekdaysBefore(judged.span)
  const aligned = lengthOf(before) === lengthOf(judged.span)
  const earlier = earlierReach(judged, before, aligned)
  if (judged.running) return { before, earlier, sides: [], leftOut: [], whole: false }
  const counted = inputs.place.stores.filter(store => judged.reach(store) !== null)
  const formula = compileFormula(kpi.formula)
  const sides = counted.flatMap(store => sidesOf(formula, store, judged, earlier, inputs, isAmount(kpi), aligned) ?? [])
  const leftOut = sides.length === 0 ? [] : counted.filter(store => !sides.some(side => side.store === store))
  return { before, earlier, sides, leftOut, whole: leftOut.length === 0 && sides.every(side => side.days === null) }
}

/** As many days as are counted of a period that goes on: 29 never face 30. */
function cut({ period, against }: Against, { span }: Judged): Period {
  if (span.to >= period.to || lengthOf(against) <= lengthOf(span)) return against
  const to = shiftDays(against.from, lengthOf(span) - 1)
  return { ...against, to, label: periodLabel({ ...against, to }) }
}

/** The same days before, store by store; of a period of another length all of its days. */
function earlierReach(judged: Judged, before: Period, aligned: boolean): Reach {
  const shift = daysBetween(before.from, judged.span.from)
  return store => {
    const mine = judged.reach(store)
    if (!mine || !aligned) return mine && { from: before.from, to: before.to }
    return { from: shiftDays(mine.from, -shift), to: shiftDays(mine.to, -shift) }
  }
}

function sidesOf(
  formula: CompiledFormula,
  store: Store,
  judged: Judged,
  earlier: Reach,
  inputs: Inputs,
  amount: boolean,
  aligned: boolean,
): Sides | null {
  const [now, before] = [judged.reach(store), earlier(store)]
  if (!now || !before || !hasFigures(formula, store, now, inputs) || !hasFigures(formula, store, before, inputs))
    return null
  if (!amount) return { store, now, before, days: null }
  const [mine, theirs] = [usableDays(formula, store, now, inputs), usableDays(formula, store, before, inputs)]
  if (!aligned)
    return isEven(mine.length / lengthOf(now), theirs.length / lengthOf(before))
      ? { store, now, before, days: null }
      : null
  const shift = daysBetween(before.from, now.from)
  const known = new Set(theirs)
  const matched = mine.filter(day => known.has(shiftDays(day, -shift)))
  if (matched.length < minComparable * mine.length) return null
  const whole = matched.length === mine.length && matched.length === theirs.length
  const days = whole ? null : new Set(matched.flatMap(day => [day, shiftDays(day, -shift)]))
  return { store, now, before, days }
}

/** Whether neither side lacks much more than the other. */
function isEven(a: number, b: number): boolean {
  return Math.min(a, b) >= minComparable * Math.max(a, b)
}

/** The same facts without the days of compared stores that have no counterpart. */
export function pairedInputs(inputs: Inputs, sides: readonly Sides[]): Inputs {
  const byId = new Map(sides.map(side => [side.store.id, side]))
  const counts = (storeId: number, day: Day) => byId.get(storeId)?.days?.has(day) ?? true
  const { at } = inputs.facts
  const facts = { ...inputs.facts, at: (id: number, day: Day) => (counts(id, day) ? at(id, day) : null) }
  return { ...inputs, facts, memory: new Map() }
}

function valuesOf(
  kpi: Kpi,
  now: Span,
  before: Span,
  sides: readonly Sides[],
  partial: Inputs,
): readonly [Outcome, Outcome] {
  const byId = new Map(sides.map(side => [side.store.id, side]))
  return [
    compute(kpi, now, partial, store => byId.get(store.id)?.now ?? null),
    compute(kpi, before, partial, store => byId.get(store.id)?.before ?? null),
  ]
}

/** The days of a store on both sides that do not count because they have no counterpart, as spans. */
export function uncounted({ now, before, days }: Sides): readonly Span[] {
  if (days === null) return []
  const out = [...daysIn(before), ...daysIn(now)].filter(day => !days.has(day))
  return joined(out.map(day => ({ from: day, to: day })))
}
