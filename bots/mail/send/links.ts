import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Vault } from '#src/chat/messenger.ts'

/** What a link lets its reader do. */
export interface Grant {
  /** Lower case. */
  readonly email: string
  readonly line: string
  /** What the page says that it is about, and what its button says: in the language of the mail. */
  readonly about: string
  readonly label: string
  readonly expires: Date
}

/** How long a link counts, in days (judgement: an alert is older news after that). */
export const linkDays = 7

const keyName = 'link-key'

/** The key that signs links: made once, kept encrypted, the same for every process. */
export async function linkKey(vault: Vault): Promise<string> {
  const known = await vault.find(keyName)
  if (known !== null) return known
  await vault.put(keyName, randomBytes(32).toString('base64url'))
  return (await vault.find(keyName)) ?? ''
}

/** The query of a signed link. */
export function signedQuery(key: string, grant: Grant): string {
  const { email, line, about, label } = grant
  const expires = String(Math.floor(grant.expires.getTime() / 1_000))
  const query = new URLSearchParams({ to: email, line, about, label, expires })
  query.set('sig', signature(key, email, line, about, label, expires))
  return query.toString()
}

/** What a link grants; `null` when it was changed, is no link of ours, or is too old. */
export function readQuery(key: string, query: URLSearchParams, now: Date): Grant | null {
  const read = (name: string) => query.get(name) ?? ''
  const [email, line, expires, sig] = [read('to'), read('line'), read('expires'), read('sig')]
  const [about, label] = [read('about'), read('label')]
  if (!key || !email || !line || !expires || !/^\d{1,12}$/.test(expires)) return null
  const given = Buffer.from(sig)
  const expected = Buffer.from(signature(key, email, line, about, label, expires))
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null
  const until = new Date(Number(expires) * 1_000)
  return until > now ? { email, line, about, label, expires: until } : null
}

function signature(key: string, ...parts: readonly string[]): string {
  return createHmac('sha256', key).update(JSON.stringify(parts)).digest('base64url')
}
