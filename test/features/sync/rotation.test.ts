import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { connect, openSession, type SyncParts } from '#src/features/sync/index.ts'
import { projectRoot } from '#src/paths.ts'
import { testDatabase } from '#test/support/database.ts'
import { fakeMarket } from '#test/support/fake-market.ts'
import { type FakeMarketServer, startFakeMarket } from '#test/support/fake-market-server.ts'
import { programWords } from '#test/support/running/program.ts'
import { addPerson } from '#test/support/talk.ts'
import { truncate } from '#test/support/truncate.ts'

const database = await testDatabase()
const { db } = database
const now = new Date(Math.floor(Date.now() / 1_000) * 1_000)
const since = new Date(now.getTime() - 20 * 86_400_000).toISOString().slice(0, 10)
let market: FakeMarketServer
let parts: SyncParts

beforeEach(async () => {
  await truncate(
    db,
    'connections, connection_stores, feed_states, pulls, order_ledger, day_coverage, held_days, call_budgets, raw_answers, vault, stores, sources, metric_day, dirty_days, people, deliveries, channels restart identity cascade',
  )
  market = await startFakeMarket()
  parts = {
    ...{ db, connectors: [fakeMarket], env: { FAKEMARKET_API_URL: market.url } },
    secretKey: 'a secret key of thirty-two characters',
    now: () => now,
    log: { info: () => {}, error: () => {} },
  }
  await connect(parts, { connector: 'fakemarket', keys: { client_id: 'id', refresh_token: 'refresh-0' }, since })
  const id = await addPerson(db, 'Admin', { role: 'administrator' })
  await db.execute(
    sql`insert into identities (messenger, workspace, external_id, person_id) values ('fake', '', 'p1', ${id})`,
  )
  await endToken()
})

afterEach(() => market.close())

/** The access token has ended: the next call exchanges the refresh token, which works once. */
async function endToken(): Promise<void> {
  await db.execute(sql`delete from vault where name like '%/token/%'`)
}

async function replica(kill = ''): Promise<{ readonly signal: string | null; readonly said: string }> {
  const child = spawn(process.execPath, programWords('test/support/servers/token-process.ts'), {
    cwd: projectRoot,
    env: {
      ...process.env,
      ...{ TOKEN_DATABASE: database.url, TOKEN_MARKET: market.url, TOKEN_NOW: now.toISOString(), TOKEN_KILL: kill },
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [said, [, signal]] = await Promise.all([text(child.stdout), once(child, 'exit')])
  await db.execute(sql`update pulls set lease_until = null`) // what a dead process held is free later
  return { signal, said }
}

const grant = async () => (await db.execute(sql`select state from connections`)).map(row => row.state)
const refused = () => market.refusals()

describe('a refresh token that works once', () => {
  it.each(['before', 'committed'])('is lost to nobody when the process is killed: %s', async moment => {
    expect((await replica(moment)).signal).toBe('SIGKILL')

    expect((await replica()).said).toBe('whole')
    expect(await grant()).toEqual(['active'])
    expect([market.refreshes(), refused()]).toEqual([2, 0])
  })

  it.each(['answered', 'written'])('that was used up by a killed process asks for consent once: %s', async moment => {
    expect((await replica(moment)).signal).toBe('SIGKILL')

    expect((await replica()).said).toBe('open')
    expect(await grant()).toEqual(['needs_consent'])
    const tried = refused()
    expect(tried).toBeGreaterThan(0)
    await Promise.all([replica(), replica()])

    expect(refused()).toBe(tried) // never a loop of refused exchanges
    expect(market.refreshes()).toBe(2)
    const told = await db.execute(sql`select key from deliveries where key like '%/authorisation/%'`)
    expect(told).toHaveLength(1)

    const keys = { client_id: 'id', refresh_token: market.refreshToken() } // somebody authorises again
    await connect(parts, { connector: 'fakemarket', keys, since })
    expect((await replica()).said).toBe('whole')
    expect((await db.execute(sql`select count(*)::int as stores from stores`))[0]).toEqual({ stores: 1 })
  })

  it('is exchanged by one of two replicas', async () => {
    const ends = await Promise.all([replica(), replica()])

    expect(ends.map(one => one.said)).toEqual(['whole', 'whole'])
    expect([market.refreshes(), refused()]).toEqual([2, 0])
  })

  it('is kept although the step is stopped while it is exchanged', async () => {
    const stop = new AbortController()
    market.beforeToken = () => stop.abort(new Error('the service ends'))
    const { context } = await openSession(parts, fakeMarket, { connectionId: 1 }, stop.signal)
    await expect(fakeMarket.listStores(context)).rejects.toThrow()

    await endToken()
    market.beforeToken = () => {}
    const again = await openSession(parts, fakeMarket, { connectionId: 1 }, AbortSignal.timeout(10_000))
    expect(await fakeMarket.listStores(again.context)).toHaveLength(1)
    expect(refused()).toBe(0)
  })

  it('is kept although the transaction that stores it breaks', async () => {
    let breaks = 1
    const locks = new Proxy(db, {
      get: (target, name) => {
        const value: unknown = Reflect.get(target, name)
        if (name !== 'transaction' || typeof value !== 'function') return value
        return (work: (tx: unknown) => Promise<unknown>) =>
          value.call(target, async (tx: unknown) => {
            await work(tx)
            if (breaks-- > 0) throw new Error('the database went away')
          })
      },
    })
    const { context } = await openSession(
      { ...parts, locks },
      fakeMarket,
      { connectionId: 1 },
      AbortSignal.timeout(10_000),
    )
    expect(await fakeMarket.listStores(context)).toHaveLength(1)

    await endToken()
    const again = await openSession(parts, fakeMarket, { connectionId: 1 }, AbortSignal.timeout(10_000))
    expect(await fakeMarket.listStores(again.context)).toHaveLength(1)
    expect(refused()).toBe(0)
  })
})
