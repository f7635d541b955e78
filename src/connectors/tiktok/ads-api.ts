import type { z } from 'zod'
import { SourceFault } from '#src/contracts/connector.ts'
import { says } from '#src/contracts/said.ts'
import { read } from './api.ts'
import { Envelope, said } from './envelope.ts'
import type { Context } from './token.ts'

/** A question to the Business API. */
export interface AdQuestion<T> {
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  readonly schema: z.ZodType<T>
}

/** Judgement: the pause is not told. */
const pauseMs = 10_000

/**
 * Asks the TikTok API for Business, which has a token of its own: should that be refused, only advertising waits.
 * https://business-api.tiktok.com/portal/docs?id=1740029165513730
 * @throws SourceFault
 */
export async function askAds<T>(context: Context, { path, query, schema }: AdQuestion<T>): Promise<T> {
  const { ads_access_token = '', ads_advertiser_id = '' } = context.keys
  const asked = path === '/advertiser/info/' ? query : { advertiser_id: ads_advertiser_id, ...query }
  const answer = await context.http({
    url: `${context.addresses.TIKTOK_ADS_URL}/open_api/v1.3${path}?${new URLSearchParams(asked)}`,
    headers: { 'access-token': ads_access_token, accept: 'application/json' },
    budgets: ['ads'],
    accept: [400, 401, 403],
  })
  if (answer.status === 401 || answer.status === 403) throw refused(String(answer.status))
  const envelope = read(Envelope, answer.exactJson())
  if (envelope.code === '0') return read(schema, envelope.data)
  throw adFault(envelope, context.now())
}

function refused(subject: string): SourceFault {
  return new SourceFault('scope', says('tiktokAdsToken'), { subject })
}

/** https://business-api.tiktok.com/portal/docs?id=1737172488964097 */
function adFault({ code, message }: Envelope, now: Date): SourceFault {
  if (code === '40100' || code === '40133') {
    return new SourceFault('throttled', says('pause', { vendor: 'TikTok' }), {
      until: new Date(now.getTime() + pauseMs),
    })
  }
  if (/^5\d{4}$/.test(code)) return new SourceFault('transient', says('failed', { vendor: 'TikTok', code }))
  if (/^4010\d$/.test(code) || code === '40001') return refused(code)
  return new SourceFault('permanent', says('refusedSaying', { vendor: 'TikTok', code, quote: said(message) }))
}
