import { constants, publicEncrypt } from 'node:crypto'
import { z } from 'zod'
import { type ConnectorContext, SourceFault, type Token } from '#src/contracts/connector.ts'
import { says } from '#src/contracts/said.ts'
import type { Keys } from './keys.ts'

export type Context = ConnectorContext<Keys>

const Minted = z.object({
  access_token: z.string(),
  expires_in: z.coerce.number(),
  refresh_token: z.string().min(1).optional(),
})
const Refused = z.object({ error: z.string() })

/** So long before its end a token is not used any more. */
const marginSeconds = 120

/**
 * A new access token. An answer without a refresh token means that the old one goes on.
 * https://developer.yahoo.co.jp/yconnect/v2/authorization_code/token.html
 */
export async function mint(context: Context, refresh: string | null): Promise<Token> {
  const { client_id, client_secret, refresh_token } = context.keys
  const basic = Buffer.from(`${client_id}:${client_secret}`).toString('base64')
  const answer = await context.http({
    method: 'POST',
    url: `${context.addresses.YAHOO_AUTH_URL}/yconnect/v2/token`,
    headers: { authorization: `Basic ${basic}`, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ grant_type: 'refresh_token', refresh_token: refresh ?? refresh_token }).toString(),
    accept: [400, 401],
  })
  if (answer.status >= 400) {
    const { success, data } = Refused.safeParse(answer.json())
    throw new SourceFault('authorisation', says('yahooGrant'), {
      subject: success ? data.error : String(answer.status),
    })
  }
  const minted = Minted.safeParse(answer.json())
  if (!minted.success) throw new SourceFault('drift', says('shape', { vendor: 'Yahoo!' }), { subject: 'access_token' })
  const seconds = Math.max(1, minted.data.expires_in - marginSeconds)
  return {
    value: minted.data.access_token,
    expiresAt: new Date(context.now().getTime() + seconds * 1_000),
    ...(minted.data.refresh_token !== undefined && { refreshToken: minted.data.refresh_token }),
  }
}

/**
 * The headers of public-key authentication: `seller:unix seconds` encrypted (not signed) with the store's public key.
 * https://developer.yahoo.co.jp/webapi/shopping/ (公開鍵認証)
 */
export function signature(context: Context): Readonly<Record<string, string>> {
  const { seller_id, public_key, public_key_version } = context.keys
  if (public_key === undefined || public_key_version === undefined) return {}
  const text = `${seller_id}:${Math.floor(context.now().getTime() / 1_000)}`
  try {
    const key = { key: public_key.replaceAll('\\n', '\n'), padding: constants.RSA_PKCS1_PADDING }
    const encrypted = publicEncrypt(key, Buffer.from(text)).toString('base64')
    return { 'x-sws-signature': encrypted, 'x-sws-signature-version': public_key_version }
  } catch (cause) {
    throw new SourceFault('authorisation', says('yahooPem'), {
      subject: 'public_key',
      cause,
    })
  }
}
