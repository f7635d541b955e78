import { z } from 'zod'
import { type ConnectorContext, type HttpResponse, SourceFault, type Token } from '#src/contracts/connector.ts'
import { says } from '#src/contracts/said.ts'
import { faultIn, Missing, TokenRefused } from './faults.ts'
import type { Keys } from './keys.ts'
import { signature } from './signing.ts'

export type Context = ConnectorContext<Keys>

/** A call of the shop. */
export interface Call {
  /** Below `/api/v2/`, such as `order/get_order_list`. */
  readonly name: string
  readonly query?: Readonly<Record<string, string | number>>
  /** Sent as JSON by `POST`; only searches are. */
  readonly body?: object
  readonly budget: 'shop' | 'list' | 'detail' | 'escrow' | 'returns' | 'reviews' | 'items' | 'ads'
}

/** Judgement: others may have minted another token meanwhile, which ends the one in use. */
const maxTokens = 3

/**
 * Calls an operation for the shop. A token that is refused is replaced; numbers come as texts, so that long ids and
 * money stay exact. https://open.shopee.com/documents/v2/API%20Calls
 * @throws SourceFault
 */
export async function call(context: Context, call: Call): Promise<unknown> {
  for (let tries = 1; ; tries++) {
    const token = await tokenOf(context)
    try {
      return await send(context, call, token)
    } catch (error) {
      if (error instanceof Missing && !asksForSome(call)) throw closed('unavailable', call.name)
      if (!(error instanceof TokenRefused)) throw error
      if (tries >= maxTokens) throw needed.includes(call.budget) ? error : closed('scope', call.name)
      if ((await tokenOf(context)) === token) await context.forgetToken('access')
    }
  }
}

/** Operations that nothing goes without; tokens that only others refuse lack a permission. */
const needed: readonly Call['budget'][] = ['shop', 'list', 'detail']

/** Whether certain orders or items are asked for: only those can be missing. */
function asksForSome({ query = {}, body }: Call): boolean {
  return body !== undefined || Object.keys(query).some(name => /^(?:order_sn|item_id)/.test(name))
}

function closed(kind: 'scope' | 'unavailable', name: string): SourceFault {
  const subject = `v2.${name.replace('/', '.')}`
  return new SourceFault(kind, says('lacksPermission', { vendor: 'Shopee' }), { subject })
}

function tokenOf(context: Context): Promise<string> {
  return context.token('access', refresh => mint(context, refresh))
}

async function send(context: Context, { name, query = {}, body, budget }: Call, accessToken: string): Promise<unknown> {
  const { partner_id: partnerId, partner_key, shop_id: shopId } = context.keys
  const path = `/api/v2/${name}`
  const timestamp = Math.floor(context.now().getTime() / 1_000)
  const sign = signature({ partnerId, path, timestamp, accessToken, shopId }, partner_key)
  const common = { partner_id: partnerId, timestamp, access_token: accessToken, shop_id: shopId, sign }
  const answer = await context.http({
    method: body === undefined ? 'GET' : 'POST',
    url: `${context.addresses.SHOPEE_API_URL}${path}?${queryOf({ ...query, ...common })}`,
    ...(body !== undefined && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    repeatable: true,
    budgets: [budget],
    accept: [400, 401, 403, 404],
  })
  return dataOf(answer, context.now())
}

function queryOf(values: Readonly<Record<string, string | number>>): URLSearchParams {
  return new URLSearchParams(Object.entries(values).map(([name, value]): [string, string] => [name, String(value)]))
}

function dataOf(answer: HttpResponse, now: Date): unknown {
  const fault = faultIn(answer, now)
  if (fault !== null) throw fault
  return answer.exactJson()
}

const Minted = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1),
  expire_in: z.coerce.number(),
})

/** Judgement: so long before its end, at most, a token is not used any more. */
const marginSeconds = 300

/**
 * A new access token and the refresh token that replaces the one used: each works once.
 * https://open.shopee.com/documents/v2/v2.public.refresh_access_token
 */
async function mint(context: Context, refresh: string | null): Promise<Token> {
  const { partner_id: partnerId, partner_key, shop_id, refresh_token } = context.keys
  const path = '/api/v2/auth/access_token/get'
  const timestamp = Math.floor(context.now().getTime() / 1_000)
  const query = queryOf({
    partner_id: partnerId,
    timestamp,
    sign: signature({ partnerId, path, timestamp }, partner_key),
  })
  const answer = await context.http({
    method: 'POST',
    url: `${context.addresses.SHOPEE_API_URL}${path}?${query}`,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      refresh_token: refresh ?? refresh_token,
      partner_id: Number(partnerId),
      shop_id: Number(shop_id),
    }),
    accept: [400, 401, 403, 404],
  })
  const fault = faultIn(answer, context.now())
  if (fault !== null) throw isPassing(fault) ? fault : grantGone(fault)
  const minted = read(Minted, answer.json())
  const seconds = minted.expire_in - Math.min(marginSeconds, minted.expire_in / 4)
  return {
    value: minted.access_token,
    expiresAt: new Date(context.now().getTime() + seconds * 1_000),
    refreshToken: minted.refresh_token,
  }
}

function isPassing({ kind }: SourceFault): boolean {
  return kind === 'transient' || kind === 'throttled' || kind === 'scope'
}

function grantGone(fault: SourceFault): SourceFault {
  if (fault.kind === 'authorisation') return fault
  return new SourceFault('authorisation', fault.said, { subject: fault.subject })
}

/** Parses what we read of an answer. @throws SourceFault `drift`, naming the field */
export function read<T>(schema: z.ZodType<T>, answer: unknown): T {
  const parsed = schema.safeParse(answer)
  if (parsed.success) return parsed.data
  const subject = parsed.error.issues[0]?.path.map(part => (typeof part === 'number' ? '[]' : String(part))).join('.')
  throw new SourceFault('drift', says('shape', { vendor: 'Shopee' }), {
    subject: subject ?? null,
  })
}
