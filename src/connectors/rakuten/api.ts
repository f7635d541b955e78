import { z } from 'zod'
import { type ConnectorContext, type HttpResponse, SourceFault } from '#src/contracts/connector.ts'
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

/** A refusal of the request itself, which a caller may answer with another one. */
export class Refusal extends SourceFault {
  constructor(code: string) {
    super('permanent', `Rakuten refused the request (${code})`, { subject: code })
  }
}

const Message = z.object({ messageType: z.string().optional(), messageCode: z.string(), message: z.string().nullish() })
const Messages = z.object({ MessageModelList: z.array(Message).nullish() })

/**
 * Calls RMS WEB SERVICE. Every function has its own tick box in RMS; a key that is not valid answers 401.
 * https://webservice.rms.rakuten.co.jp/merchant-portal/view/ja/common/1-1_service_index
 * @throws SourceFault
 */
export async function call(context: Context, { path, body, budget, permission }: Call): Promise<unknown> {
  const { service_secret, license_key } = context.keys
  const esa = Buffer.from(`${service_secret}:${license_key}`).toString('base64')
  const answer = await context.http({
    method: body === undefined ? 'GET' : 'POST',
    url: `${context.addresses.RAKUTEN_API_URL}${path}`,
    headers: {
      authorization: `ESA ${esa}`,
      accept: 'application/json',
      ...(body !== undefined && { 'content-type': 'application/json; charset=utf-8' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    budgets: [budget],
    accept: [400, 401, 403, 404, 405, 415],
  })
  if (answer.status >= 400) throw faultOf(answer, permission)
  if (/^\s*</.test(answer.text().slice(0, 200)))
    throw new SourceFault('transient', 'Rakuten answered with a page instead of data, as it does in maintenance')
  return answer.json()
}

function faultOf(answer: HttpResponse, permission: string): SourceFault {
  if (answer.status === 401) {
    return new SourceFault(
      'authorisation',
      'Rakuten does not accept the keys. Issue a new licence key in RMS > 各種設定 > WEB APIサービス and connect again',
      { subject: 'license_key' },
    )
  }
  if (answer.status === 403) {
    return new SourceFault(
      'scope',
      `Rakuten does not allow ${permission}. Tick it in RMS > 各種設定 > WEB APIサービス; it works after 10 to 30 minutes`,
      { subject: permission },
    )
  }
  return new Refusal(codeIn(answer))
}

function codeIn(answer: HttpResponse): string {
  try {
    const said = Messages.parse(answer.json()).MessageModelList?.[0]
    return said ? `${answer.status} ${said.messageCode}` : String(answer.status)
  } catch {
    return String(answer.status)
  }
}

/** Parses what we read of an answer. @throws SourceFault `drift`, naming the field */
export function read<T>(schema: z.ZodType<T>, answer: unknown): T {
  const parsed = schema.safeParse(answer)
  if (parsed.success) return parsed.data
  const subject = parsed.error.issues[0]?.path.map(part => (typeof part === 'number' ? '[]' : String(part))).join('.')
  throw new SourceFault('drift', 'An answer of Rakuten has another shape than it is read with', {
    subject: subject ?? null,
  })
}

/** Codes of the errors that an answer with HTTP 200 holds. */
export function errorCodes(answer: unknown): readonly string[] {
  const messages = read(Messages, answer).MessageModelList ?? []
  return messages.filter(one => one.messageType === 'ERROR').map(one => one.messageCode)
}
