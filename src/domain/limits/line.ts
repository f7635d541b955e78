import { findBuiltInKpi } from '#src/domain/kpis/index.ts'
import { formatPercent, formatValue } from '#src/i18n/format/index.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'
import type { PlatformLimit } from './index.ts'

type Extra = Partial<Pick<PlatformLimit, 'certainty' | 'minimumOrders'>>

const wording: Localized = {
  en: '{kpi} {comparison} {limit} over {days} days ({page})',
  ja: '{kpi} {comparison} {limit}（{days}日間、{page}）',
  'zh-CN': '{kpi} {comparison} {limit}（{days}天，{page}）',
}

const signs = { '<': '<', '<=': '≤', '>': '>', '>=': '≥' } as const

/** Writes the lines of one platform, `page` saying where they stand. */
export function line(platform: string, page: Localized, markets?: readonly string[]) {
  return (
    kpiId: string,
    comparison: PlatformLimit['comparison'],
    limit: number,
    windowDays: number,
    { certainty = 'published', ...extra }: Extra = {},
  ): PlatformLimit => {
    const kpi = findBuiltInKpi(kpiId)
    const source = fill(wording, {
      kpi: kpi?.label ?? verbatim(kpiId),
      comparison: signs[comparison],
      limit: kpi?.unit === 'ratio' ? formatPercent(limit) : formatValue(limit, 'number'),
      days: windowDays,
      page,
    })
    const where = markets === undefined ? {} : { markets }
    return { platform, ...where, kpiId, comparison, limit, windowDays, certainty, source, ...extra }
  }
}
