import { createHmac } from 'node:crypto'

/** What a signature is made from. `path` begins with `/api/v2` and has no query; token and shop are of shop calls. */
export interface Signed {
  readonly partnerId: string
  readonly path: string
  /** Unix seconds. */
  readonly timestamp: number
  readonly accessToken?: string
  readonly shopId?: string
}

/**
 * HMAC-SHA256 in lower-case hex of partner, path, time and, for calls of a shop, token and shop, put side by side.
 * https://open.shopee.com/documents/v2/API%20Calls
 */
export function signature(of: Signed, partnerKey: string): string {
  const base = `${of.partnerId}${of.path}${of.timestamp}${of.accessToken ?? ''}${of.shopId ?? ''}`
  return createHmac('sha256', partnerKey).update(base).digest('hex')
}
