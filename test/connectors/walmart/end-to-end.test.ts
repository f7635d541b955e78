import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { walmart } from '#src/connectors/walmart/index.ts'
import { testDatabase } from '#test/support/database.ts'
import { type MadeOrder, madeOrders } from '#test/support/made-orders.ts'
import { expectedDays, storedSums } from '#test/support/market-days.ts'
import { type MarketRun, startMarketRun } from '#test/support/market-run.ts'
import { type Disturbance, type FakeWalmart, fakeKeys, type MadeRefund, startFakeWalmart } from './fake-walmart.ts'

vi.setConfig({ testTimeout: 400_000 }) // whole histories are pulled through faults and rate limits

const { db } = await testDatabase()
const timeZone = 'America/Los_Angeles'
const begun = new Date('2026-03-30T20:00:00Z') // its forty days have one of 23 hours
let fake: FakeWalmart
let run: MarketRun

beforeEach(async () => {
  fake = await startFakeWalmart(madeOrders(begun, 40, timeZone), () => run.clock)
  fake.refunds = refundsFor(begun)
  run = await startMarketRun(db, walmart, { WALMART_API_URL: fake.url }, begun, ['orders', 'returns'])
})

afterEach(() => fake.close())

/** Money back for some orders that were shipped, told in each of the ways. */
function refundsFor(now: Date): readonly MadeRefund[] {
  const shipped = fake.orders.filter(({ state }) => state === 'SHIPPED')
  return shipped
    .filter((_, index) => index % 23 === 3)
    .map(({ id, placed }, index) => ({
      order: id,
      at: new Date(Math.min(Date.parse(placed) + (index + 1) * 86_400_000, now.getTime() - 60_000)).toISOString(),
      cents: 700 + index,
      by: (['return', 'order', 'both'] as const)[index % 3] ?? 'both',
      reason: ['DAMAGED', 'WRONG_SIZE/POOR_FIT', 'SOMETHING_NEW'][index % 3] ?? '',
    }))
}

/** `since` reaches further back than the forty days of orders where something happens before them. */
const connect = (keys: object = fakeKeys, since = '2m') => run.connect(keys, '--store', 'Wal Lamps', '--since', since)
const stored = async () => storedSums(await run.days('orders'))
const expected = () => expectedDays(fake.orders, fake.refunds, timeZone)

const faults: readonly Disturbance[] = [
  { status: 429, headers: { 'retry-after': '0' }, body: '{"error":[{"code":"REQUEST_THRESHOLD_VIOLATED"}]}' },
  { status: 500, body: '{"errors":[{"code":"SYSTEM_ERROR.GMP_GATEWAY_API"}]}' },
  { status: 503, body: '<html><body>Service Unavailable</body></html>' },
  { status: 200, body: '<!doctype html><title>Be right back</title>' },
  { status: 0, reset: true },
]

