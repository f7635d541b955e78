import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import { applyImport, listImports } from '#src/features/imports/index.ts'
import { testDatabase } from '#test/support/database.ts'
import { importing, now, us } from '#test/support/importing.ts'

const { db } = await testDatabase()
const { preview, take, figures, clear } = await importing(db)

beforeEach(clear)

const header = 'Order ID,Order Date,Ship Date,Store,SKU,Sales,Quantity,Cost'

describe('order lines', () => {
  it('count an order once per store, on its earliest day, and its sales on the day of each line', async () => {
    await take(
      [
        header,
        '1,2026-11-01,2026-11-03,West,A,10,1,6',
        '1,2026-11-02,2026-11-03,West,B,20.5,2,7',
        '1,2026-11-02,2026-11-03,East,B,1,1,1',
      ].join('\n'),
    )

    expect(await figures()).toMatchObject({
      'west 2026-11-01': { net_sales: 1000, orders: 1, order_lines: 1, units: 1, cogs: 600 },
      'west 2026-11-02': { net_sales: 2050, orders: 0, order_lines: 1, units: 2, cogs: 700 },
      'east 2026-11-02': { net_sales: 100, orders: 1 },
    })
  })

  it('take an order as shipped when its last package is, within at most three calendar days', async () => {
    await take(
      [
        header,
        '1,2026-11-01,2026-11-02,West,A,1,1,1',
        '1,2026-11-01,2026-11-05,West,B,1,1,1',
        '2,2026-11-01,2026-11-04,West,A,1,1,1',
        '3,2026-11-01,2026-11-03,West,A,1,1,1',
        '4,2026-11-01,2026-11-01,West,C,1,1,1',
      ].join('\n'),
    )

    const late = { shipments_due: 1, shipped_within_72h: 0 }
    expect((await figures())['west 2026-11-01']).toMatchObject({
      shipments_due: 4,
      shipped_within_24h: 1,
      shipped_within_48h: 2,
      shipped_within_72h: 3,
    })
    expect((await figures('A'))['west 2026-11-01']).toMatchObject({
      orders: 3,
      shipments_due: 3,
      shipped_within_72h: 2,
    })
    expect((await figures('B'))['west 2026-11-01']).toMatchObject(late)
  })

  it('leave out of the shipments what is neither shipped nor due on the last day of the file', async () => {
    await take(
      [
        header,
        '1,2026-11-01,,West,A,1,1,1',
        '2,2026-11-08,,West,A,1,1,1',
        '3,2026-11-09,2026-11-10,West,A,1,1,1',
        '4,2026-11-07,2026-11-08,West,A,1,1,1',
        '4,2026-11-07,,West,B,1,1,1',
      ].join('\n'),
    )

    const found = await figures()
    expect(found['west 2026-11-01']).toMatchObject({ shipments_due: 1, shipped_within_72h: 0 })
    expect(found['west 2026-11-08']).toMatchObject({ orders: 1, shipments_due: 0 })
    expect(found['west 2026-11-09']).toMatchObject({ shipments_due: 1, shipped_within_24h: 1 })
    expect(found['west 2026-11-07']).toMatchObject({ shipments_due: 1, shipped_within_72h: 0 })
  })

  it('say nothing of shipments without a column of ship dates, and nothing of cost where a line lacks it', async () => {
    await take(
      [
        '注文番号,注文日,店舗,商品コード,売上金額,数量,原価',
        '1,2026/11/1,楽天,A,1000,1,400',
        '2,2026/11/1,楽天,B,500,1,',
      ].join('\n'),
      { market: 'jp' },
    )

    expect((await figures())['楽天 2026-11-01']).toEqual({
      net_sales: 1500,
      gross_sales: 1500,
      orders: 2,
      order_lines: 2,
      units: 2,
    })
    expect((await figures('A'))['楽天 2026-11-01']).not.toHaveProperty('cogs')
  })

  it('take the cost from the profit, the sales from the price, and discounts as amounts but not as rates', async () => {
    await take('Order ID,Date,Store,SKU,Unit Price,Qty,Profit,Discount\n1,2026-11-01,West,A,"1,000.10",3,0.3,5\n', us)
    await take('Order ID,Date,Store,SKU,Sales,Discount\n1,2026-11-01,East,A,10,0.2\n2,2026-11-01,East,A,10,1\n', us)

    expect(await figures()).toMatchObject({
      'west 2026-11-01': { net_sales: 299530, cogs: 299500, discount_shop: 500, gross_sales: 300030 },
      'east 2026-11-01': { net_sales: 2000, gross_sales: 2000 },
    })
  })

  it('turn moments into days of the store', async () => {
    await take('amazon-order-id,purchase-date,sku,item-price,quantity\n1,2026-11-02T03:00:00+00:00,A,5,1\n', {
      ...us,
      store: 'Amazon US',
    })

    expect(Object.keys(await figures())).toEqual(['amazon-us 2026-11-01'])
  })
})

