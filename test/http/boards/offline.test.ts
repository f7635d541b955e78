import { sql } from 'drizzle-orm'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { locales } from '#src/i18n/locale.ts'
import { closePages, hasChromium, launch, seriousFindings } from '#test/support/browser/chromium.ts'
import { testDatabase } from '#test/support/database.ts'
import { type BoardCompany, boardCompany } from './company.ts'

const { db } = await testDatabase()
const said = { en: 'Offline', ja: 'オフライン', 'zh-CN': '离线' }

describe.skipIf(!hasChromium)('boards without network', () => {
  let browser: Awaited<ReturnType<typeof launch>>
  let company: BoardCompany
  let context: BrowserContext
  let page: Page
  let url = ''

  beforeAll(async () => {
    browser = await launch()
  })
  afterAll(() => closePages(browser))
  beforeEach(async () => {
    company = await boardCompany(db)
    url = await company.app.listen({ host: '127.0.0.1', port: 0 })
    context = await browser.newContext({ viewport: { width: 390, height: 800 } })
    page = await context.newPage()
    await signIn('Owner')
  })
  afterEach(async () => {
    await context.close()
    await company.app.close()
  })

  async function signIn(name: string) {
    const secret = (await company.as(name)).cookies.get('kpi_session') ?? ''
    await context.addCookies([{ name: 'kpi_session', value: secret, url }])
  }
  const viewed = () =>
    page.evaluate<string[]>(`(async () => {
      const found = []
      for (const name of await caches.keys()) if (name.startsWith('kpi-views'))
        for (const { url } of await (await caches.open(name)).keys()) found.push(new URL(url).pathname)
      return found
    })()`)
  const until = (has: (paths: readonly string[]) => boolean) =>
    expect.poll(async () => has(await viewed().catch(() => [])), { interval: 100 }).toBe(true)
  async function look(path: string) {
    await page.goto(`${url}${path}`)
    await page.locator('.chart svg svg path').first().waitFor({ state: 'attached' })
    const { pathname } = new URL(`${url}${path}`)
    await until(paths => paths.includes(pathname) && paths.includes(`${pathname}/chart`))
  }
  const values = () => page.locator('.tile .value').allTextContents()

  it.each(locales)('show the last view with its chart, and say so and as of when, in %s', async lang => {
    const path = `/boards/all/stores?kpi=orders&lang=${lang}`
    await look(path)
    const before = await values()
    expect(await page.locator('.offline').count()).toBe(0)

    await context.setOffline(true)
    await page.locator('.offline').waitFor() // an open page says at once that it goes stale
    await page.goto(`${url}${path}`)
    await page.locator('.chart svg svg path').first().waitFor({ state: 'attached' })

    expect(await values()).toEqual(before)
    expect(await page.locator('.offline').innerText()).toMatch(new RegExp(`${said[lang]}[\\s\\S]*18[\\s\\S]*15:00`))
    expect(await page.locator('form[method=post]').count()).toBe(0)
    expect(await page.content()).not.toMatch(/name="form" value="[^"]+"/)
    expect(await seriousFindings(page)).toEqual([])
  })

  it('keep no page whose figures could not be shown, and the one before instead', async () => {
    const path = '/boards/store/east'
    await look(path)
    const before = await values()
    await db.execute(sql`alter table notes rename to notes_away`)
    try {
      await page.goto(`${url}${path}`)
      expect(await page.locator('main').innerText()).toMatch(/Something went wrong here.*number \w+/s)
      expect(await page.locator('main footer').count()).toBe(1)
    } finally {
      await db.execute(sql`alter table notes_away rename to notes`)
    }
    await context.setOffline(true)
    await page.goto(`${url}${path}`)
    expect(await page.locator('.offline').isVisible()).toBe(true)
    expect(await values()).toEqual(before)
  })

  it('show it too while the service is gone, offer what else was looked at, and are fresh again when it is back', async () => {
    await look('/boards/store/east')
    const port = Number(new URL(url).port)
    await company.app.close()
    await page.goto(`${url}/boards/store/east`)
    expect(await page.locator('.offline').isVisible()).toBe(true)
    await page.goto(`${url}/boards/store/west`)
    expect(await page.locator('.tile').count()).toBe(0)
    expect(await page.locator('ul.links a').getAttribute('href')).toBe('/boards/store/east')

    company = await boardCompany(db)
    await company.app.listen({ host: '127.0.0.1', port })
    await signIn('Owner')
    await page.goto(`${url}/boards/store/east`)
    expect(await page.locator('.offline').count()).toBe(0)
  })

  it.each([
    ['the session was ended elsewhere', () => db.execute(sql`delete from web_sessions`), null],
    ['somebody else sits there', () => signIn('Eve'), '/boards/store/east'],
  ])(
    'keep nothing once %s',
    async (_when, change, then) => {
      await look('/boards/store/west')
      await change()
      await page.goto(`${url}${then ?? '/boards/store/west'}`).catch(() => undefined)
      await until(paths => !paths.includes('/boards/store/west'))
      await context.setOffline(true)

      const tiles = async () => {
        await page.goto(`${url}/boards/store/west`).catch(() => undefined) // without a network there may be no page at all
        return page.locator('.tile').count()
      }
      await expect.poll(tiles).toBe(0)
      expect(await page.content()).not.toContain('98,765')
    },
    180_000,
  ) // two waits of a browser that shares the machine

  it('keep no page on which something is changed, and nothing of other parts of the service', async () => {
    await look('/boards/store/east')
    await page.goto(`${url}/boards/own/new`)
    await page.goto(`${url}/boards`)
    await until(paths => paths.includes('/boards'))

    const kept = (await viewed()).filter(path => path !== '/boards/worker.js').sort()
    expect(kept).toEqual(['/boards', '/boards/store/east', '/boards/store/east/chart'])
  })
})
