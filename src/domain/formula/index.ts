import type { Big } from 'big.js'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import type { Measure } from '#src/domain/measure.ts'
import { measures as builtInMeasures } from '#src/domain/measures/index.ts'
import type { Localized } from '#src/i18n/locale.ts'
import { FormulaError } from './error.ts'
import { evaluate } from './evaluate.ts'
import { explainTree } from './explain.ts'
import { fault, faults } from './faults.ts'
import { inWholeNumbers, type Shortcut, shortcut, toNumber } from './fraction.ts'
import { parse } from './parse.ts'
import type { Need, Tree } from './tree.ts'
import { denominatorsIn, dividesByZero, type Unbounded, unboundedBy } from './unbounded.ts'

export { FormulaError } from './error.ts'
export { type Fraction, fractionOf, plus, toNumber } from './fraction.ts'
export type { Need, Tree } from './tree.ts'
export type { Unbounded } from './unbounded.ts'

/** A formula that is ready to compute. */
export interface CompiledFormula {
  readonly source: string
  /** What has to be loaded; each need once, in order of appearance. */
  readonly needs: readonly Need[]
  /**
   * Computes the formula from exact values. Money is in minor units. `null` where a value is not known or a denominator
   * is zero: the KPI cannot be judged; never 0 instead.
   */
  readonly evaluate: (values: (need: Need) => Big | null, context: { readonly days: number }) => number | null
  /** The same without leaving exact decimals. */
  readonly evaluateExact: (values: (need: Need) => Big | null, context: { readonly days: number }) => Big | null
  /** Why there is no value: something stands over a denominator of zero. `null`: all else, also nothing over nothing. */
  readonly unbounded: (values: (need: Need) => Big | null, context: { readonly days: number }) => Unbounded | null
  /** The same in whole numbers, `undefined` where these are not exact; the values in the order of `needs`. */
  readonly shortcut: Shortcut
  /** The structure, for taking a KPI apart. */
  readonly tree: Tree
}

/** Compiled formulas by text. Bounded, because customers write formulas too. */
const compiled = new Map<string, CompiledFormula>()
const maxCompiled = 1000

/**
 * Compiles a formula: numbers, measures by id or by any of their names, `+ - * /`, parentheses, `a > b ? c : d`,
 * `min max abs round`, `last(level)`, `mean(level)`, `trailing(measure, days)`, `optional(measure)` (0 where no source
 * reports it) and `days` (days of the period). Levels stand for their last value.
 * @throws FormulaError
 */
export function compileFormula(source: string): CompiledFormula {
  const known = compiled.get(source)
  if (known !== undefined) return known
  const formula = compile(source)
  if (compiled.size >= maxCompiled) compiled.clear()
  compiled.set(source, formula)
  return formula
}

function compile(source: string): CompiledFormula {
  const tree = parse(source)
  const needs = needsOf(tree)
  if (needs.length === 0) throw fault(source, { index: 0, text: source }, faults.noMeasure)
  const evaluateExact: CompiledFormula['evaluateExact'] = (values, { days }) => evaluate(tree, { values, days })
  const quick = shortcut(tree, needs)
  const evaluateRounded: CompiledFormula['evaluate'] = (values, context) => {
    const found = inWholeNumbers(needs, values, context.days, quick)
    return found === undefined ? (evaluateExact(values, context)?.toNumber() ?? null) : found && toNumber(found)
  }
  return {
    ...{ source, tree, needs, evaluateExact, evaluate: evaluateRounded },
    unbounded: (values, { days }) => unboundedBy(tree, { values, days }),
    shortcut: quick,
  }
}

/** What is wrong with a formula; `null` when nothing is. */
export function checkFormula(source: string): FormulaError | null {
  try {
    compileFormula(source)
    return null
  } catch (error) {
    if (error instanceof FormulaError) return error
    throw error
  }
}

/** Whether a formula divides by zero whatever the figures are, so that it never has a value. @throws FormulaError */
export function neverHasValue(source: string): boolean {
  return dividesByZero(compileFormula(source).tree)
}

/** The measures by which a KPI is divided: without any of them it has no bound. None for sums. @throws FormulaError */
export function denominatorsOf(kpi: Pick<Kpi, 'formula'>): readonly string[] {
  return denominatorsIn(compileFormula(kpi.formula).tree)
}

/** The KPI's formula in words, such as `Ad spend ÷ ad sales`. @throws FormulaError */
export function explainFormula(kpi: Pick<Kpi, 'formula'>, measures: readonly Measure[] = builtInMeasures): Localized {
  return explainTree(compileFormula(kpi.formula).tree, measures)
}

/** Names a need: the same for two needs that want the same number. */
export function needKey(need: Need): string {
  return `${need.aggregate}${need.days ?? ''}:${need.measure}`
}

/** Each need once. One that is optional in one place and required in another is required. */
function needsOf(tree: Tree): readonly Need[] {
  const needs = new Map<string, Need>()
  for (const need of collect(tree)) {
    const before = needs.get(needKey(need))
    if (before === undefined || (before.optional && !need.optional)) needs.set(needKey(need), need)
  }
  return [...needs.values()]
}

function collect(tree: Tree): readonly Need[] {
  switch (tree.kind) {
    case 'number':
    case 'days':
      return []
    case 'need':
      return [tree.need]
    case 'negative':
      return collect(tree.of)
    case 'arithmetic':
      return [...collect(tree.left), ...collect(tree.right)]
    case 'choice':
      return [tree.test.left, tree.test.right, tree.yes, tree.no].flatMap(collect)
    case 'call':
      return tree.args.flatMap(collect)
    default:
      return tree satisfies never
  }
}
