import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { rakuten } from '#src/connectors/rakuten/index.ts'
import { listStores } from '#src/features/stores/index.ts'
import { testDatabase } from '#test/support/database.ts'
import { faultsEvery, type Reply } from '#test/support/local-market.ts'
import { madeOrders } from '#test/support/made-orders.ts'
import { type MarketRun, startMarketRun } from '#test/support/market-run.ts'
import { localDayOf } from '#test/support/markets/local-time.ts'
import { rmsOrder } from './made-rms.ts'
import { type RmsOrder, type StrictRms, startStrictRms } from './strict-rms.ts'

const { db } = await testDatabase()
/** Pauses are kept by the clock of the database. */
const begun = new Date(Math.floor(Date.now() / 1_000) * 1_000)
const zone = 'Asia/Tokyo'
const keys = { service_secret: 'SP77_service', license_key: 'SL77_licence' }
const dayMs = 86_400_000

const jst = (at: number) => `${new Date(at + 9 * 3_600_000).toISOString().slice(0, 19)}+0900`
const dayOf = (at: number) => localDayOf(at, zone)

/** Sales of every day, added up here without the service. */
function sumsOf(orders: readonly RmsOrder[]): Record<string, { gross: number; net: number; orders: number }> {
  const days: Record<string, { gross: number; net: number; orders: number }> = {}
  for (const order of orders) {
    const day = order.orderDatetime.slice(0, 10)
    const [parcel] = order.PackageModelList as { ItemModelList: { priceTaxIncl: number; units: number }[] }[]
    const gross = (parcel?.ItemModelList ?? []).reduce((sum, item) => sum + item.priceTaxIncl * item.units, 0)
    const live = order.orderProgress !== 900
    const sums = days[day] ?? { gross: 0, net: 0, orders: 0 }
    days[day] = {
      gross: sums.gross + gross,
      net: sums.net + (live ? gross - Number(order.couponShopPrice) : 0),
      orders: sums.orders + (live ? 1 : 0),
    }
  }
  return days
}

let rms: StrictRms
let run: MarketRun

beforeEach(async () => {
  rms = await startStrictRms(() => run?.clock ?? begun)
  rms.orders = madeOrders(begun, 45, zone).map(rmsOrder)
  rms.items = [
    {
      manageNumber: 'sku-1',
      variants: { v1: { sku: 'SKU-1', quantity: 12 } },
      review: { count: 8, averageRating: 4.5 },
    },
    {
      manageNumber: 'pen',
      variants: { red: { sku: null, quantity: 0 }, 'normal-inventory': { sku: null, quantity: 3 } },
    },
  ]
  rms.inquiries = [
    {
      regDate: jst(begun.getTime() - 2 * dayMs).slice(0, 19),
      type: '商品',
      isCompleted: true,
      message: 'Canary',
      replies: [{ regDate: jst(begun.getTime() - 2 * dayMs + 1_800_000).slice(0, 19), replyFrom: 'merchant' }],
    },
  ]
  run = await startMarketRun(db, rakuten, { RAKUTEN_API_URL: rms.url }, begun)
})

afterEach(() => rms.close())

async function stored() {
  const found = [...(await run.days('orders'))].filter(([key]) => key.endsWith(' '))
  return Object.fromEntries(
    found.flatMap(([key, { gross_sales: gross = 0, net_sales: net = 0, orders = 0 }]) =>
      gross > 0 ? [[key.trim(), { gross, net, orders }]] : [],
    ),
  )
}

