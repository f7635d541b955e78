import { describe, expect, it } from 'vitest'
import { tiktok } from '#src/connectors/tiktok/index.ts'
import type { PullRequest, PullStep } from '#src/contracts/connector.ts'
import { type Answer, scriptedContext } from '#test/support/scripted-context.ts'

const keys = { app_key: 'key', app_secret: 'secret', refresh_token: 'refresh' }
const adKeys = { ...keys, ads_access_token: 'hidden', ads_advertiser_id: '700' }
const now = new Date('2026-06-10T12:00:00Z')
const store = { externalId: '749', name: 'Pebble', market: 'us', timeZone: 'America/Los_Angeles', currency: 'USD' }
const token = { access_token: 'a', access_token_expire_in: 604_800 }
const minted: Answer = { path: '/api/v2/token/refresh', json: { code: 0, data: token } }
const ok = (path: string, data: unknown): Answer => ({ path, json: { code: 0, message: 'Success', data } })
const asked = (from: string, to: string): PullRequest => ({
  store,
  window: { from, to },
  kind: 'backfill',
  state: null,
  cursor: null,
})
const usd = (amount: string) => ({ amount, currency: 'USD' })

/** All steps of a pull of a feed; answers the days, how it ended, and what was asked. */
async function pullAll(feedId: string, request: PullRequest, answers: readonly Answer[], own: object = keys) {
  const feed = tiktok.feeds.find(one => one.id === feedId)
  if (!feed) throw new Error('no feed')
  const context = scriptedContext({ keys: own, addresses: tiktok.addresses(own), answers, now })
  const steps: PullStep[] = []
  let state: unknown = null
  do {
    const step = await feed.pull({ ...request, state }, context)
    steps.push(step)
    state = step.next.kind === 'again' ? structuredClone(step.next.state) : null
  } while (state !== null)
  return { days: steps.flatMap(step => step.days ?? []), next: steps.at(-1)?.next, requests: context.requests }
}

const queryOf = (url: string | undefined) => Object.fromEntries(new URL(url ?? '').searchParams)

describe('visits', () => {
  const interval = (start_date: string, views: number) => ({
    start_date,
    end_date: start_date,
    sales: { gmv: { overall: usd('9') }, avg_customers_count: 3 },
    traffic: { avg_page_views: views, avg_visitors: 40, avg_conversation_rate: '7.5' },
  })

  it('are told up to the latest day that is ready, in local days', async () => {
    const performance = {
      intervals: [interval('2026-06-07', 90), interval('2026-06-08', 100), interval('2026-06-09', 2)],
    }
    const answer = ok('/analytics/202509/shop/performance', { latest_available_date: '2026-06-08', performance })

    const { days, next, requests } = await pullAll('traffic', asked('2026-06-07', '2026-06-09'), [minted, answer])

    expect(days).toEqual([
      { sku: '', day: '2026-06-07', measures: { page_views: '90', visitors: '40', buyers: '3' } },
      { sku: '', day: '2026-06-08', measures: { page_views: '100', visitors: '40', buyers: '3' } },
    ])
    expect(next).toEqual({ kind: 'done', through: '2026-06-08' })
    expect(queryOf(requests[1]?.url)).toMatchObject({
      start_date_ge: '2026-06-07',
      end_date_lt: '2026-06-10',
      granularity: '1D',
      currency: 'LOCAL',
    })
  })

  it('that are not told are left out, never zero', async () => {
    const intervals = [{ start_date: '2026-06-07' }, interval('2026-06-08', 5)]
    const told = { latest_available_date: '2026-06-08', performance: { intervals } }

    const { days } = await pullAll('traffic', asked('2026-06-07', '2026-06-08'), [
      minted,
      ok('/analytics/202509/shop/performance', told),
    ])

    expect(days[0]).toEqual({ sku: '', day: '2026-06-07', measures: {} })
  })

  it('of days that are not kept any more are no fault', async () => {
    const tooOld = { path: '/analytics/', json: { code: 28_001_022, message: 'start_date_ge must be earlier' } }

    const { next } = await pullAll('traffic', asked('2025-06-07', '2025-06-07'), [minted, tooOld])

    expect(next).toEqual({ kind: 'nothing', reason: 'no-data', zeros: false })
  })
})

