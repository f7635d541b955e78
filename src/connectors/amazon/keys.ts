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

/** Marketplaces by id, with the zone in which Amazon counts their days (SP-API guide, marketplace ids). */
export const marketplaces: Readonly<Record<string, { readonly market: string; readonly timeZone: string }>> = {
  ATVPDKIKX0DER: { market: 'us', timeZone: 'America/Los_Angeles' },
  A2EUQ1WTGCTBG2: { market: 'ca', timeZone: 'America/Los_Angeles' },
  A1AM78C64UM0Y8: { market: 'mx', timeZone: 'America/Mexico_City' },
  A2Q3Y263D00KWC: { market: 'br', timeZone: 'America/Sao_Paulo' },
  A1VC38T7YXB528: { market: 'jp', timeZone: 'Asia/Tokyo' },
  A39IBJ37TRP1C6: { market: 'au', timeZone: 'Australia/Sydney' },
  A19VAU5U5O7RUS: { market: 'sg', timeZone: 'Asia/Singapore' },
}
