import type { Kpi } from '#src/domain/kpis/kpi.ts'
import type { Against, Period } from '#src/domain/period/index.ts'
import type { Place } from '#src/domain/place.ts'
import type { Compare } from '#src/domain/rules/compare.ts'

/** What is listed. */
export type Subject = 'store' | 'owner' | 'sku' | 'market' | 'platform' | 'kpi' | Step

/** The lengths of time that a period is cut into. */
export type Step = 'day' | 'week' | 'month'

/** By what the list is ordered. */
export type OrderBy = 'value' | 'change' | 'attainment'

/** Highest or lowest by number; best or worst by the direction of the KPI. */
export type Order = 'high' | 'low' | 'best' | 'worst'

/** Which way something moved: by number, or by what is good for the KPI. */
export type Direction = 'up' | 'down' | 'better' | 'worse'

/** The end of a list by change at which what moved that way least stands. */
export const leastOrders: Readonly<Record<Direction, Order>> = {
  up: 'low',
  down: 'high',
  better: 'worst',
  worse: 'best',
}

/** A number as it was typed: `30%` is 0.3 and `percent`; money in major units, of the place's currency where none was named. */
export interface Limit {
  readonly value: number
  /** Exact decimal of the same value. */
  readonly decimal: string
  readonly percent: boolean
  readonly currency: string | null
}

/** That something moved. `kpi`: what moved; `null`: what the list is ordered by. `not`: that it did not. */
export interface Change {
  readonly kind: 'change'
  readonly direction: Direction
  readonly share: number
  readonly kpi: Kpi | null
  readonly not?: true
}

/** A condition that can be held against one span of time. */
export type Plain =
  | { readonly kind: 'value'; readonly kpi: Kpi | null; readonly compare: Compare; readonly limit: Limit }
  /** `share` 0.1 is ten percent; for rates whose changes are points, a tenth of what it was. */
  | Change
  | { readonly kind: 'attainment'; readonly compare: Compare; readonly share: number }
  | { readonly kind: 'behind' | 'reached' | 'no_data' }

/** A condition that was fulfilled in so many days, weeks or months in a row, each held against the one before it. */
export interface Streak {
  readonly kind: 'streak'
  readonly of: Plain
  readonly step: Step
  readonly count: number
}

/** What whatever is listed must fulfil. */
export type Condition =
  | Plain
  /** Days on which the day's target was missed: so many in a row, up to the last closed day or within a named period. */
  | { readonly kind: 'missed'; readonly days: number }
  | Streak

/** A question about figures as plain data: which of what, by which KPI, when. */
export interface Query {
  readonly subject: Subject
  /** `null`: the subject is KPIs themselves, or the leading KPI is meant. */
  readonly kpi: Kpi | null
  readonly by: OrderBy
  readonly order: Order
  /** An order was asked for in words: the first of the list is the answer, not how many there are. */
  readonly ordered: boolean
  /** `null`: as many as there are, within what a card shows. */
  readonly count: number | null
  /** The last of so many is the one that is asked for: the second, 第二名, 2番目. */
  readonly nth?: true
  readonly places: readonly Place[]
  readonly except: readonly Place[]
  /** `null`: the last day that is over. */
  readonly period: Period | null
  /** What changes are held against; `null`: the same weekdays before. */
  readonly against: Against | Period | null
  readonly conditions: readonly Condition[]
}
