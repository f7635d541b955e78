import { describe, expect, it } from 'vitest'
import { tiktok } from '#src/connectors/tiktok/index.ts'
import type { OrderLine, PullRequest, PullStep } from '#src/contracts/connector.ts'
import { foldDays } from '#src/domain/orders/fold-days.ts'
import { type Answer, scriptedContext } from '#test/support/scripted-context.ts'

const keys = { app_key: 'key', app_secret: 'secret', refresh_token: 'refresh' }
const now = new Date('2026-06-30T12:00:00Z')
const store = { externalId: '749', name: 'Pebble', market: 'us', timeZone: 'America/Los_Angeles', currency: 'USD' }
const minted: Answer = {
  path: '/api/v2/token/refresh',
  json: { code: 0, data: { access_token: 'a', access_token_expire_in: 604_800 } },
}
const ok = (path: string, data: unknown): Answer => ({ path, json: { code: 0, data } })
const searchPath = '/return_refund/202309/cancellations/search'
const bought = Date.parse('2026-05-20T18:00:00Z') / 1_000
const cancelledAt = Date.parse('2026-06-29T18:00:00Z') / 1_000
const tip: PullRequest = {
  store,
  window: { from: '2026-06-29', to: '2026-06-30' },
  kind: 'tip',
  state: null,
  cursor: bought,
}
const pieces = ['1', '2', '3'].map(id => ({ id, sku_id: id === '3' ? '88' : '77', sale_price: '20' }))
/** Shipped forty days ago, and not changed since. */
const order = {
  id: '576463220456522968',
  status: 'DELIVERED',
  create_time: bought,
  update_time: bought + 600,
  rts_time: bought + 500,
  line_items: pieces,
}
const cancellation = (over: object = {}) => ({
  cancel_id: '9',
  order_id: order.id,
  cancel_type: 'CANCEL',
  cancel_status: 'CANCELLATION_REQUEST_COMPLETE',
  role: 'SELLER',
  cancel_reason: 'seller_cancel_reason_wrong_price',
  create_time: cancelledAt - 60,
  update_time: cancelledAt,
  ...over,
})
const item = (order_line_item_id: string, sku_id = '77') => ({ order_line_item_id, sku_id })

async function pullAll(answers: readonly Answer[]) {
  const feed = tiktok.feeds.find(one => one.id === 'orders')
  if (!feed) throw new Error('no feed')
  const context = scriptedContext({ keys, addresses: tiktok.addresses(keys), answers, now })
  const lines = new Map<string, OrderLine>()
  let step: PullStep
  let state: unknown = null
  do {
    step = await feed.pull({ ...tip, state }, context)
    for (const line of step.orders ?? []) lines.set(line.lineId, line)
    state = step.next.kind === 'again' ? structuredClone(step.next.state) : null
  } while (state !== null)
  const options = { timeZone: store.timeZone, days: ['2026-05-20', '2026-06-29'], tells: feed.tells }
  const [day, later] = foldDays([...lines.values()], options).filter(({ sku }) => sku === '')
  return { day: day?.measures, later: later?.measures, next: step.next, requests: context.requests }
}

const listed = (told: object, token = '') => ok(searchPath, { cancellations: [told], next_page_token: token })
const none = ok('/order/202309/orders/search', { orders: [] })
const fetched = ok('/order/202309/orders?ids=576463220456522968', { orders: [order] })

describe('a cancellation that did not change its order', () => {
  it.each([
    [
      'names nothing: all of it',
      {},
      { orders: '0', cancelled_sales: '6000', net_sales: '0', orders_cancelled_shop: '1' },
    ],
    [
      'names a piece',
      { cancel_line_items: [item('2')] },
      { orders: '1', cancelled_sales: '2000', net_sales: '4000', units: '2', orders_cancelled_shop: '0' },
    ],
    [
      'names two pieces of a product by its number alone',
      { cancel_line_items: [item('x'), item('y')] },
      { orders: '1', cancelled_sales: '4000', net_sales: '2000' },
    ],
    [
      'is approved, its money on its way',
      { cancel_status: 'CANCELLATION_REQUEST_SUCCESS', role: 'BUYER' },
      { orders: '0', orders_cancelled_buyer: '1' },
    ],
    [
      'says that nothing is left',
      { cancel_reason: 'seller_cancel_reason_out_of_stock' },
      { orders_cancelled_stockout: '1', orders_cancelled_shop: '0' },
    ],
    ['is the marketplace’s', { role: 'SYSTEM' }, { orders_cancelled_platform: '1' }],
  ])('and %s', async (_name, over, measures) => {
    const { day, later } = await pullAll([minted, none, listed(cancellation(over)), fetched])

    expect(day).toMatchObject(measures)
    expect(later).toMatchObject({ orders: '0', cancelled_sales: '0', orders_cancelled_shop: '0' })
  })

  it.each(['CANCELLATION_REQUEST_PENDING', 'CANCELLATION_REQUEST_CANCEL', 'CANCELLATION_REQUEST_CANCELLED', 'NEW'])(
    'and is none yet, or none any more (%s), is not looked at',
    async cancel_status => {
      const { requests } = await pullAll([minted, none, listed(cancellation({ cancel_status }))])

      expect(requests).toHaveLength(3)
    },
  )
})

it('asks for cancellations of the same time, page by page', async () => {
  const second = listed(cancellation({ cancel_line_items: [item('1')] }))
  const { day, requests } = await pullAll([
    minted,
    none,
    listed(cancellation({ cancel_line_items: [item('3')] }), 'more'),
    fetched,
    second,
    fetched,
  ])

  const [, , search, , again] = requests
  expect(JSON.parse(search?.body ?? '')).toEqual({ update_time_ge: bought - 600 })
  expect(new URL(search?.url ?? '').searchParams.get('page_size')).toBe('50')
  expect(new URL(again?.url ?? '').searchParams.get('page_token')).toBe('more')
  expect(day).toMatchObject({ cancelled_sales: '4000' })
})

it.each([
  ['is not granted', { json: { code: 105_005, message: 'scope' } }],
  ['is not there', { status: 404, bytes: Buffer.from('<html>') }],
  ['is refused', { status: 403, bytes: Buffer.from('<html>') }],
  ['has another shape', { json: { code: 0, data: { cancellations: [{}] } } }],
])('tells orders all the same where the list of cancellations %s', async (_name, told) => {
  const orders = ok('/order/202309/orders/search', { orders: [order] })

  const { day, next } = await pullAll([minted, orders, { path: searchPath, ...told }])

  expect(day).toMatchObject({ orders: '1', net_sales: '6000' })
  expect(next).toEqual({ kind: 'done', through: '2026-06-30', cursor: bought + 600 })
})
