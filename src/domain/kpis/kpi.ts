import type { Localized } from '#src/i18n/locale.ts'

/**
 * How a KPI is shown. `ratio` is 0–1 inside and shown in percent, changes in points; `times` is a multiple such as a
 * ROAS of 3.5; `money` is in minor units of its currency; `stars` and `points` are plain numbers whose changes are
 * differences.
 */
export type Unit = 'money' | 'count' | 'ratio' | 'times' | 'number' | 'minutes' | 'hours' | 'days' | 'stars' | 'points'

/** A KPI is data; what a customer defines in chat is the same type as what is built in. */
export interface Kpi {
  readonly id: string
  readonly label: Localized
  /** What people call it besides the label, in any language. */
  readonly aliases: readonly string[]
  /** Over sums of the same days and stores; see `formula.ts`. */
  readonly formula: string
  /**
   * How it is counted where no store tells what the formula divides by, the first that is told: platforms count visits
   * differently. Absent: only by its formula.
   */
  readonly otherwise?: readonly Counted[]
  readonly unit: Unit
  /** `band`: neither high nor low is good by itself. */
  readonly better: 'higher' | 'lower' | 'band'
  /** Below it the KPI is shown grey, raises no alert and is not scored. */
  readonly minimumSample?: MinimumSample
  /** Digits behind the point where the unit's own do not fit. */
  readonly digits?: number
  /** One sentence: what it means and what to look out for. */
  readonly meaning: Localized
  /** What each rating from 1 to 5 stands for, the worst first: five texts, for KPIs that people rate by looking. */
  readonly anchors?: readonly Localized[]
  readonly theme: Theme
}

/** A way to count a KPI, and what it takes to judge it. */
export interface Counted {
  readonly formula: string
  readonly minimumSample: MinimumSample
}

/** The KPI in all ways in which it may be counted, its own first. */
export function waysToCount(kpi: Kpi): readonly Kpi[] {
  return [kpi, ...(kpi.otherwise ?? []).map(counted => ({ ...kpi, ...counted }))]
}

/** At least so many cases. `plus` names further measures that are added to the first, as for reviews by star. */
export interface MinimumSample {
  readonly measure: string
  readonly plus?: readonly string[]
  readonly count: number
}

/** The groups in which KPIs are listed. */
export type Theme =
  | 'sales'
  | 'traffic'
  | 'advertising'
  | 'service'
  | 'fulfilment'
  | 'stock'
  | 'profit'
  | 'soft'
  | 'custom'

/** Gives the KPIs of one theme their type. */
export function defineKpis(theme: Theme, kpis: readonly Omit<Kpi, 'theme'>[]): readonly Kpi[] {
  return kpis.map(kpi => ({ ...kpi, theme }))
}
