import type { Figure } from '#src/domain/figure.ts'
import type { Day, Period } from '#src/domain/period/index.ts'
import type { Localized } from '#src/i18n/locale.ts'
import type { Suggestion } from './suggest.ts'

/** What a quarter says about the one to come. */
export interface QuarterPlan {
  readonly coming: Period
  /** The quarter before the one that is over, and the same a year ago. */
  readonly previous: Period
  readonly lastYear: Period
  readonly months: readonly Period[]
  readonly rows: readonly PlanRow[]
  /** The events of the quarter with the largest effects on the main amount, the largest first. */
  readonly effects: readonly EventEffect[]
}

/** A KPI over the quarter. */
export interface PlanRow {
  readonly figure: Figure
  /** `null` where the data of that time is not whole enough to compare with. */
  readonly previous: number | null
  readonly lastYear: number | null
  /** In the order of the months. */
  readonly months: readonly Figure[]
  /** The target that counts for the quarter to come; `null`: none does. */
  readonly next: NextTarget | null
  /** `null`: a band, or too little data. */
  readonly suggestion: Suggestion | null
}

/** A target that counts for the quarter to come. Money in minor units; a band has no value. */
export interface NextTarget {
  readonly value: number | null
  readonly low: number | null
  readonly high: number | null
  /** It was set for an earlier time and goes on. */
  readonly carried: boolean
}

/** What an event, or all of a series, did: the days of it against what comparable days without it would have brought. */
export interface EventEffect {
  readonly name: string
  /** How many of the series there were at the place. */
  readonly count: number
  readonly fromDay: Day
  readonly toDay: Day
  readonly place: Localized
  /** Minor units for money of `currency`. */
  readonly amount: number
  readonly currency: string | null
  /** The amount over what was expected; `null` where nothing was. */
  readonly share: number | null
}
