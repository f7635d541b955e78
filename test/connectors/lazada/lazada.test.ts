import { describe, expect, it } from 'vitest'
import { consent } from '#src/connectors/lazada/consent.ts'
import { faultIn } from '#src/connectors/lazada/faults.ts'
import { instantOf, stamp } from '#src/connectors/lazada/model.ts'
import { signature } from '#src/connectors/lazada/signing.ts'
import type { OrderLine } from '#src/contracts/connector.ts'
import { scriptedContext } from '#test/support/scripted-context.ts'
import { asked, contextOf, listed, now, pull, queryOf, row, rows } from './script.ts'

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
