import { sql } from 'drizzle-orm'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { closePages, hasChromium, launch } from '#test/support/browser/chromium.ts'
import { testDatabase } from '#test/support/database.ts'
import { type LocalMarket, startLocalMarket } from '#test/support/local-market.ts'
import { type AskingMarket, consentPage, marketAnswer, markets } from './authorisation-server.ts'
import { type ConnectOffice, connectOffice, openedPage } from './office.ts'

const { db } = await testDatabase()

describe.skipIf(!hasChromium).each(markets.map(one => [one.id, one] as const))('consenting at %s', (id, market) => {
  let browser: Browser
  let office: ConnectOffice
  let server: LocalMarket

  beforeAll(async () => {
    browser = await launch()
  })
  beforeEach(async () => {
    await office?.close()
    await server?.close()
    office = await connectOffice(db)
    server = await startLocalMarket(asked => {
      if (!/auth(orize|_partner|orization)$/.test(asked.path)) return marketAnswer(market, asked)
      return { status: 200, body: consentPage(market, new URL(`http://market${asked.path}?${asked.query}`), back()) }
    })
    for (const name of market.addresses) office.env[name] = server.url
  })
  afterAll(async () => {
    await closePages(browser)
    await office?.close()
    await server?.close()
  })

  const back = () => `${office.url}/connect/${id}/callback`

  it('leads there and back to the stores, which start with their progress in sight', async () => {
    const page = await atMarket(market)
    await page.click('#mine')
    await page.waitForURL(/\/stores$/)

    expect(await page.locator('fieldset legend').count()).toBe(1)
    await page.click('button[value=start]')
    await page.locator('h2.tone-good').waitFor()
    await page.click('a.button')
    await page.locator('section h2').first().waitFor()
    expect(page.url()).toContain('/share/sync')
    expect(await page.locator('main').innerText()).toContain('history 0%')
    expect(await page.content()).not.toMatch(/secret-of|refresh-mine|access-mine/)
    expect(office.faults).toEqual([])
    await page.context().close()
  })

  it('says that the seller did not agree, keeps what was typed, and goes on with another try', async () => {
    const page = await atMarket(market)
    await page.click('#denied')
    await page.locator('[role=alert]').waitFor()

    expect(await page.locator('[role=alert]').innerText()).toMatch(/did not agree|no code|Press the consent button/)
    expect(await db.execute(sql`select 1 from connections`)).toHaveLength(0)
    await toMarket(page)
    await page.click('#mine')
    await page.waitForURL(/\/stores$/)
    await page.context().close()
  })

  it('takes the back button and a second try, and nothing twice, late, forged or from another browser', async () => {
    const page = await atMarket(market)
    const first = (await page.locator('#mine').getAttribute('href')) ?? ''
    await page.goBack()
    await toMarket(page)
    const second = (await page.locator('#mine').getAttribute('href')) ?? ''
    const stranger = await openedPage(browser, office, id)

    for (const [visitor, url] of [
      [page, first],
      [page, second.replace(/state(=|%3D)[\w-]+/, 'state$1forged')],
      [stranger, second],
    ] as const) {
      await visitor.goto(url)
      expect(await visitor.locator('[role=alert]').innerText()).toContain('not the answer to what this page asked')
    }
    await page.goto(second)
    await page.waitForURL(/\/stores$/)
    await page.goto(second)
    expect(await page.locator('[role=alert]').innerText()).toContain('not the answer to what this page asked')
    await toMarket(page)
    const late = (await page.locator('#mine').getAttribute('href')) ?? ''
    office.aheadMs = 11 * 60_000
    await page.goto(late)
    expect(await page.locator('[role=alert]').innerText()).toContain('came too late')
    await page.context().close()
    await stranger.context().close()
  })

  // The link is ours and the same for all of them
  it.runIf(id === markets[0]?.id)('opens its link once, and not after a quarter of an hour', async () => {
    const link = await office.link(id)
    const page = await (await browser.newContext()).newPage()
    await page.goto(link)
    await page.click('button.primary')
    await page.waitForURL(/\/keys$/)
    await page.goto(link)
    expect(page.url()).toMatch(/\/keys$/) // whoever opened it comes back by it

    const other = await (await browser.newContext({ locale: 'ja' })).newPage()
    await other.goto(link)
    expect(await other.locator('h2').innerText()).toBe('このページは開けません')
    const late = await office.link(id)
    office.aheadMs = 15 * 60_000 + 1_000
    expect((await other.goto(late))?.status()).toBe(403)
    await page.context().close()
    await other.context().close()
  })

  it('says when another account agreed than the one that is connected', async () => {
    const first = await atMarket(market)
    await first.click('#mine')
    await first.waitForURL(/\/stores$/)
    await first.click('button[value=start]')
    await first.locator('h2.tone-good').waitFor()

    const page = await atMarket(market)
    await page.click('#other')
    await page.waitForLoadState()

    if (id === 'yahoo') return expect(await page.locator('main').innerText()).toContain('Connected already as') // the name is typed
    expect(await page.locator('.note').first().innerText()).toMatch(/another account|not come from this shop/)
    await page.context().close()
    await first.context().close()
  })

  /** A browser on the marketplace's page. */
  async function atMarket(of: AskingMarket): Promise<Page> {
    const page = await openedPage(browser, office, id)
    if (of.host !== 'local') {
      await page.context().route(`${of.host}/**`, route => {
        const body = consentPage(of, new URL(route.request().url()), back())
        return route.fulfill({ status: 200, contentType: 'text/html', body })
      })
    }
    for (const [name, value] of Object.entries(of.typed)) {
      const field = page.locator(`#consent-${name}`)
      await ((await field.evaluate(it => it.tagName)) === 'SELECT' ? field.selectOption(value) : field.fill(value))
    }
    await page.locator('#consent-client_id, #consent-app_key, #consent-partner_id').press('Enter')
    await page.waitForURL(/\/keys$/)
    await toMarket(page)
    return page
  }

  async function toMarket(page: Page): Promise<void> {
    const link = page.locator('a.primary')
    if (market.host === 'local') await link.click()
    else {
      // Chromium shows a route no request that was redirected: the hop to a host that is not here is made by hand
      const hop = new URL((await link.getAttribute('href')) ?? '', page.url()).href
      const { location } = (await page.context().request.get(hop, { maxRedirects: 0 })).headers()
      await page.goto(location ?? hop)
    }
    await page.locator('#mine').waitFor()
  }
})
