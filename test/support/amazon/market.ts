import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import type { MadeOrder } from '#test/support/made-orders.ts'
import { adsGrant } from './ads.ts'
import { answerAds } from './ads-answers.ts'
import { breachesOf } from './contract.ts'
import { answerKiosk, answerReports, sendDocument } from './made-documents.ts'
import type { Seller } from './seller.ts'
import { answerSeller } from './seller-answers.ts'
import { createThrottle } from './throttle.ts'

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

/** How a report or a query ends that Amazon does not make. */
export type Outcome = 'CANCELLED' | 'FATAL' | 'NOTHING'

/** Amazon on this machine: checks the grant and every request, pages, makes documents in their own time. */
export interface FakeAmazon extends Seller {
  readonly url: string
  /** The grant that is accepted; another one is `invalid_grant`. */
  refreshToken: string
  now: () => Date
  /** Asked before each call; `null`: the right answer. */
  disturb: ((path: string, query: string) => Disturbance | null) | null
  /** Asked when a report of a type or a query of some words is asked for; `null`: it is made. */
  outcome: ((what: string) => Outcome | null) | null
  /** Refuses calls beyond the published rates, by the real clock. */
  strict: boolean
  /** Whether the answer to a call that was carried out is lost on its way. */
  lose: ((call: string) => boolean) | null
  /** Tokens that were given out are refused from now on. */
  expireTokens(): void
  /** `METHOD /path?query` of every call. */
  readonly calls: string[]
  /** What was asked to be made: reports, queries, reports of advertising, in words that tell them apart. */
  readonly made: string[]
  /** What was wrong with calls. */
  readonly complaints: string[]
  close(): Promise<void>
}

/** What the parts of it share. */
export interface State {
  readonly fake: FakeAmazon
  /** Tokens by grant. */
  readonly tokens: Map<string, string>
  /** Reports, queries and their documents. */
  readonly made: Map<string, Made>
  readonly pages: Map<string, { readonly query: string; readonly rest: readonly MadeOrder[] }>
}

/** A report or query that is being made. */
export interface Made {
  readonly id: string
  readonly wanted: Readonly<Record<string, unknown>>
  readonly createdTime: string
  readonly outcome: Outcome | null
  asked: number
  /** The document, once somebody asked for its address. */
  content: { readonly type: string; readonly text: string } | null
  addressedAt: number
}

export interface Reply {
  readonly status: number
  readonly body: unknown
}

/** Starts it. */
export async function startFakeAmazon(orders: readonly MadeOrder[], now: () => Date, port = 0): Promise<FakeAmazon> {
  const throttle = createThrottle()
  const state = { tokens: new Map<string, string>(), made: new Map(), pages: new Map() }
  const server = createServer((request, response) => void serve({ ...state, fake }, throttle, request, response))
  const fake: FakeAmazon = {
    ...{ url: '', orders, refunds: [], returns: [], stock: [], timeZone: 'America/Los_Angeles' },
    ...{ refreshToken: fakeKeys.refresh_token, now, disturb: null, outcome: null, strict: false, lose: null },
    expireTokens: () => state.tokens.clear(),
    calls: [],
    made: [],
    complaints: [],
    close: () => new Promise(resolve => server.close(() => resolve())),
  }
  await new Promise<void>(resolve => server.listen(port, '127.0.0.1', resolve))
  return Object.assign(fake, { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` })
}

async function serve(
  state: State,
  throttle: (path: string) => boolean,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { fake } = state
  const url = new URL(request.url ?? '/', 'http://fake')
  const body = await text(request)
  fake.calls.push(`${request.method} ${url.pathname}${url.search}`)
  const disturbed = fake.disturb?.(url.pathname, url.search) ?? null
  if (disturbed) {
    response.writeHead(disturbed.status, { 'content-type': 'text/html', ...disturbed.headers }).end(disturbed.body)
    return
  }
  if (url.pathname.startsWith('/files/')) return sendDocument(state, url, request, response)
  if (fake.strict && !throttle(`${request.method} ${url.pathname}`)) {
    fake.complaints.push(`throttled ${request.method} ${url.pathname}`)
    response.writeHead(429, { 'content-type': 'application/json', 'x-amzn-ratelimit-limit': '0.01' })
    response.end(JSON.stringify({ errors: [{ code: 'QuotaExceeded', message: 'You exceeded your quota' }] }))
    return
  }
  const { status, body: said } = await answer(state, request, url, body)
  if (status === 400) fake.complaints.push(`${request.method} ${url.pathname}${url.search} ${JSON.stringify(said)}`)
  if (fake.lose?.(`${request.method} ${url.pathname}`)) {
    response.destroy()
    return
  }
  const payload = typeof said === 'string' ? said : JSON.stringify(said)
  response.writeHead(status, { 'content-type': 'application/json' }).end(status === 204 ? '' : payload)
}

async function answer(state: State, request: IncomingMessage, url: URL, body: string): Promise<Reply> {
  const { pathname } = url
  if (pathname === '/auth/o2/token') return mint(state, request, new URLSearchParams(body))
  if (pathname === '/v2/profiles' || pathname.startsWith('/reporting/')) return answerAds(state, request, url, body)
  if (state.tokens.get(String(request.headers['x-amz-access-token'])) !== 'seller') {
    const details = 'The access token you provided has expired.'
    return fault(403, 'Unauthorized', 'Access to requested resource is denied.', details)
  }
  const breaches = breachesOf(request.method ?? '', url, body)
  if (breaches.length > 0) return fault(400, 'InvalidInput', breaches.join('; '))
  if (pathname.startsWith('/reports/')) return answerReports(state, request, url, body)
  if (pathname.startsWith('/dataKiosk/')) return answerKiosk(state, request, url, body)
  return answerSeller(state, url)
}

/** Checks the form as Login with Amazon does. */
function mint({ fake, tokens }: State, request: IncomingMessage, form: URLSearchParams): Reply {
  const isForm = /^application\/x-www-form-urlencoded/.test(request.headers['content-type'] ?? '')
  if (request.method !== 'POST' || !isForm) return { status: 400, body: { error: 'invalid_request' } }
  if (form.get('grant_type') !== 'refresh_token') return { status: 400, body: { error: 'unsupported_grant_type' } }
  if (form.get('client_id') !== fakeKeys.client_id || form.get('client_secret') !== fakeKeys.client_secret)
    return { status: 401, body: { error: 'invalid_client', error_description: 'Client authentication failed' } }
  const refresh = form.get('refresh_token')
  if (refresh !== fake.refreshToken && refresh !== adsGrant)
    return { status: 400, body: { error: 'invalid_grant', error_description: 'The request has an invalid grant' } }
  const token = `Atza|Canary-Access-${randomUUID()}`
  tokens.set(token, refresh === adsGrant ? 'ads' : 'seller')
  return {
    status: 200,
    body: { access_token: token, token_type: 'bearer', expires_in: 3_600, refresh_token: refresh },
  }
}

/** An error as the interface tells it. */
export function fault(status: number, code: string, message: string, details = ''): Reply {
  return { status, body: { errors: [{ code, message, details }] } }
}
