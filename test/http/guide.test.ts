import Fastify, { type FastifyInstance } from 'fastify'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { commands } from '#commands/index.ts'
import { createFigures } from '#src/features/figures/index.ts'
import { createPerson, findPerson } from '#src/features/people/index.ts'
import { issueSignInLink } from '#src/features/sign-in/index.ts'
import { createPractice } from '#src/features/training/index.ts'
import { docsRoutes } from '#src/http/docs/index.ts'
import { guideRoutes } from '#src/http/guide/index.ts'
import { pageAssetRoutes } from '#src/http/page/assets.ts'
import { settingsRoutes } from '#src/http/settings/index.ts'
import { signInRoutes } from '#src/http/sign-in/index.ts'
import { locales } from '#src/i18n/locale.ts'
import { createPageLinks } from '#src/platform/bot-services/page-links.ts'
import type { Db } from '#src/platform/database/db.ts'
import { closePages, hasChromium, launch, seriousFindings } from '#test/support/browser/chromium.ts'
import { testDatabase } from '#test/support/database.ts'

const publicUrl = 'http://127.0.0.1'
let db: Db
let app: FastifyInstance
const faults: unknown[] = []

beforeAll(async () => {
  db = (await testDatabase()).db
  const ken = { name: 'Ken', email: 'ken@example.com', role: 'administrator', scope: ['all'], locale: 'en' } as const
  await createPerson(db, ken)
})
beforeEach(async () => {
  const pages = createPageLinks({ secretKey: 'a secret key of thirty-two characters', publicUrl })
  const now = () => new Date()
  const parts = {
    ...{ db, figures: createFigures(db), commands, now, pages, publicUrl, teamTimeZone: 'UTC', adminEmail: null },
    health: () => Promise.resolve({ ready: true, checks: [] }),
    enqueue: () => Promise.resolve(),
    log: { info: () => {}, error: (fields: object) => void faults.push(fields) },
    practice: createPractice(db),
  }
  app = Fastify({ forceCloseConnections: true })
  await app.register(pageAssetRoutes())
  await app.register(signInRoutes({ db, pages, publicUrl, now }))
  await app.register(settingsRoutes(parts))
  await app.register(guideRoutes(parts))
  await app.register(docsRoutes())
})
afterEach(() => app.close())

describe('/guide', () => {
  it('asks whoever is not signed in to sign in, and takes no line from elsewhere', async () => {
    expect((await app.inject('/guide')).headers.location).toBe('/login?to=%2Fguide')
    const posted = await app.inject({ method: 'POST', url: '/guide', payload: 'line=guide', headers: form })
    expect(posted.statusCode).toBe(303)
  })
})

describe('/docs', () => {
  it('shows and finds pages without a session or a script, and says what it does not have', async () => {
    const page = await app.inject('/docs/connect-a-shop?lang=ja')
    const found = await app.inject('/docs?q=%E5%A4%87%E4%BB%BD&lang=zh-CN')

    expect(page.body).toContain('店舗を接続する')
    expect(page.headers['content-security-policy']).toContain("default-src 'none'")
    expect(page.body).not.toContain('<script')
    expect(found.body).toContain('/docs/operate?lang=zh-CN')
    expect((await app.inject('/docs?q=%3Cscript%3Ezzqq&lang=en')).body).toContain('Nothing was found')
    expect((await app.inject('/docs?q=%3Cscript%3Ezzqq&lang=en')).body).not.toContain('<script>')
    for (const url of ['/docs/nothing', '/docs/..%2F..%2Fpackage', '/docs/pictures/..%2F..%2Fpackage.json'])
      expect((await app.inject(url)).statusCode, url).toBe(404)
  })
})

const form = { 'content-type': 'application/x-www-form-urlencoded' }

describe.skipIf(!hasChromium)('in a browser', () => {
  it('a drill is done to its end on the page, on a phone and in every language, without serious findings', async () => {
    await app.listen({ port: 0, host: '127.0.0.1' })
    const base = `http://127.0.0.1:${(app.server.address() as { port: number }).port}`
    const browser = await launch()
    try {
      const page = await (await browser.newContext({ viewport: { width: 390, height: 844 } })).newPage()
      const ken = await findPerson(db, { email: 'ken@example.com' })
      if (!ken) throw new Error('Ken is not there')
      const pages = createPageLinks({ secretKey: 'a secret key of thirty-two characters', publicUrl })
      const link = await issueSignInLink({ db, pages, now: new Date() }, { personId: ken.id, via: 'chat' })
      await page.goto(base + link.slice(publicUrl.length))
      await page.click('button')
      await page.goto(`${base}/guide?lang=en`)
      await page.getByRole('button', { name: 'Your store’s ACoS just doubled', exact: true }).click()
      for (const line of ['why acos practice', 'note practice "dear clicks"', 'target acos practice 25%']) {
        await page.fill('#line', line)
        await page.getByRole('button', { name: 'Send' }).click()
        await page.waitForSelector('#answer')
      }
      expect(await page.textContent('#answer')).toContain('Done: Your store’s ACoS just doubled')
      for (const path of ['/guide', '/docs', '/docs/kpis', '/docs/learn-by-doing'])
        for (const locale of locales) {
          await page.emulateMedia({ colorScheme: locale === 'ja' ? 'dark' : 'light' })
          await page.goto(`${base}${path}?lang=${locale}`)
          expect([path, locale, await page.evaluate('document.documentElement.scrollWidth')]).toEqual([
            path,
            locale,
            390,
          ])
          expect([path, locale, await seriousFindings(page)]).toEqual([path, locale, []])
          if (process.env.LOOK)
            await page.screenshot({ path: `${process.env.LOOK}/${path.slice(1).replace('/', '-')}-${locale}.png` })
        }
      expect(faults).toEqual([])
    } finally {
      await closePages(browser)
    }
  }, 240_000) // twelve looks with axe-core, in a browser that shares the machine
})
