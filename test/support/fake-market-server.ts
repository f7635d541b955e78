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

/** A marketplace on this machine: refresh tokens work once, pages hold ten orders, faults on demand. */
export interface FakeMarketServer {
  readonly url: string
  readonly orders: FakeOrder[]
  /** Called before each request of orders; a number is answered as its status. */
  fault: (() => number | null) | null
  readonly refreshes: () => number
  close(): Promise<void>
}

const pageSize = 10

/** Starts it. */
export async function startFakeMarket(timeZone = 'America/Los_Angeles'): Promise<FakeMarketServer> {
  const state = { refresh: 'refresh-0', minted: 0, fault: null as (() => number | null) | null }
  const orders: FakeOrder[] = []
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const url = new URL(request.url ?? '/', 'http://fake')
    const send = (status: number, body: unknown, headers = {}) => {
      response.writeHead(status, { 'content-type': 'application/json', ...headers })
      response.end(JSON.stringify(body))
    }
    if (url.pathname === '/token') {
      if ((await text(request)) !== state.refresh) return send(400, { error: 'invalid_grant' })
      state.minted += 1
      state.refresh = `refresh-${state.minted}`
      return send(200, { access: `access-${state.minted}`, refresh: state.refresh, seconds: 3_600 })
    }
    if (!request.headers.authorization?.startsWith('Bearer access-')) return send(401, {})
    if (url.pathname === '/stores') {
      return send(200, [{ externalId: 'M1', name: 'Harbour', market: 'us', timeZone, currency: 'USD' }])
    }
    const fault = state.fault?.() ?? null
    if (fault !== null) return send(fault, {}, fault === 429 ? { 'retry-after': '0' } : {})
    send(200, pageOf(orders, url.searchParams))
  }
  const server = createServer((request, response) => void answer(request, response))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    orders,
    get fault() {
      return state.fault
    },
    set fault(fault) {
      state.fault = fault
    },
    refreshes: () => state.minted,
    close: () => new Promise(resolve => server.close(() => resolve())),
  }
}

/** Orders that were placed or changed in the window, and a buyer's name that must never be kept. */
function pageOf(orders: readonly FakeOrder[], query: URLSearchParams) {
  const [from, to] = [Date.parse(`${query.get('from')}T00:00:00Z`), Date.parse(`${query.get('to')}T00:00:00Z`)]
  const day = 86_400_000
  const inside = (at: string) => Date.parse(at) >= from - day && Date.parse(at) < to + 2 * day
  const found = orders.filter(order => inside(order.at) || inside(order.changed))
  const start = Number(query.get('page') || 0)
  const page = found.slice(start, start + pageSize).map(order => ({ ...order, buyer_name: 'Canary Nightingale' }))
  return { orders: page, next: start + pageSize < found.length ? String(start + pageSize) : null }
}
