import type { Localized } from '#src/i18n/locale.ts'

/**
 * A base figure that sources deliver per store, SKU and local day.
 * `additive` may be summed over days, SKUs and stores. `distinct` (orders, buyers) may be summed over days and stores
 * as the platform counts them, never over SKUs. `level` (stock) is a snapshot at the end of the day: summed over SKUs
 * and stores, never over days, where the last value stands.
 */
export interface Measure {
  readonly id: string
  readonly kind: 'additive' | 'distinct' | 'level'
  readonly unit: 'money' | 'count' | 'minutes' | 'hours' | 'points'
  readonly label: Localized
  /** What people and files call it besides the label, in any language. */
  readonly aliases: readonly string[]
}

/** Gives a list of measures its type. */
export function defineMeasures(measures: readonly Measure[]): readonly Measure[] {
  return measures
}
