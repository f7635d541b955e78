import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { type ConnectorContext, type HttpResponse, SourceFault, type Token } from '#src/contracts/connector.ts'
import { says } from '#src/contracts/said.ts'
import type { Keys } from './keys.ts'

export type Context = ConnectorContext<Keys>

/** A token that ends within two minutes is not used any more: it lives a quarter of an hour. */
const spareSeconds = 120

/** How a call is made. */
export interface Call {
  readonly method?: 'GET' | 'POST'
  /** Path below the address with its query, as it goes out. */
  readonly path: string
  readonly body?: unknown
  readonly budget: string
  /** Statuses that mean "there is nothing" here: the answer is `null` then, as it is for 204. */
  readonly nothing?: readonly number[]
  /** The call belongs to a feed that not every account has: a request that is not understood means that it is not there. */
  readonly optional?: boolean
}

/**
 * Calls the Marketplace API; `null` when there is nothing. A refused token is replaced once within the call.
 * https://developer.walmart.com/us-marketplace/docs/authentication and https://developer.walmart.com/us-marketplace/docs/error-handling
 * @throws SourceFault
 */
export async function call(context: Context, wanted: Call): Promise<HttpResponse | null> {
  let answer = await ask(context, wanted)
  if (answer.status === 401) {
    await context.forgetToken('access')
    answer = await ask(context, wanted)
  }
  const { status } = answer
  if (status === 204 || wanted.nothing?.includes(status)) return null
  if (status < 400) return answer
  if (status === 401) {
    await context.forgetToken('access')
    throw new SourceFault('transient', says('tokenRefused', { vendor: 'Walmart' }))
  }
  const { code, text } = errorIn(answer)
  if (status === 403) throw new SourceFault('scope', says('lacksPermission', { vendor: 'Walmart' }), { subject: code })
  const kind = wanted.optional ? 'unavailable' : 'permanent'
  throw new SourceFault(kind, says('refusedSaying', { vendor: 'Walmart', code: `${status} ${code}`, quote: text }))
}

async function ask(context: Context, { method = 'GET', path, body, budget, nothing = [] }: Call) {
  const token = await context.token('access', () => mint(context))
  return context.http({
    method,
    url: `${context.addresses.WALMART_API_URL}${path}`,
    headers: {
      ...commonHeaders,
      'WM_SEC.ACCESS_TOKEN': token,
      ...(body !== undefined && { 'Content-Type': 'application/json' }),
    },
    freshHeaders,
    againHeader: 'x-next-replenishment-time',
    ...(body !== undefined && { body: JSON.stringify(body) }),
    budgets: [budget],
    accept: [400, 401, 403, ...nothing],
  })
}

const commonHeaders = { 'WM_SVC.NAME': 'Walmart Marketplace', Accept: 'application/json' }

/** Every call has an identity of its own, also one that is made once more. */
function freshHeaders() {
  return { 'WM_QOS.CORRELATION_ID': randomUUID() }
}

const Minted = z.object({ access_token: z.string().min(1), expires_in: z.coerce.number().catch(900) })

/** https://developer.walmart.com/us-marketplace/reference/tokenapi */
async function mint(context: Context): Promise<Token> {
  const { client_id, client_secret } = context.keys
  const basic = Buffer.from(`${client_id}:${client_secret}`).toString('base64')
  const answer = await context.http({
    method: 'POST',
    url: `${context.addresses.WALMART_API_URL}/v3/token`,
    headers: {
      ...commonHeaders,
      Authorization: `Basic ${basic}`,
      'Content-Type': 'application/x-www-form-urlencoded',
    },
    freshHeaders,
    againHeader: 'x-next-replenishment-time',
    body: 'grant_type=client_credentials',
    accept: [400, 401, 403],
  })
  if (answer.status >= 400) {
    const subject = errorIn(answer).code
    throw new SourceFault('authorisation', says('keysRefused', { vendor: 'Walmart' }), { subject })
  }
  const { access_token, expires_in } = read(Minted, answer.json())
  const seconds = Math.max(61, expires_in - spareSeconds + 60) // the engine itself keeps a minute
  return { value: access_token, expiresAt: new Date(context.now().getTime() + seconds * 1_000) }
}

const Fault = z.object({
  code: z.string().optional(),
  description: z.string().nullish(),
  message: z.string().nullish(),
  info: z.string().nullish(),
})

/** Errors come as `errors`, as `error`, or one within the other (error guide). */
function errorIn(answer: HttpResponse): { readonly code: string; readonly text: string } {
  try {
    const said = answer.json() as { errors?: unknown; error?: unknown } | null
    const outer = said?.errors ?? said?.error
    const inner = Array.isArray(outer) ? outer : ((outer as { error?: unknown } | undefined)?.error ?? outer)
    const { code, description, message, info } = Fault.parse(Array.isArray(inner) ? inner[0] : inner)
    return { code: code ?? `HTTP_${answer.status}`, text: (description ?? message ?? info ?? '').slice(0, 200) }
  } catch {
    return { code: `HTTP_${answer.status}`, text: '' }
  }
}

/** Parses what we read of an answer. @throws SourceFault `drift`, naming the field */
export function read<T>(schema: z.ZodType<T>, answer: unknown): T {
  const parsed = schema.safeParse(answer)
  if (parsed.success) return parsed.data
  const subject = parsed.error.issues[0]?.path.map(part => (typeof part === 'number' ? '[]' : String(part))).join('.')
  throw new SourceFault('drift', says('shape', { vendor: 'Walmart' }), {
    subject: subject ?? null,
  })
}
