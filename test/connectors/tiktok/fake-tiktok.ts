import { createHmac } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

export const fakeKeys = {
  app_key: '6canary0key',
  app_secret: 'canary-app-secret-of-tiktok',
  refresh_token: 'TTR_canary-refresh-0',
}

/** An answer instead of the right one; `reset` cuts the connection. */
export type Disturbance =
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body: string }
  | 'reset'

/** A record of any search: only the instants are looked at. */
export interface Dated {
  readonly create_time: number
  readonly update_time: number
}

/** TikTok Shop on this machine: signatures are recomputed from the bytes that came, tokens rotate, pages have limits. */
export interface FakeTiktok {
  readonly url: string
  orders: Dated[]
  returns: Dated[]
  /** Cancellations; they need not change their order. `null`: the shop may not see them. */
  cancellations: Dated[] | null
  /** Further operations by path; what is not here is `Invalid path`. */
  readonly others: Map<string, (query: URLSearchParams) => unknown>
  /** The only refresh token that is accepted; each use replaces it. */
  refreshToken: string
  now: () => Date
  disturb: ((path: string) => Disturbance | null) | null
  expireTokens(): void
  readonly calls: string[]
  readonly complaints: string[]
  close(): Promise<void>
}

const cipher = 'GCP_canary-cipher'
const success = (data: unknown) => ({ code: 0, message: 'Success', request_id: '2026', data })

/** A shop without visits, LIVE, settlements and stock. */
const quiet: Readonly<Record<string, (query: URLSearchParams) => unknown>> = {
  '/analytics/202509/shop/performance': () => ({ latest_available_date: '2026-03-29', performance: { intervals: [] } }),
  '/analytics/202509/shop_lives/performance': () => ({ latest_available_date: '2026-03-29' }),
  '/analytics/202509/shop_videos/performance': () => ({ latest_available_date: '2026-03-29' }),
  '/affiliate_seller/202410/orders/search': () => ({ orders: [] }),
  '/finance/202309/statements': () => ({ statements: [] }),
  '/product/202502/products/search': () => ({ products: [] }),
}

