import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

/** What a marketplace on this machine is asked. */
export interface Asked {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly body: string
  /** Names in lower case. */
  readonly headers: IncomingMessage['headers']
}

/** What it answers; `reset`: the connection is torn. */
export type Reply =
  | { readonly status: number; readonly body: unknown; readonly headers?: Record<string, string> }
  | 'reset'

/** A marketplace on this machine. */
export interface LocalMarket {
  readonly url: string
  close(): Promise<void>
}

/** Starts a server that answers by a function; objects are sent as JSON, texts as pages, bytes as they are. */
export async function startLocalMarket(answer: (asked: Asked) => Reply): Promise<LocalMarket> {
  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    const url = new URL(request.url ?? '/', 'http://fake')
    const asked = {
      method: request.method ?? '',
      path: url.pathname,
      query: url.searchParams,
      body: await text(request),
      headers: request.headers,
    }
    const reply = answer(asked)
    if (reply === 'reset') return void request.socket.destroy()
    const isPage = typeof reply.body === 'string' || Buffer.isBuffer(reply.body)
    response.writeHead(reply.status, { 'content-type': isPage ? 'text/html' : 'application/json', ...reply.headers })
    response.end(isPage ? (reply.body as string | Buffer) : JSON.stringify(reply.body))
  }
  const server = createServer((request, response) => void handle(request, response))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => new Promise(resolve => server.close(() => resolve())),
  }
}

/** The same faults in the same order every time: about so many of a hundred calls get one. */
export function faultsEvery(share: number, faults: readonly Reply[]): () => Reply | null {
  let [state, count] = [share * 7_919, 0]
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
    if ((state >>> 8) % 100 >= share) return null
    count += 1
    return faults[count % faults.length] ?? null
  }
}
