import { daysBetween, earlier as earlierOf, shiftDays } from '#src/domain/days.ts'
import type { Comparison, PairedAmounts, RateUsed } from '#src/domain/figure.ts'
import { type CompiledFormula, compileFormula } from '#src/domain/formula/index.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import { type Day, lengthOf, type Period, periodLabel, sameWeekdaysBefore } from '#src/domain/period/index.ts'
import type { Store } from '#src/domain/place.ts'
import { compareWith } from '#src/features/figures/engine/against-target.ts'
import {
  compute,
  hasFigures,
  type Inputs,
  isSummed,
  type Reach,
  usableDays,
} from '#src/features/figures/engine/compute.ts'
import { daysWithout, isWithin, joined } from '#src/features/figures/engine/days.ts'
import { uniqueRates } from '#src/features/figures/engine/exchange.ts'
import { isAmount } from '#src/features/figures/engine/is-additive.ts'
import type { Judged } from '#src/features/figures/engine/judged.ts'
import type { Outcome } from '#src/features/figures/engine/outcome.ts'
import type { Span } from '#src/features/figures/store/facts.ts'

/** A comparison day by day needs so much of a store's days on both sides (judgement). */
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
  /** Stores that have figures in one of the periods but nothing to be compared with. */
  readonly leftOut: readonly Store[]
  /** All that counts in the period is compared with all of the earlier one. */
  readonly whole: boolean
}

/**
 * What the judged days came to against the same weekdays before, or against `against`. What it was before is the earlier
 * period's own total, as it is told wherever that period is asked about. The change is like for like: of stores with
 * figures on both sides, and of days that have their counterpart; where that is not all, `paired` says what it is of.
 */
export function comparedTo(kpi: Kpi, judged: Judged, outcome: Outcome, inputs: Inputs, against?: Against): Compared {
  const found = compared(kpi, judged, outcome, inputs, against)
  return against ? { ...found, comparison: { ...found.comparison, named: true } } : found
}

function compared(kpi: Kpi, judged: Judged, outcome: Outcome, inputs: Inputs, against?: Against): Compared {
  const pairs = pairsOf(kpi, judged, inputs, against)
  const { before, sides, leftOut } = pairs
  const all = compute(kpi, before, inputs, closedDays(compileFormula(kpi.formula), before, inputs))
  if (sides.length === 0)
    return { comparison: withProblem(compareWith(kpi, before, outcome, all, false), all), rates: all.rates }
  const whole = pairs.whole && coversAll(kpi, pairs, inputs)
  const [now, then] = whole ? [outcome, all] : valuesOf(kpi, judged.span, before, sides, pairedInputs(inputs, sides))
  const { change } = compareWith(kpi, before, now, then, true)
  const comparison = {
    ...withProblem(compareWith(kpi, before, outcome, all, false), then),
    ...{ change, ...(leftOut.length === 0 ? {} : { leftOut }) },
    ...(isSame(now, outcome) && isSame(then, all) ? {} : { paired: pairedOf(kpi, now, then, pairs, inputs) }),
  }
  return { comparison, rates: uniqueRates([...all.rates, ...then.rates]) }
}

function withProblem(comparison: Comparison, { problem }: Outcome): Comparison {
  return problem ? { ...comparison, problem } : comparison
}

function isSame(a: Outcome, b: Outcome): boolean {
  return a.value === b.value && a.exact === b.exact
}

/** The days of a period that are over, of every store; a level is what it is now. */
function closedDays(formula: CompiledFormula, { from, to }: Period, { today }: Inputs): (store: Store) => Span {
  return store => {
    const last = shiftDays(today(store), -1)
    return last < from || !isSummed(formula) ? { from, to } : { from, to: earlierOf(to, last) }
  }
}

