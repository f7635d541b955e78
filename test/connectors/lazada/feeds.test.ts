import { describe, expect, it } from 'vitest'
import { dayOf, kindOf } from '#src/connectors/lazada/fees.ts'
import { reasonOf, stateOf } from '#src/connectors/lazada/returns.ts'
import type { PullStep } from '#src/contracts/connector.ts'
import { fixture, fixtureFolder } from '#test/support/fixtures.ts'
import { asked, contextOf, good, pull, queryOf } from './script.ts'

describe('other feeds', () => {
  it.each([
    ['Item is damaged', 'damaged'],
    ['Defective item', 'quality'],
    ['Received wrong item', 'wrong_item'],
    ['Item does not match description', 'not_as_described'],
    ['Change of mind', 'change_of_mind'],
    ['Size too small', 'size'],
    ['Item not received', 'undelivered'],
    ['其他', 'other'],
  ])('read the reason "%s" as %s', (words, reason) => {
    expect(reasonOf(words)).toBe(reason)
  })

  it.each([
    ['Commission', 'platform_fees'],
    ['Reversal Commission', 'platform_fees'],
    ['Payment Fee', 'payment_fees'],
    ['Shipping Fee Paid by Seller', 'shipping_cost'],
    ['Free Shipping Max Fee', 'platform_fees'],
    ['FBL Handling Fee', 'fulfilment_cost'],
    ['FBL Storage Fee', 'storage_cost'],
    ['Sponsored Affiliates', 'affiliate_cost'],
    ['Item Price Credit', null],
    ['Reversal Item Price', null],
    ['Promotional Charges Vouchers', null],
    ['Sponsored Discovery - Top up', null],
    ['Withholding Tax', null],
  ])('book "%s" as %s', (name, kind) => {
    expect(kindOf(name)).toEqual({ measure: kind })
  })

  it.each([
    ['Choice Handling Surcharge X', 'Orders-Lazada Fees', { measure: 'fulfilment_cost' }],
    ['Levy of 2027', 'Orders-Lazada Fees', { measure: 'platform_fees' }],
    ['Levy of 2027', 'Orders-Logistics', { measure: 'shipping_cost' }],
    ['Levy of 2027', 'Other Services', { measure: 'other_cost', isNew: true }],
  ])('book "%s" of %s as %s', (name, group, kind) => {
    expect(kindOf(name, group)).toEqual(kind)
  })

  it('count bookings that nobody knows among other costs and tell them', async () => {
    const row = {
      transaction_number: 'X1',
      transaction_date: '2026-07-01',
      transaction_type: 'Other Services',
      fee_name: 'Levy of 2027',
      fee_type: '777',
      amount: '-3.00',
    }
    const context = contextOf([{ path: '/finance/transaction/details/get', json: good([row]) }])

    const { orders, unknown } = await pull('fees', asked(), context)

    expect(orders).toMatchObject([{ amounts: { other_cost: '300' } }])
    expect(unknown).toEqual(['Other Services / Levy of 2027 / 777'])
  })

  it.each([
    ['REFUND_SUCCESS', 'paid'],
    ['REQUEST_INITIATE', 'open'],
    ['SELLER_REJECT_REFUND', 'nothing'],
    ['RTM_INIT', 'open'],
    ['NEW_REFUND_ISSUED_2027', 'paid'],
    ['NEW_REJECTED', 'nothing'],
    ['QUITE_NEW', 'open'],
  ])('read the status %s as %s', (status, state) => {
    expect(stateOf(status)).toBe(state)
  })

  it('halve a time with more returns than a list shows, and tell states that nobody knows', async () => {
    const line = { return_order_line_gmt_create: '1782867600000', refund_amount: '100', reverse_status: 'QUITE_NEW' }
    const list = (total: number) => ({
      path: 'getreverseordersforseller',
      json: {
        code: '0',
        result: { total, items: [{ reverse_order_id: 1, request_type: 'RETURN', reverse_order_lines: [line] }] },
      },
    })
    const steps: PullStep[] = []
    const context = contextOf([list(1_500), list(1), list(1)])
    for (let state: unknown = null; steps.length < 9; ) {
      const step = await pull('returns', asked({ state }), context)
      steps.push(step)
      if (step.next.kind !== 'again') break
      state = step.next.state
    }

    expect(steps).toHaveLength(3)
    expect(steps[0]?.orders).toBeUndefined()
    expect(steps[1]?.unknown).toEqual(['reverse_status QUITE_NEW'])
    const [, first, second] = [0, 1, 2].map(index => queryOf(context, index + 1))
    expect(Number(second?.get('ReverseOrderLineTimeRangeStart'))).toBe(
      Number(first?.get('ReverseOrderLineTimeRangeEnd')) + 1,
    )
  })

  it.each([
    ['as it is written', { formatted_score: '92.5%', formatted_target: '≥ 90%' }],
    [
      'by value and format',
      { score: 92.5, score_format: 'PERCENTAGE', target: 90, target_format: 'GREATER_THAN_PERCENTAGE' },
    ],
  ])('keep a figure of the platform with its target, %s', async (_how, told) => {
    const indicators = [{ type: 'SHIP_ON_TIME_RATE', target_respected: true, ...told }]
    const context = contextOf([{ path: '/seller/performance/get', json: good({ indicators }) }])

    const { days } = await pull('health', asked(), context)

    expect(days?.[0]?.measures).toEqual({
      health_flags: '0',
      account_late_n: '7.5',
      account_late_d: '100',
      account_late_target: '10',
    })
  })

  it('read the figures alone where performance is not open', async () => {
    const closed = {
      path: '/seller/performance/get',
      json: { code: 'InsufficientPermission', type: 'ISV', message: '' },
    }
    const metrics = { path: '/seller/metrics/get', json: good({ response_rate: '80%', positive_seller_rating: '91%' }) }

    const { days } = await pull('health', asked(), contextOf([closed, metrics]))

    expect(days?.[0]?.measures).toMatchObject({ account_response_n: '80', account_positive_n: '91' })
  })

  it.each([
    ['2026-07-01', '2026-07-01'],
    ['01 Jul 2026', '2026-07-01'],
    ['1-July-2026', '2026-07-01'],
    ['July', null],
  ])('read the day %s as %s', (text, day) => {
    expect(dayOf(text)).toBe(day)
  })

  it('add up campaigns of each day by itself', async () => {
    const campaign = {
      spend: '1.50',
      impressions: 100,
      clicks: 7,
      storeRevenue: '20.00',
      storeOrders: 1,
      storeUnitSold: 2,
    }
    const report = (...result: object[]) => ({
      path: 'getDiscoveryReportCampaign',
      json: { code: '0', result: { success: true, totalCount: result.length, result } },
    })
    const context = contextOf([report(campaign, campaign), report()])
    const { days } = await pull('ads', asked({ window: { from: '2026-07-01', to: '2026-07-02' } }), context)

    expect(queryOf(context, 1).get('startDate')).toBe('2026-07-01')
    expect(queryOf(context, 1).get('endDate')).toBe('2026-07-01')
    expect(days).toMatchObject([
      { day: '2026-07-01', measures: { ad_spend: '300', ad_sales: '4000', ad_orders: '2', ad_impressions: '200' } },
      { day: '2026-07-02', measures: { ad_spend: '0', ad_sales: '0' } },
    ])
  })

  it('read stock by SKU from all pages before a day has any', async () => {
    const product = (item_id: number, SellerSku: string, Available: number) => ({
      item_id,
      skus: [{ SellerSku, SkuId: item_id * 10, Available, quantity: 99 }],
    })
    const page = (...products: object[]) => ({ path: '/products/get', json: good({ total_products: 3, products }) })
    const first = await pull('stock', asked(), contextOf([page(product(1, 'LAMP', 20), product(2, 'CORD', 0))]))
    const state = first.next.kind === 'again' ? first.next.state : null
    const { days } = await pull(
      'stock',
      asked({ state }),
      contextOf([page(product(2, 'CORD', 0), product(3, 'LAMP', 5))]),
    )

    expect(first.days).toBeUndefined()
    expect(days?.map(({ sku, measures }) => [sku, measures.stock_on_hand, measures.sku_out_of_stock])).toEqual([
      ['', '25', '1'],
      ['LAMP', '25', undefined],
      ['CORD', '0', undefined],
    ])
  })

  it('book fees once, on their own day and SKU', async () => {
    const fee = (over: object) => ({
      transaction_number: 'SG1-1',
      transaction_date: '01 Jul 2026',
      fee_name: 'Commission',
      amount: '-1.25',
      order_no: '7',
      orderItem_no: '1',
      seller_sku: 'LAMP',
      ...over,
    })
    const data = [fee({}), fee({}), fee({ fee_name: 'Item Price Credit', amount: '24.90' })]
    const { orders } = await pull(
      'fees',
      asked(),
      contextOf([{ path: '/finance/transaction/details/get', json: good(data) }]),
    )

    expect(new Set(orders?.map(line => line.lineId)).size).toBe(1)
    expect(orders?.[0]).toMatchObject({
      sku: 'LAMP',
      amounts: { platform_fees: '125' },
      purchasedAt: '2026-07-01T04:00:00.000Z',
    })
  })
})

