import { Readable } from 'node:stream'
import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { daysBetween, localDay } from '#src/domain/days.ts'
import { connect, hurryPulls, type SyncParts, setConnectionState, waitFromShell } from '#src/features/sync/index.ts'
import { testDatabase } from '#test/support/database.ts'
import { fakeMarket } from '#test/support/fake-market.ts'
import { type FakeMarketServer, type Fault, startFakeMarket } from '#test/support/fake-market-server.ts'
import { truncate } from '#test/support/truncate.ts'

vi.setConfig({ testTimeout: 400_000 }) // whole histories are pulled through hundreds of faults

const { db } = await testDatabase()
const dayMs = 86_400_000
const shopZone = 'America/Los_Angeles'
let market: FakeMarketServer
let parts: SyncParts
let said: string[]

beforeEach(async () => {
  await truncate(
    db,
    'connections, connection_stores, feed_states, pulls, order_ledger, day_coverage, held_days, call_budgets, raw_answers, vault, stores, sources, metric_day, dirty_days restart identity cascade',
  )
  market = await startFakeMarket()
  said = []
  parts = {
    db,
    connectors: [fakeMarket],
    env: { FAKEMARKET_API_URL: market.url },
    secretKey: 'a secret key of thirty-two characters',
    now: () => new Date(),
    log: { info: () => {}, error: () => {} },
  }
  for (let i = 0; i < 60; i++) {
    const at = new Date(Date.now() - i * dayMs).toISOString()
    const order = { id: `O${i}`, sku: `S${i % 3}`, units: '1', price: '10.05', at, changed: at, cancelled: null }
    market.orders.push({ ...order, refunds: [] })
  }
})

afterEach(() => market.close())

async function connectMonths(days = 59): Promise<void> {
  const keys = { client_id: 'id', refresh_token: 'refresh-0' }
  const since = localDay(new Date(Date.now() - days * dayMs), shopZone)
  await connect(parts, { connector: 'fakemarket', keys, since })
}

function wait(minutes: number): Promise<boolean> {
  return waitFromShell(parts, ['--minutes', String(minutes)], {
    out: line => said.push(line),
    input: Readable.from([]),
  })
}

function text(): string {
  return said.join('\n')
}

describe('waiting for history', () => {
  it('says how far it is, and that all is there', async () => {
    await connectMonths()

    expect(await wait(1)).toBe(true)

    expect(text()).toMatch(/fakemarket orders \(store 1\): 2 of 2 pieces of history, complete/)
    expect(text()).toContain('All history is there.')
  })

  it('looks at the newest days once more where that was asked for, and brings what changed since', async () => {
    await connectMonths()
    await wait(1)
    const [newest] = market.orders
    if (!newest) throw new Error('There is no order')
    market.orders[0] = { ...newest, price: '77.77', changed: new Date().toISOString() }
    await hurryPulls(db)

    expect(await wait(1)).toBe(true)

    const rows = await db.execute(
      sql`select sum((m->>'net_sales')::numeric)::text as sales from metric_day where sku = ''`,
    )
    expect(rows[0]?.sales).toBe(String(59 * 1005 + 7777))
  })

  it('says what is open, why and until when where the time is over', async () => {
    await connectMonths()
    market.fault = path => (path === '/orders' ? '429/600' : null)

    expect(await wait(0.05)).toBe(false)

    expect(text()).toMatch(
      /Not complete after 0.05 minutes. Still open:\n {2}Harbour · orders: history 0%; .*(429|allowance).*, waits until 20/,
    )
    expect(text()).not.toContain('Harbour · visits: history')
  })

  it.each([
    [403, /not available for this account: .* answered 403/],
    [404, /not available for this account: .* answered 404/],
  ])('does not wait for a feed that this account does not have: %i', async (status, words) => {
    await connectMonths()
    market.fault = path => (path === '/visits' ? status : null)

    expect(await wait(1)).toBe(true)

    expect(text()).toMatch(words)
  })

  it('waits for days that are still asked for where older ones are not open to this account', async () => {
    const [orders, ...others] = fakeMarket.feeds
    if (!orders) throw new Error('There is no feed of orders')
    let asked = 0
    const pull: typeof orders.pull = async (request, context) => {
      const age = Date.now() - Date.parse(request.window.to)
      if (age > 59 * dayMs) return { next: { kind: 'nothing', reason: 'not-entitled', zeros: false } }
      const isPrepared = age < 29 * dayMs || asked++ > 0
      const state = request.state === 'prepared' ? null : request.state
      if (isPrepared) return orders.pull({ ...request, state }, context)
      return { next: { kind: 'again', state: 'prepared', notBefore: new Date(Date.now() + 3_000) } }
    }
    parts = { ...parts, connectors: [{ ...fakeMarket, feeds: [{ ...orders, pull }, ...others] }] }
    await connectMonths(119)

    await wait(1)

    const rows = await db.execute(sql`select sum((m->>'orders')::int)::int as orders from metric_day where sku = ''`)
    expect(rows[0]?.orders).toBe(60)
  })

  it.each([
    ['what the connection is for is not available', (path: string): Fault | null => (path === '/orders' ? 403 : null)],
    ['the marketplace refuses for good', (path: string): Fault | null => (path === '/orders' ? 400 : null)],
    ['the answer changed its shape', (_path: string): Fault | null => null],
  ])('ends at once, and not well, where %s', async (what, fault) => {
    await connectMonths()
    market.fault = fault
    if (what.includes('shape')) market.priceField = 'amount'

    expect(await wait(5)).toBe(false)

    expect(text()).toMatch(/Not complete\. Still open:\n {2}Harbour · orders: history 0%; /)
    if (what.includes('shape')) expect(text()).toContain('orders.0.price')
  })

  it.each([
    ['paused', /paused, go on with: sync resume/],
    ['needs_consent', /must authorise again/],
  ] as const)('says that a connection is %s', async (state, words) => {
    await connectMonths()
    await setConnectionState(db, 1, state)

    expect(await wait(5)).toBe(false)

    expect(text()).toMatch(words)
  })

  it('ends the same with a third of all calls failing in every way', async () => {
    const first = localDay(new Date(Date.now() - 59 * dayMs), shopZone)
    const days = 1 + daysBetween(first, localDay(new Date(), shopZone)) // 59 or 60: the clocks may have changed
    const faults: readonly Fault[] = ['429/0', 429, 503, 'page', 'reset', 'cut', 500]
    let calls = 0
    market.fault = () => (++calls % 3 === 0 ? (faults[(calls / 3) % faults.length] ?? null) : null)
    parts = { ...parts, pause: async () => {} }
    await connectMonths()

    while (!(await wait(0.5))) await db.execute(sql`update call_budgets set blocked_until = null`)

    const [row] =
      await db.execute(sql`select sum((m->>'orders')::int)::int as orders, sum((m->>'sessions')::int)::int as sessions
      from metric_day where sku = ''`)
    expect(row).toEqual({ orders: 60, sessions: 7 * days })
  })
})
