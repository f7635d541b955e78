import { sql } from 'drizzle-orm'
import Fastify, { type FastifyInstance } from 'fastify'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { commands } from '#commands/index.ts'
import { setMailMessenger } from '#src/features/people/index.ts'
import { takenText } from '#src/features/sign-in/index.ts'
import { signInRoutes } from '#src/http/sign-in/index.ts'
import { createPageLinks } from '#src/platform/bot-services/page-links.ts'
import { Browser } from '#test/http/browser.ts'
import { testDatabase } from '#test/support/database.ts'
import { addPerson, talkTo } from '#test/support/talk.ts'
import { truncate } from '#test/support/truncate.ts'

const { db } = await testDatabase()
const now = new Date('2026-11-18T15:00:00Z')
const publicUrl = 'https://kpi.example.com'
const pages = createPageLinks({ secretKey: 'a secret key of thirty-two characters', publicUrl })
let app: FastifyInstance

beforeEach(async () => {
  await truncate(db, 'people, channels, deliveries, sign_in_links, web_sessions, audit restart identity cascade')
  await addPerson(db, 'Owner', { role: 'administrator' })
  await addPerson(db, 'Mei')
  app = Fastify()
  await app.register(signInRoutes({ db, pages, publicUrl, now: () => now }))
})
afterEach(() => app.close())

/** Makes Mei's link, and her private conversation with it. */
async function linkForMei(): Promise<string> {
  const card = await talkTo(db, commands, now, { pages }).say('web', 'mei@example.com')
  const found = card.blocks.find(block => block.type === 'link')
  return found?.type === 'link' ? found.url.slice(publicUrl.length) : ''
}

/** What looks at links that stand in a message, by the names under which it says so. */
const robots = {
  'Slack, expanding': 'Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)',
  Slack: 'Slackbot 1.0 (+https://api.slack.com/robots)',
  'Slack, pictures': 'Slack-ImgProxy (+https://api.slack.com/robots)',
  WeCom:
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/120.0 Safari/537.36 wxwork/4.1 MicroMessenger/7.0 WindowsWechat',
  WeChat:
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 MicroMessenger/8.0 NetType/WIFI',
  Feishu: 'Mozilla/5.0 (compatible; FeishuLinkPreview/1.0)',
  Lark: 'Mozilla/5.0 (compatible; LarkUrlPreview/1.0)',
  Twitter: 'Twitterbot/1.0',
  Facebook: 'facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)',
  LINE: 'facebookexternalhit/1.1;line-poker/1.0',
  Discord: 'Mozilla/5.0 (compatible; Discordbot/2.0; +https://discordapp.com)',
  Teams: 'Mozilla/5.0 (Windows NT 6.1; WOW64) SkypeUriPreview Preview/0.5 skype-url-preview@microsoft.com',
  Google: 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)',
  'a mail scanner': 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36',
  'one that says nothing': '',
}

describe('a link that signs in once', () => {
  it.each(Object.entries(robots))('is not used up, and not given away, by %s', async (_name, userAgent) => {
    const link = await linkForMei()
    for (const method of ['HEAD', 'GET', 'GET', 'OPTIONS'] as const)
      for (const purpose of [{}, { 'sec-purpose': 'prefetch' }, { purpose: 'preview' }]) {
        const answer = await app.inject({ method, url: link, headers: { 'user-agent': userAgent, ...purpose } })
        expect(answer.headers['set-cookie']).toBeUndefined()
        expect(answer.headers['cache-control'] ?? 'no-store').toBe('no-store')
      }
    const browser = new Browser(app)
    const answer = await browser.submit(await browser.get(link), '/login/open')

    expect([answer.statusCode, answer.headers.location]).toEqual([303, '/boards'])
    expect((await browser.get('/account')).body).toContain('Mei')
  })

  it('shows a page that does nothing by itself: no script, no jump, nothing fetched ahead', async () => {
    const { body, headers } = await new Browser(app).get(await linkForMei())

    expect(body).not.toMatch(/<script|http-equiv|prefetch|prerender|autofocus/i)
    expect(headers['content-security-policy']).toContain("default-src 'none'")
    expect(headers['referrer-policy']).toBe('no-referrer')
  })
})

const agents = {
  'Chrome, Windows': 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36',
  'a newer Chrome': 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/155.0 Safari/537.36',
  'Chrome, asking for the desktop’s page':
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36',
  Firefox: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0',
  Edge: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0',
  Safari: 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/18.0 Safari/605.1.15',
  curl: 'curl/8.5.0',
  'a script': 'python-requests/2.32',
  'one that says nothing': '',
}

/** What the audit calls them. */
const devices = {
  Firefox: 'Firefox, Windows',
  Edge: 'Edge, Windows',
  Safari: 'Safari, Mac',
  curl: 'unknown',
  'a script': 'unknown',
  'one that says nothing': 'unknown',
} as const

describe('the cookie of a session, brought by', () => {
  /** Mei signs in with Chrome; the other browser comes with a copy of her cookie. */
  async function stolenBy(userAgent: string) {
    const mei = new Browser(app, { 'user-agent': agents['Chrome, Windows'] })
    await mei.submit(await mei.get(await linkForMei()), '/login/open')
    const other = new Browser(app, { 'user-agent': userAgent })
    for (const [name, value] of mei.cookies) other.cookies.set(name, value)
    const [seen, again] = [await other.get('/account'), await other.get('/account')]
    const told = await db.execute<{ card: string }>(
      sql`select card::text as card from deliveries where key like 'tell/sign-in/%'`,
    )
    const audited = await db.execute<{ line: string }>(sql`select * from audit where via = 'taken'`)
    return { mei, seen, again, told: told.map(({ card }) => card), audited }
  }

  it.each(['Chrome, Windows', 'a newer Chrome', 'Chrome, asking for the desktop’s page'] as const)(
    '%s goes on: it may be the same browser',
    async name => {
      const { mei, seen, told, audited } = await stolenBy(agents[name])
      expect([seen.statusCode, (await mei.get('/account')).statusCode, told, audited]).toEqual([200, 200, [], []])
    },
  )

  it.each(['Firefox', 'Edge', 'Safari', 'curl', 'a script', 'one that says nothing'] as const)(
    '%s shows nothing, ends the session for both, its person is told once, and the audit says so once',
    async name => {
      await setMailMessenger(db, 'mail')
      const { mei, seen, again, told, audited } = await stolenBy(agents[name])

      for (const answer of [seen, again, await mei.get('/account')]) {
        expect([answer.statusCode, answer.headers.location]).toEqual([303, '/login?to=/account'])
        expect(answer.body).not.toContain('Mei')
      }
      expect(told).toHaveLength(1)
      expect(told[0]).toContain('Chrome, Windows')
      expect(told[0]).toContain('web signout')
      expect(audited).toEqual([
        expect.objectContaining({ person_id: 2, messenger: 'page', verb: null, outcome: 'refused' }),
      ])
      const said = audited[0] && takenText({ via: 'taken', line: audited[0].line })
      expect(said?.en).toBe(
        `Signed out: the sign-in of Chrome, Windows was used from another browser (${devices[name]})`,
      )
    },
  )
})
