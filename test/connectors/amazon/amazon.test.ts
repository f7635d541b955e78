import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { amazon } from '#src/connectors/amazon/index.ts'
import { linesOfReport } from '#src/connectors/amazon/order-report.ts'
import { wholeDays } from '#src/connectors/amazon/traffic.ts'
import type { PullKind, PullRequest, PullStep } from '#src/contracts/connector.ts'
import { foldDays } from '#src/domain/orders/fold-days.ts'
import { projectRoot } from '#src/paths.ts'
import { type Answer, scriptedContext } from '#test/support/scripted-context.ts'

const keys = { client_id: 'app', client_secret: 'secret', refresh_token: 'Atzr|one', region: 'na' as const }
const us = { externalId: 'ATVPDKIKX0DER', name: 'US', market: 'us', timeZone: 'America/Los_Angeles', currency: 'USD' }
const jp = { externalId: 'A1VC38T7YXB528', name: 'JP', market: 'jp', timeZone: 'Asia/Tokyo', currency: 'JPY' }
const token: Answer = { path: '/auth/o2/token', json: { access_token: 'Atza|t', expires_in: 3600 } }

function feed(id: string) {
  const found = amazon.feeds.find(one => one.id === id)
  if (!found) throw new Error(`no feed ${id}`)
  return found
}

function asked(over: Partial<PullRequest> = {}): PullRequest {
  const window = { from: '2026-03-01', to: '2026-03-02' }
  return { store: us, window, kind: 'tip' as PullKind, state: null, cursor: null, ...over }
}

function contextOf(answers: readonly Answer[]) {
  return scriptedContext({ keys, addresses: amazon.addresses(keys), answers, now: new Date('2026-03-03T12:00:00Z') })
}

const money = (amount: string, currencyCode = 'USD') => ({ amount, currencyCode })
const item = (sku: string, quantity: number, price: string, discount = '0') => ({
  orderItemId: `i-${sku}`,
  quantityOrdered: quantity,
  product: { sellerSku: sku },
  proceeds: {
    breakdowns: [
      { type: 'ITEM', subtotal: money(price) },
      { type: 'DISCOUNT', subtotal: money(`-${discount}`) },
      { type: 'TAX', subtotal: money('1.00') },
    ],
  },
})
const order = (id: string, items: readonly object[], over: object = {}) => ({
  orderId: id,
  createdTime: '2026-03-02T07:59:59Z',
  lastUpdatedTime: '2026-03-02T10:00:00Z',
  salesChannel: { channelName: 'AMAZON', marketplaceId: us.externalId },
  fulfillment: { fulfillmentStatus: 'SHIPPED', fulfilledBy: 'AMAZON' },
  orderItems: items,
  buyer: { buyerName: 'Canary Person' },
  ...over,
})

describe('orders of Amazon', () => {
  it('are asked for by what changed since the server’s own upper bound, page by page', async () => {
    const context = contextOf([
      token,
      {
        path: '/orders/2026-01-01/orders',
        json: { orders: [order('1', [item('A', 1, '10')])], pagination: { nextToken: 'next/+=' } },
      },
      { path: '/orders/2026-01-01/orders', json: { orders: [], lastUpdatedBefore: '2026-03-03T11:57:00Z' } },
    ])

    const first = await feed('orders').pull(asked({ cursor: '2026-03-02T00:00:00Z' }), context)
    const second = await feed('orders').pull(asked({ state: (first.next as { state: unknown }).state }), context)

    const [, one, two] = context.requests.map(request => new URL(request.url))
    expect(one?.searchParams.get('lastUpdatedAfter')).toBe('2026-03-02T00:00:00Z')
    expect(one?.searchParams.get('includedData')).not.toMatch(/BUYER|RECIPIENT/)
    expect(two?.searchParams.get('paginationToken')).toBe('next/+=')
    two?.searchParams.delete('paginationToken')
    expect(two?.search).toBe(one?.search)
    expect(second.next).toMatchObject({ kind: 'done', cursor: '2026-03-03T11:57:00Z' })
    expect(context.requests[1]?.headers?.['x-amz-access-token']).toBe('Atza|t')
  })

  it('count on the local day, without tax, discounts off, other channels and replacements left out', async () => {
    const orders = [
      order('1', [item('A', 2, '20.00', '5.00'), item('A', 1, '10.00')]),
      order('2', [item('B', 1, '7')], { salesChannel: { channelName: 'NON_AMAZON' } }),
      order('3', [item('B', 1, '7')], {
        associatedOrders: [{ orderId: '1', associationType: 'REPLACEMENT_ORIGINAL_ID' }],
      }),
      order('4', [item('B', 1, '8')], {
        fulfillment: { fulfillmentStatus: 'CANCELLED' },
        createdTime: '2026-03-02T08:00:00Z',
      }),
    ]
    const context = contextOf([token, { path: '/orders', json: { orders } }])

    const { orders: lines = [] } = await feed('orders').pull(asked(), context)

    expect(new Set(lines.map(line => `${line.orderId}/${line.lineId}`)).size).toBe(lines.length)
    expect(JSON.stringify(lines)).not.toContain('Canary')
    const days = foldDays(lines, {
      timeZone: us.timeZone,
      days: ['2026-03-01', '2026-03-02'],
      tells: feed('orders').tells,
    })
    const store = days.filter(day => day.sku === '').map(({ day, measures }) => [day, measures])
    expect(store).toMatchObject([
      [
        '2026-03-01',
        { gross_sales: '3000', net_sales: '2500', discount_shop: '500', orders: '1', units: '3', tax_amount: '200' },
      ],
      ['2026-03-02', { gross_sales: '800', cancelled_sales: '800', net_sales: '0', orders: '0', units: '0' }],
    ])
  })

  it('of a report have the same names as those of the interface', () => {
    const head =
      'amazon-order-id\tpurchase-date\tlast-updated-date\torder-status\tsales-channel\tsku\tquantity\tcurrency\titem-price\titem-tax\tshipping-price\titem-promotion-discount'
    const row = (id: string, sku: string, price: string, status = 'Shipped', channel = 'Amazon.com') =>
      [
        id,
        '2026-03-02T07:59:59+00:00',
        '2026-03-02T10:00:00+00:00',
        status,
        channel,
        sku,
        '1',
        'USD',
        price,
        '1',
        '',
        '2',
      ].join('\t')
    const text = `\ufeff${[head, row('1', 'A', '20.00'), row('1', 'A', '10.00'), row('2', 'B', '', 'Pending'), row('3', 'B', '8', 'Cancelled'), row('4', 'C', '9', 'Shipped', 'Non-Amazon US')].join('\r\n')}\r\n`

    const lines = linesOfReport(text, us)

    expect(
      lines.map(line => [line.orderId, line.lineId, line.amounts.gross_sales ?? null, line.cancelledAt !== null]),
    ).toEqual([
      ['1', 'A', '2000', false],
      ['1', 'A#2', '1000', false],
      ['2', 'B', null, false],
      ['3', 'B', '800', true],
    ])
    expect(() => linesOfReport(text.replace('item-price', 'price'), us)).toThrow(/column of the order report/)
  })
})

