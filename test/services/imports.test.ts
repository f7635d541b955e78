import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { UserError } from '#src/errors.ts'
import { applyImport, createFileImports, listImports, previewImport, undoImport } from '#src/services/imports.ts'
import { writeObservations } from '#src/storage/observations.ts'
import { createPerson } from '#src/storage/people.ts'
import { ensureSource } from '#src/storage/sources.ts'
import { createStore } from '#src/storage/stores.ts'
import { testDatabase } from '#test/support/database.ts'

const { db } = await testDatabase()
const folder = await mkdtemp(join(tmpdir(), 'kpi-imports-'))
afterAll(() => rm(folder, { recursive: true }))

const now = new Date('2026-11-21T12:00:00Z')
const us = { market: 'us', currency: 'USD', zone: 'America/New_York' }
let files = 0

beforeEach(async () => {
  await db.execute(sql`
    truncate metric_day, dirty_days, stores, sources, skus, imports, import_changes, import_lines, import_rows, people
    restart identity cascade`)
})

async function preview(text: string, options: object = us) {
  const path = join(folder, `${++files}.csv`)
  await writeFile(path, text)
  return previewImport(db, { name: `${files}.csv`, path }, options, { by: null, now })
}

async function take(text: string, options: object = us) {
  const { id } = await preview(text, options)
  return applyImport(db, id, { now })
}

async function figures(sku = '') {
  const rows = await db.execute<{ slug: string; day: string; m: Record<string, number> }>(sql`
    select s.slug, t.day, t.m from metric_day t join stores s on s.id = t.store_id where t.sku = ${sku} order by 1, 2`)
  return Object.fromEntries(rows.map(row => [`${row.slug} ${row.day}`, row.m]))
}

function everything() {
  return db.execute(sql`select * from metric_day order by store_id, source_id, sku, day`)
}

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
      'west 2026-11-02': { net_sales: 2050, order_lines: 1, units: 2, cogs: 700 },
      'east 2026-11-02': { net_sales: 100, orders: 1 },
    })
    expect((await figures())['west 2026-11-02']).not.toHaveProperty('orders')
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
      'west 2026-11-01': { net_sales: 300030, cogs: 300000, discount_shop: 500, gross_sales: 300530 },
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

  it('may stand in rows, each with its name; a later row of the same figure wins and says so', async () => {
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

    expect(await figures()).toEqual({ 'west 2026-11-01': { net_sales: 12000, orders: 5 } })
    expect(found.skipped.map(({ row, reason }) => `${row} ${reason.en}`)).toEqual([
      '2 A later row of the file says Net sales for the same day: that one counts.',
      '5 Conversion rate is computed from other figures and cannot be stored.',
      '6 No figure is called Nonsense.',
    ])
  })

  it('add to what other files said of the day, while order files replace their days', async () => {
    await take('Date,Store,Sessions\n2026-11-01,West,80\n')
    await take('Date,Store,Ad spend\n2026-11-01,West,12\n')
    await take([header, '1,2026-11-01,,West,A,1,1,1', '2,2026-11-01,,West,B,1,1,1'].join('\n'))
    await take([header, '1,2026-11-01,,West,A,1,1,1'].join('\n'))

    const rows = await db.execute(sql`
      select k.key, t.sku, t.m->'sessions' as sessions, t.m->'ad_spend' as ad_spend, t.m->'orders' as orders
      from metric_day t join sources k on k.id = t.source_id order by 1, 2`)
    expect(rows).toEqual([
      { key: 'file/daily', sku: '', sessions: 80, ad_spend: 1200, orders: null },
      { key: 'file/orders', sku: '', sessions: null, ad_spend: null, orders: 1 },
      { key: 'file/orders', sku: 'A', sessions: null, ad_spend: null, orders: 1 },
    ])
  })
})

