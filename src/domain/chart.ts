import type { Unit } from '#src/domain/kpis/kpi.ts'
import type { Localized } from '#src/i18n/locale.ts'

/** What a picture is drawn from. Plain JSON: it is stored with the card and drawn in the language of the reader. */
export type ChartRequest =
  | ({ readonly drawing: 'trend' } & TrendChart)
  | ({ readonly drawing: 'overview' } & OverviewChart)
  | ({ readonly drawing: 'bars' } & BarsChart)
  | ({ readonly drawing: 'waterfall' } & WaterfallChart)

/** One KPI over days, with its target, notes, and what the calendar says. */
export interface TrendChart {
  readonly title: Localized
  /** Said smaller under the title: place, period, rate used. */
  readonly subtitle: Localized
  readonly unit: Unit
  readonly currency: string | null
  readonly better: 'higher' | 'lower' | 'band'
  readonly lines: readonly ChartLine[]
  readonly target: readonly { readonly day: string; readonly value: number | null; readonly high?: number | null }[]
  readonly notes: readonly ChartNote[]
  readonly shades: readonly ChartShade[]
  /** What is told of days to come: a dashed line, with the range of each day behind it. */
  readonly fan?: ChartFan
  /** `DEMO` and the like, printed small in the corner; absent for real data. */
  readonly stamp?: Localized
}

/** Days to come as they are told. */
export interface ChartFan {
  readonly label: Localized
  readonly points: readonly {
    readonly day: string
    readonly value: number
    readonly low: number | null
    readonly high: number | null
  }[]
}

/** A line; the first one is the main line. A `null` is a gap that stays open. */
export interface ChartLine {
  readonly label: Localized
  readonly points: readonly {
    readonly day: string
    readonly value: number | null
    readonly provisional?: boolean
    readonly dim?: boolean
  }[]
}

/** A note: drawn as a numbered marker on its first day (a band over its days), explained in the legend. */
export interface ChartNote {
  readonly from: string
  readonly to: string
  readonly text: string
  readonly author: string
}

/** Days to shade behind the lines. */
export interface ChartShade {
  readonly from: string
  readonly to: string
  readonly kind: 'weekend' | 'holiday' | 'event'
  readonly label?: Localized
}

/** Up to 12 small panels, one KPI each, with value, change and attainment in the panel's head. */
export interface OverviewChart {
  readonly title: Localized
  readonly subtitle: Localized
  readonly panels: readonly OverviewPanel[]
  readonly stamp?: Localized
}

export interface OverviewPanel {
  readonly label: Localized
  readonly unit: Unit
  readonly currency: string | null
  readonly value: number | null
  /** What is written in place of a value that has no bound. */
  readonly instead?: Localized
  readonly change: {
    readonly value: number | null
    readonly kind: 'relative' | 'points'
    readonly good: boolean | null
  }
  readonly attainment: number | null
  readonly points: readonly { readonly day: string; readonly value: number | null }[]
  readonly target: number | null
}

/** Values side by side, such as stores or SKUs, longest first. */
export interface BarsChart {
  readonly title: Localized
  readonly subtitle: Localized
  readonly unit: Unit
  readonly currency: string | null
  readonly bars: readonly {
    readonly label: string
    /** The name in each language, where it is no proper name. */
    readonly labels?: Localized
    readonly value: number | null
    readonly compare: number | null
    readonly good: boolean | null
  }[]
  readonly valueLabel: Localized
  readonly compareLabel: Localized
  readonly stamp?: Localized
}

/** How parts lead from one value to another, from top to bottom: a whole, its parts, a whole. */
export interface WaterfallChart {
  readonly title: Localized
  readonly subtitle: Localized
  readonly unit: Unit
  readonly currency: string | null
  readonly steps: readonly WaterfallStep[]
  readonly stamp?: Localized
}

/** A bar from one value to another; a `whole` one stands on zero. */
export interface WaterfallStep {
  readonly label: Localized
  readonly from: number
  readonly to: number
  readonly kind: 'whole' | 'part'
  readonly good: boolean | null
  /** What is written behind it. */
  readonly text: Localized
}
