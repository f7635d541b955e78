import type { Big } from 'big.js'
import { earlier, shiftDays } from '#src/domain/days.ts'
import type { RateUsed } from '#src/domain/figure.ts'
import { type CompiledFormula, compileFormula, type Need, needKey } from '#src/domain/formula/index.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import { findMeasure } from '#src/domain/measures/index.ts'
import type { Day } from '#src/domain/period/index.ts'
import type { ResolvedPlace, Store } from '#src/domain/place.ts'
import type { FactDay, Span } from '#src/features/figures/store/facts.ts'
import type { Localized } from '#src/i18n/locale.ts'
import { daysIn } from './days.ts'
import { type ExactSum, exactSum } from './exact-sum.ts'
import { type Exchange, missingRate } from './exchange.ts'
import { type Outcome, outcomeOf } from './outcome.ts'
import { type Facts, levelLookBack, sampleMeasures } from './reading/load.ts'

/** All that a figure is computed from. */
export interface Inputs {
  readonly place: ResolvedPlace
  readonly facts: Facts
  readonly exchange: Exchange
  readonly now: Date
  /** The running local day of a store. */
  readonly today: (store: Store) => Day
  /** Lists that were worked out before, by what they are of. */
  readonly memory: Map<string, readonly Day[]>
  /** Whether a level that was not told on a day stands as it was told before; a series leaves a gap instead. */
  readonly levelsStand: boolean
}

/** Collects what was added up for a formula. */
interface Ledger {
  readonly values: Map<string, Big>
  readonly rates: Set<RateUsed>
  problem: Localized | null
  readonly days: Set<Day>
}

/** Which days of a store count; `null`: none. */
export type Reach = (store: Store) => Span | null

/**
 * A KPI over a span of days: sums over stores and days first, the formula last. `reach`: which of the days count, where
 * they are not the same for all stores.
 */
export function compute(kpi: Kpi, span: Span, inputs: Inputs, reach: Reach = () => span): Outcome {
  const formula = compileFormula(kpi.formula)
  const ledger: Ledger = { values: new Map(), rates: new Set(), problem: null, days: new Set() }
  const usable = inputs.place.stores.flatMap(store => {
    const mine = reach(store)
    const days = mine ? usableDays(formula, store, mine, inputs) : []
    return mine && (days.length > 0 || !isSummed(formula)) ? [{ store, span: mine, days }] : []
  })
  for (const need of formula.needs) {
    const total = addUp(need, usable, inputs, ledger)
    if (total) ledger.values.set(needKey(need), total)
  }
  for (const { days } of usable) for (const day of days) ledger.days.add(day)
  const days = ledger.days.size || daysIn(span).length
  return outcomeOf(kpi, inputs.exchange, { ...ledger, days, sample: sampleOf(kpi, usable, inputs) })
}

/**
 * The days of a store that count: those that have every measure that is summed, so that numerator and denominator of
 * a ratio are of the same days. Measures a formula can do without do not matter, unless it has no others.
 */
export function usableDays(formula: CompiledFormula, store: Store, span: Span, inputs: Inputs): readonly Day[] {
  const { from, to } = span
  const { all, any } = dailyMeasures(formula)
  if (from === to) return isUsable(all, any, store, from, inputs) ? daysIn(span) : none // quicker than to remember it
  const key = `${numberOf(formula)}/${store.id}/${from}/${to}`
  const before = inputs.memory.get(key)
  if (before) return before
  const days = daysIn(span).filter(day => isUsable(all, any, store, day, inputs))
  inputs.memory.set(key, days)
  return days
}

const none: readonly Day[] = []

function isUsable(
  all: DailyMeasures['all'],
  any: DailyMeasures['any'],
  store: Store,
  day: Day,
  { facts, today }: Inputs,
): boolean {
  const known = day <= today(store) ? facts.at(store.id, day) : null
  return known !== null && isUsableDay(known, { all, any })
}

/** All measures that are summed are there; where none is required, any. */
export function isUsableDay(known: FactDay, { all, any }: DailyMeasures): boolean {
  if (all.length === 0) return any.some(measure => known.find(measure))
  for (const measure of all) if (!known.find(measure)) return false
  return true
}

/** A short name of a formula in keys, which are made by the thousand. */
const numbers = new WeakMap<CompiledFormula, number>()
let lastNumber = 0

function numberOf(formula: CompiledFormula): number {
  const known = numbers.get(formula)
  if (known !== undefined) return known
  numbers.set(formula, ++lastNumber)
  return lastNumber
}

/** Whether a formula adds days up: then a store without such a day does not count in it, not even with its levels. */
export function isSummed({ needs }: CompiledFormula): boolean {
  return needs.some(need => need.aggregate === 'sum')
}

/** The measures that a formula wants of every day: all of them, or any where none is required. */
interface DailyMeasures {
  readonly all: readonly string[]
  readonly any: readonly string[]
}

/** They are asked for once for every day of every store. */
const dailyOf = new WeakMap<CompiledFormula, DailyMeasures>()

/** What a formula wants of every day. */
export function dailyMeasures(formula: CompiledFormula): DailyMeasures {
  const before = dailyOf.get(formula)
  if (before) return before
  const daily = formula.needs.filter(need => need.aggregate === 'sum')
  const measures = (list: readonly Need[]) => list.map(need => need.measure)
  const found = { all: measures(daily.filter(need => !need.optional)), any: measures(daily) }
  dailyOf.set(formula, found)
  return found
}

