import { describe, expect, it } from 'vitest'
import { ebay } from '#src/connectors/ebay/index.ts'
import { foldDays } from '#src/domain/orders/fold-days.ts'
import { asked, contextOf, now, pullAll, queryOf, storeAt, us } from '#test/support/ebay-scripted.ts'
import type { Answer } from '#test/support/scripted-context.ts'

describe('views of eBay', () => {
  const path = '/sell/analytics/v1/traffic_report?'
  const record = (day: string, ...values: readonly string[]) => ({
    dimensionValues: [{ value: day, applicable: true }],
    metricValues: values.map(value => ({ value, applicable: value !== 'no' })),
  })
  const report = (records: readonly object[], lastUpdatedDate: string) => ({
    header: { metrics: [{ key: 'LISTING_IMPRESSION_SEARCH_RESULTS_PAGE' }, { key: 'LISTING_VIEWS_TOTAL' }] },
    records,
    lastUpdatedDate,
  })

  it('are read by the order of the header, up to the day that is counted; days without any had none', async () => {
    const records = [record('20260303', '9', '9'), record('20260301', '500', '40')]
    const context = contextOf([{ path, json: report(records, '2026-03-02T23:00:00.000-08:00') }])

    const { days, next } = await pullAll('traffic', asked(), context)

    expect(days).toEqual([
      { sku: '', day: '2026-03-01', measures: { page_views: '40', search_impressions: '500' } },
      { sku: '', day: '2026-03-02', measures: { page_views: '0', search_impressions: '0' } },
    ])
    expect(next).toEqual({ kind: 'done', through: '2026-03-02' })
    expect(queryOf(context, 1)).toEqual({
      dimension: 'DAY',
      metric: 'LISTING_VIEWS_TOTAL,LISTING_IMPRESSION_SEARCH_RESULTS_PAGE',
      filter: 'marketplace_ids:{EBAY_US},date_range:[20260301..20260303]',
    })
    expect(context.requests[1]?.url).not.toMatch(/[{}[\]]/)
    expect(context.requests[1]?.budgets).toEqual(['traffic'])
  })

  it('of other zones are asked for by moments with an offset', async () => {
    const store = storeAt('EBAY_DE', 'Europe/Berlin', 'EUR')
    const context = contextOf([{ path, json: report([record('2026-03-01', '5', '4')], '2026-03-09T00:00:00Z') }])

    await pullAll('traffic', asked({ store }), context)

    expect(queryOf(context, 1).filter).toBe(
      'marketplace_ids:{EBAY_DE},date_range:[2026-03-01T00:00:00.000+01:00..2026-03-03T00:00:00.000+01:00]',
    )
  })

  it('never ask for a day that is not over, and say nothing where eBay counts nothing', async () => {
    const context = contextOf([{ path, json: report([], '2026-03-09T12:00:00Z') }])

    const { next } = await pullAll('traffic', asked({ window: { from: '2026-03-08', to: '2026-03-10' } }), context)

    expect(queryOf(context, 1).filter).toContain('[20260308..20260309]')
    expect(next).toEqual({ kind: 'nothing', reason: 'no-data', zeros: false })
  })

  it.each([
    [403, 'scope'],
    [400, 'unavailable'],
  ])('refused with %i are %s', async (status, kind) => {
    const context = contextOf([{ path, status, json: { errors: [{ errorId: 50001 }] } }])

    await expect(pullAll('traffic', asked(), context)).rejects.toMatchObject({ kind })
  })
})