describe('a report of Amazon', () => {
  const history = asked({ kind: 'backfill' })
  const reports = (...found: object[]): Answer => ({ path: '/reports/2021-06-30/reports?', json: { reports: found } })
  const status = (processingStatus: string, over: object = {}): Answer => ({
    path: '/reports/2021-06-30/reports/R1',
    json: { reportId: 'R1', processingStatus, ...over },
  })
  const again = { kind: 'again', state: { reportId: 'R1', polls: 0 } }

  it('is asked for once, for whole local days, and waited for in the database', async () => {
    const context = contextOf([token, { path: '/reports/2021-06-30/reports', json: { reportId: 'R1' } }])

    const step = await feed('orders').pull(history, context)

    expect(context.kept).toEqual([{ asking: true }])
    expect(step.next).toMatchObject({ ...again, notBefore: new Date('2026-03-03T12:00:30Z') })
    expect(JSON.parse(context.requests[1]?.body ?? '')).toMatchObject({
      dataStartTime: '2026-03-01T08:00:00.000Z',
      dataEndTime: '2026-03-03T08:00:00.000Z',
      marketplaceIds: [us.externalId],
    })
  })

  it('that was perhaps asked for by a step that died, or runs for the same days, is taken up', async () => {
    const times = { dataStartTime: '2026-03-01T08:00:00Z', dataEndTime: '2026-03-03T08:00:00Z' }
    const running = { reportId: 'R1', processingStatus: 'IN_PROGRESS', ...times }
    const context = contextOf([
      token,
      reports({ ...running, reportId: 'R0', dataEndTime: '2026-03-04T08:00:00Z' }, running),
    ])

    expect((await feed('orders').pull({ ...history, state: { asking: true } }, context)).next).toMatchObject(again)
    expect(context.requests.filter(request => request.method === 'POST')).toHaveLength(1) // the token alone
  })

  it.each([
    ['IN_PROGRESS', {}, { kind: 'again', state: { reportId: 'R1', polls: 1 } }],
    ['CANCELLED', {}, { kind: 'nothing', reason: 'no-data', zeros: true }],
    ['DONE', {}, { kind: 'nothing', reason: 'no-data', zeros: true }],
  ])('that is %s %j goes on rightly', async (processing, over, next) => {
    const context = contextOf([token, status(processing, over)])

    expect((await feed('orders').pull({ ...history, state: again.state }, context)).next).toMatchObject(next)
  })

  it('that Amazon gave up is asked for again after four hours', async () => {
    const context = contextOf([token, status('FATAL')])

    await expect(feed('orders').pull({ ...history, state: again.state }, context)).rejects.toMatchObject({
      kind: 'throttled',
      until: new Date('2026-03-03T16:00:00Z'),
    })
    expect(context.kept).toEqual([null])
  })

  it('is fetched without our headers, in the character set it has', async () => {
    const head =
      'amazon-order-id\tpurchase-date\tlast-updated-date\torder-status\tsales-channel\tsku\tquantity\titem-price'
    const context = contextOf([
      token,
      status('DONE', { reportDocumentId: 'D1' }),
      { path: '/documents/D1', json: { reportDocumentId: 'D1', url: 'https://files.invalid/report?signature=x' } },
      {
        path: '/report',
        bytes: Buffer.concat([
          Buffer.from(`${head}\n1\t2026-03-01T00:00:00Z\t2026-03-01T00:00:00Z\tShipped\tAmazon.co.jp\t`),
          Buffer.from([0x90, 0xd4]),
          Buffer.from('\t1\t1980\n'),
        ]),
      },
    ])

    const step = await feed('orders').pull({ ...history, store: jp, state: again.state }, context)

    expect(context.kept).toEqual([{ ...again.state, documentId: 'D1' }])
    expect(step.orders).toMatchObject([{ sku: '赤', amounts: { gross_sales: '1980' } }])
    expect(context.requests.at(-1)?.headers).toBeUndefined()
  })
})

