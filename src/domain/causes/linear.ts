import { Big } from 'big.js'
import { compileFormula, type Need, needKey, type Tree } from '#src/domain/formula/index.ts'

/** One amount of a sum, and how often it counts: −1 for what is taken off. */
export interface Line {
  readonly need: Need
  readonly factor: number
}

/** A formula as a sum of amounts, or as one such sum over another. */
export interface Terms {
  readonly over: readonly Line[]
  /** `null`: nothing stands below. */
  readonly under: readonly Line[] | null
}

/** A sum while it is put together: amounts by need, and what is added to them. */
interface Sum {
  readonly lines: ReadonlyMap<string, { readonly need: Need; readonly factor: Big }>
  readonly constant: Big
}

interface Quotient {
  readonly over: Sum
  readonly under: Sum | null
}

/**
 * The amounts that a KPI adds up, such as profit = sales − cost − fees, or sets over each other, such as returns ÷ units.
 * `null` for formulas of any other shape (choices, `min`, products of amounts, days): these are not taken apart.
 */
export function termsOf(formula: string): Terms | null {
  const found = quotientOf(compileFormula(formula).tree)
  if (!found) return null
  const { over, under } = found
  if (under && !(over.constant.eq(0) && under.constant.eq(0))) return null
  return { over: linesOf(over), under: under ? linesOf(under) : null }
}

function linesOf({ lines }: Sum): readonly Line[] {
  return [...lines.values()].map(({ need, factor }) => ({ need, factor: factor.toNumber() }))
}

function quotientOf(tree: Tree): Quotient | null {
  switch (tree.kind) {
    case 'number':
      return { over: constantSum(tree.value), under: null }
    case 'need':
      return {
        over: { lines: new Map([[needKey(tree.need), { need: tree.need, factor: Big(1) }]]), constant: Big(0) },
        under: null,
      }
    case 'negative': {
      const of = quotientOf(tree.of)
      return of && { ...of, over: scaled(of.over, Big(-1)) }
    }
    case 'arithmetic':
      return arithmetic(tree.sign, quotientOf(tree.left), quotientOf(tree.right))
    default:
      return null
  }
}

function arithmetic(sign: '+' | '-' | '*' | '/', left: Quotient | null, right: Quotient | null): Quotient | null {
  if (!left || !right) return null
  switch (sign) {
    case '+':
      return added(left, right)
    case '-':
      return added(left, { ...right, over: scaled(right.over, Big(-1)) })
    case '*':
      return times(left, right) ?? times(right, left)
    case '/':
      return divided(left, right)
    default:
      return sign satisfies never
  }
}

/** Both are sums, or one of them is a number: `1 − a ÷ b` is `(b − a) ÷ b`. */
function added(left: Quotient, right: Quotient): Quotient | null {
  if (!left.under && !right.under) return { over: joined(left.over, right.over), under: null }
  const under = left.under ?? right.under
  if (!under || (left.under && right.under)) return null
  const plain = left.under ? right : left
  if (!isNumber(plain)) return null
  const share = left.under ? left : right
  return { over: joined(scaled(under, plain.over.constant), share.over), under }
}

function times(of: Quotient, number: Quotient): Quotient | null {
  return isNumber(number) ? { ...of, over: scaled(of.over, number.over.constant) } : null
}

function divided(left: Quotient, right: Quotient): Quotient | null {
  if (right.under || left.under) return isNumber(right) ? scaledDown(left, right) : null
  return isNumber(right) ? scaledDown(left, right) : { over: left.over, under: right.over }
}

function scaledDown(of: Quotient, { over: { constant } }: Quotient): Quotient | null {
  return constant.eq(0) ? null : { ...of, over: scaled(of.over, Big(1).div(constant)) }
}

function isNumber({ over, under }: Quotient): boolean {
  return under === null && over.lines.size === 0
}

function constantSum(constant: Big): Sum {
  return { lines: new Map(), constant }
}

function scaled({ lines, constant }: Sum, by: Big): Sum {
  const all = [...lines].map(([key, { need, factor }]) => [key, { need, factor: factor.times(by) }] as const)
  return { lines: new Map(all), constant: constant.times(by) }
}

function joined(a: Sum, b: Sum): Sum {
  const lines = new Map(a.lines)
  for (const [key, { need, factor }] of b.lines) {
    const before = lines.get(key)
    lines.set(key, { need: before ? before.need : need, factor: before ? before.factor.plus(factor) : factor })
  }
  return { lines, constant: a.constant.plus(b.constant) }
}
