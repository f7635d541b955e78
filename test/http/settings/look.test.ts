import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadDemo } from '#src/features/demo/index.ts'
import { sections } from '#src/http/settings/sections.ts'
import { locales } from '#src/i18n/locale.ts'
import { closePages, hasChromium, launch, seriousFindings } from '#test/support/browser/chromium.ts'
import { office, today } from './office.ts'

const { listen, linkFor, faults, audited } = await office(db => loadDemo(db, { now: today }), {
  publicUrl: 'http://127.0.0.1',
  once: true,
})
let browser: Browser

beforeAll(async () => {
  if (hasChromium) browser = await launch()
})
afterAll(() => closePages(browser))

async function opened(options: BrowserContextOptions): Promise<{ page: Page; base: string }> {
  const base = await listen()
  const page = await (await browser.newContext(options)).newPage()
  await page.goto(base + (await linkFor('李伟')))
  await page.click('button')
  return { page, base }
}

const phone = { viewport: { width: 390, height: 844 } }
const paths = ['/settings', ...sections.map(({ id }) => `/settings/${id}`)]

describe.skipIf(!hasChromium)('in a browser', () => {
  it.each(paths)(
    '%s fits a phone in every language, light and dark, without serious findings of axe-core',
    async path => {
      const { page, base } = await opened(phone)
      for (const locale of locales) {
        await page.emulateMedia({ colorScheme: locale === 'ja' ? 'dark' : 'light' })
        await page.goto(`${base}${path}?lang=${locale}`)
        await page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
        expect([locale, await page.evaluate('document.documentElement.scrollWidth')]).toEqual([locale, 390])
        expect([locale, await seriousFindings(page)]).toEqual([locale, []])
      }
      await page.setViewportSize({ width: 1280, height: 900 })
      await page.emulateMedia({ colorScheme: 'dark' })
      await page.goto(`${base}${path}?lang=en`)
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(1280)
      expect(await seriousFindings(page)).toEqual([])
      expect(faults).toEqual([])
    },
    240_000,
  ) // four looks with axe-core, in a browser that shares the machine

  it.each(['/settings', '/settings/plan?kpi=sales'])(
    '%s is passed over to its own part by keyboard',
    async path => {
      const { page, base } = await opened({ viewport: { width: 1280, height: 900 } })
      await page.goto(`${base}${path}${path.includes('?') ? '&' : '?'}lang=en`)
      await page.keyboard.press('Tab')
      expect(await page.locator(':focus').textContent()).toBe('To the contents')
      await page.keyboard.press('Enter')
      await page.keyboard.press('Tab')
      expect(await page.locator('.main :focus').count()).toBe(1)
    },
    60_000,
  )

  it('adds a person without script, by keyboard alone, after a mistake that is said beside its field', async () => {
    const { page, base } = await opened({ javaScriptEnabled: false })
    await page.goto(`${base}/settings/people?lang=en`)
    await page.locator('summary', { hasText: 'Add a person' }).focus()
    await page.keyboard.press('Enter')
    await page.keyboard.press('Tab')
    await page.keyboard.type('Hanako')
    await page.keyboard.press('Enter')
    await page.waitForSelector('[aria-invalid=true]')
    expect(await page.locator('[aria-invalid=true] + .problem').textContent()).toContain('Fill this in')
    expect(await page.getByLabel('Name').first().inputValue()).toBe('Hanako')
    await page.locator('[aria-invalid=true]').focus()
    await page.keyboard.type('hanako@example.com')
    await page.getByLabel('All stores').first().focus()
    await page.keyboard.press('Space')
    await page.keyboard.press('Enter')
    await page.waitForSelector('section.answer')
    expect(await page.locator('section.answer h2').first().textContent()).toBe('Hanako can ask me now')
    expect((await audited()).at(-1)).toMatchObject({ outcome: 'ok', messenger: 'page' })
  }, 400_000)
})
