import { colours } from '#src/charts/theme.ts'
import type { TrendChart } from '#src/domain/chart.ts'
import type { Days } from './days.ts'
import { linePoints } from './segments.ts'
import type { StyledLine } from './value-marks.ts'

/** The lines with their colours: the first one stands out, the others are muted. */
export function styledLines(chart: TrendChart, days: Days): readonly StyledLine[] {
  return chart.lines.map((line, index) => ({
    points: linePoints(line, days.first).filter(point => point.index < days.count),
    colour: index === 0 ? colours.main : (colours.compare[(index - 1) % colours.compare.length] ?? colours.muted),
    isMain: index === 0,
    label: line.label,
  }))
}
