import { createHash, timingSafeEqual } from 'node:crypto'
import type { HttpKeys } from '#bots/feishu/config.ts'
import { limits } from '#bots/feishu/limits.ts'

/** A pushed event in its present shape (schema 2.0). */
export interface Envelope {
  readonly schema: '2.0'
  readonly header: {
    readonly event_id: string
    readonly event_type: string
    readonly app_id: string
    readonly token: string
  }
  readonly event: Readonly<Record<string, unknown>>
}

/** Why a request is not taken. Counted, never told to the sender. */
export type Refused =
  | 'malformed'
  | 'plaintext'
  | 'signature'
  | 'stale'
  | 'undecryptable'
  | 'token'
  | 'unsigned'
  | 'legacy'
  | 'app'

/** What a request is. */
export type Verified =
  | { readonly kind: 'event'; readonly envelope: Envelope }
  | { readonly kind: 'probe'; readonly challenge: string }
  | { readonly kind: 'refused'; readonly why: Refused }

/** What requests are checked against. */
export interface Checks extends HttpKeys {
  readonly appId: string
  readonly nowSeconds: number
  /** Opens what was encrypted with one of the app's keys. @throws whatever is wrong with it. */
  readonly decrypt: (encrypted: string, key: string) => string
}

type Headers = Readonly<Record<string, string | readonly string[] | undefined>>

/**
 * Proves a request: signature over the bytes as they came, age, encryption, verification token, shape, app. Only the
 * probe of the console comes unsigned; it is proved by encryption and token.
 * https://open.feishu.cn/document/ukTMukTMukTM/uYDNxYjL2QTM24iN0EjN/event-subscription-configure-/encrypt-key-encryption-configuration-case
 */
export function verify(raw: Buffer, headers: Headers, checks: Checks): Verified {
  const outer = parse(raw.toString('utf8'))
  if (!isRecord(outer)) return refused('malformed')
  if (typeof outer.encrypt !== 'string') return refused('plaintext')
  const signed = signature(raw, headers, checks)
  if (signed === 'signature' || signed === 'stale') return refused(signed)
  const inner = open(outer.encrypt, signed === 'unsigned' ? checks.encryptKeys : [signed.key], checks)
  if (!isRecord(inner)) return refused('undecryptable')
  const header = isRecord(inner.header) ? inner.header : {}
  const token = textOf(header.token ?? inner.token)
  if (!checks.verificationTokens.some(one => same(token, one))) return refused('token')
  if (inner.type === 'url_verification' && inner.schema === undefined) return probe(inner.challenge)
  if (signed === 'unsigned') return refused('unsigned')
  return eventOf(inner, header, checks)
}

function eventOf(inner: Record<string, unknown>, header: Record<string, unknown>, { appId }: Checks): Verified {
  const { event } = inner
  const named = [header.event_id, header.event_type].every(one => typeof one === 'string' && one !== '')
  if (inner.schema !== '2.0' || !named || !isRecord(event)) return refused('legacy')
  if (!same(textOf(header.app_id), appId)) return refused('app')
  return { kind: 'event', envelope: inner as unknown as Envelope } // checked above
}

function probe(challenge: unknown): Verified {
  const fine = typeof challenge === 'string' && challenge.length > 0 && challenge.length <= 1_000
  return fine ? { kind: 'probe', challenge } : refused('malformed')
}

type Signed = { readonly key: string } | 'unsigned' | 'signature' | 'stale'

/** Plain SHA-256 over time, nonce, key and body, as hexadecimal digits. */
function signature(raw: Buffer, headers: Headers, checks: Checks): Signed {
  const names = ['x-lark-request-timestamp', 'x-lark-request-nonce', 'x-lark-signature'] as const
  const [time, nonce, given] = names.map(name => textOf(headers[name]))
  if (names.every(name => headers[name] === undefined)) return 'unsigned'
  const expected = (key: string) => createHash('sha256').update(`${time}${nonce}${key}`).update(raw).digest('hex')
  const key = checks.encryptKeys.find(one => same(given ?? '', expected(one)))
  if (key === undefined) return 'signature'
  return isFresh(time ?? '', checks.nowSeconds) ? { key } : 'stale'
}

/** Seconds, or milliseconds as some senders write them. */
function isFresh(time: string, nowSeconds: number): boolean {
  if (!/^\d{10}(\d{3})?$/.test(time)) return false
  const seconds = time.length === 13 ? Number(time) / 1_000 : Number(time)
  return Math.abs(nowSeconds - seconds) <= limits.freshSeconds
}

/** Compares in constant time; digests make the lengths equal. */
function same(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(a), digest(b))
}

/** What one of the keys opens; `null` where none does. */
function open(encrypted: string, keys: readonly string[], { decrypt }: Checks): unknown {
  for (const key of keys) {
    try {
      return JSON.parse(decrypt(encrypted, key))
    } catch {
      // another key may open it
    }
  }
  return null
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function refused(why: Refused): Verified {
  return { kind: 'refused', why }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
