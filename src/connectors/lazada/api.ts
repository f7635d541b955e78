import { z } from 'zod'
import {
  type ConnectorContext,
  type HttpRequest,
  type HttpResponse,
  SourceFault,
  type Token,
} from '#src/contracts/connector.ts'
import { says } from '#src/contracts/said.ts'
import { faultIn, TokenRefused } from './faults.ts'
import type { Keys } from './keys.ts'
import { Amount, Text } from './model.ts'
import { signature } from './signing.ts'

export type Context = ConnectorContext<Keys>

/** A call for the seller. */
export interface Call {
  /** Such as `/orders/get`. */
  readonly path: string
  readonly query?: Readonly<Record<string, string | number>>
  readonly budget: 'orders' | 'items' | 'products' | 'seller' | 'returns' | 'finance' | 'reviews' | 'ads'
}

/** Judgement: others may have minted another token meanwhile, which may end the one in use. */
const maxTokens = 3

/**
 * Calls an operation. A token that is refused is replaced; numbers come as texts, so that long ids stay exact.
 * https://open.lazada.com/apps/doc/doc?nodeId=10451&docId=108070
 * @throws SourceFault
 */
export async function call(context: Context, { path, query = {}, budget }: Call): Promise<unknown> {
  const base = context.addresses.LAZADA_API_URL ?? ''
  for (let tries = 1; ; tries++) {
    const { access } = await grantOf(context)
    try {
      const answer = await ask(context, { base, path, query: { ...query, access_token: access }, budgets: [budget] })
      return answer.exactJson()
    } catch (error) {
      if (!(error instanceof TokenRefused)) throw error
      if (tries >= maxTokens) throw needed.includes(budget) ? error : closed(path)
      if ((await grantOf(context)).access === access) await context.forgetToken('access')
    }
  }
}

/** Operations that nothing goes without; tokens that only others refuse lack a permission. */
const needed: readonly Call['budget'][] = ['orders', 'items', 'seller']

function closed(path: string): SourceFault {
  return new SourceFault('scope', says('lacksPermission', { vendor: 'Lazada' }), { subject: path })
}

interface Ask {
  readonly base: string
  readonly path: string
  readonly query: Readonly<Record<string, string | number>>
  readonly budgets?: readonly string[]
  readonly repeatable?: boolean
}

/** The platform's addresses end with `/rest`; one that stands for them may leave it out, and may or may not want it. */
export async function ask(
  context: Pick<Context, 'http' | 'now'> & { readonly keys: Pick<Keys, 'app_key' | 'app_secret'> },
  { base, path, query, ...how }: Ask,
): Promise<HttpResponse> {
  const root = /\/rest$/.test(base) ? base : `${base}/rest`
  const parameters = signed(context, path, query)
  const request = (at: string): HttpRequest => ({
    url: `${at}${path}?${parameters}`,
    accept: [400, 401, 403, 404],
    ...how,
  })
  const answer = await context.http(request(root))
  const fault = faultIn(answer, context.now())
  if (fault === null) return answer
  if (fault.kind !== 'unavailable' || root === base) throw fault
  const other = await context.http(request(base))
  const second = faultIn(other, context.now())
  if (second !== null) throw second.kind === 'unavailable' ? fault : second
  return other
}

function signed({ keys, now }: Parameters<typeof ask>[0], path: string, query: Ask['query']): URLSearchParams {
  const own = { app_key: keys.app_key, timestamp: now().getTime(), sign_method: 'sha256' }
  const entries = Object.entries({ ...query, ...own }).map(([name, value]): [string, string] => [name, String(value)])
  return new URLSearchParams([...entries, ['sign', signature(path, Object.fromEntries(entries), keys.app_secret)]])
}

/** What a token stands for: kept together under the token's name. */
const Grant = z.object({
  access: z.string(),
  /** When the refresh token ends; `null`: not told. */
  ends: z.string().nullable(),
  /** The seller's number in the country of the keys. */
  seller: z.string(),
})
export type Grant = z.infer<typeof Grant>

/** The access token with what came with it. */
export async function grantOf(context: Context): Promise<Grant> {
  return Grant.parse(JSON.parse(await context.token('access', refresh => mint(context, refresh))))
}

const User = z.object({ country: Text, seller_id: Text })
const Minted = z.object({
  access_token: z.string().min(1),
  expires_in: z.coerce.number(),
  refresh_token: Text,
  refresh_expires_in: Amount,
  country_user_info_list: z.unknown().optional(),
  country_user_info: z.unknown().optional(),
})

/** Judgement: a day before its end, at most a quarter of its life, a token is not used any more. */
const marginSeconds = 86_400

/**
 * A new access token. The refresh token that comes with it ends when the first one would have: then somebody consents.
 * https://open.lazada.com/apps/doc/api?path=%2Fauth%2Ftoken%2Frefresh
 */
async function mint(context: Context, refresh: string | null): Promise<Token> {
  const { keys, addresses, now } = context
  const query = { refresh_token: refresh ?? keys.refresh_token }
  const answer = await refusalsOf(() =>
    ask(context, { base: addresses.LAZADA_AUTH_URL ?? '', path: '/auth/token/refresh', query, repeatable: false }),
  )
  const minted = read(Minted, answer.json())
  const left = Number(minted.refresh_expires_in ?? 0)
  const grant: Grant = {
    access: minted.access_token,
    ends: left > 0 ? new Date(now().getTime() + left * 1_000).toISOString() : null,
    seller: sellerIn(minted.country_user_info_list ?? minted.country_user_info, keys.country),
  }
  const seconds = minted.expires_in - Math.min(marginSeconds, minted.expires_in / 4)
  return {
    value: JSON.stringify(grant),
    expiresAt: new Date(now().getTime() + seconds * 1_000),
    ...(minted.refresh_token !== '' && { refreshToken: minted.refresh_token }),
  }
}

/** A refused refresh or code is no grant (any more); what passes does not end it. @throws SourceFault `authorisation` */
export async function refusalsOf(refresh: () => Promise<HttpResponse>): Promise<HttpResponse> {
  try {
    return await refresh()
  } catch (error) {
    if (!(error instanceof SourceFault) || ['transient', 'throttled', 'unavailable', 'drift'].includes(error.kind))
      throw error
    throw new SourceFault('authorisation', error.said, { subject: error.subject })
  }
}

/** A list, or an object by country: the documentation has both. */
function sellerIn(users: unknown, country: string): string {
  const list = z.array(User).safeParse(users)
  if (list.success) return list.data.find(one => one.country.toLowerCase() === country)?.seller_id ?? ''
  const byCountry = z.record(z.string(), z.object({ seller_id: Text })).safeParse(users)
  return byCountry.success ? (byCountry.data[country]?.seller_id ?? '') : ''
}

/** Parses what we read of an answer. @throws SourceFault `drift`, naming the field */
export function read<T>(schema: z.ZodType<T>, answer: unknown): T {
  const parsed = schema.safeParse(answer)
  if (parsed.success) return parsed.data
  const subject = parsed.error.issues[0]?.path.map(part => (typeof part === 'number' ? '[]' : String(part))).join('.')
  throw new SourceFault('drift', says('shape', { vendor: 'Lazada' }), {
    subject: subject ?? null,
  })
}
