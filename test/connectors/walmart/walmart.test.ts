import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { walmart } from '#src/connectors/walmart/index.ts'
import type { PullRequest, PullStep } from '#src/contracts/connector.ts'
import { foldDays } from '#src/domain/orders/fold-days.ts'
import { projectRoot } from '#src/paths.ts'
import { type Answer, scriptedContext } from '#test/support/scripted-context.ts'

const keys = { client_id: 'app', client_secret: 'hidden' }
const store = { externalId: 'x', name: 'Lamps', market: 'us', timeZone: 'America/Los_Angeles', currency: 'USD' }
const now = new Date('2026-03-10T12:00:00Z')
const token: Answer = { path: '/v3/token', json: { access_token: 't1', token_type: 'Bearer', expires_in: '900' } }
const fixtures = ['../shared', '../../shared'].map(path => join(projectRoot, path, 'fixtures/walmart')).find(existsSync)

/** Answers come as the engine reads them: every number is a text. */
const exact = (value: unknown): unknown => {
  if (typeof value === 'number') return String(value)
  if (Array.isArray(value)) return value.map(exact)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, exact(one)]))
}
const contextOf = (answers: readonly Answer[]) =>
  scriptedContext({ keys, addresses: walmart.addresses(keys), answers: [token, ...answers], now })
const asked = (over: Partial<PullRequest> = {}): PullRequest => ({
  store,
  window: { from: '2026-03-01', to: '2026-03-02' },
  kind: 'backfill',
  state: null,
  cursor: null,
  ...over,
})
const feedOf = (id: string) => {
  const feed = walmart.feeds.find(one => one.id === id)
  if (!feed) throw new Error(`no feed ${id}`)
  return feed
}
async function pullAll(id: string, request: PullRequest, context: ReturnType<typeof contextOf>) {
  const steps: PullStep[] = []
  for (let state: unknown = null; steps.length < 50; ) {
    const step = await feedOf(id).pull({ ...request, state }, context)
    steps.push(step)
    if (step.next.kind !== 'again') return { lines: steps.flatMap(one => one.orders ?? []), next: step.next }
    state = JSON.parse(JSON.stringify(step.next.state))
  }
  throw new Error('never done')
}

const ordersPage = (order: unknown, meta: object = {}): Answer => ({
  path: '/v3/orders?',
  json: exact({ list: { meta: { totalCount: 1, nextCursor: null, ...meta }, elements: { order } } }),
})
const none: Answer = { path: '/v3/orders?', status: 404, json: { errors: [{ code: 'CONTENT_NOT_FOUND' }] } }
/** Of those that were asked for in these days, and of those that changed. */
const noReturns: readonly Answer[] = ['Creation', 'LastModified'].map(by => ({
  path: `/v3/returns?return${by}StartDate`,
  json: { meta: {}, returnOrders: [] },
}))
const charge = (chargeType: string, amount: number, tax = 0, chargeName = 'ItemPrice') => ({
  chargeType,
  chargeName,
  chargeAmount: { currency: 'USD', amount },
  tax: { taxName: 'Tax1', taxAmount: { currency: 'USD', amount: tax } },
})
const state = (status: string, amount: string, over: object = {}) => ({ status, statusQuantity: { amount }, ...over })
const at = Date.parse('2026-03-02T07:59:59Z')
const line = (charges: readonly object[], statuses: readonly object[], amount = '1', over: object = {}) => ({
  lineNumber: '1',
  item: { sku: 'A' },
  charges: { charge: charges },
  orderLineQuantity: { amount },
  statusDate: at + 60_000,
  orderLineStatuses: { orderLineStatus: statuses },
  ...over,
})
const order = (lines: unknown, over: object = {}) => ({
  purchaseOrderId: '1796277083022',
  orderDate: at,
  orderType: 'REGULAR',
  orderLines: { orderLine: lines },
  ...over,
})
async function dayOf(one: unknown) {
  const { lines } = await pullAll('orders', asked(), contextOf([ordersPage(one), none, none, ...noReturns]))
  const days = ['2026-03-01', '2026-03-02']
  const rows = foldDays(lines, { timeZone: store.timeZone, days, tells: feedOf('orders').tells })
  return rows.find(row => row.day === '2026-03-01' && row.sku === '')?.measures
}

