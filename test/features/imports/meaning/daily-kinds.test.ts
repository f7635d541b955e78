import { beforeEach, describe, expect, it } from 'vitest'
import { testDatabase } from '#test/support/database.ts'
import { importing, us } from '#test/support/importing.ts'

const { db } = await testDatabase()
const { preview, take, figures, clear } = await importing(db)
const west = { ...us, store: 'West' }
const japan = { market: 'jp', store: 'West' }

beforeEach(clear)

const day = async (which = '2026-03-05', sku = '') => (await figures(sku))[`west ${which}`]

describe('several rows of one day', () => {
  it('are parts that add up: hours, campaigns, channels', async () => {
    await take(
      [
        '日付,時間帯,売上,注文数',
        '2026/3/5,18:00 ～ 18:59,10,20',
        ',17:00 ～ 17:59,30,60',
        '2026/3/6,17:00 ～ 17:59,1,2',
      ].join('\n'),
      japan,
    )

    expect(await day()).toEqual({ net_sales: 40, orders: 80 })
    expect(await day('2026-03-06')).toEqual({ net_sales: 1, orders: 2 })
  })

  it('hold the whole in one of them, which counts alone', async () => {
    const rows = [
      '2026/3/5,すべて,"1,000",100',
      '2026/3/5,PC,300,30',
      '2026/3/5,スマートフォン,700,70',
      '2026/3/6,アプリ,5,1',
      '2026/3/6,PC,6,2',
    ]
    for (const lines of [rows, [...rows].reverse()]) {
      await clear()
      await take(['日付,端末種別,売上,アクセス人数', ...lines].join('\n'), japan)

      expect(await day()).toEqual({ net_sales: 1000, sessions: 100 })
      expect(await day('2026-03-06')).toEqual({ net_sales: 11, sessions: 3 })
    }
  })

  it('that are alike in every cell count once', async () => {
    const found = await preview('Date,Store,Sales\n2026-03-05,West,10\n2026-03-05,West,10\n2026-03-05,West,15\n')

    expect(found.days).toMatchObject([{ figures: { net_sales: '25' } }])
    expect(found.notes.map(note => note.en)).toEqual([
      'Rows added to another row of the same store and day: 1.',
      'Rows that stand there more than once, alike in every cell, count once: 1.',
    ])
  })

  it('of the advertisements are no sales of the shop', async () => {
    await take(
      [
        'Day,Campaign,Clicks,Cost,Conversions,Conv. value',
        '2026-03-05,A,10,5.50,1,20',
        '2026-03-05,B,20,6.50,2,40',
        'Total: Account,,30,12,3,60',
      ].join('\n'),
      west,
    )

    expect(await day()).toEqual({ ad_clicks: 30, ad_spend: 1200, ad_orders: 3, ad_sales: 6000 })
  })
})

describe('rows of totals', () => {
  it('name no stores and no days, wherever they stand', async () => {
    const found = await preview(
      [
        '日付,店舗,売上,注文数',
        '2026/3/5,楽天,"1,000",10',
        '2026/3/5,楽天 小計,"1,000",10',
        '2026/3/5,Yahoo,500,5',
        '2026/3/5,合計,"1,500",15',
        '2026/3/5 計,,"1,500",15',
        '総計,,"1,500",15',
        ',,"1,500",15',
        '平均,,750,7.5',
      ].join('\n'),
      { market: 'jp' },
    )

    expect(found.stores.map(store => store.name)).toEqual(['楽天', 'Yahoo'])
    expect(found.totals.map(({ totals }) => totals.net_sales)).toEqual(['500', '1000'])
    expect(found.rowsSkipped).toBe(0)
    expect(found.notes.map(note => note.en)).toEqual(['Rows of totals, left out: 6 (first: row 3).'])
  })

  it('of a day’s SKUs are the store’s own figures', async () => {
    await take(
      '日付,商品コード,売上,注文数\n2026/3/5,A,100,1\n2026/3/5,B,200,2\n2026/3/5,合計,300,2\n総計,,300,2\n',
      japan,
    )

    expect(await day()).toEqual({ net_sales: 300, orders: 2 })
    expect(await day('2026-03-05', 'B')).toEqual({ net_sales: 200, orders: 2 })
  })

  it('of all stores stand beside two or more of them', async () => {
    const found = await preview('Date,Channel,Sales\n2026-03-05,All,30\n2026-03-05,Online,10\n2026-03-05,Retail,20\n')

    expect(found.stores.map(store => store.slug)).toEqual(['online', 'retail'])
  })
})

