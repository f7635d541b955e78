import type { Run } from '#src/features/training/store/runs.ts'
import type { Drill } from './drills/index.ts'

/** Longer pauses do not count as time spent. Judgement: reading an answer and thinking about it. */
const longestPauseSeconds = 600

/** The run after somebody was at it. */
export function touched(run: Run, now: Date): Run {
  const gap = Math.max(0, Math.round((now.getTime() - run.lastAt.getTime()) / 1000))
  return { ...run, lastAt: now, spentSeconds: run.spentSeconds + (gap <= longestPauseSeconds ? gap : 0) }
}

/** The run with a step done or left out. */
export function withStep(run: Run, at: number, state: 'done' | 'skipped', now: Date): Run {
  return { ...run, steps: { ...run.steps, [at]: { state, at: now.toISOString() } } }
}

/** The number of the step that is next; `null`: none is left. */
export function nextAt({ steps }: Run, drill: Drill): number | null {
  const at = drill.steps.findIndex((_step, index) => steps[index] === undefined)
  return at < 0 ? null : at
}

/** The run as finished where no step is left. */
export function finished(run: Run, drill: Drill, now: Date): Run {
  return nextAt(run, drill) === null ? { ...run, state: 'finished', endedAt: now } : run
}

/** How many steps were really done. */
export function doneCount({ steps }: Pick<Run, 'steps'>): number {
  return Object.values(steps).filter(({ state }) => state === 'done').length
}