describe('orders of Walmart', () => {
  it('keep tax, shipping, discounts and fees apart, on the local day', async () => {
    const charges = [
      charge('PRODUCT', 19.99, 1.6),
      charge('PRODUCT', -2, 0, 'SubscriptionDiscount'),
      charge('SHIPPING', 4.5, 0.36, 'Shipping'),
      charge('FEE', 0.99, 0, 'RecyclingFee'),
    ]

    expect(await dayOf(order(line(charges, [state('Acknowledged', '1')])))).toMatchObject({
      gross_sales: '1999',
      discount_shop: '200',
      net_sales: '1799',
      shipping_income: '450',
      tax_amount: '196',
      orders: '1',
    })
  })

  it.each([
    ['SELLER_CANCEL_OUT_OF_STOCK', 'orders_cancelled_stockout'],
    ['CUSTOMER_REQUESTED_SELLER_TO_CANCEL', 'orders_cancelled_buyer'],
    ['SELLER_CANCEL_PRICING_ERROR', 'orders_cancelled_shop'],
    ['SELLER_CANCEL_FRAUD_STOP_SHIPMENT', 'orders_cancelled_shop'],
    ['CANCELLED_BY_WALMART', 'orders_cancelled_platform'],
  ])('cancelled for %s count as %s', async (cancellationReason, measure) => {
    const cancelled = line([charge('PRODUCT', 10)], [state('Cancelled', '1', { cancellationReason })])

    const day = await dayOf(order([cancelled]))

    expect(day).toMatchObject({
      [measure]: '1',
      orders: '0',
      gross_sales: '1000',
      cancelled_sales: '1000',
      net_sales: '0',
    })
  })

  it('of which a part was cancelled are told exactly, and stay so when the rest follows', async () => {
    const statuses = [state('Shipped', '2'), state('Cancelled', '1')]

    const part = await dayOf(order(line([charge('PRODUCT', 10)], statuses, '3')))
    const all = await dayOf(order(line([charge('PRODUCT', 10)], [state('Cancelled', '3')], '3')))

    expect(part).toMatchObject({
      gross_sales: '1000',
      cancelled_sales: '333',
      net_sales: '667',
      units: '2',
      orders: '1',
    })
    expect(all).toMatchObject({ gross_sales: '1000', cancelled_sales: '1000', net_sales: '0', units: '0', orders: '0' })
  })

  it('sent in place of others are no sales', async () => {
    const day = await dayOf(order(line([charge('PRODUCT', 10)], [state('Shipped', '1')]), { orderType: 'REPLACEMENT' }))

    expect(day).toMatchObject({ gross_sales: '0', orders: '0' })
  })

  it('ship when the last package leaves', async () => {
    const left = (hours: number) => ({ trackingInfo: { shipDateTime: at + hours * 3_600_000 } })
    const statuses = [state('Shipped', '1', left(20)), state('Shipped', '1', left(30)), state('Refund', '1')]

    expect(await dayOf(order(line([charge('PRODUCT', 10)], statuses, '2')))).toMatchObject({
      shipped_within_24h: '0',
      shipped_within_48h: '1',
    })
  })

  it('that changed are asked for with a first day of creation, which would be a week ago otherwise', async () => {
    const context = contextOf([none, none, none, ...noReturns.slice(1)])

    const { next } = await pullAll(
      'orders',
      asked({ kind: 'tip', cursor: Date.parse('2026-03-10T11:00:00Z') }),
      context,
    )

    const query = new URL(context.requests[1]?.url ?? '').searchParams
    expect(Object.fromEntries(query)).toEqual({
      createdStartDate: '2025-09-11T12:00:01Z',
      lastModifiedStartDate: '2026-03-10T10:50:00Z',
      lastModifiedEndDate: '2026-03-10T12:00:01Z',
      limit: '200',
      replacementInfo: 'true',
      shipNodeType: 'SellerFulfilled',
    })
    expect(next).toMatchObject({ kind: 'done', cursor: now.getTime() })
  })

  it('are paged with the cursor byte by byte', async () => {
    const cursor = '?limit=200&hasMoreElements=true&soIndex=1%2B1&createdStartDate=2026-03-01T00:00:00-08:00&x=a+b'
    const first = ordersPage([order([])], { totalCount: 2, nextCursor: cursor })
    const second = ordersPage([order([], { purchaseOrderId: '2' })], { totalCount: 2 })
    const context = contextOf([first, second, none, none, ...noReturns])

    await pullAll('orders', asked(), context)

    expect(context.requests[2]?.url).toBe(`https://marketplace.walmartapis.com/v3/orders${cursor}`)
  })

  it('of more than 20,000 rows are asked for in halves', async () => {
    const context = contextOf([ordersPage([order([])], { totalCount: 20_001 }), none, none, none, none, ...noReturns])

    await pullAll('orders', asked(), context)

    const spans = context.requests.slice(2, 4).map(({ url }) => new URL(url).searchParams)
    expect(spans[0]?.get('createdEndDate')).toBe(spans[1]?.get('createdStartDate'))
    expect(spans[0]?.get('createdStartDate')).toBe('2026-03-01T07:59:59Z')
    expect(spans[1]?.get('createdEndDate')).toBe('2026-03-03T08:00:01Z')
  })
})

