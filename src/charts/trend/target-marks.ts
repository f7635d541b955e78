import { dayIndex } from '#src/charts/axis/day-axis.ts'
import type { LineMark, RectMark } from '#src/charts/picture/picture.ts'
import { colours } from '#src/charts/theme.ts'
import type { TrendChart } from '#src/domain/chart.ts'
import type { Days } from './days.ts'

/** The target as it is drawn: steps for values, filled steps for bands. */
export interface TargetMarks {
  readonly lines: readonly LineMark[]
  readonly rects: readonly RectMark[]
}

interface Step {
  readonly from: number
  readonly to: number
  readonly value: number
  readonly high: number | null
}

/** A step for every run of days with the same target; days without one interrupt it. */
export function targetMarks(chart: TrendChart, days: Days): TargetMarks {
  const steps = targetSteps(chart, days)
  const banded = steps.flatMap(({ from, to, value, high }) => (high === null ? [] : [{ from, to, value, high }]))
  return {
    lines: [...connected(steps, step => step.value), ...connected(banded, step => step.high ?? step.value)],
    rects: banded.map(step => ({
      x: step.from - 0.5,
      x2: step.to + 0.5,
      y: step.value,
      y2: step.high,
      fill: colours.targetBand,
    })),
  }
}

function targetSteps(chart: TrendChart, days: Days): readonly Step[] {
  const steps: Step[] = []
  for (const { day, value, high = null } of [...chart.target].sort((a, b) => a.day.localeCompare(b.day))) {
    const index = dayIndex(days.first, day)
    if (value === null || index < 0 || index >= days.count) continue
    const open = steps.at(-1)
    const continues = open?.to === index - 1 && open.value === value && open.high === high
    if (open && continues) steps[steps.length - 1] = { ...open, to: index }
    else steps.push({ from: index, to: index, value, high })
  }
  return steps
}

function connected(steps: readonly Step[], level: (step: Step) => number): readonly LineMark[] {
  const runs: (readonly [number, number])[][] = []
  let end: number | undefined
  for (const step of steps) {
    const points = [[step.from - 0.5, level(step)] as const, [step.to + 0.5, level(step)] as const]
    if (end === step.from - 1) runs.at(-1)?.push(...points)
    else runs.push(points)
    end = step.to
  }
  return runs.map(points => ({ role: 'target', points, stroke: colours.target, width: 3, dash: [12, 8] }))
}
