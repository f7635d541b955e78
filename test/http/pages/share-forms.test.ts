import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { locales } from '#src/i18n/locale.ts'
import { closePages, hasChromium, launch } from '#test/support/browser/chromium.ts'
import { testDatabase } from '#test/support/database.ts'
import { type House, house } from './house.ts'

const database = await testDatabase()
const bare = { javaScriptEnabled: false, viewport: { width: 390, height: 844 } }

describe.skipIf(!hasChromium)('a link for somebody outside, without script and by keyboard', () => {
  let browser: Browser
  let served: House

  beforeAll(async () => {
    browser = await launch()
    served = await house(database)
  }, 180_000) // a company of 400 days
  afterAll(async () => {
    await closePages(browser)
    await served?.close()
  })

  /** Focuses what is found and presses a key, as somebody who got there with the tabulator. */
  const press = async (page: Page, selector: string, key: string) => {
    await page.locator(selector).first().focus()
    await page.keyboard.press(key)
  }

  /** Makes a link with two KPIs of different themes that ends on a day and asks for a passphrase. */
  async function make(page: Page, lang: string): Promise<{ readonly path: string; readonly phrase: string }> {
    await page.goto(`${served.base}/settings/shares?lang=${lang}`)
    await press(page, 'details.change > summary', 'Enter')
    await page.locator('input[name="t.name"]').first().focus()
    await page.keyboard.type(`Partner ${lang}`)
    for (const kpi of ['sales', 'acos']) {
      const group = `details.group:has(input[value=${kpi}])`
      if ((await page.locator(group).first().getAttribute('open')) === null)
        await press(page, `${group} > summary`, 'Enter')
      await press(page, `input[name="v.kpi"][value=${kpi}]`, 'Space')
    }
    await press(page, 'input[name="v.place"][value="market:us"]', 'Space')
    for (const panel of ['tiles', 'trend', 'stores', 'heat'])
      await press(page, `input[name="v.panel"][value=${panel}]`, 'Space')
    await page.locator('input[name="v.until"]').first().fill('2026-12-01')
    await page.locator('select[name="v.lock"]').first().selectOption('locked')
    await page.locator('input[name="t.name"]').first().focus()
    await page.keyboard.press('Enter')
    await page.locator('section.answer').waitFor()
    const said = await page.locator('section.answer').innerText()
    const href = await page.locator('section.answer a[href*="/share/"]').first().getAttribute('href')
    return { path: new URL(href ?? '', served.base).pathname, phrase: /\d{4}-\d{4}-\d{4}/.exec(said)?.[0] ?? '' }
  }

  it.each(locales)(
    'is made, opened with its passphrase, read in all its parts, and revoked, in %s',
    async lang => {
      const owner = await served.open(browser, bare)
      const { path, phrase } = await make(owner, lang)
      const visitor = await (await browser.newContext(bare)).newPage()
      await visitor.goto(`${served.base}${path}?lang=${lang}`)
      for (const [typed, shown] of [
        ['0000-0000-0000', '[role=alert]'],
        [phrase, '.tiles'],
      ] as const) {
        await visitor.locator('#passphrase').focus()
        await visitor.keyboard.type(typed)
        await visitor.keyboard.press('Enter')
        await visitor.locator(shown).waitFor()
      }
      await press(visitor, 'details.days > summary', 'Enter')
      expect(await visitor.locator('details.days table tbody tr').count()).toBeGreaterThan(5)
      await press(visitor, 'nav.chips a[href*="30d"]', 'Enter')
      await visitor.waitForURL(/period=30d/)
      expect(await visitor.locator('html').getAttribute('lang')).toBe(lang) // it was asked for once
      for (const part of ['heat', 'stores']) {
        const isThere = (await visitor.locator(`#${part} table`).count()) > 0
        if (!isThere) await press(visitor, `a[href*="show=${part}"]`, 'Enter')
        await visitor.locator(`#${part} table`).waitFor()
      }

      await owner.goto(`${served.base}/settings/shares?lang=${lang}`)
      const row = `li.row-card:has-text("Partner ${lang}")`
      await press(owner, `${row} button.danger`, 'Enter')
      await owner.locator('section.answer').waitFor()
      const over = await visitor.goto(`${served.base}${path}?lang=${lang}`)
      expect([over?.status(), await visitor.locator('.tiles').count()]).toEqual([403, 0])
      await Promise.all([owner.context().close(), visitor.context().close()])
    },
    180_000,
  )
})
