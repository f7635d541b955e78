import type { Kpi } from '#src/domain/kpis/kpi.ts'
import type { Localized } from '#src/i18n/locale.ts'
import type { Unbounded } from './formula/index.ts'
import type { Day, Period } from './period/index.ts'
import type { ResolvedPlace, Store } from './place.ts'
import type { Pacing } from './targets/pacing.ts'
import type { PersonName } from './targets/target.ts'

/** What a KPI came to in a period at a place, and how far it can be trusted. */
export interface Figure {
  readonly kpi: Kpi
  readonly place: ResolvedPlace
  readonly period: Period
  /**
   * Minor units for money, 0–1 for ratios. `null`: cannot be judged (no data, or a denominator of zero). What is summed over
   * days counts days that are over alone, of the stores that are not `leftOut`; before the first is over, what there is.
   */
  readonly value: number | null
  /** ISO 4217 for money, else `null`. */
  readonly currency: string | null
  readonly target: TargetState | null
  readonly comparison: Comparison | null
  readonly quality: Quality
  /** Rates that were used to add currencies up; empty where all is in one currency. */
  readonly rates: readonly RateUsed[]
  /** How a running amount stands against its plan, on closed days; `null` for rates, closed periods and without target. */
  readonly pacing?: Pacing | null
  /** No day is over yet: the value still grows, and nothing is said about it. */
  readonly running?: boolean
  /** The last day that counts where the period goes on. */
  readonly closedTo?: Day
  /** What the running days of an amount came to so far, beyond `value`; absent without any. */
  readonly soFar?: number
  /** `soFar` as an exact decimal, where a number does not hold it exactly. */
  readonly soFarExact?: string
  /** Stores that do not count in value, target and plan, and why. */
  readonly leftOut?: readonly LeftOut[]
  /** The value as an exact decimal of minor units, where it is beyond 2^53 of them: a number would show another one. */
  readonly exact?: string
  /** It is what the marketplace counts itself over a window of its own, because nobody tells what ours is made of. */
  readonly ownWindow?: true
  /** Something stands over a denominator of zero: there is no value, and that is what there is to say. */
  readonly unbounded?: Unbounded
  /**
   * Measures that belong to the value but of which nothing is there, such as parts of the costs; without a value, those
   * for want of which there is none.
   */
  readonly lacking?: readonly string[]
  /** Why there is no value although there is data, such as a missing exchange rate, and what to do about it. */
  readonly problem?: Localized
}

/**
 * A store that does not count in a total: nothing came from it (`silent`), its day is not over (`running`), or has not
 * begun (`ahead`).
 */
export interface LeftOut {
  readonly store: Store
  /** `otherwise`: it tells another kind of visits than those that the others are counted by. */
  readonly why: 'silent' | 'running' | 'ahead' | 'otherwise'
}

/** The target that counts for a figure and how the figure stands against it. */
export interface TargetState {
  readonly targetId: number
  /**
   * The value for exactly this period, possibly a share of a longer target; a band has `low` and `high` instead. For
   * an amount in a running week, month, quarter or year: up to its last closed day that has, or should have, data.
   */
  readonly value: number | null
  readonly low: number | null
  readonly high: number | null
  /** For an amount in a running period: the value for the whole of it; else the same as `value`. */
  readonly whole?: number | null
  /** 1 is exactly met, clamped to 0–1.2; `null` when it cannot be judged. A running amount is judged by closed days. */
  readonly attainment: number | null
  /** The period kind for which it was set. */
  readonly setFor: 'day' | 'week' | 'month' | 'quarter'
  /** True when the value is the calendar share of a longer or sum of shorter targets. */
  readonly derived: boolean
  /** The stores' own targets added up: the total has none of its own. */
  readonly summed?: true
  readonly owner: PersonName | null
  readonly weight: number
  readonly validFrom: string
}

/** The same weekdays before. A running week, month, quarter or year is compared up to its last closed day. */
export interface Comparison {
  readonly period: Period
  /** What the earlier period came to, of all its stores and days: what it says wherever it is asked about itself. */
  readonly value: number | null
  /** `value` as an exact decimal, where a number does not hold it exactly. */
  readonly exact?: string
  /**
   * Relative change for amounts, difference for rates, stars and points; `null` when either side is, and for the
   * amount of a day that is not over: it cannot be held against a whole day. From the figure's value and `value`, or
   * from the two of `paired`.
   */
  readonly change: number | null
  readonly kind: 'relative' | 'points'
  /** `period` was asked for; absent: the same weekdays before. */
  readonly named?: true
  /** Stores that have no figures to be compared with: the change is of the others. */
  readonly leftOut?: readonly Store[]
  /** What `change` follows from, where that is not all of both periods; absent: all is compared. */
  readonly paired?: PairedAmounts
  /** Why there is nothing to compare with although there is data, such as a missing exchange rate. */
  readonly problem?: Localized
}

/** Both sides of a change that is like for like: only stores and days that have figures on both. */
export interface PairedAmounts {
  readonly value: number | null
  readonly before: number | null
  /** `value` and `before` as exact decimals, where a number does not hold them exactly. */
  readonly exact?: string
  readonly beforeExact?: string
  /** Days that count on neither side although a store has figures on one. */
  readonly without: readonly {
    readonly store: Store
    readonly days: readonly { readonly from: Day; readonly to: Day }[]
  }[]
}

/** How complete, how old, how final. */
export interface Quality {
  /** Store-days that have all measures of the formula, and store-days that should have them by now. */
  readonly daysWithData: number
  readonly daysExpected: number
  /** Days (of any store) without data, at most 31, oldest first. */
  readonly missing: readonly string[]
  /** When the newest of the observations arrived; `null` without data. */
  readonly asOf: Date | null
  /** Some days may still be restated by their source, or the day is not over. */
  readonly provisional: boolean
  /** The first day that may still be restated; absent: none. The days before it are final. */
  readonly provisionalFrom?: Day
  /** Days whose figures changed after the day was over and first reported, oldest first. */
  readonly corrected: readonly string[]
  /** The sample is below the KPI's minimum: shown grey, not scored, no alert. */
  readonly belowSample: boolean
}

/** An exchange rate as it was used: 1 `from` is `rate` `to`; `since` is the date of the rate. */
export interface RateUsed {
  readonly from: string
  readonly to: string
  readonly rate: string
  readonly since: string
}

/** One day of a series. */
export interface SeriesPoint {
  readonly day: string
  /** `null`: a gap. */
  readonly value: number | null
  /** `value` as an exact decimal, where a number does not hold it exactly. */
  readonly exact?: string
  /** Why there is none, where something stands over a denominator of zero. */
  readonly unbounded?: Unbounded
  /** The target of the day; the lower end of a band. */
  readonly target: number | null
  /** The upper end of a band; absent for a plain target. */
  readonly targetHigh?: number | null
  readonly provisional: boolean
  readonly corrected: boolean
  readonly belowSample: boolean
}

/** A KPI day by day. */
export interface Series {
  readonly kpi: Kpi
  readonly place: ResolvedPlace
  readonly period: Period
  readonly currency: string | null
  readonly points: readonly SeriesPoint[]
  readonly rates: readonly RateUsed[]
  /** Why days have no value although there is data, such as a missing exchange rate. */
  readonly problem?: Localized
}
