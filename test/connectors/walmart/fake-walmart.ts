import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import type { MadeOrder } from '#test/support/made-orders.ts'

export const fakeKeys = { client_id: 'canary-client-id', client_secret: 'canary-client-secret' }

/** Money given back for the first line of an order, in cents without tax. */
export interface MadeRefund {
  readonly order: string
  readonly at: string
  readonly cents: number
  /** Told by a return, by the order itself, or by both. */
  readonly by: 'return' | 'order' | 'both'
  readonly reason?: string
  /** When it was asked for; absent: when it was given back. */
  readonly asked?: string
}

/** An answer instead of the right one. */
export interface Disturbance {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  /** The connection is cut. */
  readonly reset?: boolean
}

export interface FakeWalmart {
  readonly url: string
  orders: readonly MadeOrder[]
  refunds: readonly MadeRefund[]
  /** Called before each call but the minting of tokens. */
  disturb: ((path: string, count: number) => Disturbance | null) | null
  /** Paths that this account may not use. */
  readonly forbidden: Set<string>
  /** Pages skip an order the first time that they are read. */
  moving: boolean
  readonly calls: string[]
  readonly complaints: string[]
  minted: number
  expireTokens(): void
  close(): Promise<void>
}

const pageSize = 20
const day = 86_400_000
const documented: Readonly<Record<string, readonly string[]>> = {
  '/v3/orders': [
    'sku',
    'customerOrderId',
    'purchaseOrderId',
    'status',
    'createdStartDate',
    'createdEndDate',
    'fromExpectedShipDate',
    'toExpectedShipDate',
    'lastModifiedStartDate',
    'lastModifiedEndDate',
    'limit',
    'productInfo',
    'shipNodeType',
    'shippingProgramType',
    'replacementInfo',
    'orderType',
  ],
  '/v3/returns': [
    'returnOrderId',
    'customerOrderId',
    'status',
    'replacementInfo',
    'returnType',
    'returnCreationStartDate',
    'returnCreationEndDate',
    'returnLastModifiedStartDate',
    'returnLastModifiedEndDate',
    'limit',
  ],
}

