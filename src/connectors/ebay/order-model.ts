import { Big } from 'big.js'
import { z } from 'zod'
import { SourceFault } from '#src/contracts/connector.ts'
import { says } from '#src/contracts/said.ts'
import { toMinor } from '#src/domain/money.ts'

const Decimal = z.string().refine(isDecimal, 'not a decimal number')
const Instant = z.iso.datetime({ offset: true })

function isDecimal(text: string): boolean {
  try {
    return Big(text).c !== null
  } catch {
    return false
  }
}

/** Money in the currency of payouts, with that of the listing where they differ. Numbers are read as texts. */
export const Amount = z.object({
  value: Decimal,
  currency: z.string(),
  convertedFromValue: Decimal.nullish(),
  convertedFromCurrency: z.string().nullish(),
})
export type Amount = z.infer<typeof Amount>

/** Minor units of the store's currency. @throws SourceFault `drift` when the amount is told in others only */
export function minorOf(amount: Amount | null | undefined, currency: string): string {
  if (!amount) return '0'
  if (amount.currency === currency) return toMinor(amount.value, currency)
  const { convertedFromValue, convertedFromCurrency } = amount
  if (convertedFromCurrency === currency && convertedFromValue) return toMinor(convertedFromValue, currency)
  if (Big(amount.value).eq(0)) return '0'
  const others = [amount.currency, convertedFromCurrency].filter(Boolean).join(', ')
  throw new SourceFault('drift', says('otherCurrency', { vendor: 'eBay', other: others, own: currency }), {
    subject: 'currency',
  })
}

const Refund = z.object({
  amount: Amount.nullish(),
  refundDate: Instant.nullish(),
  refundId: z.string().nullish(),
  refundStatus: z.string().nullish(),
})
export type Refund = z.infer<typeof Refund>

export const Line = z.object({
  lineItemId: z.string(),
  legacyItemId: z.string().nullish(),
  legacyVariationId: z.string().nullish(),
  sku: z.string().nullish(),
  quantity: Decimal,
  lineItemCost: Amount,
  discountedLineItemCost: Amount.nullish(),
  deliveryCost: z.object({ shippingCost: Amount.nullish() }).nullish(),
  taxes: z.array(z.object({ amount: Amount.nullish() })).nullish(),
  ebayCollectAndRemitTaxes: z.array(z.object({ amount: Amount.nullish() })).nullish(),
  listingMarketplaceId: z.string().nullish(),
  refunds: z.array(Refund).nullish(),
  lineItemFulfillmentInstructions: z.object({ shipByDate: Instant.nullish() }).nullish(),
})
export type Line = z.infer<typeof Line>

const CancelRequest = z.object({ cancelInitiator: z.string().nullish(), cancelReason: z.string().nullish() })

export const Order = z.object({
  orderId: z.string(),
  creationDate: Instant,
  lastModifiedDate: Instant.nullish(),
  sellerId: z.string().nullish(),
  orderPaymentStatus: z.string().nullish(),
  orderFulfillmentStatus: z.string().nullish(),
  cancelStatus: z
    .object({
      cancelState: z.string().nullish(),
      cancelledDate: Instant.nullish(),
      cancelRequests: z.array(CancelRequest).nullish(),
    })
    .nullish(),
  pricingSummary: z
    .object({ priceDiscount: Amount.nullish(), deliveryCost: Amount.nullish(), deliveryDiscount: Amount.nullish() })
    .nullish(),
  paymentSummary: z.object({ refunds: z.array(Refund).nullish() }).nullish(),
  totalMarketplaceFee: Amount.nullish(),
  lineItems: z.array(Line),
})
export type Order = z.infer<typeof Order>

export const OrdersPage = z
  .object({ orders: z.array(Order).nullish(), total: Decimal.nullish(), next: z.string().nullish() })
  .refine(page => page.orders || !(Number(page.total ?? 0) > 0), { path: ['orders'] })
