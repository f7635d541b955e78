import { sql } from 'drizzle-orm'
import Fastify, { type FastifyInstance } from 'fastify'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { feishuSignIn } from '#bots/feishu/api/sign-in.ts'
import type { FeishuConfig } from '#bots/feishu/config.ts'
import { slackSignIn } from '#bots/slack/api/sign-in.ts'
import type { Workspaces } from '#bots/slack/api/workspaces.ts'
import { createClient } from '#bots/wecom/api/client.ts'
import { wecomSignIn } from '#bots/wecom/api/sign-in.ts'
import { untie } from '#src/features/people/index.ts'
import { link } from '#src/features/people/store/people.ts'
import { pageAssetRoutes } from '#src/http/page/assets.ts'
import type { SignInPlatform } from '#src/http/sign-in/by-platform.ts'
import { signInRoutes } from '#src/http/sign-in/index.ts'
import { locales } from '#src/i18n/locale.ts'
import { createPageLinks } from '#src/platform/bot-services/page-links.ts'
import { Browser } from '#test/http/browser.ts'
import { closePages, hasChromium, launch, seriousFindings } from '#test/support/browser/chromium.ts'
import { testDatabase } from '#test/support/database.ts'
import { addPerson } from '#test/support/talk.ts'
import { truncate } from '#test/support/truncate.ts'
import { fakePlatforms, keys } from './fake-platforms.ts'

const { db } = await testDatabase()
const fake = await fakePlatforms()
const ids = ['slack', 'feishu', 'wecom'] as const
const emails = new Map<string, string>()
let publicUrl = 'https://kpi.example.com'
let aheadMs = 0
let app: FastifyInstance
let mei = 0

const log = { info: () => {}, warn: () => {}, error: () => {} }
const now = () => new Date(Date.now() + aheadMs)
const label = (name: string) => ({ en: name, ja: name, 'zh-CN': name })

function platforms(): readonly SignInPlatform[] {
  const apiUrl = `${fake.url}/api/`
  const find: Workspaces['find'] = async team => (team === 'T1' ? ({ id: 'T1' } as never) : null)
  const feishu = { ...keys.feishu, apiUrl: fake.url } as FeishuConfig
  const kept = new Map<string, string>()
  const vault = {
    find: async (name: string) => kept.get(name) ?? null,
    put: async (name: string, value: string) => void kept.set(name, value),
  }
  const client = createClient(fake.url, keys.wecom, { vault, now, log, tell: async () => {} } as never)
  return [
    {
      id: 'slack',
      label: label('Slack'),
      way: slackSignIn({ apiUrl }, keys.slack, { workspaces: { find } as never, log, now }),
    },
    {
      id: 'feishu',
      label: { ...label('Feishu'), 'zh-CN': '飞书' },
      way: feishuSignIn(feishu, { emailOf: async id => emails.get(id) ?? null }),
    },
    { id: 'wecom', label: { ...label('WeCom'), 'zh-CN': '企业微信' }, way: wecomSignIn(fake.url, keys.wecom, client) },
  ]
}

async function open(): Promise<FastifyInstance> {
  const made = Fastify({ forceCloseConnections: true })
  const pages = createPageLinks({ secretKey: 'a secret key of thirty-two characters', publicUrl })
  await made.register(pageAssetRoutes())
  await made.register(
    signInRoutes({
      db,
      pages,
      now,
      platforms: platforms(),
      get publicUrl() {
        return publicUrl
      },
    }),
  )
  return made
}

afterAll(() => fake.close())
afterEach(() => app.close())

beforeEach(async () => {
  app = await open() // its own, so that no test is slowed down by what others asked
  await truncate(db, 'people, identities, settings, claims, web_sessions restart identity cascade')
  await addPerson(db, 'Owner', { role: 'administrator' })
  mei = await addPerson(db, 'Mei')
  emails.clear()
  emails.set('ou_mei', 'mei@example.com')
  Object.assign(fake, { claims: {}, forged: false, trouble: null, faults: [] })
  fake.person = {
    slack: { team: 'T1', user: 'U1', email: 'mei@example.com', verified: true },
    feishu: 'ou_mei',
    wecom: 'Mei',
  }
  aheadMs = 0
  await link(db, { messenger: 'wecom', workspace: '', externalId: 'Mei', personId: mei })
})

/** Goes to a platform, presses “Allow” there, and answers where the browser is sent back to. */
async function allowed(browser: Browser, id: string, to = '/boards'): Promise<string> {
  const sent = await browser.get(`/login/with/${id}?to=${encodeURIComponent(to)}`)
  const page = await fetch(String(sent.headers.location).replace(/#.*/, ''))
  const back = /href="([^"]+)"/.exec(await page.text())?.[1]?.replaceAll('&amp;', '&') ?? ''
  expect(back.startsWith(`${publicUrl}/login/with/${id}/callback?`)).toBe(true)
  return back.slice(publicUrl.length)
}

