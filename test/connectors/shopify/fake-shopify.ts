import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import * as queries from '#src/connectors/shopify/queries.ts'
import { faultsIn, schemaFile } from './schema.ts'

export const fakeKeys = { shop: 'pebble.myshopify.com', client_id: 'canary-id', client_secret: 'canary-secret' }

export interface FakeLine {
  readonly id: string
  readonly sku: string
  readonly quantity: number
  readonly cents: number
  readonly discount: number
  readonly cost?: number
}
export interface FakeRefund {
  readonly id: string
  readonly at: string
  readonly line: string
  readonly cents: number
}
export interface FakeOrder {
  readonly id: string
  readonly created: string
  readonly updated: string
  readonly cancelled: string | null
  readonly lines: readonly FakeLine[]
  readonly refunds: readonly FakeRefund[]
  readonly test?: boolean
}

/** A shop on this machine: queries are checked against the published schema, points run out, bulk operations take time. */
export interface FakeShopify {
  readonly url: string
  orders: readonly FakeOrder[]
  scopes: readonly string[]
  now: () => Date
  /** Called before a bulk operation is told to be ready; what it answers replaces what is right. */
  bulk: ((right: { lines: string[]; objectCount: string; status: string }) => typeof right) | null
  disturb: (() => { readonly status: number; readonly body: string } | null) | null
  /** Query points that a call costs; the bucket holds 1,000 and never fills by itself. */
  costs: number
  points: number
  readonly complaints: string[]
  readonly asked: string[]
  /** Addresses of files in the order of their fetching. */
  readonly fetched: string[]
  /** Whether inventory items can be listed. */
  lists: boolean
  /** The size that an operation tells of its file. */
  bytesOf: (lines: readonly string[]) => number
  close(): Promise<void>
}

type Variables = Readonly<Record<string, unknown>>
const dollars = (cents: number) => ({
  shopMoney: { amount: (cents / 100).toFixed(2), currencyCode: 'USD' },
  presentmentMoney: { amount: '99999', currencyCode: 'EUR' },
})
const paged = <T>(nodes: readonly T[], after: unknown, size: number) => {
  const start = Number(after ?? 0)
  const end = start + size
  const hasNextPage = end < nodes.length
  return { nodes: nodes.slice(start, end), pageInfo: { hasNextPage, endCursor: hasNextPage ? String(end) : null } }
}

