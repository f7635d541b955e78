import { z } from 'zod'

/** What connects a seller account of one region. A seller of the US and Japan has two of them. */
export const Keys = z.object({
  client_id: z.string().min(1),
  client_secret: z.string().min(1),
  refresh_token: z.string().min(1),
  /** `na`: the Americas; `fe`: Japan, Australia, Singapore. */
  region: z.enum(['na', 'fe']),
  /** Grant of the advertising account; absent: no advertising figures. */
  ads_refresh_token: z.string().min(1).optional(),
})
export type Keys = z.infer<typeof Keys>