it('minutes of LIVE count on the day on which a session began, each session once', async () => {
  const path = '/analytics/202509/shop_lives/performance'
  const at = (text: string) => String(Date.parse(text) / 1_000)
  const late = { id: '1', start_time: at('2026-06-09T06:30:00Z'), end_time: at('2026-06-09T08:00:00Z') }
  const next = { id: '2', start_time: at('2026-06-09T17:00:00Z'), end_time: at('2026-06-09T17:20:30Z') }
  const page = (sessions: object[], next_page_token = '') =>
    ok(path, { latest_available_date: '2026-06-09', live_stream_sessions: sessions, next_page_token })

  const { days, requests } = await pullAll('live', asked('2026-06-08', '2026-06-10'), [
    minted,
    page([late], 'more'),
    page([late, next]),
    page([next]),
  ])

  expect(days).toEqual([
    { sku: '', day: '2026-06-08', measures: { live_minutes: '90.00' } },
    { sku: '', day: '2026-06-09', measures: { live_minutes: '20.50' } },
  ])
  expect(requests.slice(1).map(({ url }) => [queryOf(url).account_type, queryOf(url).page_token])).toEqual([
    ['OFFICIAL_ACCOUNTS', undefined],
    ['OFFICIAL_ACCOUNTS', 'more'],
    ['MARKETING_ACCOUNTS', undefined],
  ])
})

describe('fees', () => {
  const statement = (id: string, day: string, over: object = {}) => ({
    id,
    currency: 'USD',
    statement_time: Date.parse(`${day}T00:00:00Z`) / 1_000,
    fee_amount: '-3.21',
    shipping_cost_amount: '-1.00',
    adjustment_amount: '0',
    ...over,
  })
  const statements = (...list: object[]) => ok('/finance/202309/statements', { statements: list })
  const path = (id: string) => `/finance/202501/statements/${id}/statement_transactions`

  it('are added up for the day before their statement, by whom they are paid to', async () => {
    const sale = {
      fee_tax_amount: '-9.50',
      shipping_cost_amount: '-4.00',
      adjustment_amount: '0',
      fee_tax_breakdown: {
        fee: {
          referral_fee_amount: '-6',
          affiliate_commission_amount: '-3',
          affiliate_commission_before_pit: '-3',
          transaction_fee_amount: '-0.5',
        },
      },
      shipping_cost_breakdown: { fbt_fulfillment_fee_amount: '-1.25' },
    }
    const back = { fee_tax_amount: '2', adjustment_amount: '-0.10' }

    const { days, next, requests } = await pullAll('fees', asked('2026-06-06', '2026-06-07'), [
      minted,
      statements(statement('1', '2026-06-07')),
      ok(path('1'), { transactions: [sale], next_page_token: 'more' }),
      ok(path('1'), { transactions: [back] }),
    ])

    expect(days).toEqual([
      {
        sku: '',
        day: '2026-06-06',
        measures: {
          platform_fees: '400',
          affiliate_cost: '300',
          payment_fees: '50',
          fulfilment_cost: '125',
          shipping_cost: '275',
          other_cost: '10',
        },
      },
      { sku: '', day: '2026-06-07', measures: {} },
    ])
    expect(next).toEqual({ kind: 'done', through: '2026-06-07' })
    expect(queryOf(requests[1]?.url)).toMatchObject({ sort_field: 'statement_time', page_size: '100' })
    expect(queryOf(requests[3]?.url)).toMatchObject({ sort_field: 'order_create_time', page_token: 'more' })
  })

  it('are those of the statement where its transactions may not be seen', async () => {
    const { days } = await pullAll('fees', asked('2026-06-06', '2026-06-06'), [
      minted,
      statements(statement('1', '2026-06-07')),
      { path: path('1'), status: 404, json: { code: 36_009_009 } },
    ])

    expect(days[0]?.measures).toMatchObject({ platform_fees: '321', shipping_cost: '100', affiliate_cost: '0' })
  })
})

