import type { RectMark, RuleMark } from '#src/charts/picture/picture.ts'
import { colours } from '#src/charts/theme.ts'
import type { BarsChart } from '#src/domain/chart.ts'

/** The bars and the ticks of what they are compared with; row n stands between n and n + 1. */
export function barMarks(chart: BarsChart): {
  readonly rects: readonly RectMark[]
  readonly rules: readonly RuleMark[]
} {
  const rects = chart.bars.flatMap(({ value, good }, row) =>
    value === null ? [] : [{ x: 0, x2: value, y: row + 0.27, y2: row + 0.73, fill: fillOf(good) }],
  )
  const rules = chart.bars.flatMap(({ compare }, row) =>
    compare === null
      ? []
      : [{ x: compare, x2: compare, y: row + 0.14, y2: row + 0.86, stroke: colours.ink, width: 5, dash: [] }],
  )
  return { rects, rules }
}

function fillOf(good: boolean | null): string {
  if (good === null) return colours.bar
  return good ? colours.goodBar : colours.badBar
}
