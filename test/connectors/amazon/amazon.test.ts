import { describe, expect, it } from 'vitest'
import { linesOfReport } from '#src/connectors/amazon/orders/order-report.ts'
import type { PullRequest } from '#src/contracts/connector.ts'
import { foldDays } from '#src/domain/orders/fold-days.ts'
import { asked, contextOf, feed, jp, ordersOf, token, us } from '#test/support/amazon/scripted.ts'
import type { Answer } from '#test/support/scripted-context.ts'

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
    expect(one?.searchParams.get('lastUpdatedAfter')).toBe('2026-03-01T23:58:00.000Z') // two minutes before it
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

  it('of Japan: no decimals, tax within the price, postage less its discount, points where the interface tells them', async () => {
    const yen = (amount: string) => money(amount, 'JPY')
    const line = {
      ...item('茶', 2, '3960'),
      proceeds: {
        breakdowns: [
          { type: 'ITEM', subtotal: yen('3960') },
          { type: 'SHIPPING', subtotal: yen('410') },
          { type: 'TAX', subtotal: yen('397') },
          {
            type: 'DISCOUNT',
            subtotal: yen('510'),
            detailedBreakdowns: [
              { subtype: 'ITEM', value: yen('100') },
              { subtype: 'SHIPPING', value: yen('410') },
            ],
          },
        ],
      },
      expense: { pointsCost: { pointsGranted: { pointsNumber: 39, pointsMonetaryValue: yen('39') } } },
    }
    const inJapan = { channelName: 'AMAZON', marketplaceId: jp.externalId }
    const orders = [
      order('1', [line], { salesChannel: inJapan, createdTime: '2026-03-01T15:00:00Z' }),
      order('2', [{ ...item('茶', 1, '1') }], { createdTime: '2026-03-01T15:00:00Z' }), // of another marketplace
    ]
    const context = contextOf([token, { path: '/orders', json: { orders } }])

    const { orders: lines = [] } = await feed('orders').pull(asked({ store: jp }), context)

    const { tells, tellsWhereKnown = [] } = feed('orders')
    const days = foldDays(lines, { timeZone: jp.timeZone, days: ['2026-03-01', '2026-03-02'], tells, tellsWhereKnown })
    expect(days.find(({ sku, day }) => sku === '' && day === '2026-03-02')?.measures).toMatchObject({
      gross_sales: '3960',
      net_sales: '3860',
      shipping_income: '0',
      tax_amount: '397',
      point_cost: '39',
      units: '2',
    })
    expect(days.find(({ day }) => day === '2026-03-01')?.measures).not.toHaveProperty('point_cost')
  })

  it.each([
    [{ cancellationRequest: { requester: 'BUYER' }, cancellationExecution: { cancelledBy: 'MERCHANT' } }, 'buyer'],
    [{ cancellationExecution: { cancelledBy: 'MERCHANT' } }, 'shop'],
    [{ cancellationExecution: { cancelledBy: 'AMAZON' } }, 'platform'],
    [undefined, 'unknown'],
  ])('that were cancelled %j are of the %s', async (cancellation, by) => {
    const line = { ...item('A', 0, '5'), ...(cancellation && { cancellation }) }
    const context = contextOf([token, { path: '/orders', json: { orders: [order('1', [line])] } }])

    const { orders: lines = [] } = await feed('orders').pull(asked(), context)

    expect(lines).toMatchObject([{ cancelledBy: by, cancelledAt: '2026-03-02T10:00:00Z' }])
  })

  it('whose page token is too old are asked for from the start; in another currency they stop', async () => {
    const old = { path: '/orders', status: 400, json: { errors: [{ code: 'InvalidInput', message: 'x' }] } }
    const state = { query: 'marketplaceIds=x', token: 'old' }

    const step = await feed('orders').pull(asked({ state }), contextOf([token, old]))
    const foreign = order('1', [
      { ...item('A', 1, '1'), proceeds: { breakdowns: [{ type: 'ITEM', subtotal: money('1', 'CAD') }] } },
    ])

    expect(step.next).toEqual({ kind: 'again', state: null })
    await expect(
      feed('orders').pull(asked(), contextOf([token, { path: '/orders', json: { orders: [foreign] } }])),
    ).rejects.toMatchObject({ kind: 'drift', subject: 'currencyCode' })
  })

  it('of a report have the same names as those of the interface', async () => {
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

    const read = (from: string) => ordersOf({ orderPieces: linesOfReport(from.split(/\r?\n/), us) })

    const lines = await read(text)

    expect(
      lines.map(line => [line.orderId, line.lineId, line.amounts.gross_sales ?? null, line.cancelledAt !== null]),
    ).toEqual([
      ['1', 'A', '2000', false],
      ['1', 'A#2', '1000', false],
      ['2', 'B', null, false],
      ['3', 'B', '800', true],
    ])
    await expect(read(text.replace('item-price', 'price'))).rejects.toThrow(/column of a report of Amazon is missing/)
  })
})

