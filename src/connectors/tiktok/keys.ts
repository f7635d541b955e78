import { z } from 'zod'

/** What connects the shops of a seller on TikTok Shop. */
export const Keys = z.object({
  app_key: z.string().min(1),
  app_secret: z.string().min(1),
  refresh_token: z.string().min(1),
  /** Not needed: a token is minted from the refresh token. Where it is given, it is used until it is refused. */
  access_token: z.string().min(1).optional(),
  /** Only the shop with this cipher is taken; absent: all shops of the authorisation. */
  shop_cipher: z.string().min(1).optional(),
  /** IANA zone in which the shop was registered; absent: that of its region. */
  time_zone: z.string().refine(isZone, 'an IANA time zone such as America/Los_Angeles').optional(),
  /** Long-lived token of the TikTok API for Business; absent: no advertising figures. */
  ads_access_token: z.string().min(1).optional(),
  /** The advertising account whose figures belong to the shop. */
  ads_advertiser_id: z.string().min(1).optional(),
})
export type Keys = z.infer<typeof Keys>

function isZone(text: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: text })
    return true
  } catch {
    return false
  }
}

/** A region of TikTok Shop: its currency and the zone in which its shops count days, unless the keys name another. */
export interface Region {
  readonly currency: string
  readonly timeZone: string
}

/** Regions by their code. The interface does not tell a shop's zone: Seller Center counts in these (judgement). */
export const regions: Readonly<Record<string, Region>> = {
  US: { currency: 'USD', timeZone: 'America/Los_Angeles' },
  GB: { currency: 'GBP', timeZone: 'Europe/London' },
  UK: { currency: 'GBP', timeZone: 'Europe/London' },
  IE: { currency: 'EUR', timeZone: 'Europe/Dublin' },
  ES: { currency: 'EUR', timeZone: 'Europe/Madrid' },
  DE: { currency: 'EUR', timeZone: 'Europe/Berlin' },
  FR: { currency: 'EUR', timeZone: 'Europe/Paris' },
  IT: { currency: 'EUR', timeZone: 'Europe/Rome' },
  JP: { currency: 'JPY', timeZone: 'Asia/Tokyo' },
  MX: { currency: 'MXN', timeZone: 'America/Mexico_City' },
  BR: { currency: 'BRL', timeZone: 'America/Sao_Paulo' },
  SG: { currency: 'SGD', timeZone: 'Asia/Singapore' },
  MY: { currency: 'MYR', timeZone: 'Asia/Kuala_Lumpur' },
  TH: { currency: 'THB', timeZone: 'Asia/Bangkok' },
  VN: { currency: 'VND', timeZone: 'Asia/Ho_Chi_Minh' },
  PH: { currency: 'PHP', timeZone: 'Asia/Manila' },
  ID: { currency: 'IDR', timeZone: 'Asia/Jakarta' },
}
