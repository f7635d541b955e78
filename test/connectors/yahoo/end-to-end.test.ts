import { gunzipSync } from 'node:zlib'
import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { yahoo } from '#src/connectors/yahoo/index.ts'
import { listStores } from '#src/features/stores/index.ts'
import { testDatabase } from '#test/support/database.ts'
import { faultsEvery, type Reply } from '#test/support/local-market.ts'
import { madeOrders } from '#test/support/made-orders.ts'
import { type MarketRun, startMarketRun } from '#test/support/market-run.ts'
import { localDayOf } from '#test/support/markets/local-time.ts'
import { yahooOrder } from './made-yahoo.ts'
import { keysOf, type StrictYahoo, startStrictYahoo, type YahooOrder } from './strict-yahoo.ts'

vi.setConfig({ testTimeout: 400_000 }) // whole histories are pulled through faults and rate limits
const { db } = await testDatabase()
/** Pauses are kept by the clock of the database. */
const begun = new Date(Math.floor(Date.now() / 1_000) * 1_000)
const zone = 'Asia/Tokyo'
const dayMs = 86_400_000

const jst = (at: number) => `${new Date(at + 9 * 3_600_000).toISOString().slice(0, 19)}+09:00`
const dayOf = (at: number) => localDayOf(at, zone)
const today = dayOf(begun.getTime())

/** Sales of every day, added up here without the service. */
function sumsOf(orders: readonly YahooOrder[]): Record<string, { gross: number; net: number; orders: number }> {
  const days: Record<string, { gross: number; net: number; orders: number }> = {}
  for (const { at, own, items, detail } of orders) {
    const day = at.slice(0, 10)
    const gross = items.reduce((sum, item) => sum + Number(item.UnitPrice) * Number(item.Quantity), 0)
    const live = own.OrderStatus !== 4
    const sums = days[day] ?? { gross: 0, net: 0, orders: 0 }
    days[day] = {
      gross: sums.gross + gross,
      net: sums.net + (live ? gross - Number(detail.Discount) : 0),
      orders: sums.orders + (live ? 1 : 0),
    }
  }
  return days
}

let market: StrictYahoo
let run: MarketRun

beforeEach(async () => {
  market = await startStrictYahoo(() => run?.clock ?? begun)
  market.orders = madeOrders(begun, 45, zone).map(yahooOrder)
  market.stock = [
    ['bottle', 'black', '12'],
    ['bottle', 'white', '0'],
    ['mask', '', ''],
    ...Array.from({ length: 250 }, (_, n) => [`item${n}`, '', '1'] as const),
  ]
  const asked = Math.floor(begun.getTime() / 1_000) - 3 * 86_400
  market.talks = [
    {
      id: 't1',
      isCompleted: true,
      posts: [
        ['user', asked],
        ['seller', asked + 1_800],
        ['user', asked + 90_000],
      ],
    },
    { id: 't2', isCompleted: false, posts: [['user', asked + 60]] },
    ...Array.from({ length: 45 }, (_, n) => {
      return { id: `o${n}`, isCompleted: false, posts: [['user', asked - 20 * 86_400 + n] as const] }
    }),
  ]
  run = await startMarketRun(db, yahoo, { YAHOO_API_URL: market.url, YAHOO_AUTH_URL: market.url }, begun)
})

afterEach(() => market.close())

async function stored() {
  const found = [...(await run.days('orders'))].filter(([key]) => key.endsWith(' '))
  return Object.fromEntries(
    found.flatMap(([key, { gross_sales: gross = 0, net_sales: net = 0, orders = 0 }]) =>
      gross > 0 ? [[key.trim(), { gross, net, orders }]] : [],
    ),
  )
}

