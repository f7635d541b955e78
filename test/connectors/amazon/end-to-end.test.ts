import { Readable } from 'node:stream'
import { gunzipSync } from 'node:zlib'
import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { amazon } from '#src/connectors/amazon/index.ts'
import { collect, connectFromShell, type SyncParts, waitFromShell } from '#src/features/sync/index.ts'
import { testDatabase } from '#test/support/database.ts'
import { type Disturbance, type FakeAmazon, fakeKeys, startFakeAmazon, visitsOf } from '#test/support/fake-amazon.ts'
import { type MadeOrder, madeDays, madeOrders } from '#test/support/made-orders.ts'

const { db } = await testDatabase()
const timeZone = 'America/Los_Angeles'
const begun = new Date('2026-03-30T20:00:00Z') // its forty days have one of 23 hours
let fake: FakeAmazon
let parts: SyncParts
let clock: Date
let said: string[]

beforeEach(async () => {
  await db.execute(sql`truncate connections, connection_stores, feed_states, pulls, order_ledger, day_coverage,
    call_budgets, raw_answers, vault, stores, sources, metric_day, dirty_days restart identity cascade`)
  clock = begun
  said = []
  fake = await startFakeAmazon(madeOrders(begun, 40, timeZone), () => clock)
  const log = (fields: object, sentence: string) => said.push(`${JSON.stringify(fields)} ${sentence}`)
  parts = {
    db,
    connectors: [{ ...amazon, budgets: amazon.budgets.map(budget => ({ ...budget, perSecond: 1_000 })) }],
    env: { AMAZON_API_URL: fake.url, AMAZON_LWA_URL: fake.url },
    secretKey: 'a secret key of thirty-two characters',
    now: () => clock,
    log: { info: log, error: log },
    pause: async () => {},
  }
})

afterEach(() => fake.close())

function shellWith(keys: object) {
  return { out: (line: string) => said.push(line), input: Readable.from([JSON.stringify(keys)]) }
}

function connect(keys: object = fakeKeys) {
  return connectFromShell(parts, ['amazon', '--keys', '-', '--since', '2m', '--yes'], shellWith(keys))
}

function wait() {
  return waitFromShell(parts, ['--minutes', '0.5'], shellWith({}))
}

/** Some time later the service looks for what changed. */
async function laterBy(minutes: number): Promise<void> {
  clock = new Date(clock.getTime() + minutes * 60_000)
  await collect(parts, AbortSignal.timeout(60_000))
}

async function storedDays(feed: string) {
  const rows =
    await db.execute(sql`select f.day::text as day, f.m from metric_day f join sources s on s.id = f.source_id
    where f.sku = '' and s.key = ${`amazon/${feed}`} order by f.day`)
  return rows.map(row => ({ day: String(row.day), m: row.m as Record<string, number> }))
}

