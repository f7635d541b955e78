import type { Part } from '#src/charts/frame/part.ts'
import { pixelX, pixelY, type Text } from '#src/charts/picture/picture.ts'
import { colours, sizes } from '#src/charts/theme.ts'
import { formatShort } from '#src/i18n/format/index.ts'
import type { TrendLayout } from './layout.ts'
import type { LinePoint } from './segments.ts'

// Judgement: that many values stand beside each other without touching.
const daysWithValues = 8

/** In a short span the value of every day but the last one, which has its label at the end. */
export function pointLabels(layout: TrendLayout): Part {
  const main = layout.lines.find(line => line.isMain)
  const points = layout.days.count <= daysWithValues ? (main?.points.slice(0, -1) ?? []) : []
  return { texts: points.map((point, index) => label(point, main?.points ?? [], index, layout)), shapes: [] }
}

// Below the dot where the line comes down to it from both sides, else above.
function label(point: LinePoint, all: readonly LinePoint[], index: number, { chart, area, locale }: TrendLayout): Text {
  const neighbours = [all[index - 1], all[index + 1]].filter(one => one !== undefined)
  const isValley = neighbours.length > 0 && neighbours.every(one => one.value > point.value)
  const y = pixelY(area, point.value)
  const fitsBelow = isValley && y + 44 < area.y + area.height
  const text = formatShort(point.value, chart.unit, chart.currency)[locale]
  const style = { size: sizes.small, fill: colours.text, anchor: 'middle', halo: true } as const
  return { ...style, x: pixelX(area, point.index), y: fitsBelow ? y + 36 : y - 18, text }
}
