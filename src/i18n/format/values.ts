import { type Locale, type Localized, localized, verbatim } from '#src/i18n/locale.ts'
import { formatMoney, framed, minorDigits, type Sign } from './currency.ts'
import { decimal, shifted } from './numbers.ts'

/** What a number counts; the units of KPIs. `ratio` is 0–1 and shown in percent, `money` is in minor units. */
export type FormatUnit =
  | 'money'
  | 'count'
  | 'ratio'
  | 'times'
  | 'number'
  | 'minutes'
  | 'hours'
  | 'days'
  | 'stars'
  | 'points'

/** What is shown for a value that cannot be judged. */
export const unknownValue: Localized = verbatim('–')

/** What is shown for a value beyond all bounds, such as a cost per sale without sales. */
const endless: Localized = verbatim('∞')
const endlessBelow: Localized = verbatim('−∞')

/** Digits behind the point; `[at least, at most]` (design rule: rates 2, NPS 0; the rest judgement: what people read out). */
const places: Readonly<Record<Exclude<FormatUnit, 'money'>, readonly [number, number]>> = {
  count: [0, 0],
  ratio: [0, 2],
  times: [2, 2],
  number: [0, 2],
  minutes: [0, 0],
  hours: [0, 1],
  days: [0, 1],
  stars: [2, 2],
  points: [0, 0],
}

/** How many decimals of a unit are shown at most; of a ratio, of its percent. */
export function shownDigits(unit: Exclude<FormatUnit, 'money'>): number {
  return places[unit][1]
}

/** A KPI's value in each language. `currency` only for money; `digits` where the unit's own do not fit. `null` is “–”. */
export function formatValue(
  value: number | null,
  unit: FormatUnit,
  currency: string | null = null,
  digits?: number,
): Localized {
  if (value === null || Number.isNaN(value)) return unknownValue
  if (!Number.isFinite(value)) return value > 0 ? endless : endlessBelow
  if (unit === 'money') return formatMoney(value, currency)
  return plainValue(value, unit, digits, 'negative')
}

function plainValue(
  value: number,
  unit: Exclude<FormatUnit, 'money'>,
  digits: number | undefined,
  sign: Sign,
): Localized {
  const [least, most] = digits === undefined ? places[unit] : [digits, digits]
  const options = { minimumFractionDigits: least, maximumFractionDigits: most, signDisplay: sign } as const
  return localized(locale => {
    const percent = asPercent(unit, locale)
    const asked = percent ? percentOptions(unit, sign, digits) : options
    const end = percent ? '%' : suffix(unit, locale, value)
    const text = decimal(locale, shifted(value, percent ? 2 : 0), asked)
    return value !== 0 && isZero(text) ? tiny(value, asked, end, locale) : `${text}${end}`
  })
}

function isZero(text: string): boolean {
  return !/[1-9]/.test(text)
}

/** Something never reads as nothing: `< 0.01%`. */
function tiny(
  value: number,
  { maximumFractionDigits = 0 }: Intl.NumberFormatOptions,
  end: string,
  locale: Locale,
): string {
  const least = decimal(locale, `1e-${maximumFractionDigits}` as Intl.StringNumericLiteral, { maximumFractionDigits })
  return value > 0 ? `< ${least}${end}` : `> -${least}${end}`
}

/** Rates, and in Japan also multiples: a ROAS of 3.5 is read as 350% there (design rule). */
function asPercent(unit: FormatUnit, locale: Locale): boolean {
  return unit === 'ratio' || (unit === 'times' && locale === 'ja')
}

function percentOptions(unit: FormatUnit, sign: Sign, digits: number | undefined): Intl.NumberFormatOptions {
  if (unit === 'times') return { maximumFractionDigits: 0, signDisplay: sign }
  const most = digits ?? places.ratio[1]
  return { minimumFractionDigits: digits ?? 0, maximumFractionDigits: most, signDisplay: sign }
}

const suffixes: Partial<Record<FormatUnit, Localized>> = {
  times: { en: 'x', ja: '倍', 'zh-CN': '倍' },
  minutes: { en: ' min', ja: '分', 'zh-CN': '分钟' },
  hours: { en: ' h', ja: '時間', 'zh-CN': '小时' },
  days: { en: ' days', ja: '日', 'zh-CN': '天' },
}

function suffix(unit: FormatUnit, locale: Locale, value: number): string {
  if (unit === 'days' && locale === 'en' && value === 1) return ' day'
  return suffixes[unit]?.[locale] ?? ''
}

/**
 * A value where there is little room, as on chart axes and phones: `1.23M`, `12.3万`, `120万円`. Three digits count;
 * small values are written out.
 */
export function formatShort(value: number | null, unit: FormatUnit, currency: string | null = null): Localized {
  if (value === null || !Number.isFinite(value)) return formatValue(value, unit, currency)
  if (unit !== 'money') return shortPlain(value, unit)
  const digits = currency === null ? 2 : minorDigits(currency)
  return framed(currency, locale => shortNumber(locale, value, -digits))
}

function shortPlain(value: number, unit: Exclude<FormatUnit, 'money'>): Localized {
  if (unit === 'ratio' || unit === 'stars' || Math.abs(value) < 1000)
    return plainValue(value, unit, undefined, 'negative')
  return localized(locale => `${shortNumber(locale, value, 0)}${suffix(unit, locale, value)}`)
}

function shortNumber(locale: Locale, value: number, powerOfTen: number): string {
  const size = Math.abs(value) * 10 ** powerOfTen
  const whole = locale === 'en' ? 1000 : 10_000 // where K and 万 begin
  const text = shifted(value, powerOfTen)
  if (size < 100)
    return decimal(locale, text, {
      minimumFractionDigits: 2,
      maximumFractionDigits: 2,
      trailingZeroDisplay: 'stripIfInteger',
    })
  if (size < whole) return decimal(locale, text, { maximumFractionDigits: 0 })
  return decimal(locale, text, { notation: 'compact', maximumSignificantDigits: 3, useGrouping: 'always' })
}

/** A rate in percent, `null` is “–”. `digits`: at most so many behind the point. */
export function formatPercent(ratio: number | null, digits = 2): Localized {
  if (ratio === null || !Number.isFinite(ratio)) return unknownValue
  return localized(locale => `${decimal(locale, shifted(ratio, 2), { maximumFractionDigits: digits })}%`)
}

/** A whole number with separators; `null` is “–”. */
export function formatCount(count: number | null): Localized {
  return formatValue(count, 'count')
}

/**
 * A change, always with its sign: amounts in percent (`+12.3%`), rates in points (`+0.3 pt`), and stars, scores and the
 * like as a difference. `change` is 0.123 for both +12.3% and 12.3 points. `null` is “–”.
 */
export function formatChange(
  change: number | null,
  kind: 'relative' | 'points',
  unit: FormatUnit = 'ratio',
): Localized {
  if (change === null || !Number.isFinite(change)) return unknownValue
  if (kind === 'relative') return localized(locale => `${signed(locale, shifted(change, 2), 1)}%`)
  if (unit === 'ratio') return localized(locale => `${signed(locale, shifted(change, 2), 2)}${point[locale]}`)
  if (unit === 'money') return unknownValue
  return plainValue(change, unit, undefined, 'exceptZero')
}

const point: Localized = { en: ' pt', ja: 'ポイント', 'zh-CN': '个百分点' }

function signed(locale: Locale, value: Intl.StringNumericLiteral, digits: number): string {
  return decimal(locale, value, { maximumFractionDigits: digits, signDisplay: 'exceptZero' })
}