describe('Rakuten from end to end', () => {
  it('has every day to the yen, stock by SKU, reviews, inquiries and promises, and asks nothing that is not allowed', async () => {
    expect(await run.connect(keys, '--store', 'Kaze', '--since', '2m')).toBe(true)
    expect(await run.wait()).toBe(true)

    expect(await stored()).toEqual(sumsOf(rms.orders))
    expect((await run.days('stock')).get(`${dayOf(begun.getTime())} `)).toEqual({
      stock_on_hand: 15,
      sku_active: 3,
      sku_out_of_stock: 1,
    })
    const skus = [...(await run.days('stock')).keys()].map(key => key.slice(11)).filter(Boolean)
    expect(skus.sort()).toEqual(['SKU-1', 'pen', 'pen/red'])
    expect((await run.days('reviews')).get(`${dayOf(begun.getTime())} `)).toEqual({
      reviews_total: 8,
      review_stars_total: 36,
    })
    expect((await run.days('service')).get(`${dayOf(begun.getTime() - 2 * dayMs)} `)).toMatchObject({
      messages_received: 1,
      first_response_minutes_sum: 30,
    })
    const due = [...(await run.days('orders')).values()].reduce((sum, day) => sum + (day.shipments_due ?? 0), 0)
    expect(due).toBeGreaterThan(200)
    expect(rms.refused.filter(text => !text.startsWith('400 /es/2.0/order/getOrder/'))).toEqual([])
  })

  it.each([
    ['403', 403],
    ['404', 404],
    ['401', 401],
    ['400', 400],
  ])('goes on where the side functions answer %s: orders, connecting and waiting end well', async (_name, status) => {
    const isSide = (path: string) => !path.includes('/order/')
    rms.instead = path => (isSide(path) ? { status, body: {} } : null)

    expect(await run.connect(keys, '--since', '1m')).toBe(true)
    await run.wait()

    expect(Object.keys(await stored()).length).toBeGreaterThan(25)
    if (status !== 400) expect(run.said.join('\n')).toContain('All history is there.')
  })

  it('reads stock by ranges of quantities where items are not open', async () => {
    rms.instead = path => (path.includes('/items/') ? { status: 403, body: {} } : null)
    rms.items = Array.from({ length: 1_500 }, (_, n) => ({
      manageNumber: `m${n}`,
      variants: { 'normal-inventory': { sku: null, quantity: n % 40 } },
    }))

    await run.connect(keys, '--since', '1m')
    await run.wait()

    const all = (await run.days('stock')).get(`${dayOf(begun.getTime())} `)
    expect(all).toMatchObject({ sku_active: 1_500, sku_out_of_stock: 38 })
  })

  it('connects a shop without any order, and knows it again when a new key comes after the first orders', async () => {
    const orders = rms.orders
    rms.orders = []
    expect(await run.connect(keys, '--store', 'Kaze', '--since', '2m')).toBe(true)
    rms.orders = orders
    rms.keys = ['SP77_service:SL_new']

    expect(await run.connect({ ...keys, license_key: 'SL_new' }, '--store', 'Kaze', '--since', '2m')).toBe(true)
    expect(await run.wait()).toBe(true)

    expect((await listStores(db)).map(one => one.name)).toEqual(['Kaze'])
    expect(await stored()).toEqual(sumsOf(rms.orders))
  })

  it('is the same through faults of every kind', async () => {
    const faults: readonly Reply[] = [
      { status: 429, body: {}, headers: { 'retry-after': '0' } },
      { status: 503, body: '<html>maintenance</html>' },
      { status: 200, body: '<html>maintenance</html>' },
      'reset',
    ]
    const next = faultsEvery(20, faults)
    await run.connect(keys, '--since', '2m')
    rms.instead = () => next()

    expect(await run.wait(2)).toBe(true)
    expect(await stored()).toEqual(sumsOf(rms.orders))
  })

  it('finds late cancellations and what came back after forty days', async () => {
    await run.connect(keys, '--since', '2m')
    await run.wait()
    const old = rms.orders.find(order => timeOf(order) < begun.getTime() - 40 * dayMs && order.orderProgress === 500)
    const recent = rms.orders.find(order => timeOf(order) > begun.getTime() - 5 * dayMs && order.orderProgress === 500)
    const change = (changeReasonDetail: number) => ({
      orderProgress: 900,
      ChangeReasonModelList: [{ changeType: 2, changeReasonDetail, changeCmplDatetime: jst(begun.getTime()) }],
    })
    const before = (await stored())[dayOf(timeOf(old))]
    rms.orders = rms.orders.map(order =>
      order === old ? { ...order, ...change(2) } : order === recent ? { ...order, ...change(1) } : order,
    )

    await run.laterBy(26 * 60)

    const days = await run.days('orders')
    expect(days.get(`${recent?.orderDatetime.slice(0, 10)} `)).toMatchObject({ orders_cancelled_buyer: 1 })
    expect(days.get(`${dayOf(begun.getTime())} `)?.refunds_count).toBeGreaterThan(0)
    expect((await stored())[dayOf(timeOf(old))]).toEqual(before)
  })

  it('keeps two shops apart', async () => {
    const others = rms.orders.map(order => ({ ...order, orderNumber: order.orderNumber.replace(/^77/, '88') }))
    rms.keys = ['SP77_service:SL77_licence', 'SP88:SL88']
    rms.orders = [...rms.orders, ...others.slice(0, 50)]
    await run.connect(keys, '--store', 'Kaze', '--since', '2m')
    await run.connect({ service_secret: 'SP88', license_key: 'SL88' }, '--store', 'Umi', '--since', '2m')

    expect(await run.wait()).toBe(true)

    expect((await listStores(db)).map(one => one.name)).toEqual(['Kaze', 'Umi'])
    const rows = await db.execute(sql`select s.name, sum((f.m->>'net_sales')::numeric)::int as net from metric_day f
      join stores s on s.id = f.store_id where f.sku = '' group by s.name order by s.name`)
    const total = (orders: readonly RmsOrder[]) => Object.values(sumsOf(orders)).reduce((sum, { net }) => sum + net, 0)
    expect(rows.map(({ name, net }) => [name, net])).toEqual([
      ['Kaze', total(rms.orders.filter(one => one.orderNumber.startsWith('77')))],
      ['Umi', total(others.slice(0, 50))],
    ])
  })
})

function timeOf(order: RmsOrder | undefined): number {
  return Date.parse((order?.orderDatetime ?? '').replace('+0900', '+09:00'))
}
