import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { commands } from '#commands/index.ts'
import type { Card } from '#src/chat/card.ts'
import type { Connector, FoundStore } from '#src/contracts/connector.ts'
import { keepGrants, syncReport } from '#src/features/connections/index.ts'
import { collect, connect, hurryPulls, type SyncParts, waitForHistory } from '#src/features/sync/index.ts'
import { locales } from '#src/i18n/locale.ts'
import { testDatabase } from '#test/support/database.ts'
import { fakeMarket } from '#test/support/fake-market.ts'
import { type FakeMarketServer, startFakeMarket } from '#test/support/fake-market-server.ts'
import { addPerson, buttonsOf, talkTo, textOf } from '#test/support/talk.ts'
import { truncate } from '#test/support/truncate.ts'

const { db } = await testDatabase()
const keys = { client_id: 'id', refresh_token: 'refresh-0' }
let market: FakeMarketServer
let parts: SyncParts
let clock: Date
let changed: Partial<FoundStore>

beforeEach(async () => {
  await truncate(
    db,
    'connections, connection_stores, feed_states, pulls, order_ledger, day_coverage, held_days, call_budgets, raw_answers, vault, stores, sources, metric_day, dirty_days, people, deliveries, channels, identities, audit restart identity cascade',
  )
  market = await startFakeMarket()
  clock = new Date('2026-06-30T20:00:00Z')
  changed = {}
  const connector: Connector = {
    ...fakeMarket,
    listStores: async context => (await fakeMarket.listStores(context)).map(one => ({ ...one, ...changed })),
  }
  parts = {
    db,
    connectors: [connector],
    env: { FAKEMARKET_API_URL: market.url },
    secretKey: 'a secret key of thirty-two characters',
    now: () => clock,
    log: { info: () => {}, error: () => {} },
    pause: async () => {},
  }
  const boss = await addPerson(db, 'Owner', { role: 'administrator' })
  await db.execute(
    sql`insert into identities (messenger, workspace, external_id, person_id) values ('fake', '', 'boss', ${boss})`,
  )
  await connect(parts, { connector: 'fakemarket', keys, since: '2026-06-20' })
  expect(await waitForHistory(parts, 1)).toBe(true)
})

afterEach(() => market.close())

/** A day later the grant is looked at, and what is due is fetched. */
async function nextDay(): Promise<void> {
  clock = new Date(clock.getTime() + 86_400_000)
  await keepGrants(parts, AbortSignal.timeout(60_000))
  await collect(parts, AbortSignal.timeout(30_000), 5_000)
}

const talk = () => talkTo(db, commands, clock, { markets: { ...parts, publicUrl: 'https://kpi.example.com' } })

/** The line of a button of the card that was sent. */
async function buttonLine(begins: string): Promise<string> {
  const [row] = await db.execute(sql`select card from deliveries where key like '%changed%'`)
  return buttonsOf(row?.card as Card).find(line => line.startsWith(begins)) ?? 'there is no such button'
}

async function told(): Promise<number> {
  const rows = await db.execute(sql`select card::text as card from deliveries`)
  return rows.filter(row => String(row.card).includes('counts differently now')).length
}

async function lastDay(storeId = 1): Promise<string> {
  const [row] = await db.execute(sql`select max(day)::text as day from metric_day where store_id = ${storeId}`)
  return String(row?.day)
}

describe.each([{ currency: 'JPY' }, { timeZone: 'Asia/Tokyo' }])('a shop that counts in %j now', change => {
  it('is stopped before anything is written, told once, and goes on when it is set back', async () => {
    const before = await lastDay()
    changed = change
    for (let day = 0; day < 3; day += 1) await nextDay()
    await hurryPulls(db)
    await collect(parts, AbortSignal.timeout(30_000), 5_000)

    expect(await lastDay()).toBe(before)
    expect(await told()).toBe(1)
    const { lines } = await syncReport(parts, null, 'UTC')
    expect(JSON.stringify(lines)).toMatch(/counts in .*(JPY|Tokyo).* now/)
    expect(JSON.stringify(lines)).toContain('connect it again under another name')

    changed = {}
    await nextDay()

    expect((await lastDay()) > before).toBe(true)
    expect(await told()).toBe(1)
  })

  it('is taken over by the button of its card, and all that can be had is fetched anew', async () => {
    changed = change
    await nextDay()
    const line = await buttonLine('sync adopt')

    const card = await talk().say(line)

    expect(textOf(card)).toContain(change.currency ?? change.timeZone)
    expect(await waitForHistory(parts, 1)).toBe(true)
    await nextDay()
    expect(await db.execute(sql`select currency, time_zone from stores`)).toMatchObject([
      { currency: change.currency ?? 'USD', time_zone: change.timeZone ?? 'America/Los_Angeles' },
    ])
    expect((await lastDay()) >= '2026-06-30').toBe(true)
    expect(await told()).toBe(1)
    expect(textOf(await talk().say(line))).toContain('Nothing of this shop waits')
    const [row] = await db.execute(
      sql`select count(*)::int as n from audit where line like 'sync adopt%' and outcome = 'ok'`,
    )
    expect(row?.n).toBe(1)
  })

  it('keeps what stands here by the other button, and nobody is asked again', async () => {
    const before = await lastDay()
    changed = change
    await nextDay()

    await talk().say(await buttonLine('sync keep'))
    for (let day = 0; day < 2; day += 1) await nextDay()

    expect(await db.execute(sql`select currency, time_zone from stores`)).toMatchObject([
      { currency: 'USD', time_zone: 'America/Los_Angeles' },
    ])
    expect((await lastDay()) > before).toBe(change.currency === undefined)
    expect(await told()).toBe(1)
  })

  it.each(locales)('says in %s what each choice comes to', async locale => {
    changed = change
    await nextDay()
    const [row] = await db.execute(sql`select card from deliveries where key like '%changed%'`)
    const text = textOf(row?.card as Card, locale)

    expect(text).toContain(change.currency ?? change.timeZone)
    expect(text).toContain(change.currency ? 'USD' : 'America/Los_Angeles')
    expect(text).not.toMatch(/[{}]/)
  })

  it('becomes another store under another name, and the former keeps its history', async () => {
    const [row] = await db.execute(sql`select count(*)::int as n from metric_day where store_id = 1`)
    changed = change
    await nextDay()
    await connect(parts, { connector: 'fakemarket', keys, since: '2026-06-20', store: 'New harbour' })
    expect(await waitForHistory(parts, 1)).toBe(true)

    const [kept] = await db.execute(sql`select count(*)::int as n from metric_day where store_id = 1`)
    expect(kept).toEqual(row)
    expect(await db.execute(sql`select currency, time_zone from stores order by id`)).toMatchObject([
      { currency: 'USD', time_zone: 'America/Los_Angeles' },
      {
        currency: 'USD',
        time_zone: 'America/Los_Angeles',
        ...(change.currency ? { currency: 'JPY' } : { time_zone: 'Asia/Tokyo' }),
      },
    ])
    expect((await lastDay(2)) > '2026-06-29').toBe(true)
  })
})
