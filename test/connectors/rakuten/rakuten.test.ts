import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { share } from '#src/connectors/rakuten/amounts.ts'
import { rakuten } from '#src/connectors/rakuten/index.ts'
import type { ConnectorContext, OrderLine, PullKind, PullRequest, PullStep } from '#src/contracts/connector.ts'
import { foldDays } from '#src/domain/orders/fold-days.ts'
import { projectRoot } from '#src/paths.ts'
import { type FakeOrder, fakeRms, keys } from './fake-rms.ts'

const store = { externalId: '77', name: 'shop', market: 'jp', timeZone: 'Asia/Tokyo', currency: 'JPY' }
const now = new Date('2026-11-20T03:00:00Z')
const fixtures = ['../shared', '../../shared']
  .map(path => join(projectRoot, path, 'fixtures/rakuten/synthetic'))
  .find(existsSync)

function feed(id: string) {
  const found = rakuten.feeds.find(one => one.id === id)
  if (!found) throw new Error(`no feed ${id}`)
  return found
}

/** Steps a feed to its end, with the state written and read as JSON. */
async function pull(id: string, context: ConnectorContext<unknown>, over: Partial<PullRequest> = {}) {
  const window = { from: '2026-11-01', to: '2026-11-20' }
  const request = { store, window, kind: 'backfill' as PullKind, cursor: null, ...over }
  const steps: PullStep[] = []
  for (let state: unknown = null; steps.length < 200; ) {
    const step = await feed(id).pull({ ...request, state }, context)
    steps.push(step)
    if (step.next.kind !== 'again') return { steps, last: step.next, orders: steps.flatMap(one => one.orders ?? []) }
    state = JSON.parse(JSON.stringify(step.next.state))
  }
  throw new Error('never done')
}

let count = 0
type Change = Record<string, unknown>
const item = (sku: string, price: number, units: number, over: object = {}) => ({
  itemDetailId: ++count,
  manageNumber: sku,
  price,
  priceTaxIncl: price,
  units,
  deleteItemFlag: 0,
  SkuModelList: [{ variantId: 'normal-inventory', merchantDefinedSkuId: null }],
  ...over,
})
function order(at: string, items: readonly object[], over: object = {}): FakeOrder {
  return {
    orderNumber: `77-${at.slice(0, 10).replaceAll('-', '')}-${++count}`,
    orderProgress: 300,
    orderDatetime: at,
    postagePrice: 0,
    couponShopPrice: 0,
    couponOtherPrice: 0,
    OrdererModel: { familyName: 'Canary' },
    PackageModelList: [{ basketId: 1, packageDeleteFlag: 0, ItemModelList: items, ShippingModelList: [] }],
    ...over,
  }
}
const change = (over: Change): Change => ({ changeType: 2, changeCmplDatetime: '2026-11-09T10:00:00+0900', ...over })

function fold(lines: readonly OrderLine[], days: readonly string[]) {
  const rows = foldDays(lines, { timeZone: 'Asia/Tokyo', days, tells: feed('orders').tells })
  return (day: string, sku = '') => rows.find(row => row.day === day && row.sku === sku)?.measures
}

