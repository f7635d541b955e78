import { describe, expect, it } from 'vitest'
import { tiktok } from '#src/connectors/tiktok/index.ts'
import type { PullRequest, PullStep } from '#src/contracts/connector.ts'
import { findMeasure } from '#src/domain/measures/index.ts'
import { type Answer, scriptedContext } from '#test/support/scripted-context.ts'

const keys = { app_key: 'key', app_secret: 'secret', refresh_token: 'refresh' }
const now = new Date('2026-06-10T20:00:00Z')
const store = { externalId: '749', name: 'Pebble', market: 'us', timeZone: 'America/Los_Angeles', currency: 'USD' }
const minted: Answer = {
  path: '/api/v2/token/refresh',
  json: { code: 0, data: { access_token: 'a', access_token_expire_in: 604_800 } },
}
const ok = (path: string, data: unknown): Answer => ({ path, json: { code: 0, data } })
const usd = (amount: string) => ({ amount, currency: 'USD' })

async function pullAll(feedId: string, from: string, to: string, answers: readonly Answer[]) {
  const feed = tiktok.feeds.find(one => one.id === feedId)
  if (!feed) throw new Error('no feed')
  const context = scriptedContext({ keys, addresses: tiktok.addresses(keys), answers: [minted, ...answers], now })
  const request: PullRequest = { store, window: { from, to }, kind: 'backfill', state: null, cursor: null }
  let step: PullStep
  let state: unknown = null
  do {
    step = await feed.pull({ ...request, state }, context)
    state = step.next.kind === 'again' ? structuredClone(step.next.state) : null
  } while (state !== null)
  return { days: step.days ?? [], next: step.next, requests: context.requests }
}

describe('sales by LIVE, video and product card', () => {
  const told = async (sales: object) => {
    const traffic = { avg_page_views: 5, avg_visitors: 4 }
    const interval = { start_date: '2026-06-08', traffic, sales: { avg_customers_count: 3, ...sales } }
    const performance = { intervals: [interval] }
    const answer = ok('/analytics/202509/shop/performance', { latest_available_date: '2026-06-09', performance })
    return (await pullAll('traffic', '2026-06-08', '2026-06-08', [answer])).days[0]?.measures
  }

  it.each<[string, object, object]>([
    [
      'as a breakdown',
      {
        overall: usd('60.06'),
        breakdowns: [
          { type: 'LIVE', gmv: usd('10.01') },
          { type: 'VIDEO', gmv: usd('20.02') },
          { type: 'PRODUCT_CARD', gmv: usd('30.03') },
        ],
      },
      { live_sales: '1001', video_sales: '2002', card_sales: '3003' },
    ],
    [
      'beside their type, one left out, one unknown',
      {
        breakdowns: [
          { type: 'VIDEO', ...usd('20') },
          { type: 'SEARCH', ...usd('1') },
        ],
      },
      { live_sales: '0', video_sales: '2000', card_sales: '0' },
    ],
    ['of a day without any', { overall: usd('0') }, { live_sales: '0', video_sales: '0', card_sales: '0' }],
  ])('told %s are told', async (_name, gmv, measures) => {
    expect(await told({ gmv })).toEqual({ page_views: '5', visitors: '4', buyers: '3', ...measures })
  })

  it.each<[string, object]>([
    ['not there', {}],
    ['in another currency', { gmv: { breakdowns: [{ type: 'LIVE', gmv: { amount: '9', currency: 'GBP' } }] } }],
    ['of another shape', { gmv: { breakdowns: 'all' } }],
    ['sold, but not broken down', { gmv: { overall: usd('9') } }],
  ])('that are %s are no zeros, and visits do not hang on them', async (_name, sales) => {
    expect(await told(sales)).toEqual({ page_views: '5', visitors: '4', buyers: '3' })
  })
})

describe('affiliate orders', () => {
  const path = '/affiliate_seller/202410/orders/search'
  const at = (text: string) => Date.parse(text) / 1_000
  const sku = (over: object = {}) => ({ quantity: 2, price: usd('10.50'), content_type: 'LIVE', ...over })
  const late = {
    id: '1',
    status: 'COMPLETED',
    create_time: at('2026-06-09T06:59:59Z'),
    skus: [sku(), sku({ quantity: 1 })],
  }
  const next = {
    id: '2',
    status: 'PROCESSING',
    create_time: at('2026-06-09T07:00:00Z'),
    skus: [sku({ estimated_commission_base: usd('19.99') })],
  }
  const gone = { ...next, id: '3', status: 'CANCELLED' }

  it('count on the local day of the order, each once, cancelled ones not', async () => {
    const {
      days,
      next: end,
      requests,
    } = await pullAll('affiliate', '2026-06-08', '2026-06-10', [
      ok(path, { orders: [late, gone], next_page_token: 'more' }),
      ok(path, { orders: [late, next], next_page_token: '' }),
    ])

    expect(days).toEqual([
      {
        sku: '',
        day: '2026-06-08',
        measures: { affiliate_sales: '3150', affiliate_orders: '1', affiliate_units: '3' },
      },
      {
        sku: '',
        day: '2026-06-09',
        measures: { affiliate_sales: '1999', affiliate_orders: '1', affiliate_units: '2' },
      },
      { sku: '', day: '2026-06-10', measures: { affiliate_sales: '0', affiliate_orders: '0', affiliate_units: '0' } },
    ])
    expect(end).toEqual({ kind: 'done', through: '2026-06-10' })
    expect(JSON.parse(requests[1]?.body ?? '')).toEqual({
      create_time_ge: at('2026-06-08T07:00:00Z'),
      create_time_lt: at('2026-06-11T07:00:00Z'),
    })
    const pages = requests.slice(1).map(({ url }) => new URL(url).searchParams)
    expect(pages.map(page => [page.get('page_size'), page.get('page_token')])).toEqual([
      ['100', null],
      ['100', 'more'],
    ])
  })

  it.each([
    [{ json: { code: 105_005, message: 'scope' } }, { kind: 'scope' }],
    [{ status: 404, json: { code: 36_009_009 } }, { kind: 'unavailable' }],
    [
      { json: { code: 0, data: { orders: [{ ...late, skus: [sku({ price: { amount: '1', currency: 'GBP' } })] }] } } },
      { kind: 'drift' },
    ],
  ])('refused with %j say what is missing', async (told, fault) => {
    await expect(pullAll('affiliate', '2026-06-08', '2026-06-08', [{ path, ...told }])).rejects.toMatchObject(fault)
  })
})

it('tells only measures that formulas know', () => {
  const told = tiktok.feeds.flatMap(feed => feed.tells)

  expect(told.filter(id => findMeasure(id) === null)).toEqual([])
})
