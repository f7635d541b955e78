import { showValue } from '#src/cards/figure-cells.ts'
import type { Block } from '#src/chat/card.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import type { DailyReport, ReportMover } from '#src/domain/report.ts'
import { causeText } from '#src/features/causes/index.ts'
import { fill, type Localized } from '#src/i18n/locale.ts'

const texts = {
  because: { en: '{text}. {causes}', ja: '{text}。{causes}', 'zh-CN': '{text}。{causes}' },
  stores: {
    en: '{kpi} by store against the same weekday before',
    ja: '店舗別の{kpi}（前の同じ曜日との差）',
    'zh-CN': '各店铺{kpi}（较往周同日）',
  },
  skus: {
    en: '{kpi} by SKU against the same weekday before',
    ja: 'SKU別の{kpi}（前の同じ曜日との差）',
    'zh-CN': '各SKU{kpi}（较往周同日）',
  },
  up: {
    en: '{place}: {value}, up {change}',
    ja: '{place}：{value}（{change}増）',
    'zh-CN': '{place}：{value}，增加{change}',
  },
  down: {
    en: '{place}: {value}, down {change}',
    ja: '{place}：{value}（{change}減）',
    'zh-CN': '{place}：{value}，减少{change}',
  },
}

/** What moved most, stores before SKUs: amounts, not shares, because shares of mixed signs mislead. */
export function moversLists(movers: DailyReport['movers']): readonly Block[] {
  if (!movers) return []
  const { kpi, stores, skus } = movers
  const show = (mover: ReportMover) => moverText(mover, kpi)
  return [
    ...listOf(fill(texts.stores, { kpi: kpi.label }), stores.flatMap(show)),
    ...listOf(fill(texts.skus, { kpi: kpi.label }), skus.flatMap(show)),
  ]
}

function listOf(heading: Localized, items: readonly Localized[]): readonly Block[] {
  return items.length === 0 ? [] : [{ type: 'list', heading, items }]
}

function moverText(mover: ReportMover, kpi: Kpi): readonly Localized[] {
  const { place, value, before, change, currency, causes } = mover
  const moved = change ?? (value === null || before === null ? null : value - before)
  if (moved === null || moved === 0) return []
  const text = fill(moved > 0 ? texts.up : texts.down, {
    place: place.label,
    value: showValue(value, kpi, currency),
    change: showValue(Math.abs(moved), kpi, currency),
  })
  return [causes ? fill(texts.because, { text, causes: causeText(causes, kpi.unit, currency) }) : text]
}
