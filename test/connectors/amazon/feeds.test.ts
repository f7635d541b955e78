import { describe, expect, it } from 'vitest'
import { dayOfDate } from '#src/connectors/amazon/client/report-dates.ts'
import { costOf } from '#src/connectors/amazon/fees/cost-kind.ts'
import { reasonOf } from '#src/connectors/amazon/goods/return-reasons.ts'
import { wholeDays } from '#src/connectors/amazon/traffic/visits.ts'
import type { Observed } from '#src/contracts/connector.ts'
import { asked, contextOf, feed, jp, token, us } from '#test/support/amazon/scripted.ts'
import type { Answer } from '#test/support/scripted-context.ts'

const window = { from: '2026-03-01', to: '2026-03-03' }

/** The step that reads the rows of a query of Data Kiosk. */
async function economics(rows: readonly object[], over: Parameters<typeof asked>[0] = {}, now?: Date) {
  const context = contextOf(
    [
      token,
      { path: '/queries/Q1', json: { queryId: 'Q1', processingStatus: 'DONE', dataDocumentId: 'D1' } },
      { path: '/documents/D1', json: { documentUrl: 'https://files.s3.amazonaws.com/rows' } },
      { path: '/rows', bytes: Buffer.from(rows.map(row => JSON.stringify(row)).join('\n')) },
    ],
    now ? { now } : {},
  )
  const state = { via: 'kiosk', inner: { phase: 'wait', queryId: 'Q1' }, sums: [] }
  return feed('fees').pull(asked({ window, state, ...over }), context)
}

const amount = (value: number, currencyCode = 'USD') => ({ amount: value, currencyCode })
const row = (startDate: string, msku: string, sales: object, over: object = {}) => ({
  ...{ startDate, endDate: startDate, marketplaceId: us.externalId, msku, sales },
  ...over,
})
const sold = (value: number, units: number, currency = 'USD') => ({
  orderedProductSales: amount(value, currency),
  refundedProductSales: amount(0, currency),
  ...{ netUnitsSold: units, unitsOrdered: units, unitsRefunded: 0 },
})
const fee = (feeTypeName: string, value: number, currency = 'USD') => ({
  feeTypeName,
  charges: [{ aggregatedDetail: { totalAmount: amount(value, currency) } }],
})
const later = new Date('2026-03-20T12:00:00Z')
const storeRows = (days: readonly Observed[] = []) => days.filter(({ sku }) => sku === '')

