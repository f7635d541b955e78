import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadDemo } from '#src/features/demo/index.ts'
import { sections } from '#src/http/settings/sections.ts'
import { closePages, hasChromium, launch } from '#test/support/browser/chromium.ts'
import { smallTargets } from '#test/support/browser/small-targets.ts'
import { office, today } from './office.ts'

const { listen, linkFor } = await office(db => loadDemo(db, { now: today }), {
  publicUrl: 'http://127.0.0.1',
  once: true,
})
let browser: Browser

beforeAll(async () => {
  if (hasChromium) browser = await launch()
})
afterAll(() => closePages(browser))

describe.skipIf(!hasChromium)('on a phone', () => {
  it('everything to press in the settings is at least 24 pixels high and wide', async () => {
    const base = await listen()
    const page = await (await browser.newContext({ viewport: { width: 390, height: 844 } })).newPage()
    await page.goto(base + (await linkFor('李伟')))
    await page.click('button')
    const found: string[] = []
    for (const path of ['/settings', ...sections.map(({ id }) => `/settings/${id}`), '/account', '/login/open']) {
      await page.goto(`${base}${path}?lang=en`)
      await page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
      for (const one of await smallTargets(page)) found.push(`${path}: ${one}`)
    }
    expect(found).toEqual([])
  }, 400_000)
})
