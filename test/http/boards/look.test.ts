import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addTarget } from '#src/features/targets/store/targets.ts'
import { pageAssetRoutes } from '#src/http/page/assets.ts'
import { locales } from '#src/i18n/locale.ts'
import { closePages, hasChromium, launch, seriousFindings } from '#test/support/browser/chromium.ts'
import { testDatabase } from '#test/support/database.ts'
import { addStore } from '#test/support/talk.ts'
import { type BoardCompany, boardCompany } from './company.ts'

const { db } = await testDatabase()

/** Fifty stores in all, named as long as shops are; the first three each have a target of the same person. */
async function addLongNames(): Promise<void> {
  const names = [
    'リンクスター家電・生活雑貨インターナショナル 楽天市場店',
    'LinkStar_Outdoor-Living_and_GardenEquipment_Marketplace',
    '领星跨境电商户外运动旗舰店（日本站）',
  ]
  for (let at = 0; at < 48; at++) {
    const { slug } = await addStore(db, `long-${at}`, { name: `${names[at % names.length]} ${at}` })
    if (at > 2) continue
    const target = { ownerId: 1, setBy: null, validFrom: '2026-01-01', currency: 'USD' }
    await addTarget(db, { ...target, kpiId: 'sales', place: `store:${slug}`, value: 150_00, period: 'month' })
  }
}

/** Runs in the page: texts that are wider than the box that they stand in. */
const cutTexts = `[...document.querySelectorAll('main *')].filter(one => one.checkVisibility() && one.clientWidth > 1 && !one.closest('svg')
  && one.scrollWidth > one.clientWidth + 1 && !/auto|scroll/.test(getComputedStyle(one).overflowX)
  && [...one.childNodes].some(part => part.nodeType === 3 && part.textContent.trim() !== '')).map(one => one.textContent)`

/** Runs in the page: pixels of the heat map to the right of what is seen, where its newest days are. */
const daysLeftOver = `(box => box.scrollWidth - box.clientWidth - box.scrollLeft)(document.querySelector('table.heat').closest('.scroll'))`

describe.skipIf(!hasChromium)('boards in a browser', () => {
  let browser: Awaited<ReturnType<typeof launch>>
  let company: BoardCompany
  let url = ''
  let cookie = ''

  beforeAll(async () => {
    company = await boardCompany(db)
    await addLongNames()
    await company.app.register(pageAssetRoutes())
    cookie = (await company.as('Owner')).cookies.get('kpi_session') ?? ''
    url = await company.app.listen({ host: '127.0.0.1', port: 0 })
    browser = await launch()
  })
  afterAll(async () => {
    await closePages(browser)
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
      expect(await page.evaluate(daysLeftOver)).toBeLessThanOrEqual(1)
      expect(await seriousFindings(page)).toEqual([])
      expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0)
      expect(complaints).toEqual([])
      await context.close()
    },
  )

  it.each(locales)('keep long names of fifty stores inside their boxes, in %s', async lang => {
    const context = await browser.newContext({ viewport: { width: 390, height: 800 }, hasTouch: true, isMobile: true })
    await context.addCookies([{ name: 'kpi_session', value: cookie, url }])
    const page = await context.newPage()
    for (const path of [
      '/boards',
      '/boards/all/stores?show=stores',
      '/boards/person/1?show=score',
      '/boards/own/new',
    ]) {
      await page.goto(`${url}${path}${path.includes('?') ? '&' : '?'}lang=${lang}`)
      expect([path, await page.evaluate(cutTexts)]).toEqual([path, []])
      expect([path, await page.evaluate('document.documentElement.scrollWidth')]).toEqual([path, 390])
      expect([path, await seriousFindings(page)]).toEqual([path, []])
    }
    await context.close()
  })
})
