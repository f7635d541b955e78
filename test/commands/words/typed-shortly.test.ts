import { expect, it } from 'vitest'
import { testDatabase } from '#test/support/database.ts'
import { textOf } from '#test/support/talk.ts'
import { openChat } from './said-world.ts'

const { db } = await testDatabase()
const { say } = await openChat(db)
const mona = 'mona@example.com'

it.each([
  ['compare sales this week to last week kyoto', 'Week 47, 2026'],
  ['sales kyoto last tues', 'Tue, Nov 17, 2026'],
  ['top3 skus last wk kyoto', 'Week 47, 2026'],
  ['wk 47 sales kyoto', 'Week 47, 2026'],
  ['kyoto 11.11销售额', 'Wed, Nov 11, 2026'],
  ['kyoto昨天销售额是多少啊亲😂', 'Sun, Nov 22, 2026'],
  ['kyoto 本月达成', 'Nov 2026'],
  ['sal\u200bes kyoto yester\u2060day', 'Sales · Kyoto · Sun, Nov 22, 2026'],
  ['\u202esales kyoto yesterday\u202c', 'Sales · Kyoto · Sun, Nov 22, 2026'],
])('%s is about what it says', async (line, said) => {
  expect(textOf(await say(line, mona))).toContain(said)
})

it.each([
  ['stock cover below 10 days', 'stock_cover_days < 10'],
  ['库存不够10天的店铺', 'stock_cover_days < 10'],
  ['在庫10日切ってる店', 'stock_cover_days < 10'],
  ['out of stock skus', 'stock_on_hand'],
  ['断货的sku有哪些', 'stock_on_hand'],
  ['在庫切れのSKU', 'stock_on_hand'],
])('%s is asked of stock, not of a change', async (line, condition) => {
  const text = textOf(await say(line, mona))

  expect(text).not.toMatch(/most|fell|down/u)
  expect(text).toMatch(new RegExp(`${condition}|No source tells this KPI by SKU`))
})

it.each(['how do i import a file', '怎么导入文件', 'ファイルの取り込み方は？'])(
  '%s is answered by the manual',
  async line => {
    expect((await say(line, mona)).title.en).toMatch(/import|manual/iu)
  },
)

it.each(['我明天请假', '私は明日不在'])('%s names no deputy', async line => {
  expect(textOf(await say(line, mona))).not.toContain('your own deputy')
})