describe('amounts', () => {
  it('of costs are costs, also as negatives, and reversals lower them', async () => {
    await take('Date,Commission,FBA fees,Ad spend\n2026-03-05,-150,-100,20\n2026-03-06,10,-100,20\n', west)

    expect(await day()).toEqual({ platform_fees: 15000, fulfilment_cost: 10000, ad_spend: 2000 })
    expect(await day('2026-03-06')).toMatchObject({ platform_fees: -1000 })
  })

  it('that are called returns are money where they have cents, pieces otherwise', async () => {
    await take('Date,Sales,Returns\n2026-03-05,100,-48.12\n2026-03-06,100,0\n', west)
    expect(await day()).toEqual({ net_sales: 10000, refunds_amount: 4812 })

    await clear()
    await take('Date,Sales,Returned units\n2026-03-05,100,4\n', west)
    expect(await day()).toEqual({ net_sales: 10000, returns_units: 4 })
  })

  it('are in the unit that the header says', async () => {
    await take('日付,売上（千円・税込）,広告費(円)\n2026/3/5,"1,234.5","5,000"\n', japan)

    expect(await day()).toEqual({ net_sales: 1_234_500, ad_spend: 5000 })
  })

  it.each([
    ['id', 'IDR', ['25.000', '125.000'], [25_000, 125_000]],
    ['id', 'IDR', ['Rp25.000', 'Rp 1.250.000'], [25_000, 1_250_000]],
    ['vn', 'VND', ['250.000₫', '1.250.000 đ'], [250_000, 1_250_000]],
    ['us', 'USD', ['25.000', '1.5'], [2500, 150]],
    ['us', 'USD', ['1.234,56', '12,5'], [123_456, 1250]],
    ['de', 'EUR', ['1.234', '999'], [123_400, 99_900]],
    ['de', 'EUR', ['1234.56', '1.234'], [123_456, 123.4]],
    ['jp', 'JPY', ['\\1,000', '￥２，０００'], [1000, 2000]],
    ['sg', 'SGD', ['S$1,000.50', 'S$2'], [100_050, 200]],
    ['tw', 'TWD', ['NT$1,000', 'NT$2'], [100_000, 200]],
    ['my', 'MYR', ['RM1,000.50', 'RM 2'], [100_050, 200]],
    ['th', 'THB', ['฿1,000', '2 บาท'], [100_000, 200]],
    ['ph', 'PHP', ['₱1,000', 'PHP 2'], [100_000, 200]],
    ['kr', 'KRW', ['₩1,000', '2,000원'], [1000, 2000]],
  ])(
    'of a file of %s are read by its other rows and the market: %s %j',
    async (market, currency, [first, second], expected) => {
      await take(`Date,Sales\n2026-03-05,"${first}"\n2026-03-06,"${second}"\n`, {
        market,
        currency,
        zone: 'Asia/Tokyo',
        store: 'West',
      })

      expect([(await day())?.net_sales, (await day('2026-03-06'))?.net_sales]).toEqual(expected)
    },
  )
})

describe('the day', () => {
  const text = 'SKU,Sales\nA,10\n'

  it('stands above the columns, or is said', async () => {
    await take(`Report\n期間：2026年3月5日～2026年3月5日\n出力日時：2026/03/07 10:00\n${text}`, west)
    expect(await day('2026-03-05', 'A')).toEqual({ net_sales: 1000 })

    await clear()
    await take(text, { ...west, day: '2026-03-06' })
    expect(await day('2026-03-06', 'A')).toEqual({ net_sales: 1000 })
  })

  it.each([
    ['nowhere', text, /No column holds the day.*--day/],
    ['a range', `2026/03/01 - 2026/03/31\n${text}`, /sum of 2026-03-01 to 2026-03-31/],
    ['months', '月,Sales\n2026年3月,10\n2026年4月,20\n', /no single day: 2026年3月.*daily report/],
    ['weeks', 'Week,Sales\n2026-W10,10\n', /no single day: 2026-W10/],
    [
      'several days in a row',
      'Reporting starts,Reporting ends,Spend,Clicks\n2026-03-01,2026-03-07,10,3\n',
      /no single day: 2026-03-01 – 2026-03-07/,
    ],
  ])('is asked for, or what is wrong with it is said: %s', async (_name, file, reason) => {
    await expect(preview(file, west)).rejects.toThrow(reason)
  })
})

it('tells which known days get smaller', async () => {
  await take('Date,Sales\n2026-03-05,100\n', west)
  const found = await preview('Date,Sales\n2026-03-05,40\n', west)

  expect(found.notes.map(note => note.en)).toEqual([
    'A known day gets smaller: west 2026-03-05, Net sales from 100 USD to 40 USD.',
  ])
})
