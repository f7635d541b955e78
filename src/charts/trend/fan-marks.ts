import { dayIndex } from '#src/charts/axis/day-axis.ts'
import type { LineMark, RectMark } from '#src/charts/picture/picture.ts'
import { colours } from '#src/charts/theme.ts'
import type { TrendLayout } from './layout.ts'

/** Days to come: a dashed line that goes on from the last known day, and the range of each day as a band behind it. */
export function fanMarks({ chart, days, lines }: TrendLayout): {
  readonly rects: readonly RectMark[]
  readonly lines: readonly LineMark[]
} {
  const told = (chart.fan?.points ?? [])
    .map(point => ({ ...point, index: dayIndex(days.first, point.day) }))
    .filter(({ index }) => index >= 0 && index < days.count)
  const [first] = told
  if (!first) return { rects: [], lines: [] }
  const rects = told.flatMap(({ index, low, high }): readonly RectMark[] =>
    low === null || high === null ? [] : [{ x: index - 0.5, x2: index + 0.5, y: low, y2: high, fill: colours.fan }],
  )
  const known = lines.find(line => line.isMain)?.points.at(-1)
  const start = known && known.index === first.index - 1 ? [[known.index, known.value] as const] : []
  const points = [...start, ...told.map(({ index, value }) => [index, value] as const)]
  return { rects, lines: [{ role: 'forecast', points, stroke: colours.main, width: 4, dash: [10, 8] }] }
}