const folder = fixtureFolder('lazada')

describe.skipIf(!folder)('answers as documented (skipped where the fixtures are missing)', () => {
  it('of orders and their rows', async () => {
    const list = { path: '/orders/get', json: fixture(folder, 'synthetic/orders.get.json') }
    const items = { path: '/orders/items/get', json: fixture(folder, 'synthetic/orders.items.get.json') }
    const { orders = [] } = await pull('orders', asked(), contextOf([list, items]))

    expect(
      orders.map(({ sku, cancelledBy, amounts }) => [sku, cancelledBy, amounts.gross_sales, amounts.discount_shop]),
    ).toEqual([
      ['BTL-750-BK', null, '2490', '150'],
      ['BTL-750-BK', null, '2490', '150'],
      ['MASK-50', 'stockout', '1000', '0'],
      ['MASK-50', null, '1000', '0'],
    ])
  })

  it('of reviews', async () => {
    const answers = [
      { path: '/products/get', json: good({ total_products: 1, products: [{ item_id: 11 }] }) },
      { path: '/review/seller/history/list', json: good({ total: 1, page_size: 10, current: 1, id_list: [1] }) },
      { path: '/review/seller/list/v2', json: fixture(folder, 'synthetic/review.list.v2.json') },
    ]
    const { days } = await pull(
      'reviews',
      asked({ window: { from: '2026-07-04', to: '2026-07-05' } }),
      contextOf(answers),
    )

    expect(days?.[1]).toMatchObject({
      day: '2026-07-05',
      measures: { reviews_2: '1', seller_ratings_4: '1', reviews_5: '0' },
    })
  })
})
