import { sql } from 'drizzle-orm'
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { connectors } from '#src/connectors/index.ts'
import type { Connector } from '#src/contracts/connector.ts'
import { hurryPulls } from '#src/features/sync/index.ts'
import { runStep } from '#src/features/sync/run-step.ts'
import { testDatabase } from '#test/support/database.ts'
import { type MarketRun, startMarketRun } from '#test/support/market-run.ts'
import { type EveryMarket, everyMarket } from '#test/support/markets/every-market.ts'
import { type Hostility, hostilities, startHostileServer } from '#test/support/markets/hostile-server.ts'

vi.setConfig({ testTimeout: 400_000 }) // every kind of hostility one after another

const { db } = await testDatabase()
/** Pauses are kept by the clock of the database. */
const begun = new Date(Math.floor(Date.now() / 1_000) * 1_000)
const days = 6
const realFetch = globalThis.fetch
const open: { close(): unknown }[] = []
let hostile: Awaited<ReturnType<typeof startHostileServer>>

beforeAll(async () => {
  hostile = await startHostileServer()
  return () => hostile.close()
})

afterEach(async () => {
  vi.restoreAllMocks()
  for (const one of open.splice(0)) await one.close()
})

/** A pause is not waited for: what is kept of pauses moves nearer instead. */
async function pause(ms: number): Promise<void> {
  await db.execute(sql`update call_budgets set blocked_until = blocked_until - ${ms} * interval '1 millisecond',
    refilled_at = refilled_at - ${ms} * interval '1 millisecond'`)
}

/** How calls go wrong from now on; `null`: they do not. */
interface Wrong {
  how: Hostility | null
  /** Calls since it was set. */
  calls: number
  /** Only this call goes wrong; `null`: all. */
  only: number | null
}

function disturbed(): Wrong {
  const wrong: Wrong = { how: null, calls: 0, only: null }
  vi.spyOn(globalThis, 'fetch').mockImplementation((url, init) => {
    wrong.calls += 1
    const isIt = wrong.how !== null && (wrong.only === null || wrong.only === wrong.calls)
    return realFetch(isIt ? `${hostile.url}/${encodeURIComponent(wrong.how ?? '')}` : url, init)
  })
  return wrong
}

async function start(connector: Connector): Promise<MarketRun> {
  const market: EveryMarket | undefined = await everyMarket[connector.id]?.(() => begun, days)
  if (!market) throw new Error(connector.id)
  open.push(market)
  const main = connector.feeds.find(feed => feed.isMain) ?? connector.feeds[0]
  const run = await startMarketRun(db, connector, market.env, begun, [main?.id ?? ''])
  const made: MarketRun = { ...run, parts: { ...run.parts, answerMs: 100, pause, now: () => new Date() } }
  const since = new Date(begun.getTime() - (days + 1) * 86_400_000).toISOString().slice(0, 10)
  expect(await run.connect(market.keys, '--since', since)).toBe(true)
  return made
}

/** Takes steps until nothing is due; a feed that spins would take them all. @returns how many it took */
async function steps({ parts }: MarketRun, how = 'nothing', most = 60): Promise<number> {
  for (let taken = 0; taken < most; taken += 1) {
    if (!(await runStep(parts, new AbortController().signal))) return taken
  }
  throw new Error(`still busy after ${most} steps: it ${how}`)
}

/** All figures of days of which the service says that they are whole. */
async function wholeDays(): Promise<ReadonlyMap<string, string>> {
  const rows = await db.execute(sql`select f.day::text || ' ' || f.sku as key, f.m::text as m from metric_day f
    join day_coverage c on c.store_id = f.store_id and c.source_id = f.source_id and c.day = f.day and c.state <> 'partial'
    order by 1`)
  return new Map(rows.map(row => [String(row.key), String(row.m)]))
}

const known = new Map<string, ReadonlyMap<string, string>>()

/** What a service knows that was never disturbed. */
async function undisturbed(connector: Connector): Promise<ReadonlyMap<string, string>> {
  const before = known.get(connector.id)
  if (before) return before
  const run = await start(connector)
  await toTheEnd(run)
  const right = await wholeDays()
  expect(right.size).toBeGreaterThanOrEqual(days - 1)
  known.set(connector.id, right)
  return right
}

async function goOn(): Promise<void> {
  await hurryPulls(db)
  await db.execute(sql`update call_budgets set blocked_until = null, refusals = 0`)
  await db.execute(sql`update connections set state = 'active'`)
}

/** Waits for nothing: what is due later is done now. */
async function toTheEnd(run: MarketRun): Promise<void> {
  for (let rounds = 0; rounds < 12; rounds += 1) {
    await goOn()
    await steps(run)
    const waiting = await db.execute(sql`select 1 from pulls where state in ('waiting', 'failed')`)
    if (waiting.length === 0) return
  }
}

/** What is said of pulls that are not done. */
async function trouble() {
  const rows = await db.execute(sql`select p.state, c.state as connection, coalesce(p.error, f.error) as error,
      coalesce(extract(epoch from p.not_before - clock_timestamp()), 0)::float8 as seconds
    from pulls p join connection_stores s on s.id = p.connection_store_id join connections c on c.id = s.connection_id
    left join feed_states f on f.connection_store_id = p.connection_store_id and f.feed = p.feed
    where p.state in ('waiting', 'failed')`)
  return rows.map(row => ({
    connection: String(row.connection),
    error: String(row.error ?? ''),
    seconds: Number(row.seconds),
  }))
}

const real = connectors.filter(one => !one.simulated)

describe.each(real.map(one => [one.id, one] as const))('%s', (_id, connector) => {
  it('tells what is wrong with a hostile server, never spins, never writes a wrong figure, and goes on', async () => {
    const right = await undisturbed(connector)
    const run = await start(connector)
    const wrong = disturbed()

    for (const how of Object.keys(hostilities) as Hostility[]) {
      Object.assign(wrong, { how, calls: 0 })
      await goOn()
      await steps(run, how)

      const left = await trouble()
      expect(left.length, how).toBeGreaterThan(0)
      expect(
        left.filter(({ error, connection }) => error === '' && connection === 'active'),
        how,
      ).toEqual([])
      expect(Math.max(...left.map(({ seconds }) => seconds)), how).toBeLessThan(3_700)
      expect(wrong.calls, how).toBeLessThan(200)
      for (const [key, figures] of await wholeDays()) expect([how, key, figures]).toEqual([how, key, right.get(key)])
    }

    wrong.how = null
    await toTheEnd(run)
    expect([...(await wholeDays())]).toEqual([...right])
  })

  it.each([1, 3])('whose call %i finds its token gone has right figures in the end', async only => {
    const right = await undisturbed(connector)
    const run = await start(connector)
    Object.assign(disturbed(), { how: 'knows no token any more', only })

    await toTheEnd(run)

    expect([...(await wholeDays())]).toEqual([...right])
  })
})
