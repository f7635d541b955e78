import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { yahoo } from '#src/connectors/yahoo/index.ts'
import type { ConnectorContext, OrderLine, PullKind, PullRequest, PullStep } from '#src/contracts/connector.ts'
import { foldDays } from '#src/domain/orders/fold-days.ts'
import { projectRoot } from '#src/paths.ts'
import { type FakeOrder, fakeYahoo, keys } from './fake-yahoo.ts'

const store = { externalId: 'teststore', name: 'shop', market: 'jp', timeZone: 'Asia/Tokyo', currency: 'JPY' }
const now = new Date('2026-11-20T03:00:00Z')
const fixtures = ['../shared', '../../shared']
  .map(path => join(projectRoot, path, 'fixtures/yahoo/synthetic'))
  .find(existsSync)
const [orders] = yahoo.feeds
const tells = orders?.tells ?? []

async function pull(context: ConnectorContext<unknown>, over: Partial<PullRequest> = {}) {
  const window = { from: '2026-11-01', to: '2026-11-20' }
  const request = { store, window, kind: 'backfill' as PullKind, cursor: null, ...over }
  const steps: PullStep[] = []
  for (let state: unknown = null; orders && steps.length < 300; ) {
    const step = await orders.pull({ ...request, state }, context)
    steps.push(step)
    if (step.next.kind !== 'again') return { last: step.next, lines: steps.flatMap(one => one.orders ?? []) }
    state = JSON.parse(JSON.stringify(step.next.state))
  }
  throw new Error('never done')
}

function fold(lines: readonly OrderLine[], days: readonly string[]) {
  const rows = foldDays(lines, { timeZone: 'Asia/Tokyo', days, tells })
  return (day: string) => rows.find(row => row.day === day && row.sku === '')?.measures
}

let count = 0
type Fields = Record<string, string | number>
const tags = (fields: Fields) =>
  Object.entries(fields)
    .map(([name, value]) => `<${name}>${value}</${name}>`)
    .join('')
const item = (fields: Fields = {}) =>
  `<Item>${tags({ LineId: ++count, ItemId: 'A', SubCode: '', UnitPrice: 1000, Quantity: 1, ItemTaxRatio: 10, ...fields })}</Item>`

interface Parts {
  readonly at?: string
  readonly items?: readonly string[]
  readonly order?: Fields
  readonly ship?: Fields
  readonly pay?: Fields
  readonly detail?: Fields
}
function order({
  at = '2026-11-02T12:00:00+09:00',
  items = [item()],
  order: own,
  ship,
  pay,
  detail,
}: Parts): FakeOrder {
  const id = `teststore-${++count}`
  const fields = tags({ OrderId: id, OrderTime: at, LastUpdateTime: at, OrderStatus: 2, ...own })
  const groups = `<Pay>${tags({ RefundStatus: 0, ...pay })}</Pay><Ship>${tags({ ShipStatus: 1, ...ship })}</Ship>`
  const money = tags({ ShipCharge: 0, Discount: 0, TotalMallCouponDiscount: 0, ...detail })
  return { id, at, xml: `<OrderInfo>${fields}${groups}<Detail>${money}</Detail>${items.join('')}</OrderInfo>` }
}

async function dayOf(parts: Parts, days = ['2026-11-02']) {
  const { context } = fakeYahoo({ now, orders: [order(parts)] })
  return fold((await pull(context)).lines, days)
}

