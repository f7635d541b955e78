import { z } from 'zod'

/** What connects one shop: a token of its own, or an application of the shop's organisation that mints tokens. */
export const Keys = z
  .object({
    /** The shop's own address, which never changes: `name.myshopify.com`. */
    shop: z.string().regex(/^[a-z0-9][a-z0-9-]*\.myshopify\.com$/, 'name.myshopify.com, without https://'),
    access_token: z.string().min(1).optional(),
    client_id: z.string().min(1).optional(),
    client_secret: z.string().min(1).optional(),
    /** ISO 3166 alpha-2 of the buyers' country, for holidays; absent: that of the shop's currency. */
    market: z
      .string()
      .regex(/^[a-z]{2}$/)
      .optional(),
  })
  .refine(({ access_token, client_id, client_secret }) => access_token || (client_id && client_secret), {
    message: 'access_token, or client_id and client_secret',
    path: ['access_token'],
  })
export type Keys = z.infer<typeof Keys>
