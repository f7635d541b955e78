import { dayIndex } from '#src/charts/axis/day-axis.ts'
import type { ChartLine } from '#src/domain/chart.ts'

/** A stretch of days that is drawn in one style. */
export interface Segment {
  readonly style: PointStyle
  readonly points: readonly (readonly [number, number])[]
}

export interface PointStyle {
  readonly provisional: boolean
  readonly dim: boolean
}

/** A day with a value; `alone` when neither neighbour has one, so that no line reaches it. */
export interface LinePoint extends PointStyle {
  readonly index: number
  readonly value: number
  readonly alone: boolean
}

/** The days that have a value, in order. */
export function linePoints(line: ChartLine, first: string): readonly LinePoint[] {
  const known = line.points.flatMap(({ day, value, provisional = false, dim = false }) =>
    value === null || !Number.isFinite(value) ? [] : [{ index: dayIndex(first, day), value, provisional, dim }],
  )
  const days = new Set(known.map(point => point.index))
  return known
    .sort((a, b) => a.index - b.index)
    .map(point => ({ ...point, alone: !days.has(point.index - 1) && !days.has(point.index + 1) }))
}

/** Lines between neighbouring days. A day without a value is never bridged; the style changes where its days do. */
export function segments(points: readonly LinePoint[]): readonly Segment[] {
  const found: { style: PointStyle; points: (readonly [number, number])[] }[] = []
  let before: LinePoint | undefined
  for (const point of points) {
    if (before && point.index === before.index + 1) {
      const style = { provisional: before.provisional || point.provisional, dim: before.dim || point.dim }
      const open = found.at(-1)
      const continues = open?.points.at(-1)?.[0] === before.index && isSame(open.style, style)
      if (open && continues) open.points.push([point.index, point.value])
      else found.push({ style, points: [at(before), at(point)] })
    }
    before = point
  }
  return found
}

function at(point: LinePoint): readonly [number, number] {
  return [point.index, point.value]
}

function isSame(a: PointStyle, b: PointStyle): boolean {
  return a.provisional === b.provisional && a.dim === b.dim
}