describe('stores', () => {
  it('are found by short name, name or alias, and never among those of the demo', async () => {
    await createStore(db, {
      slug: 'amazon-jp',
      name: 'Demo',
      platform: 'amazon',
      market: 'jp',
      currency: 'JPY',
      timeZone: 'Asia/Tokyo',
      demo: true,
    })
    await createStore(db, {
      slug: 'west',
      name: 'West Coast',
      platform: 'other',
      market: 'us',
      currency: 'USD',
      timeZone: 'America/New_York',
      aliases: ['西海岸'],
    })
    const found = await preview(
      'Date,Store,Sales\n2026-11-01,西海岸,1\n2026-11-01,WEST COAST,1\n2026-11-01,Amazon JP,1\n',
    )

    expect(found.stores.map(({ slug, isNew }) => [slug, isNew])).toEqual([
      ['west', false],
      ['west', false],
      ['amazon-jp-2', true],
    ])
  })

  it('that are new need a market, and get short names that mean nothing else', async () => {
    const text = 'Date,Store,Sessions\n2026-11-01,Sales,1\n2026-11-01,All,1\n'

    await expect(preview(text, {})).rejects.toThrow(/stores are new: Sales, All.*--market/)
    const found = await preview(text, { market: 'jp' })
    expect(found.stores).toMatchObject([
      { slug: 'sales-store', currency: 'JPY', timeZone: 'Asia/Tokyo' },
      { slug: 'all-store', currency: 'JPY', timeZone: 'Asia/Tokyo' },
    ])
  })

  it.each([
    [{ market: 'usa' }, /two letters/],
    [{ market: 'us', zone: 'Mars/Base' }, /no time zone/],
    [{ market: 'us', currency: 'DOLLAR' }, /no currency code/],
    [{ market: 'xx' }, /also the currency/],
  ])('with odd settings are refused: %o', async (options, reason) => {
    await expect(preview('Date,Store,Sales\n2026-11-01,West,1\n', options)).rejects.toThrow(reason)
  })

  it('are the only one there is, or the one that is said, where no column names them', async () => {
    const text = 'Date,Sales\n2026-11-01,1\n'

    await expect(preview(text)).rejects.toThrow(/--store/)
    await take(text, { ...us, store: 'Main street' })
    expect((await preview('Date,Sales\n2026-11-02,1\n', {})).stores).toMatchObject([
      { slug: 'main-street', isNew: false },
    ])
  })

  it('have one currency: rows in another are left out', async () => {
    const found = await preview('Date,Store,Sales,Currency\n2026-11-01,West,1,USD\n2026-11-02,West,1,EUR\n', {
      market: 'us',
    })

    expect(found.skipped[0]?.reason.en).toBe('The currency EUR is not the one of the store, USD.')
  })
})

describe('columns', () => {
  it('are offered for correction, and read as corrected', async () => {
    const text = 'Order ID,Order Date,Store,SKU,Sales,Payout\n1,2026-11-01,West,A,100,80\n'
    const first = await preview(text)
    const second = await preview(text, { ...us, mapping: { Payout: 'sales', SKU: null } })
    await applyImport(db, second.id, { now })

    expect(first.columns.map(({ role }) => role)).toEqual(['order_id', 'order_day', 'store', 'sku', 'sales', null])
    expect(first.choices.map(({ role }) => role)).toContain('ship_day')
    expect(await figures()).toMatchObject({ 'west 2026-11-01': { net_sales: 8000 } })
    expect(await figures('A')).toEqual({})
    await expect(preview(text, { ...us, mapping: { Payout: 'nonsense' } })).rejects.toThrow(UserError)
  })
})

describe('a preview', () => {
  it('shows the first days as they will be stored and stores nothing', async () => {
    const found = await preview(
      [header, '1,2026-11-02,2026-11-03,West,A,10.50,1,6', '2,2026-11-01,2026-11-03,West,B,20,2,7'].join('\n'),
    )

    expect(found.days.slice(0, 2)).toMatchObject([
      { store: 'west', day: '2026-11-01', sku: '', currency: 'USD', figures: { net_sales: '20', orders: '1' } },
      { store: 'west', day: '2026-11-02', sku: '', figures: { net_sales: '10.5' } },
    ])
    expect(found.totals).toMatchObject([
      { store: 'west', days: 2, skus: 2, totals: { net_sales: '30.5', orders: '2' } },
    ])
    expect(await everything()).toEqual([])
    expect(await db.execute(sql`select from stores`)).toEqual([])
  })

  it('that nobody applies is forgotten after a day', async () => {
    const old = await preview('Date,Store,Sales\n2026-11-01,West,1\n')
    await db.execute(sql`update imports set created_at = '2026-11-19'`)
    await preview('Date,Store,Sales\n2026-11-02,West,1\n')

    await expect(applyImport(db, old.id, { now })).rejects.toThrow(/Read the file once more/)
    expect(await db.execute(sql`select from import_rows where import_id = ${old.id}`)).toEqual([])
  })

  it('that lost its rows in a crash is not applied by half', async () => {
    const found = await preview('Date,Store,Sales\n2026-11-01,West,1\n')
    await db.execute(sql`truncate import_rows`)

    await expect(applyImport(db, found.id, { now })).rejects.toThrow(/Read the file once more/)
  })
})

