import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Connector } from '#src/contracts/connector.ts'
import { keepGrants, warningDue, warnings } from '#src/features/connections/index.ts'
import { connect } from '#src/features/sync/index.ts'
import { testDatabase } from '#test/support/database.ts'
import { fakeMarket } from '#test/support/fake-market.ts'
import { startFakeMarket } from '#test/support/fake-market-server.ts'
import { addPerson } from '#test/support/talk.ts'
import { truncate } from '#test/support/truncate.ts'

const { db } = await testDatabase()
const dayMs = 86_400_000
const end = new Date('2026-09-01T12:00:00Z')

beforeEach(async () => {
  await truncate(
    db,
    'connections, connection_stores, connect_pages, vault, stores, people, channels, deliveries, identities, targets, pulls, feed_states restart identity cascade',
  )
})

describe('warnings ahead of an end', () => {
  it('come once for each stretch of days, whatever moments are looked at', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -3 * 24, max: 30 * 24 }), { maxLength: 60 }), hours => {
        const moments = [...hours].sort((a, b) => b - a)
        const told = new Set(moments.map(left => warningDue(end, new Date(end.getTime() - left * 3_600_000))))

        expect([...told].filter(one => one !== null && !warnings.includes(one))).toEqual([])
        if (moments.some(left => left >= 24 && left < 48)) expect(told.has(1)).toBe(true)
      }),
    )
  })

  it.each([
    [15, null],
    [14, 14],
    [10, 14],
    [7, 7],
    [5, 7],
    [3, 3],
    [2, 3],
    [1, 1],
    [0, 0],
    [-1, 0],
    [-2, null],
  ])('of %i days left is %s', (days, expected) => {
    expect(warningDue(end, new Date(end.getTime() - days * dayMs))).toBe(expected)
  })
})

async function connected(over: Partial<Connector>) {
  const market = await startFakeMarket()
  let clock = new Date('2026-08-01T12:00:00Z')
  const connector = { ...fakeMarket, ...over }
  const log = { info: () => {}, error: () => {} }
  const env = { FAKEMARKET_API_URL: market.url }
  const secretKey = 'a secret key of thirty-two characters'
  const parts = { db, connectors: [connector], env, secretKey, now: () => clock, log }
  const keys = { client_id: 'id', refresh_token: 'refresh-0' }
  await connect(parts, { connector: 'fakemarket', keys, since: '2026-07-25' })
  const owner = await addPerson(db, 'Mia')
  await addPerson(db, 'Boss', { role: 'administrator' })
  await addPerson(db, 'Other')
  for (const name of ['mia', 'boss', 'other']) {
    await db.execute(sql`insert into identities (messenger, workspace, external_id, person_id)
      select 'fake', '', ${name}, id from people where email = ${`${name}@example.com`}`)
  }
  await db.execute(sql`insert into targets (kpi_id, place, period, value, owner_id, valid_from, weight, withdrawn, set_at)
    select 'sales', 'store:' || slug, 'day', 1, ${owner}, '2026-01-01', 10, false, now() from stores`)
  return { parts, market, setClock: (at: Date) => (clock = at) }
}

async function told() {
  const rows = await db.execute(
    sql`select c.external_id as who, d.card from deliveries d join channels c on c.id = d.channel_id order by d.id`,
  )
  return rows.map(row => [String(row.who), String((row.card as { title: { en: string } }).title.en)] as const)
}

describe('what ends', () => {
  it('is told to administrators and the store owner, once per warning, whichever hours the job runs', async () => {
    const { parts, market, setClock } = await connected({ expiries: async () => ({ client_secret: end }) })

    for (let at = end.getTime() - 20 * dayMs; at < end.getTime() + 3 * dayMs; at += 5 * 3_600_000) {
      setClock(new Date(at))
      await keepGrants(parts, AbortSignal.timeout(60_000))
    }
    await market.close()

    const all = await told()
    expect(new Set(all.map(([who]) => who))).toEqual(new Set(['boss', 'mia']))
    const ofBoss = all.filter(([who]) => who === 'boss').map(([, title]) => title)
    expect(ofBoss).toHaveLength(5)
    expect(ofBoss.join()).toContain('ends in 14 days')
    expect(ofBoss.at(-1)).toContain('ends today')
  })

  it('of an interface is told to administrators alone, once for all grants', async () => {
    const versions = [{ api: 'orders', pinned: '1', sunset: '2026-08-10' }]
    const { parts, market } = await connected({ versions })

    for (let run = 0; run < 3; run += 1) await keepGrants(parts, AbortSignal.timeout(60_000))
    await market.close()

    expect(await told()).toEqual([['boss', expect.stringContaining('orders 1 ends in 8 days')]])
  })
})

describe('a grant that nobody uses', () => {
  it('is refreshed every day all the same, and a lost one is told once', async () => {
    const { parts, market, setClock } = await connected({})
    await db.execute(sql`update connections set state = 'paused'`)

    for (let day = 0; day < 5; day += 1) {
      setClock(new Date(Date.parse('2026-08-02T12:00:00Z') + day * dayMs))
      await keepGrants(parts, AbortSignal.timeout(60_000))
    }
    const refreshed = market.refreshes()
    await db.execute(sql`delete from vault where name like '%/keys'`)
    setClock(new Date('2026-08-08T12:00:00Z'))
    for (let run = 0; run < 3; run += 1) await keepGrants(parts, AbortSignal.timeout(60_000))
    await market.close()

    expect(refreshed).toBe(6)
    expect((await told()).filter(([, title]) => title.includes('does not accept the consent'))).toHaveLength(1)
  })
})
