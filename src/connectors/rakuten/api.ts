import { z } from 'zod'
import { type ConnectorContext, type HttpResponse, SourceFault } from '#src/contracts/connector.ts'
import { says } from '#src/contracts/said.ts'
import { jst } from './jst.ts'
import type { Keys } from './keys.ts'

export type Context = ConnectorContext<Keys>

/** How a call is made. */
export interface Call {
  /** Path below the address, with its query. */
  readonly path: string
  /** Sent as JSON by POST; absent: GET. */
  readonly body?: unknown
  readonly budget: string
  /** Function that must be ticked in RMS, named when it is not. */
  readonly permission: string
}

/** Spellings of the type of a body: some gateways refuse the blank with 415 (ES04-03), as shops report. */
const jsonTypes = ['application/json; charset=utf-8', 'application/json;charset=utf-8']

/** A refusal of the request itself, which a caller may answer with another one. */
export class Refusal extends SourceFault {
  constructor(code: string) {
    super('permanent', says('refused', { vendor: 'Rakuten', code }), { subject: code })
  }
}

const Message = z.object({ messageType: z.string().optional(), messageCode: z.string(), message: z.string().nullish() })
const Messages = z.object({ MessageModelList: z.array(Message).nullish() })
/** How the inquiry, item and inventory functions say it. */
const One = z.object({ error: z.object({ code: z.string() }) })
const Several = z.object({ errors: z.array(z.object({ code: z.string() })).min(1) })

/**
 * Calls RMS WEB SERVICE. Every function has its own tick box in RMS; a key that is not valid answers 401.
 * https://webservice.rms.rakuten.co.jp/merchant-portal/view/ja/common/1-1_service_index
 * @throws SourceFault
 */
export async function call(context: Context, call: Call): Promise<unknown> {
  const [usual = '', other = ''] = jsonTypes
  let answer = await send(context, call, usual)
  if (answer.status === 415) answer = await send(context, call, other)
  if (answer.status === 401) throw await refusedKeys(context, call)
  if (answer.status >= 400) throw faultOf(answer, call.permission)
  if (/^\s*</.test(answer.text().slice(0, 200)))
    throw new SourceFault('transient', says('maintenance', { vendor: 'Rakuten' }))
  return answer.json()
}

/** Everything here only reads: asking twice does no harm. */
function send(context: Context, { path, body, budget }: Call, type: string): Promise<HttpResponse> {
  const { service_secret, license_key } = context.keys
  const esa = Buffer.from(`${service_secret}:${license_key}`).toString('base64')
  return context.http({
    method: body === undefined ? 'GET' : 'POST',
    url: `${context.addresses.RAKUTEN_API_URL}${path}`,
    headers: {
      authorization: `ESA ${esa}`,
      accept: 'application/json',
      ...(body !== undefined && { 'content-type': type }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    repeatable: true,
    budgets: [budget],
    accept: [400, 401, 403, 404, 405, 415],
  })
}

/** A function that is not ticked may be refused like a wrong key: keys that open the orders are right. */
async function refusedKeys(context: Context, { budget, permission }: Call): Promise<SourceFault> {
  if (budget !== 'order' && (await canSearch(context))) return notTicked(permission)
  return new SourceFault('authorisation', says('rakutenKey'), { subject: 'license_key' })
}

async function canSearch(context: Context): Promise<boolean> {
  const at = Math.floor(context.now().getTime() / 1_000) * 1_000
  const body = {
    dateType: 1,
    startDatetime: jst(new Date(at - 1_000)),
    endDatetime: jst(new Date(at)),
    PaginationRequestModel: { requestRecordsAmount: 1, requestPage: 1 },
  }
  const path = '/es/2.0/order/searchOrder/'
  const [type = ''] = jsonTypes
  return (await send(context, { path, body, budget: 'order', permission: '' }, type)).status !== 401
}

function notTicked(permission: string): SourceFault {
  return new SourceFault('scope', says('rakutenPermission', { name: permission }), { subject: permission })
}

function faultOf(answer: HttpResponse, permission: string): SourceFault {
  if (answer.status === 403) return notTicked(permission)
  if (answer.status === 404)
    return new SourceFault('unavailable', says('notOfferedSaying', { vendor: 'Rakuten', quote: permission }), {
      subject: '404',
    })
  return new Refusal(codeIn(answer))
}

function codeIn(answer: HttpResponse): string {
  try {
    const said = answer.json()
    const code =
      One.safeParse(said).data?.error.code ??
      Several.safeParse(said).data?.errors[0]?.code ??
      Messages.safeParse(said).data?.MessageModelList?.[0]?.messageCode
    return code === undefined ? String(answer.status) : `${answer.status} ${code}`
  } catch {
    return String(answer.status)
  }
}

/** Parses what we read of an answer. @throws SourceFault `drift`, naming the field */
export function read<T>(schema: z.ZodType<T>, answer: unknown): T {
  const parsed = schema.safeParse(answer)
  if (parsed.success) return parsed.data
  const subject = parsed.error.issues[0]?.path.map(part => (typeof part === 'number' ? '[]' : String(part))).join('.')
  throw new SourceFault('drift', says('shape', { vendor: 'Rakuten' }), {
    subject: subject ?? null,
  })
}

/** Codes of the errors that an answer with HTTP 200 holds. */
export function errorCodes(answer: unknown): readonly string[] {
  const messages = read(Messages, answer).MessageModelList ?? []
  return messages.filter(one => one.messageType === 'ERROR').map(one => one.messageCode)
}
