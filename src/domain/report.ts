import type { CausePart, Causes } from '#src/domain/causes/causes.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import type { QuarterPlan } from '#src/domain/planning/quarter-plan.ts'
import type { ShownHeld } from '#src/domain/rules/held.ts'
import type { Localized } from '#src/i18n/locale.ts'
import type { ChartShade } from './chart.ts'
import type { Figure, Series } from './figure.ts'
import type { Day, Period } from './period/index.ts'
import type { ResolvedPlace, Store } from './place.ts'
import type { Pacing } from './targets/pacing.ts'
import type { PersonName } from './targets/target.ts'

/** What one day came to at a place: the content of a daily post. */
export interface DailyReport {
  readonly place: ResolvedPlace
  readonly day: Day
  /** The KPIs of the day, the most important first. */
  readonly figures: readonly Figure[]
  /** Month to date of the main amount with a target; `null` without one. */
  readonly month: PacedFigure | null
  /** The same for each store that has a target of its own, furthest behind first; empty for a single store. */
  readonly plans: readonly PacedFigure[]
  /** Figures of the day, or of a store on the day, that miss their target by a fifth or more; worst first. */
  readonly breaches: readonly Figure[]
  /** The figures of each store on the day, where there are several: not shown, but what breaches came from. */
  readonly byStore: readonly Figure[]
  readonly movers: {
    readonly kpi: Kpi
    readonly stores: readonly ReportMover[]
    readonly skus: readonly ReportMover[]
  } | null
  readonly notes: readonly ReportNote[]
  /** Alerts of the day that events held back; absent: none. */
  readonly held?: readonly ShownHeld[]
  /** Stores whose figures of the day are not all there, and the KPIs that lack them. */
  readonly missing: readonly MissingData[]
  /** The main KPI from the first of the month (at least 14 days) up to the day. */
  readonly main: Series | null
  /** Weekends, holidays and events of the days that `main` shows. */
  readonly shades: readonly ChartShade[]
  /** Up to twelve KPIs over the last 14 days. */
  readonly overview: readonly Series[]
  /** Owners of the breached targets, each once. */
  readonly owners: readonly PersonName[]
}

/** How often a report is made. */
export const reportKinds = ['day', 'week', 'month', 'quarter'] as const
export type ReportKind = (typeof reportKinds)[number]

/** What a week, month or quarter that is over came to at a place. */
export interface PeriodReport {
  readonly place: ResolvedPlace
  readonly period: Period
  /** The KPIs of the period, the most important first. */
  readonly figures: readonly Figure[]
  /** The main amount store by store, best first; empty for a single store. */
  readonly ranking: readonly Figure[]
  /** Those that gained and that lost most against the period before, three each, the largest first. */
  readonly movers: {
    readonly kpi: Kpi
    readonly best: readonly ReportMover[]
    readonly worst: readonly ReportMover[]
  } | null
  /** Why nothing is told to have moved although there is data, such as a missing exchange rate; absent or `null`: it is. */
  readonly uncompared?: Localized | null
  /** The change of the main amount against the weeks before, taken apart; empty where it cannot be. */
  readonly parts: readonly CausePart[]
  /** Unresolved alerts of the place, the oldest first. */
  readonly alerts: readonly ReportAlert[]
  /** What is still to be done about KPIs of the place, a sentence each; absent: nothing. */
  readonly actions?: readonly Localized[]
  /** Figures with a target of their own, at the place and at its stores, the furthest behind first. */
  readonly goals: readonly Figure[]
  readonly notes: readonly ReportNote[]
  readonly missing: readonly MissingData[]
  readonly main: Series | null
  readonly shades: readonly ChartShade[]
  readonly overview: readonly Series[]
  /** For planning the next quarter; `null` for weeks and months. */
  readonly plan: QuarterPlan | null
}

/** An alert that is not resolved. */
export interface ReportAlert {
  readonly id: number
  readonly kpi: Kpi
  readonly place: Localized
  readonly days: number
  /** Who has it; `null`: nobody. */
  readonly person: string | null
}

/** A running amount and how it stands against its plan. */
export interface PacedFigure {
  readonly figure: Figure
  readonly pacing: Pacing
}

/** One SKU or store and how much it moved against the same weekday before. */
export interface ReportMover {
  readonly place: ResolvedPlace
  readonly value: number | null
  readonly before: number | null
  readonly change: number | null
  /** ISO 4217 for money. */
  readonly currency: string | null
  /** What is known of why; absent where nobody looked. */
  readonly causes?: Causes
}

/** A note as it is shown: what somebody wrote about a place and some days. */
export interface ReportNote {
  readonly text: string
  readonly authorName: string
  readonly fromDay: Day
  readonly toDay: Day
  /** `null`: about the place as a whole. */
  readonly kpiId: string | null
  /** The place it was written about, where that is not the place shown. */
  readonly about: Localized | null
}

/** A store that has not delivered, and for which KPIs. */
export interface MissingData {
  readonly store: Store
  readonly kpis: readonly Kpi[]
  /** Not a single figure of the day is there. */
  readonly nothing: boolean
  /** The days that are missing, where all of them are before: what looks back, as stock by its pace, lacks them still. */
  readonly earlier?: readonly Day[]
}