describe('orders of Rakuten', () => {
  it('are read to the yen: coupons, postage and tax add up however they are shared', async () => {
    const items = [item('A', 333, 1), item('B', 333, 1), item('C', 334, 1)]
    const tax = [{ reqPriceTax: 61 }, { reqPriceTax: 30 }]
    const over = { couponShopPrice: 100, couponOtherPrice: 50, postagePrice: 601, TaxSummaryModelList: tax }
    const { context } = fakeRms({ now, orders: [order('2026-11-02T00:00:00+0900', items, over)] })

    const day = fold((await pull('orders', context)).orders, ['2026-11-02'])('2026-11-02')

    expect(day).toMatchObject({ gross_sales: '1000', net_sales: '900', discount_shop: '100', discount_platform: '50' })
    expect(day).toMatchObject({ shipping_income: '601', tax_amount: '91', orders: '1', order_lines: '3', units: '3' })
  })

  it('give a coupon for one product to that product and count amounts that are not decided as untold', async () => {
    const [a, b] = [item('A', 1000, 1), item('B', 1000, 1)]
    const CouponModelList = [{ couponCapitalCode: 1, couponTotalPrice: 300, itemDetailId: b.itemDetailId }]
    const over = { couponShopPrice: 300, CouponModelList, postagePrice: -9999 }
    const { context } = fakeRms({ now, orders: [order('2026-11-02T12:00:00+0900', [a, b], over)] })

    const { orders } = await pull('orders', context)

    expect(orders.map(line => line.amounts.discount_shop)).toEqual(['0', '300'])
    expect(orders.map(line => line.amounts.shipping_income)).toEqual([undefined, undefined])
  })

  it('belong to the day of Japan, to the second', async () => {
    const times = ['2026-11-02T23:59:59+0900', '2026-11-03T00:00:00+0900']
    const { context } = fakeRms({ now, orders: times.map(at => order(at, [item('A', 100, 1)])) })
    const window = { from: '2026-11-02', to: '2026-11-02' }

    const { orders } = await pull('orders', context, { window })

    expect(orders).toHaveLength(1)
    expect(fold(orders, ['2026-11-02'])('2026-11-02')).toMatchObject({ orders: '1' })
  })

  it.each([
    [1, 1, 'orders_cancelled_buyer'],
    [1, 4, 'orders_cancelled_buyer'],
    [0, 8, 'orders_cancelled_stockout'],
    [0, 10, 'orders_cancelled_shop'],
    [0, 13, 'orders_cancelled_shop'],
    [0, 14, 'orders_cancelled_platform'],
    [0, null, 'orders_cancelled_shop'],
    [1, 999, 'orders_cancelled_buyer'],
  ])('cancelled by %s for %s count as %s', async (changeReason, changeReasonDetail, measure) => {
    const ChangeReasonModelList = [change({ changeReason, changeReasonDetail })]
    const over = { orderProgress: 900, ChangeReasonModelList }
    const { context } = fakeRms({ now, orders: [order('2026-11-02T12:00:00+0900', [item('A', 700, 2)], over)] })

    const day = fold((await pull('orders', context)).orders, ['2026-11-02'])('2026-11-02')

    expect(day).toMatchObject({ [measure]: '1', orders: '0', net_sales: '0', cancelled_sales: '1400' })
  })

  it('that came back after shipping are refunds of that day, not cancellations of the order', async () => {
    const over = {
      orderProgress: 900,
      couponShopPrice: 100,
      shippingCmplRptDatetime: '2026-11-03T09:00:00+0900',
      ChangeReasonModelList: [change({ changeReason: 1, changeReasonDetail: 2 })],
    }
    const { context } = fakeRms({ now, orders: [order('2026-11-02T12:00:00+0900', [item('A', 700, 2)], over)] })

    const day = fold((await pull('orders', context)).orders, ['2026-11-02', '2026-11-09'])

    expect(day('2026-11-02')).toMatchObject({ orders: '1', net_sales: '1300', cancelled_sales: '0' })
    expect(day('2026-11-09')).toMatchObject({ refunds_amount: '1300', refunds_count: '1' })
  })

  it('keep a line that was taken out as cancelled; the rest stands', async () => {
    const items = [item('A', 500, 1), item('B', 800, 1, { deleteItemFlag: 1 })]
    const over = { couponShopPrice: 50, ChangeReasonModelList: [change({ changeType: 6, changeReasonDetail: 8 })] }
    const { context } = fakeRms({ now, orders: [order('2026-11-02T12:00:00+0900', items, over)] })

    const day = fold((await pull('orders', context)).orders, ['2026-11-02'])('2026-11-02')

    expect(day).toMatchObject({ orders: '1', units: '1', net_sales: '450', cancelled_sales: '800' })
    expect(day).toMatchObject({ orders_cancelled_stockout: '0' })
  })

  it.each([
    ['the report of that day', ['2026-11-03'], '2026-11-03T18:00:00+0900', '30'],
    ['a day without a time', ['2026-11-05'], '2026-11-08T18:00:00+0900', '72'],
    ['the last day of a package', ['2026-11-03', '2026-11-04'], '2026-11-08T18:00:00+0900', '48'],
  ])('are shipped by %s', async (_name, dates, shippingCmplRptDatetime, hours) => {
    const parcel = {
      basketId: 1,
      ItemModelList: [item('A', 1, 1)],
      ShippingModelList: dates.map(shippingDate => ({ shippingDate })),
    }
    const over = { orderProgress: 500, shippingCmplRptDatetime, PackageModelList: [parcel] }
    const { context } = fakeRms({ now, orders: [order('2026-11-02T12:00:00+0900', [], over)] })
    const last = dates.at(-1) ?? ''

    const day = fold((await pull('orders', context)).orders, ['2026-11-02', last])

    expect(day(last)).toMatchObject({ shipments_confirmed: '1', ship_hours_sum: hours })
    expect(day('2026-11-02')).toMatchObject({ shipped_within_72h: '1', orders: '1' })
  })

  it('are found by what moves when they change, for the newest days only', async () => {
    const old = order('2026-08-01T12:00:00+0900', [item('A', 1, 1)], {
      shippingCmplRptDatetime: '2026-11-19T10:00:00+0900',
    })
    const { context } = fakeRms({ now, orders: [old] })
    const window = { from: '2026-11-19', to: '2026-11-20' }

    expect((await pull('orders', context, { window, kind: 'tip' })).orders).toHaveLength(1)
    expect((await pull('orders', context, { window, kind: 'restate' })).orders).toHaveLength(0)
  })

  it('are all read where a search cannot reach them: the window is halved', async () => {
    const start = Date.parse('2026-11-02T00:00:00Z')
    const many = Array.from({ length: 17_300 }, (_, index) => {
      const at = new Date(start + Math.floor(index / 3) * 1_000).toISOString().replace('.000Z', '+0900')
      return order(at, [item('A', 1, 1)])
    })
    const { context } = fakeRms({ now, orders: many })

    const { orders, last } = await pull('orders', context)

    expect(new Set(orders.map(line => line.orderId)).size).toBe(17_300)
    expect(last).toEqual({ kind: 'done', through: '2026-11-20' })
  })

  it('are asked for within the reach and the widest window, in Japan’s time', async () => {
    const { context, requests } = fakeRms({ now })

    await pull('orders', context, { window: { from: '2024-01-01', to: '2024-12-31' } })

    const bodies = requests.map(request => JSON.parse(request.body ?? ''))
    expect(bodies[0].startDatetime).toBe('2024-11-20T12:01:00+0900')
    expect(bodies.at(-1).endDatetime).toBe('2024-12-31T23:59:59+0900')
  })

  it.each([10, 9, 8, 7])('are read by the version %s of the interface', async version => {
    const { context } = fakeRms({
      now,
      versions: [version],
      orders: [order('2026-11-02T12:00:00+0900', [item('A', 1, 1)])],
    })

    expect((await pull('orders', context)).orders).toHaveLength(1)
  })

  it('that are left out are asked for once more; then the days are not told to be whole', async () => {
    const two = [order('2026-11-02T12:00:00+0900', [item('A', 1, 1)]), order('2026-11-03T12:00:00+0900', [])]
    const gone = two[1]?.orderNumber ?? ''
    const { context, requests } = fakeRms({ now, orders: two, hidden: [gone] })

    const { orders, last } = await pull('orders', context)

    expect(orders).toHaveLength(1)
    expect(last).toEqual({ kind: 'done', through: null })
    expect(requests.filter(request => request.body?.includes(gone))).toHaveLength(2)
  })
})

