import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { FileImports } from '#src/chat/messenger.ts'
import { UserError } from '#src/errors.ts'
import { verbatim } from '#src/i18n/locale.ts'
import { closePages, hasChromium, launch } from '#test/support/browser/chromium.ts'
import { openPage, serveConsole } from './browser.ts'
import { fakeService, saying } from './fake-deps.ts'

const label = (en: string) => ({ en, ja: `${en} ja`, 'zh-CN': `${en} zh` })

/** What the importer of the service says about a file, shortened. */
function preview(options: Readonly<Record<string, unknown>>) {
  const mapping = (options.mapping ?? {}) as Record<string, string | null> // what the page sends
  const columns = ['Order Date', 'Betrag'].map(name => ({
    name,
    role: mapping[name] ?? (name === 'Betrag' ? null : 'day'),
  }))
  return {
    id: 7,
    fileName: 'orders.csv',
    kind: 'orders',
    format: 'csv',
    encoding: 'utf-8',
    columns,
    choices: [
      { role: 'day', label: label('Order date') },
      { role: 'sales', label: label('Sales') },
    ],
    stores: [
      {
        name: 'West',
        slug: 'west',
        isNew: true,
        market: String(options.market ?? 'us'),
        currency: 'USD',
        timeZone: 'America/New_York',
      },
    ],
    days: [{ store: 'west', day: '2017-11-03', sku: '', figures: { net_sales: '1234.56' } }],
    totals: [],
    from: '2017-11-03',
    to: '2017-11-30',
    rowsRead: 9994,
    rowsSkipped: 1,
    skipped: [{ row: 17, reason: label('Sales is not a number: n/a') }],
    measureLabels: { net_sales: label('Sales') },
    recognisedAs: null,
    remembered: false,
    notes: [label('Rows of totals, left out: 1 (first: row 18).')],
    alreadyApplied: null,
  }
}

describe.skipIf(!hasChromium)('importing a file in the console', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await launch()
  })
  afterAll(() => closePages(browser))

  async function start(imports: FileImports) {
    const service = fakeService(() => ({ cards: [saying('figures')] }), { imports })
    const served = await serveConsole(service)
    const { page, context } = await openPage(browser, served.url, { as: 'amy@example.com' })
    await page.locator('#import').click()
    const file = { name: 'orders.csv', mimeType: 'text/csv', buffer: Buffer.from('Order Date,Betrag\n') }
    await page.locator('#import-file').setInputFiles(file)
    const close = async () => {
      await context.close()
      await served.close()
    }
    return { page, service, close }
  }

  it('shows what comes in and what does not, takes corrections, applies, asks and undoes', async () => {
    const asked: unknown[] = []
    const { page, service, close } = await start({
      preview: async (file, options) => {
        for await (const _chunk of file.bytes);
        asked.push(options)
        return preview(options)
      },
      apply: async id => ({ id, inserted: 120, changed: 0, stores: ['west'], to: '2017-11-30' }),
      undo: async id => ({ id, restored: 120 }),
    })
    const dialog = page.locator('dialog')

    await dialog.getByText('Row 17: Sales is not a number: n/a').waitFor()
    expect(await dialog.getByText('1234.56').count()).toBe(1)
    await dialog.getByLabel('Betrag').selectOption('sales')
    await expect.poll(() => asked.length).toBe(2)
    await dialog.getByLabel('Market').selectOption('jp')
    await dialog.getByText('JP · USD').waitFor()
    await dialog.getByRole('button', { name: 'Import', exact: true }).click()
    await dialog.getByText('The file is imported.').waitFor()
    await dialog.getByRole('button', { name: 'Undo this import' }).click()
    await dialog.getByText('The import is undone.').waitFor()
    await close()

    expect(asked).toEqual([
      { mapping: {} },
      { mapping: { Betrag: 'sales' } },
      { mapping: { Betrag: 'sales' }, market: 'jp' },
    ])
    expect(service.asked).toEqual([])
  })

  it('asks for the new figures with one click', async () => {
    const { page, service, close } = await start({
      preview: async (_file, options) => preview(options),
      apply: async id => ({ id, inserted: 1, stores: ['west'], to: '2017-11-30' }),
      undo: async () => ({}),
    })

    await page.locator('dialog').getByRole('button', { name: 'Import', exact: true }).click()
    await page.locator('dialog').getByRole('button', { name: 'status west 2017-11' }).click()
    await page.locator('.card').waitFor()
    await close()

    expect(service.asked[0]).toMatchObject({ line: 'status west 2017-11' })
  })

  it('says why a file was refused, and reads it again when what was missing is there', async () => {
    const { page, close } = await start({
      preview: async (_file, options) => {
        if (options.market === undefined) throw new UserError(verbatim('Where do the stores sell?'))
        return preview(options)
      },
      apply: async () => ({}),
      undo: async () => ({}),
    })

    await page.locator('dialog').getByRole('alert').getByText('Where do the stores sell?').waitFor()
    await page.locator('dialog').getByLabel('Market').selectOption('jp')
    await page.locator('dialog').getByRole('button', { name: 'Try again' }).click()
    await page.locator('dialog').getByText('JP · USD').waitFor()
    await close()
  })
})
