import { sql } from 'drizzle-orm'
import type { LightMyRequestResponse } from 'fastify'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { closeSessions } from '#src/features/sign-in/index.ts'
import { Browser } from '#test/http/browser.ts'
import { testDatabase } from '#test/support/database.ts'
import { type BoardCompany, boardCompany, now } from './company.ts'

const { db } = await testDatabase()
let company: BoardCompany
let clock = now

beforeEach(async () => {
  clock = now
  company = await boardCompany(db, () => clock)
})
afterEach(() => company.app.close())

/** Every route of the app, read from its own table, with something in place of each parameter. */
function routes(): readonly { readonly method: 'GET' | 'POST'; readonly url: string }[] {
  const table = company.app.printRoutes({ commonPrefix: false })
  const stack: string[] = []
  return table.split('\n').flatMap(line => {
    const found = /^([│ ]*)(?:├──|└──) (\S+)(?: \(([^)]+)\))?/.exec(line)
    if (!found) return []
    const [, indent = '', piece = '', methods = ''] = found
    const depth = indent.length / 4
    stack.length = depth
    stack[depth] = piece
    const path = stack.join('').replace(':kind', 'store').replace(':id', 'west').replace(':token', 'x'.repeat(60))
    return methods.split(', ').flatMap(method => (method === 'GET' || method === 'POST' ? [{ method, url: path }] : []))
  })
}

const told = /98,765|691,355|West|west@|store:west/

async function call(
  browser: Browser,
  { method, url }: ReturnType<typeof routes>[number],
): Promise<LightMyRequestResponse> {
  return method === 'GET' ? browser.get(url) : browser.post(url, { place: 'store:west', text: 'x', from: '2026-11-16' })
}

async function changes(): Promise<unknown> {
  const [row] = await db.execute(sql`select (select count(*) from boards) + (select count(*) from notes) as count`)
  return Number(row?.count)
}

describe('the routes of boards', () => {
  it('are all in the table that the other tests walk', () => {
    const all = routes().map(({ method, url }) => `${method} ${url}`)

    for (const one of ['GET /boards', 'GET /boards/store/west', 'GET /boards/store/west/chart', 'POST /boards/own/new'])
      expect(all).toContain(one)
    expect(all.length).toBeGreaterThan(12)
  })

  const visitors: readonly (readonly [string, () => Promise<Browser>])[] = [
    ['nobody', async () => new Browser(company.app)],
    ['a reader of another store', () => company.as('Eve')],
    [
      'somebody with a made-up session',
      async () => {
        const browser = new Browser(company.app)
        browser.cookies.set('kpi_session', 'a'.repeat(43))
        return browser
      },
    ],
    [
      'somebody who was signed out',
      async () => {
        const browser = await company.as('Owner')
        await closeSessions(db, 1, {}, now)
        return browser
      },
    ],
    [
      'somebody whose session ran out',
      async () => {
        const browser = await company.as('Owner')
        clock = new Date(now.getTime() + 31 * 86_400_000)
        return browser
      },
    ],
    [
      'somebody who left',
      async () => {
        const browser = await company.as('Owner')
        await db.execute(sql`update people set active = false where name = 'Owner'`)
        return browser
      },
    ],
  ]

  it.each(visitors)('tell %s nothing of a store that is not theirs, and change nothing', async (_who, come) => {
    const browser = await come()
    for (const route of routes().filter(({ url }) => !url.startsWith('/page/'))) {
      const answer = await call(browser, route)
      expect([route.url, answer.statusCode < 500, told.test(answer.body)]).toEqual([route.url, true, false])
    }

    expect(await changes()).toBe(0)
  })

  it.each([
    ['a page elsewhere', { 'sec-fetch-site': 'cross-site' }],
    ['another host of the domain', { 'sec-fetch-site': 'same-site' }],
    ['an old browser on a page elsewhere', { origin: 'https://evil.example' }],
  ])('change nothing for a form of %s, even with the right token', async (_where, headers) => {
    const own = await company.as('Owner')
    const token = /name="form" value="([^"]+)"/.exec((await own.get('/boards/own/new')).body)?.[1] ?? ''
    const browser = new Browser(company.app, headers)
    for (const [name, value] of own.cookies) browser.cookies.set(name, value)
    for (const { url } of routes().filter(({ method, url }) => method === 'POST' && url.startsWith('/boards'))) {
      const fields = { form: token, name: 'X', place: 'store:west', text: 'x', from: '2026-11-16' }
      expect([url, (await browser.post(url, fields)).statusCode]).toEqual([url, 403])
    }

    expect(await changes()).toBe(0)
  })

  it('take no session that somebody else put into the browser for their own', async () => {
    const eve = await company.as('Eve')
    const owner = await company.as('Owner')
    const token = /name="form" value="([^"]+)"/.exec((await eve.get('/boards/own/new')).body)?.[1] ?? ''

    expect((await owner.post('/boards/own/new', { form: token, name: 'X' })).statusCode).toBe(403)
    expect(await changes()).toBe(0)
  })
})
