import { Readable } from 'node:stream'
import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { tiktok } from '#src/connectors/tiktok/index.ts'
import { collect, connectFromShell, type SyncParts, waitFromShell } from '#src/features/sync/index.ts'
import { testDatabase } from '#test/support/database.ts'
import { type MadeOrder, madeDays, madeOrders } from '#test/support/made-orders.ts'
import { everythingKept } from '#test/support/market-run.ts'
import { truncate } from '#test/support/truncate.ts'
import { type Disturbance, type FakeTiktok, fakeKeys, startFakeTiktok } from './fake-tiktok.ts'
import { tiktokOrder, tiktokReturn } from './made-tiktok.ts'

vi.setConfig({ testTimeout: 400_000 }) // whole histories are pulled through faults and rate limits

const { db } = await testDatabase()
const timeZone = 'America/Los_Angeles'
const begun = new Date('2026-03-30T20:00:00Z') // its forty days have one of 23 hours
const made: readonly MadeOrder[] = madeOrders(begun, 40, timeZone).filter(order => order.state !== 'PENDING')
let fake: FakeTiktok
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
  fake = await startFakeTiktok(() => clock)
  fake.orders = made.map(tiktokOrder)
  const log = (fields: object, sentence: string) => said.push(`${JSON.stringify(fields)} ${sentence}`)
  parts = {
    db,
    connectors: [{ ...tiktok, budgets: tiktok.budgets.map(budget => ({ ...budget, perSecond: 1_000 })) }],
    env: { TIKTOK_API_URL: fake.url, TIKTOK_AUTH_URL: fake.url, TIKTOK_ADS_URL: fake.url },
    secretKey: 'a secret key of thirty-two characters',
    now: () => clock,
    log: { info: log, error: log },
  }
})

afterEach(() => fake.close())

function shellWith(keys: object) {
  return { out: (line: string) => said.push(line), input: Readable.from([JSON.stringify(keys)]) }
}

function connect(keys: object = fakeKeys) {
  return connectFromShell(parts, ['tiktok', '--keys', '-', '--since', '2m', '--yes'], shellWith(keys))
}

function wait() {
  return waitFromShell(parts, ['--minutes', '3'], shellWith({}))
}

async function laterBy(minutes: number): Promise<void> {
  clock = new Date(clock.getTime() + minutes * 60_000)
  await collect(parts, AbortSignal.timeout(60_000))
}

async function storedDays(feed: string, sku = '') {
  const rows =
    await db.execute(sql`select f.day::text as day, f.m from metric_day f join sources s on s.id = f.source_id
    where f.sku = ${sku} and s.key = ${`tiktok/${feed}`} order by f.day`)
  return rows.map(row => ({ day: String(row.day), m: row.m as Record<string, number> }))
}

/** The days as the service has them, in the words of the generator; days without orders are left out. */
async function storedSums(sku = '') {
  const days = (await storedDays('orders', sku)).map(({ day, m }) => {
    const sums = {
      gross: m.gross_sales ?? 0,
      cancelled: m.cancelled_sales ?? 0,
      net: m.net_sales ?? 0,
      orders: m.orders ?? 0,
      units: m.units ?? 0,
    }
    return [day, sums] as const
  })
  return days.filter(([, sums]) => Object.values(sums).some(value => value !== 0))
}

function expected(orders: readonly MadeOrder[] = made) {
  const days = [...madeDays(orders, timeZone)].sort(([a], [b]) => a.localeCompare(b))
  return days.filter(([, sums]) => Object.values(sums).some(value => value !== 0))
}

/** The orders as far as they are about one product. */
function ofSku(sku: string): readonly MadeOrder[] {
  const own = made.map(order => ({ ...order, lines: order.lines.filter(line => line.sku === sku) }))
  return own.filter(order => order.lines.length > 0)
}

