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

// From the left, the strong ones first, leaving out what would touch another.
function dayLabels({ area, days, locale, setter }: TrendLayout): Part {
  const bottom = area.y + area.height
  const ticks = dayTicks(days.first, days.count, locale)
  const taken: (readonly [number, number])[] = []
  const texts = [...ticks.filter(tick => tick.strong), ...ticks.filter(tick => !tick.strong)].flatMap(
    (tick): Text[] => {
      const half = setter.width(tick.label, text) / 2
      const x = Math.min(Math.max(pixelX(area, tick.index), half + 4), area.x + area.width + 60 - half)
      if (taken.some(([left, right]) => x - half < right + 12 && x + half > left - 12)) return []
      taken.push([x - half, x + half])
      return [{ ...text, x, y: bottom + 40, text: tick.label, anchor: 'middle' }]
    },
  )
  return { texts, shapes: ticks.map(tick => tickMark(pixelX(area, tick.index), bottom)) }
}

function tickMark(x: number, bottom: number): Shape {
  const points = [
    [x, bottom],
    [x, bottom + 8],
  ] as const
  return { kind: 'line', points, stroke: colours.zero, width: 2, behind: true }
}
