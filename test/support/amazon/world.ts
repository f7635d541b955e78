import { Readable } from 'node:stream'
import { sql } from 'drizzle-orm'
import { amazon } from '#src/connectors/amazon/index.ts'
import { collect, connectFromShell, type SyncParts, waitFromShell } from '#src/features/sync/index.ts'
import type { Db } from '#src/platform/database/db.ts'
import { madeOrders } from '#test/support/made-orders.ts'
import { truncate } from '#test/support/truncate.ts'
import { type FakeAmazon, fakeKeys, startFakeAmazon } from './market.ts'

export const timeZone = 'America/Los_Angeles'
/** Its forty days have one of 23 hours. */
export const begun = new Date('2026-03-30T20:00:00Z')

/** The real engine beside an Amazon on this machine. */
export interface World {
  readonly fake: FakeAmazon
  readonly parts: SyncParts
  /** What the shell and the log said. */
  readonly said: string[]
  now(): Date
  connect(keys?: object, since?: string): Promise<boolean>
  wait(): Promise<boolean>
  /** Some time later the service looks for what changed. */
  laterBy(minutes: number): Promise<void>
}

/**
 * Empties the database and starts both. `budgets`: as published, or so wide that nothing waits for them. `start`: the
 * moment it is; where pauses matter the real one, by which the database counts them.
 */
export async function amazonWorld(
  db: Db,
  { budgets = 'wide', start = begun }: { readonly budgets?: 'published' | 'wide'; readonly start?: Date } = {},
): Promise<World> {
  await truncate(
    db,
    'connections, connection_stores, feed_states, pulls, order_ledger, day_coverage, call_budgets, raw_answers, vault, stores, sources, metric_day, dirty_days restart identity cascade',
  )
  let clock = start
  const said: string[] = []
  const fake = await startFakeAmazon(madeOrders(start, 40, timeZone), () => clock)
  const log = (fields: object, sentence: string) => said.push(`${JSON.stringify(fields)} ${sentence}`)
  const wide = amazon.budgets.map(budget => ({ ...budget, perSecond: 1_000, burst: 1_000 }))
  const parts: SyncParts = {
    db,
    connectors: [{ ...amazon, budgets: budgets === 'wide' ? wide : amazon.budgets }],
    env: { AMAZON_API_URL: fake.url, AMAZON_LWA_URL: fake.url, AMAZON_ADS_API_URL: fake.url },
    secretKey: 'a secret key of thirty-two characters',
    now: () => clock,
    log: { info: log, error: log },
    pause: async () => {},
  }
  const shellWith = (keys: object) => ({
    out: (line: string) => said.push(line),
    input: Readable.from([JSON.stringify(keys)]),
  })
  return {
    fake,
    parts,
    said,
    now: () => clock,
    connect: (keys = fakeKeys, since = '2m') =>
      connectFromShell(parts, ['amazon', '--keys', '-', '--since', since, '--yes'], shellWith(keys)),
    wait: () => waitFromShell(parts, ['--minutes', '3'], shellWith({})),
    laterBy: async minutes => {
      clock = new Date(clock.getTime() + minutes * 60_000)
      await collect(parts, AbortSignal.timeout(120_000))
    },
  }
}

/** Figures of a feed by day, of a SKU or the whole store. */
export async function storedDays(db: Db, feed: string, sku = '') {
  const rows =
    await db.execute(sql`select f.day::text as day, f.m from metric_day f join sources s on s.id = f.source_id
    where f.sku = ${sku} and s.key = ${`amazon/${feed}`} order by f.day`)
  return rows.map(row => ({ day: String(row.day), m: row.m as Record<string, number> }))
}
