import { layHeader } from '#src/charts/frame/header.ts'
import { joinParts, type Part } from '#src/charts/frame/part.ts'
import {
  middle,
  type PictureModel,
  type Plot,
  type PlotArea,
  type RectMark,
  type RuleMark,
} from '#src/charts/picture/picture.ts'
import type { Typesetter } from '#src/charts/text/typesetter.ts'
import { colours, page, sizes } from '#src/charts/theme.ts'
import type { WaterfallChart, WaterfallStep } from '#src/domain/chart.ts'
import type { Locale, Localized } from '#src/i18n/locale.ts'

/** Height of a row: two lines of a name. */
const rowHeight = 62
const widestName = 330
const name = { size: 25 } as const
const number = { size: sizes.label, bold: true } as const
/** Parts below this share of the wholes would be slivers: the axis then begins nearer to them (judgement). */
const sliver = 0.25

const cut: Localized = {
  en: 'The bars do not begin at zero.',
  ja: '棒はゼロから始まっていません。',
  'zh-CN': '柱形不从零开始。',
}

/** How parts lead from one value to another: name, floating bar, amount with its sign. */
export function planWaterfall(chart: WaterfallChart, locale: Locale, setter: Typesetter): PictureModel {
  const texts = { title: chart.title[locale], subtitle: chart.subtitle[locale], stamp: chart.stamp?.[locale] ?? '' }
  const header = layHeader(texts, setter)
  const top = header.bottom + 24
  const { steps } = chart
  const names = steps.map(({ label, kind }) =>
    setter.width(setter.clean(label[locale]), { ...name, bold: kind === 'whole' }),
  )
  const nameWidth = Math.min(widestName, Math.max(0, ...names))
  const valueWidth = Math.max(0, ...steps.map(({ text }) => setter.width(text[locale], number)))
  const x = page.margin + nameWidth + 20
  const width = page.width - page.margin - valueWidth - 24 - x
  const low = lowEnd(steps)
  const across = [low, highEnd(steps, low)] as const
  const area = {
    x,
    y: top,
    width,
    height: Math.max(1, steps.length) * rowHeight,
    across,
    up: [steps.length, 0] as const,
  }
  const rows = steps.map((step, row) => rowTexts(step, top + (row + 0.5) * rowHeight, nameWidth, locale, setter))
  const foot = isCut(low, steps) ? footnote(top + area.height, locale) : { texts: [], shapes: [] }
  return {
    width: page.width,
    height: Math.ceil(top + area.height + (foot.texts.length > 0 ? 60 : 28)),
    plots: [plotOf(steps, area)],
    ...joinParts([header, ...rows, foot]),
    missing: setter.missing(),
  }
}

function ends(steps: readonly WaterfallStep[]): readonly number[] {
  return steps.flatMap(({ from, to, kind }) => (kind === 'whole' ? [to] : [from, to]))
}

/** Zero, or where less is needed to see the parts: a little below the smallest value. */
function lowEnd(steps: readonly WaterfallStep[]): number {
  const values = ends(steps)
  const [low, high] = [Math.min(...values, Number.POSITIVE_INFINITY), Math.max(...values, Number.NEGATIVE_INFINITY)]
  if (!Number.isFinite(low) || low <= 0) return Math.min(0, Number.isFinite(low) ? low : 0)
  return high - low < sliver * high ? Math.max(0, low - (high - low) * 0.4) : 0
}

function highEnd(steps: readonly WaterfallStep[], low: number): number {
  const high = Math.max(0, ...ends(steps))
  return high > low ? high : low + 1
}

function isCut(low: number, steps: readonly WaterfallStep[]): boolean {
  return low > 0 && steps.length > 0
}

function plotOf(steps: readonly WaterfallStep[], area: PlotArea): Plot {
  const [low] = area.across
  const zero = Math.max(low, Math.min(0, area.across[1]))
  const rects = steps.map((step, row): RectMark => {
    const from = step.kind === 'whole' ? zero : step.from
    return { x: from, x2: step.to, y: row + 0.2, y2: row + 0.8, fill: fillOf(step) }
  })
  const links = steps.slice(0, -1).map(({ to }, row): RuleMark => {
    return { x: to, x2: to, y: row + 0.2, y2: row + 1.8, stroke: colours.faint, width: 2, dash: [4, 4] }
  })
  const base: RuleMark = { x: zero, x2: zero, y: steps.length, y2: 0, stroke: colours.zero, width: 2, dash: [] }
  return { ...area, rects, rules: [...links, base], lines: [], dots: [] }
}

function fillOf({ kind, good }: WaterfallStep): string {
  if (kind === 'whole' || good === null) return colours.bar
  return good ? colours.goodBar : colours.badBar
}

function rowTexts(
  { label, text, kind }: WaterfallStep,
  y: number,
  nameWidth: number,
  locale: Locale,
  setter: Typesetter,
): Part {
  const style = { ...name, bold: kind === 'whole' }
  const lines = setter.wrap(label[locale], style, [nameWidth + 8, nameWidth + 8])
  const first = y - ((lines.length - 1) * 28) / 2 + name.size * middle
  const value = { x: page.width - page.margin, y: y + number.size * middle, text: text[locale], ...number }
  return {
    texts: [
      ...lines.map((line, at) => ({ x: page.margin, y: first + at * 28, text: line, ...style, fill: colours.text })),
      { ...value, fill: colours.ink, anchor: 'end' as const },
    ],
    shapes: [],
  }
}

function footnote(y: number, locale: Locale): Part {
  const text = { x: page.margin, y: y + 34, text: cut[locale], size: sizes.small, fill: colours.muted }
  return { texts: [text], shapes: [] }
}
