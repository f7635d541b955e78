import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

/** An order as the fake market keeps it. */
export interface FakeOrder {
  readonly id: string
  readonly sku: string
  readonly units: string
  readonly price: string
  readonly at: string
  readonly changed: string
  readonly cancelled: string | null
  readonly refunds: readonly { readonly id: string; readonly at: string; readonly amount: string }[]
}

/** A status, with the seconds of `Retry-After` after a slash; or what else happens to an answer. */
export type Fault = number | `429/${number}` | 'page' | 'reset' | 'cut' | 'hang'

/** A marketplace on this machine: refresh tokens work once, pages hold ten orders, faults on demand. */
export interface FakeMarketServer {
  readonly url: string
  readonly orders: FakeOrder[]
  /** Called with the path before each request of figures. */
  fault: ((path: string) => Fault | null) | null
  /** Sessions of a day; `null`: the day is left out. */
  visits: (day: string) => number | null
  /** Renames a field of orders. */
  priceField: string
  /** Calls of figures, by path. */
  readonly calls: Map<string, number>
  readonly refreshes: () => number
  /** Exchanges that were refused. */
  readonly refusals: () => number
  /** The refresh token that works now. */
  readonly refreshToken: () => string
  /** Called when an exchange arrives. */
  beforeToken: () => void
  close(): Promise<void>
}

const pageSize = 10

/** Starts it. */
export async function startFakeMarket(timeZone = 'America/Los_Angeles', port = 0): Promise<FakeMarketServer> {
  const orders: FakeOrder[] = []
  const fake: FakeMarketServer = {
    url: '',
    orders,
    fault: null,
    visits: () => 7,
    priceField: 'price',
    calls: new Map(),
    refreshes: () => state.minted,
    refusals: () => state.refused,
    refreshToken: () => state.refresh,
    beforeToken: () => {},
    close: async () => {},
  }
  const state = { refresh: 'refresh-0', minted: 0, refused: 0 }
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const url = new URL(request.url ?? '/', 'http://fake')
    const send = (status: number, body: unknown, headers = {}) => {
      response.writeHead(status, { 'content-type': 'application/json', ...headers })
      response.end(JSON.stringify(body))
    }
    if (url.pathname === '/token') {
      fake.beforeToken()
      if ((await text(request)) !== state.refresh) {
        state.refused += 1
        return send(400, { error: 'invalid_grant' })
      }
      state.minted += 1
      state.refresh = `refresh-${state.minted}`
      return send(200, { access: `access-${state.minted}`, refresh: state.refresh, seconds: 3_600 })
    }
    if (!request.headers.authorization?.startsWith('Bearer access-')) return send(401, {})
    if (url.pathname === '/stores') {
      return send(200, [{ externalId: 'M1', name: 'Harbour', market: 'us', timeZone, currency: 'USD' }])
    }
    fake.calls.set(url.pathname, (fake.calls.get(url.pathname) ?? 0) + 1)
    const right = url.pathname === '/visits' ? visitsOf(fake, url.searchParams) : pageOf(fake, url.searchParams)
    const fault = fake.fault?.(url.pathname) ?? null
    if (fault === null) return send(200, right)
    disturb(fault, JSON.stringify(right), request, response)
  }
  const server = createServer((request, response) => void answer(request, response))
  await new Promise<void>(resolve => server.listen(port, '127.0.0.1', resolve))
  const close = () =>
    new Promise<void>(resolve => {
      server.closeAllConnections()
      server.close(() => resolve())
    })
  return Object.assign(fake, { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close })
}

function disturb(fault: Fault, right: string, request: IncomingMessage, response: ServerResponse): void {
  if (typeof fault === 'number') response.writeHead(fault).end('{}')
  else if (fault === 'page') response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Be right back</html>')
  else if (fault === 'reset') request.socket.destroy()
  else if (fault === 'cut') response.writeHead(200).end(right.slice(0, right.length / 2))
  else if (fault !== 'hang') response.writeHead(429, { 'retry-after': fault.slice(4) }).end('{}')
}

/** Sessions of each day asked for. */
function visitsOf({ visits }: FakeMarketServer, query: URLSearchParams) {
  const [from, to] = [Date.parse(query.get('from') ?? ''), Date.parse(query.get('to') ?? '')]
  const days = Array.from({ length: (to - from) / 86_400_000 + 1 }, (_, n) => new Date(from + n * 86_400_000))
  return days.flatMap(at => {
    const day = at.toISOString().slice(0, 10)
    const sessions = visits(day)
    return sessions === null ? [] : [{ day, sessions }]
  })
}

/** Orders that were placed or changed in the window, and a buyer's name that must never be kept. */
function pageOf({ orders, priceField }: FakeMarketServer, query: URLSearchParams) {
  const [from, to] = [Date.parse(`${query.get('from')}T00:00:00Z`), Date.parse(`${query.get('to')}T00:00:00Z`)]
  const day = 86_400_000
  const inside = (at: string) => Date.parse(at) >= from - day && Date.parse(at) < to + 2 * day
  const found = orders.filter(order => inside(order.at) || inside(order.changed))
  const start = Number(query.get('page') || 0)
  const page = found.slice(start, start + pageSize).map(({ price, ...order }) => ({
    ...order,
    [priceField]: price,
    buyer_name: 'Canary Nightingale',
  }))
  return { orders: page, next: start + pageSize < found.length ? String(start + pageSize) : null }
}
