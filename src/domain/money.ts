import { Big } from 'big.js'
import { minorDigits } from '#src/i18n/format/index.ts'

export { minorDigits } from '#src/i18n/format/index.ts'

/**
 * An amount in major units as exact minor units: `12.34` USD is `1234`, `5000` JPY is `5000`. Fractions of a minor unit
 * are kept: `12.345` USD is `1234.5`.
 * @throws when it is not a decimal number, RangeError when the currency is not a code.
 */
export function toMinor(decimal: string, currency: string): string {
  const digits = minorDigits(currency)
  if (plain.test(decimal)) return shifted(decimal, digits) // almost always, and many times faster
  return Big(decimal).times(Big(10).pow(digits)).toFixed()
}

const plain = /^-?\d+(?:\.\d+)?$/

/** Moves the point of a plain decimal to the right, without arithmetic. */
function shifted(decimal: string, places: number): string {
  const negative = decimal.startsWith('-')
  const [whole = '', fraction = ''] = (negative ? decimal.slice(1) : decimal).split('.')
  const units = `${whole}${fraction.slice(0, places).padEnd(places, '0')}`.replace(/^0+(?=\d)/, '')
  const rest = fraction.slice(places).replace(/0+$/, '')
  const moved = rest === '' ? units : `${units}.${rest}`
  return negative && moved !== '0' ? `-${moved}` : moved
}

/** The other way: `1234` minor units of USD are `12.34`. Exact. */
export function toMajor(minor: string | number, currency: string): string {
  return Big(minor)
    .div(Big(10).pow(minorDigits(currency)))
    .toFixed()
}

/** Whole minor units, half away from zero; what a display or a target keeps of an exact sum. */
export function roundMinor(minor: string | number | Big): string {
  return Big(minor).round(0, Big.roundHalfUp).toFixed()
}
