import type { DotMark, LineMark, Plot } from '#src/charts/picture/picture.ts'
import { colours, page } from '#src/charts/theme.ts'
import { type LinePoint, linePoints, segments } from '#src/charts/trend/segments.ts'
import type { OverviewPanel } from '#src/domain/chart.ts'

/** The place of a panel in pixels. */
export interface Cell {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** Where a panel's line may be drawn, counted from its edges. */
const inset = { side: 20, top: 168, bottom: 22 } as const

/** The small lines of all panels as one plot whose units are the pixels of the picture. */
export function sparkline(panels: readonly OverviewPanel[], cells: readonly Cell[]): Plot {
  const height = Math.max(1, ...cells.map(cell => cell.y + cell.height))
  const marks = panels.map((panel, index) => marksOf(panel, cells[index]))
  return {
    x: 0,
    y: 0,
    width: page.width,
    height,
    across: [0, page.width],
    up: [height, 0],
    rects: [],
    rules: [],
    lines: marks.flatMap(mark => mark.lines),
    dots: marks.flatMap(mark => mark.dots),
  }
}

interface Marks {
  readonly lines: readonly LineMark[]
  readonly dots: readonly DotMark[]
}

type Place = (index: number, value: number) => readonly [number, number]

function marksOf(panel: OverviewPanel, cell: Cell | undefined): Marks {
  const first = panel.points[0]?.day
  if (!cell || first === undefined) return { lines: [], dots: [] }
  const points = linePoints({ label: panel.label, points: panel.points }, first)
  const place = placer(panel, points, cell)
  const value = segments(points).map(segment => ({
    role: 'main',
    stroke: colours.main,
    width: 4,
    dash: [],
    points: segment.points.map(([index, amount]) => place(index, amount)),
  }))
  const shown = points.filter(point => point.alone || point === points.at(-1))
  const dots = shown.map(point => dotAt(place(point.index, point.value)))
  return { lines: [...targetLine(panel, points, place), ...value], dots }
}

function dotAt([x, y]: readonly [number, number]): DotMark {
  return { x, y, radius: 6, fill: colours.main, stroke: colours.main }
}

function targetLine(panel: OverviewPanel, points: readonly LinePoint[], place: Place): readonly LineMark[] {
  if (panel.target === null || points.length === 0) return []
  const ends = [place(0, panel.target), place(panel.points.length - 1, panel.target)]
  return [{ role: 'target', points: ends, stroke: colours.target, width: 2.5, dash: [8, 7] }]
}

function placer(panel: OverviewPanel, points: readonly LinePoint[], cell: Cell): Place {
  const values = [...points.map(point => point.value), ...(panel.target === null ? [] : [panel.target])]
  const low = Math.min(...values)
  const range = Math.max(...values) - low
  const width = cell.width - 2 * inset.side
  const height = cell.height - inset.top - inset.bottom
  const last = Math.max(1, panel.points.length - 1)
  return (index, value) => [
    cell.x + inset.side + (index / last) * width,
    cell.y + inset.top + (range === 0 ? 0.5 : 1 - (value - low) / range) * height,
  ]
}
