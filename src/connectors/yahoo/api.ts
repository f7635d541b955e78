import { z } from 'zod'
import { type HttpResponse, SourceFault } from '#src/contracts/connector.ts'
import { type Context, mint, signature } from './token.ts'
import { fromXml, toXml } from './xml.ts'

/** A refusal of the request itself, such as an order that is not there. */
export class Refusal extends SourceFault {
  constructor(code: string) {
    super('permanent', `Yahoo! refused the request (${code})`, { subject: code })
  }
}

/** Judgement: how long to keep still after "too many" and in maintenance. */
const [crowdedMs, maintenanceMs] = [60_000, 900_000]

const Failed = z.object({
  Error: z.object({ Code: z.string().optional(), Message: z.string().optional() }),
})
const Status = z.object({ Status: z.string() })

/** An answer with what the headers say about the public key; `null`: nothing. */
export interface Answered {
  readonly data: unknown
  readonly keyStatus: string | null
}

/**
 * Calls a store function with an XML body. https://developer.yahoo.co.jp/webapi/shopping/
 * @throws SourceFault
 */
export async function call(context: Context, name: 'orderList' | 'orderInfo', body: object): Promise<Answered> {
  const token = await context.token('access', refresh => mint(context, refresh))
  const answer = await context.http({
    method: 'POST',
    url: `${context.addresses.YAHOO_API_URL}/ShoppingWebService/V1/${name}`,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/xml', ...signature(context) },
    body: toXml({ Req: body }),
    budgets: [name, 'day'],
    accept: [400, 401, 403, 404, 503],
  })
  const failure = failureIn(answer)
  if (failure !== null) throw await faultOf(context, answer.status, failure)
  const data = fromXml(answer.text())
  const status = statusIn(data)
  if (status !== 'OK') throw new Refusal(`Status ${status}`)
  return { data, keyStatus: answer.headers['x-sws-authorize-status'] ?? null }
}

interface Failure {
  readonly code: string
  readonly message: string
}

/** What an error says; `null`: the answer is none. Errors come with HTTP 200, too. */
function failureIn(answer: HttpResponse): Failure | null {
  const unknown = answer.status >= 400 ? { code: String(answer.status), message: '' } : null
  if (answer.status >= 400 && !/^\s*<\?xml|^\s*<Error/.test(answer.text())) return unknown
  const { success, data } = Failed.safeParse(fromXml(answer.text()))
  return success ? { code: data.Error.Code ?? String(answer.status), message: data.Error.Message ?? '' } : unknown
}

function statusIn(data: unknown): string {
  const inner = z.object({ ResultSet: z.object({ Result: Status }) }).safeParse(data)
  return inner.success ? inner.data.ResultSet.Result.Status : read(z.object({ Result: Status }), data).Result.Status
}

async function faultOf(context: Context, status: number, { code, message }: Failure): Promise<SourceFault> {
  const until = (ms: number) => ({ until: new Date(context.now().getTime() + ms) })
  if (/insufficient_scope/.test(message) || code === 'px-04303') {
    return new SourceFault('scope', 'Yahoo! did not open the order interface to this Client ID: apply for the store', {
      subject: code === 'px-04303' ? code : 'insufficient_scope',
    })
  }
  if (code === 'px-04102') {
    await context.forgetToken('access')
    return new SourceFault(
      'authorisation',
      'The session of the store is over (12 hours): consent again, with a public key',
      {
        subject: code,
      },
    )
  }
  if (status === 401 || /invalid_token/.test(message)) {
    await context.forgetToken('access')
    return new SourceFault('transient', 'Yahoo! refused the access token; the next call mints another')
  }
  if (status === 503 || /MAINTENANCE/.test(message)) {
    return new SourceFault('throttled', 'Yahoo! is in maintenance', until(maintenanceMs))
  }
  if (status === 403) return new SourceFault('throttled', 'Yahoo! says that there are too many calls', until(crowdedMs))
  return new Refusal(code)
}

/** Parses what we read of an answer. @throws SourceFault `drift`, naming the field */
export function read<T>(schema: z.ZodType<T>, answer: unknown): T {
  const parsed = schema.safeParse(answer)
  if (parsed.success) return parsed.data
  const subject = parsed.error.issues[0]?.path.map(part => (typeof part === 'number' ? '[]' : String(part))).join('.')
  throw new SourceFault('drift', 'An answer of Yahoo! has another shape than it is read with', {
    subject: subject ?? null,
  })
}
