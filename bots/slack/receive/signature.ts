import { createHmac, timingSafeEqual } from 'node:crypto'
import { freshSeconds } from '#bots/slack/limits.ts'

/** What came in one request. */
export interface Signed {
  readonly body: Uint8Array
  readonly signature: unknown
  readonly timestamp: unknown
}

/**
 * Whether Slack signed these bytes within five minutes of now, past or future.
 * https://docs.slack.dev/authentication/verifying-requests-from-slack
 */
export function isSigned({ body, signature, timestamp }: Signed, secret: string, now: Date): boolean {
  if (secret === '' || typeof signature !== 'string' || typeof timestamp !== 'string') return false
  if (!/^\d{1,12}$/.test(timestamp) || !/^v0=[0-9a-f]{64}$/.test(signature)) return false
  if (Math.abs(Number(timestamp) - now.getTime() / 1000) > freshSeconds) return false
  const expected = createHmac('sha256', secret).update(`v0:${timestamp}:`).update(body).digest()
  return timingSafeEqual(expected, Buffer.from(signature.slice(3), 'hex'))
}