describe('costs of eBay', () => {
  const path = 'https://apiz.ebay.com/sell/finances/v1/transaction?'
  const usd = (value: string) => ({ value, currency: 'USD' })
  const one = (transactionId: string, value: string, over: object = {}) => ({
    transactionId,
    transactionDate: '2026-03-02T07:59:59.000Z',
    bookingEntry: 'DEBIT',
    amount: usd(value),
    ...over,
  })

  it('are labels and charges by day, credits taken off, each transaction once, advertising left to its own feed', async () => {
    const labels = [one('A', '4.10'), one('B', '5.00', { transactionDate: '2026-03-02T08:00:00.000Z' })]
    const page2 = [
      one('B', '5.00', { transactionDate: '2026-03-02T08:00:00.000Z' }),
      one('C', '1.00', { bookingEntry: 'CREDIT' }),
    ]
    const charges = [one('D', '24.95', { feeType: 'OTHER_FEES' }), one('E', '3.00', { feeType: 'AD_FEE' })]
    const context = contextOf([
      { path, json: { total: '4', next: 'https://apiz.ebay.com/next', transactions: labels } },
      { path, json: { total: '4', transactions: page2 } },
      { path, json: { total: '2', transactions: charges } },
    ])

    const { days, next } = await pullAll('finances', asked(), context)

    expect(days).toEqual([
      { sku: '', day: '2026-03-01', measures: { shipping_cost: '310', other_cost: '2495' } },
      { sku: '', day: '2026-03-02', measures: { shipping_cost: '500', other_cost: '0' } },
      { sku: '', day: '2026-03-03', measures: { shipping_cost: '0', other_cost: '0' } },
    ])
    expect(next).toEqual({ kind: 'done', through: '2026-03-03' })
    expect([1, 2, 3].map(index => queryOf(context, index))).toEqual([
      {
        filter: 'transactionDate:[2026-03-01T08:00:00.000Z..2026-03-04T07:59:59.999Z],transactionType:{SHIPPING_LABEL}',
        limit: '1000',
        offset: '0',
      },
      expect.objectContaining({ offset: '2', limit: '2' }), // right behind a page that was shorter than asked for
      expect.objectContaining({ offset: '0', filter: expect.stringContaining('{NON_SALE_CHARGE}') }),
    ])
    expect(context.requests[1]?.headers?.['X-EBAY-C-MARKETPLACE-ID']).toBe('EBAY_US')
  })

  it('are zero where there is no content', async () => {
    const { days } = await pullAll(
      'finances',
      asked(),
      contextOf([
        { path, status: 204, json: {} },
        { path, status: 204, json: {} },
      ]),
    )

    expect(days.map(({ measures }) => measures)).toEqual(Array(3).fill({ shipping_cost: '0', other_cost: '0' }))
  })
})