const isIn = async (browser: Browser) => (await browser.get('/account')).statusCode === 200
const agent = (name: string) => new Browser(app, { 'user-agent': name })
const people = async () => (await db.execute(sql`select 1 from people`)).length

describe.each(ids)('signing in with %s', id => {
  it('lets in whoever is linked, and leads to the page that was asked for', async () => {
    const browser = new Browser(app)
    const answer = await browser.get(await allowed(browser, id, '/boards/7?x=1'))

    expect(fake.faults).toEqual([])
    expect([answer.statusCode, answer.headers.location]).toEqual([303, '/boards/7?x=1'])
    expect((await browser.get('/account')).body).toContain('Mei')
    expect((await browser.get('/login?to=//evil.example')).headers.location).toBe('/boards')
  })

  it('takes an answer once, in the browser that asked, while it is fresh', async () => {
    const [browser, other] = [new Browser(app), new Browser(app)]
    const kept = new Map(browser.cookies)
    const back = await allowed(browser, id)
    for (const [name, value] of browser.cookies) kept.set(name, value)
    expect((await other.get(back)).statusCode).toBe(403) // swapped into another browser
    await allowed(other, id)
    expect((await other.get(back)).statusCode).toBe(403) // another attempt's state
    expect((await browser.get(back)).statusCode).toBe(303)
    const thief = new Browser(app)
    for (const [name, value] of kept) thief.cookies.set(name, value)
    expect((await thief.get(back)).statusCode).toBe(403) // replayed with the very cookie
    expect(await isIn(thief)).toBe(false)
    const late = new Browser(app)
    const again = await allowed(late, id)
    aheadMs = 11 * 60_000
    expect((await late.get(again)).statusCode).toBe(403)
  })

  it.each([
    ['was not allowed', (back: string) => back.replace(/code=[^&]+&/, 'error=access_denied&'), 403],
    ['brings a code that is old or made up', (back: string) => back.replace(/code=[^&]+/, 'code=old'), 403],
    ['brings no state', (back: string) => back.replace(/&state=.*/, ''), 403],
    ['brings two states', (back: string) => `${back}&state=x`, 403],
    ['is of another platform', (back: string) => back.replace(id, id === 'slack' ? 'feishu' : 'slack'), 403],
    ['is of no platform', (back: string) => back.replace(id, 'teams'), 404],
  ])('lets nobody in when the answer %s', async (_what, change, status) => {
    const browser = new Browser(app)
    const answer = await browser.get(change(await allowed(browser, id)))

    expect(answer.statusCode).toBe(status)
    expect(await isIn(browser)).toBe(false)
  })

  it.each([
    [429, '{"ok":false,"error":"ratelimited","code":99991400,"errcode":45009}'],
    [500, '{}'],
    [503, '<html>Service Unavailable</html>'],
    [200, '<html>A proxy</html>'],
  ])('says so when the platform answers %s with %s, and works afterwards', async (status, body) => {
    const browser = new Browser(app)
    const back = await allowed(browser, id)
    fake.trouble = { status, body }
    const answer = await browser.get(back)
    expect([answer.statusCode, /again in a minute/.test(answer.body)]).toEqual([503, true])
    fake.trouble = null

    expect((await browser.get(await allowed(browser, id))).statusCode).toBe(303)
  })

  it('tells whom nobody knows what to do, and makes nobody', async () => {
    Object.assign(fake.person, {
      slack: { team: 'T1', user: 'U9', email: 'new@example.com', verified: true },
      feishu: 'ou_new',
      wecom: 'New',
    })
    const browser = new Browser(app, { 'accept-language': 'ja' })
    const before = await people()
    const answer = await browser.get(await allowed(browser, id))

    expect([answer.statusCode, answer.body.includes('管理者')]).toEqual([403, true])
    expect([await people(), await isIn(browser)]).toEqual([before, false])
  })

  it('lets nobody in who left', async () => {
    await db.execute(sql`update people set active = false where id = ${mei}`)
    const browser = new Browser(app)
    expect((await browser.get(await allowed(browser, id))).statusCode).toBe(403)
  })

  it('replaces whoever was signed in, with a new secret', async () => {
    const browser = new Browser(app)
    browser.cookies.set('__Host-kpi', 'A'.repeat(43))
    await browser.get(await allowed(browser, id))
    const first = browser.cookies.get('__Host-kpi') ?? ''
    expect(first).not.toBe('A'.repeat(43))
    await browser.get(await allowed(browser, id))
    const old = new Browser(app)
    old.cookies.set('__Host-kpi', first)
    expect([await isIn(old), await isIn(browser)]).toEqual([false, true])
  })
})

