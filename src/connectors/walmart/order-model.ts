import { z } from 'zod'
import { Decimal, Instant, manyOf, neededOf } from './shapes.ts'

const Money = z.object({ currency: z.string().optional(), amount: Decimal })
const Tax = z.object({ taxAmount: Money.nullish() })

const Charge = z.object({
  chargeType: z.string(),
  chargeName: z.string().nullish(),
  chargeAmount: Money,
  tax: manyOf(Tax),
})
export type Charge = z.infer<typeof Charge>

const Status = z.object({
  status: z.string(),
  statusQuantity: z.object({ amount: Decimal }).nullish(),
  cancellationReason: z.string().nullish(),
  trackingInfo: z.object({ shipDateTime: Instant.nullish() }).nullish(),
})
export type Status = z.infer<typeof Status>

const Refund = z.object({
  refundId: z.string().nullish(),
  refundCharges: z.object({ refundCharge: manyOf(z.object({ charge: Charge })) }).nullish(),
})

export const Line = z.object({
  lineNumber: z.string(),
  item: z.object({ sku: z.string() }),
  charges: z.object({ charge: neededOf(Charge) }),
  orderLineQuantity: z.object({ amount: Decimal }).nullish(),
  statusDate: Instant.nullish(),
  orderLineStatuses: z.object({ orderLineStatus: neededOf(Status) }),
  refund: manyOf(Refund),
})
export type Line = z.infer<typeof Line>

export const Order = z.object({
  purchaseOrderId: z.string(),
  orderDate: Instant,
  /** `REPLACEMENT`: sent in place of another, not sold. Told because it is asked for (`replacementInfo`). */
  orderType: z.string().nullish(),
  shippingInfo: z.object({ estimatedShipDate: Instant.nullish() }).nullish(),
  orderLines: z.object({ orderLine: neededOf(Line) }),
})
export type Order = z.infer<typeof Order>

export const OrdersPage = z.object({
  list: z
    .object({
      meta: z.object({ totalCount: Decimal.nullish(), nextCursor: z.string().nullish() }).nullish(),
      elements: z.object({ order: neededOf(Order).nullish() }).nullish(),
    })
    .refine(({ meta, elements }) => elements?.order || !(Number(meta?.totalCount ?? 0) > 0), {
      path: ['elements', 'order'],
    }),
})
