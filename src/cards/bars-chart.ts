import type { ImageBlock } from '#src/chat/card.ts'
import type { BarsChart } from '#src/domain/chart.ts'
import type { Figure } from '#src/domain/figure.ts'
import { fill, join } from '#src/i18n/locale.ts'
import { isGood } from './attained.ts'
import { showValue } from './figure-cells.ts'
import { stampOf } from './trend-chart.ts'

const before = { en: 'Same weekdays before', ja: '前の同じ曜日', 'zh-CN': '之前的同星期' }
const bar = { en: '{place} {value}', ja: '{place} {value}', 'zh-CN': '{place} {value}' }

/** Places side by side in a picture; nothing for fewer than two values or values in different currencies. */
export function barsImage(figures: readonly Figure[]): readonly ImageBlock[] {
  const shown = figures.filter(figure => figure.value !== null)
  const [first] = shown
  if (!first || shown.length < 2 || !areInOneCurrency(shown)) return []
  const data: BarsChart = {
    title: first.kpi.label,
    subtitle: first.period.label,
    unit: first.kpi.unit,
    currency: first.currency,
    bars: shown.map(figure => ({
      label: figure.place.label.en,
      value: figure.value,
      compare: figure.comparison?.value ?? null,
      good: isGood(figure.comparison?.change ?? null, figure.kpi.better),
    })),
    valueLabel: first.period.label,
    compareLabel: shown.find(({ comparison }) => comparison?.named)?.comparison?.period.label ?? before,
    ...(shown.map(figure => stampOf(figure.place)).find(stamp => stamp.stamp) ?? {}),
  }
  const alt = join(
    shown.map(({ place, value, kpi, currency }) =>
      fill(bar, { place: place.label, value: showValue(value, kpi, currency) }),
    ),
  )
  return [{ type: 'image', picture: { drawing: 'bars', data }, alt }]
}

/** Whether values may stand on one axis. */
export function areInOneCurrency(figures: readonly Figure[]): boolean {
  return new Set(figures.map(figure => figure.currency)).size <= 1
}
