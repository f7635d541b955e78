import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What a platform can do against doubles: drop them itself, be searched, or neither. */
export const platformKinds = ['drops', 'searched', 'neither'] as const
export type PlatformKind = (typeof platformKinds)[number]

/** What goes wrong with one request. `before` and `after` tell whether the message was taken. */
export type Trouble =
  | 'too many'
  | 'server error'
  | 'no answer before'
  | 'no answer after'
  | 'cut before'
  | 'cut after'
  | 'kill before'
  | 'kill after'

/** A request as the plan of troubles sees it. */
export interface PlatformRequest {
  readonly kind: PlatformKind
  readonly deliveryId: string
  /** The process that asks. */
  readonly pid: number
}

/** A chat platform on this machine. */
export interface Platform {
  readonly url: string
  /** How often a message stands there. */
  shown(kind: PlatformKind, deliveryId: string): number
  /** When a message first stood there, in milliseconds since the epoch; `null` when it does not. */
  shownAt(deliveryId: string): number | null
  /** Messages that stand there, doubles included. */
  readonly count: () => number
  close(): Promise<void>
}

export interface PlatformOptions {
  /** `null`: all is well. */
  readonly trouble?: (asked: PlatformRequest) => Trouble | null
  readonly kill?: (pid: number) => void
}

/** Starts a platform that takes messages over HTTP and fails as it is told to. */
export async function startPlatform({ trouble, kill }: PlatformOptions = {}): Promise<Platform> {
  const stands = new Map<string, number>()
  const times = new Map<string, number>()
  const take = ({ kind, deliveryId }: PlatformRequest) => {
    const key = `${kind} ${deliveryId}`
    const known = stands.get(key) ?? 0
    if (known === 0 || kind !== 'drops') stands.set(key, known + 1)
    if (!times.has(deliveryId)) times.set(deliveryId, Date.now())
  }
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://platform')
    const kind = pathname.slice(1).split('/')[0] as PlatformKind // our own messenger asks
    const deliveryId = searchParams.get('id') ?? ''
    if (request.method === 'GET')
      return answer(response, 200, { ref: stands.has(`${kind} ${deliveryId}`) ? deliveryId : null })
    const asked = { kind, deliveryId, pid: Number(searchParams.get('pid')) }
    const found = trouble?.(asked) ?? null
    if (found === 'kill before') kill?.(asked.pid) // in the middle of the request
    request.resume().on('end', () => respond(asked, found, { request, response, take, kill }))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // it listens on a port
  return {
    url: `http://127.0.0.1:${port}`,
    shown: (kind, deliveryId) => stands.get(`${kind} ${deliveryId}`) ?? 0,
    shownAt: deliveryId => times.get(deliveryId) ?? null,
    count: () => [...stands.values()].reduce((sum, times) => sum + times, 0),
    close: async () => {
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
    },
  }
}

interface Exchange {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly take: (asked: PlatformRequest) => void
  readonly kill: ((pid: number) => void) | undefined
}

function respond(asked: PlatformRequest, trouble: Trouble | null, { request, response, take, kill }: Exchange): void {
  if (trouble === null || trouble.endsWith('after')) take(asked)
  if (trouble === null) answer(response, 200, { ref: asked.deliveryId })
  if (trouble === 'too many') answer(response, 429, {}, { 'retry-after': '1' })
  if (trouble === 'server error') answer(response, 503, {})
  if (trouble?.startsWith('cut')) request.socket.destroy()
  if (trouble?.startsWith('kill')) kill?.(asked.pid)
}

function answer(response: ServerResponse, status: number, body: object, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))
}
