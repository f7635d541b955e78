import { Big } from 'big.js'

/**
 * Parts of an amount by weights, which add up to it exactly: whole minor units, the last weight takes what is left of
 * one. Without any weight the first part takes all; without parts there is none.
 */
export function shareOut(amount: string, weights: readonly string[]): readonly string[] {
  let total = Big(0)
  for (const weight of weights) total = total.plus(weight)
  if (total.lte(0)) return weights.map((_, index) => (index === 0 ? amount : '0'))
  let [seen, given] = [Big(0), Big(0)]
  return weights.map(weight => {
    seen = seen.plus(weight)
    const upTo = seen.eq(total) ? Big(amount) : Big(amount).times(seen).div(total).round(0, Big.roundHalfUp)
    const part = upTo.minus(given)
    given = upTo
    return part.toFixed()
  })
}