describe('calls to Walmart', () => {
  it('ask for a token as documented and name themselves anew each time', async () => {
    const context = contextOf([none, none, none, ...noReturns])

    await pullAll('orders', asked(), context)

    const [minting, ...others] = context.requests
    expect(minting).toMatchObject({ method: 'POST', body: 'grant_type=client_credentials' })
    expect(minting?.headers).toMatchObject({
      Authorization: `Basic ${Buffer.from('app:hidden').toString('base64')}`,
      'Content-Type': 'application/x-www-form-urlencoded',
      Accept: 'application/json',
    })
    expect(others.every(({ headers }) => headers?.['WM_SEC.ACCESS_TOKEN'] === 't1' && headers?.['WM_SVC.NAME'])).toBe(
      true,
    )
    expect(new Set(context.requests.map(({ freshHeaders }) => freshHeaders?.()['WM_QOS.CORRELATION_ID'])).size).toBe(
      context.requests.length,
    )
  })

  it('mint anew when a token is refused', async () => {
    const refused: Answer = { path: '/v3/orders?', status: 401, json: { errors: [{ code: 'UNAUTHORIZED' }] } }
    const context = contextOf([refused, token, none, none, none, ...noReturns])

    expect((await pullAll('orders', asked(), context)).next.kind).toBe('done')
  })

  it.each([
    [403, { error: [{ code: 'FORBIDDEN' }] }, { kind: 'scope', subject: 'FORBIDDEN' }],
    [400, { errors: { error: [{ code: 'INVALID', description: 'Bad date' }] } }, { kind: 'permanent' }],
  ])('refused with %i are told', async (status, json, fault) => {
    const context = contextOf([{ path: '/v3/orders?', status, json }])

    await expect(pullAll('orders', asked(), context)).rejects.toMatchObject(fault)
  })

  it('name the field that has another shape', async () => {
    const context = contextOf([ordersPage([order([], { orderDate: 'soon' })])])

    await expect(pullAll('orders', asked(), context)).rejects.toMatchObject({ kind: 'drift' })
  })
})

describe('returns of Walmart', () => {
  const one = (over: object) => ({
    returnOrderId: 'R1',
    returnOrderDate: '2026-03-02T07:59:59.000Z',
    returnOrderLines: [
      {
        returnOrderLineNumber: 1,
        item: { sku: 'A' },
        quantity: { measurementValue: 2 },
        returnReason: 'DEFECTIVE',
        ...over,
      },
    ],
  })

  it.each([
    ['ARRIVED_LATE', 'late'],
    ['DEFECTIVE', 'quality'],
    ['INCORRECT_ITEM', 'wrong_item'],
    ['LOST_IN_TRANSIT', 'undelivered'],
    ['NO_LONGER_WANTED', 'change_of_mind'],
    ['WRONG_SIZE/POOR_FIT', 'size'],
    ['NEVER_HEARD_OF', 'other'],
  ])('for %s count as %s', async (returnReason, reason) => {
    const page: Answer = { path: '/v3/returns?', json: exact({ meta: {}, returnOrders: [one({ returnReason })] }) }

    const { lines } = await pullAll('returns', asked(), contextOf([page]))

    expect(lines[0]?.returns).toEqual([{ at: '2026-03-02T07:59:59.000Z', units: '2', reason }])
    expect(lines[0]?.backOnly).toBe(true)
  })

  it('that were called off are none', async () => {
    const page: Answer = {
      path: '/v3/returns?',
      json: exact({ meta: {}, returnOrders: [one({ status: 'CANCELLED' })] }),
    }

    expect((await pullAll('returns', asked(), contextOf([page]))).lines).toEqual([])
  })
})

describe.skipIf(fixtures === undefined)('the documented examples (absent: fixtures of Walmart)', () => {
  const fixture = (name: string) => JSON.parse(readFileSync(join(fixtures ?? '', name), 'utf8'))
  const example = (name: string) => exact(fixture(name).response)

  it('of orders and returns are read', async () => {
    const orders: Answer = { path: '/v3/orders?', json: example('getAllOrders.200.json') }
    const rest: Answer = { path: '/v3/orders?limit=10&hasMoreElements', json: { list: { elements: null } } }
    const returns: Answer = { path: '/v3/returns?', json: example('getReturns.200.json') }
    const restOfReturns: Answer = { path: '/v3/returns?sellerId=151&limit=10&offset=10', json: {} }
    const context = contextOf([orders, rest, none, none, returns, restOfReturns, ...noReturns.slice(1)])

    const { lines } = await pullAll('orders', asked(), context)

    const cancelled = lines.filter(({ cancelledAt }) => cancelledAt !== null)
    expect(cancelled.length).toBeGreaterThan(0)
    const money = lines.flatMap(({ refunds }) => refunds)
    expect(money).toEqual([expect.objectContaining({ amount: '11995', at: '2023-06-22T02:20:51.000Z' })])
  })

  it('name every parameter that is sent', async () => {
    const context = contextOf([none, none, none, ...noReturns.slice(1)])
    await pullAll('orders', asked({ kind: 'tip' }), context)
    await pullAll(
      'orders',
      asked(),
      Object.assign(contextOf([none, none, none, ...noReturns]), { requests: context.requests }),
    )
    const known = (file: string, path: string) =>
      fixture(`contracts/${file}.json`).paths[path].get.parameters.map(({ name }: { name: string }) => name)

    for (const { url } of context.requests.slice(1)) {
      const { pathname, searchParams } = new URL(url)
      const names = pathname === '/v3/orders' ? known('orders', pathname) : known('returns', pathname)
      expect(names).toEqual(expect.arrayContaining([...searchParams.keys()]))
    }
  })
})