describe('what Slack signs', () => {
  const hour = 3_600
  it.each([
    ['with another key', { forged: true }],
    ['for another app', { claims: { aud: '999.888' } }],
    ['as another issuer', { claims: { iss: 'https://evil.example' } }],
    ['for another attempt', { claims: { nonce: 'x' } }],
    ['and is over', { claims: { exp: Math.floor(Date.now() / 1000) - hour } }],
    ['about another workspace', { claims: { 'https://slack.com/team_id': 'T2' } }],
    ['about nobody', { claims: { 'https://slack.com/user_id': 7 } }],
  ])('%s lets nobody in', async (_what, change) => {
    Object.assign(fake, change)
    const browser = new Browser(app)
    const answer = await browser.get(await allowed(browser, 'slack'))

    expect([answer.statusCode, await isIn(browser)]).toEqual([403, false])
  })

  it('ties an account by its e-mail only where Slack has checked it, and where nobody untied it', async () => {
    fake.person.slack.verified = false
    const browser = new Browser(app)
    expect((await browser.get(await allowed(browser, 'slack'))).statusCode).toBe(403)
    fake.person.slack.verified = true
    await untie(db, { messenger: 'slack', workspace: 'T1', externalId: 'U1' })
    expect((await browser.get(await allowed(browser, 'slack'))).statusCode).toBe(403)
  })

  it('counts less than a link: whoever is tied to the account is signed in, whatever the e-mail', async () => {
    const [owner] = await db.execute<{ id: number }>(sql`select id from people where name = 'Owner'`)
    await link(db, { messenger: 'slack', workspace: 'T1', externalId: 'U1', personId: Number(owner?.id) })
    const browser = new Browser(app)
    await browser.get(await allowed(browser, 'slack'))
    expect((await browser.get('/account')).body).toContain('owner@example.com')
  })
})

describe('WeCom', () => {
  it('is asked inside its own app without a picture to scan', async () => {
    const inside = agent('Mozilla/5.0 (iPhone) MicroMessenger/8.0 wxwork/4.1.30 MailPlugin_Electron')
    const sent = await inside.get('/login/with/wecom')
    expect(sent.headers.location).toMatch(/\/connect\/oauth2\/authorize\?.*#wechat_redirect$/)
    expect((await inside.get(await allowed(inside, 'wecom'))).statusCode).toBe(303)
    expect((await agent('Chrome/140').get('/login/with/wecom')).headers.location).toContain('/wwlogin/sso/login?')
  })

  it('lets nobody in who is no member', async () => {
    fake.person.wecom = null
    const browser = new Browser(app)
    expect((await browser.get(await allowed(browser, 'wecom'))).statusCode).toBe(403)
  })
})

it('is offered on the page for what is configured alone, in every language', async () => {
  for (const lang of locales) {
    const { body } = await new Browser(app).get(`/login?lang=${lang}&to=/boards/7`)
    for (const id of ids) expect(body).toContain(`href="/login/with/${id}?to=%2Fboards%2F7"`)
  }
  const bare = Fastify({ forceCloseConnections: true })
  await bare.register(
    signInRoutes({ db, pages: createPageLinks({ secretKey: 'k'.repeat(32), publicUrl }), publicUrl, now }),
  )
  expect((await bare.inject('/login')).body).not.toContain('/login/with/')
  expect((await bare.inject('/login/with/slack')).statusCode).toBe(404)
  await bare.close()
})

describe.skipIf(!hasChromium)('in a real browser', () => {
  it.each(ids)('somebody signs in with %s by two clicks, on a phone', async id => {
    const served = await open()
    publicUrl = await served.listen({ host: '127.0.0.1', port: 0 })
    const again = await open() // its links are of the address that it is served under
    await served.close()
    const port = Number(new URL(publicUrl).port)
    await again.listen({ host: '127.0.0.1', port })
    const browser = await launch()
    const page = await browser.newPage({ viewport: { width: 390, height: 800 }, locale: 'zh-CN' })
    await page.goto(`${publicUrl}/login?to=/account`)
    expect(await seriousFindings(page)).toEqual([])
    await page.click(`a[href^="/login/with/${id}"]`)
    await page.click('text=Allow')
    await page.waitForURL('**/account')
    expect(await page.textContent('main')).toContain('Mei')
    await closePages(browser)
    await again.close()
    publicUrl = 'https://kpi.example.com'
  })
})