describe('fees and refunds of Amazon', () => {
  it('are exact to the fraction that Amazon tells, in yen without decimals', async () => {
    const yen = [
      row('2026-03-01', '茶', sold(3_960, 2, 'JPY'), { fees: [fee('REFERRAL_FEES', 594, 'JPY')], cost: null }),
      row('2026-03-01', '皿', sold(1_000, 1, 'JPY'), {
        fees: [fee('FBA_FULFILLMENT_FEES', 318, 'JPY')],
        cost: { costOfGoodsSold: amount(200, 'JPY') },
      }),
    ]
    const dollars = [
      row('2026-03-01', 'A', sold(0.1, 1), { fees: [fee('REFERRAL_FEES', 0.2), fee('REFERRAL_FEES', 0.1)] }),
    ]

    const inJapan = await economics(yen, { store: jp }, later)
    const inUs = await economics(dollars, {}, later)

    expect(inJapan.days?.find(({ sku }) => sku === '皿')?.measures).toMatchObject({
      fulfilment_cost: '318',
      cogs: '200',
    })
    // The store's cost of goods is not known: one product that was sold has none
    expect(storeRows(inJapan.days)[0]?.measures).toEqual({
      ...{ refunds_amount: '0', refunds_count: '0', platform_fees: '594', fulfilment_cost: '318' },
      ...{ storage_cost: '0', other_cost: '0' },
    })
    expect(storeRows(inUs.days)[0]?.measures.platform_fees).toBe('30')
  })

  it('of a day with fees of sales beside sales of zero are not taken: waited for while young, left out later', async () => {
    const rows = [
      row('2026-03-01', 'A', sold(10, 1), { fees: [fee('REFERRAL_FEES', 1.5)] }),
      row('2026-03-02', 'A', sold(0, 0), { fees: [fee('REFERRAL_FEES', 1.5)] }),
      row('2026-03-03', 'A', sold(10, 1), { fees: [fee('REFERRAL_FEES', 1.5)] }),
    ]

    const young = await economics(rows, {}, new Date('2026-03-04T20:00:00Z'))
    const old = await economics(rows, {}, later)

    expect(storeRows(young.days).map(({ day }) => day)).toEqual(['2026-03-01'])
    expect(young.next).toEqual({ kind: 'done', through: '2026-03-01' })
    expect(storeRows(old.days).map(({ day }) => day)).toEqual(['2026-03-01', '2026-03-03'])
  })

  it('without any fee say nothing of fees, and refunds stand nevertheless', async () => {
    const refunded = { ...sold(0, 0), refundedProductSales: amount(12.34), unitsRefunded: 1, netUnitsSold: -1 }

    const { days } = await economics([row('2026-03-02', 'A', refunded, { fees: null })], {}, later)

    const day = storeRows(days).find(one => one.day === '2026-03-02')
    expect(day?.measures).toMatchObject({ refunds_amount: '1234', refunds_count: '1' })
    expect(day?.measures).not.toHaveProperty('platform_fees')
  })

  it('in another currency stop the feed', async () => {
    await expect(economics([row('2026-03-01', 'A', sold(1, 1, 'CAD'))], {}, later)).rejects.toMatchObject({
      kind: 'drift',
    })
  })

  it('are added up over the pages of an answer', async () => {
    const page = (query: string, rows: readonly object[], over: object = {}): readonly Answer[] => [
      { path: `/queries/${query}`, json: { queryId: query, processingStatus: 'DONE', dataDocumentId: 'D', ...over } },
      { path: '/documents/D', json: { documentUrl: 'https://files.s3.amazonaws.com/rows' } },
      { path: '/rows', bytes: Buffer.from(rows.map(one => JSON.stringify(one)).join('\n')) },
    ]
    const rowOf = (sku: string) => row('2026-03-01', sku, sold(10, 1), { fees: [fee('REFERRAL_FEES', 1.5)] })
    const state = { via: 'kiosk', inner: { phase: 'wait', queryId: 'Q1' }, sums: [] }
    const answers = [
      ...[token, ...page('Q1', [rowOf('A')], { pagination: { nextToken: 'more' } })],
      ...[{ path: '/queries', json: { queryId: 'Q2' } }, ...page('Q2', [rowOf('B')])],
    ]
    const context = contextOf(answers, { now: later })
    const pull = (next: unknown) => feed('fees').pull(asked({ window, state: next }), context)

    const first = await pull(state)
    const second = await pull((first.next as { state: unknown }).state)
    const third = await pull((second.next as { state: unknown }).state)

    expect(
      JSON.parse(context.requests.find(one => one.method === 'POST' && one.url.endsWith('/queries'))?.body ?? ''),
    ).toMatchObject({
      paginationToken: 'more',
    })
    expect(storeRows(third.days)[0]?.measures.platform_fees).toBe('300')
  })

  it('of days of which Data Kiosk tells nothing come from transactions; without those there was nothing', async () => {
    const refund = {
      ...{ transactionId: '1', transactionType: 'Refund', postedDate: '2026-03-02T20:00:00Z' },
      totalAmount: { currencyAmount: -5, currencyCode: 'USD' },
    }
    const kiosk = [token, { path: '/queries/Q1', json: { queryId: 'Q1', processingStatus: 'DONE' } }]
    const state = { via: 'kiosk', inner: { phase: 'wait', queryId: 'Q1' }, sums: [] }
    const told = contextOf([...kiosk, { path: '/transactions', json: { payload: { transactions: [refund] } } }], {
      now: later,
    })
    const refused = contextOf([...kiosk, { path: '/transactions', status: 403, json: {} }], { now: later })

    const first = await feed('fees').pull(asked({ window, state }), told)
    const second = await feed('fees').pull(asked({ window, state }), refused)

    expect(storeRows(first.days).map(({ measures }) => measures.refunds_amount)).toEqual(['0', '500', '0'])
    expect(storeRows(second.days).map(({ measures }) => measures.refunds_amount)).toEqual(['0', '0', '0'])
  })

  it('by transaction: a release of what was deferred is not told twice', async () => {
    const transaction = (id: string, names: readonly string[]) => ({
      ...{ transactionId: id, transactionType: 'Refund', postedDate: '2026-03-02T08:00:01Z' },
      relatedIdentifiers: names.map(relatedIdentifierName => ({ relatedIdentifierName })),
      totalAmount: { currencyAmount: -5, currencyCode: 'USD' },
    })
    const transactions = [transaction('1', ['ORDER_ID']), transaction('2', ['ORDER_ID', 'DEFERRED_TRANSACTION_ID'])]
    const context = contextOf([token, { path: '/transactions', json: { payload: { transactions } } }])

    const { days } = await feed('fees').pull(asked({ state: { via: 'finances', inner: null, sums: [] } }), context)

    expect(storeRows(days).map(({ day, measures }) => [day, measures.refunds_amount])).toEqual([
      ['2026-03-01', '0'],
      ['2026-03-02', '500'],
    ])
  })

  it.each([
    ['Referral fee', 'platform_fees'],
    ['REFERRAL_FEES', 'platform_fees'],
    ['Commission', 'platform_fees'],
    ['VariableClosingFee', 'platform_fees'],
    ['PER_ITEM_SELLING_FEES', 'platform_fees'],
    ['FBAPerUnitFulfillmentFee', 'fulfilment_cost'],
    ['FBA_FULFILLMENT_FEES', 'fulfilment_cost'],
    ['FBA_INBOUND_PLACEMENT_SERVICE_FEE', 'fulfilment_cost'],
    ['MONTHLY_INVENTORY_STORAGE_FEES', 'storage_cost'],
    ['FBA Long-Term Storage Fee', 'storage_cost'],
    ['AGED_INVENTORY_SURCHARGE', 'storage_cost'],
    ['Something new', 'other_cost'],
  ])('%s is %s', (name, measure) => {
    expect(costOf(name)).toBe(measure)
  })
})

