import type { DotMark, LineMark } from '#src/charts/picture/picture.ts'
import { colours } from '#src/charts/theme.ts'
import type { Localized } from '#src/i18n/locale.ts'
import { type LinePoint, type PointStyle, segments } from './segments.ts'

/** A line of the chart with its colour. */
export interface StyledLine {
  readonly label: Localized
  readonly points: readonly LinePoint[]
  readonly colour: string
  readonly isMain: boolean
}

/** Dots on every day up to here. Judgement: more of them make a row of pearls. */
const daysWithDots = 14

/** The strokes between neighbouring days: dashed where provisional, grey where the sample is too small. */
export function strokes(line: StyledLine, days: number): readonly LineMark[] {
  return segments(line.points).map(({ style, points }) => ({
    role: line.isMain ? 'main' : 'compare',
    points,
    stroke: colourOf(line, style),
    width: widthOf(line.isMain ? 5 : 3, days),
    dash: style.provisional ? [3, 9] : [],
  }))
}

/** Dots where a value would not be seen without: alone between gaps, the last one, and all of a short span. */
export function dots(line: StyledLine, days: number): readonly DotMark[] {
  const last = line.points.at(-1)
  const shown = line.points.filter(point => point.alone || (line.isMain && (point === last || days <= daysWithDots)))
  return shown.map(point => {
    const colour = colourOf(line, point)
    const fill = point.provisional ? colours.paper : colour
    return { x: point.index, y: point.value, radius: line.isMain ? 8 : 5, fill, stroke: colour }
  })
}

/** Thinner where a day has only a few pixels, so that a year is a line and not a carpet. */
function widthOf(width: number, days: number): number {
  if (days <= 45) return width
  return days <= 120 ? width * 0.75 : width * 0.45
}

function colourOf(line: StyledLine, style: PointStyle): string {
  return style.dim && line.isMain ? colours.dim : line.colour
}
