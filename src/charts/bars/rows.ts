import { arrow, arrowWidth } from '#src/charts/frame/arrow.ts'
import { judgedColour } from '#src/charts/frame/judged.ts'
import { joinParts, type Part } from '#src/charts/frame/part.ts'
import { middle, type PlotArea } from '#src/charts/picture/picture.ts'
import type { Typesetter } from '#src/charts/text/typesetter.ts'
import { colours, page, sizes } from '#src/charts/theme.ts'
import type { BarsChart } from '#src/domain/chart.ts'
import { formatShort } from '#src/i18n/format/index.ts'
import type { Locale } from '#src/i18n/locale.ts'

/** Height of a row in pixels: two lines of a name. */
export const rowHeight = 68

const widestName = 340
const name = { size: 25 } as const
const number = { size: sizes.label, bold: true } as const

/** Where the columns of the rows stand. */
export interface Columns {
  readonly nameWidth: number
  readonly barX: number
  readonly barWidth: number
}

/** The widths that the names and values need; the bars take the rest. */
export function columns(chart: BarsChart, locale: Locale, setter: Typesetter): Columns {
  const names = chart.bars.map(bar => setter.width(setter.clean(bar.label), name))
  const nameWidth = Math.min(widestName, Math.max(0, ...names))
  const values = chart.bars.map(bar => setter.width(formatShort(bar.value, chart.unit, chart.currency)[locale], number))
  const valueWidth = Math.max(0, ...values) + arrowWidth
  const barX = page.margin + nameWidth + 20
  return { nameWidth, barX, barWidth: page.width - page.margin - valueWidth - 24 - barX }
}

/** Names on the left, values with their arrow on the right. */
export function barTexts(chart: BarsChart, area: PlotArea, cols: Columns, locale: Locale, setter: Typesetter): Part {
  return joinParts(
    chart.bars.map((bar, row) => {
      const y = area.y + (row + 0.5) * rowHeight
      return joinParts([nameTexts(bar.label, y, cols, setter), valueTexts(chart, bar, y, locale, setter)])
    }),
  )
}

function nameTexts(label: string, y: number, cols: Columns, setter: Typesetter): Part {
  const lines = setter.wrap(label, name, [cols.nameWidth + 1, cols.nameWidth + 1])
  const first = y - ((lines.length - 1) * 30) / 2 + name.size * middle
  const texts = lines.map((text, line) => ({ x: page.margin, y: first + line * 30, text, ...name, fill: colours.text }))
  return { texts, shapes: [] }
}

type Bar = BarsChart['bars'][number]

function valueTexts(chart: BarsChart, bar: Bar, y: number, locale: Locale, setter: Typesetter): Part {
  const text = formatShort(bar.value, chart.unit, chart.currency)[locale]
  const x = page.width - page.margin
  const direction = bar.value === null || bar.compare === null ? 0 : Math.sign(bar.value - bar.compare)
  const at = x - setter.width(text, number) - arrowWidth
  return {
    texts: [{ x, y: y + number.size * middle, text, ...number, fill: colours.ink, anchor: 'end' }],
    shapes: arrow(at, y, direction, judgedColour(bar.good)),
  }
}
