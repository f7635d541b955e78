import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Receipt, ReceiverOrder, Side } from './receiver.ts'

/**
 * The receiver of both, in a process of its own: `/hook` takes the webhooks of the peer, anything else the messages of
 * ours. It notes every message that it took by what it is about, and fails as it is told to.
 */
const ours = emptySide()
const peer = emptySide()
let cutOneOf = 0
let port = 0
let server = createServer(answer)

process.on('disconnect', () => process.exit(0))
process.on('message', async (order: ReceiverOrder) => {
  if (order.kind === 'open') await open()
  if (order.kind === 'close') await close()
  if (order.kind === 'cut') cutOneOf = order.oneOf
  if (order.kind === 'forget') for (const side of [ours, peer]) Object.assign(side, emptySide())
  const withTimes = order.kind === 'list'
  process.send?.({ port, ours: told(ours, withTimes), peer: told(peer, withTimes) } satisfies Receipt)
})

interface Taken {
  taken: Map<string, number>
  cut: Set<string>
  requests: number
  lastAt: number
}

function emptySide(): Taken {
  return { taken: new Map(), cut: new Set(), requests: 0, lastAt: 0 }
}

function told({ taken, requests, lastAt }: Taken, withTimes: boolean): Side {
  return { distinct: taken.size, requests, lastAt, times: withTimes ? [...taken] : [] }
}

async function open(): Promise<void> {
  server = createServer(answer)
  await new Promise<void>(resolve => server.listen(port, '127.0.0.1', resolve))
  port = (server.address() as AddressInfo).port // it listens on a port
}

async function close(): Promise<void> {
  const closed = new Promise(resolve => server.close(resolve))
  server.closeAllConnections()
  await closed
}

function answer(request: IncomingMessage, response: ServerResponse): void {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://receiver')
  const id = searchParams.get('id') ?? ''
  if (request.method === 'GET') {
    say(response, ours.taken.has(id) ? id : null)
    return
  }
  const body: Buffer[] = []
  request.on('data', (part: Buffer) => body.push(part))
  request.on('end', () => {
    const isPeer = pathname === '/hook'
    const side = isPeer ? peer : ours
    const ids = isPeer ? breachesIn(Buffer.concat(body).toString()) : [id]
    take(side, ids)
    if (isCut(side, ids)) request.socket.destroy()
    else say(response, id)
  })
}

function say(response: ServerResponse, ref: string | null): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ ref }))
}

function take(side: Taken, ids: readonly string[]): void {
  side.requests++
  for (const id of ids) {
    if (!side.taken.has(id)) side.lastAt = Date.now()
    side.taken.set(id, (side.taken.get(id) ?? 0) + 1)
  }
}

/** The first time that a chosen message comes. */
function isCut(side: Taken, ids: readonly string[]): boolean {
  const [first = ''] = ids
  if (cutOneOf === 0 || side.cut.has(first) || side.cut.size * cutOneOf >= side.requests) return false
  side.cut.add(first)
  return true
}

/** The breaches that a webhook of the peer names. */
function breachesIn(body: string): readonly string[] {
  const { alerts } = JSON.parse(body) as { alerts: readonly { labels: { breach: string } }[] } // its documented shape
  return alerts.map(({ labels }) => labels.breach)
}
