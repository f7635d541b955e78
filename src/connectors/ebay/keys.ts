import { z } from 'zod'
import { marketplaces } from './marketplaces.ts'
import { isPrivateKey } from './message-signature.ts'

/** What connects one eBay seller: an application and the seller's consent. */
export const Keys = z
  .object({
    client_id: z.string().min(1),
    client_secret: z.string().min(1),
    /** Of the authorisation code flow; it lives eighteen months. */
    refresh_token: z.string().min(1),
    /** Marketplaces to read, such as `["EBAY_US", "EBAY_GB"]`; absent: those with orders of the last 90 days. */
    marketplaces: z.preprocess(
      listed,
      z
        .array(z.string().refine(id => id in marketplaces, 'a marketplace such as EBAY_US'))
        .min(1)
        .optional(),
    ),
    /** The day on which the consent ends (refresh_token_expires_in), to be reminded of it. */
    refresh_token_ends_on: z.preprocess(value => (value === '' ? undefined : value), z.iso.date().optional()),
    /**
     * Of the application's Key Management, for sellers in the EU and the UK: both or neither. Absent: eBay makes a pair
     * where one is needed.
     */
    signing_private_key: z.string().refine(isPrivateKey, 'the private key as eBay gave it').optional(),
    signing_jwe: z.string().min(1).optional(),
  })
  .refine(keys => (keys.signing_private_key === undefined) === (keys.signing_jwe === undefined), {
    message: 'signing_private_key and signing_jwe belong together',
  })
export type Keys = z.infer<typeof Keys>

/** A form gives a text, a file a list. */
function listed(value: unknown): unknown {
  if (typeof value !== 'string') return value
  const ids = value.split(/[\s,;]+/).filter(id => id !== '')
  return ids.length > 0 ? ids : undefined
}
