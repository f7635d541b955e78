import { describe, expect, it } from 'vitest'
import { reasonOf } from '#src/connectors/ebay/returns.ts'
import { foldDays } from '#src/domain/orders/fold-days.ts'
import { asked, contextOf, pullAll, queryOf, us } from '#test/support/ebay-scripted.ts'

describe('views of listings', () => {
  const line = (legacyItemId: string, sku: string) => ({
    lineItemId: `${legacyItemId}-${sku}`,
    quantity: '1',
    legacyItemId,
    sku,
    lineItemCost: { value: '5', currency: 'USD' },
  })
  const orders = {
    total: '2',
    orders: ['LAMP', 'LAMP', 'RED', 'BLUE'].map((sku, index) => ({
      orderId: String(index),
      creationDate: '2026-03-01T10:00:00.000Z',
      lineItems: [line(sku === 'LAMP' ? '111' : '222', sku)],
    })),
  }
  const report = {
    header: { metrics: [{ key: 'LISTING_VIEWS_TOTAL' }, { key: 'LISTING_IMPRESSION_SEARCH_RESULTS_PAGE' }] },
    records: ['111', '222', '333'].map((value, index) => ({
      dimensionValues: [{ value }],
      metricValues: [{ value: String(10 + index) }, { value: '90' }],
    })),
    lastUpdatedDate: '2026-03-09T20:00:00.000Z',
  }
  const day = { window: { from: '2026-03-08', to: '2026-03-08' } }

  it('stand under the only SKU of recent orders, else under the number of the listing', async () => {
    const answers = [
      { path: '/sell/fulfillment/v1/order?', json: orders },
      { path: '/sell/analytics/v1/traffic_report?', json: report },
    ]
    const context = contextOf(answers)

    const { days, next } = await pullAll('listings', asked(day), context)

    expect(days.map(({ sku, measures }) => [sku, measures.page_views])).toEqual([
      ['LAMP', '10'],
      ['222', '11'],
      ['333', '12'],
    ])
    expect(next).toEqual({ kind: 'done', through: '2026-03-08' })
    expect(queryOf(context, 2)).toMatchObject({
      dimension: 'LISTING',
      filter: 'marketplace_ids:{EBAY_US},date_range:[20260308..20260308]',
    })
  })

  it('of a running day are not asked for, and of a day that is not counted not taken', async () => {
    const today = await pullAll('listings', asked({ window: { from: '2026-03-10', to: '2026-03-10' } }), contextOf([]))
    const early = contextOf([
      { path: '/order?', json: orders },
      { path: '/traffic_report?', json: { ...report, lastUpdatedDate: '2026-03-06T20:00:00.000Z' } },
    ])

    expect(today.next).toEqual({ kind: 'done', through: null })
    expect(await pullAll('listings', asked(day), early)).toMatchObject({ days: [], next: { through: null } })
  })
})

describe('returns of eBay', () => {
  const member = (returnId: string, over: object = {}, item: object = {}) => ({
    returnId,
    orderId: '12-3',
    state: 'RETURN_REQUESTED',
    creationInfo: {
      item: { itemId: '111', transactionId: '7', returnQuantity: '2', ...item },
      reason: 'ARRIVED_DAMAGED',
      creationDate: { value: '2026-03-02T07:30:00.000Z' },
    },
    ...over,
  })
  const order = {
    orderId: '12-3',
    creationDate: '2026-02-20T10:00:00.000Z',
    lineItems: [
      {
        lineItemId: '7',
        legacyItemId: '111',
        sku: 'LAMP',
        quantity: '1',
        lineItemCost: { value: '5', currency: 'USD' },
      },
    ],
  }
  const list = (...members: readonly object[]) => ({
    path: '/post-order/v2/return/search?',
    json: { members, total: String(members.length) },
  })

  it('count on the local day of the request, with the SKU of their order and a reason', async () => {
    const context = contextOf([
      list(member('1'), member('2', { state: 'RETURN_REQUEST_CANCELLED' }), member('3', { orderId: null })),
      { path: '/sell/fulfillment/v1/order/12-3', json: order },
      { path: '/sell/fulfillment/v1/order/12-3', json: order },
    ])

    const { orders } = await pullAll('returns', asked(), context)

    const days = foldDays(orders, {
      timeZone: us.timeZone,
      days: ['2026-03-01'],
      tells: ['returns_units', 'returns_reason_damaged'],
    })
    expect(days.map(({ sku, measures }) => [sku, measures.returns_units])).toEqual([
      ['', '4'],
      ['LAMP', '2'],
      ['111', '2'],
    ])
    expect(context.requests[1]?.headers?.Authorization).toBe('IAF t1')
    expect(queryOf(context, 1)).toMatchObject({ creation_date_range_from: '2026-03-01T08:00:00.000Z', limit: '200' })
  })

  it('that do not fit into a page are asked for in halves', async () => {
    const full = { path: '/return/search?', json: { members: [], total: '201' } }
    const context = contextOf([full, list(), list()])

    expect((await pullAll('returns', asked(), context)).next).toEqual({ kind: 'done', through: '2026-03-03' })
    expect(queryOf(context, 2).creation_date_range_to).not.toBe(queryOf(context, 1).creation_date_range_to)
  })

  it.each([
    ['DEFECTIVE_ITEM', 'quality'],
    ['NOT_AS_DESCRIBED', 'not_as_described'],
    ['ORDERED_WRONG_ITEM', 'change_of_mind'],
    ['WRONG_SIZE', 'size'],
    ['NO_REASON', 'other'],
  ])('for %s are %s', (code, reason) => expect(reasonOf(code)).toBe(reason))
})
