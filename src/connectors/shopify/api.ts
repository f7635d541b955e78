import { z } from 'zod'
import { type ConnectorContext, type HttpResponse, SourceFault, type Token } from '#src/contracts/connector.ts'
import { says } from '#src/contracts/said.ts'
import type { Keys } from './keys.ts'

export type Context = ConnectorContext<Keys>

/** The version that is asked for and the first day on which it may be gone: versions live twelve months. */
export const version = { pinned: '2026-10', sunset: '2027-10-01' }

/** A query that may not be asked in this size: the page must be smaller. */
export class TooCostly extends SourceFault {}

/** A number, also where it comes as a text. */
const Points = z.union([
  z.number(),
  z
    .string()
    .regex(/^\d+(\.\d+)?$/)
    .transform(Number),
])
const Cost = z.object({
  requestedQueryCost: Points,
  throttleStatus: z.object({
    maximumAvailable: Points,
    currentlyAvailable: Points,
    restoreRate: Points.pipe(z.number().positive()),
  }),
})
const Answer = z.object({
  data: z.unknown().optional(),
  errors: z
    .array(
      z.object({ message: z.string().optional(), extensions: z.object({ code: z.string().optional() }).optional() }),
    )
    .optional(),
  extensions: z.object({ cost: Cost.optional().catch(undefined) }).optional(),
})
type Answer = z.infer<typeof Answer>

/** Judgement, where a refusal does not tell its cost: half of the smallest bucket (1,000 points at 100 a second) is back. */
const blindWaitMs = 5_000

/** What a query found, and the earliest moment at which one of the same size may follow; `null`: at once. */
export interface Found<T> {
  readonly data: T
  readonly notBefore: Date | null
  /** The version that answered: an expired one is replaced by a later without a word. `null`: not told. */
  readonly apiVersion: string | null
}

/** How a query is asked. */
export interface Asking {
  /** The vendor's name of the permission. */
  readonly scope?: string
  /** It is not for orders: it waits until half of the bucket is left to them. */
  readonly isBeside?: boolean
}

/**
 * Asks the Admin API. Data that come with errors are parts and are refused as a whole.
 * https://shopify.dev/docs/api/admin-graphql and https://shopify.dev/docs/api/usage/limits
 * @throws SourceFault
 */
