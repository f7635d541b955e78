import type { Comparison, Figure } from '#src/domain/figure.ts'
import type { Kpi, Unit } from '#src/domain/kpis/kpi.ts'
import type { Day, Period } from '#src/domain/period/index.ts'
import type { Place, ResolvedPlace, Store } from '#src/domain/place.ts'
import type { Localized } from '#src/i18n/locale.ts'
import type { Causes } from './causes.ts'
import type { FirstCheck } from './checks.ts'

/** A part of a change with what it was before and is after, where it is an amount or a KPI of its own. */
export interface WhyRow {
  /** Name of the KPI, measure or other part; `rest`: what none of the others explains. */
  readonly id: string
  readonly label: Localized
  readonly unit: Unit
  readonly currency: string | null
  readonly before: number | null
  readonly after: number | null
  /** What it contributed, in the unit of the KPI asked about; minor units for money. */
  readonly amount: number
}

/** A change by what drives the KPI; the rows add up to it. */
export interface WhyDrivers {
  /** A product of factors, a sum of amounts, or one sum over another. */
  readonly by: 'product' | 'sum' | 'quotient'
  readonly rows: readonly WhyRow[]
}

/** A part of a place and what it contributed to the change of the whole. */
export interface WhyGroup {
  /** `null`: all that is not told by part, or not known. */
  readonly place: Place | null
  readonly label: Localized
  readonly before: number | null
  readonly after: number | null
  readonly amount: number
  /** Of a ratio, taken apart: its own ratio, and its weight among the others; `null` for amounts. */
  readonly rate: number | null
  readonly mix: number | null
}

/** A change by the parts of a place; the groups add up to it. */
export interface WhyGroups {
  readonly by: 'market' | 'store' | 'sku'
  readonly groups: readonly WhyGroup[]
}

/** Why goods came back: pieces by reason, and the products behind the reason that a shop can mend. */
export interface WhyReasons {
  readonly rows: readonly {
    readonly id: string
    readonly label: Localized
    readonly before: number
    readonly after: number
    /** Change of its share of the pieces sold; with those of the others it adds up to that of the rate. */
    readonly amount: number
  }[]
  /** Products to look at, those with the most pieces first. */
  readonly products: readonly {
    readonly name: Localized
    readonly place: ResolvedPlace
    readonly pieces: number
    /** Pieces returned over pieces sold; `null`: not known. */
    readonly rate: number | null
  }[]
  /** The reason that the products are listed by; `null`: all returns, as none is told by product. */
  readonly listedBy: string | null
}

/**
 * The fewest earlier days or periods of a kind that tell what is normal. The middle of the kind lies between the smallest
 * and the largest of n cases with 1 − 2 ÷ 2ⁿ (confidence of the median by order statistics): 94 % with five, 88 % with four,
 * half with two, and one says nothing at all.
 */
export const minUsualCases = 5

/** What a KPI usually comes to, and how the period stands against it. */
export interface Usual {
  readonly value: number
  readonly expected: number
  readonly low: number
  readonly high: number
  /** Periods or days it was found from. */
  readonly count: number
  readonly standing: 'inside' | 'watch' | 'unusual'
}

/** A value in the days compared with and in these. */
export interface Sides {
  readonly before: number | null
  readonly after: number | null
}

/** Something that was seen in the same days beside what causes already hold. */
export type Seen =
  | { readonly kind: 'sold-out'; readonly names: readonly Localized[]; readonly more: number }
  | {
      readonly kind: 'price'
      readonly name: Localized
      readonly before: number
      readonly after: number
      readonly currency: string | null
    }
  | { readonly kind: 'reviews'; readonly before: number; readonly after: number }
  /** The lowest price of competitors, and our own today; `null`: not recorded. */
  | {
      readonly kind: 'competitor-price'
      readonly name: Localized
      readonly before: number | null
      readonly after: number
      readonly own: number | null
      readonly currency: string | null
    }
  /** Days until delivery as buyers were promised, ours and those of competitors; `null`: not recorded. */
  | {
      readonly kind: 'delivery'
      readonly name: Localized
      readonly own: Sides
      readonly competitors: Sides
    }
  /** Days on which ads spent all of their budget. */
  | { readonly kind: 'budget'; readonly days: number; readonly of: number; readonly before: number }
  | { readonly kind: 'restated'; readonly days: readonly string[] }

/** What a change is told by. */
export interface Compared {
  /** `running`: no day is over yet. `uneven`: too few of the same days have figures on both sides. */
  readonly standing: 'compared' | 'running' | 'uneven'
  /** Days of stores that have figures on one side only. */
  readonly without: readonly {
    readonly store: Store
    readonly days: readonly { readonly from: Day; readonly to: Day }[]
  }[]
  /** The figure as status shows it against the same days: of all stores and days. */
  readonly whole: Figure
  /** The same period against the same weekdays before, as status shows it; `null`: that is what is told here, too. */
  readonly byWeekday: Comparison | null
  /** Data is missing or stores are left out in either period. */
  readonly incomplete: boolean
}

/** All that can be said about a change. */
export interface Why {
  readonly place: ResolvedPlace
  /** As it is counted there. */
  readonly kpi: Kpi
  readonly period: Period
  readonly before: Period
  /** Of the stores and days that are compared, on both sides. */
  readonly figure: Figure
  readonly earlier: Figure
  /** `null`: a side has no value. */
  readonly change: number | null
  /** `null`: it cannot be judged, as too few such days are known or the days are `incomplete`. */
  readonly usual: Usual | null
  readonly usualBefore: Usual | null
  /** Data is missing or stores are left out on one side: what is there is not held against whole days. */
  readonly incomplete: boolean
  readonly compared: Compared
  /** An alert about it is open: whatever is usual, somebody is asked to look. */
  readonly alerted: boolean
  readonly drivers: WhyDrivers | null
  /** Sales by what ads brought and the rest; `null` for other KPIs and where that is not known of the same days. */
  readonly channels: readonly WhyRow[] | null
  /** What the number of days and their weekdays made of it; `null`: nothing, or it is a rate. */
  readonly calendar: readonly WhyRow[] | null
  readonly groups: WhyGroups | null
  readonly reasons: WhyReasons | null
  readonly causes: Causes
  readonly seen: readonly Seen[]
  readonly checks: readonly FirstCheck[]
  readonly procedure: { readonly title: string; readonly url: string } | null
}