describe('orders of Yahoo!', () => {
  it('are read to the yen: coupons of store and mall, postage and tax', async () => {
    const items = [item({ UnitPrice: 333, ItemId: 'A' }), item({ UnitPrice: 667, ItemId: 'B', SubCode: 'red' })]
    const detail = { ShipCharge: 551, Discount: 30, TotalMallCouponDiscount: 101 }

    const day = (await dayOf({ items, detail, order: { TotalCouponDiscount: 70 } }))('2026-11-02')

    expect(day).toMatchObject({ gross_sales: '1000', discount_shop: '100', net_sales: '900', discount_platform: '101' })
    expect(day).toMatchObject({ shipping_income: '551', orders: '1', order_lines: '2', units: '2', tax_amount: '81' })
  })

  it.each([
    ['a price after the coupon', { UnitPrice: 900, OriginalPrice: 1000, CouponDiscount: 100 }],
    ['a price before the coupon', { UnitPrice: 1000, OriginalPrice: 1000, CouponDiscount: 100 }],
  ])('have the same sales by %s', async (_name, fields) => {
    const day = await dayOf({ items: [item(fields)], order: { TotalCouponDiscount: 100 } })

    expect(day('2026-11-02')).toMatchObject({ gross_sales: '1000', net_sales: '900' })
  })

  it.each([
    [100, 'orders_cancelled_buyer'],
    [120, 'orders_cancelled_buyer'],
    [170, 'orders_cancelled_platform'],
    [210, 'orders_cancelled_stockout'],
    [220, 'orders_cancelled_stockout'],
    [230, 'orders_cancelled_shop'],
    [110, 'orders_cancelled_buyer'],
  ])('cancelled before shipping for %s count as %s', async (CancelReason, measure) => {
    const day = await dayOf({ order: { OrderStatus: 4, CancelReason } })

    expect(day('2026-11-02')).toMatchObject({ [measure]: '1', orders: '0', cancelled_sales: '1000', net_sales: '0' })
  })

  it('that came back after shipping are refunds of their own day', async () => {
    const own = { OrderStatus: 4, CancelReason: 110, LastUpdateTime: '2026-11-09T10:00:00+09:00' }
    const day = await dayOf({ order: own, ship: { ShipStatus: 3, ShipDate: '2026-11-03' } }, [
      '2026-11-02',
      '2026-11-09',
    ])

    expect(day('2026-11-02')).toMatchObject({ orders: '1', net_sales: '1000', cancelled_sales: '0' })
    expect(day('2026-11-09')).toMatchObject({ refunds_amount: '1000', refunds_count: '1' })
  })

  it.each([
    [2, '300'],
    [1, '0'],
  ])('with money given back (status %s) have refunds of %s', async (RefundStatus, refunds_amount) => {
    const items = [item({ UnitPrice: 500 }), item({ UnitPrice: 700 })]
    const day = await dayOf({ items, order: { RefundTotalPrice: 300 }, pay: { RefundStatus } })

    expect(day('2026-11-02')).toMatchObject({ refunds_amount, net_sales: '1200' })
  })

  it('ship on whole days', async () => {
    const day = await dayOf({ ship: { ShipStatus: 3, ShipDate: '2026-11-05' } }, ['2026-11-02', '2026-11-05'])

    expect(day('2026-11-02')).toMatchObject({ shipped_within_72h: '1', shipped_within_48h: '0' })
    expect(day('2026-11-05')).toMatchObject({ shipments_confirmed: '1', ship_hours_sum: '72' })
  })

  it('are all read, page by page, one order a call', async () => {
    const many = Array.from({ length: 611 }, (_, index) =>
      order({ at: `2026-11-0${1 + (index % 9)}T23:59:59+09:00`, items: [item()] }),
    )
    const { context, requests } = fakeYahoo({ now, orders: many })

    const { lines, last } = await pull(context)

    expect(new Set(lines.map(line => line.orderId)).size).toBe(611)
    expect(last).toMatchObject({ kind: 'done', through: '2026-11-20' })
    expect(requests.filter(request => request.url.endsWith('orderList'))).toHaveLength(2)
    expect(requests.every(request => request.url.endsWith('token') || request.budgets?.includes('day'))).toBe(true)
  })

  it('that did not change since the last look are not asked for again', async () => {
    const old = { ...order({}), changed: '2026-11-02T12:00:00+09:00' }
    const changed = { ...order({}), changed: '2026-11-19T12:00:00+09:00' }
    const { context } = fakeYahoo({ now, orders: [old, changed] })
    const cursor = Date.parse('2026-11-18T00:00:00Z')

    const ids = (lines: readonly OrderLine[]) => lines.map(line => line.orderId)
    expect(ids((await pull(context, { kind: 'tip', cursor })).lines)).toEqual([changed.id])
    expect(ids((await pull(context, { kind: 'tip' })).lines)).toHaveLength(2)
    expect(ids((await pull(context, { kind: 'restate', cursor })).lines)).toEqual([changed.id])
    expect(ids((await pull(context, { kind: 'backfill', cursor })).lines)).toHaveLength(2)
  })

  it('that are listed and not given leave the days open', async () => {
    const { context } = fakeYahoo({ now, orders: [order({}), { ...order({}), xml: '' }] })

    const { lines, last } = await pull(context)

    expect(lines).toHaveLength(1)
    expect(last).toMatchObject({ kind: 'done', through: null })
  })
})

