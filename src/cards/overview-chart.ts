import type { ImageBlock } from '#src/chat/card.ts'
import type { OverviewChart, OverviewPanel } from '#src/domain/chart.ts'
import type { Figure, Series } from '#src/domain/figure.ts'
import { formatDays } from '#src/i18n/format/index.ts'
import { fill, join, type Localized } from '#src/i18n/locale.ts'
import { isGood, shownAttainment } from './attained.ts'
import { changeText, figureValue } from './figure-cells.ts'
import { stampOf } from './trend-chart.ts'
import { noneOf, unboundedText } from './unbounded-text.ts'

/** What the picture can hold. */
export const maximumPanels = 12

const title = { en: 'Overview', ja: '主要指標', 'zh-CN': '指标概览' }
const subtitle = { en: '{place} · {days}', ja: '{place}・{days}', 'zh-CN': '{place} · {days}' }

/** Values of one period beside lines of another: both are named, so that a month is not taken for its last days. */
const bothPeriods = {
  en: '{place} · {period} (lines: {days})',
  ja: '{place}・{period}（推移：{days}）',
  'zh-CN': '{place} · {period}（走势：{days}）',
}

const altText = { en: '{kpi} {value}', ja: '{kpi} {value}', 'zh-CN': '{kpi} {value}' }
const altChanged = {
  en: '{kpi} {value} ({change})',
  ja: '{kpi} {value}（{change}）',
  'zh-CN': '{kpi} {value}（{change}）',
}

/** Small panels of several KPIs; `null` with fewer than two KPIs that have any data. */
export function overviewImage(figures: readonly Figure[], lines: readonly Series[]): ImageBlock | null {
  const panels = figures.flatMap(figure => {
    const series = lines.find(candidate => candidate.kpi.id === figure.kpi.id)
    return series?.points.some(point => point.value !== null) ? [{ figure, series }] : []
  })
  const [first] = panels
  if (!first || panels.length < 2) return null
  const shown = panels.slice(0, maximumPanels)
  const { place, period } = first.series
  const own = first.figure.period
  const same = own.from === period.from && own.to === period.to
  const days = formatDays(period.from, period.to, { year: true })
  const data: OverviewChart = {
    title,
    subtitle: fill(same ? subtitle : bothPeriods, { place: place.label, period: own.label, days }),
    panels: shown.map(({ figure, series }) => panel(figure, series)),
    ...stampOf(place),
  }
  const alt = join(shown.map(({ figure }) => altOf(figure)))
  return { type: 'image', picture: { drawing: 'overview', data }, alt }
}

function altOf(figure: Figure): Localized {
  const { kpi, comparison, unbounded } = figure
  const names = { kpi: kpi.label, value: unbounded ? unboundedText(unbounded) : figureValue(figure) }
  const change = comparison?.change ?? null
  if (!comparison || change === null || figure.quality.belowSample) return fill(altText, names)
  return fill(altChanged, { ...names, change: changeText(comparison, kpi) })
}

function panel(figure: Figure, series: Series): OverviewPanel {
  const change = figure.quality.belowSample ? null : (figure.comparison?.change ?? null)
  return {
    label: figure.kpi.label,
    unit: figure.kpi.unit,
    currency: figure.currency,
    value: figure.value,
    ...(figure.unbounded ? { instead: noneOf(figure.unbounded.under) } : {}),
    change: { value: change, kind: figure.comparison?.kind ?? 'relative', good: isGood(change, figure.kpi.better) },
    attainment: shownAttainment(figure),
    points: series.points.map(point => ({ day: point.day, value: point.value })),
    target: series.points.at(-1)?.target ?? null,
  }
}
