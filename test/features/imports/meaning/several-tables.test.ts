import { beforeEach, describe, expect, it } from 'vitest'
import { testDatabase } from '#test/support/database.ts'
import { importing, us } from '#test/support/importing.ts'

const { db } = await testDatabase()
const { preview, clear } = await importing(db)
const west = { ...us, store: 'West' }

beforeEach(clear)

/** What each store has on its first day, and what is said. */
async function read(lines: readonly string[], options: object = us) {
  const found = await preview(`${lines.join('\n')}\n`, options)
  return {
    stores: found.stores.map(store => store.name),
    totals: Object.fromEntries(found.totals.map(({ store, totals }) => [store, totals])),
    notes: found.notes.map(note => note.en),
    warnings: found.warnings.map(note => note.en),
  }
}

describe('several tables on one sheet', () => {
  const first = ['Date,Store,Sales', '2026-03-05,West,1000', '2026-03-06,West,2000']

  it.each([
    ['a figure instead of another', ['Date,Store,Ad Spend', '2026-03-05,West,100', '2026-03-06,West,150']],
    ['in another language', ['日付,店舗,広告費', '2026-03-05,West,100']],
    ['with other columns', ['Date,Ad Spend,Clicks', '2026-03-05,100,7']],
    ['further to the right', [',Date,Store,Ad Spend', ',2026-03-05,West,100']],
    ['of orders', ['Order ID,Order Date,SKU,Sales', 'A1,2026-03-05,X,100']],
  ])('are no rows of the first one: %s', async (_what, second) => {
    for (const between of [[], [',,'], ['Advertising,,', ',,']]) {
      const found = await read([...first, ...between, ...second])

      expect(found.totals).toEqual({ west: { net_sales: '3000' } })
      expect(found.stores).toEqual(['West'])
      const row = first.length + between.length + 1
      expect(found.warnings).toEqual([
        `From row ${row} on stands another table, which is not read: ${second[0]?.split(',').filter(Boolean).join(', ')}. Save it as a file of its own to import it.`,
      ])
    }
  })

  it('go on where the columns of the first one come again', async () => {
    const found = await read([
      ...first,
      'Date,Store,Ad Spend',
      '2026-03-05,West,100',
      'Date,Store,Sales',
      '2026-03-07,West,4000',
    ])

    expect(found.totals).toEqual({ west: { net_sales: '7000' } })
  })

  it('with the columns of the first one are more pages of it', async () => {
    const found = await read([...first, 'Date,Store,Sales', '2026-03-07,West,4000'])

    expect(found).toMatchObject({ stores: ['West'], totals: { west: { net_sales: '7000' } }, warnings: [] })
  })

  it.each([
    ['pages of one title', ['Sales report'], ['Sales report'], { west: { net_sales: '3000' } }, 0],
    ['numbered pages', ['Sales, page 1'], ['Sales, page 2'], { west: { net_sales: '3000' } }, 0],
    ['another title', ['West'], ['East'], { west: { net_sales: '1000' } }, 1],
    ['a title on the second one only', [], ['East'], { west: { net_sales: '1000' } }, 1],
  ])('without a column of stores: %s', async (_what, above, between, totals, told) => {
    const found = await read(
      [...above, 'Date,Sales', '2026-03-05,1000', '', ...between, 'Date,Sales', '2026-03-06,2000'],
      west,
    )

    expect(found.totals).toEqual(totals)
    expect(found.warnings).toHaveLength(told)
  })

  it('of orders with the same columns are more pages of it', async () => {
    const found = await read([
      'Order ID,Order Date,Store,SKU,Sales',
      'A1,2026-03-05,West,X,10',
      'Order ID,Order Date,Store,SKU,Sales',
      'A2,2026-03-05,West,X,20',
    ])

    expect(found).toMatchObject({ stores: ['West'], totals: { west: { net_sales: '30', orders: '2' } } })
  })
})

describe('tables side by side', () => {
  it('are not one row: the first one is read, the other named', async () => {
    const found = await read([
      'Date,Store,Sales,,Date,Store,Ad Spend',
      '2026-03-05,West,1000,,2026-03-05,West,100',
      '2026-03-06,West,2000,,2026-03-07,West,150',
    ])

    expect(found.totals).toEqual({ west: { net_sales: '3000' } })
    expect(found.warnings).toEqual([
      'Beside the table stands another one, which is not read: Date, Store, Ad Spend. Save it as a file of its own to import it.',
    ])
  })
})

describe('names of columns over two rows', () => {
  it.each([
    ['parts of a figure', ['Date,Store,Sales,,Orders', ',,PC,Mobile,', '2026-03-05,West,300,700,10'], { orders: '10' }],
    [
      'cells that are merged downwards',
      ['Date,Store,Sales,,Orders', 'Date,Store,PC,Mobile,Orders', '2026-03-05,West,300,700,10'],
      { orders: '10' },
    ],
    [
      'actual beside target',
      ['日付,店舗,売上,,注文数,', ',,実績,目標,実績,目標', '2026/3/5,West,300,700,10,20'],
      { net_sales: '300', orders: '10' },
    ],
    ['actual beside last year', ['日期,店铺,销售额,', ',,实际,去年', '2026-03-05,West,300,700'], { net_sales: '300' }],
  ])('say together what a column holds: %s', async (_what, lines, totals) => {
    expect((await read(lines)).totals).toEqual({ west: totals })
  })
})
