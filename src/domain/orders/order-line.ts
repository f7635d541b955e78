/** Money of a line in minor units of the store's currency, as exact decimals; absent: the marketplace does not say yet. */
export interface LineAmounts {
  /** Price times quantity before discounts, in the store's tax view. */
  readonly gross_sales?: string
  readonly discount_shop?: string
  readonly discount_platform?: string
  readonly shipping_income?: string
  readonly tax_amount?: string
  readonly cogs?: string
  readonly platform_fees?: string
  readonly payment_fees?: string
  readonly coupon_cost?: string
  readonly point_cost?: string
  readonly affiliate_cost?: string
  readonly fulfilment_cost?: string
  readonly shipping_cost?: string
  readonly storage_cost?: string
  readonly other_cost?: string
}

/** Money given back: it counts on the local day of `at`, whatever the age of the order. */
export interface LineRefund {
  readonly id: string
  readonly at: string
  /** Minor units, positive. */
  readonly amount: string
  readonly units: string
}

/** Why goods come back, as far as the marketplace says; each has a measure `returns_reason_…`. */
export type ReturnReason =
  | 'quality'
  | 'damaged'
  | 'wrong_item'
  | 'not_as_described'
  | 'late'
  | 'undelivered'
  | 'change_of_mind'
  | 'size'
  | 'other'

/** Goods that come back: they count on the local day of `at`, when the return was asked for. */
export interface LineReturn {
  readonly at: string
  readonly units: string
  readonly reason: ReturnReason
}

/** Who wanted a cancellation, as far as the marketplace says. */
export type CancelledBy = 'buyer' | 'shop' | 'platform' | 'stockout' | 'unknown'

/**
 * A line of an order as the ledger keeps it: no name, address, mail, telephone or free text. Instants are ISO 8601 with
 * an offset. A later version (`changedAt`) of the same order and line replaces the earlier.
 */
export interface OrderLine {
  readonly orderId: string
  readonly lineId: string
  /** Empty: the line belongs to no product (shipping, gift wrap). */
  readonly sku: string
  readonly units: string
  readonly amounts: LineAmounts
  readonly purchasedAt: string
  /** The marketplace's own instant of the last change. */
  readonly changedAt: string
  readonly shippedAt: string | null
  /** The latest moment of handing over that the marketplace promised; absent or `null`: it does not tell. */
  readonly shipBy?: string | null
  /** `null`: not cancelled. */
  readonly cancelledAt: string | null
  readonly cancelledBy: CancelledBy | null
  readonly refunds: readonly LineRefund[]
  /** Absent: none, or told elsewhere. */
  readonly returns?: readonly LineReturn[]
  /** The line tells only what came back: the sale itself stands in another line or feed. Absent: no. */
  readonly backOnly?: boolean
  /** HMAC of the buyer's id with the installation's salt (`context.pseudonym`); `null`: unknown. */
  readonly buyer: string | null
}
