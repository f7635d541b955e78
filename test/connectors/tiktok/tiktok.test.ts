import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { tiktok } from '#src/connectors/tiktok/index.ts'
import { reasonOf } from '#src/connectors/tiktok/return-reason.ts'
import { sign } from '#src/connectors/tiktok/sign.ts'
import type { PullRequest } from '#src/contracts/connector.ts'
import { foldDays } from '#src/domain/orders/fold-days.ts'
import { projectRoot } from '#src/paths.ts'
import { type Answer, scriptedContext } from '#test/support/scripted-context.ts'

const keys = { app_key: 'key', app_secret: 'secret', refresh_token: 'refresh' }
const now = new Date('2026-06-10T12:00:00Z')
const store = {
  externalId: '749',
  name: 'Pebble',
  market: 'us',
  timeZone: 'America/Los_Angeles',
  currency: 'USD',
  extra: { cipher: 'GCP_1' },
}
const minted: Answer = {
  path: '/api/v2/token/refresh',
  json: { code: 0, data: { access_token: 'a', access_token_expire_in: 604_800 } },
}
const contextOf = (...answers: readonly Answer[]) =>
  scriptedContext({ keys, addresses: tiktok.addresses(keys), answers: [minted, ...answers], now })
const asked: PullRequest = {
  store,
  window: { from: '2026-06-08', to: '2026-06-09' },
  kind: 'backfill',
  state: null,
  cursor: null,
}
const pull = (context: ReturnType<typeof contextOf>, request: PullRequest = asked, feedId = 'orders') => {
  const feed = tiktok.feeds.find(one => one.id === feedId)
  if (!feed) throw new Error('no feed')
  return feed.pull(request, context)
}
const path = '/order/202309/orders/search'
const at = Date.parse('2026-06-09T06:59:59Z') / 1_000
const piece = (over: object) => ({ id: '1', sku_id: '77', seller_sku: 'LAMP', original_price: '20', ...over })
const order = (items: readonly object[], over: object = {}) => ({
  id: '576463220456522968',
  status: 'DELIVERED',
  create_time: at,
  update_time: at + 60,
  line_items: items,
  ...over,
})
const answer = (...orders: readonly object[]): Answer => ({ path, json: { code: 0, data: { orders } } })

async function dayOf(...orders: readonly object[]) {
  const { orders: lines = [] } = await pull(contextOf(answer(...orders)))
  const [feed] = tiktok.feeds
  return foldDays(lines, { timeZone: store.timeZone, days: ['2026-06-08'], tells: feed?.tells ?? [] })[0]?.measures
}

const places = ['..', '../..'].map(up => join(projectRoot, up, 'shared/fixtures/tiktok'))
const fixtures = places.find(existsSync)

describe.skipIf(!fixtures)('the signature (skipped where the vectors are missing)', () => {
  it.each([0, 1, 2])('is that of vector %i', number => {
    const vector = JSON.parse(readFileSync(join(fixtures ?? '', `sign.vector${number}.json`), 'utf8'))

    expect(sign(vector.appSecret, vector.path, vector.query, vector.body)).toBe(vector.sign)
    expect(sign(vector.appSecret, vector.path, vector.query, `${vector.body} `)).not.toBe(vector.sign)
  })
})

describe('an order of TikTok Shop', () => {
  it.each([
    [
      'discounts told by the pieces',
      { sale_price: '15', seller_discount: '3', platform_discount: '2' },
      {},
      { gross_sales: '2000', discount_shop: '300', discount_platform: '200', net_sales: '1700' },
    ],
    ['only prices', { sale_price: '15' }, {}, { discount_shop: '500', discount_platform: '0', net_sales: '1500' }],
    [
      'prices, and sums of the order that explain them',
      { sale_price: '15' },
      { payment: { seller_discount: '3', platform_discount: '2' } },
      { discount_shop: '300', discount_platform: '200', net_sales: '1700' },
    ],
    [
      'prices after the shop, and a discount of the marketplace that they do not hold',
      { sale_price: '17' },
      { payment: { seller_discount: '3', platform_discount: '2' } },
      { discount_shop: '300', discount_platform: '0', net_sales: '1700' },
    ],
    [
      'no price before',
      { original_price: null, sale_price: '15', seller_discount: '5' },
      {},
      { gross_sales: '2000', discount_shop: '500', net_sales: '1500' },
    ],
  ])('with %s counts what the shop earned', async (_name, item, over, measures) => {
    expect(await dayOf(order([piece(item)], over))).toMatchObject(measures)
  })

  it('counts pieces of a product as one line, and postage and tax once', async () => {
    const items = [1, 2, 3].map(id => piece({ id: String(id), sale_price: '20' }))

    expect(await dayOf(order(items, { payment: { shipping_fee: '4.99', tax: '1.00' } }))).toMatchObject({
      orders: '1',
      order_lines: '1',
      units: '3',
      shipping_income: '499',
      tax_amount: '100',
    })
  })

  it.each([{ is_sample_order: true }, { is_replacement_order: true }, { is_exchange_order: true }])(
    'that is none of the buyer’s purchases is no sale: %j',
    async over => {
      expect(await dayOf(order([piece({ sale_price: '20' })], over))).toMatchObject({ orders: '0', gross_sales: '0' })
    },
  )

  it.each([
    ['BUYER', 'changed my mind', 'orders_cancelled_buyer'],
    ['SELLER', 'seller_cancel_reason_out_of_stock', 'orders_cancelled_stockout'],
    ['SELLER', 'wrong price', 'orders_cancelled_shop'],
    ['SYSTEM', '', 'orders_cancelled_platform'],
  ])('that %s cancelled (%s) counts as %s', async (cancellation_initiator, cancel_reason, measure) => {
    const told = { status: 'CANCELLED', cancel_time: at + 900, cancellation_initiator, cancel_reason }

    expect(await dayOf(order([piece({ sale_price: '20' })], told))).toMatchObject({ [measure]: '1', orders: '0' })
  })

  it('in another currency than the shop’s stops the feed', async () => {
    const foreign = order([piece({ sale_price: '20' })], { payment: { currency: 'GBP' } })

    await expect(dayOf(foreign)).rejects.toMatchObject({ kind: 'drift', subject: 'payment.currency' })
  })
})