export async function startFakeTiktok(now: () => Date): Promise<FakeTiktok> {
  const tokens = new Set<string>()
  const server = createServer((request, response) => void serve(fake, tokens, request, response))
  const fake: FakeTiktok = {
    url: '',
    orders: [],
    returns: [],
    cancellations: [],
    others: new Map(Object.entries(quiet)),
    refreshToken: fakeKeys.refresh_token,
    now,
    disturb: null,
    expireTokens: () => tokens.clear(),
    calls: [],
    complaints: [],
    close: () =>
      new Promise(resolve => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return Object.assign(fake, { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` })
}

async function serve(fake: FakeTiktok, tokens: Set<string>, request: IncomingMessage, response: ServerResponse) {
  const url = new URL(request.url ?? '/', 'http://fake')
  const body = await text(request)
  fake.calls.push(`${request.method} ${url.pathname}`)
  const disturbed = fake.disturb?.(url.pathname) ?? null
  if (disturbed === 'reset') {
    request.socket.destroy()
    return
  }
  if (disturbed) {
    response.writeHead(disturbed.status, { 'content-type': 'text/html', ...disturbed.headers }).end(disturbed.body)
    return
  }
  const { status, answer } = answerTo(fake, tokens, request, url, body)
  response
    .writeHead(status, { 'content-type': 'application/json' })
    .end(JSON.stringify(answer).replaceAll('"@', '').replaceAll('@"', ''))
}

interface Reply {
  readonly status: number
  readonly answer: unknown
}

function answerTo(fake: FakeTiktok, tokens: Set<string>, request: IncomingMessage, url: URL, body: string): Reply {
  const path = url.pathname
  const query = url.searchParams
  const refuse = (code: number, message: string): Reply => {
    fake.complaints.push(`${path}: ${message}`)
    return { status: 200, answer: { code, message, request_id: '2026' } }
  }
  if (path === '/api/v2/token/refresh') return renew(fake, tokens, query)
  const wrong = wrongIn(fake, request, url, body)
  if (wrong) return refuse(106_001, wrong)
  if (!tokens.has(String(request.headers['x-tts-access-token']))) {
    return { status: 401, answer: { code: 105_002, message: 'expired credentials' } }
  }
  if (path === '/authorization/202309/shops') {
    const shop = {
      id: '7494049642642441621',
      name: 'Pebble Live',
      region: 'US',
      seller_type: 'LOCAL',
      cipher,
      code: 'US1',
    }
    return { status: 200, answer: success({ shops: [shop] }) }
  }
  if (query.get('shop_cipher') !== cipher) return refuse(36_009_004, 'shop_cipher is missing')
  if (path === '/order/202309/orders/search') return search(fake, refuse, query, body, { of: 'orders', most: 100 })
  if (path === '/return_refund/202309/returns/search') {
    return search(fake, refuse, query, body, { of: 'returns', most: 50, least: 10, name: 'return_orders' })
  }
  if (path === '/return_refund/202309/cancellations/search') {
    if (fake.cancellations === null) return { status: 200, answer: { code: 105_005, message: 'no scope' } }
    return search(fake, refuse, query, body, { of: 'cancellations', most: 50 })
  }
  if (path === '/order/202309/orders') return details(fake, refuse, request, query)
  const other = fake.others.get(path)
  if (other) return { status: 200, answer: success(other(query)) }
  return { status: 404, answer: { code: 36_009_009, message: 'Invalid path' } }
}

function renew(fake: FakeTiktok, tokens: Set<string>, query: URLSearchParams): Reply {
  const right =
    query.get('app_key') === fakeKeys.app_key &&
    query.get('app_secret') === fakeKeys.app_secret &&
    query.get('grant_type') === 'refresh_token' &&
    query.get('refresh_token') === fake.refreshToken
  if (!right) return { status: 200, answer: { code: 36_004_004, message: 'invalid refresh token', data: {} } }
  const number = tokens.size + fake.calls.length
  const access_token = `TTP_canary-access-${number}`
  fake.refreshToken = `TTR_canary-refresh-${number}`
  tokens.add(access_token)
  const end = Math.floor(fake.now().getTime() / 1_000) + 7 * 86_400
  const data = {
    access_token,
    access_token_expire_in: end,
    refresh_token: fake.refreshToken,
    refresh_token_expire_in: end,
  }
  return { status: 200, answer: success(data) }
}

/** The signature as the documentation of the marketplace describes it, from the bytes that came. */
function wrongIn(fake: FakeTiktok, request: IncomingMessage, url: URL, body: string): string | null {
  const query = [...url.searchParams].filter(([name]) => !['sign', 'access_token'].includes(name))
  const sorted = query.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, value]) => name + value)
  const secret = fakeKeys.app_secret
  const signed = `${secret}${url.pathname}${sorted.join('')}${request.method === 'GET' ? '' : body}${secret}`
  if (url.searchParams.get('sign') !== createHmac('sha256', secret).update(signed).digest('hex')) return 'invalid sign'
  if (url.searchParams.get('app_key') !== fakeKeys.app_key) return 'invalid app_key'
  const age = fake.now().getTime() / 1_000 - Number(url.searchParams.get('timestamp'))
  if (!(Math.abs(age) < 300)) return 'timestamp is too far from now'
  if (request.headers['content-type'] !== 'application/json') return 'content-type must be application/json'
  return null
}

interface SearchOf {
  readonly of: 'orders' | 'returns' | 'cancellations'
  readonly most: number
  readonly least?: number
  readonly name?: string
}

/** Orders by their numbers, fifty at most. */
function details(
  fake: FakeTiktok,
  refuse: (code: number, message: string) => Reply,
  request: IncomingMessage,
  query: URLSearchParams,
): Reply {
  const ids = (query.get('ids') ?? '').split(',')
  if (request.method !== 'GET' || ids.length > 50 || ids.some(id => !/^\d+$/.test(id))) {
    return refuse(36_009_004, `ids must be 1 to 50 numbers: ${query.get('ids')}`)
  }
  const orders = fake.orders.filter(order => ids.includes(String((order as unknown as { id: string }).id)))
  return { status: 200, answer: success({ orders }) }
}

/** Pages by a token that names the last row; the first row of each later page is that of the page before once more. */
function search(
  fake: FakeTiktok,
  refuse: (code: number, message: string) => Reply,
  query: URLSearchParams,
  body: string,
  { of, most, least = 1, name = of }: SearchOf,
): Reply {
  const size = Number(query.get('page_size'))
  if (!(size >= least && size <= most)) return refuse(36_009_004, `page_size must be ${least}-${most}`)
  const field = query.get('sort_field')
  if (field !== 'create_time' && field !== 'update_time') return refuse(36_009_004, 'sort_field')
  const range = JSON.parse(body) as Record<string, number>
  const known = ['create_time_ge', 'create_time_lt', 'update_time_ge', 'update_time_lt']
  if (Object.entries(range).some(([key, value]) => !known.includes(key) || !Number.isInteger(value))) {
    return refuse(36_009_004, `unknown filter ${body}`)
  }
  const inside = (one: Dated) =>
    one.create_time >= (range.create_time_ge ?? 0) &&
    one.create_time < (range.create_time_lt ?? Number.POSITIVE_INFINITY) &&
    one.update_time >= (range.update_time_ge ?? 0) &&
    one.update_time < (range.update_time_lt ?? Number.POSITIVE_INFINITY)
  const up = query.get('sort_order') === 'ASC' ? 1 : -1
  const found = (fake[of] ?? []).filter(inside).sort((a, b) => up * (a[field] - b[field]))
  const start = Math.max(0, Number(query.get('page_token') ?? 0) - 1)
  const page = found.slice(start, start + size)
  const end = start + page.length
  const data = { [name]: page, total_count: found.length, next_page_token: end < found.length ? String(end) : '' }
  return { status: 200, answer: success(data) }
}