/** Starts a Walmart on this machine: tokens of fifteen minutes, cursors that must come back byte by byte. */
export async function startFakeWalmart(orders: readonly MadeOrder[], now: () => Date): Promise<FakeWalmart> {
  const tokens = new Map<string, number>()
  const ids = new Set<string>()
  const cursors = new Map<string, { readonly query: URLSearchParams; readonly offset: number }>()
  const moved = new Set<string>()
  let count = 0
  const complain = (why: string) => void fake.complaints.push(why)

  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const [path = '', raw = ''] = (request.url ?? '').split(/\?(.*)/s)
    const send = (status: number, body: unknown, headers = {}) => {
      response.writeHead(status, { 'content-type': 'application/json', ...headers })
      response.end(typeof body === 'string' ? body : JSON.stringify(body))
    }
    const refuse = (status: number, code: string) =>
      send(status, { errors: { error: [{ code, field: '', description: 'no', severity: 'ERROR' }] } })
    checkHeaders(request)
    if (path === '/v3/token') return mint(request, send, refuse)
    fake.calls.push(`${path}?${raw}`)
    count += 1
    const token = tokens.get(String(request.headers['wm_sec.access_token'])) ?? 0
    if (token <= now().getTime()) return refuse(401, 'UNAUTHORIZED.GMP_GATEWAY_API')
    const wrong = fake.disturb?.(path, count) ?? null
    if (wrong?.reset) return void response.destroy()
    if (wrong) return send(wrong.status, wrong.body ?? '', wrong.headers)
    if (fake.forbidden.has(path)) return refuse(403, 'FORBIDDEN.GMP_GATEWAY_API')
    const page = place(path, raw)
    if (!page) return refuse(400, 'INVALID_REQUEST.GMP_ORDER_API')
    const limit = Math.min(pageSize, Number(page.query.get('limit') ?? 10))
    if (path === '/v3/orders') return sendOrders(page, limit, send, refuse)
    if (path === '/v3/returns') return sendReturns(page, limit, send)
    refuse(404, 'CONTENT_NOT_FOUND.GMP_GATEWAY_API')
  }

  function checkHeaders({ headers, url }: IncomingMessage) {
    const id = String(headers['wm_qos.correlation_id'] ?? '')
    if (!/^[0-9a-f-]{36}$/.test(id) || ids.has(id)) complain(`correlation id ${id} of ${url}`)
    ids.add(id)
    if (!headers['wm_svc.name']) complain(`no WM_SVC.NAME: ${url}`)
    if (headers.accept !== 'application/json') complain(`XML would come: ${url}`)
  }

  async function mint(
    request: IncomingMessage,
    send: (status: number, body: unknown) => void,
    refuse: (status: number, code: string) => void,
  ) {
    const basic = Buffer.from(`${fakeKeys.client_id}:${fakeKeys.client_secret}`).toString('base64')
    if (request.headers.authorization !== `Basic ${basic}`) return refuse(401, 'UNAUTHORIZED.GMP_GATEWAY_API')
    const isForm = request.headers['content-type'] === 'application/x-www-form-urlencoded'
    if (!isForm || (await text(request)) !== 'grant_type=client_credentials') return refuse(400, 'INVALID_REQUEST')
    fake.minted += 1
    const token = `canary-token-${fake.minted}`
    tokens.set(token, now().getTime() + 900_000)
    send(200, { access_token: token, token_type: 'Bearer', expires_in: 900 })
  }

  /** A cursor is known only in the very bytes that were given. */
  function place(path: string, raw: string) {
    const known = cursors.get(`${path}?${raw}`)
    if (known) return known
    const query = new URLSearchParams(raw)
    const unknown = [...query.keys()].filter(name => !documented[path]?.includes(name))
    if (unknown.length > 0) complain(`${path}: ${unknown.join()}`)
    if (Number(query.get('limit') ?? 10) > 200) complain(`limit ${query.get('limit')}`)
    for (const [name, value] of query) {
      if (!/Date$/.test(name)) continue
      if (!/^\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\dZ)?$/.test(value)) complain(`${name}=${value}`)
      if (now().getTime() - Date.parse(value) > 180 * day) complain(`${name} is older than 180 days: ${value}`)
    }
    return unknown.length > 0 ? null : { query, offset: 0 }
  }

  /** Every page begins with the last row of the page before; while pages move, one row falls between them. */
  function cut<T>(
    path: string,
    { query, offset }: { query: URLSearchParams; offset: number },
    limit: number,
    all: T[],
  ) {
    const key = `${path}/${query}/${offset}`
    const skipped = fake.moving && offset > 0 && !moved.has(key) ? 1 : 0
    moved.add(key)
    const rows = all.slice(Math.max(0, offset - 1 + 2 * skipped), offset + limit)
    const end = offset + limit
    if (end >= all.length) return { rows, meta: { totalCount: all.length, limit, nextCursor: null } }
    const next = `?limit=${limit}&hasMoreElements=true&soIndex=${end}&poIndex=${end}%2B0&sellerId=8&createdEndDate=2019-09-17T18:47:03.703+00:00&of=${cursors.size}`
    cursors.set(`${path}${next}`, { query, offset: end })
    return { rows, meta: { totalCount: all.length, limit, nextCursor: next } }
  }

  function within(query: URLSearchParams, at: string, name: string) {
    const [from, to] = [query.get(`${name}StartDate`), query.get(`${name}EndDate`)]
    return (!from || Date.parse(at) > Date.parse(from)) && (!to || Date.parse(at) < Date.parse(to))
  }

  function sendOrders(
    page: { query: URLSearchParams; offset: number },
    limit: number,
    send: (status: number, body: unknown) => void,
    refuse: (status: number, code: string) => void,
  ) {
    const { query } = page
    const since = query.get('createdStartDate') ?? new Date(now().getTime() - 7 * day).toISOString()
    const created = new URLSearchParams({ createdStartDate: since, createdEndDate: query.get('createdEndDate') ?? '' })
    const found = fake.orders.filter(
      (order, index) =>
        nodeOf(index) === (query.get('shipNodeType') ?? 'SellerFulfilled') &&
        within(created, order.placed, 'created') &&
        within(query, order.changed, 'lastModified'),
    )
    if (found.length === 0) return refuse(404, 'CONTENT_NOT_FOUND.GMP_ORDER_API')
    const { rows, meta } = cut('/v3/orders', page, limit, found)
    const order = rows.map(row => orderOf(row, fake.refunds))
    send(200, { list: { meta, elements: { order: order.length === 1 ? order[0] : order } } })
  }

  function sendReturns(
    page: { query: URLSearchParams; offset: number },
    limit: number,
    send: (status: number, body: unknown) => void,
  ) {
    const found = fake.refunds.filter(
      refund =>
        refund.by !== 'order' &&
        within(page.query, refund.asked ?? refund.at, 'returnCreation') &&
        within(page.query, refund.at, 'returnLastModified'),
    )
    const { rows, meta } = cut('/v3/returns', page, limit, found)
    send(200, { meta, returnOrders: rows.map(refund => returnOf(refund, fake.orders)) })
  }

  const server = createServer((request, response) => void answer(request, response))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const fake: FakeWalmart = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    orders,
    refunds: [],
    disturb: null,
    forbidden: new Set(),
    moving: false,
    calls: [],
    complaints: [],
    minted: 0,
    expireTokens: () => tokens.clear(),
    close: () => new Promise(resolve => server.close(() => resolve())),
  }
  return fake
}