describe('Yahoo! from end to end', () => {
  it('has every day to the yen, stock, inquiries and promises, and asks nothing that is not allowed', async () => {
    expect(await run.connect(keysOf('hana'), '--store', 'Hana', '--since', '2m')).toBe(true)
    expect(await run.wait()).toBe(true)

    expect(await stored()).toEqual(sumsOf(market.orders))
    expect((await run.days('stock')).get(`${today} `)).toEqual({
      stock_on_hand: 262,
      sku_active: 253,
      sku_out_of_stock: 1,
    })
    expect((await run.days('stock')).get(`${today} bottle:black`)).toEqual({ stock_on_hand: 12 })
    const service = await run.days('service')
    expect(service.get(`${dayOf(begun.getTime() - 3 * dayMs)} `)).toMatchObject({
      messages_received: 2,
      messages_answered: 1,
      first_response_minutes_sum: 30,
      messages_resolved: 1,
    })
    expect(service.get(`${dayOf(begun.getTime() - 23 * dayMs)} `)).toMatchObject({ messages_received: 45 })
    const days = [...(await run.days('orders')).values()]
    expect(days.reduce((sum, day) => sum + (day.shipments_on_time ?? 0), 0)).toBeGreaterThan(200)
    expect(market.refused).toEqual([])
  })

  it.each([401, 403, 404])(
    'goes on where inquiries and stock answer %s: connecting and waiting end well',
    async status => {
      market.instead = name => (name.startsWith('order') ? null : { status, body: '' })

      expect(await run.connect(keysOf('hana'), '--since', '1m')).toBe(true)
      expect(await run.wait()).toBe(true)

      expect(Object.keys(await stored()).length).toBeGreaterThan(25)
    },
  )

  it('counts inquiries by the list where single talks and days are refused', async () => {
    market.instead = name => (name === 'externalTalkDetail' ? { status: 404, body: '' } : null)

    await run.connect(keysOf('hana'), '--since', '1m')
    await run.wait()

    const service = [...(await run.days('service')).values()]
    expect(service.reduce((sum, day) => sum + (day.messages_received ?? 0), 0)).toBe(47)
  })

  it('is the same through faults of every kind and tokens that end', async () => {
    const page = (body: string, status: number) => ({ status, body })
    const faults: readonly Reply[] = [
      { status: 429, body: {}, headers: { 'retry-after': '0' } },
      page('<html>maintenance</html>', 200),
      { status: 500, body: '' },
      'reset',
    ]
    const next = faultsEvery(10, faults)
    await run.connect(keysOf('hana'), '--since', '2m')
    let calls = 0
    market.instead = () => {
      calls += 1
      if (calls % 60 === 0) market.expire()
      return next()
    }

    expect(await run.wait(3)).toBe(true)
    expect(await stored()).toEqual(sumsOf(market.orders))
  })

  it('finds late cancellations and money given back after forty days', async () => {
    await run.connect(keysOf('hana'), '--since', '2m')
    await run.wait()
    const age = ({ at }: YahooOrder) => begun.getTime() - Date.parse(at)
    const old = market.orders.find(one => age(one) < 41 * dayMs && age(one) > 39 * dayMs && one.own.OrderStatus === 5)
    const recent = market.orders.find(one => age(one) < 5 * dayMs && age(one) > 3 * dayMs && one.own.OrderStatus === 5)
    run.clock = new Date(begun.getTime() + 60_000)
    const changed = jst(begun.getTime() + 30_000)
    market.orders = market.orders.map(one => {
      if (one === recent) return { ...one, changed, own: { OrderStatus: 4, CancelReason: 100 } }
      if (one !== old) return one
      return { ...one, changed, own: { ...one.own, RefundTotalPrice: 77 }, pay: { PayStatus: 1, RefundStatus: 2 } }
    })

    await run.laterBy(26 * 60)

    const days = await run.days('orders')
    expect(days.get(`${recent?.at.slice(0, 10)} `)).toMatchObject({ orders_cancelled_buyer: 1 })
    expect(days.get(`${dayOf(begun.getTime() + 30_000)} `)).toMatchObject({ refunds_amount: 77 })
  })

  it('keeps two stores apart', async () => {
    const others = market.orders.slice(0, 40).map(one => ({ ...one, store: 'umi', id: one.id.replace('hana', 'umi') }))
    market.orders = [...market.orders, ...others]
    await run.connect(keysOf('hana'), '--store', 'Hana', '--since', '2m')
    await run.connect(keysOf('umi'), '--store', 'Umi', '--since', '2m')

    expect(await run.wait()).toBe(true)

    expect((await listStores(db)).map(one => one.name)).toEqual(['Hana', 'Umi'])
    const rows = await db.execute(sql`select s.name, sum((f.m->>'net_sales')::numeric)::int as net from metric_day f
      join stores s on s.id = f.store_id where f.sku = '' group by s.name order by s.name`)
    const total = (store: string) =>
      Object.values(sumsOf(market.orders.filter(one => one.store === store))).reduce((sum, { net }) => sum + net, 0)
    expect(rows.map(({ name, net }) => [name, net])).toEqual([
      ['Hana', total('hana')],
      ['Umi', total('umi')],
    ])
  })

  it('keeps nothing of persons', async () => {
    await run.connect(keysOf('hana'), '--since', '1m')
    await run.wait()

    const kept = await db.execute<{ body: Uint8Array }>(sql`select body from raw_answers`)
    expect(kept.length).toBeGreaterThan(0)
    expect(kept.map(({ body }) => gunzipSync(body).toString()).join('')).not.toContain('Canary')
  })
})
