import { beforeEach, describe, expect, it } from 'vitest'
import { testDatabase } from '#test/support/database.ts'
import { importing } from '#test/support/importing.ts'

const { db } = await testDatabase()
const { preview, clear } = await importing(db)
const west = { market: 'jp', store: 'West' }

beforeEach(clear)

async function read(lines: readonly string[]) {
  const found = await preview(`${lines.join('\n')}\n`, west)
  return { totals: found.totals[0]?.totals, notes: found.notes.map(note => note.en) }
}

describe('a line above the columns that says the unit of amounts', () => {
  it.each([
    ['単位：千円', '1234000'],
    ['（単位：千円）', '1234000'],
    ['売上日報　(単位 千円)', '1234000'],
    ['金額単位:百万円', '1234000000'],
    ['单位：万元', '12340000'],
    ['（金额单位：千元）', '1234000'],
    ['單位：萬元', '12340000'],
    ['Unit: thousand JPY', '1234000'],
    ['(JPY in thousands)', '1234000'],
    ['Amounts in millions of yen', '1234000000'],
    ["Sales report (JPY '000)", '1234000'],
    ['単位：円', '1234'],
    ['单位：元', '1234'],
    ['Unit: JPY', '1234'],
    ['売上 千円札キャンペーン', '1234'],
    ['出力件数: 2千件', '1234'],
  ])('scales them: %s', async (line, sales) => {
    const { totals } = await read(['日報', line, '日付,売上,注文数', '2026/3/5,"1,234",12'])

    expect(totals).toEqual({ net_sales: sales, orders: '12' })
  })

  it('is told, and leaves columns alone that say their own', async () => {
    const { totals, notes } = await read([
      '単位：千円',
      '日付,売上,広告費（円）,クーポン費用(万円),注文数',
      '2026/3/5,10,5000,2,12',
    ])

    expect(totals).toEqual({ net_sales: '10000', ad_spend: '5000', coupon_cost: '20000', orders: '12' })
    expect(notes).toContain('Amounts are × 1,000, as a line above the columns says: 単位：千円')
  })

  it('holds for figures in rows, too', async () => {
    const { totals } = await read([
      '単位：千円',
      '日付,指標,値',
      '2026/3/5,売上,10',
      '2026/3/5,注文数,12',
      '2026/3/5,広告費（円）,5000',
      '2026/3/5,クーポン費用(万円),2',
    ])

    expect(totals).toEqual({ net_sales: '10000', ad_spend: '5000', coupon_cost: '20000', orders: '12' })
  })
})
