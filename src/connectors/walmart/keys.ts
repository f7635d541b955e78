import { z } from 'zod'

/** What connects one seller account of Walmart's marketplace in the US. */
export const Keys = z.object({
  client_id: z.string().min(1),
  client_secret: z.string().min(1),
})
export type Keys = z.infer<typeof Keys>
