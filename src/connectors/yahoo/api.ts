import { z } from 'zod'
import { type HttpRequest, type HttpResponse, SourceFault } from '#src/contracts/connector.ts'
import { says } from '#src/contracts/said.ts'
import { type Context, mint, signature } from './token.ts'
import { fromXml, toXml } from './xml.ts'

/** A refusal of the request itself, such as an order that is not there. */
export class Refusal extends SourceFault {
  constructor(code: string) {
    super('permanent', says('refused', { vendor: 'Yahoo!', code }), { subject: code })
  }
}

/** The access token was refused: another may be accepted. */
class TokenRefused extends SourceFault {
  constructor() {
    super('authorisation', says('tokenGone', { vendor: 'Yahoo!' }), { subject: 'invalid_token' })
  }
}

/** Functions that orders depend on, and those that only their own figures need. */
const main = ['orderList', 'orderInfo'] as const
const side = ['myItemList', 'getStock', 'externalTalkList', 'externalTalkDetail'] as const
type Main = (typeof main)[number]
type Side = (typeof side)[number]

/** Documented: one call a second and function, and 50,000 a day of an application. */
export const functions = [...main, ...side] as const

/** Judgement: how long to keep still after "too many" and in maintenance. */
const [crowdedMs, maintenanceMs] = [60_000, 900_000]

const Text = z.union([z.string(), z.number()]).transform(String).optional()
const Failed = z.object({ Error: z.object({ Code: Text, Message: Text }) })
const Status = z.object({ Status: z.string() })

/** An answer with what the headers say about the public key; `null`: nothing. */
export interface Answered {
  readonly data: unknown
  readonly keyStatus: string | null
}

/**
 * Calls a function of orders with an XML body. https://developer.yahoo.co.jp/webapi/shopping/
 * @throws SourceFault
 */
export async function call(context: Context, name: Main, body: object): Promise<Answered> {
  const answer = await ask(context, name, {
    method: 'POST',
    headers: { 'content-type': 'application/xml' },
    body: toXml({ Req: body }),
  })
  const data = fromXml(answer.text())
  const status = statusIn(data)
  if (status !== 'OK') throw new Refusal(`Status ${status}`)
  return { data, keyStatus: answer.headers['x-sws-authorize-status'] ?? null }
}

/** A function that answers with a row for each `Result`: by `GET` with a query, or by `POST` with a form. @throws SourceFault */
export async function rowsOf(
  context: Context,
  name: 'myItemList' | 'getStock',
  fields: Readonly<Record<string, string>>,
): Promise<unknown> {
  const form = new URLSearchParams(fields).toString()
  const isForm = name === 'getStock'
  const answer = await ask(context, name, {
    ...(isForm ? { method: 'POST', body: form } : { query: form }),
    ...(isForm && { headers: { 'content-type': 'application/x-www-form-urlencoded' } }),
  })
  return fromXml(answer.text(), 'rows')
}

/** A function that answers with JSON. @throws SourceFault */
export async function jsonOf(
  context: Context,
  name: 'externalTalkList' | 'externalTalkDetail',
  fields: Readonly<Record<string, string>>,
): Promise<unknown> {
  return (await ask(context, name, { query: new URLSearchParams(fields).toString() })).json()
}

interface Asking extends Omit<HttpRequest, 'url' | 'budgets' | 'accept'> {
  readonly query?: string
}

/** Judgement: others may have minted another token meanwhile, which ends the one in use. */
const maxTokens = 3

/** A token that is refused is replaced, unless another caller did so already; everything here only reads. */
async function ask(context: Context, name: Main | Side, asking: Asking): Promise<HttpResponse> {
  const isSide = side.some(one => one === name)
  for (let tries = 1; ; tries += 1) {
    const token = await tokenOf(context)
    try {
      return await send(context, name, asking, token)
    } catch (error) {
      if (!(error instanceof TokenRefused)) throw error
      if (tries >= (isSide ? maxTokens - 1 : maxTokens)) throw isSide ? closed('401') : error
      if ((await tokenOf(context)) === token) await context.forgetToken('access')
    }
  }
}

