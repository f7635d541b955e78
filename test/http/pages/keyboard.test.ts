import { sql } from 'drizzle-orm'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closePages, hasChromium, launch } from '#test/support/browser/chromium.ts'
import { walkThrough } from '#test/support/browser/keyboard.ts'
import { smallTargets } from '#test/support/browser/small-targets.ts'
import { testDatabase } from '#test/support/database.ts'
import { type House, house, inLanguage, kindsOfPages } from './house.ts'

const database = await testDatabase()
const desk = { viewport: { width: 1280, height: 800 } }
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }
const openAll = "for (const one of document.querySelectorAll('details')) one.open = true"

describe.skipIf(!hasChromium)('with the keyboard, a mouse or a finger alone', () => {
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

  const opened = async (path: string): Promise<Page> => {
    const page = await served.open(browser, desk)
    await page.goto(served.base + inLanguage(path, 'en'))
    return page
  }
  const focused = (page: Page) =>
    page.evaluate<string>(
      'document.activeElement.id || document.activeElement.className || document.activeElement.tagName',
    )
  /** Presses the tabulator until what is looked for has the focus. */
  const tabTo = async (page: Page, selector: string) => {
    for (let presses = 0; presses < 200; presses++) {
      await page.keyboard.press('Tab')
      if (await page.evaluate<boolean>(`document.activeElement.matches(${JSON.stringify(selector)})`)) return
    }
    throw new Error(`${selector} was never reached`)
  }

  it.each(kindsOfPages)(
    'the pages of %s are walked through, each stop in its order, in sight and marked, and all is 24 pixels for a mouse',
    async kind => {
      for (const path of kinds[kind]) {
        const page = await opened(path)
        const { problems } = await walkThrough(page)
        expect([path, problems]).toEqual([path, []])
        await page.evaluate(openAll)
        expect([path, await smallTargets(page)]).toEqual([path, []])
        await page.context().close()
      }
    },
    240_000,
  )

  it.each(kindsOfPages)(
    'on the pages of %s everything to press is at least 24 pixels high and wide for a finger',
    async kind => {
      const page = await served.open(browser, phone)
      const languages = kind === 'settings' || kind === 'account' ? ['ja', 'en'] : ['ja']
      for (const path of languages.flatMap(lang => kinds[kind].map(one => inLanguage(one, lang)))) {
        const answer = await page.goto(`${served.base}${path}`)
        expect([path, answer?.ok()]).toEqual([path, kind !== 'refused'])
        await page.evaluate(openAll)
        expect([path, await smallTargets(page)]).toEqual([path, []])
      }
      await page.context().close()
    },
    240_000,
  )

  it.each([
    ['Escape', async (page: Page) => page.keyboard.press('Escape')],
    [
      'its last button',
      async (page: Page) => {
        await page.locator('dialog .row button').last().focus()
        await page.keyboard.press('Enter')
      },
    ],
  ])('the note of a day opens from the chart, keeps the focus, and %s gives it back', async (_by, close) => {
    const page = await opened('/boards/store/amazon-us')
    await page.locator('.chart svg svg path').first().waitFor({ state: 'attached' })
    await tabTo(page, '.chart')
    await page.keyboard.press('End')
    await page.keyboard.press('Enter')
    await page.locator('dialog[open]').waitFor()
    expect(await focused(page)).toBe('dialog-note-text')
    for (let presses = 0; presses < 14; presses++) {
      await page.keyboard.press('Tab')
      const place = await page.evaluate(
        'document.activeElement === document.body || document.activeElement.closest("dialog") !== null',
      )
      expect(place).toBe(true) // a browser's own bar comes between the last and the first
    }
    await close(page)

    await page.locator('dialog').waitFor({ state: 'detached' })
    expect(await focused(page)).toBe('chart')
    await page.keyboard.press('ArrowLeft')
    expect(await page.locator('.tip').isVisible()).toBe(true)
    await page.keyboard.press('Escape')
    expect(await page.locator('.tip').isVisible()).toBe(false)
    await page.context().close()
  })

  it('a note is written about a day from the chart', async () => {
    const page = await opened('/boards/store/amazon-us?period=30d')
    await page.locator('.chart svg svg path').first().waitFor({ state: 'attached' })
    await tabTo(page, '.chart')
    await page.keyboard.press('End')
    await page.keyboard.press('PageUp') // the last days are a forecast
    await page.keyboard.press('Enter')
    await page.keyboard.type('Written without a mouse')
    await page.keyboard.press('Enter')

    await page.waitForURL(/#notes$/)
    const [kept] = await database.db.execute<{ text: string }>(sql`select text from notes order by id desc limit 1`)
    expect(kept?.text).toBe('Written without a mouse')
    await page.context().close()
  })

  it('a link for somebody outside is made: a group of KPIs is opened, one is ticked, and Enter sends', async () => {
    const page = await opened('/settings/shares')
    await tabTo(page, 'details.change > summary')
    await page.keyboard.press('Space')
    await tabTo(page, 'input[type=text]')
    await page.keyboard.type('Keyboard partner')
    await tabTo(page, 'details.group:has(input[value=acos]) > summary')
    await page.keyboard.press('Enter')
    await tabTo(page, 'input[type=checkbox][value=acos]')
    await page.keyboard.press('Space')
    await tabTo(page, 'input[type=checkbox][value^="market:"], input[type=checkbox][value=us]')
    await page.keyboard.press('Space')
    await page.keyboard.press('Enter')

    await page.locator('section.answer').waitFor()
    expect(await page.locator('section.answer').textContent()).toContain('Keyboard partner')
    await page.context().close()
  })

  it('an entry of the calendar leads to its line, and a day to a form that knows the day', async () => {
    const page = await opened('/settings/calendar')
    await tabTo(page, 'a.chip')
    await page.keyboard.press('Enter')
    expect(await page.locator('.entry:target').count()).toBe(1)
    await page.keyboard.press('Tab')
    expect(await page.evaluate('document.activeElement.closest(".entry") !== null')).toBe(true)

    await page.goto(`${served.base}/settings/calendar?lang=en`)
    await tabTo(page, 'a.date')
    await page.keyboard.press('Enter')
    await page.waitForURL(/day=2026-11-01/)
    await page.keyboard.press('Tab')
    expect(await page.evaluate('document.activeElement.closest("#add") !== null')).toBe(true)
    await page.context().close()
  })

  it('the sheet of targets: a month is typed over, its sum follows, and the next Tab is the next month', async () => {
    const page = await opened('/settings/plan?kpi=sales')
    await tabTo(page, 'table.plan td input[name$="/amazon-us/2026-12"]')
    const sums = () => page.locator('[data-sum]').allTextContents()
    const before = await sums()
    await page.keyboard.type('1234')
    await expect.poll(sums).not.toEqual(before)
    await page.keyboard.press('Shift+Tab')
    expect(await page.evaluate('document.activeElement.name')).toMatch(/\/amazon-us\/2026-11$/)
    await page.context().close()
  })
})

describe.skipIf(!hasChromium)('a walk with the keyboard', () => {
  it.each([
    [
      'a trap',
      '<a href="#a">a</a><input onkeydown="event.preventDefault()"><a href="#b">b</a>',
      'never leaves place 2 of 3',
    ],
    ['an order of its own', '<a href="#a">a</a><a href="#b" tabindex="1">b</a>', 'place 0 of 2'],
    ['a focus that is not seen', '<style>a:focus-visible { outline: 0 }</style><a href="#a">a</a>', 'no visible focus'],
    ['what is covered', '<a href="#a">a</a><div style="position:fixed;inset:0;background:red"></div>', 'covered'],
  ])('finds %s', async (_what, body, said) => {
    const page = await (await launch()).newPage()
    await page.setContent(`<style>:focus-visible { outline: 3px solid }</style>${body}`)
    expect((await walkThrough(page)).problems.join('\n')).toContain(said)
    await page.close()
  })
})