describe('promoted listings of eBay', () => {
  const metadata = (model: string, metricKeys: readonly string[]): Answer => ({
    path: `/sell/marketing/v1/ad_report_metadata/ACCOUNT_PERFORMANCE_REPORT?funding_model=${model}`,
    json: { metricMetadata: metricKeys.map(metricKey => ({ metricKey })) },
  })
  const made = (id: string): Answer => ({
    path: '/sell/marketing/v1/ad_report_task',
    status: 202,
    json: {},
    headers: { location: `https://api.ebay.com/sell/marketing/v1/ad_report_task/${id}` },
  })
  const task = (id: string, reportTaskStatus: string): Answer => ({
    path: `/sell/marketing/v1/ad_report_task/${id}`,
    json: {
      reportTaskStatus,
      reportHref: reportTaskStatus === 'SUCCESS' ? `https://api.ebay.com/sell/marketing/v1/ad_report/${id}` : null,
    },
  })
  const file = (id: string, rows: readonly string[]): Answer => ({
    path: `/sell/marketing/v1/ad_report/${id}`,
    bytes: Buffer.from(rows.join('\n')),
  })

  it('are ordered, waited for, fetched and added up over both ways of paying', async () => {
    const sale = ['impressions', 'clicks', 'ctr', 'sales', 'sale_amount', 'ad_fees']
    const click = [
      'cpc_impressions',
      'cpc_clicks',
      'cpc_attributed_sales',
      'cpc_sale_amount_listingsite_currency',
      'cpc_ad_fees_listingsite_currency',
    ]
    const context = contextOf([
      metadata('COST_PER_SALE', sale),
      made('7'),
      task('7', 'PENDING'),
      task('7', 'SUCCESS'),
      file('7', [
        'day\timpressions\tclicks\tsales\tsale_amount\tad_fees',
        '2026-03-01\t1,000\t10\t2\tUSD 50.00\tUSD 2.50',
        '2026-02-28\t9\t9\t9\t9\t9',
      ]),
      metadata('COST_PER_CLICK', click),
      made('8'),
      task('8', 'SUCCESS'),
      file('8', [`day\t${click.join('\t')}`, '2026-03-01\t200\t5\t1\t20.00\t1.25', '']),
    ])

    const { days, next, steps } = await pullAll('ads', asked(), context)

    expect(days[0]).toEqual({
      sku: '',
      day: '2026-03-01',
      measures: { ad_impressions: '1200', ad_clicks: '15', ad_spend: '375', ad_sales: '7000', ad_orders: '3' },
    })
    expect(days[1]?.measures).toEqual({
      ad_impressions: '0',
      ad_clicks: '0',
      ad_spend: '0',
      ad_sales: '0',
      ad_orders: '0',
    })
    expect(next).toEqual({ kind: 'done', through: '2026-03-03' })
    expect(JSON.parse(context.requests[2]?.body ?? '')).toEqual({
      reportType: 'ACCOUNT_PERFORMANCE_REPORT',
      dimensions: [{ dimensionKey: 'day' }],
      metricKeys: ['impressions', 'clicks', 'ad_fees', 'sale_amount', 'sales'],
      fundingModels: ['COST_PER_SALE'],
      marketplaceId: 'EBAY_US',
      dateFrom: '2026-03-01T00:00:00.000Z',
      dateTo: '2026-03-03T23:59:59.999Z',
      reportFormat: 'TSV_GZIP',
    })
    expect(
      steps.slice(0, 2).every(({ next: one }) => one.kind === 'again' && one.notBefore && one.notBefore > now),
    ).toBe(true)
  })

  it('of a seller who may not promote are not available', async () => {
    const refused: Answer = {
      path: '/sell/marketing/v1/ad_report_task',
      status: 400,
      json: { errors: [{ errorId: 35001 }] },
    }
    const context = contextOf([{ path: '/ad_report_metadata/', status: 404, json: {} }, refused])

    await expect(pullAll('ads', asked(), context)).rejects.toMatchObject({ kind: 'unavailable' })
  })
})

describe('shipments of eBay', () => {
  const order = (orderId: string, status: string, lines: readonly string[]) => ({
    orderId,
    creationDate: '2026-03-01T18:00:00.000Z',
    lastModifiedDate: '2026-03-03T10:00:00.000Z',
    orderFulfillmentStatus: status,
    lineItems: lines.map(id => ({
      lineItemId: id,
      sku: id,
      quantity: '1',
      lineItemCost: { value: '1.00', currency: 'USD' },
    })),
  })
  const parcels = (id: string, fulfillments: readonly object[]): Answer => ({
    path: `/sell/fulfillment/v1/order/${id}/shipping_fulfillment`,
    json: { fulfillments, total: '1' },
  })

  it('leave with the last package that holds a line; an order of which a line waits has not left', async () => {
    const orders = [
      order('A', 'FULFILLED', ['a1', 'a2']),
      order('B', 'IN_PROGRESS', ['b1', 'b2']),
      order('C', 'NOT_STARTED', ['c1']),
    ]
    const context = contextOf([
      { path: '/sell/fulfillment/v1/order?', json: { total: '3', orders } },
      parcels('A', [
        { shippedDate: '2026-03-02T12:00:00.000Z', lineItems: [{ lineItemId: 'a1' }] },
        { shippedDate: '2026-03-03T17:00:00.000Z', lineItems: [{ lineItemId: 'a2' }] },
      ]),
      parcels('B', [{ shippedDate: '2026-03-02T12:00:00.000Z', lineItems: [{ lineItemId: 'b1' }] }]),
    ])

    const { orders: lines } = await pullAll('shipments', asked(), context)
    const days = ['2026-03-01', '2026-03-03']
    const rows = foldDays(lines, {
      timeZone: us.timeZone,
      days,
      tells: ebay.feeds.find(({ id }) => id === 'shipments')?.tells ?? [],
    })

    expect(rows.find(({ day }) => day === '2026-03-03')?.measures).toMatchObject({
      shipments_confirmed: '1',
      ship_hours_sum: '47',
    })
    expect(rows.find(({ day }) => day === '2026-03-01')?.measures).toMatchObject({
      shipped_within_24h: '0',
      shipped_within_48h: '1',
    })
  })
})