export async function startFakeShopify(now: () => Date): Promise<FakeShopify> {
  const operations = new Map<string, { query: string; polls: number }>()
  const server = createServer((request, response) => void serve(fake, operations, request, response))
  const fake: FakeShopify = {
    url: '',
    orders: [],
    scopes: ['read_orders', 'read_all_orders', 'read_inventory'],
    now,
    bulk: null,
    disturb: null,
    costs: 10,
    points: Number.POSITIVE_INFINITY,
    complaints: [],
    asked: [],
    fetched: [],
    lists: true,
    bytesOf: lines => lines.join('\n').length,
    close: () =>
      new Promise(resolve => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return Object.assign(fake, { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` })
}

type Operations = Map<string, { query: string; polls: number }>

async function serve(fake: FakeShopify, operations: Operations, request: IncomingMessage, response: ServerResponse) {
  const body = await text(request)
  const path = new URL(request.url ?? '/', 'http://fake').pathname
  const send = (status: number, answer: unknown) => {
    response.writeHead(status, { 'content-type': 'application/json', 'x-shopify-api-version': '2026-10' })
    response.end(typeof answer === 'string' ? answer : JSON.stringify(answer))
  }
  if (path.startsWith('/bulk/')) fake.fetched.push(path)
  if (path.startsWith('/bulk/')) return send(200, fileOf(fake, operations, path.slice(6)))
  const disturbed = fake.disturb?.() ?? null
  if (disturbed) return send(disturbed.status, disturbed.body)
  if (path === '/admin/oauth/access_token') {
    const form = new URLSearchParams(body)
    const right = form.get('client_id') === fakeKeys.client_id && form.get('client_secret') === fakeKeys.client_secret
    return right
      ? send(200, { access_token: 'shpca_canary', expires_in: 86_399 })
      : send(400, { error: 'invalid_client' })
  }
  if (path !== '/admin/api/2026-10/graphql.json') return send(404, {})
  if (request.headers['x-shopify-access-token'] !== 'shpca_canary') return send(401, {})
  const { query, variables = {} } = JSON.parse(body) as { query: string; variables?: Variables }
  send(200, answerTo(fake, operations, query, variables))
}

function answerTo(fake: FakeShopify, operations: Operations, query: string, variables: Variables): unknown {
  const error = (code: string) => ({ data: null, errors: [{ message: code, extensions: { code } }] })
  const throttleStatus = { maximumAvailable: 1_000, currentlyAvailable: fake.points, restoreRate: 1_000_000 }
  const extensions = { cost: { requestedQueryCost: fake.costs, throttleStatus } }
  if (fake.points < fake.costs) {
    fake.points = 1_000
    return { ...error('THROTTLED'), extensions }
  }
  fake.points -= fake.costs
  const name = Object.entries(queries).find(([, one]) => one === query)?.[0] ?? 'unknown'
  fake.asked.push(name)
  if (name === 'unitCostsQuery' && !fake.lists) return { errors: [{ message: 'no items' }], extensions }
  const wrong = schemaFile && name !== 'scopesQuery' ? faultsIn(query) : []
  if (name === 'unknown' || wrong.length > 0) {
    fake.complaints.push(`${name}: ${wrong.join()}`)
    return error('undefinedField')
  }
  const data = dataOf(fake, operations, name, variables)
  return data === null ? error('ACCESS_DENIED') : { data, extensions }
}

/** The answer to a query by its name; `null`: not permitted. */
function dataOf(fake: FakeShopify, operations: Operations, name: string, variables: Variables): unknown {
  const { first, after, search, id } = variables
  const has = (scope: string) => fake.scopes.includes(scope)
  const orders = (shape: (order: FakeOrder) => object) =>
    paged(found(fake, String(search)).map(shape), after, Number(first))
  switch (name) {
    case 'shopQuery':
      return {
        shop: {
          id: '1',
          name: 'Pebble',
          myshopifyDomain: fakeKeys.shop,
          ianaTimezone: 'America/New_York',
          currencyCode: 'USD',
        },
      }
    case 'accessQuery':
      return has('read_orders') ? { orders: { nodes: [] } } : null
    case 'scopesQuery':
      return { currentAppInstallation: { accessScopes: fake.scopes.map(handle => ({ handle })) } }
    case 'ordersQuery':
      return { orders: orders(orderOf) }
    case 'orderQuery':
      return { order: fake.orders.filter(order => order.id === id).map(orderOf)[0] ?? null }
    case 'unitCostsQuery':
      return has('read_inventory') ? { inventoryItems: paged(itemsOf(fake.orders), after, 2) } : null
    case 'costsByLineQuery':
    case 'costsQuery':
      return has('read_inventory') ? { orders: orders(costsOf) } : null
    case 'bulkRunQuery':
      return runBulk(operations, String(variables.query))
    case 'bulkQuery':
      return lookBulk(fake, operations, String(id))
    case 'bulksQuery':
      return {
        bulkOperations: {
          nodes: [...operations].map(([id, { query, polls }]) => ({
            id,
            status: polls < 2 ? 'RUNNING' : 'COMPLETED',
            query,
            createdAt: fake.now().toISOString(),
          })),
        },
      }
    default:
      return null
  }
}

/** Reads `created_at:>='A' AND created_at:<'B'` and `updated_at:>='A'` as the shop does, with 60 days where it must. */
function found(fake: FakeShopify, search: string): readonly FakeOrder[] {
  const [, field, from] = /(created|updated)_at:>='([^']+)'/.exec(search) ?? []
  const to = /:<'([^']+)'/.exec(search)?.[1]
  if (!field || !from) throw new Error(`The shop does not understand ${search}`)
  const open = fake.scopes.includes('read_all_orders') ? 0 : fake.now().getTime() - 60 * 86_400_000
  const at = (order: FakeOrder) => Date.parse(field === 'created' ? order.created : order.updated)
  return fake.orders
    .filter(order => at(order) >= Date.parse(from) && (!to || at(order) < Date.parse(to)))
    .filter(order => Date.parse(order.created) >= open)
    .sort((a, b) => at(a) - at(b))
}

const headOf = (order: FakeOrder) => ({
  id: order.id,
  createdAt: order.created,
  updatedAt: order.updated,
  cancelledAt: order.cancelled,
  cancelReason: order.cancelled === null ? null : 'CUSTOMER',
  test: order.test ?? false,
  displayFulfillmentStatus: 'UNFULFILLED',
  subtotalPriceSet: dollars(order.lines.reduce((sum, line) => sum + line.cents - line.discount, 0)),
  totalShippingPriceSet: dollars(499),
  totalTaxSet: dollars(0),
  fulfillments: [],
})
const lineOf = (line: FakeLine) => ({
  id: line.id,
  sku: line.sku,
  quantity: line.quantity,
  isGiftCard: false,
  originalTotalSet: dollars(line.cents),
  discountedTotalSet: dollars(line.cents - line.discount),
})
const refundOf = (refund: FakeRefund) => ({
  id: refund.id,
  createdAt: refund.at,
  processedAt: refund.at,
  totalRefundedSet: dollars(refund.cents),
  refundLineItems: paged([{ quantity: 1, lineItem: { id: refund.line }, subtotalSet: dollars(refund.cents) }], 0, 20),
})

function orderOf(order: FakeOrder) {
  return { ...headOf(order), lineItems: paged(order.lines.map(lineOf), 0, 20), refunds: order.refunds.map(refundOf) }
}

function itemOf({ sku, cost }: Pick<FakeLine, 'sku'> & { readonly cost: number | undefined }) {
  const unitCost = cost === undefined ? null : { amount: (cost / 100).toFixed(2), currencyCode: 'USD' }
  return { id: `gid://shopify/InventoryItem/${sku}-${cost ?? 'none'}`, unitCost }
}

/** All goods, each once. */
function itemsOf(orders: readonly FakeOrder[]) {
  const all = orders.flatMap(order => order.lines.map(({ sku, cost }) => itemOf({ sku, cost })))
  return [...new Map(all.map(item => [item.id, item])).values()]
}

function costsOf(order: FakeOrder) {
  const lines = order.lines.map(({ id, sku, quantity, cost }) => {
    return { id, sku, quantity, isGiftCard: false, variant: { inventoryItem: itemOf({ sku, cost }) } }
  })
  const { id, createdAt, updatedAt, cancelledAt, test } = headOf(order)
  return { id, createdAt, updatedAt, cancelledAt, test, lineItems: paged(lines, 0, 20) }
}

/** One operation at a time. */
function runBulk(operations: Operations, query: string) {
  const busy = [...operations.values()].some(({ polls }) => polls < 2)
  if (busy) {
    const userErrors = [{ code: 'OPERATION_IN_PROGRESS', field: null, message: 'already in progress' }]
    return { bulkOperationRunQuery: { bulkOperation: null, userErrors } }
  }
  const id = `gid://shopify/BulkOperation/${operations.size + 1}`
  operations.set(id, { query, polls: 0 })
  return { bulkOperationRunQuery: { bulkOperation: { id, status: 'CREATED' }, userErrors: [] } }
}

function lookBulk(fake: FakeShopify, operations: Operations, id: string) {
  const operation = operations.get(id)
  if (!operation) return { bulkOperation: null }
  operation.polls += 1
  if (operation.polls < 2)
    return { bulkOperation: { id, status: 'RUNNING', errorCode: null, objectCount: '0', url: null } }
  const { status, objectCount, lines } = resultOf(fake, operation.query)
  const url = lines.length > 0 && status === 'COMPLETED' ? `${fake.url}/bulk/${encodeURIComponent(id)}` : null
  return { bulkOperation: { id, status, errorCode: null, objectCount, fileSize: String(fake.bytesOf(lines)), url } }
}

/** Each object a line; the lines of orders stand behind all orders. */
function resultOf(fake: FakeShopify, query: string) {
  const search = JSON.parse(/orders\(query: ("(?:[^"\\]|\\.)*")/.exec(query)?.[1] ?? '""') as string
  const orders = found(fake, search)
  const heads = orders.map(order => ({ ...headOf(order), refunds: order.refunds.map(({ id }) => ({ id })) }))
  const lines = orders.flatMap(order => order.lines.map(line => ({ ...lineOf(line), __parentId: order.id })))
  const all = [...heads, ...lines.reverse()].map(row => JSON.stringify(row))
  const right = { lines: all, objectCount: String(all.length), status: 'COMPLETED' }
  return fake.bulk?.(right) ?? right
}

function fileOf(fake: FakeShopify, operations: Operations, id: string): string {
  const operation = operations.get(decodeURIComponent(id))
  return operation ? resultOf(fake, operation.query).lines.join('\n') : ''
}
