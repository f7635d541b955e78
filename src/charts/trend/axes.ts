import { dayTicks } from '#src/charts/axis/day-axis.ts'
import type { Part } from '#src/charts/frame/part.ts'
import { middle, pixelX, pixelY, type RuleMark, type Shape, type Text } from '#src/charts/picture/picture.ts'
import { colours, sizes } from '#src/charts/theme.ts'
import type { TrendLayout } from './layout.ts'

const text = { size: sizes.axis, fill: colours.muted } as const

/** Thin lines across at the ticks; zero is a little stronger. */
export function gridRules({ axis, area }: TrendLayout): readonly RuleMark[] {
  const [x, x2] = area.across
  return axis.ticks.map(tick => {
    const isZero = Math.abs(tick) < (axis.top - axis.bottom) * 1e-9
    return { x, x2, y: tick, y2: tick, stroke: isZero ? colours.zero : colours.grid, width: 2, dash: [] }
  })
}

/** The labels of the values on the left and of the days below. */
export function axisLabels(layout: TrendLayout): Part {
  const { area, axis, tickTexts } = layout
  const values = axis.ticks.map((tick, index): Text => {
    const y = pixelY(area, tick) + sizes.axis * middle
    return { ...text, x: area.x - 14, y, text: tickTexts[index] ?? '', anchor: 'end' }
  })
  const days = dayLabels(layout)
  return { texts: [...values, ...days.texts], shapes: days.shapes }
}

// From the left, leaving out what would touch its neighbour.
function dayLabels({ area, days, locale, setter }: TrendLayout): Part {
  const texts: Text[] = []
  const shapes: Shape[] = []
  const bottom = area.y + area.height
  let taken = 0
  for (const { index, label } of dayTicks(days.first, days.count, locale)) {
    const at = pixelX(area, index)
    shapes.push({
      kind: 'line',
      points: [
        [at, bottom],
        [at, bottom + 8],
      ],
      stroke: colours.zero,
      width: 2,
    })
    const half = setter.width(label, text) / 2
    const x = Math.min(Math.max(at, half + 4), area.x + area.width + 60 - half)
    if (x - half < taken + 16) continue
    taken = x + half
    texts.push({ ...text, x, y: bottom + 40, text: label, anchor: 'middle' })
  }
  return { texts, shapes }
}
