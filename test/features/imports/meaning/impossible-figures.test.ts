import { beforeEach, describe, expect, it } from 'vitest'
import { testDatabase } from '#test/support/database.ts'
import { importing, us } from '#test/support/importing.ts'

const { db } = await testDatabase()
const { preview, take, figures, clear } = await importing(db)
const west = { ...us, store: 'West' }

beforeEach(clear)

describe('a row of daily figures', () => {
  it.each([
    ['10,-2', /^Orders cannot be below 0: -2$/],
    ['10,3.5', /^Orders is a count and must be a whole number: 3\.5$/],
    ['99999999999999999999,2', /^Sales is larger than any figure can be: 9+$/],
    ['99999999999999999,2', /^Sales is larger than any figure can be: 9+$/], // in cents
  ])('with %s is left out by name, the others are taken', async (cells, reason) => {
    const found = await preview(`Date,Sales,Orders\n2026-03-05,${cells}\n2026-03-06,20,3.0\n`, west)

    expect(found.skipped).toMatchObject([{ row: 2, reason: { en: expect.stringMatching(reason) } }])
    expect(new Set(Object.values(found.skipped[0]?.reason ?? {})).size).toBe(3)
    expect(found.days).toMatchObject([{ day: '2026-03-06', figures: { net_sales: '20', orders: '3' } }])
  })

  it('whose figure is named by a column is held to the same', async () => {
    const found = await preview('Date,Measure,Value\n2026-03-05,orders,-2\n2026-03-05,sales,-20\n', west)

    expect(found.skipped).toMatchObject([{ row: 2, reason: { en: expect.stringContaining('below 0') } }])
    expect(found.totals).toMatchObject([{ totals: { net_sales: '-20' } }])
  })

  it('may have shared orders of ads, and stock that was sold before it came', async () => {
    await take('Date,Campaign,Clicks,Cost,Conversions\n2026-03-05,A,10,5.50,1.5\n', west)
    expect((await figures())['west 2026-03-05']).toMatchObject({ ad_orders: 1.5 })
    const found = await preview('Date,SKU,Stock on hand\n2026-03-05,CUP,-3\n', west)
    expect(found.days).toMatchObject([{ figures: { stock_on_hand: '-3' } }])
  })
})

it('a line of an order may take pieces back', async () => {
  const found = await preview(
    'Order ID,Order date,SKU,Quantity,Item price\n1,2026-03-05,CUP,3,30\n1,2026-03-05,CUP,-1,-10\n',
    west,
  )

  expect(found.skipped).toEqual([])
  expect(found.totals).toMatchObject([{ totals: { units: '2' } }])
})

it('a file of Rakuten that holds devices only says which one is needed', async () => {
  const header = '日付,デバイス,売上金額,売上件数,アクセス人数,サブジャンルTOP10平均 売上金額'
  const rows = ['2026/03/05,PC,300,3,30,900', '2026/03/05,スマートフォン,700,7,70,900']
  const japan = { market: 'jp', store: 'West' }

  await expect(preview([header, ...rows].join('\n'), japan)).rejects.toThrow(/parts by device.*デバイス.*すべて/)
  const open = '2026/03/06,すべて,0,0,0,' // a day to come
  await expect(preview([header, ...rows, open].join('\n'), japan)).rejects.toThrow(/Only parts by device/)
})
