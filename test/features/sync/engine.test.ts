import { gunzipSync } from 'node:zlib'
import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { readStoreDays } from '#src/features/figures/store/facts.ts'
import { writeObservations } from '#src/features/ingest/store/observations/index.ts'
import { ensureSource } from '#src/features/ingest/store/sources.ts'
import { collect, connect, type SyncParts, waitForHistory } from '#src/features/sync/index.ts'
import { runStep } from '#src/features/sync/run-step.ts'
import { testDatabase } from '#test/support/database.ts'
import { fakeMarket } from '#test/support/fake-market.ts'
import { type FakeMarketServer, type FakeOrder, startFakeMarket } from '#test/support/fake-market-server.ts'
import { truncate } from '#test/support/truncate.ts'

vi.setConfig({ testTimeout: 400_000 }) // whole histories are pulled through hundreds of faults

const { db } = await testDatabase()
const keys = { client_id: 'id', refresh_token: 'refresh-0' }
let market: FakeMarketServer
let parts: SyncParts
let clock: Date

beforeEach(async () => {
  await truncate(
    db,
    'connections, connection_stores, feed_states, pulls, order_ledger, day_coverage, call_budgets, raw_answers, vault, stores, sources, metric_day, dirty_days restart identity cascade',
  )
  market = await startFakeMarket()
  clock = new Date('2026-06-30T20:00:00Z')
  parts = {
    db,
    connectors: [fakeMarket],
    env: { FAKEMARKET_API_URL: market.url },
    secretKey: 'a secret key of thirty-two characters',
    now: () => clock,
    log: { info: () => {}, error: () => {} },
    pause: async () => {},
  }
  for (let i = 0; i < 35; i++) market.orders.push(order(i))
})

afterEach(() => market.close())

function order(i: number, over: Partial<FakeOrder> = {}): FakeOrder {
  const at = new Date(Date.UTC(2026, 4, 1 + i, 18)).toISOString()
  return {
    id: `O${i}`,
    sku: `S${i % 3}`,
    units: '1',
    price: '10.05',
    at,
    changed: at,
    cancelled: null,
    refunds: [],
    ...over,
  }
}

async function connectAll() {
  return connect(parts, { connector: 'fakemarket', keys, since: '2026-05-01' })
}

/** All that people see, as one text. */
async function figures(): Promise<string> {
  const rows = await db.execute(sql`select day::text, sku, m from metric_day order by day, sku, source_id`)
  const days = await db.execute(sql`select day::text, state from day_coverage order by day, source_id`)
  return JSON.stringify([rows, days])
}

async function totals() {
  const [row] = await db.execute(sql`select sum((m->>'net_sales')::numeric)::text as net,
    sum((m->>'refunds_amount')::numeric)::text as refunds, sum((m->>'orders')::numeric)::text as orders
    from metric_day where sku = ''`)
  return row
}