/** Every fifth order lies in a warehouse of Walmart. */
export function nodeOf(index: number): string {
  return index % 5 === 4 ? 'WFSFulfilled' : 'SellerFulfilled'
}

const usd = (cents: number) => ({ currency: 'USD', amount: cents / 100 })

function orderOf(order: MadeOrder, refunds: readonly MadeRefund[]): object {
  const own = refunds.find(refund => refund.order === order.id && refund.by !== 'return')
  const status = { SHIPPED: 'Shipped', CANCELLED: 'Cancelled', PENDING: 'Created' }[order.state]
  const lines = order.lines.map((line, index) => ({
    lineNumber: String(index + 1),
    item: { sku: line.sku, productName: `Name of ${line.sku}` },
    charges: {
      charge: [
        {
          chargeType: 'PRODUCT',
          chargeName: 'ItemPrice',
          chargeAmount: usd(line.cents ?? 0),
          tax: { taxName: 'Tax1', taxAmount: usd(line.tax) },
        },
        ...(line.discount > 0
          ? [
              {
                chargeType: 'PRODUCT',
                chargeName: 'SubscriptionDiscount',
                chargeAmount: usd(-line.discount),
                tax: null,
              },
            ]
          : []),
        { chargeType: 'FEE', chargeName: 'RecyclingFee', chargeAmount: usd(99), tax: null },
      ],
    },
    orderLineQuantity: { unitOfMeasurement: 'EACH', amount: String(line.quantity) },
    statusDate: Date.parse(own && index === 0 ? own.at : order.changed),
    orderLineStatuses: {
      orderLineStatus: [
        {
          status,
          statusQuantity: { unitOfMeasurement: 'EACH', amount: String(line.quantity) },
          ...(status === 'Cancelled' && { cancellationReason: 'SELLER_CANCEL_OUT_OF_STOCK' }),
          ...(status === 'Shipped' && {
            trackingInfo: { shipDateTime: Date.parse(order.changed), trackingNumber: '1' },
          }),
        },
      ],
    },
    ...(own &&
      index === 0 && {
        refund: {
          refundId: `R-${order.id}`,
          refundComments: 'Canary comment',
          refundCharges: {
            refundCharge: [
              {
                refundReason: 'Customer returned item',
                charge: {
                  chargeType: 'PRODUCT',
                  chargeName: 'ItemPrice',
                  chargeAmount: usd(-own.cents),
                  tax: { taxName: 'Tax1', taxAmount: usd(-50) },
                },
              },
            ],
          },
        },
      }),
  }))
  return {
    purchaseOrderId: order.id,
    customerOrderId: `C${order.id}`,
    customerEmailId: 'canary@example.org',
    orderType: 'REGULAR',
    orderDate: Date.parse(order.placed),
    shippingInfo: { phone: '5550100', postalAddress: { name: 'Canary Nightingale', city: 'Canaryville' } },
    orderLines: { orderLine: lines.length === 1 ? lines[0] : lines },
  }
}

function returnOf(refund: MadeRefund, orders: readonly MadeOrder[]): object {
  const [line] = orders.find(({ id }) => id === refund.order)?.lines ?? []
  const money = (cents: number) => ({ currencyAmount: cents / 100, currencyUnit: 'USD' })
  const total = (name: string, cents: number) => ({ name, value: money(cents) })
  return {
    returnOrderId: `RMA-${refund.order}-${refund.at}`,
    customerEmailId: 'canary@example.org',
    customerName: { firstName: 'Canary', lastName: 'Nightingale' },
    returnOrderDate: refund.asked ?? refund.at,
    returnType: 'REFUND',
    totalRefundAmount: money(refund.cents + 50),
    returnOrderLines: [
      {
        returnOrderLineNumber: 1,
        returnReason: refund.reason ?? 'DAMAGED',
        purchaseOrderId: refund.order,
        purchaseOrderLineNumber: 1,
        item: { sku: line?.sku, productName: 'Name' },
        chargeTotals: [
          total('lineTotalTaxes', 50),
          total('lineSubTotal', refund.cents),
          total('lineTotal', refund.cents + 50),
        ],
        quantity: { unitOfMeasure: 'EACH', measurementValue: 1 },
        refundedQty: 1,
        currentRefundStatus: 'REFUND_COMPLETED',
        status: 'COMPLETED',
        statusTime: refund.at,
      },
    ],
  }
}