it('stock is stored when all pages are read, all warehouses together', async () => {
  const path = '/product/202502/products/search'
  const sku = (id: string, seller_sku: string, ...quantities: number[]) => ({
    id,
    seller_sku,
    inventory: quantities.map(quantity => ({ warehouse_id: '1', quantity })),
  })

  const { days, next } = await pullAll('stock', asked('2026-06-10', '2026-06-10'), [
    minted,
    ok(path, { products: [{ id: 'p', skus: [sku('1', 'LAMP', 3, 4)] }], next_page_token: 'more' }),
    ok(path, { products: [{ id: 'q', skus: [sku('2', '', 0), sku('1', 'LAMP', 3, 5)] }] }),
  ])

  expect(days).toEqual([
    { sku: '', day: '2026-06-10', measures: { stock_on_hand: '8', sku_active: '2', sku_out_of_stock: '1' } },
    { sku: '2', day: '2026-06-10', measures: { stock_on_hand: '0' } },
    { sku: 'LAMP', day: '2026-06-10', measures: { stock_on_hand: '8' } },
  ])
  expect(next).toEqual({ kind: 'done', through: '2026-06-10' })
})

describe('advertising', () => {
  const info = (currency: string) => ok('/open_api/v1.3/advertiser/info/', { list: [{ currency }] })
  const row = (metrics: object) => ({
    dimensions: { advertiser_id: '700', stat_time_day: '2026-06-08 00:00:00' },
    metrics,
  })
  const auction = row({
    spend: '10.50',
    impressions: '1000',
    clicks: '20',
    onsite_shopping: '2',
    total_onsite_shopping_value: '40',
  })
  const max = row({ cost: '5', orders: '1', gross_revenue: '30.01', product_impressions: '500', product_clicks: '9' })
  const report = (list: object[], total_page = 1) => ok('/report/integrated/get/', { list, page_info: { total_page } })
  const gmvMax = (list: object[]) => ok('/gmv_max/report/get/', { list, page_info: { total_page: 1 } })
  const day = asked('2026-06-08', '2026-06-08')
  const refusal = (path: string, code: number): Answer => ({ path, json: { code, message: 'no' } })

  it('adds auctions and GMV Max of all pages', async () => {
    const answers = [info('USD'), report([auction], 2), report([auction]), gmvMax([max])]

    const { days, requests } = await pullAll('ads', day, answers, adKeys)

    expect(days[0]?.measures).toEqual({
      ad_spend: '2600',
      ad_impressions: '2500',
      ad_clicks: '49',
      ad_sales: '11001',
      ad_orders: '5',
    })
    expect(
      requests.every(({ headers, url }) => headers?.['access-token'] === 'hidden' && !url.includes('hidden')),
    ).toBe(true)
    expect(queryOf(requests[3]?.url)).toMatchObject({ store_ids: '["749"]', advertiser_id: '700' })
  })

  it.each([
    ['without GMV Max', [info('USD'), report([auction]), refusal('/gmv_max/', 40_001)], '1050'],
    ['without auctions', [info('USD'), refusal('/report/', 40_001), gmvMax([max])], '500'],
    ['of an account that is not told', [refusal('/advertiser/info/', 40_001), report([auction]), gmvMax([])], '1050'],
  ])('%s counts what there is', async (_name, answers, spend) => {
    expect((await pullAll('ads', day, answers, adKeys)).days[0]?.measures.ad_spend).toBe(spend)
  })

  it.each([
    ['another currency', [info('GBP')], { kind: 'permanent' }],
    ['a refused token', [info('USD'), refusal('/report/', 40_105), refusal('/gmv_max/', 40_105)], { kind: 'scope' }],
    ['too many calls', [info('USD'), refusal('/report/', 40_100)], { kind: 'throttled' }],
    ['a fault', [info('USD'), refusal('/report/', 51_010)], { kind: 'transient' }],
  ])('with %s stops for itself, never the grant of the shop', async (_name, answers, fault) => {
    await expect(pullAll('ads', day, answers, adKeys)).rejects.toMatchObject(fault)
  })

  it('of one account and several shops counts auctions once, with the first', async () => {
    const shops = ['9', '7', '8'].map(id => ({ id, cipher: `c${id}`, region: 'US' }))
    const answers = [minted, ok('/authorization/202309/shops', { shops })]
    const found = await tiktok.listStores(scriptedContext({ keys, addresses: tiktok.addresses(keys), answers, now }))
    expect(found.map(({ externalId, extra }) => [externalId, extra?.auctions])).toEqual([
      ['9', 'elsewhere'],
      ['7', undefined],
      ['8', 'elsewhere'],
    ])
    const other = { ...day, store: { ...store, ...found[0] } }
    const { days } = await pullAll('ads', other, [info('USD'), gmvMax([max])], adKeys)
    expect(days[0]?.measures.ad_spend).toBe('500')
  })

  it('without keys of its own is not there', async () => {
    expect((await pullAll('ads', day, [])).next).toMatchObject({ kind: 'nothing', reason: 'not-entitled' })
  })
})