describe('visits on Amazon', () => {
  const visits = (unitsOrdered: number, sessions: number) => ({
    ...{ unitsOrdered, sessions, pageViews: sessions * 2, buyBoxPercentage: 50, negativeFeedback: null },
  })

  it('of a day that has sales and no visits yet are not taken, nor those after it', () => {
    const found = new Map([
      ['2026-03-01', visits(5, 100)],
      ['2026-03-02', visits(5, 0)],
      ['2026-03-03', visits(1, 9)],
    ])

    expect(wholeDays(found, window, '2026-03-04')).toEqual([
      { sku: '', day: '2026-03-01', measures: { sessions: '100', page_views: '200', buy_box_page_views: '100' } },
    ])
    expect(wholeDays(found, window, '2026-03-20')).toHaveLength(3) // settled within a week
  })

  it('of an old day without anything are zero', () => {
    expect(wholeDays(new Map(), window, '2026-03-20')).toHaveLength(3)
    expect(wholeDays(new Map(), window, '2026-03-04')).toHaveLength(0)
  })
})

describe('returns on Amazon', () => {
  it.each([
    ['DEFECTIVE', 'quality'],
    ['CR-QUALITY_UNACCEPTABLE', 'quality'],
    ['DAMAGED_BY_CARRIER', 'damaged'],
    ['SWITCHEROO', 'wrong_item'],
    ['NOT_AS_DESCRIBED', 'not_as_described'],
    ['MISSED_ESTIMATED_DELIVERY', 'late'],
    ['UNDELIVERABLE_REFUSED', 'undelivered'],
    ['UNWANTED_ITEM', 'change_of_mind'],
    ['MISORDERED', 'change_of_mind'],
    ['APPAREL_TOO_LARGE', 'size'],
    ['AMZ-PG-APP-TOO-SMALL', 'size'],
    ['NO_REASON_GIVEN', 'other'],
  ])('for %s are for %s', (code, reason) => {
    expect(reasonOf(code)).toBe(`returns_reason_${reason}`)
  })

  it.each([
    ['2026-03-02T07:59:59+00:00', 'us', '2026-03-01'],
    ['2026-03-02', 'us', '2026-03-02'],
    ['2026/3/2', 'jp', '2026-03-02'],
    ['02-Mar-2026', 'us', '2026-03-02'],
    ['3/2/26', 'us', '2026-03-02'],
    ['2/3/2026', 'au', '2026-03-02'],
    ['yesterday', 'us', null],
  ])('on %s in %s are of %s', (text, market, day) => {
    expect(dayOfDate(text, market === 'jp' ? 'Asia/Tokyo' : 'America/Los_Angeles', market)).toBe(day)
  })
})

