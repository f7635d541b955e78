import { z } from 'zod'

const Whole = z.string().regex(/^-?\d+(?:\.0+)?$/)
/** An element that is empty or left out tells nothing. */
const Yen = z
  .union([Whole, z.literal('')])
  .optional()
  .transform(text => (text ? Number(text) : null))
const Text = z.string().optional()

export const Instant = z.string().transform((text, context) => {
  const iso = /(?:Z|[+-]\d\d:?\d\d)$/.test(text) ? text : `${text}+09:00`
  if (!Number.isNaN(Date.parse(iso))) return iso
  context.addIssue({ code: 'custom', message: 'is no time' })
  return z.NEVER
})

const Item = z.object({
  LineId: z.string(),
  ItemId: z.string(),
  SubCode: Text,
  UnitPrice: Whole.transform(Number),
  OriginalPrice: Yen,
  Quantity: Whole.transform(Number),
  CouponDiscount: Yen,
  ItemTaxRatio: Yen,
  /** Days after the order within which it is promised to leave. */
  LeadTimeEnd: Yen,
})

/** What we read of an order of orderInfo. */
export const Order = z.object({
  OrderId: z.string(),
  OrderTime: Instant,
  LastUpdateTime: z.union([z.literal(''), Instant]).optional(),
  OrderStatus: z.string(),
  CancelReason: Text,
  RefundTotalPrice: Yen,
  TotalCouponDiscount: Yen,
  Pay: z.union([z.literal('').transform(() => undefined), z.object({ RefundStatus: Text })]).optional(),
  Ship: z.union([z.literal('').transform(() => undefined), z.object({ ShipStatus: Text, ShipDate: Text })]).optional(),
  Detail: z.object({
    ShipCharge: Yen,
    Discount: Yen,
    TotalCouponDiscount: Yen,
    TotalMallCouponDiscount: Yen,
  }),
  Item: z.array(Item),
})
export type Order = z.infer<typeof Order>
export type Item = z.infer<typeof Item>

/** Names of the fields that are asked for: no name, address, telephone or mail. */
export const orderFields = [
  'OrderId,OrderTime,LastUpdateTime,OrderStatus,CancelReason,RefundTotalPrice,RefundStatus,TotalCouponDiscount',
  'ShipStatus,ShipDate,ShipCharge,Discount,TotalMallCouponDiscount',
  'LineId,ItemId,SubCode,UnitPrice,OriginalPrice,Quantity,CouponDiscount,ItemTaxRatio,LeadTimeEnd',
].join(',')
