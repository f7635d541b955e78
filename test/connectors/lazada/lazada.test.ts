import { describe, expect, it } from 'vitest'
import { consent } from '#src/connectors/lazada/consent.ts'
import { faultIn } from '#src/connectors/lazada/faults.ts'
import { dayOf, kindOf } from '#src/connectors/lazada/fees.ts'
import { lazada } from '#src/connectors/lazada/index.ts'
import { instantOf, stamp } from '#src/connectors/lazada/model.ts'
import { reasonOf } from '#src/connectors/lazada/returns.ts'
import { signature } from '#src/connectors/lazada/signing.ts'
import type { OrderLine, PullRequest, PullStep } from '#src/contracts/connector.ts'
import { fixture, fixtureFolder } from '#test/support/fixtures.ts'
import { type Answer, scriptedContext } from '#test/support/scripted-context.ts'

const keys = { app_key: '123456', app_secret: 'hidden', refresh_token: 'r', country: 'sg' }
const now = new Date('2026-07-10T12:00:00Z')
const store = { externalId: 'sg-1001', name: 'Lamps', market: 'sg', timeZone: 'Asia/Singapore', currency: 'SGD' }
const minted = {
  path: '/auth/token/refresh',
  json: { code: '0', access_token: 'a', refresh_token: 'r2', expires_in: 2_592_000, refresh_expires_in: 15_552_000 },
}
const good = (data: unknown) => ({ code: '0', request_id: 'x', data })

const contextOf = (answers: readonly Answer[]) =>
  scriptedContext({ keys, addresses: lazada.addresses(keys), answers: [minted, ...answers], now })
const asked = (over: Partial<PullRequest> = {}): PullRequest => ({
  store,
  window: { from: '2026-07-01', to: '2026-07-01' },
  kind: 'backfill',
  state: null,
  cursor: null,
  ...over,
})
type Context = ReturnType<typeof contextOf>
function pull(feed: string, request: PullRequest, context: Context): Promise<PullStep> {
  const found = lazada.feeds.find(one => one.id === feed)
  if (!found) throw new Error(`no feed ${feed}`)
  return found.pull(request, context)
}
const queryOf = (context: Context, index: number) => new URL(context.requests[index]?.url ?? '').searchParams

const listed = (over: object = {}) => ({
  path: '/orders/get',
  json: good({
    countTotal: 1,
    orders: [
      {
        order_id: '7',
        created_at: '2026-07-01 00:30:00 +0800',
        updated_at: '2026-07-03 10:00:00 +0800',
        statuses: ['delivered'],
        ...over,
      },
    ],
  }),
})
const rows = (...order_items: object[]) => ({ path: '/orders/items/get', json: good([{ order_id: 7, order_items }]) })
const row = (over: object = {}) => ({
  order_item_id: 1,
  sku: 'LAMP',
  item_price: '24.90',
  paid_price: '24.90',
  currency: 'SGD',
  status: 'delivered',
  created_at: '2026-07-01 00:30:00 +0800',
  updated_at: '2026-07-02 10:00:00 +0800',
  ...over,
})

async function linesOf(order: object, ...items: object[]): Promise<readonly OrderLine[]> {
  const { orders } = await pull('orders', asked(), contextOf([listed(order), rows(...items)]))
  return orders ?? []
}

describe('the signature', () => {
  it.each([
    [
      '/order/get',
      'helloworld',
      { app_key: '123456', access_token: 'test', timestamp: '1517820392000', sign_method: 'sha256', order_id: '1234' },
      '4190D32361CFB9581350222F345CB77F3B19F0E31D162316848A2C1FFD5FAB4A',
    ],
    [
      '/test/api',
      '1234',
      { foo: '1', bar: '2', foo_bar: '3', foobar: '4' },
      '988085883BF9D32D251478D23122C7ECC91518CDF63BA22F792000A378F52409',
    ],
  ])('of %s is that of the documentation', (path, secret, parameters, expected) => {
    expect(signature(path, parameters, secret)).toBe(expected)
  })
})

const refused = (body: object, status = 200) => {
  const text = JSON.stringify(body)
  const json = () => JSON.parse(text) as unknown
  return faultIn({ status, headers: {}, bytes: Buffer.from(text), text: () => text, json, exactJson: json }, now)
}

