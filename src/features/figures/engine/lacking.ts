import { compileFormula } from '#src/domain/formula/index.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import type { Store } from '#src/domain/place.ts'
import type { Span } from '#src/features/figures/store/facts.ts'
import { type Inputs, usableDays } from './compute.ts'
import { daysIn } from './days.ts'
import type { Judged } from './judged.ts'

/**
 * The measures that a KPI counts as nothing because nobody told them, such as parts of the costs behind a profit: those
 * that no store told in the judged days, and those that a store used to tell and did not.
 */
export function lackingParts(kpi: Kpi, { reach }: Judged, inputs: Inputs): readonly string[] {
  const formula = compileFormula(kpi.formula)
  const optional = formula.needs.filter(need => need.optional && need.aggregate === 'sum')
  if (optional.length === 0) return []
  const counted = inputs.place.stores.flatMap(store => {
    const span = reach(store)
    const days = span ? usableDays(formula, store, span, inputs) : []
    return span && days.length > 0 ? [{ store, span, days }] : []
  })
  if (counted.length === 0) return []
  const told = (measure: string) =>
    counted.map(({ store, span, days }) => ({
      told: days.some(day => inputs.facts.at(store.id, day)?.find(measure)),
      usual: isUsual(measure, store, span, inputs),
    }))
  return optional.flatMap(({ measure }) => {
    const stores = told(measure)
    const lacks = stores.every(store => !store.told) || stores.some(store => !store.told && store.usual)
    return lacks ? [measure] : []
  })
}

/**
 * The measures for want of which there is no value although others are there: a profit without the cost of the goods, an
 * ACoS without ad sales. Empty where nothing at all is known.
 */
export function missingParts(kpi: Kpi, span: Span, inputs: Inputs): readonly string[] {
  const wanted = compileFormula(kpi.formula).needs.filter(need => !need.optional)
  const told = new Set<string>()
  for (const store of inputs.place.stores) {
    const today = inputs.today(store)
    for (const day of daysIn(span)) {
      const known = day <= today ? inputs.facts.at(store.id, day) : null
      for (const { measure } of wanted) if (known?.find(measure)) told.add(measure)
    }
  }
  const missing = [...new Set(wanted.map(need => need.measure))].filter(measure => !told.has(measure))
  return told.size === 0 ? [] : missing
}

function isUsual(measure: string, store: Store, { from }: Span, { facts }: Inputs): boolean {
  const first = facts.firstDay(store.id, measure)
  return first !== null && first < from
}
