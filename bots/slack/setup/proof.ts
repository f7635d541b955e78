import { createHmac, timingSafeEqual } from 'node:crypto'

/** How long an install link works, in seconds; judgement: long enough to send it to a colleague. */
export const linkSeconds = 24 * 3600

/** How long an installation may take from the first page to the last, in seconds (as Slack's own library). */
export const stateSeconds = 600

/** Proves that we made a text: HMAC with a key that is derived from the client secret for this purpose. */
export function proofOf(clientSecret: string, purpose: string, text: string): string {
  const key = createHmac('sha256', clientSecret).update(purpose).digest()
  return createHmac('sha256', key).update(text).digest('base64url')
}

/** Compares in constant time. */
export function isSame(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)]
  return a.length === b.length && timingSafeEqual(a, b)
}

/** An address at which somebody may install the bot in their workspace until an instant (seconds). */
export function installLink(publicUrl: string, clientSecret: string, until: number): string {
  return `${publicUrl}/slack/install?until=${until}&proof=${proofOf(clientSecret, 'install', String(until))}`
}

/** Whether an install link is ours and not over. */
export function isInstallLink(clientSecret: string, until: unknown, proof: unknown, now: number): boolean {
  if (typeof until !== 'string' || typeof proof !== 'string' || !/^\d{1,12}$/.test(until)) return false
  return Number(until) > now && isSame(proof, proofOf(clientSecret, 'install', until))
}
