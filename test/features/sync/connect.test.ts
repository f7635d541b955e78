import { Readable } from 'node:stream'
import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { previewForShell } from '#src/features/connections/index.ts'
import { connect, connectFromShell, type SyncParts } from '#src/features/sync/index.ts'
import { testDatabase } from '#test/support/database.ts'
import { fakeMarket } from '#test/support/fake-market.ts'
import { type FakeMarketServer, startFakeMarket } from '#test/support/fake-market-server.ts'
import { truncate } from '#test/support/truncate.ts'

const { db } = await testDatabase()
const keys = { client_id: 'id', refresh_token: 'refresh-0' }
let market: FakeMarketServer
let parts: SyncParts

beforeEach(async () => {
  await truncate(
    db,
    'connections, connection_stores, feed_states, pulls, order_ledger, day_coverage, held_days, call_budgets, raw_answers, vault, stores, sources, metric_day, dirty_days restart identity cascade',
  )
  market = await startFakeMarket()
  const at = '2026-06-29T18:00:00Z'
  const order = { id: 'O1', sku: 'S1', units: '2', price: '10.05', at, changed: at, cancelled: null, refunds: [] }
  market.orders.push(order)
  parts = {
    db,
    connectors: [fakeMarket],
    env: { FAKEMARKET_API_URL: market.url },
    secretKey: 'a secret key of thirty-two characters',
    now: () => new Date('2026-06-30T20:00:00Z'),
    log: { info: () => {}, error: () => {} },
  }
})

afterEach(() => market.close())

async function counts() {
  const [row] =
    await db.execute(sql`select (select count(*)::int from connections) as grants, (select count(*)::int from stores) as stores,
    (select count(*)::int from vault where owner like 'connector/%') as sealed, (select count(*)::int from metric_day) as figures,
    (select count(*)::int from pulls) as pulls, (select count(*)::int from raw_answers) as answers`)
  return row
}

function shell(answer: boolean, said: string[]) {
  return {
    out: (line: string) => said.push(line),
    input: Readable.from([JSON.stringify(keys)]),
    ask: async (question: string) => said.push(question) > 0 && answer,
    preview: (one: typeof fakeMarket, proved: Parameters<typeof previewForShell>[2]) =>
      previewForShell(parts, one, proved),
  }
}

describe('connecting', () => {
  it.each([true, false])(
    'shows one day of every feed beside what stands before it asks; the answer is %s',
    async answer => {
      const said: string[] = []
      market.fault = path => (path === '/visits' ? 403 : null)

      const done = await connectFromShell(parts, ['fakemarket', '--keys', '-'], shell(answer, said))

      expect(done).toBe(answer)
      expect(said.join('\n')).toMatch(
        /Found Harbour: M1, USD[\s\S]*gross_sales 10.05 USD; here nothing yet[\s\S]*visits: a permission is missing: visits.read[\s\S]*yes\/no/,
      )
      expect(await counts()).toMatchObject({
        figures: 0,
        answers: 0,
        stores: answer ? 1 : 0,
        ...(answer ? {} : { pulls: 0 }),
      })
    },
  )

  it('leaves nothing sealed when the keys are refused', async () => {
    await expect(
      connect(parts, { connector: 'fakemarket', keys: { ...keys, refresh_token: 'wrong' }, since: '2026-05-01' }),
    ).rejects.toThrow('did not accept')

    expect(await counts()).toMatchObject({ grants: 0, sealed: 0, stores: 0 })
  })

  it('can be tried again with the same keys although trying used the refresh token up', async () => {
    const several = { connector: 'fakemarket', keys, since: '2026-05-01' }
    await expect(connect(parts, several, () => Promise.reject(new Error('the shell was closed')))).rejects.toThrow(
      'closed',
    )
    expect(market.refreshes()).toBe(1)

    expect(await connect(parts, several)).toHaveLength(1)
  })

  it('twice at once makes one store', async () => {
    const request = { connector: 'fakemarket', keys, since: '2026-05-01' }
    await Promise.all([connect(parts, request), connect(parts, request)])

    expect(await counts()).toMatchObject({ grants: 1, stores: 1, pulls: 6 })
  })

  it.each([['M'.repeat(300)], ['港'.repeat(200)], ['👩‍👩‍👧'.repeat(60)], [' Pier 9 '], ['all'], ['"quoted" & <b>']])(
    'takes a store by the name %s',
    async store => {
      const [connected] = await connect(parts, { connector: 'fakemarket', keys, since: '2026-05-01', store })

      expect(connected?.store.name.length).toBeGreaterThan(0)
      expect([...(connected?.store.name ?? '')].length).toBeLessThanOrEqual(80)
    },
  )
})