describe('Walmart from end to end', () => {
  it('tells every local day and SKU to the cent, from all warehouses, with money back on its day', async () => {
    expect(await connect(fakeKeys, '24m')).toBe(true)
    expect(await run.wait()).toBe(true)

    expect(fake.orders.length).toBeGreaterThan(250)
    expect(await stored()).toEqual(expected())
    expect(fake.complaints).toEqual([])
    expect(run.said.join('\n')).toMatch(/Wal Lamps/)
  })

  it.each([1, 2])('ends the same when three of ten calls fail and pages move (run %i)', async seed => {
    await connect()
    fake.moving = true
    fake.disturb = (_path, count) =>
      (count * 7919 + seed * 31) % 10 < 3 ? (faults[count % faults.length] ?? null) : null

    expect(await run.wait()).toBe(true)

    expect(await stored()).toEqual(expected())
    expect(fake.complaints).toEqual([])
  })

  it('puts late changes and a refund of a forty-day-old order on their days', async () => {
    await connect()
    await run.wait()
    const at = new Date(begun.getTime() + 300_000).toISOString()
    const old = fake.orders.findIndex(({ state }) => state === 'SHIPPED')
    fake.orders = fake.orders.map((order, index) =>
      index === old + 9 ? { ...order, state: 'CANCELLED', changed: at } : order,
    )
    fake.refunds = [...fake.refunds, { order: fake.orders[old]?.id ?? '', at, cents: 321, by: 'return' }]

    await run.laterBy(20)
    await run.laterBy(20)

    expect(await stored()).toEqual(expected())
  })

  it.each([
    ['a return', 'return', 40, 1],
    ['a return', 'return', 170, 1],
    ['an order that says that it changed', 'order', 170, 1],
    ['an order that does not', 'silent', 40, 2],
    ['an order that does not', 'silent', 170, 9],
  ] as const)('puts money back that %s tells (%s) after %i days on its own day, within %i nights', async (...row) => {
    const [, by, age, nights] = row
    const old = { ...madeOrders(begun, 2, timeZone)[0], id: 'OLD', state: 'SHIPPED' } as MadeOrder
    const placed = new Date(begun.getTime() - age * 86_400_000).toISOString()
    fake.orders = [{ ...old, placed, changed: placed }, ...fake.orders.slice(1)]
    await connect(fakeKeys, age > 40 ? '24m' : '2m')
    await run.wait()
    const at = new Date(begun.getTime() + 300_000).toISOString()
    fake.refunds = [...fake.refunds, { order: 'OLD', at, cents: 4_321, by: by === 'silent' ? 'order' : by }]
    if (by === 'order') fake.orders = fake.orders.map(one => (one.id === 'OLD' ? { ...one, changed: at } : one))

    for (let hours = 0; hours < nights * 24; hours += 12) await run.laterBy(12 * 60)

    expect(await stored()).toEqual(expected())
    expect(fake.complaints).toEqual([])
  })

  it('finds money back for a return that was asked for before any day that is told', async () => {
    const at = new Date(begun.getTime() - 170 * 86_400_000).toISOString()
    const asked = new Date(begun.getTime() - 200 * 86_400_000).toISOString()
    fake.refunds = [{ order: 'GONE', at, asked, cents: 4_321, by: 'return' }]

    await connect(fakeKeys, '24m')
    await run.wait()

    const day = new Date(at).toLocaleDateString('en-CA', { timeZone })
    expect((await run.days('orders')).get(`${day} `)).toMatchObject({ refunds_amount: 4_321, refunds_count: 1 })
  })

  it('counts money once when a return tells later what the order told first', async () => {
    await connect()
    await run.wait()
    const at = new Date(begun.getTime() + 86_400_000).toISOString()
    const told = fake.refunds.findIndex(({ by }) => by === 'order')
    fake.refunds = fake.refunds.map((refund, index) => (index === told ? { ...refund, by: 'return', at } : refund))

    await run.laterBy(26 * 60)
    await run.laterBy(20)

    expect(await stored()).toEqual(expected())
  })

  it('mints another token when one ends early and before the quarter of an hour is over', async () => {
    await connect()
    fake.disturb = (_path, count) => {
      if (count % 6 === 0) fake.expireTokens()
      run.clock = new Date(run.clock.getTime() + 20_000)
      return null
    }

    expect(await run.wait()).toBe(true)

    expect(await stored()).toEqual(expected())
    expect(fake.minted).toBeGreaterThan(3)
  })

  it('tells reasons of returns by the day they were asked for', async () => {
    await connect()
    await run.wait()

    const days = await run.days('returns')
    for (const { order, at, by, reason } of fake.refunds.filter(one => one.by !== 'order')) {
      const day = new Date(at).toLocaleDateString('en-CA', { timeZone })
      const measure = { DAMAGED: 'damaged', 'WRONG_SIZE/POOR_FIT': 'size' }[reason ?? ''] ?? 'other'
      const sku = fake.orders.find(({ id }) => id === order)?.lines[0]?.sku
      expect(days.get(`${day} ${sku}`)?.[`returns_reason_${measure}`], `${by} ${at}`).toBeGreaterThanOrEqual(1)
    }
    expect([...days].filter(([key]) => key.endsWith(' ')).reduce((sum, [, m]) => sum + (m.returns_units ?? 0), 0)).toBe(
      fake.refunds.filter(one => one.by !== 'order').length,
    )
  })

  it('goes on without returns where the key may not read them', async () => {
    run.clock = new Date() // a refused feed pauses for a day of the database's clock
    fake.orders = madeOrders(run.clock, 40, timeZone)
    fake.refunds = refundsFor(run.clock).filter(({ by }) => by !== 'return')
    fake.forbidden.add('/v3/returns')
    await connect()
    await run.wait(0.3)

    expect(await stored()).toEqual(expectedDays(fake.orders, fake.refunds, timeZone))
  })

  it.each([
    ['client', { client_id: 'nobody' }],
    ['secret', { client_secret: 'wrong' }],
  ])('says what to do about a wrong %s and connects nothing', async (_what, over) => {
    await expect(connect({ ...fakeKeys, ...over })).rejects.toThrow(/did not accept the keys.*Nothing was connected/)

    const [row] = await db.execute(sql`select count(*)::int as stores from stores`)
    expect(row?.stores).toBe(0)
  })

  it('keeps no person, no token and no secret', async () => {
    await connect()
    await run.wait()

    const tables = ['order_ledger', 'stores', 'connection_stores', 'pulls', 'feed_states', 'connections']
    for (const table of tables) {
      const rows = await db.execute(sql`select to_jsonb(t)::text as row from ${sql.identifier(table)} t`)
      expect(rows.filter(({ row }) => /canary|5550100/i.test(String(row)))).toEqual([])
    }
    expect(run.said.filter(line => /canary/i.test(line))).toEqual([])
  })
})
