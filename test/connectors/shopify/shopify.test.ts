import { describe, expect, it } from 'vitest'
import { shopify } from '#src/connectors/shopify/index.ts'
import type { PullRequest } from '#src/contracts/connector.ts'
import { says } from '#src/contracts/said.ts'
import { foldDays } from '#src/domain/orders/fold-days.ts'
import { type Answer, scriptedContext } from '#test/support/scripted-context.ts'

const keys = { shop: 'lamp-shop.myshopify.com', access_token: 'shpat_1' }
const app = { shop: keys.shop, client_id: 'app', client_secret: 'hidden' }
const store = { externalId: keys.shop, name: 'Lamps', market: 'us', timeZone: 'America/New_York', currency: 'USD' }
const now = new Date('2026-03-10T12:00:00Z')
const path = `https://${keys.shop}/admin/api/2026-10/graphql.json`

const contextOf = (answers: readonly Answer[], own: object = keys) =>
  scriptedContext({ keys: own, addresses: shopify.addresses(own), answers, now })
const asked = (over: Partial<PullRequest> = {}): PullRequest => ({
  store,
  window: { from: '2026-03-01', to: '2026-03-02' },
  kind: 'tip',
  state: null,
  cursor: null,
  ...over,
})
const pull = (request: PullRequest, context: ReturnType<typeof contextOf>) => {
  const [feed] = shopify.feeds
  if (!feed) throw new Error('no feed')
  return feed.pull(request, context)
}
const sent = (context: ReturnType<typeof contextOf>, index: number) =>
  JSON.parse(context.requests[index]?.body ?? '{}') as { query: string; variables: Record<string, unknown> }

const money = (amount: string) => ({ shopMoney: { amount, currencyCode: 'USD' } })
const page = <T>(nodes: readonly T[], endCursor: string | null = null) => ({
  nodes,
  pageInfo: { hasNextPage: endCursor !== null, endCursor },
})
const line = (id: string, quantity: number, price: string, discounted = price, isGiftCard = false) => ({
  id,
  sku: `SKU-${id}`,
  quantity,
  isGiftCard,
  originalTotalSet: money(price),
  discountedTotalSet: money(discounted),
})
const order = (id: string, lines: readonly object[], over: object = {}) => ({
  id,
  createdAt: '2026-03-02T04:59:59Z',
  updatedAt: '2026-03-02T10:00:00Z',
  cancelledAt: null,
  cancelReason: null,
  test: false,
  subtotalPriceSet: null,
  totalShippingPriceSet: money('0.0'),
  totalTaxSet: null,
  lineItems: page(lines),
  refunds: [],
  ...over,
})
const orders = (nodes: readonly object[], endCursor: string | null = null): Answer => ({
  path,
  json: { data: { orders: page(nodes, endCursor) } },
})
const scopes = (...handles: string[]): Answer => ({
  path,
  json: { data: { currentAppInstallation: { accessScopes: handles.map(handle => ({ handle })) } } },
})
const cost = (requestedQueryCost: number, currentlyAvailable: number) => ({
  cost: { requestedQueryCost, throttleStatus: { maximumAvailable: 2000, currentlyAvailable, restoreRate: 100 } },
})

