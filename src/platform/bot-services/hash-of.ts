import { createHash } from 'node:crypto'

/** What is kept in place of a secret that somebody else holds: 64 hexadecimal digits, from which it cannot be found again. */
export function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}
