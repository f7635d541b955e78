import { sql } from 'drizzle-orm'
import Fastify, { type FastifyInstance } from 'fastify'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { commands } from '#commands/index.ts'
import { setMailMessenger } from '#src/features/people/index.ts'
import { signInRoutes } from '#src/http/sign-in/index.ts'
import { createPageLinks } from '#src/platform/bot-services/page-links.ts'
import { Browser } from '#test/http/browser.ts'
import { testDatabase } from '#test/support/database.ts'
import { addPerson, talkTo, textOf } from '#test/support/talk.ts'
import { truncate } from '#test/support/truncate.ts'

const { db } = await testDatabase()
const start = new Date('2026-11-18T15:00:00Z')
const publicUrl = 'https://kpi.example.com'
const pages = createPageLinks({ secretKey: 'a secret key of thirty-two characters', publicUrl })
let clock = start
let app: FastifyInstance

beforeEach(async () => {
  await truncate(db, 'people, channels, deliveries, sign_in_links, web_sessions restart identity cascade')
  await addPerson(db, 'Owner', { role: 'administrator' })
  await addPerson(db, 'Mei')
  clock = start
  app = Fastify()
  await app.register(signInRoutes({ db, pages, publicUrl, now: () => clock }))
})

afterEach(() => app.close())

/** The link that the bot answers `web` with. */
async function linkFor(name: string): Promise<string> {
  const { say } = talkTo(db, commands, clock, { pages })
  const card = await say('web', `${name.toLowerCase()}@example.com`)
  const found = card.blocks.find(block => block.type === 'link')
  return found?.type === 'link' ? found.url.slice(publicUrl.length) : ''
}

async function signedIn(name: string, browser = new Browser(app)): Promise<Browser> {
  const page = await browser.get(await linkFor(name))
  await browser.submit(page, '/login/open')
  return browser
}

async function leave(email: string): Promise<void> {
  await db.execute(sql`update people set active = false where email = ${email}`)
}

async function isSignedIn(browser: Browser): Promise<boolean> {
  return (await browser.get('/account')).statusCode === 200
}

function later(days: number): void {
  clock = new Date(start.getTime() + days * 86_400_000)
}

describe('a link', () => {
  it('signs in by a press, once, and is not used up by whoever looks at it', async () => {
    const link = await linkFor('Mei')
    for (let look = 0; look < 3; look++) expect((await new Browser(app).get(link)).statusCode).toBe(200)
    const browser = new Browser(app)
    const answer = await browser.submit(await browser.get(link), '/login/open')

    expect(answer.headers.location).toBe('/boards')
    expect(textOf(await talkTo(db, commands, clock, { pages }).say('web devices', 'mei@example.com'))).toContain(
      'Chrome',
    )
    expect((await browser.get('/account')).body).toContain('Mei')
    const second = new Browser(app)
    expect((await second.get(link)).statusCode).toBe(403)
    expect(await isSignedIn(second)).toBe(false)
    expect((await browser.get(link)).headers.location).toBe('/boards')
  })

  it('is used by one of two who press at the same time', async () => {
    const link = await linkFor('Mei')
    const browsers = [new Browser(app), new Browser(app)] as const
    const looks = await Promise.all(browsers.map(browser => browser.get(link)))
    await Promise.all(browsers.map((browser, at) => browser.submit(looks[at], '/login/open')))

    const open = await Promise.all(browsers.map(isSignedIn))
    expect(open.filter(Boolean)).toHaveLength(1)
  })

  it.each([
    ['is changed', (link: string) => link.replace(/.$/, last => (last === 'A' ? 'B' : 'A'))],
    ['is cut', (link: string) => link.slice(0, -5)],
    ['is empty', () => '/login/open'],
    [
      'is of a page of another kind',
      () => pages.url('/share/sync', '2', new Date('2030-01-01')).replace(/.*\?/, '/login/open?'),
    ],
  ])('opens nothing when it %s', async (_what, change) => {
    const link = change(await linkFor('Mei'))
    const browser = new Browser(app)

    expect((await browser.get(link)).statusCode).toBe(403)
    const token = new URL(link, publicUrl).searchParams.get('page') ?? ''
    expect((await browser.post('/login/open', { page: token })).statusCode).toBe(403)
    expect(await isSignedIn(browser)).toBe(false)
  })

  it('opens nothing after a quarter of an hour', async () => {
    const link = await linkFor('Mei')
    later(0.02)
    expect((await new Browser(app).get(link)).statusCode).toBe(403)
  })

  it('opens nothing for who left, and no page of another site presses it', async () => {
    const link = await linkFor('Mei')
    const token = new URL(link, publicUrl).searchParams.get('page') ?? ''
    const foreign = new Browser(app, { 'sec-fetch-site': 'cross-site' })
    expect((await foreign.post('/login/open', { page: token })).statusCode).toBe(403)
    await leave('mei@example.com')

    expect((await new Browser(app).get(link)).statusCode).toBe(403)
  })

  it('is refused in a group, and goes to no other page than one of this service', async () => {
    const { say } = talkTo(db, commands, clock, { pages })
    expect(textOf(await say('web', 'mei@example.com', { kind: 'group', channel: 'room' }))).toContain('private')
    const browser = await signedIn('Mei')
    for (const [asked, target] of [
      ['/boards/7?x=1', '/boards/7?x=1'],
      ['//evil.example', '/boards'],
      ['https://evil.example', '/boards'],
      ['/\\evil.example', '/boards'],
      ['javascript:alert(1)', '/boards'],
    ] as const)
      expect((await browser.get(`/login?to=${encodeURIComponent(asked)}`)).headers.location).toBe(target)
  })
})

