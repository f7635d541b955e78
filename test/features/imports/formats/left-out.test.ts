import { beforeEach, describe, expect, it } from 'vitest'
import { testDatabase } from '#test/support/database.ts'
import { importing } from '#test/support/importing.ts'

const { db } = await testDatabase()
const { preview, clear } = await importing(db)

beforeEach(clear)

const devices = '日付,デバイス,売上金額,売上件数,アクセス人数,サブジャンルTOP10平均 売上金額\n'

describe('a known export none of whose rows counts says why and what to download', () => {
  it.each([
    ['one device', `${devices}2026/01/05,PC,900,3,40,5000\n`, /デバイス.*すべて/],
    ['devices alone, and days to come', `${devices}2026/01/05,PC,900,3,40,5000\n2026/01/31,PC,0,0,0,\n`, /すべて/],
    ['days to come alone', `${devices}2026/01/31,すべて,0,0,0,\n`, /None of the 1 rows counts.*by day/],
    [
      'months of Shopee',
      'Date,Sales,Orders,Sales per Order,Visitors\n12/2025,900,9,100,40\n01/2026,700,7,100,40\n',
      /no single day: 12\/2025.*daily report/,
    ],
    [
      'months of Lazada',
      'Date,Revenue,Visitors,Pageviews,Orders,Conversion Rate\n2025-12,900,40,90,9,2%\n',
      /no single day: 2025-12.*daily report/,
    ],
    [
      'a period of Lazada',
      'Date,Revenue,Visitors,Pageviews,Orders,Conversion Rate\n2026-01-01 ~ 2026-01-07,900,40,90,9,2%\n',
      /no single day.*daily report/,
    ],
  ])('%s', async (_about, text, reason) => {
    await expect(preview(text, { market: 'jp', store: 'Shop' })).rejects.toThrow(reason)
  })
})

it.each(['利用金額', 'ご利用額', '消化金額', '課金額'])(
  'sales beside clicks and %s are those of advertisements',
  async cost => {
    const text = `日付,商品コード,表示回数,クリック数,${cost},注文数,売上金額\n2026/01/05,cup,1000,20,"1,500",2,"8,000"\n`
    const found = await preview(text, { market: 'jp', store: 'Shop' })

    expect(found.days.map(({ figures }) => figures)).toEqual([
      { ad_sales: '8000', ad_orders: '2', ad_spend: '1500', ad_clicks: '20', ad_impressions: '1000' },
    ])
  },
)