describe('what an answer says went wrong', () => {
  it.each([
    [{ code: '0' }, null],
    [{ code: 0, success: true }, null],
    [{ code: '0', success: false, error_code: 'TRAFFIC_CONTROL', error_msg: 'Traffic control' }, 'throttled'],
    [{ code: 'ServiceCurrentlimit', type: 'ISP' }, 'throttled'],
    [{ code: 'IopSystemFlowlimit', type: 'SYSTEM' }, 'throttled'],
    [{ code: '901', type: 'ISP', message: 'E901: The request is too frequent' }, 'throttled'],
    [{ code: 'IllegalAccessToken', message: 'The specified access token is invalid or expired' }, 'authorisation'],
    [{ code: 'AccessTokenExpired' }, 'authorisation'],
    [{ code: 'IllegalRefreshToken' }, 'authorisation'],
    [{ code: 'AUTH_TYPE_UNSUPPORTED' }, 'authorisation'],
    [{ code: 'IncompleteSignature', type: 'ISV' }, 'authorisation'],
    [{ code: 'InvalidAppKey' }, 'authorisation'],
    [{ code: 'InvalidTimestamp' }, 'transient'],
    [{ code: '6', type: 'ISP', message: 'E006: System Error' }, 'transient'],
    [{ code: 'ServiceTimeout', type: 'SYSTEM' }, 'transient'],
    [{ code: 'Mp3SellerApiLimit', message: 'Mp3 Seller not support the api' }, 'unavailable'],
    [{ code: 'InvalidApiPath' }, 'unavailable'],
    [{ code: 'InsufficientPermission' }, 'scope'],
    [{ code: '37', message: 'E037: One or more order id in the list are incorrect' }, 'permanent'],
    [{ code: '17', message: 'E017: Invalid Date Format' }, 'permanent'],
    [{ code: 'MissingParameter' }, 'permanent'],
  ])('reads %o as %s', (body, kind) => {
    expect(refused(body)?.kind ?? null).toBe(kind)
  })

  it('waits as long as a ban is said to last', () => {
    const ban = { code: 'ApiCallLimit', type: 'ISP', message: 'This ban will last 7 more seconds' }
    expect(refused(ban)?.until).toEqual(new Date(now.getTime() + 7_000))
  })
})

describe('times', () => {
  it.each([
    ['2026-07-01 00:30:00 +0800', 8, '2026-06-30T16:30:00.000Z'],
    ['2026-07-01 00:30:00 +0700', 8, '2026-06-30T17:30:00.000Z'],
    ['2026-07-01 00:30:00', 7, '2026-06-30T17:30:00.000Z'],
    ['2026-07-03T23:59:59+08:00', 7, '2026-07-03T15:59:59.000Z'],
    ['1783200000000', 8, '2026-07-04T21:20:00.000Z'],
    ['', 8, null],
    ['soon', 8, null],
  ])('are read as written: %s (%i)', (text, hours, expected) => {
    expect(instantOf(text, hours)).toBe(expected)
  })

  it('are asked for as documented', () => {
    expect(stamp(Date.parse('2026-06-30T16:00:00Z'), 8)).toBe('2026-07-01T00:00:00+08:00')
  })
})

