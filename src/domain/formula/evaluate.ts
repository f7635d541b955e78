import { Big } from 'big.js'
import type { Comparator, Need, Sign, Test, Tree } from './tree.ts'

/** Where the numbers come from. `null`: not known. */
export interface Values {
  readonly values: (need: Need) => Big | null
  /** Days of the period. */
  readonly days: number
}

/** Divisions keep so many digits behind the point (judgement: exact to far below a cent for any sum we add up). */
const Exact = Big()
Exact.DP = 30

/** Computes a formula. `null` where a value is not known or a denominator is zero: it cannot be judged. */
export function evaluate(tree: Tree, context: Values): Big | null {
  switch (tree.kind) {
    case 'number':
      return tree.value
    case 'days':
      return Exact(context.days)
    case 'need':
      return context.values(tree.need) ?? (tree.need.optional ? Exact(0) : null)
    case 'negative':
      return evaluate(tree.of, context)?.neg() ?? null
    case 'arithmetic':
      return arithmetic(tree.sign, evaluate(tree.left, context), evaluate(tree.right, context))
    case 'choice':
      return choose(tree, context)
    case 'call':
      return call(
        tree.name,
        tree.args.map(arg => evaluate(arg, context)),
      )
    default:
      return tree satisfies never
  }
}

function arithmetic(sign: Sign, left: Big | null, right: Big | null): Big | null {
  if (left === null || right === null) return null
  switch (sign) {
    case '+':
      return left.plus(right)
    case '-':
      return left.minus(right)
    case '*':
      return left.times(right)
    case '/':
      return right.eq(0) ? null : Exact(left).div(right)
    default:
      return sign satisfies never
  }
}

function choose(tree: Extract<Tree, { kind: 'choice' }>, context: Values): Big | null {
  const holds = test(tree.test, context)
  if (holds === null) return null
  return evaluate(holds ? tree.yes : tree.no, context)
}

function test({ comparator, left, right }: Test, context: Values): boolean | null {
  const first = evaluate(left, context)
  const second = evaluate(right, context)
  return first === null || second === null ? null : compares[comparator](first.cmp(second))
}

const compares: Readonly<Record<Comparator, (order: number) => boolean>> = {
  '<': order => order < 0,
  '<=': order => order <= 0,
  '>': order => order > 0,
  '>=': order => order >= 0,
  '==': order => order === 0,
  '!=': order => order !== 0,
}

function call(name: 'min' | 'max' | 'abs' | 'round', args: readonly (Big | null)[]): Big | null {
  const values = args.filter(value => value !== null)
  const [first, second] = values
  if (first === undefined || values.length < args.length) return null
  if (name === 'abs') return first.abs()
  if (name === 'round') return first.round(second?.toNumber() ?? 0, Big.roundHalfUp)
  return values.reduce((best, value) => ((name === 'min' ? value.lt(best) : value.gt(best)) ? value : best))
}
