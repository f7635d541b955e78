import { z } from 'zod'
import { type FoundStore, type HttpResponse, SourceFault } from '#src/contracts/connector.ts'
import { says } from '#src/contracts/said.ts'
import { Envelope, faultOf, isTokenRefused } from './envelope.ts'
import { sign } from './sign.ts'
import { type Context, firstToken, mint } from './token.ts'

/** How a call is made. */
export interface Call {
  readonly path: string
  readonly query?: Readonly<Record<string, string>>
  /** Absent: GET. */
  readonly body?: object
  /** The shop whose figures are asked for. */
  readonly store?: FoundStore
}

/**
 * A signed call; answers the data inside the envelope. Numbers come as texts, so that ids beyond 2^53 stay exact. A token
 * that is refused is replaced once within the call. https://partner.tiktokshop.com/docv2/page/sign-your-api-request
 * @throws SourceFault
 */
export async function call(context: Context, wanted: Call): Promise<unknown> {
  let token = await context.token('access', refresh => firstToken(context, refresh))
  let answer = await ask(context, wanted, token)
  if (isRefused(answer)) {
    await context.forgetToken('access')
    token = await context.token('access', refresh => mint(context, refresh))
    answer = await ask(context, wanted, token)
  }
  const { status, envelope } = answer
  if (envelope.code === '0' && status < 400) return envelope.data ?? {}
  if (isRefused(answer)) {
    await context.forgetToken('access')
    throw new SourceFault('transient', says('tokenRefused', { vendor: 'TikTok Shop' }))
  }
  const subject = wanted.path
  if (status === 403) {
    throw new SourceFault('scope', says('lacksPermission', { vendor: 'TikTok Shop' }), { subject })
  }
  if (status === 404) {
    throw new SourceFault('unavailable', says('notOffered', { vendor: 'TikTok Shop' }), { subject })
  }
  throw faultOf(envelope, context.now())
}

interface Answered {
  readonly status: number
  readonly envelope: Envelope
}

function isRefused({ status, envelope }: Answered): boolean {
  return isTokenRefused(envelope) || status === 401
}

async function ask(context: Context, { path, query = {}, body, store }: Call, token: string): Promise<Answered> {
  const { app_key, app_secret } = context.keys
  const text = body === undefined ? '' : JSON.stringify(body)
  const cipher = store?.extra?.cipher
  const asked = {
    ...query,
    app_key,
    timestamp: String(Math.floor(context.now().getTime() / 1_000)),
    ...(cipher !== undefined && { shop_cipher: cipher }),
  }
  const signed = { ...asked, sign: sign(app_secret, path, asked, text) }
  const answer = await context.http({
    method: body === undefined ? 'GET' : 'POST',
    url: `${context.addresses.TIKTOK_API_URL}${path}?${new URLSearchParams(signed)}`,
    headers: { 'x-tts-access-token': token, 'content-type': 'application/json', accept: 'application/json' },
    ...(body !== undefined && { body: text, repeatable: true }), // every POST of ours only searches
    budgets: ['shop'],
    accept: [400, 401, 403, 404],
  })
  return { status: answer.status, envelope: envelopeOf(answer) }
}

/** A refusal may come without an envelope (a gateway): its status counts then. */
function envelopeOf(answer: HttpResponse): Envelope {
  if (answer.status < 400) return read(Envelope, answer.exactJson())
  try {
    const parsed = Envelope.safeParse(answer.exactJson())
    if (parsed.success) return parsed.data
  } catch {
    // said below by its status
  }
  return { code: String(answer.status), message: `status ${answer.status}` }
}

/** Parses what we read of an answer. @throws SourceFault `drift`, naming the field */
export function read<T>(schema: z.ZodType<T>, answer: unknown): T {
  const parsed = schema.safeParse(answer)
  if (parsed.success) return parsed.data
  const subject = parsed.error.issues[0]?.path.map(part => (typeof part === 'number' ? '[]' : String(part))).join('.')
  throw new SourceFault('drift', says('shape', { vendor: 'TikTok Shop' }), {
    subject: subject ?? null,
  })
}

/** Unix seconds as an instant; 0 and nothing are `null`. */
export const Moment = z
  .union([z.string(), z.number()])
  .nullish()
  .transform(value => (value === null || value === undefined || Number(value) === 0 ? null : Number(value)))
  .pipe(z.number().positive().nullable())
  .transform(seconds => (seconds === null ? null : new Date(seconds * 1_000).toISOString()))

/** A decimal amount in major units; nothing and an empty text are `null`. */
export const Amount = z
  .union([z.string(), z.number()])
  .nullish()
  .transform(value => (value === null || value === undefined || value === '' ? null : String(value)))
  .pipe(
    z
      .string()
      .regex(/^-?\d+(\.\d+)?$/)
      .nullable(),
  )

/** Ids stay texts whatever they come as. */
export const Id = z.union([z.string(), z.number()]).transform(String)
