import { z } from 'zod'

const Day = z.string().regex(/^\d{4}-\d\d-\d\d$/)

/** What connects a store. Without the public key a grant for orders ends after 12 hours, with it after four weeks. */
export const Keys = z
  .object({
    client_id: z.string().min(1),
    client_secret: z.string().min(1),
    refresh_token: z.string().min(1),
    seller_id: z.string().min(1),
    /** PEM, and the number of its version: both or neither. */
    public_key: z.string().min(1).optional(),
    public_key_version: z.coerce.string().min(1).optional(),
    /** Day of the consent and last day of the public key: for reminders, Yahoo does not tell them. */
    consented_on: Day.optional(),
    public_key_ends_on: Day.optional(),
  })
  .refine(keys => (keys.public_key === undefined) === (keys.public_key_version === undefined), {
    message: 'public_key and public_key_version belong together',
  })
export type Keys = z.infer<typeof Keys>
