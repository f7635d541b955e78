import { Readable } from 'node:stream'
import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { shopify } from '#src/connectors/shopify/index.ts'
import { collect, connectFromShell, type SyncParts, waitFromShell } from '#src/features/sync/index.ts'
import { testDatabase } from '#test/support/database.ts'
import { type MadeOrder, madeDays, madeOrders } from '#test/support/made-orders.ts'
import { truncate } from '#test/support/truncate.ts'
import { type FakeOrder, type FakeShopify, fakeKeys, startFakeShopify } from './fake-shopify.ts'

vi.setConfig({ testTimeout: 400_000 }) // whole histories are pulled through faults and rate limits

const { db } = await testDatabase()
const timeZone = 'America/New_York'
const begun = new Date('2026-03-30T20:00:00Z')
const made: readonly MadeOrder[] = madeOrders(begun, 80, timeZone).filter(order => order.state !== 'PENDING')
let fake: FakeShopify
let parts: SyncParts
let clock: Date
let said: string[]

beforeEach(async () => {
  await truncate(
    db,
    'connections, connection_stores, feed_states, pulls, order_ledger, day_coverage, call_budgets, raw_answers, vault, stores, sources, metric_day, dirty_days restart identity cascade',
  )
  clock = begun
  said = []
  fake = await startFakeShopify(() => clock)
  fake.orders = made.map(orderOf)
  const log = (fields: object, sentence: string) => said.push(`${JSON.stringify(fields)} ${sentence}`)
  const own = ['orders', 'costs']
  const feeds = shopify.feeds.filter(feed => own.includes(feed.id))
  const budgets = shopify.budgets.map(budget => ({ ...budget, perSecond: 1_000 }))
  parts = {
    db,
    connectors: [{ ...shopify, feeds, budgets }],
    env: { SHOPIFY_API_URL: fake.url },
    secretKey: 'a secret key of thirty-two characters',
    now: () => clock,
    log: { info: log, error: log },
  }
})

afterEach(() => fake.close())

function orderOf(order: MadeOrder): FakeOrder {
  return {
    id: `gid://shopify/Order/${order.id}`,
    created: order.placed,
    updated: order.changed,
    cancelled: order.state === 'CANCELLED' ? order.changed : null,
    lines: order.lines.map((line, row) => ({ ...line, cents: line.cents ?? 0, id: `${order.id}/${row}`, cost: 100 })),
    refunds: [],
  }
}

function shellWith(keys: object) {
  return { out: (line: string) => said.push(line), input: Readable.from([JSON.stringify(keys)]) }
}

function connect() {
  return connectFromShell(parts, ['shopify', '--keys', '-', '--since', '2026-01-01', '--yes'], shellWith(fakeKeys))
}

function wait() {
  return waitFromShell(parts, ['--minutes', '4'], shellWith({}))
}

async function storedDays(feed: string, sku = '') {
  const rows =
    await db.execute(sql`select f.day::text as day, f.m from metric_day f join sources s on s.id = f.source_id
    where f.sku = ${sku} and s.key = ${`shopify/${feed}`} order by f.day`)
  return rows.map(row => ({ day: String(row.day), m: row.m as Record<string, number> }))
}

async function storedSums() {
  const days = (await storedDays('orders')).map(({ day, m }) => {
    const { gross_sales: gross, cancelled_sales: cancelled, net_sales: net, orders, units } = m
    return [day, { gross, cancelled, net, orders, units }] as const
  })
  return days.filter(([, sums]) => Object.values(sums).some(value => value !== 0))
}

function expected(orders: readonly MadeOrder[] = made) {
  const days = [...madeDays(orders, timeZone)].sort(([a], [b]) => a.localeCompare(b))
  return days.filter(([, sums]) => Object.values(sums).some(value => value !== 0))
}