describe('views of products', () => {
  const products = ok('/product/202502/products/search', {
    products: [
      { id: '1729384756019283746', skus: [{ id: '9007199254740993', seller_sku: 'LAMP-1' }] },
      { id: '77', skus: [{ id: '1' }, { id: '2' }] },
    ],
  })
  const performance = (day: string, traffic: unknown) => ({
    latest_available_date: '2026-06-08',
    performance: { intervals: [{ start_date: day, traffic }] },
  })
  const path = '/analytics/202509/shop_products/'

  it.each<[string, unknown, object]>([
    ['one sum', { page_views: 12, avg_unique_page_views: 9 }, { page_views: '12', visitors: '9' }],
    ['a list of one', [{ page_views: '12', avg_unique_page_views: '9' }], { page_views: '12', visitors: '9' }],
    [
      'sources, whose visitors may be the same people',
      [{ breakdowns: [{ traffic: { page_views: 5, avg_unique_page_views: 4 } }, { traffic: { page_views: 7 } }] }],
      { page_views: '12', visitors: '4' },
    ],
    [
      'sources that both tell visitors',
      { breakdowns: [5, 7].map(page_views => ({ traffic: { page_views, avg_unique_page_views: 4 } })) },
      { page_views: '12' },
    ],
  ])('told as %s stand under the SKU, of variations under the product', async (_, traffic, measures) => {
    const answers = [
      minted,
      products,
      ok(`${path}1729384756019283746/performance`, performance('2026-06-08', traffic)),
      ok(`${path}77/performance`, performance('2026-06-08', { page_views: 3 })),
    ]

    const { days, next, requests } = await pullAll('products', asked('2026-06-07', '2026-06-09'), answers)

    expect(days).toEqual([
      { sku: 'LAMP-1', day: '2026-06-08', measures },
      { sku: '77', day: '2026-06-08', measures: { page_views: '3' } },
    ])
    expect(next).toEqual({ kind: 'done', through: '2026-06-08' })
    expect(queryOf(requests[2]?.url)).toMatchObject({
      start_date_ge: '2026-06-07',
      end_date_lt: '2026-06-10',
      granularity: '1D',
    })
  })
})

describe('videos of creators', () => {
  it('count once on the day of the shop on which they were posted, however the moment is written', async () => {
    const path = '/analytics/202509/shop_videos/performance'
    const video = (id: string, video_post_time: unknown) => ({ id, video_post_time })
    const first = {
      latest_available_date: '2026-06-08',
      next_page_token: 'x',
      videos: [video('1', '2026-06-08T06:30:00Z'), video('2', '2026-06-08 09:00:00'), video('3', 1_780_902_000)],
    }
    const second = {
      latest_available_date: '2026-06-08',
      videos: [video('1', '2026-06-08T06:30:00Z'), video('4', '2026-06-09')],
    }

    const { days, next, requests } = await pullAll('creators', asked('2026-06-07', '2026-06-09'), [
      minted,
      ok(path, first),
      ok(path, second),
    ])

    expect(days).toEqual([
      { sku: '', day: '2026-06-07', measures: { creator_posts: '1' } },
      { sku: '', day: '2026-06-08', measures: { creator_posts: '2' } },
    ])
    expect(next).toEqual({ kind: 'done', through: '2026-06-08' })
    expect(queryOf(requests[1]?.url)).toMatchObject({ account_type: 'AFFILIATE_ACCOUNTS', page_size: '100' })
  })
})
