import type { Localized } from '#src/i18n/locale.ts'
import type { Day } from './period/index.ts'

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
  /**
   * Exact decimals by measure; for order lines by `sales`, `units`, `cogs`, `discount` and further measures, with
   * `order:` in front for what belongs to the whole order and stands on several of its lines.
   */
  readonly m: Readonly<Record<string, string>>
  /** The number of the line within its order, empty where the file has none; a fingerprint of the row in daily files. */
  readonly line: string
  /** What became of an order line; `null`: it says nothing itself. */
  readonly state: 'sale' | 'pending' | 'unpaid' | 'cancelled' | 'refunded' | null
  /** The word that says so, as it stands there. */
  readonly status: string
  /** Figures of the whole where other rows of the day hold its parts. */
  readonly whole: boolean
}

/** A row of a file that is left out, and why. */
export interface SkippedRow {
  readonly row: number
  readonly reason: Localized
}
