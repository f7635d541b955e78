import type { Locale } from '#src/i18n/locale.ts'

const formats = new Map<string, Intl.NumberFormat>()

/** A number format, built once: building takes longer than a thousand uses. */
export function numberFormat(locale: Locale, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${locale} ${JSON.stringify(options)}`
  const known = formats.get(key)
  if (known !== undefined) return known
  const format = new Intl.NumberFormat(locale, options)
  formats.set(key, format)
  return format
}

/**
 * The number times a power of ten as an exact decimal text, which `Intl.NumberFormat` reads without going through
 * binary fractions: 1.005 × 100 is 100.5 here. Rounding is then half away from zero on exact decimals.
 */
export function shifted(value: number | string, powerOfTen: number): Intl.StringNumericLiteral {
  const [mantissa = '0', exponent = '0'] = String(value).split('e')
  return `${mantissa}e${Number(exponent) + powerOfTen}` as Intl.StringNumericLiteral // a decimal literal by construction
}

/** A number with at most so many digits behind the point; `-0` is 0. */
export function decimal(
  locale: Locale,
  value: Intl.StringNumericLiteral | number,
  options: Intl.NumberFormatOptions = {},
): string {
  return numberFormat(locale, { signDisplay: 'negative', ...options }).format(value)
}
