import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import { commands } from '#commands/index.ts'
import { feedNumbers } from '#src/features/connections/index.ts'
import { connect, type SyncParts, waitForHistory } from '#src/features/sync/index.ts'
import { registerFeedMetrics } from '#src/platform/observability/feed-metrics.ts'
import { createMetrics } from '#src/platform/observability/metrics.ts'
import { testDatabase } from '#test/support/database.ts'
import { fakeMarket } from '#test/support/fake-market.ts'
import { startFakeMarket } from '#test/support/fake-market-server.ts'
import { addPerson, talkTo, textOf } from '#test/support/talk.ts'
import { truncate } from '#test/support/truncate.ts'

const { db } = await testDatabase()
const clock = new Date('2026-06-30T20:00:00Z')
const secretKey = 'a secret key of thirty-two characters'
const log = { info: () => {}, error: () => {} }

beforeEach(async () => {
  await truncate(
    db,
    'connections, connection_stores, feed_states, pulls, order_ledger, day_coverage, call_budgets, raw_answers, vault, stores, sources, metric_day, people, channels, deliveries restart identity cascade',
  )
  await addPerson(db, 'Owner', { role: 'administrator' })
})

async function connected(): Promise<SyncParts> {
  const market = await startFakeMarket()
  const at = '2026-06-29T18:00:00Z'
  market.orders.push({ id: 'O', sku: 'S', units: '1', price: '10.05', at, changed: at, cancelled: null, refunds: [] })
  const parts = {
    db,
    connectors: [fakeMarket],
    env: { FAKEMARKET_API_URL: market.url },
    secretKey,
    now: () => clock,
    log,
  }
  const keys = { client_id: 'id', refresh_token: 'refresh-0' }
  await connect(parts, { connector: 'fakemarket', keys, since: '2026-06-01' })
  await waitForHistory(parts, 1)
  await market.close()
  return parts
}

const markets = (env: Record<string, string>) => ({
  markets: { connectors: [fakeMarket], env, secretKey, publicUrl: 'http://x' },
})

describe('privacy', () => {
  it('says what is kept, where, for how long and how much, to administrators alone', async () => {
    await connected()
    await addPerson(db, 'Mia')
    const talk = talkTo(db, commands, clock, markets({ LEDGER_DAYS: '120', RAW_ANSWER_DAYS: '0' }))

    const text = textOf(await talk.say('privacy'))

    for (const words of ['order_ledger', '120 days', 'not kept', 'vault', 'sealed', '400 days'])
      expect(text).toContain(words)
    expect(textOf(await talk.say('隐私'), 'zh-CN')).toContain('加盐哈希')
    expect(textOf(await talk.say('privacy', 'mia@example.com'))).toContain('administrator')
  })

  it('keeps no name of a buyer and no token anywhere', async () => {
    await connected()
    const tables = await db.execute(
      sql`select table_name as name from information_schema.tables where table_schema = 'public'`,
    )
    const dump = await Promise.all(
      tables.map(({ name }) => db.execute(sql.raw(`select t::text from "${String(name)}" t`))),
    )

    expect(JSON.stringify(dump)).not.toMatch(/Nightingale|refresh-1|access-1/)
  })
})

describe('the metrics of connected shops', () => {
  it('count pulls by outcome, age and wait, and others are told where these cannot be read', async () => {
    const parts = await connected()
    const { registry } = createMetrics({ defaults: false, waiting: async () => 0 })
    registerFeedMetrics(registry, () => feedNumbers(parts))
    const broken = createMetrics({ defaults: false, waiting: async () => 0 }).registry
    registerFeedMetrics(broken, () => Promise.reject(new Error('no database')))

    const text = await registry.metrics()

    expect(text).toMatch(/kpi_pulls_total\{connector="fakemarket",feed="orders",outcome="done"\} [1-9]/)
    expect(text).toMatch(/kpi_feed_age_seconds\{store="harbour",connector="fakemarket",feed="orders"\} 46800/)
    expect(text).toMatch(/kpi_budget_wait_seconds\{connector="fakemarket",budget="orders"\} 0/)
    expect(await registry.metrics()).toBe(text)
    expect(await broken.metrics()).toContain('kpi_deliveries_waiting')
  })
})

describe('health', () => {
  it('names a marketplace that stands still, and is well all the same', async () => {
    await connected()
    await db.execute(sql`update feed_states set error_kind = 'permanent', error = 'fakemarket answered 410'`)
    const talk = talkTo(db, commands, clock, markets({}))

    expect(textOf(await talk.say('health'))).toContain('Harbour · Orders: fakemarket answered 410')
  })
})
