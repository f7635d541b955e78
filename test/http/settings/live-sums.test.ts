import { sql } from 'drizzle-orm'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closePages, hasChromium, launch } from '#test/support/browser/chromium.ts'
import { addPerson, addStore } from '#test/support/talk.ts'
import { truncate } from '#test/support/truncate.ts'
import { office } from './office.ts'

const { listen, linkFor, faults } = await office(
  async db => {
    await truncate(db, 'targets, target_proposals, approval_rules restart identity cascade')
    await addStore(db, 'west')
    await addStore(db, 'east')
    await addStore(db, 'tokyo', { market: 'jp', currency: 'JPY', timeZone: 'Asia/Tokyo' })
    await addPerson(db, 'Ken', { role: 'operator' })
    await db.execute(sql`insert into exchange_rates (from_currency, to_currency, since, rate)
      values ('USD', 'CNY', '2020-01-01', 7), ('JPY', 'CNY', '2020-01-01', 0.05)`)
  },
  { publicUrl: 'http://127.0.0.1' },
)
let browser: Browser

beforeAll(async () => {
  if (hasChromium) browser = await launch()
})
afterAll(() => closePages(browser))

const sumsOf = (page: Page) =>
  page
    .locator('[data-sum]')
    .evaluateAll(cells => Object.fromEntries(cells.map(one => [one.getAttribute('data-sum'), one.textContent])))

describe.skipIf(!hasChromium)('the sheet in a browser', () => {
  it('adds up while somebody types, as it does once it is saved: rows, columns, quarters, years, all', async () => {
    const base = await listen()
    const page = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage()
    await page.goto(base + (await linkFor('Ken')))
    await page.click('button')
    await page.waitForURL('**/boards') // this office has no boards: what the browser says of them is not the sheet's
    const complaints: string[] = []
    page.on(
      'console',
      message => void (message.type() === 'error' && complaints.push(`${message.text()} ${message.location().url}`)),
    )
    await page.goto(`${base}/settings/plan?year=2027&kpi=sales&lang=en`)
    const field = (store: string, month: string) => page.locator(`[name="c/sales/${store}/2027-${month}"]`)

    await field('west', '01').fill('1,000')
    await field('east', '02').fill('2万')
    await field('tokyo', '04').fill('100万')
    const year = page.locator('[data-sum="sales/west/year"]')
    await expect.poll(() => year.textContent()).toBe('12,000') // goes on to December
    await expect.poll(() => page.locator('[data-sum="sales/tokyo/q2"]').textContent()).toBe('3,000,000')
    expect(await field('west', '02').inputValue()).toBe('1,000')
    expect(await page.locator('[data-sum="sales/east/q1"]').textContent()).toBe('40,000')

    await field('east', '03').fill('many')
    await page.locator('[name="c/sales/east/2027-03"][aria-invalid=true]').waitFor()
    await field('east', '03').fill('5,000')
    await expect.poll(() => page.locator('[data-sum="sales/east/q1"]').textContent()).toBe('25,000')
    const typed = await sumsOf(page)

    await page.click('form[data-sums] button.primary')
    await page.click('#answer button.primary')
    await page.locator('#answer').waitFor()
    await page.goto(`${base}/settings/plan?year=2027&kpi=sales&lang=en`)
    expect(await sumsOf(page)).toEqual(typed)
    expect(Object.keys(typed).length).toBeGreaterThan(50)
    expect([complaints, faults]).toEqual([[], []])
  }, 400_000)
})
