import { Big } from 'big.js'

/** Adds in decimals, so that shares of a hundredth leave no trace of binary fractions; whole numbers as numbers, which is fast. */
export function exactTotal(values: readonly number[]): number {
  let whole = 0
  let rest: Big | null = null
  for (const value of values) {
    const sum = whole + value
    if (Number.isInteger(value) && Number.isSafeInteger(sum)) whole = sum
    else rest = (rest ?? Big(0)).plus(value)
  }
  return rest === null ? whole : rest.plus(whole).toNumber()
}
