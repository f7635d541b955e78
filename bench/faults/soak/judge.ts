import type { Sizes } from './sizes.ts'

/** What the company is: figures, what people wrote and decided, what became of alerts and posts. Kept for good. */
const history = [
  'metric_day',
  'day_coverage',
  'notes',
  'events',
  'targets',
  'alerts',
  'alert_events',
  'alert_findings',
  'alert_groups',
  'mutes',
  'closed_scores',
  'exchange_rates',
]

/** How a table came through. */
export interface Verdict {
  readonly name: string
  readonly rows: readonly number[]
  readonly bytes: readonly number[]
  readonly verdict: string
  readonly good: boolean
}

/** Weeks after which what is kept for four weeks no longer grows. */
const settledWeeks = 5
/** Growth that is chance, not growth. */
const most = { share: 1.15, rows: 60 }

/** Looks at each table over the weeks. @param weeks sizes at the end of each week */
export function judgeTables(weeks: readonly Sizes[]): readonly Verdict[] {
  const names = [...new Set(weeks.flatMap(({ tables }) => [...tables.keys()]))].sort()
  return names.map(name => {
    const rows = weeks.map(({ tables }) => tables.get(name)?.rows ?? 0)
    const bytes = weeks.map(({ tables }) => tables.get(name)?.bytes ?? 0)
    const [verdict, good] = verdictOf(name, rows)
    return { name, rows, bytes, verdict, good }
  })
}

function verdictOf(name: string, rows: readonly number[]): readonly [string, boolean] {
  if (rows.length < settledWeeks + 2) return ['too few weeks to tell', true]
  if (isFlat(rows)) return ['flat', true]
  if (history.includes(name)) return ['history, kept for good', true]
  return ['grows', false]
}

/**
 * Whether the last two weeks hold no more than those in which everything had come to its term; the lower of them, because a
 * week that ends around a change of the clocks has more minutes.
 */
export function isFlat(values: readonly number[]): boolean {
  const settled = Math.min(...values.slice(settledWeeks - 1, -2))
  const last = Math.min(...values.slice(-2))
  return last <= settled * most.share + most.rows
}

/** Whether memory in use came to rest: the last two weeks against those of the first half. */
export function isMemoryFlat(weeks: readonly Sizes[]): boolean {
  const heaps = weeks.map(({ heap }) => heap)
  if (heaps.length < 4) return true // too few to tell
  return Math.min(...heaps.slice(-2)) <= Math.max(...heaps.slice(1, Math.ceil(heaps.length / 2))) * most.share
}
