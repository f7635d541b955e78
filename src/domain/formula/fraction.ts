import type { Big } from 'big.js'
import type { Need, Tree } from './tree.ts'

/** `top / bottom`, both whole and exact as JavaScript numbers, `bottom` greater than zero. */
export interface Fraction {
  readonly top: number
  readonly bottom: number
}

/** `null`: cannot be judged. `undefined`: not exact in this arithmetic, so that decimals have to say. */
export type Outcome = Fraction | null | undefined

/** Values in the order of the needs of a formula; `null` where a value is not known. */
export type Shortcut = (values: readonly (Fraction | null)[], days: number) => Outcome

/** Decimals up to so many characters are exact as a whole number and a power of ten. */
const maxCharacters = 15
const plainDecimal = /^-?\d+(?:\.(\d+))?$/

/** A decimal as a fraction; `undefined` where it is too long or not written plainly. */
export function fractionOf(decimal: string): Fraction | undefined {
  if (decimal.length > maxCharacters) return undefined
  const whole = Number(decimal)
  if (Number.isSafeInteger(whole) && decimal !== '' && !decimal.includes('.')) return { top: whole, bottom: 1 }
  const match = plainDecimal.exec(decimal)
  const digits = match?.[1]
  return digits === undefined ? undefined : { top: Number(decimal.replace('.', '')), bottom: 10 ** digits.length }
}

/** Decimal digits of which every whole number is exact. */
const safeDigits = 15

function fractionOfBig(value: Big): Fraction | undefined {
  const isWhole = value.c.length <= value.e + 1 && value.e < safeDigits
  return isWhole ? { top: value.toNumber(), bottom: 1 } : fractionOf(value.toFixed())
}

/** What a shortcut says of decimals, which takes a tenth of their time; `undefined` where whole numbers cannot say it exactly. */
export function inWholeNumbers(
  needs: readonly Need[],
  values: (need: Need) => Big | null,
  days: number,
  quick: Shortcut,
): Outcome {
  const known: (Fraction | null)[] = []
  for (const need of needs) {
    const value = values(need)
    const fraction = value && fractionOfBig(value)
    if (fraction === undefined) return undefined
    known.push(fraction)
  }
  return quick(known, days)
}

/** The sum of two fractions. */
export function plus(a: Fraction, b: Fraction): Fraction | undefined {
  if (a.bottom === b.bottom) return exact(a.top + b.top, a.bottom)
  return exact(a.top * b.bottom + b.top * a.bottom, a.bottom * b.bottom)
}

/** The nearest number. Both parts are exact, so the one division is all that rounds. */
export function toNumber({ top, bottom }: Fraction): number {
  return top === 0 ? 0 : top / bottom
}

/**
 * The same as `evaluate`, in whole numbers as long as these are exact: many times faster than decimals, and what they
 * cannot say exactly they leave to them.
 */
export function shortcut(tree: Tree, needs: readonly Need[]): Shortcut {
  switch (tree.kind) {
    case 'number': {
      const number = fractionOf(tree.value.toFixed())
      return () => number
    }
    case 'days':
      return (_, days) => ({ top: days, bottom: 1 })
    case 'need':
      return valueAt(tree.need, needs)
    case 'negative': {
      const of = shortcut(tree.of, needs)
      return (values, days) => negated(of(values, days))
    }
    case 'arithmetic': {
      const sum = arithmetic[tree.sign]
      const [left, right] = [shortcut(tree.left, needs), shortcut(tree.right, needs)]
      return (values, days) => both(left(values, days), right(values, days), sum)
    }
    case 'choice':
    case 'call':
      return () => undefined // rare: decimals say it
    default:
      return tree satisfies never
  }
}

function valueAt({ aggregate, measure, days, optional }: Need, needs: readonly Need[]): Shortcut {
  const at = needs.findIndex(
    need => need.aggregate === aggregate && need.measure === measure && (need.days ?? 0) === (days ?? 0),
  )
  const missing = optional ? nothing : null
  return values => values[at] ?? missing
}

const nothing: Fraction = { top: 0, bottom: 1 }

function negated(of: Outcome): Outcome {
  return of ? { top: -of.top, bottom: of.bottom } : of
}

function both(left: Outcome, right: Outcome, sum: (a: Fraction, b: Fraction) => Outcome): Outcome {
  if (left === null || right === null) return null
  return left === undefined || right === undefined ? undefined : sum(left, right)
}

const arithmetic: Readonly<Record<'+' | '-' | '*' | '/', (a: Fraction, b: Fraction) => Outcome>> = {
  '+': plus,
  '-': (a, b) => plus(a, { top: -b.top, bottom: b.bottom }),
  '*': (a, b) => exact(a.top * b.top, a.bottom * b.bottom),
  '/': (a, b) => {
    if (b.top === 0) return null
    const sign = b.top < 0 ? -1 : 1
    return exact(sign * a.top * b.bottom, a.bottom * Math.abs(b.top))
  },
}

/** `undefined` where a part grew beyond what a number holds exactly. */
function exact(top: number, bottom: number): Fraction | undefined {
  return Number.isSafeInteger(top) && Number.isSafeInteger(bottom) ? { top, bottom } : undefined
}