describe('a session', () => {
  it('has a new secret whatever the browser brought, in a cookie that no script and no other host reads', async () => {
    const browser = new Browser(app)
    browser.cookies.set('__Host-kpi', 'A'.repeat(43))
    await signedIn('Mei', browser)

    expect(browser.cookies.get('__Host-kpi')).not.toBe('A'.repeat(43))
    expect(browser.lastCookie).toMatch(/; Path=\/; HttpOnly; SameSite=Lax; Secure$/)
    const rows = JSON.stringify(await db.execute(sql`select * from web_sessions`))
    expect(rows).not.toContain(String(browser.cookies.get('__Host-kpi')))
  })

  it('ends after 30 days without use, after 90 with it, and with the person', async () => {
    const [idle, busy] = [await signedIn('Mei'), await signedIn('Mei')]
    for (const day of [20, 40, 60, 80]) {
      later(day)
      expect(await isSignedIn(busy)).toBe(true)
    }
    expect(await isSignedIn(idle)).toBe(false)
    later(91)
    expect(await isSignedIn(busy)).toBe(false)
    const owner = await signedIn('Owner')
    await leave('owner@example.com')
    expect(await isSignedIn(owner)).toBe(false)
  })

  it('is listed and ended by device, all others, everywhere, and from chat', async () => {
    const three = [await signedIn('Mei'), await signedIn('Mei'), await signedIn('Mei')] as const
    const states = () => Promise.all(three.map(isSignedIn))
    const [first, second] = three
    const account = await first.get('/account')
    expect(account.body.match(/Chrome, Windows/g)?.length).toBeGreaterThanOrEqual(3)
    await first.submit(account, '/account/end')
    expect((await states()).filter(Boolean)).toHaveLength(2)
    await first.submit(await first.get('/account'), '/account/others')
    expect(await states()).toEqual([true, false, false])
    await signedIn('Mei', second)
    await second.submit(await second.get('/account'), '/account/everywhere')
    expect(await states()).toEqual([false, false, false])
    await signedIn('Mei', second)
    await talkTo(db, commands, clock, { pages }).say('web signout', 'mei@example.com')
    expect(await states()).toEqual([false, false, false])
  })

  it('is not ended by another person, a foreign page, or a form without its mark', async () => {
    const [mei, owner] = [await signedIn('Mei'), await signedIn('Owner')]
    const [row] = await db.execute<{ id: number }>(sql`select id from web_sessions order by id limit 1`)
    const page = await owner.get('/account')
    await owner.post('/account/end', { form: formIn(page.body), id: String(row?.id) })
    expect(await isSignedIn(mei)).toBe(true)
    await mei.post('/account/everywhere', { form: formIn(page.body) })
    await mei.post('/account/everywhere', {})
    const own = formIn((await mei.get('/account')).body)
    mei.headers['sec-fetch-site'] = 'cross-site'
    await mei.post('/account/everywhere', { form: own })
    mei.headers['sec-fetch-site'] = 'same-origin'
    expect(await isSignedIn(mei)).toBe(true)
  })

  it('replaces that of somebody else in the same browser, who is told so before', async () => {
    const browser = await signedIn('Owner')
    const cookie = browser.cookies.get('__Host-kpi') ?? ''
    const page = await browser.get(await linkFor('Mei'))
    expect(page.body).toContain('Owner is signed in here now')
    await browser.submit(page, '/login/open')

    expect((await browser.get('/account')).body).toContain('Mei')
    const old = new Browser(app)
    old.cookies.set('__Host-kpi', cookie)
    expect(await isSignedIn(old)).toBe(false)
  })
})

describe('a link by mail', () => {
  const mails = async () => (await db.execute(sql`select 1 from deliveries`)).length

  it('goes to who is known, a few times, and tells nobody else apart', async () => {
    await setMailMessenger(db, 'mail')
    const browser = new Browser(app)
    const answers = []
    for (const email of ['mei@example.com', 'nobody@example.com', 'x', '', "' or 1=1"])
      answers.push((await browser.post('/login', { email, to: '/boards' })).headers.location)
    expect(new Set(answers).size).toBe(1)
    expect(await mails()).toBe(1)
    for (let again = 0; again < 5; again++) await browser.post('/login', { email: 'MEI@example.com' })
    expect(await mails()).toBe(3)
    await setMailMessenger(db, null)
    expect((await browser.get('/login')).body).not.toContain('type="email"')
  })
})

function formIn(body: string): string {
  return /name="form" value="([^"]+)"/.exec(body)?.[1] ?? ''
}
