import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import type { MadeOrder } from '#test/support/made-orders.ts'

export const fakeKeys = {
  client_id: 'canary-app',
  client_secret: 'canary-cert',
  refresh_token: 'v^1.1#i^1#canary-refresh=',
}

/** Money given back of an order, in cents: of its first line, told by the line, the payment summary or only getOrder. */
export interface MadeRefund {
  readonly order: string
  readonly at: string
  readonly cents: number
  readonly by: 'line' | 'summary' | 'hidden' | 'failed'
}

/** An answer instead of the right one. */
export interface Disturbance {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  /** The connection is cut. */
  readonly reset?: boolean
}

/** What a test adds to the fake: answers of other operations, by method and path. */
export type Extra = (
  request: { readonly method: string; readonly path: string; readonly query: URLSearchParams; readonly body: string },
  headers: IncomingMessage['headers'],
) => {
  readonly status: number
  readonly json?: unknown
  readonly bytes?: Uint8Array
  readonly headers?: Record<string, string>
} | null

export interface FakeEbay {
  readonly url: string
  orders: readonly MadeOrder[]
  refunds: readonly MadeRefund[]
  refreshToken: string
  disturb: ((path: string, count: number) => Disturbance | null) | null
  extra: Extra
  /** Pages skip an order the first time that they are read. */
  moving: boolean
  readonly calls: string[]
  readonly complaints: string[]
  minted: number
  expireTokens(): void
  close(): Promise<void>
}

type Send = (status: number, body: unknown, headers?: Record<string, string>) => void
const twoYears = 731 * 86_400_000

/** Starts an eBay on this machine: tokens of two hours, filters checked, lists without cancellation requests. */
export async function startFakeEbay(orders: readonly MadeOrder[], now: () => Date): Promise<FakeEbay> {
  const tokens = new Map<string, number>()
  const moved = new Set<string>()
  let count = 0
  const complain = (why: string) => void fake.complaints.push(why)

  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const [path = '', raw = ''] = (request.url ?? '').split(/\?(.*)/s)
    const send: Send = (status, body, headers = {}) => {
      response.writeHead(status, { 'content-type': 'application/json', ...headers })
      response.end(body instanceof Uint8Array || typeof body === 'string' ? body : JSON.stringify(body))
    }
    const body = await text(request)
    if (path === '/identity/v1/oauth2/token') return mint(request, body, send)
    fake.calls.push(`${request.method} ${path}?${raw}`)
    count += 1
    const bearer = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? ''
    if ((tokens.get(bearer) ?? 0) <= now().getTime()) return send(401, fault(1001, 'Invalid access token'))
    const wrong = fake.disturb?.(path, count) ?? null
    if (wrong?.reset) return void response.destroy()
    if (wrong) return send(wrong.status, wrong.body ?? '', wrong.headers)
    if (/[[\]{}|]/.test(raw)) complain(`not encoded: ${raw}`)
    const query = new URLSearchParams(raw)
    const added = fake.extra({ method: request.method ?? '', path, query, body }, request.headers)
    if (added) return send(added.status, added.bytes ?? added.json ?? '', added.headers)
    if (path === '/sell/fulfillment/v1/order') return list(query, send)
    const id = /^\/sell\/fulfillment\/v1\/order\/([^/]+)$/.exec(path)?.[1]
    const order = fake.orders.find(one => one.id === id)
    if (order) return send(200, orderOf(order, fake.refunds, true))
    send(404, fault(32100, 'not found'))
  }

  function mint({ headers, method }: IncomingMessage, body: string, send: Send) {
    const basic = Buffer.from(`${fakeKeys.client_id}:${fakeKeys.client_secret}`).toString('base64')
    const isForm = headers['content-type'] === 'application/x-www-form-urlencoded'
    if (method !== 'POST' || !isForm || headers.authorization !== `Basic ${basic}`)
      return send(401, { error: 'invalid_client', error_description: 'client authentication failed' })
    const form = new URLSearchParams(body)
    if (form.get('grant_type') === 'client_credentials') {
      if (form.get('scope') !== 'https://api.ebay.com/oauth/api_scope') complain(`scope ${form.get('scope')}`)
      tokens.set('canary-application-token', now().getTime() + 7_200_000)
      return send(200, { access_token: 'canary-application-token', expires_in: 7200, token_type: 'Application' })
    }
    if (form.get('grant_type') !== 'refresh_token' || form.get('refresh_token') !== fake.refreshToken)
      return send(400, { error: 'invalid_grant', error_description: 'the provided authorization grant is invalid' })
    fake.minted += 1
    const token = `canary-token-${fake.minted}`
    tokens.set(token, now().getTime() + 7_200_000)
    send(200, { access_token: token, expires_in: 7200, token_type: 'User Access Token' })
  }

  function list(query: URLSearchParams, send: Send) {
    const [limit, offset] = [Number(query.get('limit') ?? 50), Number(query.get('offset') ?? 0)]
    if (limit > 200 || offset % limit !== 0) complain(`limit ${limit}, offset ${offset}`)
    if (limit > 200) return send(400, fault(30700, 'Invalid limit'))
    const filter = query.get('filter')
    const stamp = String.raw`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z`
    const told = new RegExp(`^(creationdate|lastmodifieddate):\\[(${stamp})\\.\\.(${stamp})\\]$`).exec(filter ?? '')
    if (filter !== null && !told) complain(`filter ${filter}`)
    const [, by, from = new Date(now().getTime() - 90 * 86_400_000).toISOString(), to = now().toISOString()] =
      told ?? []
    if (now().getTime() - Date.parse(from) > twoYears) complain(`older than two years: ${from}`)
    if (Date.parse(to) > now().getTime()) complain(`in the future: ${to}`)
    const found = fake.orders.filter(order => {
      const at = by === 'lastmodifieddate' ? changedOf(order, fake.refunds) : order.placed
      return at >= from && at <= to
    })
    const key = `${filter}/${offset}`
    const skipped = fake.moving && offset > 0 && !moved.has(key) ? 1 : 0
    moved.add(key)
    const rows = found.slice(Math.max(0, offset - (skipped ? -1 : 1)), offset + limit) // pages overlap by an order
    send(200, {
      href: `https://api.ebay.com/sell/fulfillment/v1/order?${query}`,
      total: found.length,
      limit,
      offset,
      ...(offset + limit < found.length && { next: 'https://api.ebay.com/sell/fulfillment/v1/order?offset=…' }),
      orders: rows.map(order => orderOf(order, fake.refunds, false)),
      warnings: [],
    })
  }

  const server = createServer((request, response) => void answer(request, response))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const fake: FakeEbay = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    orders,
    refunds: [],
    refreshToken: fakeKeys.refresh_token,
    disturb: null,
    extra: () => null,
    moving: false,
    calls: [],
    complaints: [],
    minted: 0,
    expireTokens: () => tokens.clear(),
    close: () => new Promise(resolve => server.close(() => resolve())),
  }
  return fake
}