/** The days as the service has them, in the words of the generator; days without orders are left out. */
async function storedSums() {
  const days = (await storedDays('orders')).map(({ day, m }) => {
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

function expected(orders: readonly MadeOrder[] = fake.orders) {
  return [...madeDays(orders, timeZone)].sort(([a], [b]) => a.localeCompare(b))
}

/** All rows of all tables, sealed ones as they lie there, kept answers unpacked. */
async function dump(): Promise<string> {
  const tables = await db.execute(sql`select tablename from pg_tables where schemaname in ('public', 'pgboss')`)
  const texts: string[] = []
  for (const { tablename } of tables) {
    const rows = await db.execute(sql`select to_jsonb(t)::text as row from ${sql.identifier(String(tablename))} t`)
    texts.push(...rows.map(({ row }) => String(row)))
  }
  const kept = await db.execute<{ body: Uint8Array }>(sql`select body from raw_answers`)
  const sealed = await db.execute(sql`select encode(sealed, 'escape') as text from vault`)
  return [...texts, ...kept.map(({ body }) => gunzipSync(body).toString()), ...sealed.map(({ text }) => text)].join(
    '\n',
  )
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
    expect(await connect()).toBe(true)
    expect(await wait()).toBe(true)

    expect(fake.orders.length).toBeGreaterThan(250)
    expect(await storedSums()).toEqual(expected())
    expect(fake.complaints).toEqual([])
    expect(said.join('\n')).toMatch(/Pebble Goods[\s\S]*2026-03-29/)
  })

  it('tells visits of the days that are counted', async () => {
    await connect()
    await wait()

    const days = await storedDays('traffic')
    expect(days.at(-1)?.day).toBe('2026-03-27')
    for (const { day, m } of days) {
      const { sessions, pageViews } = visitsOf(day)
      expect(m).toMatchObject({ sessions, page_views: pageViews })
    }
  })

  it.each([4, 5, 7])('ends the same when every %i. call is refused, broken or a page', async every => {
    await connect()
    let calls = 0
    fake.disturb = () => {
      calls += 1
      return calls % every === 0 ? ([quota, broken, gateway, page][(calls / every) % 4] ?? null) : null
    }

    expect(await wait()).toBe(true)

    expect(await storedSums()).toEqual(expected())
  })

  it('connects although the marketplace is busy at first', async () => {
    let calls = 0
    fake.disturb = () => [quota, gateway, null, quota][calls++] ?? null

    expect(await connect()).toBe(true)
  })

  it('changes nothing when it runs again, is connected again, or gets another grant of the same account', async () => {
    await connect()
    await wait()
    const before = [await storedDays('orders'), await storedDays('traffic')]

    await laterBy(20)
    await connect()
    await wait()
    fake.refreshToken = 'Atzr|Canary-Refresh-2'
    await connect({ ...fakeKeys, refresh_token: fake.refreshToken })
    await wait()
    await laterBy(20)

    expect([await storedDays('orders'), await storedDays('traffic')]).toEqual(before)
    const [row] = await db.execute(sql`select count(*)::int as stores from stores`)
    expect(row?.stores).toBe(1)
  })

  it('puts a late cancellation and a price that was not told onto the day of the order', async () => {
    await connect()
    await wait()
    const changed = new Date(clock.getTime() + 60_000).toISOString()
    const old = fake.orders.findIndex(order => order.state === 'SHIPPED')
    fake.orders = fake.orders.map((order, index) => {
      if (index === old) return { ...order, state: 'CANCELLED', changed }
      if (order.state !== 'PENDING') return order
      return { ...order, state: 'SHIPPED', changed, lines: order.lines.map(line => ({ ...line, cents: 1_999 })) }
    })

    await laterBy(20)

    expect(await storedSums()).toEqual(expected())
  })

  it('mints another token when the one it has is refused early', async () => {
    await connect()
    fake.expireTokens()

    expect(await wait()).toBe(true)

    const [row] = await db.execute(sql`select count(*)::int as bad from feed_states where error is not null`)
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
    ['region', { region: 'mars' }, /keys are not complete: region/],
  ])('says what to do about a wrong %s and connects nothing', async (_what, over, words) => {
    await expect(connect({ ...fakeKeys, ...over })).rejects.toThrow(words)

    const [row] = await db.execute(sql`select count(*)::int as stores from stores`)
    expect(row?.stores).toBe(0)
    expect((await dump()).split('\n').filter(line => line.includes('Canary'))).toEqual([])
  })

  it('says that the marketplace does not answer, not that the keys are wrong', async () => {
    fake.disturb = path => (path === '/auth/o2/token' ? null : { ...quota, headers: { 'retry-after': '600' } })

    await expect(connect()).rejects.toThrow(/could not be asked.*429.*try again in 600 seconds/)
  })

  it('keeps no token, no secret and no person, and says none', async () => {
    await connect()
    fake.disturb = path => (path.startsWith('/reports') && fake.calls.length % 5 === 0 ? broken : null)
    await wait()

    const found = `${await dump()}\n${said.join('\n')}`.split('\n').filter(line => /canary/i.test(line))
    expect(found).toEqual([])
  })
})
