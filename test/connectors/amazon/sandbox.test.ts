import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { measuresOf } from '#src/connectors/amazon/account/health.ts'
import { amazon } from '#src/connectors/amazon/index.ts'
import { linesOf } from '#src/connectors/amazon/orders/order-lines.ts'
import { Order } from '#src/connectors/amazon/orders/order-model.ts'
import { visitsOfReport, wholeDays } from '#src/connectors/amazon/traffic/visits.ts'
import {
  asked,
  contextOf,
  feed,
  jp,
  ordersOf,
  sample as readSample,
  samples,
  token,
  us,
} from '#test/support/amazon/scripted.ts'

const uk = { ...us, externalId: 'A1F83G8C2ARO7P', market: 'uk', timeZone: 'Europe/London', currency: 'GBP' }
const br = { ...us, externalId: 'A2Q3Y263D00KWC', market: 'br', timeZone: 'America/Sao_Paulo', currency: 'BRL' }

const read = new Set<string>()

function sample(name: string) {
  read.add(name.replace(/^.*\//, ''))
  return readSample(name)
}

/** A step whose one call after the token is answered by a sample, with the status of the sample. */
async function step(id: string, file: string, over: Parameters<typeof asked>[0] = {}) {
  const { path, status, response } = sample(`amazon/sp-api/${file}`)
  const context = contextOf([token, { path: path.replace(/\{.*$/, ''), status, json: response }])
  const result = await feed(id)
    .pull(asked(over), context)
    .catch(error => ({ kind: error.kind, subject: error.subject }))
  return { result, request: context.requests[1] }
}

const report = { phase: 'wait', reportId: 'ID323', polls: 0, tries: 0 }
const query = { part: 'days', inner: { phase: 'wait', queryId: 'QueryId1' }, store: [], done: 0 }
const asking = { ...query, inner: { phase: 'asking' } }
const backfill = { kind: 'backfill' as const }

describe.skipIf(!samples)('answers of the static sandbox (skipped where the samples are missing)', () => {
  it.each([
    ['searchOrders.200.0.json', 'orders', { store: jp }, { next: { kind: 'again' } }],
    ['searchOrders.200.1.json', 'orders', { store: uk }, { next: { kind: 'done', through: '2026-03-02' } }],
    ['searchOrders.400.0.json', 'orders', {}, { kind: 'permanent', subject: 'InvalidInput' }],
    ['createReport.202.0.json', 'orders', backfill, { next: { kind: 'again', state: { reportId: 'ID323' } } }],
    [
      'getReport.200.0.json',
      'orders',
      { ...backfill, state: report },
      { next: { kind: 'again', state: { reportId: 'ID323', polls: 1 } } },
    ],
    ['getReport.400.0.json', 'health', { state: report }, { kind: 'unavailable', subject: 'Selling Partner Insights' }],
    ['createQuery.202.0.json', 'traffic', {}, { next: { state: { inner: { phase: 'wait', queryId: 'QueryId1' } } } }],
    [
      'listTransactions.200.0.json',
      'fees',
      { state: { via: 'finances', inner: null, sums: [] } },
      { next: { kind: 'again' } },
    ],
    [
      'getItemReviewTopics.204.0.json',
      'reviews',
      { state: { left: [['B08PD3JTPF', 'A']], sums: [] } },
      { next: { kind: 'again', state: { left: [], sums: [] } } },
    ],
  ])('%s is understood by the feed %s', async (file, id, over, expected) => {
    const { result } = await step(id, file, over)

    expect(result).toMatchObject(expected)
  })

  it('tells orders of Japan in yen without decimals, with their points', async () => {
    const { result } = await step('orders', 'searchOrders.200.0.json', { store: jp })

    expect(
      'orders' in result && result.orders?.map(({ orderId, sku, units, amounts }) => [orderId, sku, units, amounts]),
    ).toEqual([
      ['250-1234567-8901234', 'ECHO-DOT-4-JP-CHARCOAL', '1', { gross_sales: '5980', point_cost: '60' }],
      ['250-1234567-8901234', 'FIRE-TV-4K-MAX-JP', '2', { gross_sales: '13960', point_cost: '140' }],
    ])
    expect(JSON.stringify(result)).not.toMatch(/Smith|Business Park|@/)
    expect('orders' in result && result.orders?.every(line => line.shippedAt === null)).toBe(true)
  })

  it('tells the shipment of a merchant and the moment that was promised', async () => {
    const { result } = await step('orders', 'searchOrders.200.1.json', { store: uk })

    expect(result).toMatchObject({
      orders: [
        {
          sku: 'ECHO-DOT-4-UK-CHARCOAL-SINGLE',
          amounts: { gross_sales: '3499' },
          shippedAt: '2024-12-25T14:00:00Z',
          shipBy: '2024-12-25T23:59:59Z',
        },
      ],
    })
  })

  it.each([
    ['getOrder_2026-01-01.200.0.json', br, { gross_sales: '29990' }],
    ['getOrder_2026-01-01.200.2.json', us, { gross_sales: '3999', tax_amount: '1000' }],
  ])('%s: tax stands apart from sales', (file, store, amounts) => {
    const order = Order.parse(sample(`amazon/sp-api/${file}`).response.order)

    expect(linesOf(order, store).map(line => line.amounts)).toEqual([amounts])
  })

  it('takes up nothing from a list of other reports and other queries', async () => {
    const list = sample('amazon/sp-api/getReports.200.0.json')
    const reports = contextOf([
      token,
      { path: '/reports?', json: list.response },
      { path: '/reports', json: { reportId: 'R9' } },
    ])
    const kiosk = contextOf([
      token,
      { path: '/queries?', json: sample('amazon/sp-api/getQueries.200.0.json').response },
      { path: '/queries', json: { queryId: 'Q9' } },
    ])

    const first = await feed('orders').pull(asked({ ...backfill, state: { ...report, phase: 'asking' } }), reports)
    const second = await feed('traffic').pull(asked({ state: asking }), kiosk)

    expect(first.next).toMatchObject({ state: { reportId: 'R9' } })
    expect(second.next).toMatchObject({ state: { inner: { queryId: 'Q9' } } })
  })

  it('fetches documents of both interfaces from the address that the answer names', async () => {
    const address = 'https://d34o8swod1owfl.cloudfront.net/'
    const kiosk = contextOf([
      token,
      { path: '/queries/QueryId1', json: sample('amazon/sp-api/getQuery.200.0.json').response },
      { path: '/documents/DocumentId1', json: sample('amazon/sp-api/getDocument.200.0.json').response },
      { path: `${address}QUERY_DATA_OUTPUT_DOC.txt`, bytes: Buffer.from('') },
    ])
    const done = { reportId: 'ID323', processingStatus: 'DONE', reportDocumentId: '0356cf79' }
    const reports = contextOf([
      token,
      { path: '/reports/ID323', json: done },
      { path: '/documents/0356cf79', json: sample('amazon/sp-api/getReportDocument.200.0.json').response },
      { path: `${address}Report_47700`, bytes: Buffer.from('sku\n') },
    ])

    const first = await feed('traffic').pull(asked({ state: query }), kiosk)
    const second = feed('orders')
      .pull(asked({ ...backfill, state: report }), reports)
      .then(ordersOf)

    expect(first.next).toEqual({ kind: 'nothing', reason: 'no-data', zeros: false })
    await expect(second).rejects.toMatchObject({ kind: 'drift', subject: 'amazon-order-id' })
  })

  it.each([
    ['listReturns.403.0.json', { kind: 'scope', subject: 'Forbidden' }],
    ['listAccountBalances.404.0.json', { kind: 'unavailable', subject: 'NotFound' }],
    ['getReport.400.0.json', { kind: 'permanent', subject: '400' }],
    ['getQuery.400.0.json', { kind: 'permanent', subject: 'InvalidInput' }],
    ['getQueries.400.0.json', { kind: 'permanent', subject: 'InvalidInput' }],
    ['getDocument.400.0.json', { kind: 'permanent', subject: 'InvalidInput' }],
    ['createReportSchedule.400.0.json', { kind: 'permanent', subject: '400' }],
  ])('the refusal %s is of the right kind', async (file, fault) => {
    const { status, response } = sample(`amazon/sp-api/${file}`)
    const context = contextOf([token, { path: '/orders', status, json: response }])

    await expect(feed('orders').pull(asked(), context)).rejects.toMatchObject(fault)
  })

  it('reads which stores the seller has', async () => {
    const { response } = sample('amazon/sp-api/getMarketplaceParticipations.200.0.json')

    expect(await amazon.listStores(contextOf([token, { path: '/sellers', json: response }]))).toEqual([
      { ...us, name: 'BestSellerStore (Amazon.com)' },
    ])
  })

  it('reads how often topics stand in reviews, without the words of buyers', async () => {
    const { response } = sample('amazon/sp-api/getItemReviewTopics.200.0.json')
    const context = contextOf([token, { path: '/reviews/topics', json: response }])

    const { next } = await feed('reviews').pull(asked({ state: { left: [['B0BT5K9B2T', 'RACK']], sums: [] } }), context)

    expect(next).toMatchObject({
      state: {
        left: [],
        sums: expect.arrayContaining([
          ['2026-03-03', 'RACK', 'review_praise_mentions', '72'],
          ['2026-03-03', '', 'review_complaint_mentions', '36'],
        ]),
      },
    })
    expect(JSON.stringify(next)).not.toContain('install')
  })

  it.each([
    [
      'getOrderMetrics.200.1.json',
      [
        ['2019-08-01', '2295'],
        ['2019-08-02', '205'],
      ],
    ],
    ['getOrderMetrics.200.2.json', [['2018-05-01', '2295']]],
  ])('%s: totals of days', async (file, days) => {
    const { response } = sample(`amazon/sp-api/${file}`)
    const context = contextOf([token, { path: '/sales/v1/orderMetrics', json: response }])

    const totals = await amazon.totals?.({ store: us, window: { from: '2026-03-07', to: '2026-03-08' } }, context)

    expect(totals?.map(({ day, measures }) => [day, measures.net_sales])).toEqual(days)
  })

  it('reads the totals of Amazon by the start of their interval', async () => {
    const { response } = sample('amazon/sp-api/getOrderMetrics.200.0.json')
    const context = contextOf([token, { path: '/sales/v1/orderMetrics', json: response }])

    const totals = await amazon.totals?.({ store: us, window: { from: '2026-03-07', to: '2026-03-08' } }, context)

    expect(totals).toEqual([{ day: '2019-08-01', measures: { net_sales: '2500', units: '2', orders: '2' } }])
    const asked = new URL(context.requests[1]?.url ?? '').searchParams
    expect(asked.get('interval')).toBe('2026-03-07T00:00:00-08:00--2026-03-09T00:00:00-07:00')
  })

  it('reads days and SKUs of the sales and traffic report', () => {
    const { days, skus } = visitsOfReport(sample('amazon/reports/sellerSalesAndTrafficReport.example0.json'))
    const window = { from: '2021-06-11', to: '2021-06-13' }

    expect(wholeDays(days, window, '2021-07-01').map(({ day, measures }) => [day, measures])).toEqual([
      ['2021-06-11', { sessions: '1000', page_views: '1658', buy_box_page_views: '175', negative_feedback: '1' }],
      ['2021-06-12', { sessions: '1100', page_views: '1400', buy_box_page_views: '153', negative_feedback: '0' }],
      ['2021-06-13', { sessions: '1100', page_views: '1300', buy_box_page_views: '151', negative_feedback: '0' }],
    ])
    expect(skus('2021-06-11').length).toBeGreaterThan(0)
  })

  it('takes the rates of the account health report by which Amazon judges, not its counts', () => {
    const [metrics] = sample('amazon/reports/accountHealthReport-2020-11-18.example0.json').performanceMetrics

    expect(measuresOf(metrics)).toEqual({
      account_late_n: '27896',
      account_late_d: '870669',
      account_cancel_n: '85.985',
      account_cancel_d: '17197',
      account_vtr_n: '837068.3347',
      account_vtr_d: '878443',
      account_otd_n: '769987.0334',
      account_otd_d: '808046',
      account_odr_n: '9702',
      account_odr_d: '1078000',
      health_flags: '8',
    })
  })

  it('reads both states of a report of advertising, and asks in the shape of the samples', async () => {
    const [pending, complete, asking] = ['pending-status', 'complete-status', 'sp-daily-campaign-report'].map(name =>
      sample(`amazon-ads/reporting-v3.${name}.json`),
    )
    const reports = ['a', 'b', 'c'].map(reportId => ({ reportId, since: '2026-03-03T11:59:00Z', tries: 0, end: '' }))
    const state = { profile: '1', days: ['2026-03-01', '2026-03-02'], polls: 0, reports, sums: [] }
    const unasked = { ...state, reports: reports.map((one, index) => (index === 0 ? { ...one, reportId: '' } : one)) }
    const ads = { keys: { ads_refresh_token: 'Atzr|ads' } }
    const poll = (json: object) => ['a', 'b', 'c'].map(id => ({ path: `/reporting/reports/${id}`, json }))
    const waiting = contextOf([token, ...poll(pending.response)], ads)
    const empty = { path: new URL(complete.response.url).pathname, bytes: Buffer.from('[]') }
    const done = contextOf([token, { path: '/reporting/reports/a', json: complete.response }, empty], ads)
    const order = contextOf([token, { path: '/reporting/reports', json: asking.response }], ads)

    const [first, second, third] = [
      await feed('ads').pull(asked({ state }), waiting),
      await feed('ads').pull(asked({ state }), done),
      await feed('ads').pull(asked({ state: unasked }), order),
    ]

    expect(first.next).toMatchObject({
      kind: 'again',
      state: { polls: 1 },
      notBefore: new Date('2026-03-03T12:00:30Z'),
    })
    expect(second.next).toMatchObject({
      kind: 'again',
      state: { reports: [{ end: 'done' }, { end: '' }, { end: '' }] },
    })
    expect(third.next).toMatchObject({ state: { reports: [{ reportId: asking.response.reportId }, {}, {}] } })
    const body = JSON.parse(order.requests[1]?.body ?? '')
    expect(Object.keys(body).sort()).toEqual(Object.keys(asking.request).sort())
    expect(Object.keys(body.configuration).sort()).toEqual(Object.keys(asking.request.configuration).sort())
  })

  it('leaves no sample of an operation that is called unread', () => {
    const called =
      /^(searchOrders|createReport|getReports?|getReportDocument|createQuery|getQuer(y|ies)|getDocument|listTransactions|getItemReviewTopics|getMarketplaceParticipations|getOrderMetrics)\./
    const known = readdirSync(join(samples ?? '', 'amazon/sp-api')).filter(file => called.test(file))

    expect(known.filter(file => !read.has(file))).toEqual([])
    expect(known.length).toBeGreaterThan(20)
  })
})
