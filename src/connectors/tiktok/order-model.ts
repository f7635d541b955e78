import { z } from 'zod'
import { Amount, Id, Moment } from './api.ts'

const Item = z.object({
  id: Id,
  sku_id: Id.nullish(),
  seller_sku: z.string().nullish(),
  original_price: Amount,
  sale_price: Amount,
  seller_discount: Amount,
  platform_discount: Amount,
  display_status: z.string().nullish(),
  package_status: z.string().nullish(),
  cancel_user: z.string().nullish(),
  cancel_reason: z.string().nullish(),
  rts_time: Moment,
})
export type Item = z.infer<typeof Item>

const Payment = z.object({
  currency: z.string().nullish(),
  seller_discount: Amount,
  platform_discount: Amount,
  shipping_fee: Amount,
  tax: Amount,
})

/**
 * What we read of an order; a line item is one piece. Persons are not read.
 * https://partner.tiktokshop.com/docv2/page/get-order-list-202309
 */
export const Order = z.object({
  id: Id,
  status: z.string(),
  create_time: Moment.pipe(z.string()),
  update_time: Moment,
  cancel_time: Moment,
  rts_time: Moment,
  rts_sla_time: Moment,
  cancellation_initiator: z.string().nullish(),
  cancel_reason: z.string().nullish(),
  fulfillment_type: z.string().nullish(),
  is_sample_order: z.boolean().nullish(),
  is_replacement_order: z.boolean().nullish(),
  is_exchange_order: z.boolean().nullish(),
  user_id: Id.nullish(),
  payment: Payment.nullish(),
  line_items: z.array(Item),
})
export type Order = z.infer<typeof Order>
