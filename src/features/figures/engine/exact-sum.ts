import { Big } from 'big.js'

/** Whole numbers up to here are exact in a JavaScript number, with room for one more addition. */
const maxWhole = Number.MAX_SAFE_INTEGER / 4

/** Adds decimals up exactly: whole numbers as numbers, which is fast, fractions as decimals. */
export interface ExactSum {
  /** How many values were added. */
  readonly count: () => number
  readonly add: (decimal: string) => void
  readonly total: () => Big
}

const zero = Big(0)

/** A sum that starts at zero. */
export function exactSum(): ExactSum {
  let count = 0
  let whole = 0
  let rest: Big | null = null // only where a number cannot hold it
  return {
    count: () => count,
    add: decimal => {
      count++
      const number = decimal.length <= 15 && !decimal.includes('.') ? Number(decimal) : Number.NaN
      if (!Number.isInteger(number)) rest = (rest ?? zero).plus(decimal)
      else whole += number
      if (Math.abs(whole) > maxWhole) {
        rest = (rest ?? zero).plus(whole)
        whole = 0
      }
    },
    total: () => (rest === null ? Big(whole) : rest.plus(whole)),
  }
}
