import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { gzipSync } from 'node:zlib'

/** What a marketplace of doubtful manners does to right answers. */
export interface Oddity {
  /** Changes the JSON of an answer. */
  readonly json?: (value: unknown) => unknown
  /** Changes how it is sent. */
  readonly packed?: boolean
  /** Answers instead of the marketplace; `null`: the marketplace does. */
  readonly instead?: (call: number, path: string) => OddReply | null
}

interface OddReply {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

/** A marketplace that stands in front of a right one. */
export interface OddMarket {
  readonly url: string
  close(): Promise<void>
}

/** Passes calls on and makes the answers odd. */
export async function startOddMarket(target: string, oddity: Oddity): Promise<OddMarket> {
  let calls = 0
  const own = { url: '' }
  const serve = async (request: IncomingMessage, response: ServerResponse) => {
    calls += 1
    const body = await buffer(request)
    const odd = oddity.instead?.(calls, request.url ?? '') ?? null
    if (odd) return void response.writeHead(odd.status, odd.headers ?? {}).end(odd.body ?? '')
    const { host: _host, connection: _, 'content-length': __, ...headers } = request.headers
    const isBare = request.method === 'GET' || body.length === 0
    const answer = await fetch(`${target}${request.url}`, {
      method: request.method ?? 'GET',
      headers: headers as Record<string, string>, // names in lower case, each once
      redirect: 'manual',
      ...(!isBare && { body: new Uint8Array(body) }),
    })
    const text = (await answer.text()).replaceAll(target, own.url)
    const said = Buffer.from(changed(text, oddity))
    const kept = [...answer.headers].filter(([name]) => !/^(content-length|connection|transfer-encoding)$/.test(name))
    const packing = oddity.packed ? { 'content-encoding': 'gzip' } : {}
    response.writeHead(answer.status, { ...Object.fromEntries(kept), ...packing })
    const bytes = oddity.packed ? gzipSync(said) : said
    for (let at = 0; at < bytes.length; at += 7_001) response.write(bytes.subarray(at, at + 7_001)) // in chunks
    response.end()
  }
  const server = createServer((request, response) => {
    serve(request, response).catch(() => request.socket.destroy())
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  own.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const close = () =>
    new Promise<void>(resolve => {
      server.closeAllConnections()
      server.close(() => resolve())
    })
  return { url: own.url, close }
}

/** A document of lines is changed line by line; what is no JSON stays. */
function changed(text: string, { json }: Oddity): string {
  if (!json) return text
  try {
    return JSON.stringify(json(JSON.parse(text)))
  } catch {
    return text
      .split('\n')
      .map(line => changedLine(line, json))
      .join('\n')
  }
}

function changedLine(line: string, json: (value: unknown) => unknown): string {
  try {
    return line === '' ? line : JSON.stringify(json(JSON.parse(line)))
  } catch {
    return line
  }
}

/** Changes every value of a JSON document, the inner ones first; `undefined` takes a member out. */
export function everywhere(change: (value: unknown) => unknown): (value: unknown) => unknown {
  const walk = (value: unknown): unknown => {
    if (Array.isArray(value)) return change(value.map(walk).filter(one => one !== undefined))
    if (typeof value !== 'object' || value === null) return change(value)
    const members = Object.entries(value).map(([name, member]) => [name, walk(member)] as const)
    return change(Object.fromEntries(members.filter(([, member]) => member !== undefined)))
  }
  return walk
}
