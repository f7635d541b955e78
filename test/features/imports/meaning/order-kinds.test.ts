import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import { applyImport, undoImport } from '#src/features/imports/index.ts'
import { testDatabase } from '#test/support/database.ts'
import { importing, now, us } from '#test/support/importing.ts'

const { db } = await testDatabase()
const { preview, take, figures, clear } = await importing(db)
const west = { ...us, store: 'West' }

beforeEach(clear)

const day = async (which = '2026-03-05', sku = '') => (await figures(sku))[`west ${which}`]
const notes = async (text: string, options: object = west) => (await preview(text, options)).notes.map(note => note.en)

describe('the total of an order that stands on each of its lines', () => {
  it('counts once, where price times pieces says what each line is', async () => {
    await take(
      [
        '注文番号,注文日,商品コード,単価,個数,合計金額,送料合計',
        'A,2026/3/5,P,1000,2,3500,500',
        'A,2026/3/5,Q,1000,1,3500,500',
        'B,2026/3/5,P,1000,1,1000,0',
      ].join('\n'),
      { market: 'jp', store: 'West' },
    )

    expect(await day()).toMatchObject({ net_sales: 4000, orders: 2, units: 4, order_lines: 3, shipping_income: 500 })
    expect(await day('2026-03-05', 'P')).toMatchObject({ net_sales: 3000, units: 3, orders: 2 })
  })

  it('counts once, where it is all that the file says', async () => {
    const text = [
      'Order ID,Date,SKU,Qty,Order Total',
      'A,2026-03-05,P,1,30',
      'A,2026-03-05,Q,2,30',
      'B,2026-03-05,P,1,20',
    ].join('\n')
    await take(text, west)

    expect(await day()).toMatchObject({ net_sales: 5000, gross_sales: 5000, orders: 2, units: 4 })
    expect(await notes(`${text}\nC,2026-03-06,P,1,1`)).toContain(
      'Counted once per order, since it stands on each line of an order: Order Total',
    )
  })

  it('may stand on the first line alone', async () => {
    await take(
      ['Order ID,Date,SKU,Qty,Amount', 'A,2026-03-05,P,1,30', 'A,2026-03-05,Q,1,', 'B,2026-03-05,P,1,12'].join('\n'),
      west,
    )

    expect(await day()).toMatchObject({ net_sales: 4200, orders: 2, order_lines: 3 })
  })

  it('is not mistaken for amounts of lines that happen to be equal', async () => {
    await take(
      ['Order ID,Date,SKU,Qty,Sales', 'A,2026-03-05,P,1,10', 'A,2026-03-05,Q,1,10', 'B,2026-03-05,P,1,10'].join('\n'),
      west,
    )

    expect(await day()).toMatchObject({ net_sales: 3000, orders: 2 })
  })

  it('is left out where a row repeats the sum of the other lines of its order', async () => {
    await take(
      [
        'Order ID,Date,SKU,Qty,Sales',
        'A,2026-03-05,,3,30',
        'A,2026-03-05,P,1,18',
        'A,2026-03-05,Q,2,12',
        'B,2026-03-05,,1,5',
      ].join('\n'),
      west,
    )

    expect(await day()).toMatchObject({ net_sales: 3500, orders: 2, units: 4 })
  })
})

