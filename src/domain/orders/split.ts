import { Big } from 'big.js'

/**
 * Spreads an amount by weights so that the parts add up to it exactly, each rounded to the smallest unit; without any
 * weight the first has all. All are exact decimals in minor units.
 */
export function split(amount: string, weights: readonly string[]): readonly string[] {
  const total = sumOf(weights)
  if (total.lte(0)) return weights.map((_, index) => (index === 0 ? amount : '0'))
  let weight = Big(0)
  let given = Big(0)
  return weights.map(own => {
    weight = weight.plus(own)
    const upTo = weight.eq(total) ? Big(amount) : Big(amount).times(weight).div(total).round(0, Big.roundHalfUp)
    const part = upTo.minus(given)
    given = upTo
    return part.toFixed()
  })
}

/** The exact sum of decimals. */
export function sumOf(amounts: readonly string[]): Big {
  let total = Big(0)
  for (const amount of amounts) total = total.plus(amount)
  return total
}
