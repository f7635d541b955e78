import { z } from 'zod'
import type { Keys } from '#src/connectors/amazon/keys.ts'
import { type ConnectorContext, type HttpResponse, SourceFault } from '#src/contracts/connector.ts'
import { says } from '#src/contracts/said.ts'

export type Context = ConnectorContext<Keys>

const tokenSeconds = 3_300 // of 3,600, so that a call in flight ends before the token does

const Minted = z.object({ access_token: z.string(), expires_in: z.number().optional() })
const Refused = z.object({ error: z.string() })
const Errors = z.object({
  errors: z.array(z.object({ code: z.string(), message: z.string().nullish(), details: z.string().nullish() })).min(1),
})

/** How a call is made. */
export interface Call {
  readonly method?: 'GET' | 'POST'
  /** Path below the address, with its query. */
  readonly path: string
  readonly body?: unknown
  readonly budgets: readonly string[]
  /** `thing`: one of many is asked for, so that 404 says that it is gone, and the answer is `null`. */
  readonly of?: 'thing'
}

/**
 * Calls the Selling Partner API; `null`: there is nothing (204), or the thing asked for is gone. A token that was refused
 * is forgotten, so that the next try has a new one.
 * https://developer-docs.amazon.com/sp-api/docs/connecting-to-the-selling-partner-api
 * @throws SourceFault `scope` where a role is missing, `unavailable` where the account has no such interface,
 * `permanent` where the request is not understood.
 */
export async function call(context: Context, { method = 'GET', path, body, budgets, of }: Call): Promise<unknown> {
  const token = await context.token('access', refresh => mint(context, refresh ?? context.keys.refresh_token))
  const answer = await context.http({
    method,
    url: `${context.addresses.AMAZON_API_URL}${path}`,
    headers: {
      'x-amz-access-token': token,
      'user-agent': 'LinkStarKpiBot/1.0 (Language=TypeScript)',
      accept: 'application/json',
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    budgets,
    accept: [400, 401, 403, 404],
  })
  if (answer.status === 204 || (answer.status === 404 && of === 'thing')) return null
  if (answer.status < 400) return answer.json()
  throw await faultOf(context, answer)
}

/** Turns a refusal into a fault; the codes are those of the API models. */
async function faultOf(context: Context, answer: HttpResponse): Promise<SourceFault> {
  const { status } = answer
  const { code, message } = errorIn(answer)
  if (status === 403 && /secret/i.test(message) && /expired/i.test(message)) {
    return new SourceFault('authorisation', says('amazonSecret'), { subject: 'client_secret' })
  }
  if (status === 401 || (status === 403 && isOfToken(message))) {
    await context.forgetToken('access')
    return new SourceFault('transient', says('tokenRefused', { vendor: 'Amazon' }))
  }
  if (status === 403) {
    return new SourceFault('scope', says('amazonRole'), {
      subject: code,
    })
  }
  if (status === 404) {
    return new SourceFault('unavailable', says('notOfferedSaying', { vendor: 'Amazon', quote: `404 ${code}` }), {
      subject: code,
    })
  }
  return new SourceFault('permanent', says('refused', { vendor: 'Amazon', code: `${status} ${code}` }), {
    subject: code,
  })
}

/** "The access token you provided has expired", "… is revoked, malformed or invalid". */
function isOfToken(message: string): boolean {
  return /expired|token[^.]*\b(invalid|revoked|malformed)/i.test(message)
}

function errorIn(answer: HttpResponse): { readonly code: string; readonly message: string } {
  const unknown = { code: String(answer.status), message: '' }
  try {
    const [first] = Errors.parse(answer.json()).errors
    // An expired token is told in the details: "The access token you provided has expired."
    return first ? { code: first.code, message: `${first.message ?? ''} ${first.details ?? ''}` } : unknown
  } catch {
    return unknown
  }
}

/**
 * Login with Amazon: an access token for a refresh token, of the seller's or of the advertising grant.
 * https://developer-docs.amazon.com/sp-api/docs/connecting-to-the-selling-partner-api#step-1-request-a-login-with-amazon-access-token
 * @throws SourceFault `authorisation`, with the code of the answer
 */
export async function mint(context: Context, refreshToken: string) {
  const { client_id, client_secret } = context.keys
  const form = { grant_type: 'refresh_token', refresh_token: refreshToken, client_id, client_secret }
  const answer = await context.http({
    method: 'POST',
    url: `${context.addresses.AMAZON_LWA_URL}/auth/o2/token`,
    headers: { 'content-type': 'application/x-www-form-urlencoded;charset=UTF-8' },
    body: new URLSearchParams(form).toString(),
    repeatable: true,
    accept: [400, 401],
  })
  if (answer.status >= 400) {
    const { success, data } = Refused.safeParse(answer.json())
    throw new SourceFault('authorisation', says('grantRefused', { vendor: 'Amazon' }), {
      subject: success ? data.error : String(answer.status),
    })
  }
  const { access_token, expires_in } = Minted.parse(answer.json())
  const seconds = Math.min(tokenSeconds, Math.max(61, (expires_in ?? 3_600) - 60))
  return { value: access_token, expiresAt: new Date(context.now().getTime() + seconds * 1_000) }
}

/** Parses what we read of an answer. @throws SourceFault `drift`, naming the field */
export function read<T>(schema: z.ZodType<T>, answer: unknown): T {
  const parsed = schema.safeParse(answer)
  if (parsed.success) return parsed.data
  const subject = parsed.error.issues[0]?.path.map(part => (typeof part === 'number' ? '[]' : String(part))).join('.')
  throw new SourceFault('drift', says('shape', { vendor: 'Amazon' }), {
    subject: subject ?? null,
  })
}

/** Whether a fault says that an interface cannot be had or does not take such a request, so that another may serve. */
export function isRefusal(error: unknown): error is SourceFault {
  return error instanceof SourceFault && ['scope', 'unavailable', 'permanent'].includes(error.kind)
}

/** So long from now. */
export function inSeconds(context: Pick<Context, 'now'>, seconds: number): Date {
  return new Date(context.now().getTime() + seconds * 1_000)
}