describe('a return', () => {
  it.each([
    ['ecom_order_delivered_refund_and_return_reason_defective', 'quality'],
    ['Package arrived damaged', 'damaged'],
    ['seller sent wrong item', 'wrong_item'],
    ['item_not_as_described', 'not_as_described'],
    ["Package wasn't received / not received", 'undelivered'],
    ['No longer needed', 'change_of_mind'],
    ['too small', 'size'],
    ['something else', 'other'],
  ])('for "%s" counts as %s', (text, reason) => expect(reasonOf(text)).toBe(reason))
})

describe('a search', () => {
  it('goes on from the newest change with ten minutes of overlap, oldest first', async () => {
    const context = contextOf(answer(order([piece({ sale_price: '20' })])))

    const step = await pull(context, { ...asked, kind: 'tip', cursor: at })

    const url = new URL(context.requests[1]?.url ?? '')
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      page_size: '100',
      sort_field: 'update_time',
      sort_order: 'ASC',
      shop_cipher: 'GCP_1',
      app_key: 'key',
    })
    expect(JSON.parse(context.requests[1]?.body ?? '')).toEqual({ update_time_ge: at - 600 })
    expect(step.next).toMatchObject({ kind: 'again', state: { cancelled: { cursor: at + 60 } } })
  })

  it('of past days asks for whole local days by when orders were made', async () => {
    const context = contextOf(answer())

    await pull(context)

    const [from, to] = ['2026-06-08T07:00:00Z', '2026-06-10T07:00:00Z'].map(text => Date.parse(text) / 1_000)
    expect(JSON.parse(context.requests[1]?.body ?? '')).toEqual({ create_time_ge: from, create_time_lt: to })
  })
})

describe('a refusal', () => {
  it.each<[string, Omit<Answer, 'path'>, object]>([
    [
      'too many requests',
      { json: { code: 36_009_002 } },
      { kind: 'throttled', until: new Date(now.getTime() + 3_000) },
    ],
    ['an internal error', { json: { code: 36_009_003 } }, { kind: 'transient' }],
    ['a missing scope', { json: { code: 105_005 } }, { kind: 'scope', subject: '105005' }],
    ['no such operation', { status: 404, json: { code: 36_009_009 } }, { kind: 'unavailable' }],
    ['no such path', { json: { code: 36_009_009 } }, { kind: 'unavailable', subject: '36009009' }],
    ['a forbidden page', { status: 403, bytes: Buffer.from('<html>') }, { kind: 'scope' }],
    ['a wrong parameter', { json: { code: 36_009_004, message: 'page_size' } }, { kind: 'permanent' }],
    [
      'another shape',
      { json: { code: 0, data: { orders: [{ id: 1 }] } } },
      { kind: 'drift', subject: 'orders.[].status' },
    ],
  ])('%s has its own kind', async (_name, told, fault) => {
    await expect(pull(contextOf({ path, ...told }))).rejects.toMatchObject(fault)
  })

  it('of two tokens, one after the other, waits for another', async () => {
    const expired = { path, status: 401, json: { code: 105_002 } }

    await expect(pull(contextOf(expired, minted, expired))).rejects.toMatchObject({ kind: 'transient' })
  })
})

describe('the end of a token', () => {
  it.each([
    [604_800, '2026-06-17T11:55:00.000Z'],
    [Date.parse('2026-06-17T12:00:00Z') / 1_000, '2026-06-17T11:55:00.000Z'],
  ])('is told as %i', async (access_token_expire_in, end) => {
    const ends: Date[] = []
    const told = { code: 0, data: { access_token: 'a', access_token_expire_in } }
    const answers = [{ path: '/api/v2/token/refresh', json: told }]
    const context = scriptedContext({ keys, addresses: tiktok.addresses(keys), answers, now })
    const token: typeof context.token = async (_name, mint) => {
      const one = await mint('rotated')
      ends.push(one.expiresAt)
      return one.value
    }

    await expect(pull({ ...context, token } as never)).rejects.toThrow('not in the script')

    expect(ends[0]?.toISOString()).toBe(end)
    expect(context.requests[0]?.url).toContain('refresh_token=rotated')
  })
})
