import { daysBetween } from '#src/domain/days.ts'
import {
  type CompiledFormula,
  compileFormula,
  type Fraction,
  fractionOf,
  plus,
  toNumber,
} from '#src/domain/formula/index.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import type { Day } from '#src/domain/period/index.ts'
import type { Store } from '#src/domain/place.ts'
import type { RulePoint } from '#src/domain/rules/view.ts'
import type { Fact, FactDay } from '#src/features/figures/store/facts.ts'
import { dailyMeasures, type Inputs, isSummed, isUsableDay, lastDay } from './compute.ts'
import { isWanted, lastDueDay } from './quality.ts'
import { sampleMeasures } from './reading/load.ts'

/** What a KPI came to on a day; `undefined` where whole numbers cannot say it exactly. */
export type DayPoint = (day: Day) => RulePoint | undefined

/** A day of which nothing can be said. */
export const noPoint: RulePoint = { value: null, sample: null, belowSample: false, provisional: false, coverage: 0 }

/** What is asked of every day of a KPI. */
interface Plan {
  readonly kpi: Kpi
  readonly formula: CompiledFormula
  readonly inputs: Inputs
  readonly all: readonly string[]
  readonly any: readonly string[]
  readonly summed: boolean
  /** Measures that every day should have. */
  readonly wanted: readonly string[]
  /** Levels: the last known value stands, so that they are wanted once a day is due. */
  readonly levels: readonly string[]
  readonly sample: readonly string[]
}

interface Tally {
  readonly values: (Fraction | null)[]
  sample: Fraction | null
  expected: number
  complete: number
  provisional: boolean
  exact: boolean
}

/**
 * The short way to single days of a KPI: what `compute` and `qualityOf` say, without the lists that longer spans need.
 * `null` where money has to be converted or a formula looks at more than a day.
 */
export function dayPoints(kpi: Kpi, inputs: Inputs): DayPoint | null {
  const formula = compileFormula(kpi.formula)
  const { place, exchange } = inputs
  if (formula.needs.some(need => need.aggregate === 'trailing')) return null
  if (place.stores.some(store => store.currency !== exchange.currency)) return null
  const plan = planOf(kpi, formula, inputs)
  return day => pointOn(day, plan)
}

function planOf(kpi: Kpi, formula: CompiledFormula, inputs: Inputs): Plan {
  const { all, any } = dailyMeasures(formula)
  const required = (aggregate: 'mean' | 'last') =>
    formula.needs.filter(need => need.aggregate === aggregate && !need.optional).map(need => need.measure)
  return {
    ...{ kpi, formula, inputs, all, any, summed: isSummed(formula) },
    wanted: [...(all.length > 0 ? all : any), ...required('mean')],
    levels: required('last'),
    sample: sampleMeasures(kpi),
  }
}

function pointOn(day: Day, plan: Plan): RulePoint | undefined {
  const { formula, inputs, kpi } = plan
  const values = formula.needs.map(() => null)
  const tally: Tally = { values, sample: null, expected: 0, complete: 0, provisional: false, exact: true }
  for (const store of inputs.place.stores) addStore(store, day, plan, tally)
  const value = tally.exact ? formula.shortcut(tally.values, 1) : undefined
  if (value === undefined || !tally.exact) return undefined
  if (value === null) return mayBeUnbounded(plan, tally) ? undefined : noPoint
  const sample = tally.sample === null ? null : toNumber(tally.sample)
  return {
    value: toNumber(value),
    sample,
    belowSample: kpi.minimumSample !== undefined && (sample ?? 0) < kpi.minimumSample.count,
    provisional: tally.provisional,
    coverage: tally.expected === 0 ? 0 : tally.complete / tally.expected,
  }
}

/** All is known and there still is no value: a denominator is zero, and decimals have to say what stands over it. */
function mayBeUnbounded({ formula }: Plan, { values }: Tally): boolean {
  return formula.needs.every((need, index) => need.optional || values[index] !== null)
}

function addStore(store: Store, day: Day, plan: Plan, tally: Tally): void {
  const { formula, inputs } = plan
  const today = inputs.today(store)
  const known = inputs.facts.at(store.id, day)
  const usable = known !== null && day <= today && isUsableDay(known, plan)
  for (const [index, need] of formula.needs.entries()) {
    if (plan.summed && !usable) continue
    const on = need.aggregate === 'last' ? lastTold(need.measure, store, day, known, plan) : day
    const fact = on === day ? known?.find(need.measure) : on && inputs.facts.at(store.id, on)?.find(need.measure)
    if (!fact || !on) continue
    tally.values[index] = added(tally.values[index] ?? null, fact, tally)
    if (daysBetween(on, today) <= fact.provisionalDays) tally.provisional = true
  }
  if (usable) addSample(known, plan, tally)
  count(store, day, known, plan, tally)
}

/** The day whose level stands on a day: mostly the day itself. */
function lastTold(measure: string, store: Store, day: Day, known: FactDay | null, { inputs }: Plan): Day | undefined {
  if (day <= inputs.today(store) && known?.find(measure)) return day
  return lastDay(measure, store, { from: day, to: day }, inputs)[0]
}

function addSample(known: FactDay, { sample }: Plan, tally: Tally): void {
  for (const measure of sample) {
    const fact = known.find(measure)
    if (fact) tally.sample = added(tally.sample, fact, tally)
  }
}

function added(sum: Fraction | null, { value }: Fact, tally: Tally): Fraction | null {
  const one = fractionOf(value)
  const total = one === undefined || sum === null ? one : plus(sum, one)
  if (total === undefined) tally.exact = false
  return total ?? null
}

/** Whether the day was expected of a store, and whether it is there as a whole. */
function count(store: Store, day: Day, known: FactDay | null, { wanted, levels, inputs }: Plan, tally: Tally): void {
  const isTold = (measure: string) => known !== null && known.find(measure) !== null
  const isDue = (measure: string) => day <= lastDueDay(store, [measure], inputs)
  const levelsToday = levels.filter(measure => isDue(measure) || (day <= inputs.today(store) && isTold(measure)))
  const measures = new Set([...wanted, ...levelsToday])
  if (measures.size === 0) return
  const complete = [...measures].every(isTold)
  if (!complete && !isWanted(store, day, measures, inputs)) return
  tally.expected++
  if (complete) tally.complete++
}