function tokenOf(context: Context): Promise<string> {
  return context.token('access', refresh => mint(context, refresh))
}

/** What only this function is refused; whether the grant is gone is told by the orders. */
function closed(subject: string): SourceFault {
  return new SourceFault('scope', says('lacksPermission', { vendor: 'Yahoo!' }), { subject })
}

async function send(
  context: Context,
  name: Main | Side,
  { query, headers, ...asking }: Asking,
  token: string,
): Promise<HttpResponse> {
  const answer = await context.http({
    ...asking,
    url: `${context.addresses.YAHOO_API_URL}/ShoppingWebService/V1/${name}${query === undefined ? '' : `?${query}`}`,
    headers: { authorization: `Bearer ${token}`, ...headers, ...signature(context) },
    repeatable: true,
    budgets: [name, 'day'],
    accept: [400, 401, 403, 404, 503],
  })
  const failure = failureIn(answer)
  if (failure === null) return answer
  if (failure.code === 'px-04102') await context.forgetToken('access')
  throw faultOf(context, { ...failure, status: answer.status, isSide: side.some(one => one === name) })
}

interface Failure {
  readonly code: string
  readonly message: string
}

/** What an error says; `null`: the answer is none. Errors come with HTTP 200, too, and as XML or JSON. */
function failureIn(answer: HttpResponse): Failure | null {
  const text = answer.text()
  const unknown = answer.status >= 400 ? { code: String(answer.status), message: text.slice(0, 200) } : null
  const { success, data } = Failed.safeParse(dataIn(answer, text))
  return success ? { code: data.Error.Code || String(answer.status), message: data.Error.Message ?? '' } : unknown
}

function dataIn(answer: HttpResponse, text: string): unknown {
  if (/^\s*\{/.test(text)) return answer.json()
  if (answer.status >= 400 && !/^\s*<(?:\?xml|Error)/.test(text)) return null
  return fromXml(text)
}

function statusIn(data: unknown): string {
  const inner = z.object({ ResultSet: z.object({ Result: Status }) }).safeParse(data)
  return inner.success ? inner.data.ResultSet.Result.Status : read(z.object({ Result: Status }), data).Result.Status
}

interface Told extends Failure {
  readonly status: number
  readonly isSide: boolean
}

function faultOf({ now }: Context, { code, message, status, isSide }: Told): SourceFault {
  const until = (ms: number) => ({ until: new Date(now().getTime() + ms) })
  if (/insufficient_scope/.test(message) || code === 'px-04303') {
    return new SourceFault('scope', says('yahooApply'), {
      subject: code === 'px-04303' ? code : 'insufficient_scope',
    })
  }
  if (code === 'px-04102') {
    return new SourceFault('authorisation', says('yahooSession'), { subject: code })
  }
  if (status === 401 || /invalid_token/.test(message)) return new TokenRefused()
  if (status === 503 || /MAINTENANCE/.test(message)) {
    return new SourceFault('throttled', says('yahooMaintenance'), until(maintenanceMs))
  }
  if (status === 403 && (!isSide || /Forbidden/i.test(message))) {
    return new SourceFault('throttled', says('crowded', { vendor: 'Yahoo!' }), until(crowdedMs))
  }
  if (status === 403) return closed('403')
  if (status === 404 && isSide) {
    return new SourceFault('unavailable', says('notOffered', { vendor: 'Yahoo!' }), { subject: '404' })
  }
  return new Refusal(code)
}

/** Parses what we read of an answer. @throws SourceFault `drift`, naming the field */
export function read<T>(schema: z.ZodType<T>, answer: unknown): T {
  const parsed = schema.safeParse(answer)
  if (parsed.success) return parsed.data
  const subject = parsed.error.issues[0]?.path.map(part => (typeof part === 'number' ? '[]' : String(part))).join('.')
  throw new SourceFault('drift', says('shape', { vendor: 'Yahoo!' }), {
    subject: subject ?? null,
  })
}