/** The days of a store that a need looks at. */
export function needDays(need: Need, store: Store, usable: readonly Day[], span: Span, inputs: Inputs): readonly Day[] {
  switch (need.aggregate) {
    case 'sum':
      return usable
    case 'mean':
      return daysIn(span)
    case 'last':
      return lastDay(need.measure, store, span, inputs)
    case 'trailing':
      return trailingDays(need, store, span, inputs)
    default:
      return need.aggregate satisfies never
  }
}

/** Whether anything is known of a KPI in a store's days: a day with all that is summed, or else a level. */
export function hasFigures(formula: CompiledFormula, store: Store, span: Span, inputs: Inputs): boolean {
  const days = usableDays(formula, store, span, inputs)
  if (isSummed(formula)) return days.length > 0
  return formula.needs.some(need =>
    needDays(need, store, days, span, inputs).some(day => inputs.facts.at(store.id, day)?.find(need.measure)),
  )
}

/** The last day of a span on which a store has a measure, also before the span where levels stand; at most one. */
export function lastDay(measure: string, store: Store, span: Span, inputs: Inputs): readonly Day[] {
  const today = inputs.today(store)
  const end = earlier(span.to, today)
  const before = shiftDays(end, 1 - levelLookBack)
  const from = inputs.levelsStand ? earlier(before, span.from) : span.to
  const found = daysIn({ from, to: end }).findLast(day => inputs.facts.at(store.id, day)?.find(measure))
  return found === undefined ? [] : [found]
}

/** The days of a trailing sum: they end with the last day that has the measure. */
export function trailingDays(need: Need, store: Store, span: Span, inputs: Inputs): readonly Day[] {
  const [end] = lastDay(need.measure, store, span, inputs)
  return end === undefined ? [] : daysIn({ from: shiftDays(end, 1 - (need.days ?? 1)), to: end })
}

/** A store with its days that count, of those that it reaches. */
interface Usable {
  readonly store: Store
  readonly span: Span
  readonly days: readonly Day[]
}

/** What was added up at one rate; `over`: the days over which a mean is taken, 1 for sums. */
interface Share {
  readonly sum: ExactSum
  readonly factor: Factor | null
  readonly over: number
}

/** Adds up exactly what stores told, once per rate. `null` where none told anything. */
function addUp(need: Need, usable: readonly Usable[], inputs: Inputs, ledger: Ledger): Big | null {
  const money = findMeasure(need.measure)?.unit === 'money'
  const shares: Share[] = []
  for (const { store, span, days } of usable) {
    const told = toldOn(need, store, needDays(need, store, days, span, inputs), inputs)
    const over = need.aggregate === 'mean' ? told.length : 1
    const foreign = money && store.currency !== inputs.exchange.currency
    for (const [day, value] of told) {
      const factor = foreign ? convert(store, day, inputs, ledger) : null
      shareOf(shares, factor, over).sum.add(value)
    }
  }
  if (shares.length === 0) return null
  return shares.map(amountOf).reduce((total, amount) => total.plus(amount))
}

function toldOn(
  { measure }: Need,
  store: Store,
  days: readonly Day[],
  { facts }: Inputs,
): readonly (readonly [Day, string])[] {
  const told: (readonly [Day, string])[] = []
  for (const day of days) {
    const fact = facts.at(store.id, day)?.find(measure)
    if (fact) told.push([day, fact.value])
  }
  return told
}

/** The share of a rate and a length of the mean; the last one is looked at first, as days of a store follow each other. */
function shareOf(shares: Share[], factor: Factor | null, over: number): Share {
  for (let at = shares.length - 1; at >= 0; at--) {
    const share = shares[at]
    if (share && share.over === over && share.factor?.key === factor?.key) return share
  }
  const made = { sum: exactSum(), factor, over }
  shares.push(made)
  return made
}

function amountOf({ sum, factor, over }: Share): Big {
  const amount = factor ? sum.total().times(factor.factor) : sum.total()
  return over === 1 ? amount : amount.div(over)
}

function convert(store: Store, day: Day, inputs: Inputs, ledger: Ledger): Factor | null {
  const found = inputs.exchange.on(store.currency, day)
  if (!found) {
    ledger.problem ??= missingRate(store.currency, inputs.exchange.currency, day)
    return null
  }
  for (const rate of found.used) ledger.rates.add(rate)
  const known = byFactor.get(found.factor)
  if (known) return known
  const made = { key: found.factor.toFixed(), factor: found.factor }
  byFactor.set(found.factor, made)
  return made
}

/** A factor as it is grouped by; the same few are used for every store and day. */
const byFactor = new WeakMap<Big, Factor>()

interface Factor {
  readonly key: string
  readonly factor: Big
}

function sampleOf(kpi: Kpi, usable: readonly Usable[], inputs: Inputs): number | null {
  const measures = sampleMeasures(kpi)
  if (measures.length === 0) return null
  const sum = exactSum()
  for (const { store, days } of usable) {
    for (const day of days) {
      const facts = inputs.facts.at(store.id, day)
      for (const measure of measures) {
        const fact = facts?.find(measure)
        if (fact) sum.add(fact.value)
      }
    }
  }
  return sum.count() === 0 ? null : sum.total().toNumber()
}