/** Whether no store or day of the earlier period is beyond what is compared. */
function coversAll(kpi: Kpi, { before, sides }: Pairs, inputs: Inputs): boolean {
  const formula = compileFormula(kpi.formula)
  const closed = closedDays(formula, before, inputs)
  return inputs.place.stores.every(store => {
    const all = closed(store)
    const side = sides.find(one => one.store === store)
    if (!side) return !hasFigures(formula, store, all, inputs)
    return side.before.from <= all.from && all.to <= side.before.to
  })
}

function pairedOf(kpi: Kpi, now: Outcome, then: Outcome, { before, sides }: Pairs, inputs: Inputs): PairedAmounts {
  const formula = compileFormula(kpi.formula)
  const closed = closedDays(formula, before, inputs)
  const without = sides.flatMap(side => {
    const all = closed(side.store)
    const beyond = all.to > side.before.to ? [{ from: shiftDays(side.before.to, 1), to: all.to }] : []
    const days = joined([...uncounted(side), ...beyond.filter(span => hasFigures(formula, side.store, span, inputs))])
    return days.length === 0 ? [] : [{ store: side.store, days }]
  })
  return {
    ...{ value: now.value, before: then.value, without },
    ...(now.exact === null ? {} : { exact: now.exact }),
    ...(then.exact === null ? {} : { beforeExact: then.exact }),
  }
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
  const leftOut = sides.length === 0 ? [] : notPaired(formula, before, sides, judged, inputs)
  return { before, earlier, sides, leftOut, whole: leftOut.length === 0 && sides.every(side => side.days === null) }
}

/** Stores with figures on one side alone, besides those that the period is without for reasons that are said of it. */
function notPaired(
  formula: CompiledFormula,
  before: Period,
  sides: readonly Sides[],
  judged: Judged,
  inputs: Inputs,
): readonly Store[] {
  const closed = closedDays(formula, before, inputs)
  const wasThere = (store: Store) => hasFigures(formula, store, closed(store), inputs)
  return inputs.place.stores.filter(store => {
    if (sides.some(side => side.store === store)) return false
    return judged.reach(store) !== null || (!judged.leftOut.some(one => one.store === store) && wasThere(store))
  })
}

/** As many days as are counted of a period that goes on: 29 never face 30. */
function cut({ period, against }: Against, { span }: Judged): Period {
  if (span.to >= period.to || lengthOf(against) <= lengthOf(span)) return against
  const to = shiftDays(against.from, lengthOf(span) - 1)
  return { ...against, to, label: periodLabel({ ...against, to }) }
}

/**
 * The same days before, store by store; of a period of another length all of its days, or, of a store whose own last day
 * still runs, as many as it has closed.
 */
function earlierReach(judged: Judged, before: Period, aligned: boolean): Reach {
  const shift = daysBetween(before.from, judged.span.from)
  return store => {
    const mine = judged.reach(store)
    if (!mine) return null
    if (!aligned) {
      const last = mine.to < judged.span.to ? shiftDays(before.from, lengthOf(mine) - 1) : before.to
      return { from: before.from, to: earlierOf(before.to, last) }
    }
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
  if (!isSummed(formula)) return { store, now, before, days: null } // a level is what it is on its last day
  const [mine, theirs] = [usableDays(formula, store, now, inputs), usableDays(formula, store, before, inputs)]
  if (!aligned)
    return !amount || isEven(mine.length / lengthOf(now), theirs.length / lengthOf(before))
      ? { store, now, before, days: null }
      : null
  const shift = daysBetween(before.from, now.from)
  const known = new Set(theirs)
  const matched = mine.filter(day => known.has(shiftDays(day, -shift)))
  // a rate of days that are told now and then, as by a weekly survey, stands for its period; an amount does not
  if (matched.length < minComparable * mine.length) return amount ? null : { store, now, before, days: null }
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
  const counts = (storeId: number, day: Day) => {
    const side = byId.get(storeId)
    return !side?.days || side.days.has(day) || !(isWithin(day, side.now) || isWithin(day, side.before))
  }
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
  return days === null ? [] : daysWithout([before, now], day => days.has(day))
}
