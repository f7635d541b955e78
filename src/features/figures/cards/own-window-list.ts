import { showValue } from '#src/cards/figure-cells.ts'
import type { Block } from '#src/chat/card.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'

/** What a marketplace counts itself of a shop, and what it asks of it; `null`: it does not tell. */
export interface OwnWindow {
  readonly store: string
  readonly value: number | null
  readonly target: number | null
}

const texts = {
  heading: {
    en: 'Counted by the platform over its own window',
    ja: 'モール集計（モール独自の期間）',
    'zh-CN': '平台统计（平台自有周期）',
  },
  value: { en: '{store}: {value}', ja: '{store}：{value}', 'zh-CN': '{store}：{value}' },
  both: {
    en: '{store}: {value}, target of the platform {sign} {target}',
    ja: '{store}：{value}（モール目標 {sign} {target}）',
    'zh-CN': '{store}：{value}（平台要求 {sign} {target}）',
  },
} satisfies Record<string, Localized>

/** What platforms count themselves of a KPI, with their targets; nothing where none tells any. */
export function ownWindowList(kpi: Kpi, windows: readonly OwnWindow[]): readonly Block[] {
  if (windows.length === 0) return []
  const items = windows.map(({ store, value, target }) => {
    const shown = { store: verbatim(store), value: showValue(value, kpi, null) }
    if (target === null) return fill(texts.value, shown)
    const sign = verbatim(kpi.better !== 'lower' ? '≥' : target === 0 ? '≤' : '<') // below none there is nothing
    return fill(texts.both, { ...shown, sign, target: showValue(target, kpi, null) })
  })
  return [{ type: 'list', heading: texts.heading, items }]
}
