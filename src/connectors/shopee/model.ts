import { z } from 'zod'

/** A number as Shopee writes it, kept as its digits; `null` where it is empty or left out. */
export const Amount = z
  .union([z.number(), z.string()])
  .nullish()
  .transform((value, context) => {
    const text = String(value ?? '').trim()
    if (text === '') return null
    if (Number.isFinite(Number(text))) return text
    context.addIssue({ code: 'custom', message: 'is no number' })
    return z.NEVER
  })

/** A number that is always there. */
const Told = Amount.refine(value => value !== null, 'is not there')

/** An id, a name or a code; empty where there is none. */
export const Text = z
  .union([z.string(), z.number()])
  .nullish()
  .transform(value => String(value ?? '').trim())

/** Unix seconds as an instant; `null` for 0 and where it is left out. */
export const Seconds = Amount.transform(text => {
  const seconds = Number(text ?? 0)
  return seconds > 0 ? new Date(seconds * 1_000).toISOString() : null
})

/** A yes or no; left out means no. */
export const Flag = z
  .union([z.boolean(), z.string(), z.number()])
  .nullish()
  .transform(value => value === true || value === 'true' || String(value) === '1')

const Item = z.object({
  item_id: Text,
  model_id: Text,
  item_sku: Text,
  model_sku: Text,
  model_quantity_purchased: Told,
  model_original_price: Told,
  model_discounted_price: Told,
  promotion_type: Text,
  cancelled_qty: Amount,
})
export type Item = z.infer<typeof Item>

/** What we read of an order of get_order_detail. */
export const Order = z.object({
  order_sn: z.string().min(1),
  order_status: Text.pipe(z.string().min(1)),
  currency: Text,
  region: Text,
  cod: Flag,
  create_time: Seconds.pipe(z.string()),
  update_time: Seconds,
  pay_time: Seconds,
  ship_by_date: Seconds,
  pickup_done_time: Seconds,
  total_amount: Amount,
  cancel_by: Text,
  cancel_reason: Text,
  buyer_cancel_reason: Text,
  buyer_user_id: Text,
  item_list: z
    .array(Item)
    .nullable() // it is asked for
    .transform(items => items ?? []),
})
export type Order = z.infer<typeof Order>

/** Fields besides those of every order: no address, name or telephone. */
export const optionalFields = [
  'buyer_user_id',
  'item_list',
  'pay_time',
  'pickup_done_time',
  'total_amount',
  'cancel_by',
  'cancel_reason',
  'buyer_cancel_reason',
].join(',')