describe('rows that cannot be used', () => {
  it('are named with their number and reason in three languages, and the others go in', async () => {
    const found = await preview(
      [
        header,
        '1,2026-11-01,,West,A,10,1,1',
        ',2026-11-01,,West,A,10,1,1',
        '2,someday,,West,A,10,1,1',
        '3,2026-11-01,,West,A,ten,1,1',
        '4,2026-11-01,2026-10-30,West,A,10,1,1',
        '5,2030-01-01,,West,A,10,1,1',
        '6,2026-11-01,,,A,10,1,1',
        '7,2026-11-01,,West,A,,1,1',
        '',
        '8,2026-11-01,,West,A,5,1,1',
      ].join('\n'),
    )

    expect(found.skipped.map(({ row, reason }) => `${row} ${reason.en}`)).toEqual([
      '3 Order ID is empty.',
      '4 Order Date is not a date: someday',
      '5 Sales is not a number: ten',
      '6 The ship date 2026-10-30 is before the order date 2026-11-01.',
      '7 Order Date is before the year 2000 or in the future: 2030-01-01',
      '8 Store is empty.',
      '9 Sales is empty.',
    ])
    expect(found.skipped[2]?.reason).toMatchObject({
      ja: '「Sales」が数値ではありません: ten',
      'zh-CN': '“Sales”不是数字：ten',
    })
    expect(found).toMatchObject({ rowsRead: 9, rowsSkipped: 7, from: '2026-11-01', to: '2026-11-01' })
    await applyImport(db, found.id, { now })
    expect((await figures())['west 2026-11-01']).toMatchObject({ net_sales: 1500, orders: 2 })
  })

  it.each([
    ['no row at all', header, /no row below/],
    ['only broken rows', `${header}\n,,,,,,,\n1,x,,West,A,1,1,1`, /No row of the file can be used.*row 3/],
    ['unknown columns', 'a,b\n1,2', /No row names the columns/],
    ['missing columns', 'Order ID,Order Date,Qty\n1,2026-01-01,1', /missing: Sales amount/],
    ['no figures', 'Date,Store,Foo\n2026-01-01,West,1', /No column holds a figure/],
  ])('leave a file with %s refused', async (_name, text, reason) => {
    await expect(preview(text)).rejects.toThrow(reason)
    expect(await listImports(db)).toEqual([])
  })
})

describe('daily figures', () => {
  it('may stand in columns, under any name, for stores and SKUs', async () => {
    await take(
      '日期,店铺,SKU,销售额,访客数,广告费,备注\n2026-11-01,west,,"1,200.50",80,12,x\n2026-11-01,west,A,200,,3,\n',
    )

    expect(await figures()).toEqual({ 'west 2026-11-01': { net_sales: 120050, visitors: 80, ad_spend: 1200 } })
    expect(await figures('A')).toEqual({ 'west 2026-11-01': { net_sales: 20000, ad_spend: 300 } })
  })

  it('may stand in rows, each with its name; rows of the same figure are added up, and that is said', async () => {
    const found = await preview(
      [
        'Date,Store,KPI,Value',
        '2026-11-01,West,Sales,100',
        '2026-11-01,West,orders,5',
        '2026-11-01,West,売上,120',
        '2026-11-01,West,Conversion rate,5%',
        '2026-11-01,West,Nonsense,5',
      ].join('\n'),
    )
    await applyImport(db, found.id, { now })

    expect(await figures()).toEqual({ 'west 2026-11-01': { net_sales: 22000, orders: 5 } })
    expect(found.skipped.map(({ row, reason }) => `${row} ${reason.en}`)).toEqual([
      '5 Conversion rate is computed from other figures and cannot be stored.',
      '6 No figure is called Nonsense.',
    ])
    expect(found.notes.map(note => note.en)).toEqual(['Rows added to another row of the same store and day: 1.'])
  })

  it('add to what other files said of the day, while orders that only an earlier file knows stay', async () => {
    await take('Date,Store,Sessions\n2026-11-01,West,80\n')
    await take('Date,Store,Ad spend\n2026-11-01,West,12\n')
    await take([header, '1,2026-11-01,,West,A,1,1,1', '2,2026-11-01,,West,B,1,1,1'].join('\n'))
    await take([header, '1,2026-11-01,,West,A,1,1,1'].join('\n'))

    const rows = await db.execute(sql`
      select k.key, t.sku, t.m->'sessions' as sessions, t.m->'ad_spend' as ad_spend, t.m->'orders' as orders
      from metric_day t join sources k on k.id = t.source_id order by 1, 2`)
    expect(rows).toEqual([
      { key: 'file/daily', sku: '', sessions: 80, ad_spend: 1200, orders: null },
      { key: 'file/orders', sku: '', sessions: null, ad_spend: null, orders: 2 },
      { key: 'file/orders', sku: 'A', sessions: null, ad_spend: null, orders: 1 },
      { key: 'file/orders', sku: 'B', sessions: null, ad_spend: null, orders: 1 },
    ])
  })
})