/** The body of a refusal. */
export function fault(errorId: number, message: string): object {
  return { errors: [{ errorId, domain: 'ACCESS', category: 'REQUEST', message, longMessage: message }] }
}

const usd = (cents: number) => ({ value: (cents / 100).toFixed(2), currency: 'USD' })

function changedOf(order: MadeOrder, refunds: readonly MadeRefund[]): string {
  return [order.changed, ...refunds.filter(one => one.order === order.id).map(({ at }) => at)].sort().at(-1) ?? ''
}

function orderOf(order: MadeOrder, all: readonly MadeRefund[], whole: boolean): object {
  const refunds = all.filter(one => one.order === order.id && (whole || one.by !== 'hidden'))
  const cancelled = order.state === 'CANCELLED'
  const told = refunds.map(({ at, cents, by }) => ({
    amount: usd(cents),
    refundDate: at,
    refundId: `R-${order.id}-${at}`,
    refundStatus: by === 'failed' ? 'FAILED' : 'REFUNDED',
  }))
  return {
    orderId: order.id,
    creationDate: order.placed,
    lastModifiedDate: changedOf(order, all),
    sellerId: 'lampseller',
    orderPaymentStatus: all.some(one => one.order === order.id) ? 'PARTIALLY_REFUNDED' : 'PAID',
    orderFulfillmentStatus: order.state === 'SHIPPED' ? 'FULFILLED' : 'NOT_STARTED',
    buyer: { username: 'canarybuyer', taxAddress: { city: 'Canaryville' } },
    buyerCheckoutNotes: 'canary notes',
    cancelStatus: {
      cancelState: cancelled ? 'CANCELED' : 'NONE_REQUESTED',
      ...(cancelled && { cancelledDate: order.changed }),
      cancelRequests:
        cancelled && whole ? [{ cancelInitiator: 'SELLER', cancelReason: 'OUT_OF_STOCK_OR_CANNOT_FULFILL' }] : [],
    },
    pricingSummary: { total: usd(0), deliveryCost: usd(0) },
    paymentSummary: { totalDueSeller: usd(0), refunds: told },
    lineItems: order.lines.map((line, index) => ({
      lineItemId: `${order.id}-${index}`,
      legacyItemId: '1',
      sku: line.sku,
      quantity: line.quantity,
      lineItemCost: usd(line.cents ?? 0),
      ...(line.discount > 0 && { discountedLineItemCost: usd((line.cents ?? 0) - line.discount) }),
      ebayCollectAndRemitTaxes: [{ taxType: 'STATE_SALES_TAX', amount: usd(line.tax) }],
      listingMarketplaceId: index === 0 ? 'EBAY_US' : 'EBAY_MOTORS_US',
      purchaseMarketplaceId: 'EBAY_GB',
      refunds:
        index === 0 ? told.filter((_, at) => refunds[at]?.by === 'line').map(({ refundStatus: _, ...one }) => one) : [],
    })),
  }
}
