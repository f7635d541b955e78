import { Big } from 'big.js'
import { type CompiledFormula, compileFormula } from '#src/domain/formula/index.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'

const known = new WeakMap<CompiledFormula, boolean>()

/**
 * Whether a KPI is an amount: its values for two periods add up to the value for both, so that it can be shared out
 * over days. A sum or difference of sums is; a ratio, a level or anything else is not. Found out by trying.
 */
export function isAmount(kpi: Pick<Kpi, 'formula'>): boolean {
  const formula = compileFormula(kpi.formula)
  const before = known.get(formula)
  if (before !== undefined) return before
  const sums = formula.needs.every(need => need.aggregate === 'sum')
  const found = sums && addsUp(formula, 11, 17) && addsUp(formula, 23, 5)
  known.set(formula, found)
  return found
}

/** Tries two made-up periods whose values no formula is likely to add up by chance. */
function addsUp(formula: CompiledFormula, a: number, b: number): boolean {
  const first = madeUp(formula, a)
  const second = madeUp(formula, b)
  const both = first.map((value, index) => value + (second[index] ?? 0))
  const [one, other, sum] = [at(formula, first, 3), at(formula, second, 4), at(formula, both, 7)]
  if (one === null || other === null || sum === null) return false
  return Math.abs(one + other - sum) <= 1e-9 * Math.max(1, Math.abs(sum))
}

function madeUp({ needs }: CompiledFormula, seed: number): number[] {
  return needs.map((_, index) => 1 + ((seed * (index + 3) * 7919) % 1009))
}

function at(formula: CompiledFormula, values: readonly number[], days: number): number | null {
  const indexOf = new Map(formula.needs.map((need, index) => [need.measure, index]))
  return formula.evaluate(need => Big(values[indexOf.get(need.measure) ?? 0] ?? 0), { days })
}