describe('a Yahoo! that answers badly', () => {
  const two = [order({}), order({})]
  const code = (text: string) => `<?xml version="1.0"?><Error><Code>${text}</Code><Message>…</Message></Error>`
  const message = (text: string) => `<?xml version="1.0"?><Error><Message>${text}</Message></Error>`

  it.each([
    ['orderList', 429, '', 'throttled'],
    ['orderList', 403, 'Your Request was Forbidden', 'throttled'],
    ['orderList', 503, message('API_MAINTENANCE'), 'throttled'],
    ['orderInfo', 500, '', 'transient'],
    ['orderList', 200, '<html><body>…</body></html>', 'transient'],
    ['orderList', 401, message('Bearer error="insufficient_scope"'), 'scope'],
    ['orderList', 401, code('px-04102'), 'authorisation'],
    ['orderList', 200, code('px-04303'), 'scope'],
    ['orderList', 400, code('od-00101'), 'permanent'],
    ['orderList', 200, '<Result><Status>NG</Status></Result>', 'permanent'],
    ['orderList', 200, '<Result><Status>OK</Status><Found>3</Found></Result>', 'drift'],
    ['orderList', 200, '{"no":"xml"}', 'drift'],
    ['token', 400, '{"error":"invalid_grant"}', 'authorisation'],
    ['token', 503, '', 'transient'],
  ])('%s %s %s is %s', async (path, status, body, kind) => {
    const { context } = fakeYahoo({ now, orders: two, bad: [{ path, status, body }] })

    await expect(pull(context)).rejects.toMatchObject({ name: 'SourceFault', kind })
  })

  it('goes on with another token after one was refused, some times', async () => {
    const refused = { path: 'orderList', status: 401, body: message('error="invalid_token"') }
    const once = fakeYahoo({ now, orders: two, bad: [refused] })
    const always = fakeYahoo({ now, orders: two, bad: [refused, refused, refused] })

    expect((await pull(once.context)).lines).toHaveLength(2)
    await expect(pull(always.context)).rejects.toMatchObject({ kind: 'authorisation', subject: 'invalid_token' })
  })

  it('names the field that changed, and stops when every order is refused', async () => {
    const drifted = order({ items: [item({ Quantity: 'two' })] })
    const field = 'ResultSet.Result.OrderInfo.[].Item.[].Quantity'
    const gone = two.map(one => ({ ...one, xml: '' }))

    const pulls = [fakeYahoo({ now, orders: [drifted] }), fakeYahoo({ now, orders: gone })].map(one =>
      pull(one.context),
    )
    await expect(pulls[0]).rejects.toMatchObject({ kind: 'drift', subject: field })
    await expect(pulls[1]).rejects.toMatchObject({ kind: 'permanent', subject: 'od-11004' })
  })
})

describe('the grant and the key of Yahoo!', () => {
  it('open the store that the keys name; every call carries the encrypted header', async () => {
    const { context } = fakeYahoo({ now })

    expect(await yahoo.listStores(context)).toMatchObject([{ externalId: 'teststore', currency: 'JPY' }])
  })

  it.each([
    [{ public_key_version: '2' }, 'public_key'],
    [{ public_key: 'no PEM' }, 'public_key'],
    [{ refresh_token: 'old' }, 'invalid_grant'],
  ])('are refused when they are not right: %s', async (over, subject) => {
    const { context } = fakeYahoo({ now })

    const fault = yahoo.listStores({ ...context, keys: { ...keys, ...over } })
    await expect(fault).rejects.toMatchObject({ kind: 'authorisation', subject })
  })

  it('tell when they end, as far as the keys say', async () => {
    const { context } = fakeYahoo({ now })
    const dated = { ...context, keys: { ...keys, consented_on: '2026-11-01', public_key_ends_on: '2027-03-31' } }

    expect(await yahoo.expiries?.(dated)).toEqual({
      refresh_token: new Date('2026-11-28T15:00:00Z'),
      public_key: new Date('2027-03-31T15:00:00Z'),
    })
    expect(await yahoo.expiries?.(context)).toEqual({ refresh_token: new Date('2026-12-17T15:00:00Z') })
    expect(yahoo.keys.safeParse({ ...keys, public_key_version: undefined }).success).toBe(false)
  })
})

it.skipIf(!fixtures)('the documented examples of answers give their figures', async () => {
  const found = ['orderInfo.xml', 'orderInfo.cancelled.xml'].map(name => {
    const xml = readFileSync(join(fixtures ?? '', name), 'utf8')
    const part = (pattern: RegExp) => pattern.exec(xml)?.[1] ?? ''
    const at = part(/<OrderTime>(.*?)</)
    return { id: part(/<OrderId>(.*?)</), at, xml: part(/(<OrderInfo>.*<\/OrderInfo>)/s) }
  })
  const { context } = fakeYahoo({ now, orders: found })

  const day = fold((await pull(context, { window: { from: '2026-07-01', to: '2026-07-01' } })).lines, ['2026-07-01'])

  expect(day('2026-07-01')).toMatchObject({ gross_sales: '6940', net_sales: '4960', orders: '1', units: '2' })
  expect(day('2026-07-01')).toMatchObject({ orders_cancelled_stockout: '1', shipped_within_24h: '1' })
})
