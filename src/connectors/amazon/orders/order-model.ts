import { z } from 'zod'

/** An amount in major units. */
export const Money = z.object({
  amount: z.union([z.string(), z.number()]).transform(String),
  currencyCode: z.string().nullish(),
})
export type Money = z.infer<typeof Money>

const Breakdown = z.object({
  type: z.string(),
  subtotal: Money.nullish(),
  detailedBreakdowns: z.array(z.object({ subtype: z.string().nullish(), value: Money.nullish() })).nullish(),
})
export type Breakdown = z.infer<typeof Breakdown>

const Item = z.object({
  orderItemId: z.string().nullish(),
  quantityOrdered: z.number(),
  product: z.object({ sellerSku: z.string().nullish() }).nullish(),
  proceeds: z.object({ breakdowns: z.array(Breakdown).nullish() }).nullish(),
  expense: z
    .object({
      pointsCost: z.object({ pointsGranted: z.object({ pointsMonetaryValue: Money.nullish() }).nullish() }).nullish(),
    })
    .nullish(),
  cancellation: z
    .object({
      cancellationRequest: z.object({ requester: z.string().nullish() }).nullish(),
      cancellationExecution: z.object({ cancelledBy: z.string().nullish() }).nullish(),
    })
    .nullish(),
  fulfillment: z
    .object({ quantityFulfilled: z.number().nullish(), quantityUnfulfilled: z.number().nullish() })
    .nullish(),
})
export type Item = z.infer<typeof Item>

/** What is read of an order of the interface 2026-01-01; persons are not asked for. */
export const Order = z.object({
  orderId: z.string(),
  createdTime: z.string(),
  lastUpdatedTime: z.string(),
  salesChannel: z.object({ channelName: z.string().nullish(), marketplaceId: z.string().nullish() }).nullish(),
  associatedOrders: z.array(z.object({ associationType: z.string().nullish() })).nullish(),
  fulfillment: z
    .object({
      fulfillmentStatus: z.string().nullish(),
      fulfilledBy: z.string().nullish(),
      shipByWindow: z.object({ latestDateTime: z.string().nullish() }).nullish(),
    })
    .nullish(),
  orderItems: z.array(Item),
  packages: z
    .array(
      z.object({
        shipTime: z.string().nullish(),
        packageStatus: z.object({ status: z.string().nullish() }).nullish(),
      }),
    )
    .nullish(),
})
export type Order = z.infer<typeof Order>
