import type { DayContext } from '#src/domain/baseline/day-type.ts'
import type { Unbounded } from '#src/domain/formula/index.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import type { PlatformLimit } from '#src/domain/limits/index.ts'
import type { Day } from '#src/domain/period/index.ts'

/** What a KPI came to on a day or in a span, and whether it can be judged. */
export interface RulePoint {
  /** `null`: no data, or a denominator of zero. */
  readonly value: number | null
  /** Something stands over a denominator of zero: beyond every line. */
  readonly unbounded?: Unbounded
  /** Cases behind a rate where the KPI names them. */
  readonly sample: number | null
  readonly belowSample: boolean
  readonly provisional: boolean
  /** Store-days with data over store-days that should have it, 0–1; 0 where nothing is expected yet. */
  readonly coverage: number
}

/** What rules of one KPI see of a place. Days are read when they are asked for. */
export interface RuleView {
  readonly kpi: Kpi
  /** Its values over several days add up. */
  readonly amount: boolean
  /** The local day that runs. */
  readonly today: Day
  readonly context: DayContext
  /** The lines of the place's marketplace for this KPI; only stores have them. */
  readonly limits: readonly PlatformLimit[]
  readonly point: (from: Day, to: Day) => RulePoint
  /** The figure that the marketplace itself counts over its window, as it stands on a day; `null`: it tells none. */
  readonly ownWindow?: (day: Day) => RulePoint | null
  /** The target for a day, or for a whole month; `null` when there is none. */
  readonly target: (from: Day, to: Day, kind: 'day' | 'month') => number | null
  /** A line of a rule in the place's currency, at the rate of a day; `null` where no rate is known. */
  readonly line: (value: number, currency: string | null, day: Day) => number | null
  /** Too much of the range was out of stock for the day to serve as an example. */
  readonly soldOut: (day: Day) => boolean
}

/** A day that ended, with all that was to come and nothing that may change. */
export function settled(view: RuleView, day: Day): RulePoint | null {
  if (day >= view.today) return null
  const point = view.point(day, day)
  const unusable = judgedValue(point) === null || point.provisional || point.belowSample || point.coverage < 1
  return unusable ? null : point
}

/** The value that is held against a line: infinite where something stands over nothing, which is not the same as no data. */
export function judgedValue(point: RulePoint | null): number | null {
  if (!point || point.value !== null) return point?.value ?? null
  return point.unbounded ? point.unbounded.sign * Number.POSITIVE_INFINITY : null
}
