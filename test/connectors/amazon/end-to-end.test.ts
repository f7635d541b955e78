import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Disturbance, fakeKeys } from '#test/support/amazon/market.ts'
import { visitsOf } from '#test/support/amazon/seller.ts'
import { amazonWorld, storedDays, timeZone, type World } from '#test/support/amazon/world.ts'
import { testDatabase } from '#test/support/database.ts'
import { type MadeOrder, madeDays } from '#test/support/made-orders.ts'
import { everythingKept } from '#test/support/market-run.ts'

vi.setConfig({ testTimeout: 400_000 }) // whole histories are pulled through faults and rate limits

const { db } = await testDatabase()
let world: World

beforeEach(async () => {
  world = await amazonWorld(db)
})

afterEach(() => world.fake.close())

/** The days as the service has them, in the words of the generator; days without orders are left out. */
async function storedSums() {
  const days = (await storedDays(db, 'orders')).map(({ day, m }) => {
    const sums = {
      gross: m.gross_sales,
      cancelled: m.cancelled_sales,
      net: m.net_sales,
      orders: m.orders,
      units: m.units,
    }
    return [day, sums] as const
  })
  return days.filter(([, sums]) => Object.values(sums).some(value => value !== 0))
}

function expected(orders: readonly MadeOrder[] = world.fake.orders) {
  return [...madeDays(orders, timeZone)].sort(([a], [b]) => a.localeCompare(b))
}

const quota: Disturbance = {
  status: 429,
  headers: { 'retry-after': '1' },
  body: '{"errors":[{"code":"QuotaExceeded","message":"You exceeded your quota"}]}',
}
const broken: Disturbance = { status: 500, body: '{"errors":[{"code":"InternalFailure","message":"Sorry"}]}' }
const gateway: Disturbance = { status: 503, body: '<html><body>Service Unavailable</body></html>' }
const page: Disturbance = { status: 200, body: '<!doctype html><title>Be right back</title>' }

describe('Amazon from end to end', () => {
  it('tells every local day to the cent, both sides of midnight and of the change of the clocks', async () => {
    expect(await world.connect()).toBe(true)
    expect(await world.wait()).toBe(true)

    expect(world.fake.orders.length).toBeGreaterThan(250)
    expect(await storedSums()).toEqual(expected())
    expect(world.fake.complaints).toEqual([])
    expect(world.said.join('\n')).toMatch(/Pebble Goods[\s\S]*2026-03-29/)
  })

  it('tells visits of the days that are counted', async () => {
    await world.connect()
    await world.wait()

    const days = await storedDays(db, 'traffic')
    expect(days.at(-1)?.day).toBe('2026-03-27')
    for (const { day, m } of days) {
      const { sessions, pageViews } = visitsOf(day)
      expect(m).toMatchObject({ sessions, page_views: pageViews })
    }
  })

  it.each([4, 5, 7])('ends the same when every %i. call is refused, broken or a page', async every => {
    await world.connect()
    let calls = 0
    world.fake.disturb = () => {
      calls += 1
      return calls % every === 0 ? ([quota, broken, gateway, page][(calls / every) % 4] ?? null) : null
    }

    expect(await world.wait()).toBe(true)

    expect(await storedSums()).toEqual(expected())
  })

  it('connects although the marketplace is busy at first', async () => {
    let calls = 0
    world.fake.disturb = () => [quota, gateway, null, quota][calls++] ?? null

    expect(await world.connect()).toBe(true)
  })

  it('changes nothing when it runs again, is connected again, or gets another grant of the same account', async () => {
    await world.connect()
    await world.wait()
    const before = [await storedDays(db, 'orders'), await storedDays(db, 'traffic')]

    await world.laterBy(20)
    await world.connect()
    await world.wait()
    world.fake.refreshToken = 'Atzr|Canary-Refresh-2'
    await world.connect({ ...fakeKeys, refresh_token: world.fake.refreshToken })
    await world.wait()
    await world.laterBy(20)

    expect([await storedDays(db, 'orders'), await storedDays(db, 'traffic')]).toEqual(before)
    const [row] = await db.execute(sql`select count(*)::int as stores from stores`)
    expect(row?.stores).toBe(1)
  })

  it('puts a late cancellation and a price that was not told onto the day of the order', async () => {
    await world.connect()
    await world.wait()
    const changed = new Date(world.now().getTime() + 60_000).toISOString()
    const old = world.fake.orders.findIndex(order => order.state === 'SHIPPED')
    world.fake.orders = world.fake.orders.map((order, index) => {
      if (index === old) return { ...order, state: 'CANCELLED', changed }
      if (order.state !== 'PENDING') return order
      return { ...order, state: 'SHIPPED', changed, lines: order.lines.map(line => ({ ...line, cents: 1_999 })) }
    })

    await world.laterBy(20)

    expect(await storedSums()).toEqual(expected())
  })

  it('mints another token when the one it has is refused early', async () => {
    await world.connect()
    world.fake.expireTokens()

    expect(await world.wait()).toBe(true)

    const [row] = await db.execute(
      sql`select count(*)::int as bad from feed_states where error is not null and feed <> 'ads'`,
    )
    expect(row?.bad).toBe(0)
  })

  it.each([
    [
      'grant',
      { refresh_token: 'Atzr|Canary-Wrong' },
      /did not accept the keys.*invalid_grant.*Nothing was connected.*README/,
    ],
    [
      'secret',
      { client_secret: 'Canary-Wrong' },
      /did not accept the keys.*invalid_client.*Nothing was connected.*README/,
    ],
    ['region', { region: 'mars' }, /not usable: region/],
  ])('says what to do about a wrong %s and connects nothing', async (_what, over, words) => {
    await expect(world.connect({ ...fakeKeys, ...over })).rejects.toThrow(words)

    const [row] = await db.execute(sql`select count(*)::int as stores from stores`)
    expect(row?.stores).toBe(0)
    expect((await everythingKept(db)).split('\n').filter(line => line.includes('Canary'))).toEqual([])
  })

  it('says that the marketplace does not answer, not that the keys are wrong', async () => {
    world.fake.disturb = path => (path === '/auth/o2/token' ? null : { ...quota, headers: { 'retry-after': '600' } })

    await expect(world.connect()).rejects.toThrow(/could not be asked.*429.*try again in 600 seconds/)
  })

  it('keeps no token, no secret and no person, and says none', async () => {
    await world.connect()
    world.fake.disturb = path => (path.startsWith('/reports') && world.fake.calls.length % 5 === 0 ? broken : null)
    await world.wait()

    const found = `${await everythingKept(db)}\n${world.said.join('\n')}`
      .split('\n')
      .filter(line => /canary/i.test(line))
    expect(found).toEqual([])
  })
})
