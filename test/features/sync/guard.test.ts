import { gunzipSync } from 'node:zlib'
import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { sync } from '#commands/ingest/sync.ts'
import { collect, connect, hurryPulls, pruneLedger, type SyncParts, waitForHistory } from '#src/features/sync/index.ts'
import { testDatabase } from '#test/support/database.ts'
import { fakeMarket } from '#test/support/fake-market.ts'
import { type FakeMarketServer, type FakeOrder, startFakeMarket } from '#test/support/fake-market-server.ts'
import { addPerson, talkTo, textOf } from '#test/support/talk.ts'
import { truncate } from '#test/support/truncate.ts'

vi.setConfig({ testTimeout: 400_000 }) // a feed that stopped is looked at until its budget ends

const { db } = await testDatabase()
let market: FakeMarketServer
let parts: SyncParts
let clock: Date

beforeEach(async () => {
  await truncate(
    db,
    'connections, connection_stores, feed_states, pulls, order_ledger, day_coverage, held_days, call_budgets, raw_answers, vault, stores, sources, metric_day, dirty_days, people, deliveries, channels restart identity cascade',
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
  for (let i = 0; i < 60; i++) market.orders.push(order(i))
  await addPerson(db, 'Owner', { role: 'administrator' })
  await connect(parts, {
    connector: 'fakemarket',
    keys: { client_id: 'id', refresh_token: 'refresh-0' },
    since: '2026-05-01',
  })
})

afterEach(() => market.close())

function order(i: number, over: Partial<FakeOrder> = {}): FakeOrder {
  const at = new Date(Date.UTC(2026, 4, 1 + i, 18)).toISOString()
  const plain = { id: `O${i}`, sku: `S${i % 3}`, units: '1', price: '10.05', at, changed: at, cancelled: null }
  return { ...plain, refunds: [], ...over }
}

/** Some hours later the service looks again. */
async function laterBy(hours: number, budgetMs = 20_000): Promise<void> {
  clock = new Date(clock.getTime() + hours * 3_600_000)
  await collect(parts, AbortSignal.timeout(30_000), budgetMs)
}

async function storeDay(day: string): Promise<Record<string, number>> {
  const rows = await db.execute(sql`select m from metric_day where sku = '' and day = ${day}::date`)
  return Object.assign({}, ...rows.map(row => row.m))
}

async function told(): Promise<readonly string[]> {
  const rows = await db.execute(sql`select card::text as card from deliveries order by id`)
  return rows.map(row => String(row.card))
}

function say(line: string) {
  return talkTo(db, [sync], clock).say(line)
}

describe('sudden zeros', () => {
  beforeEach(async () => {
    await waitForHistory(parts, 1)
    market.visits = day => (day === '2026-06-28' ? 0 : 7)
    await laterBy(21)
  })

  it('are kept back, told once and shown, while everything else is written', async () => {
    expect((await storeDay('2026-06-28')).sessions).toBe(7)
    expect((await storeDay('2026-06-27')).sessions).toBe(7)

    expect(textOf(await say('sync'))).toMatch(/2026-06-28.*kept back/)
    await laterBy(21)
    expect((await told()).filter(card => card.includes('2026-06-28')).length).toBeLessThanOrEqual(1)
  })

  it('are written when somebody accepts them, and stay so', async () => {
    expect(textOf(await say('sync accept Harbour'))).toMatch(/Zeros accepted/)

    expect((await storeDay('2026-06-28')).sessions).toBe(0)
    await laterBy(21)
    expect((await storeDay('2026-06-28')).sessions).toBe(0)
    expect(textOf(await say('sync'))).not.toMatch(/2026-06-28/)
    await expect(say('sync accept Harbour')).resolves.toMatchObject({ tone: expect.anything() })
  })

  it('go away with the next good answer', async () => {
    market.visits = () => 9
    await laterBy(21)

    expect((await storeDay('2026-06-28')).sessions).toBe(9)
    expect(textOf(await say('sync'))).not.toMatch(/kept back/)
  })
})

describe('a zero that is kept back', () => {
  const zero = (day: string) => {
    market.visits = asked => (asked === day ? 0 : 7)
  }

  beforeEach(async () => {
    await db.execute(sql`insert into identities (messenger, workspace, external_id, person_id)
      select 'fake', '', 'boss', id from people on conflict do nothing`)
  })

  it('is written, and told, when its feed said zero until its figures are final', async () => {
    await waitForHistory(parts, 1)
    zero('2026-06-28')
    await laterBy(21)
    expect((await storeDay('2026-06-28')).sessions).toBe(7)

    for (let day = 0; day < 9; day += 1) await laterBy(24)

    expect((await storeDay('2026-06-28')).sessions).toBe(0)
    expect((await told()).filter(card => /zero of Harbour on 2026-06-28 is written now/.test(card))).toHaveLength(1)
    expect(textOf(await say('sync'))).not.toMatch(/2026-06-28/)
  })

  it('is written as soon as the other feed agrees', async () => {
    const both = parts
    parts = { ...both, connectors: [{ ...fakeMarket, feeds: fakeMarket.feeds.slice(0, 1) }] } // orders come first
    await waitForHistory(parts, 1)
    parts = both
    zero('2026-06-25')
    await hurryPulls(db)
    await laterBy(0.1)
    expect((await storeDay('2026-06-25')).sessions).toBeUndefined()
    expect((await storeDay('2026-06-25')).orders).toBe(1)
    await db.execute(sql`update metric_day set m = m || '{"orders": 0, "units": 0, "gross_sales": 0}'
      where day = '2026-06-25' and m ? 'orders'`) // the other feed corrected itself

    await laterBy(1)

    expect((await storeDay('2026-06-25')).sessions).toBe(0)
    expect((await told()).filter(card => /other figures of the shop agree/.test(card))).toHaveLength(1)
  })
})

describe('days again', () => {
  it('are asked for from all feeds and overwrite what stands', async () => {
    await waitForHistory(parts, 1)
    await db.execute(
      sql`update metric_day set m = m || '{"sessions": 1, "orders": 99}' where day = '2026-05-10' and sku = ''`,
    )
    market.orders[9] = order(9, { price: '20.10', changed: '2026-06-30T19:00:00Z' })

    expect(textOf(await say('sync replay Harbour 2026-05-09..2026-05-11'))).toMatch(
      /fakemarket\/orders, fakemarket\/visits/,
    )
    await collect(parts, AbortSignal.timeout(30_000), 20_000)

    expect(await storeDay('2026-05-10')).toMatchObject({ sessions: 7, orders: 1, gross_sales: 2010 })
  })

  it.each([
    ['sync replay Harbour', /which days/],
    ['sync replay 2026-05-09', /Which shop/],
    ['sync replay Harbour 2027-05-09..2027-05-10', /not begun|none|future/i],
    ['sync accept', /Of which shop/],
    ['sync now Harbour 2026-05-09', /help sync|period/i],
  ])('need a shop and days: %s', async (line, words) => {
    expect(textOf(await say(line))).toMatch(words)
  })
})

describe('a field that changed', () => {
  it('stops the feed before it writes, keeps the answer, and is told once', async () => {
    market.priceField = 'amount'
    await waitForHistory(parts, 0.05)
    await laterBy(1, 5_000) // a feed that stopped is looked at again until the budget ends
    await laterBy(25, 5_000)

    const [row] =
      await db.execute(sql`select count(*)::int as days from metric_day f join sources s on s.id = f.source_id
      where s.key = 'fakemarket/orders'`)
    const kept = await db.execute<{ body: Uint8Array }>(sql`select body from raw_answers where url like '%/orders'`)
    expect(row?.days).toBe(0)
    expect(kept.some(({ body }) => gunzipSync(body).toString().includes('"amount":"10.05"'))).toBe(true)
    expect(kept.some(({ body }) => gunzipSync(body).toString().includes('Canary'))).toBe(false)
    expect((await storeDay('2026-06-01')).sessions).toBe(7)
  })
})

describe('order lines that are no longer kept', () => {
  it('change no figure, and a late cancellation is counted and said instead of landing wrong', async () => {
    await waitForHistory(parts, 1)
    const before = await storeDay('2026-05-02')
    clock = new Date('2026-09-15T20:00:00Z')
    await db.execute(sql`update day_coverage set state = 'final' where day < '2026-06-15'`)

    expect(await pruneLedger(db, '2026-06-10')).toBe(40)
    const changed = '2026-09-15T19:00:00Z'
    market.orders[1] = order(1, { changed, cancelled: changed, refunds: [{ id: 'r', at: changed, amount: '4.05' }] })
    await laterBy(1)

    expect(await storeDay('2026-05-02')).toEqual(before)
    expect((await storeDay('2026-09-15')).refunds_amount).toBe(405)
    expect(textOf(await say('sync'))).toMatch(/older than the kept order lines/)

    await say('sync replay Harbour 2026-05-01..2026-05-03')
    await laterBy(1)
    expect(await storeDay('2026-05-02')).toMatchObject({ cancelled_sales: 1005, orders: 0 })
    expect(await storeDay('2026-05-03')).toMatchObject({ orders: 1 })
  })
})

describe('words of a marketplace that nobody knows', () => {
  it('are told to the administrators once each', async () => {
    const feeds = fakeMarket.feeds.map(feed => ({
      ...feed,
      pull: async (...asked: Parameters<typeof feed.pull>) => ({
        ...(await feed.pull(...asked)),
        unknown: feed.id === 'orders' ? ['QUITE NEW', 'ANOTHER'] : [],
      }),
    }))
    parts = { ...parts, connectors: [{ ...fakeMarket, feeds }] }
    await db.execute(
      sql`insert into identities (messenger, workspace, external_id, person_id) values ('fake', '', 'o', 1)`,
    )

    await laterBy(1)
    await laterBy(6)

    const about = async (word: string) => (await told()).filter(card => card.includes(word)).length
    expect([await about('QUITE NEW'), await about('ANOTHER')]).toEqual([1, 1])
  })
})