describe('seller standards of eBay', () => {
  const path = '/sell/analytics/v1/seller_standards_profile'
  const metric = (metricKey: string, value: unknown, level = 'TOP_RATED') => ({ metricKey, value, level })
  const profile = (program: string, cycleType: string, metrics: readonly object[]) => ({
    program,
    cycle: { cycleType },
    metrics,
  })

  it('are those that the next evaluation of the program would find', async () => {
    const standardsProfiles = [
      profile('PROGRAM_GLOBAL', 'PROJECTED', [
        metric('SHIPPING_MISS_RATE', { value: '9', numerator: '9', denominator: '100' }),
      ]),
      profile('PROGRAM_US', 'CURRENT', [
        metric('SHIPPING_MISS_RATE', { value: '5', numerator: '5', denominator: '100' }),
      ]),
      profile('PROGRAM_US', 'PROJECTED', [
        metric('SHIPPING_MISS_RATE', { value: '0.91', numerator: '3', denominator: '329' }),
        metric('DEFECTIVE_TRANSACTION_RATE', { value: '2.5', numerator: '18', denominator: '720' }, 'BELOW_STANDARD'),
        metric('CLAIMS_SAF_RATE', '0.30'),
        metric('TRANSACTION_COUNT', '720'),
      ]),
    ]

    const { days } = await pullAll('standards', asked(), contextOf([{ path, json: { standardsProfiles } }]))

    expect(days).toEqual([
      {
        sku: '',
        day: '2026-03-10',
        measures: {
          health_flags: '1',
          account_late_n: '3',
          account_late_d: '329',
          account_odr_n: '18',
          account_odr_d: '720',
          account_cases_n: '0.30',
          account_cases_d: '100',
        },
      },
    ])
  })
})

describe('feedback of eBay', () => {
  const store = { ...us, extra: { marketplace: 'EBAY_US', seller: 'lampseller' } }
  const summary = (userRoleType: string, counts: Readonly<Record<string, string>>) => ({
    userRoleType,
    feedbackRatingValueDistribution: Object.entries(counts).map(([value, count]) => ({ value, count })),
  })

  it('is the negative part of the window, as a seller', async () => {
    const feedbackRatingSummary = [
      {
        ratingType: 'OVERALL_EXPERIENCE',
        ratingSummaryByRatingType: [
          summary('SELLER', { POSITIVE: '90', NEUTRAL: '6', NEGATIVE: '4' }),
          summary('BUYER', { POSITIVE: '1', NEGATIVE: '1' }),
        ],
      },
    ]
    const context = contextOf([
      { path: '/commerce/feedback/v1/feedback_rating_summary?', json: { feedbackRatingSummary } },
    ])

    const { days } = await pullAll('feedback', asked({ store }), context)

    expect(days[0]?.measures).toEqual({ account_feedback_n: '4', account_feedback_d: '100' })
    expect(queryOf(context, 1)).toMatchObject({ user_id: 'lampseller' })
  })

  it('is not asked for before the seller is known', async () => {
    expect((await pullAll('feedback', asked(), contextOf([]))).next.kind).toBe('nothing')
  })
})
