import { createHash, createPrivateKey, type KeyObject, sign } from 'node:crypto'

/** What signs calls: the private key (PKCS #8, PEM or bare base64) and eBay's token of the public one. */
export interface SigningKey {
  readonly jwe: string
  readonly privateKey: string
}

/** What is signed. */
export interface SignedCall {
  readonly method: string
  readonly url: string
  /** Absent: no body, and no digest of it. */
  readonly body?: string
}

/**
 * The headers of a message signature as eBay wants it (HTTP Message Signatures, RFC 9421 section 3.1): the path without
 * its query, the host with a port that is not the usual one. https://developer.ebay.com/develop/guides/digital-signatures-for-apis
 */
export function signatureHeaders(
  { method, url, body }: SignedCall,
  { jwe, privateKey }: SigningKey,
  now: Date,
): Readonly<Record<string, string>> {
  const { host, pathname } = new URL(url)
  const digest = body === undefined ? null : `sha-256=:${createHash('sha256').update(body).digest('base64')}:`
  const parts = [
    ...(digest === null ? [] : [['content-digest', digest]]),
    ['x-ebay-signature-key', jwe],
    ['@method', method],
    ['@path', pathname],
    ['@authority', host],
  ]
  const names = parts.map(([name]) => `"${name}"`).join(' ')
  const params = `(${names});created=${Math.floor(now.getTime() / 1_000)}`
  const base = [...parts, ['@signature-params', params]].map(([name, value]) => `"${name}": ${value}`).join('\n')
  return {
    ...(digest !== null && { 'Content-Digest': digest }),
    'x-ebay-signature-key': jwe,
    'Signature-Input': `sig1=${params}`,
    Signature: `sig1=:${signatureOf(base, privateKeyOf(privateKey))}:`,
  }
}

/** Ed25519 has its own digest; RSA is signed over SHA-256 (PKCS #1 v1.5), which eBay takes, too. */
function signatureOf(base: string, key: KeyObject): string {
  return sign(key.asymmetricKeyType === 'rsa' ? 'sha256' : null, Buffer.from(base), key).toString('base64')
}

/** Whether a text is a private key that eBay takes. */
export function isPrivateKey(text: string): boolean {
  try {
    return ['ed25519', 'rsa'].includes(privateKeyOf(text).asymmetricKeyType ?? '')
  } catch {
    return false
  }
}

/** Line breaks get lost where keys are pasted: only what lies between the marks counts. */
function privateKeyOf(text: string): KeyObject {
  const der = Buffer.from(text.replace(/-----[A-Z ]+-----/g, '').replace(/\s|\\n/g, ''), 'base64')
  return createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
}
