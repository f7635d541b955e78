import {
  type ConnectorContext,
  type HttpRequest,
  type HttpResponse,
  SourceFault,
  type Token,
} from '#src/contracts/connector.ts'
import { says } from '#src/contracts/said.ts'

/** An answer that is given once: to the next request, whose address must hold `path`. */
export interface Answer {
  readonly path: string
  readonly status?: number
  readonly json?: unknown
  readonly bytes?: Uint8Array
  /** Names in lower case. */
  readonly headers?: Readonly<Record<string, string>>
}

/** A connector's surroundings whose marketplace answers by a script; what was asked is kept. */
export function scriptedContext({
  keys,
  addresses,
  answers,
  now,
}: {
  readonly keys: unknown
  readonly addresses: Readonly<Record<string, string>>
  readonly answers: readonly Answer[]
  readonly now: Date
}): ConnectorContext<unknown> & { readonly requests: readonly HttpRequest[]; readonly kept: readonly unknown[] } {
  const kept: unknown[] = []
  const requests: HttpRequest[] = []
  const tokens = new Map<string, Token>()
  const left = [...answers]
  return {
    keys,
    addresses,
    requests,
    kept,
    keep: async state => void kept.push(state),
    http: async request => {
      requests.push(request)
      const answer = left.shift()
      if (!answer?.path || !request.url.includes(answer.path)) throw new Error(`not in the script: ${request.url}`)
      return responseOf(answer, request)
    },
    token: async (name, mint) => {
      const known = tokens.get(name) ?? (await mint(null))
      tokens.set(name, known)
      return known.value
    },
    forgetToken: async name => void tokens.delete(name),
    pseudonym: id => `p-${id.length}`,
    now: () => now,
    signal: new AbortController().signal,
  }
}

function responseOf({ status = 200, json, bytes, headers = {} }: Answer, { accept = [] }: HttpRequest): HttpResponse {
  if (status >= 400 && !accept.includes(status))
    throw new SourceFault('transient', says('answered', { vendor: 'status', code: status }))
  const body = bytes ?? Buffer.from(JSON.stringify(json))
  const text = (charset = 'utf-8') => new TextDecoder(charset).decode(body)
  const parse = () => {
    try {
      return JSON.parse(text()) as unknown
    } catch (cause) {
      throw new SourceFault('drift', says('notJson'), { cause })
    }
  }
  const lines = async function* (charset?: string) {
    yield* text(charset)
      .split('\n')
      .map(line => line.replace(/\r$/, ''))
  }
  return { status, headers, bytes: body, text, lines, json: parse, exactJson: parse }
}
