import { Readable } from 'node:stream'
import { gunzipSync } from 'node:zlib'
import { sql } from 'drizzle-orm'
import type { Connector } from '#src/contracts/connector.ts'
import { collect, connectFromShell, type SyncParts, waitFromShell } from '#src/features/sync/index.ts'
import type { Db } from '#src/platform/database/db.ts'
import { truncate } from '#test/support/truncate.ts'

/** A service with one connector, from the shell to the stored days; its clock is moved by hand. */
export interface MarketRun {
  readonly parts: SyncParts
  readonly said: string[]
  clock: Date
  connect(keys: object, ...words: readonly string[]): Promise<boolean>
  wait(minutes?: number): Promise<boolean>
  /** Waits until what is said to be open matches, and answers it; after a minute it is what was said last. @throws where all is there */
  openWords(words: RegExp): Promise<string>
  /** Some time later the service looks for what changed. */
  laterBy(minutes: number): Promise<void>
  /** What is stored of a feed, by day and SKU (`''`: the store). */
  days(feed: string): Promise<ReadonlyMap<string, Readonly<Record<string, number>>>>
}

/**
 * Empties the tables of the sync and starts a service that calls as often as it likes. A feed that is not there pauses for
 * a day of the database's clock: where `begun` is long ago, name only feeds that are.
 */
export async function startMarketRun(
  db: Db,
  connector: Connector,
  env: Readonly<Record<string, string>>,
  begun: Date,
  feeds: readonly string[] = connector.feeds.map(({ id }) => id),
): Promise<MarketRun> {
  await truncate(
    db,
    'connections, connection_stores, feed_states, pulls, order_ledger, day_coverage, call_budgets, raw_answers, vault, stores, sources, metric_day, dirty_days restart identity cascade',
  )
  const said: string[] = []
  const log = (fields: object, sentence: string) => said.push(`${JSON.stringify(fields)} ${sentence}`)
  const fast = connector.budgets.map(budget => ({ ...budget, perSecond: 10_000, burst: 10_000 }))
  const run: MarketRun = {
    said,
    clock: begun,
    parts: {
      db,
      connectors: [{ ...connector, budgets: fast, feeds: connector.feeds.filter(({ id }) => feeds.includes(id)) }],
      env,
      secretKey: 'a secret key of thirty-two characters',
      now: () => run.clock,
      log: { info: log, error: log },
    },
    connect: (keys, ...words) =>
      connectFromShell(run.parts, [connector.id, '--keys', '-', '--yes', ...words], shell(said, keys)),
    wait: (minutes = 3) => waitFromShell(run.parts, ['--minutes', String(minutes)], shell(said, {})),
    openWords: words => openWords(run, words),
    laterBy: async minutes => {
      run.clock = new Date(run.clock.getTime() + minutes * 60_000)
      await collect(run.parts, AbortSignal.timeout(60_000))
    },
    days: feed => storedDays(db, `${connector.id}/${feed}`),
  }
  return run
}

/** Waits again and again for a moment: what fails is tried again at once where the clock of the run stands, all the time. */
async function openWords(run: MarketRun, words: RegExp): Promise<string> {
  for (let tries = 0, open = ''; ; tries += 1) {
    if (words.test(open) || tries === 60) return open
    run.said.length = 0
    if (await run.wait(1 / 60)) throw new Error(`Nothing is open: ${run.said.join('\n')}`)
    const said = run.said.join('\n')
    open = said.slice(said.indexOf('Still open:'))
  }
}

function shell(said: string[], keys: object) {
  return { out: (line: string) => said.push(line), input: Readable.from([JSON.stringify(keys)]) }
}

async function storedDays(db: Db, source: string) {
  const rows = await db.execute(sql`select f.day::text as day, f.sku, f.m from metric_day f
    join sources s on s.id = f.source_id where s.key = ${source} order by f.day, f.sku`)
  return new Map(rows.map(row => [`${row.day} ${row.sku}`, row.m as Record<string, number>]))
}

/** All that is kept, as lines, sealed as it lies there and answers of marketplaces unpacked: nobody's secret or name may stand in it. */
export async function everythingKept(db: Db): Promise<string> {
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