describe('advertising on Amazon', () => {
  const ordered = (reportId: string, end = '') => ({ reportId, since: '2026-03-03T11:00:00Z', tries: 0, end })
  const state = (reports: readonly object[]) => ({
    ...{ profile: '17', days: ['2026-03-01', '2026-03-02'], polls: 0, reports, sums: [] },
  })
  const adsKeys = { keys: { ads_refresh_token: 'Atzr|ads' } }

  it('takes up the report that a 425 names', async () => {
    const duplicate = { code: '425', detail: 'The Request is a duplicate of : 06ba6494-8568-4066-949f-abb6a91c0b9c' }
    const context = contextOf([token, { path: '/reporting/reports', status: 425, json: duplicate }], adsKeys)

    const { next } = await feed('ads').pull(asked({ state: state([ordered(''), ordered('b'), ordered('c')]) }), context)

    expect(next).toMatchObject({ state: { reports: [{ reportId: '06ba6494-8568-4066-949f-abb6a91c0b9c' }, {}, {}] } })
    expect(context.requests[1]?.headers).toMatchObject({
      'amazon-advertising-api-scope': '17',
      'amazon-advertising-api-clientid': 'app',
      'content-type': 'application/vnd.createasyncreportrequest.v3+json',
    })
  })

  it('goes on without a kind that the account does not have', async () => {
    const context = contextOf([token, { path: '/reporting/reports', status: 400, json: { code: '400' } }], adsKeys)

    const { next } = await feed('ads').pull(asked({ state: state([ordered('a'), ordered(''), ordered('c')]) }), context)

    expect(next).toMatchObject({ kind: 'again', state: { reports: [{}, { end: 'refused' }, {}] } })
  })

  it('asks again for a report that failed or takes longer than six hours', async () => {
    const failed = { reportId: 'a', status: 'FAILED', url: null, failureReason: 'x' }
    const pending = { reportId: 'c', status: 'PENDING', url: null }
    const context = contextOf(
      [token, { path: '/reports/a', json: failed }, { path: '/reports/c', json: pending }],
      adsKeys,
    )
    const old = { ...ordered('c'), since: '2026-03-03T05:00:00Z' }

    const { next } = await feed('ads').pull(asked({ state: state([ordered('a'), ordered('b', 'done'), old]) }), context)

    expect(next).toMatchObject({ state: { reports: [{ reportId: '', tries: 1 }, {}, { reportId: '', tries: 1 }] } })
  })

  it('stops at a column that vanished', async () => {
    const context = contextOf(
      [
        token,
        { path: '/reports/a', json: { reportId: 'a', status: 'COMPLETED', url: 'https://files.s3.amazonaws.com/a' } },
        { path: '/a', json: [{ date: '2026-03-01', advertisedSku: 'A', impressions: 1, clicks: 1, cost: 1 }] },
      ],
      adsKeys,
    )

    await expect(
      feed('ads').pull(asked({ state: state([ordered('a'), ordered('b'), ordered('c')]) }), context),
    ).rejects.toMatchObject({ kind: 'drift', subject: 'purchases7d' })
  })

  it('without a grant asks for nothing', async () => {
    const context = contextOf([])

    expect((await feed('ads').pull(asked(), context)).next).toMatchObject({ kind: 'nothing', reason: 'not-entitled' })
  })
})

describe('orders that Amazon does not keep any more', () => {
  const old = { window: { from: '2020-01-01', to: '2020-01-30' }, kind: 'backfill' as const }
  const status = (processingStatus: string): Answer => ({
    path: '/reports/R1',
    json: { reportId: 'R1', processingStatus },
  })

  it.each([
    ['CANCELLED', status('CANCELLED')],
    ['FATAL', status('FATAL')],
    ['refused', { path: '/reports', status: 400, json: { errors: [{ code: 'InvalidInput', message: 'x' }] } }],
  ])('are not there, which is not zero (%s)', async (what, answer) => {
    const state = what === 'refused' ? null : { phase: 'wait', reportId: 'R1' }

    const { next } = await feed('orders').pull(asked({ ...old, state }), contextOf([token, answer]))

    expect(next).toEqual({ kind: 'nothing', reason: 'no-data', zeros: false })
  })
})
