import { z } from 'zod'
import { type ConnectorContext, SourceFault, type Token } from '#src/contracts/connector.ts'
import { says } from '#src/contracts/said.ts'
import { Envelope, faultOf, said } from './envelope.ts'
import type { Keys } from './keys.ts'

export type Context = ConnectorContext<Keys>

const Seconds = z.union([z.string(), z.number()]).transform(Number).pipe(z.number().nonnegative())
const Minted = z.object({
  access_token: z.string().min(1),
  access_token_expire_in: Seconds,
  refresh_token: z.string().min(1).nullish(),
})

/** A value above this is a moment in Unix seconds, below it a duration: both are in use. */
const momentFrom = 1_000_000_000
/** A token is not used in its last minutes, so that a call in flight ends before it does. */
const spareMs = 300_000

/** Judgement: keys do not tell when their access token ends; it is used until it is refused, and asked for again after this. */
const givenMs = 3_600_000

/** The access token of the keys as long as no refresh token replaced theirs, else one that is minted. */
export async function firstToken(context: Context, refresh: string | null): Promise<Token> {
  const { access_token, refresh_token } = context.keys
  const isFresh = refresh === null || refresh === refresh_token
  if (!access_token || !isFresh) return mint(context, refresh)
  return { value: access_token, expiresAt: new Date(context.now().getTime() + givenMs) }
}

/**
 * A token from the refresh token; the answer may hold a new refresh token, which replaces the one used.
 * https://partner.tiktokshop.com/docv2/page/refresh-access-token
 * @throws SourceFault `authorisation` when the grant is gone
 */
export async function mint(context: Context, refresh: string | null): Promise<Token> {
  const { app_key, app_secret, refresh_token } = context.keys
  const query = { app_key, app_secret, refresh_token: refresh ?? refresh_token, grant_type: 'refresh_token' }
  const answer = await context.http({
    url: `${context.addresses.TIKTOK_AUTH_URL}/api/v2/token/refresh?${new URLSearchParams(query)}`,
    accept: [400, 401, 403],
  })
  const envelope = Envelope.parse(answer.exactJson())
  if (envelope.code !== '0') throw refusalOf(envelope, context.now())
  const minted = Minted.parse(envelope.data)
  return {
    value: minted.access_token,
    expiresAt: endOf(minted.access_token_expire_in, context.now()),
    ...(minted.refresh_token && { refreshToken: minted.refresh_token }),
  }
}

function refusalOf(envelope: Envelope, now: Date): SourceFault {
  const fault = faultOf(envelope, now)
  if (fault.kind === 'throttled' || fault.kind === 'transient') return fault
  const why = says('grantRefusedSaying', { vendor: 'TikTok Shop', quote: said(envelope.message) })
  return new SourceFault('authorisation', why, { subject: envelope.code })
}

function endOf(seconds: number, now: Date): Date {
  const end = seconds > momentFrom ? seconds * 1_000 : now.getTime() + seconds * 1_000
  return new Date(Math.max(now.getTime() + 120_000, end - spareMs))
}
