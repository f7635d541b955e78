import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { SourceFault } from '#src/contracts/connector.ts'
import { says } from '#src/contracts/said.ts'
import { collect, connect, type SyncParts } from '#src/features/sync/index.ts'
import { addTarget } from '#src/features/targets/index.ts'
import { testDatabase } from '#test/support/database.ts'
import { fakeMarket } from '#test/support/fake-market.ts'
import { type FakeMarketServer, startFakeMarket } from '#test/support/fake-market-server.ts'
import { addPerson } from '#test/support/talk.ts'
import { truncate } from '#test/support/truncate.ts'

vi.setConfig({ testTimeout: 400_000 }) // two collectors pull whole histories

const { db } = await testDatabase()
let market: FakeMarketServer
let clock: Date
let parts: SyncParts
/** What all feeds but the traffic answer with; `null`: figures. */
let fault: SourceFault | null

beforeEach(async () => {
  await truncate(
    db,
    'connections, connection_stores, feed_states, pulls, order_ledger, day_coverage, held_days, call_budgets, raw_answers, vault, stores, sources, metric_day, dirty_days, people, deliveries, channels, targets restart identity cascade',
  )
  clock = new Date('2026-06-30T20:00:00Z')
  fault = null
  market = await startFakeMarket()
  const feeds = fakeMarket.feeds.map(feed => ({
    ...feed,
    pull: async (...asked: Parameters<typeof feed.pull>) => {
      if (fault) throw fault
      return feed.pull(...asked)
    },
  }))
  parts = {
    db,
    connectors: [{ ...fakeMarket, feeds }],
    env: { FAKEMARKET_API_URL: market.url },
    secretKey: 'a secret key of thirty-two characters',
    now: () => clock,
    log: { info: () => {}, error: () => {} },
    pause: async () => {},
  }
  const ids = [
    await addPerson(db, 'Admin', { role: 'administrator', locale: 'en' }),
    await addPerson(db, 'Keeper', { locale: 'ja' }),
    await addPerson(db, 'Other'),
  ]
  for (const id of ids)
    await db.execute(
      sql`insert into identities (messenger, workspace, external_id, person_id) values ('fake', '', ${`p${id}`}, ${id})`,
    )
  await connect(parts, {
    connector: 'fakemarket',
    keys: { client_id: 'id', refresh_token: 'refresh-0' },
    since: '2026-06-20',
  })
  const [store] = await db.execute<{ slug: string }>(sql`select slug from stores`)
  const target = {
    period: 'day',
    validFrom: '2026-06-01',
    setBy: null,
    ownerId: ids[1] ?? null,
    currency: 'USD',
  } as const
  await addTarget(db, { kpiId: 'sales', place: `store:${store?.slug}`, value: 100_00, ...target })
  await laterBy(1)
})

afterEach(() => market.close())

/** Two replicas look at the same moment. */
async function laterBy(hours: number): Promise<void> {
  clock = new Date(clock.getTime() + hours * 3_600_000)
  await db.execute(sql`update pulls set not_before = clock_timestamp() where state = 'waiting'`)
  await db.execute(
    sql`update feed_states set paused_until = null where paused_until < ${clock.toISOString()}::timestamptz`,
  )
  await Promise.all([1, 2].map(() => collect(parts, AbortSignal.timeout(30_000), 5_000)))
}

/** Who was told what, in the order of it. */
async function told(): Promise<readonly string[]> {
  const rows = await db.execute<{ who: string; title: string }>(sql`
    select p.name as who, d.card->'title'->>'en' as title from deliveries d
    join channels c on c.id = d.channel_id join identities i on i.external_id = c.external_id or c.external_id like '%' || i.external_id
    join people p on p.id = i.person_id order by d.id`)
  return rows.map(({ who, title }) => `${who}: ${title}`)
}

it.each(['drift', 'scope', 'authorisation'] as const)(
  'tells trouble of kind %s once to administrators and to who is responsible for the store, and once that it is over',
  async kind => {
    fault = new SourceFault(kind, says('stepFailed'))
    await laterBy(25)
    await laterBy(25)
    const trouble = await told()

    fault = null
    await db.execute(sql`update connections set state = 'active' where state = 'needs_consent'`)
    await laterBy(25)
    await laterBy(25)
    const all = await told()

    expect(trouble.length).toBeGreaterThan(0)
    expect(new Set(trouble).size).toBe(trouble.length)
    expect(new Set(trouble.map(line => line.split(':')[0]))).toEqual(new Set(['Admin', 'Keeper']))
    const over = all.slice(trouble.length)
    expect(over.filter(line => line.startsWith('Admin'))).toHaveLength(
      trouble.filter(line => line.startsWith('Admin')).length,
    )
    expect(new Set(over).size).toBe(over.length)
    expect(over.every(line => / goe?s? on$/.test(line))).toBe(true)
  },
)
