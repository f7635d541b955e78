import { z } from 'zod'
import { Amount, Text } from './model.ts'

/** What we read of an order of a list; kept until its lines were read. */
export const Listed = z.object({
  order_id: Text.pipe(z.string().min(1)),
  created_at: Text,
  updated_at: Text,
  statuses: z.array(Text).nullish(),
  voucher_seller: Amount,
  voucher_platform: Amount,
  shipping_fee: Amount,
})
export type Listed = z.infer<typeof Listed>

const Item = z.object({
  order_item_id: Text.pipe(z.string().min(1)),
  sku: Text,
  shop_sku: Text,
  sku_id: Text,
  item_price: Amount.refine(price => price !== null, 'is not there'),
  paid_price: Amount,
  voucher_amount: Amount,
  voucher_seller: Amount,
  voucher_platform: Amount,
  voucher_seller_lpi: Amount,
  voucher_platform_lpi: Amount,
  shipping_amount: Amount,
  currency: Text,
  status: Text,
  reason: Text,
  reason_detail: Text,
  cancel_return_initiator: Text,
  created_at: Text,
  updated_at: Text,
  sla_time_stamp: Text,
  buyer_id: Text,
})
export type Item = z.infer<typeof Item>

/** An order's rows: one is one unit. */
export const ItemsOfOrder = z.object({ order_id: Text.pipe(z.string().min(1)), order_items: z.array(Item) })
