import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closePages, hasChromium, launch } from '#test/support/browser/chromium.ts'
import { smallTargets } from '#test/support/browser/small-targets.ts'
import { testDatabase } from '#test/support/database.ts'
import { type House, house, inLanguage, kindsOfPages } from './house.ts'

const database = await testDatabase()
const openAll = "for (const one of document.querySelectorAll('details')) one.open = true"
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }
const desk = { viewport: { width: 1280, height: 800 } }

describe.skipIf(!hasChromium)('everything to press on the pages', () => {
  let browser: Browser
  let served: House
  let kinds: Awaited<ReturnType<House['kinds']>>

  beforeAll(async () => {
    browser = await launch()
    served = await house(database)
    kinds = await served.kinds()
  }, 300_000) // a company of 400 days, and a pack of all its stores
  afterAll(async () => {
    await closePages(browser)
    await served?.close()
  })

  it.each(kindsOfPages)(
    'of %s is at least 24 pixels high and wide, for a finger and for a mouse',
    async kind => {
      for (const [options, lang] of [
        [phone, 'ja'],
        [desk, 'en'],
      ] as const) {
        const page = await served.open(browser, options)
        for (const path of kinds[kind]) {
          const answer = await page.goto(`${served.base}${inLanguage(path, lang)}`)
          expect([path, answer?.ok()]).toEqual([path, kind !== 'refused'])
          await page.evaluate(openAll)
          expect([path, lang, await smallTargets(page)]).toEqual([path, lang, []])
        }
        await page.context().close()
      }
    },
    240_000,
  )
})

describe.skipIf(!hasChromium)('what is too small to press', () => {
  const small = '<a href="#a" style="display:inline-block;width:20px;height:20px;background:red"></a>'

  it.each([
    ['two small ones side by side', `<div>${small}${small}</div>`, 2],
    [
      'a list of links that stand close',
      '<ul style="line-height:1"><li><a href="#a">One</a><li><a href="#b">Two</a></ul>',
      2,
    ],
    [
      'links with nothing but a dot between them',
      '<p style="font:10px/1 monospace"><a href="#a">On</a>·<a href="#b">Up</a></p>',
      2,
    ],
  ])('is %s', async (_what, body, count) => {
    const page = await (await launch()).newPage()
    await page.setContent(body)
    expect(await smallTargets(page)).toHaveLength(count)
    await page.close()
  })

  it.each([
    ['a small one that stands alone', `<div style="padding:30px">${small}</div>`],
    ['links within a text', '<p style="font-size:10px">Read <a href="#a">one</a> or <a href="#b">two</a> first.</p>'],
    ['a tick within its label', '<label style="display:block;padding:10px"><input type="checkbox"> All</label>'],
  ])('is not %s', async (_what, body) => {
    const page = await (await launch()).newPage()
    await page.setContent(body)
    expect(await smallTargets(page)).toEqual([])
    await page.close()
  })
})
