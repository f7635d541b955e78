import { beforeEach, describe, expect, it } from 'vitest'
import { testDatabase } from '#test/support/database.ts'
import { importing } from '#test/support/importing.ts'

const { db } = await testDatabase()
const { preview, take, clear } = await importing(db)

beforeEach(clear)

describe('amounts that say their currency', () => {
  it.each([
    ['in the name of the column', 'jp', 'Sales (USD)', '1000.50', 'USD'],
    ['in its name in Chinese', 'jp', '销售额（美元）', '1000.50', 'USD'],
    ['in its name with a unit', 'us', '销售额（万日元）', '12', 'JPY'],
    ['with the code before', 'us', 'Sales', 'JPY 150000', 'JPY'],
    ['with the code behind', 'us', 'Sales', '"1,500 JPY"', 'JPY'],
    ['with a sign of one currency', 'us', 'Sales', '€90.00', 'EUR'],
    ['with a sign of one dollar', 'us', 'Sales', 'CA$90.00', 'CAD'],
    ['with a word', 'us', 'Sales', '1500円', 'JPY'],
    ['with a sign that fits the market', 'cn', 'Sales', '¥90.00', 'CNY'],
    ['with a sign that fits the market, too', 'jp', 'Sales', '"¥9,000"', 'JPY'],
    ['with any dollar', 'ca', 'Sales', '$90.00', 'CAD'],
    ['with the unit of any Chinese currency', 'tw', '銷售額(元)', '90', 'TWD'],
    ['not at all', 'us', 'Sales', '90', 'USD'],
    ['which is no currency', 'us', 'Sales (all)', '90', 'USD'],
  ])('make a new store of that currency: %s', async (_how, market, column, amount, currency) => {
    const found = await preview(`Date,Store,${column},Orders\n2026-03-05,West,${amount},10\n`, { market })

    expect(found.stores).toMatchObject([{ name: 'West', currency }])
    expect(found.rowsSkipped).toBe(0)
  })

  it.each([
    ['a sign of other currencies', 'Sales', '"¥150,000"', 'JPY/CNY'],
    ['a code', 'Sales', 'JPY 150000', 'JPY'],
    ['a sign', 'Sales', '£90', 'GBP/EGP'],
    ['the name of the column', 'Sales (JPY)', '90', 'JPY'],
    ['the name of a cost', 'Ad Spend (CNY)', '90', 'CNY'],
  ])('in another one than the store are no figures of it: %s', async (_how, column, amount, said) => {
    const usual = { market: 'us', currency: 'USD', zone: 'America/New_York' }
    await take('Date,Store,Sales\n2026-03-04,West,1\n', usual)

    await expect(preview(`Date,Store,${column},Orders\n2026-03-05,West,${amount},10\n`, usual)).rejects.toMatchObject({
      text: {
        en: `No row of the file can be used. The first reason: row 2: The currency ${said} is not the one of the store, USD.`,
      },
    })
  })

  it('of one store in several currencies: those of the first count, the others are named', async () => {
    const lines = [
      'Order ID,Order Date,Store,SKU,Total',
      '1,2026-03-05,West,A,$20',
      '2,2026-03-05,West,A,£15',
      '3,2026-03-05,West,A,€0',
    ]

    const found = await preview(`${lines.join('\n')}\n`, { market: 'us' })

    expect(found.totals).toMatchObject([{ totals: { net_sales: '20', orders: '2' } }])
    expect(found.skipped.map(({ row, reason }) => [row, reason.en])).toEqual([
      [3, 'The currency GBP/EGP is not the one of the store, USD.'],
    ])
  })
})
