import { z } from 'zod'

/** What connects a shop: both from RMS, 各種設定 > WEB APIサービス. The licence key ends after some 90 days. */
export const Keys = z.object({ service_secret: z.string().min(1), license_key: z.string().min(1) })
export type Keys = z.infer<typeof Keys>
