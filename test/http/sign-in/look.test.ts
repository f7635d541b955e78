import Fastify from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pageAssetRoutes } from '#src/http/page/assets.ts'
import { signInRoutes } from '#src/http/sign-in/index.ts'
import { locales } from '#src/i18n/locale.ts'
import { createPageLinks } from '#src/platform/bot-services/page-links.ts'
import { closePages, hasChromium, launch, seriousFindings } from '#test/support/browser/chromium.ts'
import { testDatabase } from '#test/support/database.ts'

describe.skipIf(!hasChromium)('the pages of signing in', () => {
  let browser: Awaited<ReturnType<typeof launch>>
  let url = ''
  const app = Fastify({ forceCloseConnections: true })

  beforeAll(async () => {
    const { db } = await testDatabase()
    const publicUrl = 'http://127.0.0.1'
    const pages = createPageLinks({ secretKey: 'a secret key of thirty-two characters', publicUrl })
    await app.register(signInRoutes({ db, pages, publicUrl, now: () => new Date('2026-11-18T15:00:00Z') }))
    await app.register(pageAssetRoutes())
    url = await app.listen({ host: '127.0.0.1', port: 0 })
    browser = await launch()
  })
  afterAll(async () => {
    await closePages(browser)
    await app.close()
  })

  it.each(locales.flatMap(lang => (['light', 'dark'] as const).map(colorScheme => ({ lang, colorScheme }))))(
    'have nothing that shuts people out, in $lang and $colorScheme',
    async ({ lang, colorScheme }) => {
      const page = await browser.newPage({ colorScheme, viewport: { width: 390, height: 800 } })
      for (const path of ['/login', '/login/open']) {
        await page.goto(`${url}${path}?lang=${lang}`)
        expect(await seriousFindings(page)).toEqual([])
      }
      await page.close()
    },
  )
})
