import { beforeAll, describe, expect, it } from 'vitest'
import { commands } from '#commands/index.ts'
import { testDatabase } from '#test/support/database.ts'
import { addDays, addPerson, addStore, talkTo, textOf } from '#test/support/talk.ts'

const { db } = await testDatabase()
/** A Friday. */
const { say } = talkTo(db, commands, new Date('2026-11-20T20:00:00Z'))

beforeAll(async () => {
  await addPerson(db, 'Owner', { role: 'administrator' })
  const west = await addStore(db, 'west')
  await addDays(db, west.id, ['2026-10-01', '2026-11-18'], { net_sales: 100_00, orders: 5, ad_spend: 10_00 })
  await addDays(db, west.id, ['2026-11-19', '2026-11-19'], { net_sales: 150_00, orders: 6, ad_spend: 10_00 })
})

const titleOf = async (line: string) => (await say(line)).title.en

describe('questions as they are typed in a chat', () => {
  it.each([
    ['本月销售额达成率', /Sales .*Nov 2026/i],
    ['west 完成率 昨天', /west · Thu, Nov 19, 2026/i],
    ['昨日の達成率', /Thu, Nov 19, 2026/],
    ['上月总销售额 west', /Sales .*west · Oct 2026/i],
    ['昨天总的订单数', /Orders .*Thu, Nov 19, 2026/],
    ['お疲れ様です。昨日のwestの数字ください', /west · Thu, Nov 19, 2026/i],
    ['昨日の数値お願いします', /Thu, Nov 19, 2026/],
    ['今月あといくら足りない？', /Sales .*Nov 2026/i],
    ['westの広告費いくら使った？昨日', /Ad spend .*west · Thu, Nov 19, 2026/i],
    ['11月19日（木）west 売上', /Sales .*west · Thu, Nov 19, 2026/i],
    ['sales between Nov 1 and Nov 15', /Sales .*Nov 1 – Nov 15, 2026/i],
    ['sales for the first week of november west', /Sales .*west · Nov 1 – Nov 7, 2026/i],
  ])('%s', async (line, title) => {
    expect(await titleOf(line)).toMatch(title)
  })

  it.each([
    'good morning, any alerts?',
    'hi team, any alerts?',
    'おはようございます、アラートある？',
    '早上好，有告警吗？',
  ])('%s is no mere greeting', async line => {
    expect(await titleOf(line)).toBe('Alerts')
  })

  it.each(['good morning!', 'thanks a lot', 'お疲れ様です', '早上好'])('%s asks nothing', async line => {
    expect(textOf(await say(line))).toMatch(/nothing was done|not something I can answer/i)
  })
})
