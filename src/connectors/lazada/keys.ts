import { z } from 'zod'
import { markets } from './markets.ts'

/** What connects a shop of a country: the application's key and secret and the refresh token of the seller's consent. */
export const Keys = z.object({
  app_key: z.union([z.string().trim(), z.number()]).transform(String).pipe(z.string().min(1)),
  app_secret: z.string().trim().min(1),
  refresh_token: z.string().trim().min(1),
  /** `sg`, `my`, `th`, `ph`, `vn` or `id`. */
  country: z
    .string()
    .trim()
    .toLowerCase()
    .refine(code => code in markets, { message: `must be one of ${Object.keys(markets).join(', ')}` }),
})
export type Keys = z.infer<typeof Keys>