describe('lines that are no sales', () => {
  const text = [
    'Order ID,Date,Order Status,SKU,Qty,Sales',
    'A,2026-03-05,Completed,P,1,10',
    'B,2026-03-05,Cancelled,P,1,90',
    'C,2026-03-05,Unpaid,P,1,50.25',
    'C,2026-03-05,Unpaid,Q,1,1',
    'D,2026-03-06,Refunded,P,1,7',
  ].join('\n')

  it('are left out and told with count and sum; a day of nothing else has sold nothing', async () => {
    await take(text, west)

    expect(await day()).toMatchObject({ net_sales: 1000, gross_sales: 1000, orders: 1, units: 1 })
    expect(await day('2026-03-06')).toMatchObject({ net_sales: 0, orders: 0 })
    await clear()
    expect(await notes(text)).toEqual([
      'No sales, left out: Unpaid (lines: 2, orders: 1, 51.25 USD).',
      'No sales, left out: Cancelled (lines: 1, orders: 1, 90 USD).',
      'No sales, left out: Refunded (lines: 1, orders: 1, 7 USD).',
    ])
  })

  it('take further lines of their order along where only the first says so, in any order', async () => {
    const rows = ['A,2026-03-05,cancelled,P,1,10', 'A,2026-03-05,,Q,1,20', 'B,2026-03-05,paid,P,1,5']
    for (const lines of [rows, [...rows].reverse()]) {
      await clear()
      await take(['Order ID,Date,Status,SKU,Qty,Sales', ...lines].join('\n'), west)

      expect(await day()).toMatchObject({ net_sales: 500, orders: 1 })
    }
  })

  it('are known by a day of cancellation, and leave other lines of their order alone', async () => {
    await take(
      [
        'Order ID,Order Date,Item Status,Cancelled at,SKU,Qty,Sales',
        'A,2026-03-05,Shipped,,P,1,10',
        'A,2026-03-05,Cancelled,,Q,1,20',
        'B,2026-03-05,Shipped,2026-03-06 10:00,P,1,40',
      ].join('\n'),
      west,
    )

    expect(await day()).toMatchObject({ net_sales: 1000, orders: 1, order_lines: 1 })
  })
})

describe('discounts', () => {
  it.each([
    [
      'price times pieces',
      'Unit Price,Qty,Discount',
      '10,3,5',
      { net_sales: 2500, gross_sales: 3000, discount_shop: 500 },
    ],
    ['a price of the item', 'Item Price,Qty,Item Promotion Discount', '30,3,5', { net_sales: 2500, gross_sales: 3000 }],
    ['negative promotions', 'Item Price,Qty,Promotions', '30,3,-5', { net_sales: 2500, gross_sales: 3000 }],
    ['sales that were paid', 'Sales,Qty,Discount', '25,3,5', { net_sales: 2500, gross_sales: 3000 }],
    [
      'sales that prove to be before',
      'Sales,Unit Price,Qty,Discount',
      '30,10,3,5',
      { net_sales: 2500, gross_sales: 3000 },
    ],
  ])('of %s', async (_name, header, cells, expected) => {
    await take(`Order ID,Date,SKU,${header}\nA,2026-03-05,P,${cells}\n`, west)

    expect(await day()).toMatchObject(expected)
  })
})

describe('lines', () => {
  it('without SKU or pieces count', async () => {
    await take(
      ['Order ID,Date,SKU,Qty,Sales', 'A,2026-03-05,P,1,10', 'B,2026-03-05,,1,20', 'C,2026-03-05,Q,,30'].join('\n'),
      west,
    )

    expect(await day()).toMatchObject({ net_sales: 6000, orders: 3, order_lines: 3 })
  })

  it('belong to the order above where only its first line has the number', async () => {
    await take(
      [
        'Order ID,Date,SKU,Qty,Sales',
        'A,2026-03-05,P,1,10',
        ',,Q,1,20',
        'B,2026-03-05,P,1,5',
        ',,,,',
        'Total,,,3,35',
      ].join('\n'),
      west,
    )

    expect(await day()).toMatchObject({ net_sales: 3500, orders: 2, units: 3 })
  })

  it('keep order numbers of sixteen digits apart, and refuse those that a spreadsheet has cut', async () => {
    const numbers = ['5060000000000001', '5060000000000002', '="5060000000000003"', "'5060000000000004"]
    await take(
      [
        'Order ID,Date,SKU,Sales',
        ...numbers.map(id => `${id.replaceAll('"', '""').replace(/^(.*)$/, '"$1"')},2026-03-05,P,1`),
      ].join('\n'),
      west,
    )

    expect(await day()).toMatchObject({ orders: 4 })
    await expect(preview('Order ID,Date,SKU,Sales\n5.06E+15,2026-03-05,P,1\n', west)).rejects.toThrow(
      /cut by a spreadsheet/,
    )
  })

  it('carry fees, refunds and postage', async () => {
    await take(
      'Order ID,Date,SKU,Qty,Sales,Commission fee,Refunded amount,Shipping\nA,2026-03-05,P,1,10,-1.5,2,3\nB,2026-03-05,P,1,10,-1.5,,3.5\n',
      west,
    )

    expect(await day()).toMatchObject({
      net_sales: 2000,
      platform_fees: 300,
      refunds_amount: 200,
      shipping_income: 650,
    })
  })

  it('are of the buyer’s region, not of a store', async () => {
    const text =
      'Order ID,Date,SKU,Sales,Region\nA,2026-03-05,P,10,Ontario\nB,2026-03-05,P,20,Bavaria\nC,2026-03-05,P,30,\n'
    await expect(preview(text, us)).rejects.toThrow(/--store/)
    await take(text, west)

    expect(await day()).toMatchObject({ net_sales: 6000, orders: 3 })
    expect(
      (await preview('Order ID,Date,SKU,Sales,Region\nA,2026-03-05,P,10,North\nB,2026-03-05,P,20,South\n', us)).stores,
    ).toMatchObject([{ slug: 'north' }, { slug: 'south' }])
  })
})