export async function ask<T>(
  context: Context,
  query: string,
  schema: z.ZodType<T>,
  variables: Readonly<Record<string, unknown>> = {},
  { scope = 'read_orders', isBeside = false }: Asking = {},
): Promise<Found<T>> {
  const token = await tokenOf(context)
  const answer = await context.http({
    method: 'POST',
    url: `${context.addresses.SHOPIFY_API_URL}/admin/api/${version.pinned}/graphql.json`,
    headers: { 'x-shopify-access-token': token, 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({ query, variables }),
    budgets: ['graphql'],
    repeatable: !query.startsWith('mutation'),
    accept: [401, 402, 403, 404, 423, 430],
  })
  if (answer.status >= 400) throw await refusal(context, answer)
  const said = read(Answer, answer.json())
  if (said.errors && said.errors.length > 0) throw errorOf(said, context.now(), { scope, isBeside })
  const apiVersion = answer.headers['x-shopify-api-version'] ?? null
  return { data: read(schema, said.data), notBefore: affordableAt(said, context.now(), isBeside), apiVersion }
}

/** The shop's own token, or one that is minted. */
export async function tokenOf(context: Context): Promise<string> {
  return context.keys.access_token ?? (await context.token('access', () => mint(context)))
}

async function refusal(context: Context, { status }: HttpResponse): Promise<SourceFault> {
  const subject = String(status)
  if (status === 430) {
    return new SourceFault('throttled', says('pause', { vendor: 'Shopify' }), {
      until: new Date(context.now().getTime() + 60_000), // judgement: it does not say how long
    })
  }
  if (status === 401 && !context.keys.access_token) {
    await context.forgetToken('access')
    return new SourceFault('transient', says('tokenRefused', { vendor: 'Shopify' }))
  }
  if (status === 403) return new SourceFault('scope', says('lacksPermission', { vendor: 'Shopify' }), { subject })
  if (status === 401) return new SourceFault('authorisation', says('tokenGone', { vendor: 'Shopify' }), { subject })
  return new SourceFault('authorisation', says('shopLocked'), { subject })
}

/** Codes: https://shopify.dev/docs/api/admin-graphql#status_and_error_codes */
function errorOf(said: Answer, now: Date, { scope, isBeside }: Required<Asking>): SourceFault {
  const codes = (said.errors ?? []).map(({ extensions }) => extensions?.code ?? '')
  const has = (code: string) => codes.includes(code)
  if (has('THROTTLED')) {
    const until = affordableAt(said, now, isBeside) ?? new Date(now.getTime() + blindWaitMs)
    return new SourceFault('throttled', says('shopifyPoints'), { until })
  }
  if (has('MAX_COST_EXCEEDED')) return new TooCostly('permanent', says('shopifyCostly'))
  if (has('ACCESS_DENIED')) {
    return new SourceFault('scope', says('lacksPermission', { vendor: 'Shopify' }), { subject: scope })
  }
  if (has('SHOP_INACTIVE')) {
    return new SourceFault('authorisation', says('shopInactive'), { subject: 'SHOP_INACTIVE' })
  }
  if (has('INTERNAL_SERVER_ERROR'))
    return new SourceFault('transient', says('failed', { vendor: 'Shopify', code: 'INTERNAL_SERVER_ERROR' }))
  if (has('undefinedField')) return new SourceFault('drift', says('shopifyFieldGone'))
  const first = said.errors?.[0]?.message?.slice(0, 200) ?? ''
  return new SourceFault('permanent', says('refusedSaying', { vendor: 'Shopify', code: 'GraphQL', quote: first }))
}

/**
 * When the bucket holds the points of the query again, of one beside orders so many more that half of it is left;
 * `null`: it does now, or nothing is known.
 */
function affordableAt({ extensions }: Answer, now: Date, isBeside: boolean): Date | null {
  if (!extensions?.cost) return null
  const { requestedQueryCost, throttleStatus } = extensions.cost
  const { currentlyAvailable, maximumAvailable, restoreRate } = throttleStatus
  const wanted = requestedQueryCost + (isBeside ? maximumAvailable / 2 : 0)
  const lacking = Math.min(wanted, maximumAvailable) - currentlyAvailable
  return lacking > 0 ? new Date(now.getTime() + Math.ceil((lacking / restoreRate) * 1_000)) : null
}

const Minted = z.object({ access_token: z.string(), expires_in: z.coerce.number().positive().catch(3_600) })

/** https://shopify.dev/docs/apps/build/authentication-authorization/access-tokens/client-credentials-grant */
async function mint(context: Context): Promise<Token> {
  const { client_id = '', client_secret = '' } = context.keys
  const answer = await context.http({
    method: 'POST',
    url: `${context.addresses.SHOPIFY_API_URL}/admin/oauth/access_token`,
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
    body: new URLSearchParams({ grant_type: 'client_credentials', client_id, client_secret }).toString(),
    accept: [400, 401, 403, 404],
  })
  if (answer.status >= 400) {
    throw new SourceFault('authorisation', says('keysRefused', { vendor: 'Shopify' }), {
      subject: String(answer.status),
    })
  }
  const { access_token, expires_in } = read(Minted, answer.json())
  return { value: access_token, expiresAt: new Date(context.now().getTime() + Math.max(60, expires_in - 300) * 1_000) }
}

/** Parses what we read of an answer. @throws SourceFault `drift`, naming the field */
export function read<T>(schema: z.ZodType<T>, answer: unknown): T {
  const parsed = schema.safeParse(answer)
  if (parsed.success) return parsed.data
  const subject = parsed.error.issues[0]?.path.map(part => (typeof part === 'number' ? '[]' : String(part))).join('.')
  throw new SourceFault('drift', says('shape', { vendor: 'Shopify' }), {
    subject: subject ?? null,
  })
}
