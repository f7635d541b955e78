import { describe, expect, it } from 'vitest'
import { recogniseFormat } from '#src/features/imports/columns/recognise-format.ts'
import { knownFormats } from '#src/features/imports/formats/index.ts'
import { testDatabase } from '#test/support/database.ts'
import { importing } from '#test/support/importing.ts'

const { db } = await testDatabase()
const { preview } = await importing(db)

/** An export that gives no figures of a day, and what its refusal must name. */
const refused: readonly (readonly [about: string, text: string, reason: RegExp])[] = [
  [
    'shipments of Amazon',
    'amazon-order-id\tpurchase-date\tshipment-date\tsku\tquantity-shipped\titem-price\n1\t2026-01-05T00:00:00Z\t2026-01-05T00:00:00Z\tA\t1\t9.00\n',
    /shipments by Amazon.*All orders/i,
  ],
  [
    'an old settlement',
    'settlement-id\tprice-type\tprice-amount\titem-related-fee-type\n1\tPrincipal\t1\tx\n',
    /Flat File V2/,
  ],
  [
    'Amazon listings',
    'item-name\tlisting-id\tseller-sku\tprice\tquantity\topen-date\nCup\tL\tA\t9\t3\t2026-01-01\n',
    /Manage FBA Inventory/,
  ],
  [
    'Shopify by month',
    'Month,Orders,Gross sales,Discounts,Returns,Net sales,Total sales\n2026-01-01,9,90,-1,0,89,95\n',
    /Day/,
  ],
  [
    'Shopify products',
    'Handle,Title,Vendor,Variant SKU,Variant Price\ncup,Cup,V,CUP,9\n',
    /Export.*Orders|export Orders/,
  ],
  ['Shopify customers', 'First Name,Last Name,Email,Total Spent,Total Orders\na,b,c,1,1\n', /Orders/],
  [
    'eBay listings',
    'Item number,Title,Custom label (SKU),Available quantity,Watchers\n1,Cup,CUP,3,2\n',
    /orders report/,
  ],
  ['R-Karte by month', '年月,売上金額,アクセス人数,新規購入者数\n2026/01,1000,10,1\n', /日次/],
  [
    'RPP by month',
    '"集計期間: 月ごとに集計 2026-01 - 2026-02"\n\nコントロールカラム,日付,クリック数(合計),実績額(合計),売上金額(合計720時間)\n,2026年01月,1,2,3\n',
    /日ごとに集計/,
  ],
  [
    'item analysis of one device',
    '商品分析\n"表示期間","2026年01月05日から2026年01月05日"\nキーワード,\n端末,PC\n\n商品管理番号,売上,売上件数,売上個数,アクセス人数\ncup,1,1,1,1\n',
    /端末 = すべて/,
  ],
  [
    'visitor flow of Yahoo!',
    '日付,流入全体（訪問者数）_合算値,離脱全体（訪問者数）_合算値\n2026/01/05,10,9\n',
    /全体分析/,
  ],
  ['Yahoo! by month', '年月,売上合計値（税込）,注文数合計,訪問者数\n2026年01月,1000,10,90\n', /全体分析 > 日次/],
  ['buyers of Yahoo!', '日付,性別（男性）-20代-新規,性別（女性）-30代-リピート\n20260105,3,5\n', /全体分析/],
  [
    'order items of Yahoo! without a date',
    'OrderId,LineId,ItemId,SubCode,Quantity,UnitPrice\ns-1,1,cup,red,1,800\n',
    /OrderTime/,
  ],
  ['income of Shopee', 'Order ID,Payout Completed Date,Total Released Amount\n26A,2026-01-05,9\n', /My Orders/],
  ['sellerboard of a period', 'DateFrom,DateTo,SalesOrganic,SalesPPC\n01/01/2026,31/01/2026,9,1\n', /by day/],
]

/** Sheets that a team keeps itself: nobody's export, whatever they have in common with one. */
const own: readonly string[] = [
  'Date,Store,Sales,Orders,Visitors',
  'Date,Store,Sessions,Visitors',
  'Date,Gross sales,Net sales',
  'SKU,Sales,Units',
  'Date,SKU,Sales,Units Sold,Orders',
  'Week,Net sales,Orders',
  'Order ID,Order Time,Unit Price,Quantity,Item ID',
  'Order ID,Order Time,Total Price,Status',
  'Order ID,Line ID,Quantity,Item ID,Order Date,Sales',
  'Order ID,Order Date,SKU,Quantity,Sales,Status',
  'Date,Revenue,Visitors,Page Views,Orders',
  'Return Date,Order ID,SKU,Quantity,Reason',
  '日付,店舗,売上,注文数,アクセス数',
  '月,店舗,売上金額',
  '日期,店铺,销售额,订单数,访客数',
  '订单号,下单时间,店铺,SKU,数量,单价',
  '訂單編號,訂單日期,數量,金額',
]

describe('an export that has no figures of days', () => {
  it.each(refused)('says what it is and what to download instead: %s', async (_about, text, reason) => {
    await expect(preview(text, { market: 'jp', store: 'Shop' })).rejects.toThrow(reason)
  })

  it('is tried for each that the registry refuses', () => {
    const ids = refused.map(([, text]) => idOf(text))

    expect(new Set(ids)).toEqual(new Set(knownFormats.filter(format => format.refuse).map(format => format.id)))
  })
})

it('ads of several days in a row are told to be downloaded by day', async () => {
  const text =
    'Start Date,End Date,Campaign Name,Impressions,Clicks,Spend,7 Day Total Sales \n2026-01-01,2026-01-31,A,9,1,0.5,3\n'

  await expect(preview(text, { market: 'us', store: 'Shop' })).rejects.toThrow(/2026-01-01 – 2026-01-31.*daily/)
})

describe('a sheet of a team', () => {
  it.each(own)('is no export: %s', header => {
    expect(recogniseFormat(header.split(','), { fileName: 'x.csv', sheet: null, above: [] })?.id).toBeUndefined()
  })
})

describe('the registry', () => {
  it('has each export once, with words in three languages and a way to get it', () => {
    expect(new Set(knownFormats.map(format => format.id)).size).toBe(knownFormats.length)
    for (const { id, label, path, refuse, note } of knownFormats) {
      for (const text of [label, refuse, note]) {
        if (text)
          expect(
            Object.values(text).every(words => words.trim() !== ''),
            id,
          ).toBe(true)
      }
      expect(path, id).toMatch(/\S+ > \S+/)
    }
  })

  it('recognises each export by the columns it must have, and takes it for no other', () => {
    for (const format of knownFormats) {
      const { columns, fileName, preamble, sheet } = format.recognise
      if (fileName || preamble || sheet) continue
      const header = [...columns.map(one => [one].flat()[0] ?? ''), ...(format.recognise.optional ?? [])]
      expect(recogniseFormat(header, { fileName: 'x.csv', sheet: null, above: [] })?.id, format.id).toBe(format.id)
    }
  })
})

function idOf(text: string): string | undefined {
  const lines = text.split('\n').filter(line => line.trim() !== '')
  for (const [index, line] of lines.entries()) {
    const above = lines.slice(0, index).map(one => one.replaceAll('"', '').split(/[,\t]/).filter(Boolean).join(' '))
    const found = recogniseFormat(line.split(/[,\t]/), { fileName: 'x.csv', sheet: null, above })
    if (found) return found.id
  }
  return undefined
}