describe('orders', () => {
  it('are asked for by their time, the oldest first, and their rows together', async () => {
    const context = contextOf([listed(), rows(row())])
    await pull('orders', asked(), context)

    expect(context.requests[1]?.url).toMatch(/^https:\/\/api\.lazada\.sg\/rest\/orders\/get\?/)
    expect(Object.fromEntries(queryOf(context, 1))).toMatchObject({
      created_after: '2026-06-30T23:59:59+08:00',
      created_before: '2026-07-02T00:00:00+08:00',
      sort_by: 'created_at',
      sort_direction: 'ASC',
      limit: '100',
      offset: '0',
    })
    expect(queryOf(context, 2).get('order_ids')).toBe('[7]')
  })

  it('are asked for by their last change after the newest one seen, ten minutes earlier', async () => {
    const context = contextOf([listed(), rows(row())])
    const cursor = Date.parse('2026-07-09T00:00:00+08:00')
    const { next } = await pull('orders', asked({ kind: 'tip', cursor }), context)

    expect(queryOf(context, 1).get('update_after')).toBe('2026-07-08T23:50:00+08:00')
    expect(next).toMatchObject({ kind: 'done', cursor })
  })

  it('share what only the order tells among its rows by price, exactly', async () => {
    const order = { voucher_seller: '3.00', voucher_platform: '2.00', shipping_fee: '1.99' }
    const lines = await linesOf(order, row(), row({ order_item_id: 2, item_price: '10.00' }))

    expect(lines.map(line => line.amounts)).toEqual([
      { gross_sales: '2490', discount_shop: '214', discount_platform: '143', shipping_income: '142' },
      { gross_sales: '1000', discount_shop: '86', discount_platform: '57', shipping_income: '57' },
    ])
  })

  it('count a voucher that does not say who pays it as the shop’s', async () => {
    const [line] = await linesOf({}, row({ voucher_amount: '2.50' }))

    expect(line?.amounts).toMatchObject({ discount_shop: '250', discount_platform: '0' })
  })

  it.each([
    ['canceled', 'cancellation-seller', 'Out of Stock', 'stockout'],
    ['canceled', 'cancellation-seller', 'Wrong Price', 'shop'],
    ['canceled', 'buyer-cancel', 'Change of mind', 'buyer'],
    ['canceled', 'cancellation-customer', '', 'buyer'],
    ['canceled', 'customer service-cancel', '', 'platform'],
    ['canceled', 'cancellation-internal', '', 'platform'],
    ['canceled', 'system-cancel', '', 'platform'],
    ['canceled', '', '', 'unknown'],
    ['failed', '', '', 'unknown'],
    ['shipped_back_success', '', '', 'unknown'],
    ['returned', '', '', null],
    ['ready_to_ship', '', '', null],
  ])('of a row that is %s by "%s" (%s) are cancelled by %s', async (status, cancel_return_initiator, reason, by) => {
    const [line] = await linesOf({}, row({ status, cancel_return_initiator, reason }))

    expect(line?.cancelledBy).toBe(by)
    expect(line?.cancelledAt).toBe(by === null ? null : '2026-07-02T02:00:00.000Z')
  })

  it('leave out rows that are not paid, and orders of nothing else', async () => {
    expect(await linesOf({}, row({ status: 'unpaid' }))).toEqual([])
    const { next } = await pull('orders', asked(), contextOf([listed({ statuses: ['unpaid'] })]))
    expect(next).toEqual(expect.objectContaining({ kind: 'done' }))
  })

  it('stop at another currency', async () => {
    await expect(linesOf({}, row({ currency: 'MYR' }))).rejects.toMatchObject({ kind: 'drift' })
  })
})

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
    ['Something new', 'other_cost'],
    ['Item Price Credit', null],
    ['Reversal Item Price', null],
    ['Promotional Charges Vouchers', null],
    ['Sponsored Discovery - Top up', null],
    ['Withholding Tax', null],
  ])('book "%s" as %s', (name, kind) => {
    expect(kindOf(name)).toBe(kind)
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

  it('of refusals', async () => {
    const body = fixture(folder, 'synthetic/error.api-call-limit.json') as object
    expect(refused(body)).toMatchObject({ kind: 'throttled', until: new Date(now.getTime() + 1_000) })
  })
})

describe('the consent', () => {
  const addresses = { LAZADA_AUTH_URL: 'https://auth.lazada.com/rest' }
  const of = {
    keys: { app_key: '1', app_secret: 'k', country: 'TH' },
    addresses,
    now,
    redirectUri: 'https://kpi.example.com/c',
  }

  it('sends the seller to the page outside of /rest, with the state', () => {
    const url = new URL(consent.authorizeUrl({ ...of, state: 's1' }))

    expect(url.pathname).toBe('/oauth/authorize')
    expect(Object.fromEntries(url.searchParams)).toMatchObject({ client_id: '1', state: 's1', response_type: 'code' })
  })

  it('trades the code for keys, by a signed call', async () => {
    const json = { code: '0', access_token: 'a', refresh_token: 'fresh' }
    const { http, requests } = scriptedContext({
      keys: {},
      addresses: {},
      now,
      answers: [{ path: '/auth/token/create', json }],
    })
    const keys = await consent.exchange({ ...of, query: { code: 'c' } }, http)

    expect(keys).toEqual({ app_key: '1', app_secret: 'k', country: 'th', refresh_token: 'fresh' })
    const { sign, ...parameters } = Object.fromEntries(new URL(requests[0]?.url ?? '').searchParams)
    expect(sign).toBe(signature('/auth/token/create', parameters, 'k'))
  })

  it.each([
    [{}, {}, 'code'],
    [{ code: 'c' }, { code: 'InvalidCode', message: 'Invalid authorization code' }, 'InvalidCode'],
  ])('says what went wrong with %o', async (query, json, subject) => {
    const { http } = scriptedContext({ keys: {}, addresses: {}, now, answers: [{ path: '/auth/token/create', json }] })

    await expect(consent.exchange({ ...of, query }, http)).rejects.toMatchObject({ kind: 'authorisation', subject })
  })
})
