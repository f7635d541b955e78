import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BookType, utils, write } from '@e965/xlsx'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { applyImport, previewImport } from '#src/features/imports/index.ts'
import { testDatabase } from '#test/support/database.ts'
import { importing, now, us } from '#test/support/importing.ts'

const { db } = await testDatabase()
const { figures, clear } = await importing(db)
const folder = await mkdtemp(join(tmpdir(), 'kpi-workbooks-'))
afterAll(() => rm(folder, { recursive: true }))
beforeEach(() => clear())

type Rows = readonly (readonly (string | number | Date | null)[])[]

/** The bytes of a workbook in another format. */
function book(
  type: BookType,
  sheets: Readonly<Record<string, Rows>>,
  masks: Readonly<Record<string, string>> = {},
): Buffer {
  const made = utils.book_new()
  for (const [name, rows] of Object.entries(sheets)) {
    const sheet = utils.aoa_to_sheet(
      rows.map(row => [...row]),
      { UTC: true },
    )
    for (const [place, mask] of Object.entries(masks)) Object.assign(sheet[place], { z: mask, w: undefined })
    utils.book_append_sheet(made, sheet, name)
  }
  return write(made, { type: 'buffer', bookType: type })
}

async function preview(bytes: Buffer, name: string, options: object = us) {
  const path = join(folder, name)
  await writeFile(path, bytes)
  return previewImport(db, { name, path }, options, { by: null, now })
}

const take = async (bytes: Buffer, name: string, options: object = us) =>
  applyImport(db, (await preview(bytes, name, options)).id, { now })

const day = (n: number) => new Date(Date.UTC(2026, 0, n))

describe.each(['xls', 'biff5', 'xlsb', 'ods', 'xlsx'] as const)('a workbook of format %s', type => {
  it('gives days, amounts, texts in Japanese and Chinese, and the right sheet', async () => {
    const rows: Rows = [
      ['日付', '店舗', '売上', '注文数'],
      [day(5), type === 'biff5' ? 'Tokyo' : '東京店', 1234.5, 3],
      [day(6), type === 'biff5' ? 'Tokyo' : '東京店', 1000, 2],
    ]

    // old Excel keeps texts in one character set
    const header = type === 'biff5' ? ['Date', 'Store', 'Sales', 'Orders'] : (rows[0] ?? [])
    const result = await take(book(type, { Notes: [['x']], Data: [header, ...rows.slice(1)] }), `a.${type}`)

    expect(result).toMatchObject({ rowsRead: 2, rowsSkipped: 0, from: '2026-01-05', to: '2026-01-06' })
    expect(Object.values(await figures())).toEqual([
      { net_sales: 123450, orders: 3 },
      { net_sales: 100000, orders: 2 },
    ])
  })

  it('keeps zeros in front of SKUs and order numbers where the cells show them', async () => {
    const rows: Rows = [
      ['Order ID', 'Order Date', 'SKU', 'Sales', 'Quantity'],
      [42, day(5), 7, 10, 1],
      [43, day(5), 1234, 20, 1],
    ]
    const masks = { A2: '0000000', A3: '0000000', C2: '00000', C3: '00000' }

    await take(book(type, { Orders: rows }, masks), `b.${type}`, { ...us, store: 'West' })

    expect(Object.keys(await figures('00007'))).toHaveLength(1)
    expect(Object.keys(await figures('01234'))).toHaveLength(1)
  })
})

describe('a workbook with several sheets of the same columns', () => {
  const header = ['Date', 'Sales']
  const sheet = (sales: number): Rows => [header, [day(5), sales], [day(6), sales * 2]]

  it.each([
    [['Amazon JP', 'Rakuten'], 2],
    [['楽天店', 'ヤフー店', 'Shopify'], 3],
    [['Jan', 'Feb'], 1],
    [['1月', '2月分', '3月'], 1],
    [['2026-01', '2026-02'], 1],
    [['Sheet1', 'Sheet2'], 1],
    [['PC', 'スマホ'], 1],
    [['上半期', '下半期'], 1],
    [['注文明細', '注文明細 (2)'], 1],
  ])('%j is read as so many stores: %i', async (names, stores) => {
    const sheets = Object.fromEntries(names.map((name, index) => [name, sheet(100 + index)]))
    const options = stores === 1 ? { ...us, store: 'West' } : us

    const shown = await preview(book('xlsx', sheets), 'c.xlsx', options)

    expect(shown.stores).toHaveLength(stores)
    if (stores > 1) expect(shown.stores.map(store => store.name)).toEqual(names)
  })

  it('is one store where somebody says so, and knows stores by their names', async () => {
    const bytes = book('xlsx', { East: sheet(5), Kiosk: sheet(6) })
    expect((await preview(bytes, 'd.xlsx', { ...us, store: 'West' })).stores.map(store => store.name)).toEqual(['West'])

    await take(bytes, 'd.xlsx')

    expect(await figures()).toMatchObject({
      'east 2026-01-05': { net_sales: 500 },
      'kiosk 2026-01-06': { net_sales: 1200 },
    })
  })
})

describe('what looks like a workbook and is none', () => {
  it.each([
    [
      'a.xls',
      Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(4_000, 7)]),
      /old Excel file.*xlsx or CSV/,
    ],
    ['b.ods', book('ods', { A: [['Date', 'Sales']] }).subarray(0, 900), /damaged|cannot be read/],
  ])('%s is refused with the way out', async (name, bytes, reason) => {
    await expect(preview(bytes, name)).rejects.toThrow(reason)
  })
})

it('goes on with the next workbook after one that cannot be converted, when several come at once', async () => {
  const good = book('ods', {
    Sheet1: [
      ['Date', 'Store', 'Sales', 'Orders'],
      ['2026-01-05', 'West', 12.5, 2],
    ],
  })
  const broken = Buffer.concat([good.subarray(0, good.length / 2), Buffer.alloc(200)])

  const results = await Promise.allSettled([
    preview(broken, 'broken.ods'),
    preview(good, 'one.ods'),
    preview(good, 'two.ods'),
  ])

  expect(results.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled'])
})