describe('Shopify from end to end', () => {
  it('tells every local day to the cent, history by bulk operations that run one after the other', async () => {
    await connect()
    expect(await wait()).toBe(true)

    expect(await storedSums()).toEqual(expected())
    expect(fake.complaints).toEqual([])
    expect(fake.asked.filter(name => name === 'bulkRunQuery').length).toBeGreaterThan(1)
    const units = expected().reduce((sum, [, day]) => sum + day.units, 0)
    const costs = (await storedDays('costs')).reduce((sum, { m }) => sum + (m.cogs ?? 0), 0)
    expect(costs).toBe(units * 100)
    const pages = Math.ceil(new Set(fake.orders.flatMap(order => order.lines.map(({ sku }) => sku))).size / 2)
    const pulls = await db.execute(sql`select id from pulls where feed = 'costs'`)
    const asked = fake.asked.filter(name => name === 'unitCostsQuery').length
    expect(pulls.length).toBeGreaterThan(2)
    expect(asked).toBeLessThan(pulls.length * pages)
    clock = new Date(clock.getTime() + 61 * 60_000)
    await collect(parts, AbortSignal.timeout(60_000))
    expect(fake.asked.filter(name => name === 'unitCostsQuery').length).toBe(asked)
  })

  it('tells costs by line where items cannot be listed', async () => {
    fake.lists = false
    await connect()
    expect(await wait()).toBe(true)

    const units = expected().reduce((sum, [, day]) => sum + day.units, 0)
    expect((await storedDays('costs')).reduce((sum, { m }) => sum + (m.cogs ?? 0), 0)).toBe(units * 100)
  })

  it.each([
    ['holds fewer objects than it says', { cut: 3 }],
    ['is cut in the middle of an object', { torn: true }],
    ['ends as failed', { status: 'FAILED' }],
  ])(
    'loses nothing when the file of a bulk operation %s',
    async (_name, how: { cut?: number; torn?: boolean; status?: string }) => {
      fake.bulk = right => ({
        ...right,
        lines: right.lines.slice(how.cut ?? 0).map((row, index) => (how.torn && index === 5 ? row.slice(0, 40) : row)),
        status: how.status ?? right.status,
      })

      await connect()
      expect(await wait()).toBe(true)

      expect(await storedSums()).toEqual(expected())
    },
  )

  it('fetches each file once, and asks in parts for days whose file would be too large', async () => {
    fake.orders = fake.orders.map((order, index) => ({
      ...order,
      refunds:
        index % 9 === 4 ? [{ id: `r${index}`, at: order.updated, line: order.lines[0]?.id ?? '', cents: 11 }] : [],
    }))
    const most = 30
    fake.bytesOf = lines => (lines.length / most) * 16 * 1_048_576 // as if few lines were all that can be held

    await connect()
    expect(await wait()).toBe(true)

    expect(await storedSums()).toEqual(expected())
    const refunds = (await storedDays('orders')).reduce((sum, { m }) => sum + (m.refunds_amount ?? 0), 0)
    const recent = (order: FakeOrder) => order.created >= '2026-01-01T05:00:00Z'
    expect(refunds).toBe(fake.orders.filter(recent).flatMap(order => order.refunds).length * 11)
    expect(fake.fetched.length).toBeGreaterThan(3)
    expect(new Set(fake.fetched).size).toBe(fake.fetched.length)
  })

  it('waits for query points inside HTTP 200, and for faults of the shop', async () => {
    await connect()
    fake.points = 25
    let calls = 0
    fake.disturb = () => (++calls % 5 === 0 ? { status: [429, 500, 502][calls % 3] ?? 500, body: '<html>' } : null)

    expect(await wait()).toBe(true)

    expect(await storedSums()).toEqual(expected())
  })

  it('without read_all_orders fetches 60 days, says so, and writes no zeros for what it may not see', async () => {
    clock = new Date() // what is not permitted rests by the clock of the database
    const recent = madeOrders(clock, 80, timeZone).filter(order => order.state !== 'PENDING')
    fake.orders = recent.map(orderOf)
    fake.scopes = ['read_orders']

    await connectFromShell(parts, ['shopify', '--keys', '-', '--since', '4m', '--yes'], shellWith(fakeKeys))
    await wait()

    expect(said.join('\n')).toMatch(/Without the permission read_all_orders.*60 days/)
    const days = (await storedDays('orders')).map(({ day }) => day)
    const edge = new Date(clock.getTime() - 61 * 86_400_000).toLocaleDateString('en-CA', { timeZone })
    expect(days.every(day => day > edge)).toBe(true)
    expect(days.length).toBe(60)
  })

  it('puts a refund of an old order on its own day, found through the order that changed', async () => {
    await connect()
    await wait()
    const at = new Date(clock.getTime() + 60_000).toISOString()
    fake.orders = fake.orders.map((order, index) => {
      if (index !== 40) return order
      return { ...order, updated: at, refunds: [{ id: 'r1', at, line: order.lines[0]?.id ?? '', cents: 321 }] }
    })

    clock = new Date(clock.getTime() + 20 * 60_000)
    await collect(parts, AbortSignal.timeout(60_000))

    const refunds = (await storedDays('orders')).filter(({ m }) => m.refunds_amount !== 0)
    expect(refunds).toMatchObject([{ day: '2026-03-30', m: { refunds_amount: 321, refunds_count: 1 } }])
    expect(await storedSums()).toEqual(expected())
  })

  it('reads refunds of orders that came by a bulk operation, and leaves tests out', async () => {
    fake.orders = fake.orders.map((order, index) => {
      if (index === 12) return { ...order, test: true }
      if (index !== 10) return order
      return {
        ...order,
        refunds: [{ id: 'r1', at: '2026-03-03T15:00:00Z', line: order.lines[0]?.id ?? '', cents: 77 }],
      }
    })

    await connect()
    await wait()

    const refunds = (await storedDays('orders')).filter(({ m }) => m.refunds_amount !== 0)
    expect(refunds).toMatchObject([{ day: '2026-03-03', m: { refunds_amount: 77 } }])
    expect(await storedSums()).toEqual(expected(made.filter((_, index) => index !== 12)))
  })
})
