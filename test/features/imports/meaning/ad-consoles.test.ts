import { beforeEach, describe, expect, it } from 'vitest'
import { testDatabase } from '#test/support/database.ts'
import { importing, us } from '#test/support/importing.ts'

const { db } = await testDatabase()
const { preview, clear } = await importing(db)
const west = { ...us, store: 'West' }

beforeEach(clear)

async function totals(names: string, row: string) {
  const found = await preview(`${names}\n${row}\n`, west)
  return found.totals[0]?.totals
}

describe('columns of an advertising console', () => {
  it.each([
    '広告費',
    '広告費（税込）',
    '広告費用',
    '費用',
    'ご利用額',
    '广告费',
    '广告花费',
    '广告费用',
    '花费',
    'Ad Spend',
    'Ad cost',
    'Advertising cost',
    'Spend (USD)',
    'Cost',
  ])('%s is what was spent', async name => {
    expect(await totals(`日付,キャンペーン名,クリック,${name}`, '2026-03-05,A,10,5')).toMatchObject({
      ad_spend: '5',
      ad_clicks: '10',
    })
  })

  it.each([
    ['クリック', 'インプレッション'],
    ['クリック数', '表示回数'],
    ['広告クリック数', '広告表示回数'],
    ['广告点击', '广告曝光'],
    ['广告点击量', '广告曝光量'],
    ['Ad clicks', 'Ad impressions'],
    ['Clicks', 'Impressions'],
  ])('%s and %s are clicks and impressions', async (clicks, impressions) => {
    expect(await totals(`日付,キャンペーン名,${clicks},${impressions},費用`, '2026-03-05,A,10,1000,5')).toEqual({
      ad_clicks: '10',
      ad_impressions: '1000',
      ad_spend: '5',
    })
  })

  it.each([
    ['広告売上', '広告注文数'],
    ['広告経由売上', '広告経由注文数'],
    ['7日間の総売上高', '7日間の合計注文数（件）'],
    ['7日間の総売上', '7日間の合計注文数(#)'],
    ['广告销售额', '广告订单量'],
    ['7天总销售额', '7天总订单数(#)'],
    ['Ad sales', 'Ad orders'],
    ['7 Day Total Sales ($)', '7 Day Total Orders (#)'],
  ])('%s and %s are sales and orders of the advertisements', async (sales, orders) => {
    expect(
      await totals(`Date,Ad Group,Clicks,Spend,${sales},${orders},ACOS`, '2026-03-05,A,10,5,20,2,25%'),
    ).toMatchObject({
      ad_sales: '20',
      ad_orders: '2',
      ad_spend: '5',
    })
  })
})

describe('the report of advertised products in Japanese', () => {
  it.each([
    ['広告対象のSKU', 'クリック', '広告費', '7日間の総売上高', '7日間の合計注文数（件）', '7日間の合計販売数（個）'],
    ['広告対象SKU', 'クリック数', '費用', '7日間の総売上', '7日間の合計注文数(#)', '7日間の合計販売数(#)'],
    [
      '宣伝SKU',
      'クリック',
      '広告費',
      '広告がクリックされてから7日間の総売上高',
      '広告がクリックされてから7日間の合計注文数',
      '広告がクリックされてから7日間の合計販売数',
    ],
  ])('is recognised: %s', async (sku, clicks, spend, sales, orders, units) => {
    const found = await preview(
      `日付,通貨,キャンペーン名,広告グループ名,${sku},インプレッション,${clicks},${spend},${sales},${orders},${units}\n2026/03/05,JPY,SP,g,MUG,1000,10,500,2000,2,3\n`,
      { market: 'jp', store: 'Tokyo' },
    )

    expect(found.recognisedAs?.en).toBe('Amazon ads: advertised products')
    expect(found.totals[0]?.totals).toEqual({
      ad_impressions: '1000',
      ad_clicks: '10',
      ad_spend: '500',
      ad_sales: '2000',
      ad_sales_7d: '2000',
      ad_orders: '2',
      ad_units: '3',
    })
  })
})
