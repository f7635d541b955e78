import type { Kpi, Unit } from '#src/domain/kpis/kpi.ts'
import { toMajor } from '#src/domain/money.ts'
import { type Localized, verbatim } from '#src/i18n/locale.ts'

/**
 * A value of a KPI as a number of its unit: money in major units, ratios 0–1. An exact decimal that no number holds stays
 * the text it is.
 */
export function numberOf(
  { unit }: Pick<Kpi, 'unit'>,
  currency: string | null,
  value: number | null | undefined,
  exact?: string,
): number | string | null {
  if (value === null || value === undefined || !Number.isFinite(value)) return null
  const minor = exact ?? value
  const major = unit === 'money' && currency !== null ? toMajor(minor, currency) : String(minor)
  return exact === undefined || String(Number(major)) === major ? Number(major) : major
}

/** The unit that a column of values needs beside it: of money the currency. */
export function unitOf({ unit }: Pick<Kpi, 'unit'>, currency: string | null): Localized {
  return unit === 'money' ? verbatim(currency ?? '') : unitTexts[unit]
}

const unitTexts: Readonly<Record<Exclude<Unit, 'money'>, Localized>> = {
  count: { en: 'count', ja: '件', 'zh-CN': '个' },
  ratio: { en: 'ratio (1 = 100%)', ja: '比率（1＝100%）', 'zh-CN': '比率（1=100%）' },
  times: { en: 'times', ja: '倍', 'zh-CN': '倍' },
  number: { en: 'number', ja: '数', 'zh-CN': '数' },
  minutes: { en: 'minutes', ja: '分', 'zh-CN': '分钟' },
  hours: { en: 'hours', ja: '時間', 'zh-CN': '小时' },
  days: { en: 'days', ja: '日', 'zh-CN': '天' },
  stars: { en: 'stars', ja: '点（星）', 'zh-CN': '星' },
  points: { en: 'points', ja: 'ポイント', 'zh-CN': '分' },
}