describe('a report of Amazon', () => {
  const history = asked({ kind: 'backfill' })
  const reports = (...found: object[]): Answer => ({ path: '/reports/2021-06-30/reports?', json: { reports: found } })
  const status = (processingStatus: string, over: object = {}): Answer => ({
    path: '/reports/2021-06-30/reports/R1',
    json: { reportId: 'R1', processingStatus, ...over },
  })
  const waiting = (over: object = {}): PullRequest => ({
    ...history,
    state: { phase: 'wait', reportId: 'R1', polls: 0, tries: 0, ...over },
  })

  it('is asked for once, for whole local days, and waited for in the database', async () => {
    const context = contextOf([token, { path: '/reports/2021-06-30/reports', json: { reportId: 'R1' } }])

    const step = await feed('orders').pull(history, context)

    expect(context.kept).toMatchObject([{ phase: 'asking' }, { phase: 'wait', reportId: 'R1' }])
    expect(step.next).toMatchObject({ kind: 'again', notBefore: new Date('2026-03-03T12:00:10Z') })
    expect(JSON.parse(context.requests[1]?.body ?? '')).toEqual({
      reportType: 'GET_FLAT_FILE_ALL_ORDERS_DATA_BY_ORDER_DATE_GENERAL',
      dataStartTime: '2026-03-01T08:00:00.000Z',
      dataEndTime: '2026-03-03T08:00:00.000Z',
      marketplaceIds: [us.externalId],
    })
  })

  it('of days that are not over ends now, not in the future', async () => {
    const context = contextOf([token, { path: '/reports/2021-06-30/reports', json: { reportId: 'R1' } }])

    await feed('orders').pull({ ...history, window: { from: '2026-03-01', to: '2026-03-03' } }, context)

    expect(JSON.parse(context.requests[1]?.body ?? '')).toMatchObject({ dataEndTime: '2026-03-03T12:00:00.000Z' })
  })

  it('that was perhaps asked for by a step that died is taken up', async () => {
    const times = { dataStartTime: '2026-03-01T08:00:00Z', dataEndTime: '2026-03-03T08:00:00Z' }
    const running = { reportId: 'R1', processingStatus: 'IN_PROGRESS', ...times }
    const others = { ...running, reportId: 'R0', dataEndTime: '2026-03-04T08:00:00Z' }
    const context = contextOf([token, reports(others, running)])

    const step = await feed('orders').pull(waiting({ phase: 'asking', reportId: '' }), context)

    expect(step.next).toMatchObject({ kind: 'again', state: { phase: 'wait', reportId: 'R1' } })
    expect(context.requests.filter(request => request.method === 'POST')).toHaveLength(1) // the token alone
  })

  it('that Amazon does not know any more is asked for again', async () => {
    const context = contextOf([token, { path: '/reports/R1', status: 404, json: {} }])

    expect((await feed('orders').pull(waiting(), context)).next).toMatchObject({ state: { phase: 'ask' } })
  })

  it.each([
    ['IN_QUEUE', {}, { kind: 'again', state: { reportId: 'R1', polls: 1 } }],
    ['IN_PROGRESS', {}, { kind: 'again', state: { reportId: 'R1', polls: 1 } }],
    ['CANCELLED', {}, { kind: 'nothing', reason: 'no-data', zeros: true }],
    ['DONE', {}, { kind: 'nothing', reason: 'no-data', zeros: true }],
  ])('that is %s %j goes on rightly', async (processing, over, next) => {
    const context = contextOf([token, status(processing, over)])

    expect((await feed('orders').pull(waiting(), context)).next).toMatchObject(next)
  })

  it('that Amazon gave up is asked for again after growing pauses', async () => {
    const [first, second] = [contextOf([token, status('FATAL')]), contextOf([token, status('FATAL')])]

    const once = await feed('orders').pull(waiting(), first)
    const twice = await feed('orders').pull(waiting({ tries: 1 }), second)

    expect(once.next).toMatchObject({ state: { phase: 'ask', tries: 1 }, notBefore: new Date('2026-03-03T12:02:00Z') })
    expect(twice.next).toMatchObject({ state: { phase: 'ask', tries: 2 }, notBefore: new Date('2026-03-03T12:15:00Z') })
  })

  it('that Amazon gave up because there is nothing to tell is empty', async () => {
    const context = contextOf([
      token,
      status('FATAL', { reportDocumentId: 'D1' }),
      { path: '/documents/D1', json: { url: 'https://files.s3.amazonaws.com/why' } },
      { path: '/why', bytes: Buffer.from('{"errorDetails":"There is no data for the days that were asked for"}') },
    ])

    expect((await feed('orders').pull(waiting(), context)).next).toMatchObject({ kind: 'nothing', zeros: true })
  })

  it('that cannot be had is replaced by the interface, page by page', async () => {
    const context = contextOf([
      token,
      { path: '/reports', status: 403, json: { errors: [{ code: 'Unauthorized', message: 'denied' }] } },
      { path: '/orders?', json: { orders: [order('1', [item('A', 1, '10')])], pagination: { nextToken: 'n' } } },
      { path: 'paginationToken=n', json: { orders: [] } },
    ])

    const first = await feed('orders').pull(history, context)
    const second = await feed('orders').pull({ ...history, state: (first.next as { state: unknown }).state }, context)

    const query = new URL(context.requests[2]?.url ?? '').searchParams
    expect(query.get('createdAfter')).toBe('2026-03-01T08:00:00.000Z')
    expect(query.get('createdBefore')).toBe('2026-03-03T07:59:59.999Z')
    expect(await ordersOf(first)).toMatchObject([{ orderId: '1', sku: 'A' }])
    expect(second.next).toMatchObject({ kind: 'done', through: '2026-03-02' })
  })

  it('is fetched without our headers, in the character set it has', async () => {
    const head =
      'amazon-order-id\tpurchase-date\tlast-updated-date\torder-status\tsales-channel\tsku\tquantity\titem-price'
    const context = contextOf([
      token,
      status('DONE', { reportDocumentId: 'D1' }),
      {
        path: '/documents/D1',
        json: { reportDocumentId: 'D1', url: 'https://files.s3.amazonaws.com/report?signature=x' },
      },
      {
        path: '/report',
        bytes: Buffer.concat([
          Buffer.from(`${head}\n1\t2026-03-01T00:00:00Z\t2026-03-01T00:00:00Z\tShipped\tAmazon.co.jp\t`),
          Buffer.from([0x90, 0xd4]),
          Buffer.from('\t1\t1980\n'),
        ]),
      },
    ])

    const step = await feed('orders').pull({ ...waiting(), store: jp }, context)

    expect(await ordersOf(step)).toMatchObject([{ sku: '赤', amounts: { gross_sales: '1980' } }])
    expect(context.requests.at(-1)?.headers).toBeUndefined()
  })

  it('whose address ended is fetched from another one', async () => {
    const context = contextOf([
      token,
      status('DONE', { reportDocumentId: 'D1' }),
      { path: '/documents/D1', json: { url: 'https://files.s3.amazonaws.com/report' } },
      { path: '/report', status: 403, bytes: Buffer.from('<Error>Request has expired</Error>') },
    ])

    await expect(feed('orders').pull(waiting(), context)).rejects.toMatchObject({ kind: 'transient' })
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
      'a secret that expired',
      [
        token,
        {
          path: '/orders',
          status: 403,
          json: { errors: [{ code: 'Unauthorized', message: 'The LWA secret token you provided has expired' }] },
        },
      ],
      { kind: 'authorisation', subject: 'client_secret' },
    ],
    [
      'an interface that is not there',
      [token, { path: '/orders', status: 404, json: { errors: [{ code: 'NotFound', message: 'x' }] } }],
      { kind: 'unavailable', subject: 'NotFound' },
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
