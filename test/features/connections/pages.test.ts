import { sql } from 'drizzle-orm'
import Fastify, { type FastifyInstance } from 'fastify'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { commands } from '#commands/index.ts'
import type { Card } from '#src/chat/card.ts'
import { connectRoutes } from '#src/http/connect/index.ts'
import { errorHandler } from '#src/http/error-handler.ts'
import { locales } from '#src/i18n/locale.ts'
import { consentingMarket } from '#test/support/consenting-market.ts'
import { testDatabase } from '#test/support/database.ts'
import { type FakeMarketServer, startFakeMarket } from '#test/support/fake-market-server.ts'
import { addPerson, buttonsOf, type Talk, talkTo, textOf } from '#test/support/talk.ts'
import { truncate } from '#test/support/truncate.ts'

const { db } = await testDatabase()
const secret = 'refresh-0'
const publicUrl = 'https://kpi.example.com'
let market: FakeMarketServer
let clock: Date
let app: FastifyInstance
let talk: Talk
let said: string[]
const enqueued: string[] = []

beforeEach(async () => {
  await truncate(
    db,
    'connections, connection_stores, connect_pages, feed_states, pulls, order_ledger, day_coverage, call_budgets, raw_answers, vault, stores, sources, metric_day, people, channels, deliveries, audit restart identity cascade',
  )
  clock = new Date('2026-06-30T20:00:00Z')
  said = []
  market = await startFakeMarket()
  const env = { FAKEMARKET_API_URL: market.url }
  const markets = { connectors: [consentingMarket], env, secretKey: 'a secret key of thirty-two characters', publicUrl }
  const log = { info: () => {}, error: (fields: object) => void said.push(JSON.stringify(fields)) }
  app = Fastify()
  app.setErrorHandler(errorHandler(async () => null))
  const enqueue = async (_db: unknown, job: string) => void enqueued.push(job)
  await app.register(connectRoutes({ ...markets, db, now: () => clock, log, enqueue }))
  talk = talkTo(db, commands, clock, { markets })
  await addPerson(db, 'Owner', { role: 'administrator' })
})

afterEach(async () => {
  await app.close()
  await market.close()
})

function linkOf(card: Card): string {
  const [link] = card.blocks.flatMap(block => (block.type === 'link' ? [block.url] : []))
  if (!link?.startsWith(publicUrl)) throw new Error('The card has no link')
  return link.slice(publicUrl.length)
}

/** A browser with one cookie. */
function browser() {
  let cookie = ''
  const ask = async (method: 'GET' | 'POST', url: string, form?: Record<string, string>) => {
    const answer = await app.inject({
      method,
      url,
      headers: { cookie, ...(form && { 'content-type': 'application/x-www-form-urlencoded' }) },
      ...(form && { payload: new URLSearchParams(form).toString() }),
    })
    const set = answer.headers['set-cookie']
    if (typeof set === 'string') cookie = set.split(';')[0] ?? ''
    return answer
  }
  return {
    get: (url: string) => ask('GET', url),
    post: (url: string, form: Record<string, string>) => ask('POST', url, form),
  }
}

async function opened() {
  const url = linkOf(await talk.say('connect fakemarket'))
  const it = browser()
  const answer = await it.post('/connect/fakemarket/start', { page: url.split('page=')[1] ?? '' })
  if (answer.statusCode !== 303) throw new Error(`The page did not open: ${answer.statusCode}`)
  return it
}

