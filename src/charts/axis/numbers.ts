import type { Unit } from '#src/domain/kpis/kpi.ts'
import { minorDigits } from '#src/i18n/format/index.ts'
import type { Locale, Localized } from '#src/i18n/locale.ts'

/** How many minor units make one that is written: 100 for dollars, 1 for yen and for everything but money. */
export function writtenScale(unit: Unit, currency: string | null): number {
  return unit === 'money' ? 10 ** (currency === null ? 2 : minorDigits(currency)) : 1
}

/** The labels of an axis: short, without currency sign, with as many digits as tell all ticks apart. */
export function tickLabels(ticks: readonly number[], unit: Unit, scale: number, locale: Locale): readonly string[] {
  const exact = ticks.map(tick => tick / scale)
  for (let digits = 0; digits < 4; digits++) {
    const format = tickFormat(unit, digits, locale)
    const labels = exact.map(tick => format.format(tick))
    if (isEven(exact, unit, digits, locale)) return labels
  }
  return exact.map(tick => tickFormat(unit, 4, locale).format(tick))
}

// Whether no tick loses a digit that it needs.
function isEven(ticks: readonly number[], unit: Unit, digits: number, locale: Locale): boolean {
  const fine = tickFormat(unit, 6, locale)
  const coarse = tickFormat(unit, digits, locale)
  return ticks.every(tick => fine.format(tick) === coarse.format(tick))
}

function tickFormat(unit: Unit, maximumFractionDigits: number, locale: Locale): Intl.NumberFormat {
  const options: Intl.NumberFormatOptions = {
    maximumFractionDigits,
    roundingMode: 'halfExpand',
  } as Intl.NumberFormatOptions
  // Multiples are read in percent in Japan, as in `format.ts`.
  if (unit === 'ratio' || (unit === 'times' && locale === 'ja'))
    return new Intl.NumberFormat(locale, { ...options, style: 'percent' })
  return new Intl.NumberFormat(locale, { ...options, notation: 'compact', useGrouping: 'always' })
}

const unitNames: Partial<Record<Unit, Localized>> = {
  minutes: { en: 'minutes', ja: '分', 'zh-CN': '分钟' },
  hours: { en: 'hours', ja: '時間', 'zh-CN': '小时' },
  days: { en: 'days', ja: '日', 'zh-CN': '天' },
  points: { en: 'points', ja: '点', 'zh-CN': '分' },
}

/** What stands above the axis: the currency or the unit; empty where the labels say it. */
export function axisCaption(unit: Unit, currency: string | null, locale: Locale): string {
  if (unit === 'money') return currency ?? ''
  return unitNames[unit]?.[locale] ?? ''
}