const tooMany: Disturbance = { status: 429, headers: { 'retry-after': '0' }, body: '{"code":36009002}' }
const inside: Disturbance = { status: 200, body: '{"code":36009002,"message":"Too many requests"}' }
const broken: Disturbance = { status: 500, body: '{"code":36009003,"message":"Internal error"}' }
const gateway: Disturbance = { status: 502, body: '<html><body>Bad Gateway</body></html>' }
const page: Disturbance = { status: 200, body: '<!doctype html><title>Be right back</title>' }

describe('TikTok Shop from end to end', () => {
  it('tells every local day to the cent, per shop and product, both sides of midnight', async () => {
    expect(await connect()).toBe(true)
    expect(await wait()).toBe(true)

    expect(made.length).toBeGreaterThan(250)
    expect(await storedSums()).toEqual(expected())
    for (const sku of ['SKU-0', 'SKU-3']) expect(await storedSums(sku)).toEqual(expected(ofSku(sku)))
    expect(fake.complaints).toEqual([])
    expect(said.join('\n')).toMatch(
      /Connected Pebble Live \(pebble-live\): 7494049642642441621, USD, America\/Los_Angeles/,
    )
  })

  it('goes on with orders where the shop may see nothing else', async () => {
    clock = new Date() // a feed that is not offered rests for a day by the clock of the database
    const recent = madeOrders(clock, 5, timeZone).filter(order => order.state !== 'PENDING')
    fake.orders = recent.map(tiktokOrder)
    fake.others.clear()
    fake.cancellations = null

    await connect()
    expect(await wait()).toBe(true)

    expect(await storedSums()).toEqual(expected(recent))
    const rows = await db.execute(sql`select feed from feed_states where error_kind = 'unavailable' order by feed`)
    expect(rows.map(row => row.feed)).toEqual([
      'ads',
      'affiliate',
      'creators',
      'fees',
      'live',
      'products',
      'stock',
      'traffic',
    ])
  })

  it('keeps ids that no number can hold', async () => {
    await connect()
    await wait()

    const rows = await db.execute(sql`select distinct order_id from order_ledger`)
    const ids = new Set(rows.map(row => String(row.order_id)))
    expect(ids).toEqual(new Set(fake.orders.map(order => (order as unknown as { id: string }).id)))
  })

  it.each([3, 4, 5])('ends the same when every %i. call is refused, broken, cut off or a page', async every => {
    await connect()
    let calls = 0
    fake.disturb = () => {
      calls += 1
      const kinds = [tooMany, broken, gateway, inside, page, 'reset'] as const
      return calls % every === 0 ? (kinds[(calls / every) % kinds.length] ?? null) : null
    }

    expect(await wait()).toBe(true)

    expect(await storedSums()).toEqual(expected())
  })

  it('changes nothing when it runs again, is connected again, or gets another grant of the same account', async () => {
    await connect()
    await wait()
    const before = await storedDays('orders')

    await laterBy(20)
    await connect()
    await wait()
    await connect({ ...fakeKeys, refresh_token: fake.refreshToken })
    await wait()
    await laterBy(20)

    expect(await storedDays('orders')).toEqual(before)
    const [row] = await db.execute(sql`select count(*)::int as stores from stores`)
    expect(row?.stores).toBe(1)
  })

  it('puts a late cancellation on the day of the order, of single pieces too', async () => {
    await connect()
    await wait()
    const changed = new Date(clock.getTime() + 60_000).toISOString()
    const whole = made.findIndex(order => order.state === 'SHIPPED')
    const piece = made.findIndex((order, index) => index !== whole && order.lines.some(line => line.quantity > 1))
    fake.orders = made.map((order, index) => {
      if (index === whole) return tiktokOrder({ ...order, state: 'CANCELLED', changed })
      if (index !== piece) return tiktokOrder(order)
      const told = tiktokOrder({ ...order, changed }) as unknown as { line_items: Record<string, unknown>[] }
      const [first] = told.line_items
      if (first) first.display_status = 'CANCELLED'
      return told as never
    })

    await laterBy(20)

    const [line] = made[piece]?.lines ?? []
    if (!line) throw new Error('no line')
    const each = Math.floor((line.cents ?? 0) / line.quantity)
    const off = Math.floor(line.discount / line.quantity)
    const gross = (line.cents ?? 0) - each * (line.quantity - 1)
    const net = gross - (line.discount - off * (line.quantity - 1))
    const day = new Date(made[piece]?.placed ?? '').toLocaleDateString('en-CA', { timeZone })
    const rest = expected(
      made.map((order, index) => (index === whole ? { ...order, state: 'CANCELLED' as const } : order)),
    )
    expect(await storedSums()).toEqual(
      rest.map(([at, sums]) =>
        at === day
          ? [at, { ...sums, cancelled: sums.cancelled + gross, net: sums.net - net, units: sums.units - 1 }]
          : [at, sums],
      ),
    )
  })

  it('learns of a cancellation that left its order as it was, and keeps it when days are read again', async () => {
    await connect()
    await wait()
    const at = made.findIndex(order => order.state === 'SHIPPED')
    const late = clock.getTime() / 1_000 + 60
    const order = fake.orders[at] as unknown as { id: string }
    fake.cancellations = [
      {
        cancel_id: '4035318504086604100',
        order_id: order.id,
        cancel_status: 'CANCELLATION_REQUEST_COMPLETE',
        role: 'BUYER',
        create_time: late,
        update_time: late,
      } as never,
    ]

    await laterBy(20)
    const changed = made.map((one, index) => (index === at ? { ...one, state: 'CANCELLED' as const } : one))
    expect(await storedSums()).toEqual(expected(changed))

    await laterBy(25 * 60)
    expect(await storedSums()).toEqual(expected(changed))
    expect(fake.complaints).toEqual([])
  })

  it('tells refunds on the day on which they were done, whatever the age of the order', async () => {
    await connect()
    await wait()
    const old = { asked: '2026-02-20T10:00:00Z', sku: 'SKU-1' }
    const done = new Date(clock.getTime() + 60_000).toISOString()
    fake.returns = [
      tiktokReturn({ ...old, id: '4035225888722551903', order: '1', done, dollars: '12.34' }),
      tiktokReturn({ ...old, id: '2', order: '2', done, dollars: '99', status: 'AWAITING_BUYER_SHIP' }),
    ]

    await laterBy(90)

    const days = (await storedDays('returns')).filter(({ m }) => m.refunds_amount !== 0)
    expect(days).toMatchObject([{ day: '2026-03-30', m: { refunds_amount: 1234, refunds_count: 1 } }])
    const asked = (await storedDays('returns')).filter(({ m }) => m.returns_units !== 0)
    expect(asked).toMatchObject([{ day: '2026-02-20', m: { returns_units: 2, returns_reason_quality: 2 } }])
    expect((await storedDays('returns', 'SKU-1')).map(({ m }) => m.refunds_amount ?? 0)).toEqual([0, 1234])
    expect(await storedSums()).toEqual(expected())
  })

  it('mints another token when the one it has is refused early', async () => {
    await connect()
    fake.expireTokens()

    expect(await wait()).toBe(true)
    expect(await storedSums()).toEqual(expected())
  })

  it.each([
    [
      'grant',
      { refresh_token: 'TTR_canary-wrong' },
      /did not accept the keys.*invalid refresh token.*Nothing was connected/,
    ],
    ['secret', { app_secret: 'canary-wrong' }, /did not accept the keys.*Nothing was connected.*README/],
    ['zone', { time_zone: 'Mars/Olympus' }, /not usable: time_zone/],
  ])('says what to do about a wrong %s and connects nothing', async (_what, over, words) => {
    await expect(connect({ ...fakeKeys, ...over })).rejects.toThrow(words)

    const [row] = await db.execute(sql`select count(*)::int as stores from stores`)
    expect(row?.stores).toBe(0)
  })

  it('keeps no token, no secret and no person, and says none', async () => {
    await connect()
    fake.disturb = path => (path.startsWith('/order') && fake.calls.length % 5 === 0 ? broken : null)
    await wait()

    const texts = [...said, ...(await everythingKept(db)).split('\n').filter(row => !row.includes('"cipher"'))]
    expect(texts.filter(text => /canary(?!-cipher)/i.test(text))).toEqual([])
  })
})