describe('files that overlap', () => {
  const header = 'Order ID,Date,Status,SKU,Qty,Sales'
  const first = [header, 'A,2026-03-05,paid,P,1,10', 'B,2026-03-06,paid,P,1,20', 'B,2026-03-06,paid,Q,1,5'].join('\n')
  const second = [header, 'C,2026-03-06,paid,P,1,40', 'D,2026-03-07,paid,P,1,80'].join('\n')
  const all = { '2026-03-05': 1000, '2026-03-06': 6500, '2026-03-07': 8000 }

  const sales = async () =>
    Object.fromEntries(Object.entries(await figures()).map(([key, m]) => [key.replace('west ', ''), m.net_sales]))

  it.each([[[first, second]], [[second, first]], [[first, second, first]]])(
    'know together what each knows, in any order',
    async files => {
      for (const file of files) await take(file, west)

      expect(await sales()).toEqual(all)
    },
  )

  it('may part in the middle of an order', async () => {
    await take([header, 'B,2026-03-06,paid,P,1,20'].join('\n'), west)
    await take([header, 'B,2026-03-06,paid,Q,1,5'].join('\n'), west)

    expect(await day('2026-03-06')).toMatchObject({ net_sales: 2500, orders: 1, order_lines: 2 })
  })

  it('say the newest of an order: what changed, and what was cancelled since', async () => {
    await take(first, west)
    await take([header, 'A,2026-03-05,cancelled,P,1,10', 'B,2026-03-06,paid,P,1,19'].join('\n'), west)

    expect(await sales()).toEqual({ '2026-03-05': 0, '2026-03-06': 2400 })
  })

  it('replace an order as a whole where they have other columns', async () => {
    await take(first, west)
    await take('Order ID,Date,Item,Qty,Product sales,SKU\nB,2026-03-06,x,1,20,P-1\nB,2026-03-06,y,1,5,Q-1\n', west)

    expect(await day('2026-03-06')).toMatchObject({ net_sales: 2500, orders: 1 })
  })

  it('are parted again by undoing', async () => {
    await take(first, west)
    const applied = await take(second, west)
    await undoImport(db, applied.id, { now })

    expect(await sales()).toEqual({ '2026-03-05': 1000, '2026-03-06': 2500 })
    expect(await db.execute(sql`select from order_lines where import_id = ${applied.id}`)).toEqual([])
  })

  it('are added up anew where another came in after the preview', async () => {
    const waiting = await preview(first, west)
    await take(second, west)
    await applyImport(db, waiting.id, { now })

    expect(await sales()).toMatchObject(all)
  })
})
