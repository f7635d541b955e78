import { beforeEach, describe, expect, it } from 'vitest'
import { testDatabase } from '#test/support/database.ts'
import { importing, us } from '#test/support/importing.ts'

const { db } = await testDatabase()
const { preview, clear } = await importing(db)
const west = { ...us, store: 'West' }

beforeEach(clear)

describe('columns that are named otherwise', () => {
  it.each([
    ['日期,当日销售额,累计销售额,当日订单数', { net_sales: '10', orders: '3' }],
    ['日付,本日売上,累計売上,本日注文数', { net_sales: '10', orders: '3' }],
    ['日期,每日销售额,目标销售额,每日订单数', { net_sales: '10', orders: '3' }],
  ])('say of a day that they are of it: %s', async (names, totals) => {
    const found = await preview(`${names}\n2026-03-05,10,2000,3\n`, west)

    expect(found.totals[0]?.totals).toEqual(totals)
  })

  it.each([
    [
      'Shopee in Malay',
      'No. Pesanan,Status Pesanan,Tarikh Pesanan Dibuat,Nama Produk,SKU Reference No.,Kuantiti,Jumlah Harga Produk',
      '261120,Selesai,2026-03-05 23:10,Cawan,MUG,2,20.00',
    ],
    [
      'Yicang',
      '参考号,销售平台,下单日期,产品SKU,产品数量,销售金额,订单状态',
      'E1-1,ebay,2026-03-05 10:00:00,MUG,2,20.00,已发货',
    ],
  ])('are order lines: %s', async (_what, names, row) => {
    const found = await preview(`${names}\n${row}\n`, west)

    expect(found.kind).toBe('orders')
    expect(found.totals[0]?.totals).toMatchObject({ orders: '1', units: '2', net_sales: '20' })
    expect(found.days.map(({ sku }) => sku)).toContain('MUG')
  })

  it('of the Amazon business report in German are recognised', async () => {
    const found = await preview(
      'Datum;Durch bestellte Produkte erzielter Umsatz;Bestellte Einheiten;Zahl der Bestellposten;Seitenaufrufe – Summe;Sitzungen – Summe\n05.03.26;1.234,56 €;1.040;38;2.020;1.514\n',
      { market: 'de', store: 'Berlin' },
    )

    expect(found.recognisedAs?.en).toBe('Amazon business report by date')
    expect(found.totals[0]?.totals).toEqual({
      net_sales: '1234.56',
      units: '1040',
      orders: '38',
      order_lines: '38',
      page_views: '2020',
      sessions: '1514',
    })
  })
})

describe('files of other periods than days', () => {
  it.each(['W47', 'week 47', '第47周', '47週', '2026年47週', 'Q4', '10月', 'October', '2026-10'])(
    'say what they lack: a row of %s',
    async text => {
      await expect(preview(`Date,Sales\n${text},10\n`, west)).rejects.toMatchObject({
        text: { en: expect.stringContaining('is no single day') },
      })
    },
  )

  it.each([
    ['店铺,1月,2月,3月', '天猫店,1000,2000,3000'],
    ['店舗,2026年1月,2026年2月', '楽天店,1000,2000'],
    ['Store,Measure,2026-03-05,2026-03-06', 'West,Sales,1,2'],
    ['店舗,指標,3/5,3/6', '楽天店,売上,1,2'],
  ])('say what they lack: columns %s', async (names, row) => {
    await expect(preview(`${names}\n${row}\n`, us)).rejects.toMatchObject({
      text: {
        en: expect.stringContaining('Days or months stand in the columns'),
        'zh-CN': expect.stringContaining('每行一天'),
      },
    })
  })
})
