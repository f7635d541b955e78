import { sql } from 'drizzle-orm'
import Fastify from 'fastify'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { commands } from '#commands/index.ts'
import type { Connector } from '#src/contracts/connector.ts'
import { connect, type SyncParts, waitForHistory } from '#src/features/sync/index.ts'
import { syncPageRoutes } from '#src/http/sync-page.ts'
import { testDatabase } from '#test/support/database.ts'
import { fakeMarket } from '#test/support/fake-market.ts'
import { type FakeMarketServer, startFakeMarket } from '#test/support/fake-market-server.ts'
import { addPerson, type Talk, talkTo, textOf } from '#test/support/talk.ts'
import { truncate } from '#test/support/truncate.ts'

const { db } = await testDatabase()
const clock = new Date('2026-06-30T20:00:00Z')
const publicUrl = 'https://kpi.example.com'
let market: FakeMarketServer
let theirs: Record<string, string>
let parts: SyncParts & { readonly publicUrl: string }
let talk: Talk

beforeEach(async () => {
  await truncate(
    db,
    'connections, connection_stores, feed_states, pulls, order_ledger, day_coverage, call_budgets, raw_answers, vault, stores, sources, metric_day, people, channels, deliveries restart identity cascade',
  )
  market = await startFakeMarket()
  theirs = {}
  const [orders] = fakeMarket.feeds
  if (!orders) throw new Error('The fake market has no feed')
  const connector: Connector = {
    ...fakeMarket,
    feeds: [{ ...orders, historyDays: 40 }],
    totals: async ({ window }) => [{ day: window.from, measures: theirs }],
  }
  const log = { info: () => {}, error: () => {} }
  const env = { FAKEMARKET_API_URL: market.url }
  const secretKey = 'a secret key of thirty-two characters'
  parts = { db, connectors: [connector], env, secretKey, now: () => clock, log, publicUrl }
  talk = talkTo(db, commands, clock, { markets: parts })
  await addPerson(db, 'Owner', { role: 'administrator', timeZone: 'Asia/Tokyo' })
  const at = '2026-06-29T18:00:00Z'
  market.orders.push({ id: 'O', sku: 'S', units: '1', price: '10.05', at, changed: at, cancelled: null, refunds: [] })
})

afterEach(() => market.close())

const keys = { client_id: 'id', refresh_token: 'refresh-0' }
const connectAll = (since = '2020-01-01') => connect(parts, { connector: 'fakemarket', keys, since })

describe('the report of connected shops', () => {
  it('says through which day, from when on, what is next and which calls are left', async () => {
    await connectAll()
    await waitForHistory(parts, 1)

    const text = textOf(await talk.say('sync'))

    for (const words of ['Harbour · Orders', '2026-06-29', 'gives nothing earlier', 'next pull', 'orders: '])
      expect(text).toContain(words)
    expect(textOf(await talk.say('同期'), 'ja')).toContain('取得できません')
  })

  it('does not blame the marketplace for a beginning that somebody chose', async () => {
    await connectAll('2026-06-20')
    await waitForHistory(parts, 1)

    expect(textOf(await talk.say('sync'))).not.toContain('nothing earlier')
  })

  it('gives no time before it can be known', async () => {
    await connectAll()

    const text = textOf(await talk.say('sync'))
    expect(text).toContain('history 0%')
    expect(text).toContain('too early')
  })

  it('stands on a page of its own, for the person whose link it is, until it runs out', async () => {
    await connectAll()
    await waitForHistory(parts, 1)
    const card = await talk.say('sync')
    const [link = ''] = card.blocks.flatMap(block => (block.type === 'link' ? [block.url] : []))
    let now = clock
    const app = Fastify()
    await app.register(syncPageRoutes({ ...parts, now: () => now }))
    const get = async (url: string) => app.inject({ method: 'GET', url: url.replace(publicUrl, '') })

    expect((await get(link)).body).toContain('<h2>Harbour</h2><h3>Orders</h3>')
    expect((await get(`${link}&lang=zh-CN`)).body).toContain('<html lang="zh-CN">')
    expect((await get(link.replace('page=1', 'page=2'))).statusCode).toBe(403)
    now = new Date(clock.getTime() + 13 * 3_600_000)
    expect((await get(link)).statusCode).toBe(403)
    await app.close()
  })
})

describe('the check of a shop', () => {
  beforeEach(async () => {
    await connectAll()
    await waitForHistory(parts, 1)
    theirs = { net_sales: '1005', orders: '1' }
  })

  it('says that every step is fine', async () => {
    const text = textOf(await talk.say('sync check harbour'))

    expect(text).toContain('Every step is fine.')
    expect(text.match(/✓/g)).toHaveLength(5)
  })

  it.each([
    [
      'the consent is gone',
      async () => void (await db.execute(sql`delete from vault where name not like '%/keys'`)),
      'connect fakemarket',
    ],
    ['it is paused', async () => void (await db.execute(sql`update connections set state = 'paused'`)), 'sync resume'],
    [
      'the marketplace counts otherwise',
      async () => {
        theirs = { net_sales: '2005', orders: '1' }
      },
      'reconcile STORE 2026-06',
    ],
    [
      'a feed lacks a permission',
      async () => void (await db.execute(sql`update feed_states set error_kind = 'scope', error = 'x'`)),
      'orders.read',
    ],
    ['somebody typed a figure', typed, 'goes before the marketplace'],
  ])('finds what is wrong and says what to do: %s', async (_what, spoil, todo) => {
    await spoil()

    const card = await talk.say('sync 点検 harbour')

    expect(card.tone).toBe('bad')
    expect(textOf(card)).toContain(todo)
  })

  it.each([
    ['10 minutes', false],
    ['1 hour', false],
    ['30 hours', true],
  ])('a feed of which no pull ended yet is late where it was connected %s ago: %s', async (ago, isLate) => {
    await db.execute(sql`update feed_states set last_ok_at = null`)
    await db.execute(sql`update pulls set created_at = ${clock.toISOString()}::timestamptz - ${ago}::interval`)

    const text = textOf(await talk.say('sync check harbour'))

    expect(text.includes('no pull ended well for too long')).toBe(isLate)
  })
})

async function typed() {
  await db.execute(sql`insert into sources (key, name, rank) values ('record', 'Typed', 90) on conflict do nothing`)
  await db.execute(sql`insert into metric_day (store_id, source_id, sku, day, m, updated_at)
    select s.id, o.id, '', '2026-06-29', '{"net_sales": 1}', now() from stores s, sources o where o.key = 'record'`)
}
