import type { SKRSContext2D } from '@napi-rs/canvas'
import { type DotMark, type LineMark, type Plot, type PlotArea, pixelX, pixelY, type RectMark } from './picture.ts'

/**
 * Draws the marks of a plot at the plot's place of a canvas, in the order of `marks-spec.ts` and as Vega draws them: its
 * scales here are two straight lines, and a view of it for each plot cost more than all pixels of the picture.
 */
export function drawPlot(context: SKRSContext2D, plot: Plot): void {
  for (const rect of plot.rects) drawRect(context, plot, rect)
  for (const { x, y, x2, y2, ...mark } of plot.rules)
    drawLine(
      context,
      plot,
      {
        ...mark,
        points: [
          [x, y],
          [x2, y2],
        ],
      },
      'butt',
    )
  for (const line of plot.lines) drawLine(context, plot, line, 'round')
  for (const dot of plot.dots) drawDot(context, plot, dot)
}

function drawRect(context: SKRSContext2D, area: PlotArea, { x, x2, y, y2, fill }: RectMark): void {
  const [left, top] = [pixelX(area, x), pixelY(area, y)]
  context.fillStyle = fill
  context.fillRect(left, top, pixelX(area, x2) - left, pixelY(area, y2) - top)
}

function drawLine(
  context: SKRSContext2D,
  area: PlotArea,
  { points, stroke, width, dash }: Omit<LineMark, 'role'>,
  cap: 'butt' | 'round',
): void {
  const [first, second] = points
  if (first !== undefined && second === undefined) {
    drawPoint(context, area, first, { stroke, width })
    return
  }
  context.beginPath()
  for (const [x, y] of points) context.lineTo(pixelX(area, x), pixelY(area, y))
  context.strokeStyle = stroke
  context.lineWidth = width
  context.lineCap = cap
  context.setLineDash([...dash])
  context.stroke()
}

/** A line of one point is where its round ends meet; a canvas leaves out what has no length. */
function drawPoint(
  context: SKRSContext2D,
  area: PlotArea,
  [x, y]: readonly [number, number],
  { stroke, width }: Pick<LineMark, 'stroke' | 'width'>,
): void {
  context.beginPath()
  context.arc(pixelX(area, x), pixelY(area, y), width / 2, 0, 2 * Math.PI)
  context.fillStyle = stroke
  context.fill()
}

function drawDot(context: SKRSContext2D, area: PlotArea, { x, y, radius, fill, stroke }: DotMark): void {
  context.beginPath()
  context.arc(pixelX(area, x), pixelY(area, y), radius, 0, 2 * Math.PI)
  context.fillStyle = fill
  context.fill()
  context.strokeStyle = stroke
  context.lineWidth = 3
  context.setLineDash([])
  context.stroke()
}
