import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ebay } from '#src/connectors/ebay/index.ts'
import { testDatabase } from '#test/support/database.ts'
import { madeOrders } from '#test/support/made-orders.ts'
import { expectedDays, storedSums } from '#test/support/market-days.ts'
import { type MarketRun, startMarketRun } from '#test/support/market-run.ts'
import { type Disturbance, type FakeEbay, fakeKeys, fault, type MadeRefund, startFakeEbay } from './fake-ebay.ts'

vi.setConfig({ testTimeout: 400_000 }) // whole histories are pulled through faults and rate limits

const { db } = await testDatabase()
const timeZone = 'America/Los_Angeles'
const begun = new Date('2026-03-30T20:00:00Z') // its forty days have one of 23 hours
let fake: FakeEbay
let run: MarketRun

beforeEach(async () => {
  fake = await startFakeEbay(madeOrders(begun, 40, timeZone), () => run.clock)
  fake.refunds = refundsFor()
  run = await startMarketRun(db, ebay, addressesOf(fake), begun, ['orders'])
})

afterEach(() => fake.close())

function addressesOf({ url }: FakeEbay) {
  return { EBAY_API_URL: url, EBAY_FINANCES_URL: url }
}

/** Money back for some orders of one line that were shipped, told in each of the ways. */
function refundsFor(): readonly MadeRefund[] {
  const shipped = fake.orders.filter(({ state, lines }) => state === 'SHIPPED' && lines.length === 1)
  return shipped
    .filter((_, index) => index % 7 === 3)
    .map(({ id, placed }, index) => ({
      order: id,
      at: new Date(Math.min(Date.parse(placed) + (index + 1) * 86_400_000, begun.getTime() - 60_000)).toISOString(),
      cents: 700 + index,
      by: (['line', 'summary', 'hidden', 'failed'] as const)[index % 4] ?? 'line',
    }))
}

const connect = (keys: object = fakeKeys) => run.connect(keys, '--store', 'Bay Lamps', '--since', '3m')
const stored = async () => storedSums(await run.days('orders'))
const expected = () =>
  expectedDays(
    fake.orders,
    fake.refunds.filter(({ by }) => by !== 'failed'),
    timeZone,
  )

const faults: readonly Disturbance[] = [
  { status: 429, headers: { 'retry-after': '0' }, body: JSON.stringify(fault(2001, 'Too many requests')) },
  { status: 500, body: JSON.stringify(fault(10001, 'System error')) },
  { status: 503, body: '<html><body>Service Unavailable</body></html>' },
  { status: 200, body: '<!doctype html><title>Be right back</title>' },
  { status: 0, reset: true },
]

describe('eBay from end to end', () => {
  it('tells every local day and SKU to the cent, cancelled orders and money back on their days', async () => {
    expect(await connect()).toBe(true)
    expect(await run.wait()).toBe(true)

    expect(fake.orders.length).toBeGreaterThan(250)
    expect(await stored()).toEqual(expected())
    expect(fake.complaints).toEqual([])
    const days = [...(await run.days('orders')).values()]
    const cancelled = fake.orders.filter(({ state }) => state === 'CANCELLED').length
    expect(days.reduce((sum, m) => sum + (m.orders_cancelled_stockout ?? 0), 0)).toBe(cancelled)
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
    const old = fake.orders.findIndex(({ state, lines }) => state === 'SHIPPED' && lines.length === 1)
    fake.orders = fake.orders.map((order, index) =>
      index === old + 9 ? { ...order, state: 'CANCELLED', changed: at } : order,
    )
    fake.refunds = [...fake.refunds, { order: fake.orders[old]?.id ?? '', at, cents: 321, by: 'summary' }]

    await run.laterBy(20)

    expect(await stored()).toEqual(expected())
  })

  it('mints another token when one ends early, and one for every two hours', async () => {
    await connect()
    fake.disturb = (_path, count) => {
      if (count % 4 === 0) fake.expireTokens()
      run.clock = new Date(run.clock.getTime() + 60_000)
      return null
    }

    expect(await run.wait()).toBe(true)

    expect(await stored()).toEqual(expected())
    expect(fake.minted).toBeGreaterThan(2)
  })

  it('is the same store when it is connected again with another grant', async () => {
    await connect()
    await run.wait()
    const before = await stored()
    fake.refreshToken = 'v^1.1#another'

    await connect({ ...fakeKeys, refresh_token: fake.refreshToken })
    await run.wait()
    await run.laterBy(20)

    expect(await stored()).toEqual(before)
    const [row] = await db.execute(sql`select count(*)::int as stores from connection_stores`)
    expect(row?.stores).toBe(1)
  })

  it.each([
    ['grant', { refresh_token: 'gone' }, /did not accept the keys.*invalid_grant.*Nothing was connected/],
    ['secret', { client_secret: 'wrong' }, /did not accept the keys.*invalid_client.*Nothing was connected/],
    ['marketplace', { marketplaces: ['EBAY_JP'] }, /not usable: marketplaces/],
  ])('says what to do about a wrong %s and connects nothing', async (_what, over, words) => {
    await expect(connect({ ...fakeKeys, ...over })).rejects.toThrow(words)

    const [row] = await db.execute(sql`select count(*)::int as stores from stores`)
    expect(row?.stores).toBe(0)
  })

  it('reads what else the account has and says what it does not', async () => {
    const today = new Date()
    run = await startMarketRun(db, ebay, addressesOf(fake), today)
    fake.orders = madeOrders(today, 10, timeZone)
    fake.refunds = []
    fake.extra = ({ path, query }) => {
      if (path !== '/sell/finances/v1/transaction') return null
      const [, from = ''] = /transactionDate:\[(.*?)\.\./.exec(query.get('filter') ?? '') ?? []
      const isLabel = query.get('filter')?.includes('{SHIPPING_LABEL}')
      const one = {
        transactionId: from,
        transactionDate: from,
        bookingEntry: 'DEBIT',
        amount: { value: '4.25', currency: 'USD' },
      }
      return { status: 200, json: { total: 1, transactions: isLabel ? [one] : [] } }
    }

    await connect()
    expect(await run.wait(1)).toBe(true)

    expect(await stored()).toEqual(expected())
    const costs = [...(await run.days('finances')).values()].map(m => m.shipping_cost)
    expect(costs.filter(cost => cost === 425).length).toBeGreaterThan(2)
    const said = run.said.join('\n')
    for (const feed of ['traffic', 'ads']) expect(said).toMatch(new RegExp(`${feed}.*not available`, 'i'))
  })

  it('keeps no person, no token and no secret', async () => {
    await connect()
    await run.wait()

    const tables = ['order_ledger', 'stores', 'connection_stores', 'pulls', 'feed_states', 'connections']
    for (const table of tables) {
      const rows = await db.execute(sql`select to_jsonb(t)::text as row from ${sql.identifier(table)} t`)
      expect(rows.filter(({ row }) => /canary/i.test(String(row)))).toEqual([])
    }
    expect(run.said.filter(line => /canary/i.test(line))).toEqual([])
  })
})
