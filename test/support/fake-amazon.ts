import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { gzipSync } from 'node:zlib'
import { orderDocument, orderOf } from './fake-amazon-orders.ts'
import type { MadeOrder } from './made-orders.ts'

/** What the application and the seller have. */
export const fakeKeys = {
  client_id: 'amzn1.application-oa2-client.made-up',
  client_secret: 'Canary-Secret-of-client',
  refresh_token: 'Atzr|Canary-Refresh',
  region: 'na',
}

/** An answer that replaces the right one. */
export interface Disturbance {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body: string
}

/** Amazon on this machine: checks the grant and every query, pages, makes reports in their own time. */
export interface FakeAmazon {
  readonly url: string
  orders: readonly MadeOrder[]
  /** The grant that is accepted; another one is `invalid_grant`. */
  refreshToken: string
  now: () => Date
  /** Asked before each call; `null`: the right answer. */
  disturb: ((path: string) => Disturbance | null) | null
  /** Tokens that were given out are refused from now on. */
  expireTokens(): void
  /** `METHOD /path?query` of every call. */
  readonly calls: string[]
  /** What was wrong with calls. */
  readonly complaints: string[]
  close(): Promise<void>
}

interface Made {
  readonly reportId: string
  readonly reportType: string
  readonly dataStartTime: string
  readonly dataEndTime: string
  readonly createdTime: string
  asked: number
}

interface State {
  readonly tokens: Set<string>
  readonly reports: Map<string, Made>
  readonly pages: Map<string, { readonly query: string; readonly rest: readonly MadeOrder[] }>
  readonly fake: FakeAmazon
}

interface Reply {
  readonly status: number
  readonly body: unknown
}

const marketplace = 'ATVPDKIKX0DER'
const timeZone = 'America/Los_Angeles'
const behindMs = 120_000