describe('visits on Amazon', () => {
  const day = (date: string, units: number, sessions: number) => ({
    date,
    salesByDate: { unitsOrdered: units, unitsRefunded: 1 },
    trafficByDate: { pageViews: sessions * 2, sessions, buyBoxPercentage: 50 },
  })
  const window = { from: '2026-03-01', to: '2026-03-03' }

  it('of a day that has sales and no visits yet are not taken, nor those after it', () => {
    const days = wholeDays(
      [day('2026-03-01', 5, 100), day('2026-03-02', 5, 0), day('2026-03-03', 1, 9)],
      { window },
      '2026-03-04',
    )

    expect(days).toEqual([
      {
        sku: '',
        day: '2026-03-01',
        measures: { sessions: '100', page_views: '200', buy_box_page_views: '100', returns_units: '1' },
      },
    ])
  })

  it('of an old day without anything are zero', () => {
    expect(wholeDays([day('2026-03-01', 0, 0)], { window }, '2026-03-20')).toHaveLength(1)
  })
})

describe('faults of Amazon', () => {
  it.each([
    [
      'a grant that was taken back',
      [{ path: '/auth', status: 400, json: { error: 'invalid_grant' } }],
      { kind: 'authorisation', subject: 'invalid_grant' },
    ],
    [
      'a token that expired',
      [
        token,
        {
          path: '/orders',
          status: 403,
          json: { errors: [{ code: 'Unauthorized', message: 'The access token you provided has expired.' }] },
        },
      ],
      { kind: 'transient' },
    ],
    [
      'a role that is missing',
      [
        token,
        {
          path: '/orders',
          status: 403,
          json: { errors: [{ code: 'Unauthorized', message: 'Access to requested resource is denied.' }] },
        },
      ],
      { kind: 'scope' },
    ],
    [
      'a wrong request',
      [token, { path: '/orders', status: 400, json: { errors: [{ code: 'InvalidInput', message: 'x' }] } }],
      { kind: 'permanent' },
    ],
    [
      'a field that changed its type',
      [token, { path: '/orders', json: { orders: [{ ...order('1', []), orderItems: 'none' }] } }],
      { kind: 'drift', subject: 'orders.[].orderItems' },
    ],
    ['an answer that is a web page', [token, { path: '/orders', bytes: Buffer.from('<html>') }], { kind: 'drift' }],
  ])('%s is told apart', async (_what, answers, fault) => {
    await expect(feed('orders').pull(asked(), contextOf(answers))).rejects.toMatchObject(fault)
  })
})

describe('answers of the static sandbox', () => {
  const folder = ['../shared', '../../shared']
    .map(path => join(projectRoot, path, 'fixtures/amazon'))
    .find(path => existsSync(path))
  const fixture = (name: string) => JSON.parse(readFileSync(join(folder ?? '', name), 'utf8')).response

  it.skipIf(!folder)('are read exactly (skipped where the samples are missing)', async () => {
    const orders: PullStep = await feed('orders').pull(
      asked({ store: jp }),
      contextOf([token, { path: '/orders', json: fixture('sp-api/searchOrders.200.0.json') }]),
    )
    expect(orders.orders?.map(line => [line.orderId, line.sku, line.units, line.amounts])).toEqual([
      ['250-1234567-8901234', 'ECHO-DOT-4-JP-CHARCOAL', '1', { gross_sales: '5980' }],
      ['250-1234567-8901234', 'FIRE-TV-4K-MAX-JP', '2', { gross_sales: '13960' }],
    ])
    const stores = await amazon.listStores(
      contextOf([token, { path: '/sellers', json: fixture('sp-api/getMarketplaceParticipations.200.0.json') }]),
    )
    expect(stores).toEqual([
      {
        externalId: 'ATVPDKIKX0DER',
        name: 'BestSellerStore (Amazon.com)',
        market: 'us',
        timeZone: 'America/Los_Angeles',
        currency: 'USD',
      },
    ])
  })
})