describe('the engine', () => {
  it('brings every order to the cent, then says which days are whole', async () => {
    await connectAll()

    expect(await waitForHistory(parts, 1)).toBe(true)

    expect(await totals()).toEqual({ net: '35175', refunds: '0', orders: '35' })
    const [row] = await db.execute(sql`select max(day)::text as through from day_coverage where state <> 'partial'`)
    expect(row?.through).toBe('2026-06-29')
  })

  it.each([
    ['file/orders', 70, '35175'],
    ['push/erp', 50, '35175'],
    ['record', 90, '1'],
  ])('counts before files and what programs push, not before what people typed: %s', async (key, rank, expected) => {
    await connectAll()
    await waitForHistory(parts, 1)
    const { id, rank: given } = await ensureSource(db, key)
    const [store] = await db.execute(sql`select distinct store_id as id from metric_day`)
    const days = await db.execute(
      sql`select distinct day::text as day from metric_day where m ? 'net_sales' order by day`,
    )
    const storeId = Number(store?.id)
    const rows = days.map(row => ({ storeId, sku: '', day: String(row.day), measures: { net_sales: '0' } }))
    const told = rows.map((row, index) => (index === 0 ? { ...row, measures: { net_sales: '1' } } : row))
    await writeObservations(db, { sourceId: id, rows: told, mode: 'merge', now: clock })

    const span = { from: '2026-05-01', to: '2026-06-30' }
    const found = await readStoreDays(db, { storeIds: [storeId], measures: ['net_sales'], ...span })

    expect(given).toBe(rank)
    expect(String(found.reduce((sum, day) => sum + Number(day.find('net_sales')?.value ?? 0), 0))).toBe(expected)
  })

  it('does nothing anew when it runs twice, and connecting again keeps the grant', async () => {
    await connectAll()
    await waitForHistory(parts, 1)
    const before = await figures()

    await connectAll()
    clock = new Date(clock.getTime() + 3_600_000)
    await collect(parts, AbortSignal.timeout(10_000))

    expect(await figures()).toBe(before)
    expect(market.refreshes()).toBe(2)
  })

  it('puts late cancellations and refunds onto the right day', async () => {
    await connectAll()
    await waitForHistory(parts, 1)
    const changed = '2026-06-30T19:00:00Z'
    market.orders[1] = order(1, { changed, cancelled: changed })
    market.orders[2] = order(2, { changed, refunds: [{ id: 'r', at: changed, amount: '4.05' }] })

    clock = new Date(clock.getTime() + 3_600_000)
    await collect(parts, AbortSignal.timeout(10_000))

    const rows = await db.execute(sql`select day::text, m from metric_day where sku = '' and m ? 'orders'
      and day in ('2026-05-02', '2026-06-30') order by day`)
    expect(rows[0]?.m).toMatchObject({ cancelled_sales: 1005, net_sales: 0, orders: 0 })
    expect(rows[1]?.m).toMatchObject({ refunds_amount: 405 })
  })

  it.each([1, 3, 7])('ends the same when the marketplace fails and processes die, every %i calls', async every => {
    await connectAll()
    await waitForHistory(parts, 1)
    const clean = await figures()
    await truncate(db, 'feed_states, pulls, order_ledger, day_coverage, metric_day')
    await db.execute(sql`delete from connection_stores`)
    await connectAll()
    let calls = 0
    market.fault = () => (++calls % (every + 1) === 0 ? null : calls % 2 === 0 ? 429 : 503)

    for (let i = 0; i < 200; i++) {
      await db.execute(sql`update pulls set not_before = null where state = 'waiting'`)
      await db.execute(
        sql`update call_budgets set blocked_until = null, refilled_at = clock_timestamp() - interval '1 minute'`,
      )
      if (!(await runStep(parts, AbortSignal.timeout(10_000)))) break
    }

    expect(await figures()).toBe(clean)
  })

  it('lets only the latest holder of a pull write', async () => {
    await connectAll()
    let claimed = false
    market.fault = () => {
      claimed = true
      return null
    }
    const slow = { ...parts, now: () => clock }
    const stolen = runStep(slow, AbortSignal.timeout(10_000)).catch((error: unknown) => String(error))
    while (!claimed) await new Promise(resolve => setTimeout(resolve, 1))
    await db.execute(sql`update pulls set claims = claims + 1 where lease_until is not null`)

    expect(await stolen).toMatch(/took this pull over|true/)
  })

  it('gives two replicas one set of figures', async () => {
    await connectAll()
    await Promise.all([waitForHistory(parts, 1), waitForHistory(parts, 1)])

    expect(await totals()).toEqual({ net: '35175', refunds: '0', orders: '35' })
  })

  it('keeps no person and no secret in what it stores', async () => {
    await connectAll()
    await waitForHistory(parts, 1)
    const rows = await db.execute<{ body: Uint8Array }>(sql`select body from raw_answers`)
    const kept = rows.map(row => gunzipSync(row.body).toString()).join()
    const [ledger] = await db.execute(sql`select string_agg(line::text, '') as all from order_ledger`)
    const [sealed] = await db.execute(sql`select string_agg(encode(sealed, 'escape'), '') as all from vault`)

    expect(rows.length).toBeGreaterThan(0)
    expect(`${kept}${ledger?.all}`).not.toMatch(/Canary|refresh-|access-/)
    expect(String(sealed?.all)).not.toMatch(/refresh-|access-/)
  })

  it('waits for consent when the grant is gone, and goes on after new keys', async () => {
    await connectAll()
    market.fault = () => 401
    expect(await waitForHistory(parts, 1)).toBe(false)
    const [row] = await db.execute(sql`select state from connections`)
    expect(row?.state).toBe('needs_consent')

    market.fault = null
    await connectAll()

    expect(await waitForHistory(parts, 1)).toBe(true)
  })

  it('refuses keys that are incomplete or not accepted', async () => {
    const since = '2026-05-01'
    await expect(connect(parts, { connector: 'fakemarket', keys: {}, since })).rejects.toThrow('client_id')
    await expect(
      connect(parts, { connector: 'fakemarket', keys: { ...keys, refresh_token: 'wrong' }, since }),
    ).rejects.toThrow('did not accept the keys')
    await expect(connect(parts, { connector: 'nowhere', keys, since })).rejects.toThrow('fakemarket')
  })
})