/** Starts it. */
export async function startFakeAmazon(orders: readonly MadeOrder[], now: () => Date, port = 0): Promise<FakeAmazon> {
  const state = { tokens: new Set<string>(), reports: new Map(), pages: new Map() }
  const server = createServer((request, response) => void serve({ ...state, fake }, request, response))
  const fake: FakeAmazon = {
    url: '',
    orders,
    refreshToken: fakeKeys.refresh_token,
    now,
    disturb: null,
    expireTokens: () => state.tokens.clear(),
    calls: [],
    complaints: [],
    close: () => new Promise(resolve => server.close(() => resolve())),
  }
  await new Promise<void>(resolve => server.listen(port, '127.0.0.1', resolve))
  return Object.assign(fake, { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` })
}

async function serve(state: State, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { fake } = state
  const url = new URL(request.url ?? '/', 'http://fake')
  const body = await text(request)
  fake.calls.push(`${request.method} ${url.pathname}${url.search}`)
  const disturbed = fake.disturb?.(url.pathname) ?? null
  if (disturbed) {
    response.writeHead(disturbed.status, { 'content-type': 'text/html', ...disturbed.headers }).end(disturbed.body)
    return
  }
  if (url.pathname.startsWith('/documents/')) return sendDocument(state, url, request, response)
  const { status, body: said } = answer(state, request, url, body)
  if (status === 400) fake.complaints.push(`${request.method} ${url.pathname}${url.search} ${JSON.stringify(said)}`)
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(said))
}

function answer(state: State, request: IncomingMessage, url: URL, body: string): Reply {
  if (url.pathname === '/auth/o2/token') return mint(state, request, new URLSearchParams(body))
  if (!state.tokens.has(String(request.headers['x-amz-access-token']))) {
    return fault(
      403,
      'Unauthorized',
      'Access to requested resource is denied.',
      'The access token you provided has expired.',
    )
  }
  const query = url.searchParams
  switch (`${request.method} ${url.pathname}`) {
    case 'GET /sellers/v1/marketplaceParticipations':
      return { status: 200, body: participations }
    case 'GET /orders/2026-01-01/orders':
      return searchOrders(state, query)
    default:
      return reportCall(state, request, url, body)
  }
}

/** Checks the form as Login with Amazon does. */
function mint({ fake, tokens }: State, request: IncomingMessage, form: URLSearchParams): Reply {
  const isForm = /^application\/x-www-form-urlencoded/.test(request.headers['content-type'] ?? '')
  if (request.method !== 'POST' || !isForm) return { status: 400, body: { error: 'invalid_request' } }
  if (form.get('grant_type') !== 'refresh_token') return { status: 400, body: { error: 'unsupported_grant_type' } }
  if (form.get('client_id') !== fakeKeys.client_id || form.get('client_secret') !== fakeKeys.client_secret)
    return { status: 401, body: { error: 'invalid_client', error_description: 'Client authentication failed' } }
  if (form.get('refresh_token') !== fake.refreshToken)
    return { status: 400, body: { error: 'invalid_grant', error_description: 'The request has an invalid grant' } }
  const token = `Atza|Canary-Access-${randomUUID()}`
  tokens.add(token)
  return {
    status: 200,
    body: { access_token: token, token_type: 'bearer', expires_in: 3_600, refresh_token: fake.refreshToken },
  }
}

const participations = {
  payload: [
    {
      marketplace: {
        id: marketplace,
        countryCode: 'US',
        name: 'Amazon.com',
        defaultCurrencyCode: 'USD',
        defaultLanguageCode: 'en_US',
        domainName: 'www.amazon.com',
      },
      storeName: 'Pebble Goods',
      participation: { isParticipating: true, hasSuspendedListings: false },
    },
    {
      marketplace: {
        id: 'A2EUQ1WTGCTBG2',
        countryCode: 'CA',
        name: 'Amazon.ca',
        defaultCurrencyCode: 'CAD',
        defaultLanguageCode: 'en_CA',
        domainName: 'www.amazon.ca',
      },
      storeName: 'Pebble Goods',
      participation: { isParticipating: false, hasSuspendedListings: false },
    },
  ],
}

function fault(status: number, code: string, message: string, details = ''): Reply {
  return { status, body: { errors: [{ code, message, details }] } }
}

function searchOrders({ fake, pages }: State, query: URLSearchParams): Reply {
  const token = query.get('paginationToken')
  query.delete('paginationToken')
  const kept = token === null ? null : pages.get(token)
  if (kept === undefined || (kept && kept.query !== query.toString()))
    return fault(400, 'InvalidInput', 'The pagination token does not fit')
  const [created, updated] = [query.get('createdAfter'), query.get('lastUpdatedAfter')]
  if ((created === null) === (updated === null) || query.get('marketplaceIds') !== marketplace)
    return fault(400, 'InvalidInput', 'Exactly one of createdAfter and lastUpdatedAfter')
  const latest = fake.now().getTime() - behindMs
  const before = Date.parse(
    query.get('lastUpdatedBefore') ?? query.get('createdBefore') ?? new Date(latest).toISOString(),
  )
  if (before > latest) return fault(400, 'InvalidInput', 'Before must be two minutes in the past')
  const after = Date.parse(updated ?? created ?? '')
  const at = (order: MadeOrder) => Date.parse(updated === null ? order.placed : order.changed)
  const all = kept?.rest ?? fake.orders.filter(order => at(order) >= after && at(order) < before)
  const size = Math.min(20, Number(query.get('maxResultsPerPage') ?? 100))
  const next = all.length > size ? `page/${randomUUID()}=+` : null
  if (next !== null) pages.set(next, { query: query.toString(), rest: all.slice(size) })
  const bound = { [updated === null ? 'createdBefore' : 'lastUpdatedBefore']: new Date(before).toISOString() }
  const orders = all.slice(0, size).map(orderOf)
  return { status: 200, body: { orders, ...(next !== null && { pagination: { nextToken: next } }), ...bound } }
}

function reportCall(state: State, request: IncomingMessage, url: URL, body: string): Reply {
  const [, id] = /^\/reports\/2021-06-30\/(?:reports|documents)\/(.+)$/.exec(url.pathname) ?? []
  if (id !== undefined) {
    const made = state.reports.get(decodeURIComponent(id).replace(/^doc-/, ''))
    if (!made) return fault(404, 'NotFound', 'There is no such report')
    if (url.pathname.includes('/documents/')) return documentAddress(state, made)
    made.asked += 1
    return { status: 200, body: told(made) }
  }
  if (request.method === 'GET') {
    const reports = [...state.reports.values()].filter(one => one.reportType === url.searchParams.get('reportTypes'))
    return { status: 200, body: { reports: reports.map(told) } }
  }
  const wanted = JSON.parse(body) as Omit<Made, 'reportId' | 'createdTime' | 'asked'>
  const made: Made = {
    ...wanted,
    reportId: `R${state.reports.size + 1}`,
    createdTime: state.fake.now().toISOString(),
    asked: 0,
  }
  state.reports.set(made.reportId, made)
  return { status: 202, body: { reportId: made.reportId } }
}

/** In progress at the first look, done at the second. */
function told({ asked, ...made }: Made): object {
  if (asked < 2) return { ...made, processingStatus: 'IN_PROGRESS' }
  return { ...made, processingStatus: 'DONE', reportDocumentId: `doc-${made.reportId}` }
}

function documentAddress({ fake }: State, made: Made): Reply {
  const url = `${fake.url}/documents/${made.reportId}?X-Amz-Signature=Canary-Signature`
  return { status: 200, body: { reportDocumentId: `doc-${made.reportId}`, url, compressionAlgorithm: 'GZIP' } }
}

function sendDocument({ fake, reports }: State, url: URL, request: IncomingMessage, response: ServerResponse): void {
  const made = reports.get(url.pathname.slice('/documents/'.length))
  if (!made || request.headers['x-amz-access-token'] !== undefined) {
    response.writeHead(403).end()
    return
  }
  const isTraffic = made.reportType === 'GET_SALES_AND_TRAFFIC_REPORT'
  response.writeHead(200, {
    'content-type': isTraffic ? 'application/json' : 'text/tab-separated-values; charset=UTF-8',
  })
  response.end(
    gzipSync(
      isTraffic ? trafficDocument(made, fake) : orderDocument(fake.orders, made.dataStartTime, made.dataEndTime),
    ),
  )
}

/** Visits of each day that is over; none are counted yet of the last two. */
function trafficDocument({ dataStartTime, dataEndTime }: Made, fake: FakeAmazon): string {
  const counted = dayOf(new Date(fake.now().getTime() - 3 * 86_400_000))
  const days: object[] = []
  for (let at = Date.parse(dataStartTime.slice(0, 10)); at <= Date.parse(dataEndTime.slice(0, 10)); at += 86_400_000) {
    const date = new Date(at).toISOString().slice(0, 10)
    if (date > dayOf(fake.now())) continue
    const visits = date <= counted ? visitsOf(date) : { sessions: 0, pageViews: 0, buyBoxPercentage: 0 }
    days.push({ date, salesByDate: { unitsOrdered: 3, unitsRefunded: 0 }, trafficByDate: visits })
  }
  return JSON.stringify({ salesAndTrafficByDate: days, salesAndTrafficByAsin: [] })
}

/** Visits that are made up of a day. */
export function visitsOf(day: string) {
  const number = Number(day.replaceAll('-', '')) % 97
  return { sessions: 100 + number, pageViews: 300 + number, buyBoxPercentage: 90.5 }
}

function dayOf(at: Date): string {
  return at.toLocaleDateString('en-CA', { timeZone })
}
