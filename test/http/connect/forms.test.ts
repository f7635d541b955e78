import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { connectors } from '#src/connectors/index.ts'
import { consentFieldsOf, fieldsOf } from '#src/features/connections/index.ts'
import { locales } from '#src/i18n/locale.ts'
import { closePages, hasChromium, launch, seriousFindings } from '#test/support/browser/chromium.ts'
import { testDatabase } from '#test/support/database.ts'
import { type LocalMarket, startLocalMarket } from '#test/support/local-market.ts'
import { type ConnectOffice, connectOffice, openedPage } from './office.ts'

const { db } = await testDatabase()
const openAll = "for (const one of document.querySelectorAll('details')) one.open = true"

describe.skipIf(!hasChromium)('forms of keys', () => {
  let browser: Browser
  let office: ConnectOffice
  let refusing: LocalMarket

  beforeAll(async () => {
    browser = await launch()
    refusing = await startLocalMarket(() => ({ status: 401, body: { error: 'invalid_client' } }))
  })
  beforeEach(async () => {
    office = await connectOffice(db) // it counts requests
    for (const name of ['AMAZON_API_URL', 'AMAZON_LWA_URL', 'EBAY_API_URL', 'YAHOO_API_URL', 'YAHOO_AUTH_URL'])
      office.env[name] = refusing.url
  })
  afterEach(() => office.close())
  afterAll(async () => {
    await closePages(browser)
    await refusing?.close()
  })

  /** Sends a form as it stands, past what the browser itself would ask for. */
  async function send(page: Page, form: 'keys' | 'consent'): Promise<void> {
    const found = page.locator(`form:has(input[name=step][value=${form}])`)
    await found.evaluate(it => it.setAttribute('novalidate', ''))
    await Promise.all([page.waitForNavigation(), found.locator('button').click()])
  }

  it.each(connectors.map(one => [one.id, one] as const))(
    'of %s fit a phone and a desk, shut nobody out, and name every field that is missing',
    async (id, connector) => {
      const page = await openedPage(browser, office, id)
      for (const [at, locale] of locales.entries()) {
        await page.emulateMedia({ colorScheme: at % 2 === 0 ? 'light' : 'dark' })
        await page.setViewportSize({ width: at === 1 ? 1280 : 390, height: 844 })
        for (const form of connector.consent ? (['consent', 'keys'] as const) : (['keys'] as const)) {
          await page.goto(`${office.url}/connect/${id}/keys?lang=${locale}`)
          await page.evaluate(openAll)
          expect([locale, await seriousFindings(page)]).toEqual([locale, []])
          await send(page, form)

          const needed = (form === 'keys' ? fieldsOf(connector) : consentFieldsOf(connector)).filter(it => !it.optional)
          const said = await page.locator('[role=alert]').innerText()
          for (const { label } of needed) expect(said).toContain(label[locale])
          expect(await page.evaluate('document.activeElement.getAttribute("aria-invalid")')).toBe('true')
          expect(await page.evaluate('document.activeElement.getAttribute("aria-describedby")')).toContain('-problem')
          await page.evaluate(openAll)
          expect([locale, await seriousFindings(page)]).toEqual([locale, []])
          expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0)
        }
      }
      expect(office.faults).toEqual([])
      await page.context().close()
    },
    240_000,
  ) // axe-core looks twelve times

  it.each(['amazon', 'ebay', 'yahoo'])(
    'of %s: keys that are refused mark their fields, keep the rest and show no secret again, by keyboard alone',
    async id => {
      const page = await openedPage(browser, office, id)
      await page.goto(`${office.url}/connect/${id}/keys?lang=ja`)
      await page.locator('summary').focus()
      await page.keyboard.press('Enter')
      await page.keyboard.press('Tab')
      const fields = fieldsOf(connectors.find(one => one.id === id) ?? raise()).filter(it => !it.optional)
      for (const { name, kind } of fields) {
        expect(await page.evaluate('document.activeElement.id')).toBe(`keys-${name}`)
        expect(await page.evaluate('getComputedStyle(document.activeElement).outlineStyle')).toBe('solid')
        await (kind === 'select' ? page.keyboard.press('ArrowDown') : page.keyboard.type(`typed-${name}`))
        await page.keyboard.press('Tab')
      }
      await page.locator('#keys-client_id').focus()
      await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')])

      expect(await page.locator('[role=alert]').first().innerText()).toContain('受け付けませんでした')
      for (const name of ['client_id', 'client_secret'])
        expect(await page.locator(`#keys-${name}`).getAttribute('aria-invalid')).toBe('true')
      expect(await page.locator('#keys-refresh_token').getAttribute('aria-invalid')).toBeNull()
      expect(await page.evaluate('document.activeElement.id')).toBe('keys-client_id')
      for (const { name, secret, kind } of fields) {
        const value = await page.locator(`#keys-${name}`).inputValue()
        expect(value).toBe(secret ? '' : kind === 'select' ? 'na' : `typed-${name}`)
      }
      expect(await page.content()).not.toContain('typed-client_secret')
      expect(await page.locator('#keys-refresh_token-help').innerText()).toContain('入力済み')
      await page.context().close()
    },
  )
})

function raise(): never {
  throw new Error('There is no such connector')
}
