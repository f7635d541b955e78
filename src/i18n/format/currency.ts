import { type Locale, type Localized, localized } from '#src/i18n/locale.ts'
import { decimal, numberFormat, shifted } from './numbers.ts'

const digits = new Map<string, number>()

/** Digits behind the point of a currency (ISO 4217): 0 for JPY, 2 for USD. @throws RangeError when it is no code. */
export function minorDigits(currency: string): number {
  const known = digits.get(currency)
  if (known !== undefined) return known
  const { maximumFractionDigits } = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions()
  digits.set(currency, maximumFractionDigits ?? 2)
  return maximumFractionDigits ?? 2
}

/**
 * How yen and yuan are written, so that nobody takes one for the other: the sign alone means both (design rule).
 * Chinese texts write the best known others by name as well, so that `4.17万美元` stands beside `130万元`; all else is written
 * as `Intl` does for English: `$`, `NT$`, `SGD`.
 */
const frames: Readonly<Record<string, Localized>> = {
  JPY: { en: '¥{amount}', ja: '{amount}円', 'zh-CN': '{amount}日元' },
  CNY: { en: 'CN¥{amount}', ja: '{amount}元', 'zh-CN': '{amount}元' },
  USD: signed('$', '美元'),
  EUR: signed('€', '欧元'),
  GBP: signed('£', '英镑'),
}

function signed(sign: string, chinese: string): Localized {
  return { en: `${sign}{amount}`, ja: `${sign}{amount}`, 'zh-CN': `{amount}${chinese}` }
}

/** An amount of minor units, rounded to the currency's own digits; as text, one beyond 2^53 stays exact. */
export function formatMoney(minor: number | string, currency: string | null, sign: Sign = 'negative'): Localized {
  const places = currency === null ? 2 : minorDigits(currency)
  return framed(currency, locale => {
    const options = { minimumFractionDigits: places, maximumFractionDigits: places, signDisplay: sign } as const
    return decimal(locale, shifted(minor, -places), options)
  })
}

/** When a sign is written. */
export type Sign = 'negative' | 'exceptZero'

/** Puts an amount into its currency's frame; the sign stands in front of all of it. */
export function framed(currency: string | null, amount: (locale: Locale) => string): Localized {
  return localized(locale => {
    const text = amount(locale)
    if (currency === null) return text
    const frame = frames[currency]?.[locale] ?? `${symbolOf(currency)}{amount}`
    const lead = /^[-+]/.test(text) ? text.slice(0, 1) : ''
    return `${lead}${frame.replace('{amount}', () => text.slice(lead.length))}`
  })
}

const symbols = new Map<string, string>()

function symbolOf(currency: string): string {
  const known = symbols.get(currency)
  if (known !== undefined) return known
  const parts = numberFormat('en', { style: 'currency', currency }).formatToParts(0)
  const symbol = parts.find(part => part.type === 'currency')?.value ?? currency
  const spaced = /[A-Z]$/.test(symbol) ? `${symbol} ` : symbol
  symbols.set(currency, spaced)
  return spaced
}
