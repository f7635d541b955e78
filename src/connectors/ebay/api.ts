import { z } from 'zod'
import { type ConnectorContext, type HttpResponse, SourceFault, type Token } from '#src/contracts/connector.ts'
import { says } from '#src/contracts/said.ts'
import type { Keys } from './keys.ts'

export type Context = ConnectorContext<Keys>

/** How a call is made. */
export interface Call {
  readonly method?: 'GET' | 'POST'
  /** Which of the two hosts: finances have their own. */
  readonly at?: 'EBAY_API_URL' | 'EBAY_FINANCES_URL'
  /** Path below the address with its query. */
  readonly path: string
  readonly body?: unknown
  /** Besides those that every call has. */
  readonly headers?: Readonly<Record<string, string>>
  readonly budget: string
  /** How the token is named; absent: `Bearer`. Older interfaces have their own word. */
  readonly scheme?: 'IAF'
  /** Sent where a call depends on it. */
  readonly marketplace?: string
  /** Statuses that mean "there is nothing" here: the answer is `null` then, as it is for 204. */
  readonly nothing?: readonly number[]
  /** The call belongs to a feed that not every account has: a request that is not understood means that it is not there. */
  readonly optional?: boolean
}

/**
 * Calls eBay; `null` when there is nothing. A refused token is replaced once within the call.
 * https://developer.ebay.com/api-docs/static/handling-error-messages.html
 * @throws SourceFault
 */
export async function call(context: Context, wanted: Call): Promise<HttpResponse | null> {
  let answer = await ask(context, wanted)
  if (answer.status === 401 && wanted.scheme) {
    const { scheme: _, ...usual } = wanted
    answer = await ask(context, usual) // the older interfaces may know the newer word by now
  }
  if (answer.status === 401) {
    await context.forgetToken('access')
    answer = await ask(context, wanted)
  }
  const { status } = answer
  if (status === 204 || wanted.nothing?.includes(status)) return null
  if (status < 400) return answer
  if (status === 401 && wanted.scheme) {
    throw new SourceFault('unavailable', says('ebayOldInterface'), { subject: '401' })
  }
  if (status === 401) {
    await context.forgetToken('access')
    throw new SourceFault('transient', says('tokenRefused', { vendor: 'eBay' }))
  }
  const { id, text } = errorIn(answer)
  if (status === 403) throw new SourceFault('scope', says('lacksPermission', { vendor: 'eBay' }), { subject: id })
  const kind = wanted.optional ? 'unavailable' : 'permanent'
  const why = says('refusedSaying', { vendor: 'eBay', code: `${status}, ${id}`, quote: text })
  throw new SourceFault(kind, why, { subject: id })
}

async function ask(context: Context, wanted: Call): Promise<HttpResponse> {
  const {
    method = 'GET',
    at = 'EBAY_API_URL',
    path,
    body,
    budget,
    marketplace,
    nothing = [],
    headers = {},
    scheme = 'Bearer',
  } = wanted
  const token = await context.token('access', refresh => mint(context, refresh))
  return context.http({
    method,
    url: path.startsWith('https://') || path.startsWith('http://') ? path : `${context.addresses[at]}${path}`,
    headers: {
      Authorization: `${scheme} ${token}`,
      Accept: 'application/json',
      ...(marketplace !== undefined && { 'X-EBAY-C-MARKETPLACE-ID': marketplace }),
      ...(body !== undefined && { 'Content-Type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    budgets: [budget],
    accept: [400, 401, 403, ...nothing],
  })
}

const Minted = z.object({ access_token: z.string().min(1), expires_in: z.coerce.number().catch(7_200) })
const Refused = z.object({ error: z.string() })

/**
 * The scopes are those of the consent: naming one that was not granted would refuse all.
 * https://developer.ebay.com/api-docs/static/oauth-refresh-token-request.html
 */
async function mint(context: Context, refresh: string | null): Promise<Token> {
  const refresh_token = refresh ?? context.keys.refresh_token
  const { access_token, expires_in } = await askToken(context, { grant_type: 'refresh_token', refresh_token })
  const seconds = Math.max(61, expires_in - 240) // a call in flight ends before the token does
  return { value: access_token, expiresAt: new Date(context.now().getTime() + seconds * 1_000) }
}

/**
 * A token of the application itself, without a seller.
 * https://developer.ebay.com/api-docs/static/oauth-client-credentials-grant.html
 */
export async function applicationToken(context: Context): Promise<string> {
  const form = { grant_type: 'client_credentials', scope: 'https://api.ebay.com/oauth/api_scope' }
  return (await askToken(context, form)).access_token
}

async function askToken(context: Context, form: Readonly<Record<string, string>>): Promise<z.infer<typeof Minted>> {
  const { client_id, client_secret } = context.keys
  const answer = await context.http({
    method: 'POST',
    url: `${context.addresses.EBAY_API_URL}/identity/v1/oauth2/token`,
    headers: {
      Authorization: `Basic ${Buffer.from(`${client_id}:${client_secret}`).toString('base64')}`,
      'Content-Type': 'application/x-www-form-urlencoded',
      Accept: 'application/json',
    },
    body: new URLSearchParams(form).toString(),
    accept: [400, 401, 403],
  })
  if (answer.status >= 400) {
    const { success, data } = Refused.safeParse(answer.json())
    const subject = success ? data.error : String(answer.status)
    throw new SourceFault('authorisation', says('grantRefused', { vendor: 'eBay' }), { subject })
  }
  return read(Minted, answer.json())
}

const Errors = z.object({
  errors: z
    .array(
      z.object({
        errorId: z.union([z.number(), z.string()]).optional(),
        message: z.string().nullish(),
        longMessage: z.string().nullish(),
      }),
    )
    .min(1),
})

function errorIn(answer: HttpResponse): { readonly id: string; readonly text: string } {
  try {
    const [first] = Errors.parse(answer.json()).errors
    const text = first?.longMessage ?? first?.message ?? ''
    return { id: String(first?.errorId ?? answer.status), text: text.slice(0, 200) }
  } catch {
    return { id: String(answer.status), text: '' }
  }
}

/** Parses what we read of an answer. @throws SourceFault `drift`, naming the field */
export function read<T>(schema: z.ZodType<T>, answer: unknown): T {
  const parsed = schema.safeParse(answer)
  if (parsed.success) return parsed.data
  const subject = parsed.error.issues[0]?.path.map(part => (typeof part === 'number' ? '[]' : String(part))).join('.')
  throw new SourceFault('drift', says('shape', { vendor: 'eBay' }), {
    subject: subject ?? null,
  })
}
