import { createHmac } from 'node:crypto'

/** A value that shows whether two keys are the same and tells nothing of them (HMAC-SHA-256, RFC 2104). */
export function keyProof(secretKey: string): string {
  return createHmac('sha256', secretKey).update('the key of a backup').digest('hex').slice(0, 32)
}
