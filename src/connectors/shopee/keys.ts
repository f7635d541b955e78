import { z } from 'zod'

const Id = z.union([z.string().trim(), z.number()]).transform(String).pipe(z.string().regex(/^\d+$/, 'must be digits'))

/** What connects a shop: the application's id and key, the shop and the refresh token of its consent (used once). */
export const Keys = z.object({
  partner_id: Id,
  partner_key: z.string().trim().min(1),
  shop_id: Id,
  refresh_token: z.string().trim().min(1),
  /** `SG`, `TH` …: only where Shopee does not tell the shop's own. */
  region: z.string().trim().toUpperCase().optional(),
  /** The day on which an order counts: of the payment (the order where it is paid on delivery), or always of the order. */
  order_day: z.enum(['paid', 'created']).optional(),
})
export type Keys = z.infer<typeof Keys>