describe('a Rakuten that answers badly', () => {
  const right = order('2026-11-02T12:00:00+0900', [item('A', 1, 1)])
  const drifted = {
    ...right,
    PackageModelList: [{ basketId: 1, ItemModelList: [{ ...item('A', 1, 1), units: 'two' }] }],
  }

  it.each([
    ['searchOrder', 429, '', 'throttled'],
    ['searchOrder', 503, '', 'transient'],
    ['getOrder', 500, '<html>', 'transient'],
    ['searchOrder', 200, '<html>maintenance</html>', 'transient'],
    ['searchOrder', 401, '{"Results":{"errorCode":"ES04-01"}}', 'authorisation'],
    ['getOrder', 403, '{}', 'scope'],
    ['searchOrder', 400, 'not json', 'permanent'],
    ['searchOrder', 200, '{"orderNumberList":"none"}', 'drift'],
    ['searchOrder', 200, '{"MessageModelList":[{"messageType":"ERROR","messageCode":"X"}]}', 'permanent'],
  ])('%s %s %s is %s', async (path, status, body, kind) => {
    const { context } = fakeRms({ now, orders: [right], bad: [{ path, status, body }] })

    await expect(pull('orders', context)).rejects.toMatchObject({ name: 'SourceFault', kind })
  })

  it('names the field that changed', async () => {
    const { context } = fakeRms({ now, orders: [drifted] })

    const fault = { kind: 'drift', subject: 'OrderModelList.[].PackageModelList.[].ItemModelList.[].units' }
    await expect(pull('orders', context)).rejects.toMatchObject(fault)
  })

  it('refuses a wrong key and says what to do, without the key', async () => {
    const { context } = fakeRms({ now, orders: [right] })
    const wrong = { ...context, keys: { ...keys, license_key: 'SL_old' } }

    const fault = await rakuten.listStores(wrong).catch((error: Error) => error)

    expect(fault).toMatchObject({ kind: 'authorisation', subject: 'license_key' })
    expect(String(fault)).not.toContain('SL_old')
  })
})

