import { sql } from 'drizzle-orm'
import { afterEach, expect, it, vi } from 'vitest'
import { connectors } from '#src/connectors/index.ts'
import type { Connector } from '#src/contracts/connector.ts'
import { shiftDays } from '#src/domain/days.ts'
import { testDatabase } from '#test/support/database.ts'
import { type MarketRun, startMarketRun } from '#test/support/market-run.ts'
import { type EveryMarket, everyMarket } from '#test/support/markets/every-market.ts'

vi.setConfig({ testTimeout: 400_000 }) // some days of every marketplace, twice

const { db } = await testDatabase()
/** Pauses are kept by the clock of the database. */
const begun = new Date(Math.floor(Date.now() / 1_000) * 1_000)
const today = begun.toISOString().slice(0, 10)
const [near, far] = [shiftDays(today, -3), shiftDays(today, -8)]
let market: EveryMarket | null = null

afterEach(() => market?.close())

async function runOf(connector: Connector): Promise<MarketRun> {
  const main = connector.feeds.find(feed => feed.isMain) ?? connector.feeds[0]
  return startMarketRun(db, connector, market?.env ?? {}, begun, [main?.id ?? ''])
}

async function figures(from: string): Promise<string> {
  const rows =
    await db.execute(sql`select f.day::text, f.sku, f.m::text, c.state from metric_day f left join day_coverage c
    on c.store_id = f.store_id and c.source_id = f.source_id and c.day = f.day where f.day >= ${from}::date order by 1, 2`)
  return JSON.stringify(rows, null, 1)
}

async function history(): Promise<readonly { readonly from: string; readonly to: string }[]> {
  const rows = await db.execute(sql`select from_day::text as from, to_day::text as to from pulls where kind = 'backfill'
    order by from_day`)
  return rows.map(row => ({ from: String(row.from), to: String(row.to) }))
}

it.each(connectors.filter(one => !one.simulated).map(one => [one.id, one] as const))(
  '%s connected again with an earlier start has the days before, and asks for nothing twice',
  async (id, connector) => {
    market = (await everyMarket[id]?.(() => begun, 9)) ?? null
    if (!market) throw new Error(id)
    const whole = await runOf(connector)
    expect(await whole.connect(market.keys, '--since', far)).toBe(true)
    expect(await whole.wait()).toBe(true)
    const right = await figures(far)
    await market.close()

    market = (await everyMarket[id]?.(() => begun, 9)) ?? null // its refresh tokens are new again
    if (!market) throw new Error(id)
    const run = await runOf(connector)
    await run.connect(market.keys, '--since', near)
    await run.wait()
    const before = await history()
    await run.connect(market.keys)
    expect(await history()).toEqual(before) // nobody named a day
    await run.connect(market.keys, '--since', near)
    expect(await history()).toEqual(before)
    await run.connect(market.keys, '--since', far)

    expect(run.said.join('\n')).toContain(`further back now: from ${far} on`)
    const pieces = await history()
    expect(pieces[0]?.from).toBe(far)
    for (const [at, { to }] of pieces.entries()) {
      const next = pieces[at + 1]
      if (next) expect(next.from).toBe(shiftDays(to, 1))
    }
    expect(await run.wait()).toBe(true)
    expect(await figures(far)).toBe(right)
  },
)
