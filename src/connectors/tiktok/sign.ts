import { createHmac } from 'node:crypto'

const unsigned = new Set(['sign', 'access_token', 'x-tts-access-token'])

/**
 * The signature of a request: secret, path, all parameters by name, body, secret; HMAC-SHA256 with the secret, lower-case
 * hexadecimal. The body is that of the very bytes that are sent; none for GET.
 * https://partner.tiktokshop.com/docv2/page/sign-your-api-request
 */
export function sign(secret: string, path: string, query: Readonly<Record<string, string>>, body: string): string {
  const names = Object.keys(query)
    .filter(name => !unsigned.has(name))
    .sort()
  const parameters = names.map(name => `${name}${query[name]}`).join('')
  return createHmac('sha256', secret).update(`${secret}${path}${parameters}${body}${secret}`).digest('hex')
}
