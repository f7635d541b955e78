import type { Localized } from '#src/i18n/locale.ts'
import type { Day } from './period.ts'

/** A row of a file that was understood: money in minor units, `orderId` empty in a file of daily figures. */
export interface ImportLine {
  /** As a spreadsheet counts, from 1. */
  readonly row: number
  /** Slug of the store. */
  readonly store: string
  readonly orderId: string
  readonly day: Day
  /** `null`: not shipped yet. */
  readonly shipDay: Day | null
  /** Empty: the store as a whole. */
  readonly sku: string
  readonly skuName: string | null
  /** Exact decimals by measure; for order lines by `sales`, `units`, `cogs`, `discount`. */
  readonly m: Readonly<Record<string, string>>
}

/** A row of a file that is left out, and why. */
export interface SkippedRow {
  readonly row: number
  readonly reason: Localized
}
