import { createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { consent } from '#src/connectors/shopee/consent.ts'
import { faultIn } from '#src/connectors/shopee/faults.ts'
import { misses } from '#src/connectors/shopee/health.ts'
import { reasonOf } from '#src/connectors/shopee/returns.ts'
import { signature } from '#src/connectors/shopee/signing.ts'
import type { OrderLine } from '#src/contracts/connector.ts'
import { scriptedContext } from '#test/support/scripted-context.ts'
import { asked, batch, contextOf, detail, good, item, listed, now, order, pull, queryOf } from './script.ts'

async function linesOf(one: object, income: object = {}): Promise<readonly OrderLine[]> {
  const answers = [listed(), detail(one), batch(['A1', income])]
  const { orders } = await pull('orders', asked(), contextOf(answers))
  return orders ?? []
}

describe('the signature', () => {
  it('is made of partner, path, time, token and shop, without the query', () => {
    const of = { partnerId: '1', path: '/api/v2/shop/get_shop_info', timestamp: 1_610_000_000 }
    const hmac = (base: string) => createHmac('sha256', 'k').update(base).digest('hex')

    expect(signature(of, 'k')).toBe(hmac('1/api/v2/shop/get_shop_info1610000000'))
    expect(signature({ ...of, accessToken: 'tok', shopId: '77' }, 'k')).toBe(
      hmac('1/api/v2/shop/get_shop_info1610000000tok77'),
    )
  })
})

const refused = (error: string, message: string, status = 200) => {
  const text = JSON.stringify({ error, message, request_id: 'x' })
  const json = () => JSON.parse(text) as unknown
  return faultIn({ status, headers: {}, bytes: Buffer.from(text), text: () => text, json, exactJson: json }, now)
}

describe('what an answer says went wrong', () => {
  it.each([
    ['', '', null],
    ['-', '-', null],
    [' ', ' ', null],
    ['error_rate_limit', 'Too many requests. You have reached the rate limit.', 'throttled'],
    ['ads.rate_limit.exceed_api', 'limit', 'throttled'],
    ['error_limit', 'The total API call number made by your APP has reached the daily API call limit', 'throttled'],
    ['error_limit', 'Core server error.', 'transient'],
    ['error_server', 'Something wrong. Please try later.', 'transient'],
    ['error_network', 'Inner http call failed', 'transient'],
    ['error_inner', 'Inner error, please try later. [0].', 'transient'],
    ['error_data', 'parse data failed', 'transient'],
    ['error_auth', 'System error, please try again later.', 'transient'],
    ['error_param', 'Timestamp is expired.', 'transient'],
    ['common.error_auth', 'Invalid access_token.', 'authorisation'],
    ['invalid_acceess_token', 'Invalid access_token, please have a check.', 'authorisation'],
    ['error_auth', 'Invalid refresh_token.', 'authorisation'],
    ['error_auth', 'Invalid partner_id or shopid.', 'authorisation'],
    ['shop_access_expired', 'Your access to shop has expired.', 'authorisation'],
    ['shop_banned', 'The shop account has been banned.', 'authorisation'],
    ['error_partner_key_expired', 'Your API partner key has expired', 'authorisation'],
    ['error_sign', 'Wrong sign.', 'authorisation'],
    ['error_permission', "Sorry you don't have the permission, detail: x.", 'scope'],
    ['error_auth', 'No permission to current api.', 'scope'],
    ['error_api_permission', 'This app type has no permission to this API.', 'scope'],
    ['source_ip_undeclared', 'Request Source IP (1.2.3.4) is undeclared.', 'scope'],
    [
      'error_param',
      'Permission denied. This API is currently offline or the request path is incorrect.',
      'unavailable',
    ],
    ['error_not_found', 'Wrong parameters, detail: the order is not found.', 'permanent'],
    ['order.order_list_invalid_time', 'Start time must be earlier than end time and diff in 15days.', 'permanent'],
    ['error_param', 'Wrong parameters, detail: page_size is a required field.', 'permanent'],
  ])('reads %s "%s" as %s', (error, message, kind) => {
    expect(refused(error, message)?.kind ?? null).toBe(kind)
    expect(refused(error, message, 403)?.kind ?? 'scope').toBe(kind ?? 'scope')
  })

  it('waits for the next day of UTC+8 when the calls of the day are used up', () => {
    expect(refused('error_limit', 'reached the daily API call limit')?.until).toEqual(new Date('2026-03-10T16:00:00Z'))
  })

  it.each([
    [404, '<html>Not Found</html>', 'unavailable'],
    [403, '', 'scope'],
    [401, '', 'authorisation'],
  ])('reads a page with status %i as %s', (status, text, kind) => {
    const json = () => JSON.parse(text) as unknown
    const answer = { status, headers: {}, bytes: Buffer.from(text), text: () => text, json, exactJson: json }
    expect(faultIn(answer, now)?.kind).toBe(kind)
  })
})

describe('orders', () => {
  it('are asked for within the documented limits, and no person with them', async () => {
    const context = contextOf([listed(), detail(order()), batch()])

    await pull('orders', asked(), context)

    expect(Object.fromEntries(queryOf(context, 1))).toMatchObject({
      time_range_field: 'create_time',
      time_from: String(Date.parse('2026-03-01T00:00:00+08:00') / 1_000),
      time_to: String(Date.parse('2026-03-03T00:00:00+08:00') / 1_000 - 1),
      page_size: '100',
    })
    expect(queryOf(context, 2).get('response_optional_fields')).not.toMatch(/address|username|phone|note/)
  })

  it('are listed for half the time where they do not fit into a page', async () => {
    const context = contextOf([listed(true, '20'), listed()])
    const first = await pull('orders', asked(), context)

    expect(first.next).toMatchObject({ kind: 'again', state: { pending: [], span: { from: 1_772_294_400 } } })
    const { next } = first
    await pull(
      'orders',
      asked({ state: next.kind === 'again' ? next.state : null }),
      contextOf([listed(), detail(order()), batch()]),
    )
    const length = next.kind === 'again' ? (next.state as { span: { length: number } }).span.length : 0
    expect(length).toBe(Math.floor((2 * 86_400 - 1) / 2))
  })

  it.each([
    ['paid later', {}, 1_772_371_000],
    ['paid on delivery', { cod: true }, 1_772_370_000],
    ['not told when paid', { pay_time: null }, 1_772_370_000],
  ])('count when they are paid (%s)', async (_what, over, at) => {
    const [line] = await linesOf(order(over))

    expect(Date.parse(line?.purchasedAt ?? '')).toBe(at * 1_000)
  })

  it('are no sales while they are not paid', async () => {
    expect(await linesOf(order({ order_status: 'UNPAID', pay_time: null }))).toEqual([])
  })

  it.each([
    ['buyer', '', {}, 'buyer'],
    ['seller', 'CUSTOMER_REQUEST', {}, 'shop'],
    ['seller', 'Out of Stock', {}, 'stockout'],
    ['system', '', {}, 'platform'],
    ['system', '', { ship_by_date: 1_772_379_000, pickup_done_time: null }, 'shop'],
    ['Ops', '', {}, 'platform'],
    ['', '', {}, 'unknown'],
  ])('are cancelled by %s (%s)', async (cancel_by, cancel_reason, over, by) => {
    const [line] = await linesOf(order({ order_status: 'CANCELLED', cancel_by, cancel_reason, ...over }))

    expect(line).toMatchObject({ cancelledBy: by, cancelledAt: '2026-03-01T15:46:40.000Z' })
  })

  it('take the price of a bundle from the money of the order', async () => {
    const bundle = item({ promotion_type: 'bundle_deal', model_discounted_price: 0 })
    const told = { item_id: 1, model_id: 2, seller_discount: 3.2, shopee_discount: 1 }
    const [line] = await linesOf(order({ item_list: [bundle] }), { items: [told] })

    expect(line?.amounts).toEqual({ gross_sales: '2100', discount_shop: '320' })
  })

  it('spread a voucher of the shop by value where Shopee does not tell it by item', async () => {
    const items = [item(), item({ item_id: 3, model_quantity_purchased: 1 })]
    const lines = await linesOf(order({ item_list: items }), { voucher_from_seller: 1, items: [] })

    expect(lines.map(line => line.amounts.discount_shop)).toEqual(['177', '88'])
  })

  it('keep long numbers apart and give an item that stands twice a number of its own', async () => {
    const lines = await linesOf(order({ item_list: [item({ model_sku: '', item_sku: '' }), item()] }))

    expect(lines.map(({ lineId, sku }) => [lineId, sku])).toEqual([
      ['1:2', '1:2'],
      ['1:2#2', 'LAMP-RED'],
    ])
  })

  it('stop at another currency', async () => {
    await expect(linesOf(order({ currency: 'MYR' }))).rejects.toMatchObject({
      kind: 'drift',
      subject: 'order.currency',
    })
  })

  it('ask for orders that did not come by themselves, and say that days are not whole without them', async () => {
    const answers = [
      listed(),
      detail(),
      { path: 'get_order_detail', json: { error: 'error_not_found', message: 'not found' } },
    ]
    const context = contextOf(answers)
    const first = await pull('orders', asked(), context)
    const state = first.next.kind === 'again' ? first.next.state : null
    const second = await pull('orders', asked({ state }), context)

    expect(second.next).toMatchObject({ kind: 'done', through: null })
  })
})

describe('other feeds', () => {
  it.each([
    ['NOT_RECEIPT', '', 'undelivered'],
    ['WRONG_ITEM', '', 'wrong_item'],
    ['ITEM_MISSING', '', 'wrong_item'],
    ['ITEM_DAMAGED', '', 'damaged'],
    ['PHYSICAL_DMG', '', 'damaged'],
    ['FUNCTIONAL_DMG', '', 'quality'],
    ['DIFFERENT_DESCRIPTION', '', 'not_as_described'],
    ['CHANGE_MIND', '', 'change_of_mind'],
    ['CHANGE_MIND', 'ITEM_FAKE', 'not_as_described'],
    ['SOMETHING_NEW', '', 'other'],
  ])('read the reason %s, after a new look %s, as %s', (reason, reassessed_request_reason, expected) => {
    expect(reasonOf({ reason, reassessed_request_reason })).toBe(expected)
  })

  it('ask advertising for two different days, and give a day that is left out zeros', async () => {
    const row = {
      date: '01-03-2026',
      impression: 10,
      clicks: 2,
      expense: 1.23,
      broad_gmv: 9.5,
      broad_order: 1,
      broad_item_sold: 2,
    }
    const context = contextOf([{ path: 'get_all_cpc_ads_daily_performance', json: { error: '', response: [row] } }])
    const { days } = await pull('ads', asked({ window: { from: '2026-03-01', to: '2026-03-01' } }), context)

    expect(Object.fromEntries(queryOf(context, 1))).toMatchObject({ start_date: '28-02-2026', end_date: '01-03-2026' })
    expect(days).toEqual([
      {
        sku: '',
        day: '2026-03-01',
        measures: {
          ad_impressions: '10',
          ad_clicks: '2',
          ad_spend: '123',
          ad_sales: '950',
          ad_sales_7d: '950',
          ad_orders: '1',
          ad_units: '2',
        },
      },
    ])
  })

  it('count each review once, and tell no day that the list does not reach whole', async () => {
    const at = (iso: string) => Date.parse(iso) / 1_000
    const review = (comment_id: number, rating_star: number, iso: string) => ({
      comment_id,
      rating_star,
      create_time: at(iso),
    })
    const page = (more: boolean, next_cursor: string, ...item_comment_list: object[]) => ({
      path: 'get_comment',
      json: good({ more, next_cursor, item_comment_list }),
    })
    const window = { from: '2026-02-20', to: '2026-03-02' }
    const newest = review(3, 5, '2026-03-01T16:30:00Z') // the 2nd in Singapore
    const context = contextOf([
      page(true, '2', newest, review(2, 1, '2026-02-28T02:00:00Z')),
      page(true, '', review(2, 1, '2026-02-28T02:00:00Z'), review(1, 4, '2026-02-27T02:00:00Z')),
    ])
    const first = await pull('reviews', asked({ window }), context)
    const { days, next } = await pull(
      'reviews',
      asked({ window, state: first.next.kind === 'again' ? first.next.state : null }),
      context,
    )

    expect(days?.map(({ day, measures }) => [day, measures.reviews_1, measures.reviews_5])).toEqual([
      ['2026-02-28', '1', '0'],
      ['2026-03-01', '0', '0'],
      ['2026-03-02', '0', '1'],
    ])
    expect(next).toEqual({ kind: 'done', through: null })
  })

  it.each([
    ['<', 5, 4.9, false],
    ['<', 5, 5, true],
    ['<=', 5, 5, false],
    ['>=', 60, 59, true],
    ['>', 60, 60, true],
    ['=', 0, 0, false],
    ['?', 0, 9, false],
  ])('hold a figure against its target %s %d: %d', (comparator, value, current, expected) => {
    const target = { value: String(value), comparator }
    expect(misses({ metric_id: '1', unit: '2', current_period: String(current), target })).toBe(expected)
    expect(misses({ metric_id: '1', unit: '2', current_period: null, target })).toBe(false)
  })
})

describe('the consent', () => {
  const of = { keys: { partner_id: '1', partner_key: 'k' }, addresses: { SHOPEE_API_URL: 'https://shopee.test' }, now }
  const redirectUri = 'https://kpi.example.com/connect/shopee/callback'

  it('sends the seller to a signed page that brings the state back', () => {
    const url = new URL(consent.authorizeUrl({ ...of, redirectUri, state: 's 1' }))

    expect(url.pathname).toBe('/api/v2/shop/auth_partner')
    expect(url.searchParams.get('redirect')).toBe(`${redirectUri}?state=s+1`)
    const base = `1/api/v2/shop/auth_partner${now.getTime() / 1_000}`
    expect(url.searchParams.get('sign')).toBe(createHmac('sha256', 'k').update(base).digest('hex'))
  })

  it('trades the code for the keys of the shop', async () => {
    const json = { error: '', access_token: 'a', refresh_token: 'fresh', expire_in: 14_400 }
    const { http, requests } = scriptedContext({
      keys: {},
      addresses: {},
      now,
      answers: [{ path: '/auth/token/get', json }],
    })
    const keys = await consent.exchange({ ...of, redirectUri, query: { code: 'c', shop_id: '77' } }, http)

    expect(keys).toEqual({ partner_id: '1', partner_key: 'k', shop_id: '77', refresh_token: 'fresh' })
    expect(JSON.parse(requests[0]?.body ?? '')).toEqual({ code: 'c', partner_id: 1, shop_id: 77 })
  })

  it.each([
    ['no code', {}, {}, 'code'],
    ['a main account', { code: 'c', main_account_id: '9' }, {}, 'main_account_id'],
    ['a refused code', { code: 'c', shop_id: '7' }, { error: 'error_auth', message: 'Invalid code' }, 'error_auth'],
  ])('says what went wrong with %s', async (_what, query, json, subject) => {
    const { http } = scriptedContext({ keys: {}, addresses: {}, now, answers: [{ path: '/auth/token/get', json }] })

    await expect(consent.exchange({ ...of, redirectUri, query }, http)).rejects.toMatchObject({
      kind: 'authorisation',
      subject,
    })
  })
})
