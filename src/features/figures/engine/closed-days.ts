import type { Big } from 'big.js'
import type { RateUsed } from '#src/domain/figure.ts'
import { type CompiledFormula, compileFormula, type Need, needKey } from '#src/domain/formula/index.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import { findMeasure } from '#src/domain/measures/index.ts'
import type { Day } from '#src/domain/period/index.ts'
import type { Store } from '#src/domain/place.ts'
import type { Fact, FactDay } from '#src/features/figures/store/facts.ts'
import { dailyMeasures, type Inputs, isSummed, isUsableDay, type Reach } from './compute.ts'
import { type ExactSum, exactSum } from './exact-sum.ts'
import { type Outcome, outcomeOf } from './outcome.ts'
import { isBelowSample, isProvisional } from './quality.ts'
import { sampleMeasures } from './reading/load.ts'

/** What a KPI came to on a day that is over, and how final that is. */
export interface ClosedDay {
  readonly outcome: Outcome
  /** The stores that count. */
  readonly reach: Reach
  readonly provisional: boolean
  readonly corrected: boolean
  readonly belowSample: boolean
}

/** What is asked of every day of a KPI. */
interface Plan {
  readonly kpi: Kpi
  readonly formula: CompiledFormula
  readonly inputs: Inputs
  readonly summed: boolean
  readonly needs: readonly Asked[]
  readonly sample: readonly string[]
  readonly stores: readonly { readonly store: Store; readonly today: Day }[]
}

/** A need, and whether what stores tell of it is money. */
interface Asked {
  readonly need: Need
  readonly money: boolean
}

/** What was added up of a need in one currency. */
interface Share {
  readonly currency: string
  readonly sum: ExactSum
}

interface Tally {
  readonly shares: Share[][]
  readonly sample: ExactSum | null
  readonly without: Set<number>
  provisional: boolean
  corrected: boolean
  counted: number
}

/**
 * The short way to days that are over in all stores: what `judgedPart`, `compute` and `qualityOf` say of each of them by
 * itself, store by store in one pass. The function answers `null` where only the long way can tell: days that still run
 * somewhere, days without figures, money without a rate. `null` for a formula that looks at more than the day itself.
 */
export function closedDays(kpi: Kpi, inputs: Inputs): ((day: Day) => ClosedDay | null) | null {
  const formula = compileFormula(kpi.formula)
  const levels = formula.needs.some(({ aggregate }) => aggregate === 'last')
  if (formula.needs.some(({ aggregate }) => aggregate === 'trailing') || (levels && inputs.levelsStand)) return null
  const { place, today } = inputs
  const plan: Plan = {
    ...{ kpi, formula, inputs, summed: isSummed(formula), sample: sampleMeasures(kpi) },
    needs: formula.needs.map(need => ({ need, money: findMeasure(need.measure)?.unit === 'money' })),
    stores: place.stores.map(store => ({ store, today: today(store) })),
  }
  const first = plan.stores.reduce((least, one) => (one.today < least ? one.today : least), plan.stores[0]?.today ?? '')
  return day => (day < first ? closedDay(day, plan) : null)
}

function closedDay(day: Day, plan: Plan): ClosedDay | null {
  const tally = tallyOf(day, plan)
  if (plan.summed && tally.counted === 0) return null
  const rates = new Set<RateUsed>()
  const values = new Map<string, Big>()
  for (const [at, { need }] of plan.needs.entries()) {
    const total = totalOf(tally.shares[at] ?? [], day, plan.inputs, rates)
    if (total === undefined) return null
    if (total) values.set(needKey(need), total)
  }
  const { kpi, inputs } = plan
  const sample = tally.sample === null || tally.sample.count() === 0 ? null : tally.sample.total().toNumber()
  const outcome = outcomeOf(kpi, inputs.exchange, { values, rates, problem: null, days: 1, sample })
  const span = { from: day, to: day }
  const { provisional, corrected, without } = tally
  const reach: Reach = without.size === 0 ? () => span : ({ id }) => (without.has(id) ? null : span)
  return { outcome, reach, provisional, corrected, belowSample: isBelowSample(kpi, outcome) }
}

function tallyOf(day: Day, plan: Plan): Tally {
  const { formula, inputs, summed, sample, stores } = plan
  const tally: Tally = {
    shares: plan.needs.map(() => []),
    sample: sample.length > 0 ? exactSum() : null,
    without: new Set(),
    ...{ provisional: false, corrected: false, counted: 0 },
  }
  const daily = dailyMeasures(formula)
  for (const { store, today } of stores) {
    const known = inputs.facts.at(store.id, day)
    if (known && (!summed || isUsableDay(known, daily))) addStore(known, { store, day, today }, plan, tally)
    else if (summed) tally.without.add(store.id)
  }
  return tally
}

interface StoreDay {
  readonly store: Store
  readonly day: Day
  readonly today: Day
}

function addStore(known: FactDay, on: StoreDay, { needs, sample, summed }: Plan, tally: Tally): void {
  tally.counted++
  for (const [at, { need, money }] of needs.entries()) {
    const fact = known.find(need.measure)
    if (!fact) continue
    sumOf(tally.shares[at] ?? [], money ? on.store.currency : '').add(fact.value)
    look(fact, on, tally)
  }
  if (!summed || tally.sample === null) return // a sample is of days that are summed
  for (const measure of sample) {
    const fact = known.find(measure)
    if (fact) tally.sample.add(fact.value)
  }
}

function look(fact: Fact, { day, today }: StoreDay, tally: Tally): void {
  if (fact.corrected) tally.corrected = true
  if (!tally.provisional && isProvisional(fact, day, today)) tally.provisional = true
}

/** The share of a currency; there are few. */
function sumOf(shares: Share[], currency: string): ExactSum {
  for (const share of shares) if (share.currency === currency) return share.sum
  const sum = exactSum()
  shares.push({ currency, sum })
  return sum
}

/** All shares in the currency of the place; `null`: nobody told anything, `undefined`: a rate is missing. */
function totalOf(
  shares: readonly Share[],
  day: Day,
  { exchange }: Inputs,
  rates: Set<RateUsed>,
): Big | null | undefined {
  let total: Big | null = null
  for (const { currency, sum } of shares) {
    const foreign = currency !== '' && currency !== exchange.currency
    const way = foreign ? exchange.on(currency, day) : null
    if (foreign && !way) return undefined
    for (const rate of way?.used ?? []) rates.add(rate)
    const amount: Big = way ? sum.total().times(way.factor) : sum.total()
    total = total === null ? amount : total.plus(amount)
  }
  return total
}