describe('orders of Shopify', () => {
  it('are paged by what changed since the newest change seen', async () => {
    const first = order('1', [line('a', 1, '1.00')], { updatedAt: '2026-03-03T08:00:00Z' })
    const context = contextOf([orders([first], 'next=='), orders([])])

    const one = await pull(asked({ cursor: '2026-03-02T09:00:00Z' }), context)
    const two = await pull(asked({ state: (one.next as { state: unknown }).state }), context)

    expect(sent(context, 0).variables).toMatchObject({
      search: "updated_at:>='2026-03-02T08:50:00.000Z'",
      sortKey: 'UPDATED_AT',
      after: null,
    })
    expect(sent(context, 1).variables).toEqual({ ...sent(context, 0).variables, after: 'next==' })
    expect(context.requests[0]?.headers?.['x-shopify-access-token']).toBe('shpat_1')
    expect(two.next).toEqual({ kind: 'done', through: '2026-03-02', cursor: '2026-03-03T08:00:00Z' })
  })

  it('of past days are asked for by local days of the shop and keep no cursor', async () => {
    const context = contextOf([orders([order('1', [line('a', 1, '1.00')])])])

    const step = await pull(asked({ kind: 'restate' }), context)

    expect(sent(context, 0).variables.search).toBe(
      "created_at:>='2026-03-01T05:00:00.000Z' AND created_at:<'2026-03-03T05:00:00.000Z'",
    )
    expect(step.next).toEqual({ kind: 'done', through: '2026-03-02' })
  })

  it.each([
    [['read_orders'], 'nothing'],
    [['read_orders', 'read_all_orders'], 'done'],
  ])('older than 60 days with %j end as %s', async (handles, kind) => {
    const accessScopes = handles.map(handle => ({ handle }))
    const context = contextOf([{ path, json: { data: { currentAppInstallation: { accessScopes } } } }, orders([])])

    const step = await pull(asked({ kind: 'restate', window: { from: '2025-12-01', to: '2025-12-02' } }), context)

    expect(step.next.kind).toBe(kind)
  })

  it('on both sides of the edge of 60 days are read as far as they are open, and the rest is told', async () => {
    const context = contextOf([scopes('read_orders'), orders([order('1', [line('a', 1, '1.00')])])])

    const step = await pull(asked({ kind: 'restate', window: { from: '2026-01-01', to: '2026-01-20' } }), context)

    expect(sent(context, 1).variables.search).toMatch(/^created_at:>='2026-01-10T05:00/) // the edge is 9 January, 7:00
    expect(step.orders).toHaveLength(1)
    expect(step.next).toMatchObject({
      kind: 'nothing',
      reason: 'not-entitled',
      why: says('shopifyOldOrders', { count: 60 }),
    })
  })

  it('count to the cent on the day of the order, refunds on their own day', async () => {
    const refund = {
      id: 'r',
      createdAt: '2026-03-03T12:00:00Z',
      processedAt: '2026-03-03T12:00:00Z',
      totalRefundedSet: money('11.01'),
      refundLineItems: page([{ quantity: 1, lineItem: { id: 'a' }, subtotalSet: money('9.50') }]),
    }
    const sold = order('1', [line('a', 2, '20.00', '19.00'), line('b', 3, '10.00'), line('g', 1, '5', '5', true)], {
      subtotalPriceSet: money('30.99'),
      totalShippingPriceSet: money('4.99'),
      totalTaxSet: money('2.48'),
      refunds: [refund],
    })
    const cancelled = order('2', [line('c', 1, '8.00')], {
      createdAt: '2026-03-02T05:00:00Z',
      cancelledAt: '2026-03-03T00:00:00Z',
      cancelReason: 'INVENTORY',
    })
    const context = contextOf([orders([sold, cancelled, order('3', [line('d', 1, '99')], { test: true })])])

    const { orders: lines = [] } = await pull(asked(), context)

    const days = ['2026-03-01', '2026-03-02', '2026-03-03']
    const folded = foldDays(lines, { timeZone: store.timeZone, days, tells: shopify.feeds[0]?.tells ?? [] })
    // 3.01 off the order: 1.68 and 0.89 on the two sales, 0.44 on the gift card, which is no sale.
    expect(folded.filter(day => day.sku === '').map(day => day.measures)).toMatchObject([
      { gross_sales: '3000', discount_shop: '357', net_sales: '2643', orders: '1', order_lines: '2', units: '5' },
      { gross_sales: '800', cancelled_sales: '800', net_sales: '0', orders: '0', orders_cancelled_stockout: '1' },
      { gross_sales: '0', refunds_amount: '1101', refunds_count: '1' },
    ])
    expect(lines.find(one => one.lineId === 'c')?.cancelledAt).toBe('2026-03-03T00:00:00Z')
  })

  it('have all lines, also those beyond the page of their order', async () => {
    const long = order('1', [], { lineItems: page([line('a', 1, '1.00')], 'more') })
    const rest = { path, json: { data: { order: { lineItems: page([line('b', 1, '2.00')]) } } } }
    const context = contextOf([orders([long]), rest])

    const { orders: lines = [] } = await pull(asked(), context)

    expect(lines.map(one => one.lineId)).toEqual(['a', 'b'])
    expect(sent(context, 1).variables).toEqual({ id: '1', after: 'more' })
  })
})

const failed = (code: string, extensions?: object) => ({
  data: null,
  errors: [{ message: code, extensions: { code } }],
  ...(extensions && { extensions }),
})

describe('a refusal of Shopify', () => {
  it.each<[string, Omit<Answer, 'path'>, object]>([
    [
      'throttled, cost told',
      { json: failed('THROTTLED', cost(500, 100)) },
      { kind: 'throttled', until: new Date(now.getTime() + 4_000) },
    ],
    [
      'throttled, no cost',
      { json: { errors: [{ message: 'Throttled', extensions: { code: 'THROTTLED' } }] } },
      { kind: 'throttled', until: new Date(now.getTime() + 5_000) },
    ],
    [
      'an error with its cost',
      { json: { data: null, errors: [{ message: 'no first' }], extensions: cost(2, 998) } },
      { kind: 'permanent' },
    ],
    ['no permission', { json: failed('ACCESS_DENIED') }, { kind: 'scope', subject: 'read_orders' }],
    [
      'parts with errors',
      { json: { ...failed('INTERNAL_SERVER_ERROR'), data: { orders: page([]) } } },
      { kind: 'transient' },
    ],
    ['a page of HTML', { bytes: Buffer.from('<!doctype html><title>Maintenance</title>') }, { kind: 'drift' }],
    [
      'a changed field',
      { json: { data: { orders: page([order('1', [{ ...line('a', 1, '1'), quantity: 'one' }])]) } } },
      { kind: 'drift', subject: 'orders.nodes.[].lineItems.nodes.[].quantity' },
    ],
    ['a refused token', { status: 401, json: {} }, { kind: 'authorisation' }],
    ['a frozen shop', { status: 402, json: {} }, { kind: 'authorisation' }],
    ['a security pause', { status: 430, json: {} }, { kind: 'throttled' }],
  ])('%s has its own kind', async (_name, answer, fault) => {
    await expect(pull(asked(), contextOf([{ path, ...answer }]))).rejects.toMatchObject(fault)
  })

  it.each([
    ['orders', { orders: page([], 'x') }, 900, null],
    ['returns', { orders: page([], 'x') }, 900, 5_000], // 400 more than the half of 2,000, at 100 a second
    ['returns', { orders: page([], 'x') }, 1_400, null],
    ['stock', { inventoryItems: page([], 'x') }, 100, 13_000],
  ])('of %s leave half of the points to orders where they are not orders', async (id, data, left, waits) => {
    const context = contextOf([{ path, json: { data, extensions: cost(400, left) } }])

    const step = await shopify.feeds.find(feed => feed.id === id)?.pull(asked(), context)

    const notBefore = waits === null ? {} : { notBefore: new Date(now.getTime() + waits) }
    expect(step?.next).toEqual({ kind: 'again', state: expect.anything(), ...notBefore })
  })

  it('of a costly page halves it; points that are lacking for the next page are waited for', async () => {
    const tight = { path, json: { data: { orders: page([], 'x') }, extensions: cost(400, 100) } }
    const context = contextOf([{ path, json: failed('MAX_COST_EXCEEDED') }, tight])

    const one = await pull(asked(), context)
    const two = await pull(asked({ state: (one.next as { state: unknown }).state }), context)

    expect([0, 1].map(index => sent(context, index).variables.first)).toEqual([20, 10])
    expect(two.next).toMatchObject({ kind: 'again', notBefore: new Date(now.getTime() + 3_000) })
  })
})

describe('the shop', () => {
  const shop = { name: 'Lamps', myshopifyDomain: keys.shop, ianaTimezone: 'America/New_York', currencyCode: 'USD' }

  it('is the one store, with a minted token', async () => {
    const minted = { path: '/admin/oauth/access_token', json: { access_token: 'shpca_2', expires_in: 86_400 } }
    const context = contextOf([minted, { path, json: { data: { shop } } }, orders([]), scopes('read_all_orders')], app)

    expect(await shopify.listStores(context)).toEqual([store])
    expect(context.requests[0]?.body).toBe('grant_type=client_credentials&client_id=app&client_secret=hidden')
    expect(context.requests[1]?.headers?.['x-shopify-access-token']).toBe('shpca_2')
  })

  it('is connected with a word on what its grant does not open', async () => {
    const context = contextOf([{ path, json: { data: { shop } } }, orders([]), scopes('read_orders')])

    expect((await shopify.listStores(context))[0]?.note?.en).toMatch(/read_all_orders.*60 days/)
  })

  it('is not connected where its orders are closed as protected data', async () => {
    const closed = { path, json: failed('ACCESS_DENIED') }

    await expect(shopify.listStores(contextOf([{ path, json: { data: { shop } } }, closed]))).rejects.toMatchObject({
      kind: 'scope',
      subject: 'read_orders',
    })
  })

  it('is connected where permissions are listed in the older way, or not at all', async () => {
    const unknown = { path, json: failed('undefinedField') }
    const listed = { path: '/admin/oauth/access_scopes.json', json: { access_scopes: [{ handle: 'read_all_orders' }] } }
    const not = { path: '/admin/oauth/access_scopes.json', status: 404, json: {} }

    for (const older of [listed, not]) {
      const context = contextOf([{ path, json: { data: { shop } } }, orders([]), unknown, older])
      expect(await shopify.listStores(context)).toEqual([store])
    }
  })

  it.each([
    ['2026-10', '2027-10-01T17:00:00.000Z'],
    ['2027-01', now.toISOString()],
  ])('answering as version %s tells the end of the pinned one', async (answered, end) => {
    const context = contextOf([])
    const http: typeof context.http = async () => ({
      ...(await contextOf([{ path, json: { data: { shop } } }]).http({ url: path })),
      headers: { 'x-shopify-api-version': answered },
    })

    const ends = await shopify.expiries?.({ ...context, http })
    expect(Object.values(ends ?? {})[0]?.toISOString()).toBe(end)
  })

  it('is not told where the client is refused', async () => {
    const refused = { path: '/admin/oauth/access_token', status: 400, json: { error: 'invalid_client' } }

    await expect(shopify.listStores(contextOf([refused], app))).rejects.toMatchObject({ kind: 'authorisation' })
  })

  it.each([{ shop: keys.shop }, { shop: keys.shop, client_id: 'a' }, { shop: 'lamp.example', access_token: 'a' }])(
    'is not connected with %j',
    given => expect(shopify.keys.safeParse(given).success).toBe(false),
  )
})