describe('connecting a shop from chat', () => {
  it('lists the marketplaces and gives a link, to an administrator in private alone', async () => {
    await addPerson(db, 'Mia', { role: 'manager' })

    expect(buttonsOf(await talk.say('connect'))).toEqual(['connect fakemarket'])
    expect(textOf(await talk.say('connect fakemarket', 'mia@example.com'))).toContain('administrator')
    const group = await talk.ask('connect fakemarket', 'owner@example.com', { kind: 'group', channel: 'g' })
    expect(JSON.stringify(group.cards)).not.toContain('/connect/')
    for (const line of ['接続 見本市場', '连接 样例市场', 'connect fake market'])
      expect(linkOf(await talk.say(line))).toContain('/connect/fakemarket/start?page=')
  })

  it('does not use a link up by looking at it, opens it once, and not after 15 minutes', async () => {
    const url = linkOf(await talk.say('connect fakemarket'))
    const page = url.split('page=')[1] ?? ''
    for (let look = 0; look < 3; look += 1) expect((await browser().get(url)).statusCode).toBe(200)

    expect((await browser().post('/connect/fakemarket/start', { page })).statusCode).toBe(303)
    expect((await browser().post('/connect/fakemarket/start', { page })).statusCode).toBe(403)
    expect((await browser().get(url)).statusCode).toBe(403)
    expect((await browser().get('/connect/fakemarket/keys')).statusCode).toBe(403)

    const late = linkOf(await talk.say('connect fakemarket'))
    clock = new Date(clock.getTime() + 15 * 60_000 + 1_000)
    expect((await browser().get(late)).statusCode).toBe(403)
  })

  it.each(['x', 'page=a.b.c', 'changed'])('opens nothing for a link that is not signed: %s', async kind => {
    const url = linkOf(await talk.say('connect fakemarket'))
    const forged =
      kind === 'changed'
        ? url.replace(/page=./, found => (found === 'page=A' ? 'page=B' : 'page=A'))
        : `/connect/fakemarket/start?${kind}`

    expect((await browser().get(forged)).statusCode).toBe(403)
  })

  it('stops serving somebody who is no administrator any more', async () => {
    const it = await opened()
    await db.execute(sql`update people set role = 'viewer'`)

    expect((await it.get('/connect/fakemarket/keys')).statusCode).toBe(403)
  })

  it('takes keys, shows the stores, tries a day, connects, and never shows or keeps a key', async () => {
    market.orders.push({
      id: 'O1',
      sku: 'S',
      units: '1',
      price: '10.05',
      at: '2026-06-29T18:00:00Z',
      changed: '2026-06-29T18:00:00Z',
      cancelled: null,
      refunds: [],
    })
    const it = await opened()
    const empty = await it.post('/connect/fakemarket/keys', { step: 'keys', client_id: 'abc', refresh_token: '' })
    expect([empty.statusCode, empty.body.includes('This is missing.')]).toEqual([422, true])

    const given = await it.post('/connect/fakemarket/keys', { step: 'keys', client_id: '', refresh_token: secret })
    expect(given.headers.location).toBe('/connect/fakemarket/stores')
    const stores = await it.get('/connect/fakemarket/stores')
    for (const word of ['Harbour', 'America/Los_Angeles', 'USD', 'orders.read']) expect(stores.body).toContain(word)

    const form = { 'take-0': 'on', 'as-0': 'new', 'name-0': 'Pier', since: '1m' }
    await it.post('/connect/fakemarket/stores', { ...form, step: 'try' })
    const tried = await until(
      () => it.get('/connect/fakemarket/stores'),
      body => body.includes('$10.05'),
    )
    expect(tried).toContain('–')
    expect(await db.execute(sql`select 1 from metric_day`)).toHaveLength(0)

    const done = await it.post('/connect/fakemarket/stores', { ...form, step: 'start' })
    expect(done.body).toContain('Pier')
    expect(enqueued).toContain('collect')
    expect(await db.execute(sql`select state from connections`)).toEqual([{ state: 'active' }])
    expect((await it.get('/connect/fakemarket/keys')).statusCode).toBe(403)
    const dump = await everything()
    for (const text of [empty.body, given.body, stores.body, tried, done.body, dump, ...said])
      expect(text).not.toContain(secret)
  })

  it('says what to do when keys are refused, and keeps nothing of them', async () => {
    const it = await opened()

    const answer = await it.post('/connect/fakemarket/keys', {
      step: 'keys',
      client_id: 'a',
      refresh_token: 'wrong-token',
    })

    expect(answer.statusCode).toBe(422)
    expect(answer.body).toContain('did not accept the keys')
    expect(answer.body).not.toContain('wrong-token')
    expect(await db.execute(sql`select 1 from connections`)).toHaveLength(0)
    expect(await db.execute(sql`select 1 from vault where owner like 'connector/%'`)).toHaveLength(0)
  })

  it('consents by the button: state once, for this browser alone, code traded for keys', async () => {
    const it = await opened()
    await it.post('/connect/fakemarket/keys', { step: 'consent', client_id: 'abc' })
    const sent = new URL(String((await it.get('/connect/fakemarket/consent')).headers.location))
    const back = (code: string, state = sent.searchParams.get('state') ?? '') =>
      `/connect/fakemarket/callback?${new URLSearchParams({ code, state })}`

    expect(sent.searchParams.get('redirect_uri')).toBe(`${publicUrl}/connect/fakemarket/callback`)
    const stranger = await opened()
    expect((await stranger.get(back('agreed'))).statusCode).toBe(422)
    expect((await it.get(back('agreed', 'forged'))).statusCode).toBe(422)
    expect((await it.get(back('agreed'))).headers.location).toBe('/connect/fakemarket/stores')
    expect((await it.get(back('agreed'))).statusCode).toBe(422)
  })

  it.each(['denied', 'late', 'bad code'])('tells what went wrong with a consent: %s', async kind => {
    const it = await opened()
    await it.post('/connect/fakemarket/keys', { step: 'consent', client_id: 'abc' })
    const state =
      new URL(String((await it.get('/connect/fakemarket/consent')).headers.location)).searchParams.get('state') ?? ''
    if (kind === 'late') clock = new Date(clock.getTime() + 11 * 60_000)
    const query =
      kind === 'denied' ? { error: 'access_denied', state } : { code: kind === 'late' ? 'agreed' : 'no', state }

    const answer = await it.get(`/connect/fakemarket/callback?${new URLSearchParams(query)}`)

    expect(answer.statusCode).toBe(422)
    expect(answer.body).toContain({ denied: 'did not agree', late: 'too late', 'bad code': 'did not accept' }[kind])
    expect(await db.execute(sql`select 1 from connections`)).toHaveLength(0)
  })

  it.each(locales)('speaks %s on every page', async locale => {
    const it = await opened()
    const page = await it.get(`/connect/fakemarket/keys?lang=${locale}`)

    expect(page.body).toContain(`<html lang="${locale}">`)
    expect((await it.get('/connect/fakemarket/keys')).body).toContain(`<html lang="${locale}">`)
    expect(page.headers['content-security-policy']).toContain("default-src 'none'")
  })

  it('refuses a key that is typed in chat, says to delete it, and keeps nothing of it', async () => {
    const card = await talk.say('connect fakemarket Atzr|IwEBItypedinchat')

    expect(textOf(card)).toContain('Delete your message')
    expect(buttonsOf(card)).toEqual(['connect'])
    expect(await everything()).not.toContain('typedinchat')
    expect(said.join()).not.toContain('typedinchat')
  })

  it('escapes what marketplaces and people write', async () => {
    await db.execute(sql`update people set name = '<script>alert(1)</script>'`)
    const url = linkOf(await talk.say('connect fakemarket'))

    expect((await browser().get(url)).body).not.toContain('<script>')
  })
})

async function until(ask: () => Promise<{ body: string }>, good: (body: string) => boolean): Promise<string> {
  for (;;) {
    const { body } = await ask()
    if (good(body)) return body
    await new Promise(resolve => setTimeout(resolve, 50))
  }
}

/** All rows of all tables that may hold text, as one text. */
async function everything(): Promise<string> {
  const tables = ['connections', 'connection_stores', 'connect_pages', 'pulls', 'raw_answers', 'audit', 'deliveries']
  const rows = await Promise.all(tables.map(table => db.execute(sql.raw(`select t::text from ${table} t`))))
  return JSON.stringify(rows)
}
