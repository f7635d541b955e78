import { findMeasure } from '#src/domain/measures/index.ts'
import { evaluate, type Values } from './evaluate.ts'
import type { Comparator, Tree } from './tree.ts'

/**
 * Why a KPI has no value although all is known: something stands over a denominator of zero, so that it grows beyond
 * every line. Nothing over nothing is no such case. Plain data: it is kept with alerts.
 */
export interface Unbounded {
  /** 1: beyond every line upwards, such as an ACoS without ad sales; -1: downwards. */
  readonly sign: 1 | -1
  /** What stands above: its measures, and what they came to (minor units for money). */
  readonly over: readonly string[]
  readonly amount: number
  readonly money: boolean
  /** ISO 4217 where the amount is money and its currency is known. */
  readonly currency?: string
  /** What came to nothing: the measures of the denominator. */
  readonly under: readonly string[]
}

/** Finds out why a formula has no value; `null` unless it divides something by zero. */
export function unboundedBy(tree: Tree, context: Values): Unbounded | null {
  const value = floating(tree, context)
  if (value !== Number.POSITIVE_INFINITY && value !== Number.NEGATIVE_INFINITY) return null
  const division = divisionByZero(tree, context)
  if (!division) return null
  const over = measuresIn(division.left)
  const under = measuresIn(division.right)
  if (under.length === 0) return null // a zero of its own is no lack of anything
  return {
    sign: value > 0 ? 1 : -1,
    over,
    amount: evaluate(division.left, context)?.toNumber() ?? 0,
    money: over.some(id => findMeasure(id)?.unit === 'money'),
    under,
  }
}

/** The formula in floating point, in which a division by zero is infinite and 0/0 is no number. */
function floating(tree: Tree, context: Values): number {
  switch (tree.kind) {
    case 'number':
      return tree.value.toNumber()
    case 'days':
      return context.days
    case 'need':
      return context.values(tree.need)?.toNumber() ?? (tree.need.optional ? 0 : Number.NaN)
    case 'negative':
      return -floating(tree.of, context)
    case 'arithmetic':
      return arithmetic[tree.sign](floating(tree.left, context), floating(tree.right, context))
    case 'choice':
      return chosen(tree, context)
    case 'call':
      return call(
        tree.name,
        tree.args.map(arg => floating(arg, context)),
      )
    default:
      return tree satisfies never
  }
}

const arithmetic: Readonly<Record<'+' | '-' | '*' | '/', (a: number, b: number) => number>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
}

const compares: Readonly<Record<Comparator, (a: number, b: number) => boolean>> = {
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
  '==': (a, b) => a === b,
  '!=': (a, b) => a !== b,
}

function chosen({ test, yes, no }: Extract<Tree, { kind: 'choice' }>, context: Values): number {
  const [left, right] = [floating(test.left, context), floating(test.right, context)]
  if (Number.isNaN(left) || Number.isNaN(right)) return Number.NaN
  return floating(compares[test.comparator](left, right) ? yes : no, context)
}

function call(name: 'min' | 'max' | 'abs' | 'round', args: readonly number[]): number {
  if (name === 'min') return Math.min(...args)
  if (name === 'max') return Math.max(...args)
  const [first = Number.NaN] = args
  return name === 'abs' ? Math.abs(first) : first
}

/** The measures by which a formula divides, of its innermost division; none where it does not divide. */
export function denominatorsIn(tree: Tree): readonly string[] {
  const inner = partsOf(tree)
    .map(denominatorsIn)
    .find(found => found.length > 0)
  if (inner) return inner
  return tree.kind === 'arithmetic' && tree.sign === '/' ? measuresIn(tree.right) : []
}

/** Whether a formula divides by what is zero whatever is loaded: `/ 0`, `/ (1 - 1)`. */
export function dividesByZero(tree: Tree): boolean {
  if (partsOf(tree).some(dividesByZero)) return true
  if (tree.kind !== 'arithmetic' || tree.sign !== '/' || measuresIn(tree.right).length > 0) return false
  const of = (days: number) => evaluate(tree.right, { values: () => null, days })
  return [of(1), of(2)].every(value => value?.eq(0) === true)
}

/** The innermost division of something known by zero. */
function divisionByZero(tree: Tree, context: Values): Extract<Tree, { kind: 'arithmetic' }> | null {
  const inner = partsOf(tree)
    .map(part => divisionByZero(part, context))
    .find(found => found !== null)
  if (inner) return inner
  if (tree.kind !== 'arithmetic' || tree.sign !== '/') return null
  const [left, right] = [evaluate(tree.left, context), evaluate(tree.right, context)]
  return left !== null && right !== null && !left.eq(0) && right.eq(0) ? tree : null
}

function partsOf(tree: Tree): readonly Tree[] {
  switch (tree.kind) {
    case 'negative':
      return [tree.of]
    case 'arithmetic':
      return [tree.left, tree.right]
    case 'choice':
      return [tree.test.left, tree.test.right, tree.yes, tree.no]
    case 'call':
      return tree.args
    default:
      return []
  }
}

function measuresIn(tree: Tree): readonly string[] {
  const own = tree.kind === 'need' ? [tree.need.measure] : []
  return [...new Set([...own, ...partsOf(tree).flatMap(measuresIn)])]
}
