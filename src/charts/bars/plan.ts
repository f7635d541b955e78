import { writtenScale } from '#src/charts/axis/numbers.ts'
import { valueAxis } from '#src/charts/axis/value-axis.ts'
import { layHeader } from '#src/charts/frame/header.ts'
import { joinParts, type Part } from '#src/charts/frame/part.ts'
import { middle, type PictureModel, type Plot, type PlotArea, type Shape } from '#src/charts/picture/picture.ts'
import type { Typesetter } from '#src/charts/text/typesetter.ts'
import { colours, page, sizes } from '#src/charts/theme.ts'
import type { BarsChart } from '#src/domain/chart.ts'
import { fill, type Locale, type Localized } from '#src/i18n/locale.ts'
import { barMarks } from './marks.ts'
import { barTexts, columns, rowHeight } from './rows.ts'

// Judgement: more rows than a phone shows at once.
const maxRows = 15

const more: Localized = { en: '+{count} more', ja: 'ほか{count}件', 'zh-CN': '另有 {count} 项' }
const none: Localized = {
  en: 'No data for this period yet',
  ja: 'この期間のデータはまだありません',
  'zh-CN': '这段时间还没有数据',
}

/** Values side by side: name, bar with a tick for the value to compare with, value and arrow. */
export function planBars(chart: BarsChart, locale: Locale, setter: Typesetter): PictureModel {
  const texts = { title: chart.title[locale], subtitle: chart.subtitle[locale], stamp: chart.stamp?.[locale] ?? '' }
  const header = layHeader(texts, setter)
  const top = header.bottom + 68
  const named = chart.bars.map(bar => ({ ...bar, label: bar.labels?.[locale] ?? bar.label }))
  const shown = { ...chart, bars: named.slice(0, maxRows) }
  const cols = columns(shown, locale, setter)
  const height = Math.max(1, shown.bars.length) * rowHeight
  const area = areaOf(shown, { x: cols.barX, y: top, width: cols.barWidth, height })
  const parts = [header, legend(chart, header.bottom + 36, locale, setter), barTexts(shown, area, cols, locale, setter)]
  const rest = footer(chart, shown, top + height, locale)
  return {
    width: page.width,
    height: Math.ceil(top + height + (rest.texts.length > 0 ? 60 : 28)),
    plots: [barPlot(shown, area)],
    ...joinParts([...parts, rest]),
    missing: setter.missing(),
  }
}

type Box = Pick<PlotArea, 'x' | 'y' | 'width' | 'height'>

// Bars always start at zero: their length is what is compared.
function areaOf(chart: BarsChart, box: Box): PlotArea {
  const values = chart.bars.flatMap(bar => [bar.value, bar.compare]).filter(value => value !== null)
  const axis = valueAxis([0, ...values], chart.unit, writtenScale(chart.unit, chart.currency))
  const low = Math.min(0, ...values)
  const high = Math.max(0, ...values)
  const across = high > low ? ([low, high] as const) : ([0, axis.top] as const)
  return { ...box, across, up: [Math.max(1, chart.bars.length), 0] }
}

function barPlot(chart: BarsChart, area: PlotArea): Plot {
  const zero = { x: 0, x2: 0, y: area.up[0], y2: 0, stroke: colours.zero, width: 2, dash: [] }
  const { rects, rules } = barMarks(chart)
  return { ...area, rects, rules: chart.bars.length > 0 ? [zero, ...rules] : [], lines: [], dots: [] }
}

function legend(chart: BarsChart, y: number, locale: Locale, setter: Typesetter): Part {
  const text = { y: y + sizes.small * middle, size: sizes.small, fill: colours.muted }
  const value = setter.fit(chart.valueLabel[locale], text, 400)
  const compare = setter.fit(chart.compareLabel[locale], text, 400)
  const second = page.margin + 46 + setter.width(value, text) + 44
  return {
    texts: [
      { ...text, x: page.margin + 40, text: value },
      { ...text, x: second + 20, text: compare },
    ],
    shapes: [
      ...swatch(chart, y),
      {
        kind: 'line',
        points: [
          [second + 4, y - 15],
          [second + 4, y + 15],
        ],
        stroke: colours.ink,
        width: 5,
      },
    ],
  }
}

// Half and half where the bars are judged.
function swatch({ bars }: BarsChart, y: number): readonly Shape[] {
  const isJudged = bars.some(bar => bar.good !== null)
  const box = { kind: 'box', x: page.margin, y: y - 10, width: 28, height: 20 } as const
  if (!isJudged) return [{ ...box, fill: colours.bar }]
  return [
    { ...box, width: 14, fill: colours.goodBar },
    { ...box, x: page.margin + 14, width: 14, fill: colours.badBar },
  ]
}

function footer(chart: BarsChart, shown: BarsChart, y: number, locale: Locale): Part {
  const hidden = chart.bars.length - shown.bars.length
  const base = { y: y + 28, size: sizes.small, fill: colours.muted }
  if (shown.bars.length === 0) return { texts: [{ ...base, x: page.margin, y, text: none[locale] }], shapes: [] }
  if (hidden === 0) return { texts: [], shapes: [] }
  return { texts: [{ ...base, x: page.margin, text: fill(more, { count: hidden })[locale] }], shapes: [] }
}
