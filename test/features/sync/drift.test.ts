import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import { collect, connect, hurryPulls, type SyncParts } from '#src/features/sync/index.ts'
import { testDatabase } from '#test/support/database.ts'
import { fakeMarket } from '#test/support/fake-market.ts'
import { type FakeOrder, startFakeMarket } from '#test/support/fake-market-server.ts'
import { addPerson } from '#test/support/talk.ts'
import { truncate } from '#test/support/truncate.ts'

const { db } = await testDatabase()

beforeEach(async () => {
  await truncate(
    db,
    'connections, connection_stores, feed_states, pulls, order_ledger, day_coverage, held_days, call_budgets, raw_answers, vault, stores, sources, metric_day, dirty_days, people, deliveries, channels, identities restart identity cascade',
  )
})

function order(i: number): FakeOrder {
  const at = new Date(Date.UTC(2026, 5, 20 + i, 18)).toISOString()
  return { id: `O${i}`, sku: 'S', units: '1', price: '10.05', at, changed: at, cancelled: null, refunds: [] }
}

const needed = ['id', 'sku', 'units', 'price', 'at', 'changed', 'refunds'] as const
const cases = needed.map((field, n) => ({ field, value: [undefined, 7, { nested: true }][n % 3] }))

describe('a field that is needed', () => {
  it.each(cases)('$field that became $value stops its feed before it writes, is told once, and goes on', async one => {
    const market = await startFakeMarket()
    let clock = new Date('2026-06-28T20:00:00Z')
    const parts: SyncParts = {
      db,
      connectors: [fakeMarket],
      env: { FAKEMARKET_API_URL: market.url },
      secretKey: 'a secret key of thirty-two characters',
      now: () => clock,
      log: { info: () => {}, error: () => {} },
      pause: async () => {},
    }
    const boss = await addPerson(db, 'Boss', { role: 'administrator' })
    await db.execute(
      sql`insert into identities (messenger, workspace, external_id, person_id) values ('fake', '', 'boss', ${boss})`,
    )
    const keys = { client_id: 'id', refresh_token: 'refresh-0' }
    await connect(parts, { connector: 'fakemarket', keys, since: '2026-06-20' })

    for (let day = 0; day < 3; day += 1) {
      const orders: object[] = Array.from({ length: 9 }, (_, i) => order(i))
      const wrong: object[] = orders.slice(0, 9 - day).map(right => ({ ...right, [one.field]: one.value }))
      market.orders.splice(0, 99, ...(wrong as FakeOrder[]))
      await hurryPulls(db)
      await collect({ ...parts }, AbortSignal.timeout(20_000), 1_000)
      clock = new Date(clock.getTime() + 86_400_000)
    }
    const count = async (text: string) =>
      (await db.execute(sql`select 1 from metric_day where sku = '' and (m->>${text})::int > 0`)).length
    expect(await count('orders')).toBe(0)
    expect(await count('sessions')).toBeGreaterThan(9)
    const told = await db.execute(sql`select card::text as card from deliveries`)
    expect(told.filter(row => String(row.card).includes(one.field))).toHaveLength(1)
    expect((await db.execute(sql`select 1 from raw_answers`)).length).toBeGreaterThan(0)

    market.orders.splice(0, 99, ...Array.from({ length: 9 }, (_, i) => order(i)))
    await hurryPulls(db)
    await collect(parts, AbortSignal.timeout(20_000), 1_000)
    expect(await count('orders')).toBe(9)
    await market.close()
  })
})