describe('undoing', () => {
  const first = [header, '1,2026-11-01,2026-11-02,West,A,10,1,6', '2,2026-11-02,2026-11-02,West,B,7,1,6'].join('\n')
  const second = [header, '9,2026-11-02,2026-11-03,West,C,99,1,6', '10,2026-11-03,,East,C,1,1,1'].join('\n')

  it('puts everything back exactly, and takes away the stores it made', async () => {
    await take(first)
    const before = await everything()
    const applied = await take(second)
    const result = await undoImport(db, applied.id, { now })

    expect(await everything()).toEqual(before)
    expect(result.removedStores).toEqual(['east'])
    expect(await db.execute(sql`select slug from stores`)).toEqual([{ slug: 'west' }])
  })

  it('keeps derived totals, corrections and times of writing as they were', async () => {
    const west = await createStore(db, {
      slug: 'west',
      name: 'West',
      platform: 'other',
      market: 'us',
      currency: 'USD',
      timeZone: 'America/New_York',
    })
    const source = await ensureSource(db, 'file/daily')
    const rows = (units: string) => [{ storeId: west.id, sku: 'A', day: '2026-11-01', measures: { units } }]
    await writeObservations(db, {
      sourceId: source.id,
      rows: rows('1'),
      mode: 'merge',
      now: new Date('2026-11-05T00:00:00Z'),
    })
    await writeObservations(db, {
      sourceId: source.id,
      rows: rows('2'),
      mode: 'merge',
      now: new Date('2026-11-06T00:00:00Z'),
    })
    const before = await everything()
    const applied = await take('Date,Store,SKU,Units,Sales\n2026-11-01,West,A,5,1\n2026-11-01,West,,7,\n')
    await undoImport(db, applied.id, { now })

    expect(await everything()).toEqual(before)
  })

  it('is refused, naming the later import, and possible after that one is undone', async () => {
    const one = await take(first)
    const two = await take(second)

    await expect(undoImport(db, one.id, { now })).rejects.toThrow(
      new RegExp(`Import #${two.id} .* changed the same figures later`),
    )
    await undoImport(db, two.id, { now })
    await undoImport(db, one.id, { now })
    expect(await everything()).toEqual([])
    expect(await db.execute(sql`select from stores`)).toEqual([])
  })

  it('is refused when others changed the figures since, and when done twice', async () => {
    const applied = await take('Date,Store,Sales\n2026-11-01,West,1\n')
    await db.execute(sql`update metric_day set m = '{"net_sales": 5}'`)
    await expect(undoImport(db, applied.id, { now })).rejects.toThrow(/changed by others/)

    await db.execute(sql`update metric_day set m = '{"net_sales": 100}'`)
    await undoImport(db, applied.id, { now })
    await expect(undoImport(db, applied.id, { now })).rejects.toThrow(/nothing to undo/)
  })

  it('marks the days for evaluation', async () => {
    const applied = await take(first)
    await take('Date,Store,Sessions\n2026-11-09,West,1\n')
    await db.execute(sql`truncate dirty_days`)
    await undoImport(db, applied.id, { now })

    expect(await db.execute(sql`select day from dirty_days order by 1`)).toEqual([
      { day: '2026-11-01' },
      { day: '2026-11-02' },
    ])
  })
})

describe('the same file twice', () => {
  const text = 'Date,Store,Sales\n2026-11-01,West,1\n'

  it('changes nothing and says so', async () => {
    const one = await take(text)
    const again = await preview(text)
    const result = await applyImport(db, again.id, { now })

    expect(again.alreadyApplied).toMatchObject({ id: one.id })
    expect(result).toMatchObject({ id: one.id, alreadyApplied: true, inserted: 0, changed: 0 })
  })

  it('previewed twice before either was applied is stored once', async () => {
    const [one, two] = [await preview(text), await preview(text)]
    await applyImport(db, one.id, { now })

    expect(await applyImport(db, two.id, { now })).toMatchObject({ id: one.id, alreadyApplied: true })
    expect(await listImports(db)).toHaveLength(1)
  })

  it('can be stored again after it was undone', async () => {
    await undoImport(db, (await take(text)).id, { now })

    expect(await take(text)).toMatchObject({ alreadyApplied: false, inserted: 1 })
  })
})

describe('who brings a file', () => {
  const imports = createFileImports(db, { now: () => now })
  const upload = (text: string) => ({
    name: 'x.csv',
    bytes: (async function* () {
      yield Buffer.from(text)
    })(),
  })
  const by = (person: string) => ({ messenger: 'web', workspace: '', person })

  it('must be a manager or administrator whose scope holds the stores', async () => {
    await createPerson(db, { name: 'Op', email: 'op@example.com', role: 'operator', scope: ['all'] })
    await createPerson(db, { name: 'Jp', email: 'jp@example.com', role: 'manager', scope: ['market:jp'] })
    await createPerson(db, { name: 'Us', email: 'us@example.com', role: 'manager', scope: ['market:us'] })
    const text = 'Date,Store,Sales\n2026-11-01,West,1\n'

    await expect(imports.preview(upload(text), us, by('op@example.com'))).rejects.toThrow(/Only managers/)
    await expect(imports.preview(upload(text), us, by('nobody@example.com'))).rejects.toThrow(/Only managers/)
    await expect(imports.preview(upload(text), us, by('jp@example.com'))).rejects.toThrow(/not among yours: west/)
    const found = (await imports.preview(upload(text), us, by('us@example.com'))) as { id: number }
    await expect(imports.apply(found.id, by('jp@example.com'))).rejects.toThrow(/not among yours/)
    await imports.apply(found.id, by('us@example.com'))
    expect(await figures()).toEqual({ 'west 2026-11-01': { net_sales: 100 } })
    await imports.undo(found.id, by('us@example.com'))
    expect(await figures()).toEqual({})
  })
})
