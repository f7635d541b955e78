import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pageAssetRoutes } from '#src/http/page/assets.ts'
import { locales } from '#src/i18n/locale.ts'
import { hasChromium, launch, seriousFindings } from '#test/support/browser/chromium.ts'
import { testDatabase } from '#test/support/database.ts'
import { type BoardCompany, boardCompany } from './company.ts'

const { db } = await testDatabase()

describe.skipIf(!hasChromium)('boards in a browser', () => {
  let browser: Awaited<ReturnType<typeof launch>>
  let company: BoardCompany
  let url = ''
  let cookie = ''

  beforeAll(async () => {
    company = await boardCompany(db)
    await company.app.register(pageAssetRoutes())
    cookie = (await company.as('Owner')).cookies.get('kpi_session') ?? ''
    url = await company.app.listen({ host: '127.0.0.1', port: 0 })
    browser = await launch()
  })
  afterAll(async () => {
    await browser?.close()
    await company.app.close()
  })

  it.each(locales.flatMap(lang => (['light', 'dark'] as const).map(colorScheme => ({ lang, colorScheme }))))(
    'draw their chart, fit a phone and shut nobody out, in $lang and $colorScheme',
    async ({ lang, colorScheme }) => {
      const context = await browser.newContext({ colorScheme, viewport: { width: 390, height: 800 } })
      await context.addCookies([{ name: 'kpi_session', value: cookie, url }])
      const page = await context.newPage()
      const complaints: string[] = []
      page.on('console', message => void (message.type() === 'error' && complaints.push(message.text())))
      await page.goto(`${url}/boards/all/stores?kpi=orders&show=heat&lang=${lang}`)
      await page.locator('.chart svg svg path').first().waitFor({ state: 'attached' })
      await page.locator('.chart').press('End')

      expect(await page.locator('.tip').isVisible()).toBe(true)
      expect(await seriousFindings(page)).toEqual([])
      expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0)
      expect(complaints).toEqual([])
      await context.close()
    },
  )
})