describe('the shop and the key of Rakuten', () => {
  it('are found by the newest order, however old', async () => {
    const { context } = fakeRms({ now, orders: [order('2025-03-02T12:00:00+0900', [])] })

    expect(await rakuten.listStores(context)).toMatchObject([{ externalId: '77', currency: 'JPY', market: 'jp' }])
  })

  it('tell when the licence ends; where that is not allowed, 90 days after its first use', async () => {
    const allowed = fakeRms({ now }).context
    const no = { path: 'expiry-date', status: 403 }
    const refused = fakeRms({ now, bad: [no, no] }).context

    expect(await rakuten.expiries?.(allowed)).toEqual({ license_key: new Date('2027-01-31T14:59:59Z') })
    const first = await rakuten.expiries?.(refused)
    const later = await rakuten.expiries?.({ ...refused, now: () => new Date(now.getTime() + 30 * 86_400_000) })

    expect(first).toEqual({ license_key: new Date('2027-02-17T15:00:00Z') })
    expect(later).toEqual(first)
  })
})

describe('inquiries of Rakuten', () => {
  const thread = (regDate: string, replies: readonly object[], over: object = {}) => {
    return { type: '商品', regDate, isCompleted: false, message: 'Canary text', replies, ...over }
  }
  const by = (replyFrom: string, regDate: string) => ({ replyFrom, regDate, message: 'Canary text' })

  it('count by the day they came in: first answers of the shop, however late', async () => {
    const inquiries = [
      thread('2026-11-02T09:00:00', [by('merchant', '2026-11-02T09:45:00')], { isCompleted: true }),
      thread('2026-11-02T10:00:00', [by('user', '2026-11-02T10:01:00'), by('merchant', '2026-11-03T21:00:00')]),
      thread('2026-11-02T23:59:59', []),
      thread('2026-11-02T12:00:00', [], { type: '店舗からの問い合わせ' }),
    ]
    const { context } = fakeRms({ now, inquiries })

    const { steps, last } = await pull('service', context, { window: { from: '2026-11-02', to: '2026-11-03' } })

    const [day, next] = steps.flatMap(step => step.days ?? [])
    expect(day?.measures).toMatchObject({ messages_received: '3', messages_answered: '2', messages_answered_24h: '1' })
    expect(day?.measures).toMatchObject({ first_response_minutes_sum: '2145', messages_answered_48h: '2' })
    expect(day?.measures).toMatchObject({ messages_resolved: '1', messages_resolved_first_contact: '1' })
    expect(Object.values(next?.measures ?? {}).every(value => value === '0')).toBe(true)
    expect(last).toEqual({ kind: 'done', through: '2026-11-03' })
    expect(JSON.stringify(steps)).not.toContain('Canary')
  })

  it('are read page by page and never beyond today', async () => {
    const inquiries = Array.from({ length: 1_234 }, () => thread('2026-11-19T09:00:00', []))
    const { context } = fakeRms({ now, inquiries })

    const { steps, last } = await pull('service', context, { window: { from: '2026-11-18', to: '2026-11-30' } })

    const received = steps.flatMap(step => step.days ?? []).map(row => row.measures.messages_received)
    expect(received).toEqual(['0', '1234', '0'])
    expect(last).toEqual({ kind: 'done', through: '2026-11-20' })
  })
})

it.each([
  [1, [3, 5, 7]],
  [-100, [1, 1, 1]],
  [99, [0, 0, 4]],
  [10, [0, 0]],
])('%s is shared by %s without a rest', (total, weights) => {
  expect(share(total, weights)?.reduce((sum, part) => sum + part, 0)).toBe(total)
})

it.skipIf(!fixtures)('the documented example of an answer gives its figures', async () => {
  const answer = JSON.parse(readFileSync(join(fixtures ?? '', 'getOrder.json'), 'utf8'))
  const { context } = fakeRms({ now, orders: answer.OrderModelList })
  const days = ['2026-07-01', '2026-07-02', '2026-07-03']

  const { orders } = await pull('orders', context, { window: { from: '2026-07-01', to: '2026-07-03' } })
  const day = fold(orders, days)

  expect(day('2026-07-01')).toMatchObject({ orders: '1', orders_cancelled_buyer: '1', units: '3', net_sales: '5940' })
  expect(day('2026-07-02')).toMatchObject({ units: '4', gross_sales: '9920', shipping_income: '1100' })
  expect(day('2026-07-02')).toMatchObject({ shipped_within_72h: '0' })
  expect(day('2026-07-03')).toMatchObject({ units: '1', gross_sales: '3980', shipping_income: '0' })
})
