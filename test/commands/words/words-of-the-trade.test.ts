import { beforeAll, describe, expect, it } from 'vitest'
import { commands } from '#commands/index.ts'
import { testDatabase } from '#test/support/database.ts'
import { addDays, addPerson, addStore, buttonsOf, talkTo, textOf } from '#test/support/talk.ts'

const { db } = await testDatabase()
const { say } = talkTo(db, commands, new Date('2026-11-21T12:00:00Z'))

beforeAll(async () => {
  await addPerson(db, 'Owner', { role: 'administrator' })
  const west = await addStore(db, 'west')
  await addStore(db, 'east', { market: 'jp', currency: 'JPY', timeZone: 'Asia/Tokyo' })
  await addDays(db, west.id, ['2025-10-01', '2025-11-30'], { net_sales: 100_00, orders: 10 })
  await addDays(db, west.id, ['2026-10-01', '2026-11-20'], { net_sales: 150_00, orders: 12 })
  await say('event add "Prime Day" west 2026-06-23..2026-06-26 sale 3')
})

describe('what figures are held against', () => {
  it.each([
    ['status sales west 2026-10 YoY', '50%', 'Oct 2025'],
    ['状态 销售额 west 2026-10 同比', '50%', 'Oct 2025'],
    ['売上 west 2026-10 前年同月比', '50%', 'Oct 2025'],
    ['status sales west yesterday 环比', '0%', 'Nov 19'],
    ['compare sales west 2026-10 year over year', '50%', 'Oct 2025'],
  ])('%s', async (line, change, period) => {
    const text = textOf(await say(line))

    expect(text).toContain(change)
    expect(text).toContain(period)
  })

  it('says that there is nothing to hold them against', async () => {
    expect(textOf(await say('status sales west 2025-10 yoy'))).toContain('Nothing to compare with')
  })

  it.each([
    ['status sales west 2026-10 WoW', 'longer than'],
    ['status sales west yoy mom', 'one earlier period'],
    ['compare sales west 2026-10 2026-09 yoy', 'not both'],
  ])('refuses %s in words', async (line, words) => {
    expect(textOf(await say(line))).toContain(words)
  })
})

describe('a rule about a change', () => {
  it.each([
    'rule add sales west drops 20%',
    'rule add sales west falls by more than 20%',
    'rule add sales west declines by at least 20%',
    '规则 添加 销售额 west 下降超过20%',
    'ルール 追加 売上 west 20%以上下がったら',
  ])('%s', async line => {
    expect(textOf(await say(line))).toContain('lower than on comparable days by 20% or more')
  })

  it.each([
    ['rule add acos west rises above 30%', 'ACoS above 30%'],
    ['rule add acos west rises by more than 30%', 'higher than on comparable days by 30% or more'],
    ['rule add orders west drop 40%', 'unusually low'],
    ['rule add sales west falls below 80% of target', 'less than 80% of its day target'],
  ])('%s is told apart', async (line, words) => {
    expect(textOf(await say(line))).toContain(words)
  })

  it('is the same rule when its own line is read again', async () => {
    await say('rule save sales west falls by more than 20%')
    const list = await say('rule')
    expect(textOf(list)).toContain('lower than on comparable days by 20% or more')
  })
})

describe('a rule with two limits', () => {
  it.each([
    ['rule add acos west > 30% or roas < 2', ['rule add acos west > 30%', 'rule add west roas < 2']],
    ['rule add acos west between 10% and 20%', ['rule add acos west below 10%', 'rule add acos west above 20%']],
    ['规则 添加 ACoS west >30% 或者 <10%', ['rule add ACoS west >30%', 'rule add acos west <10%']],
    ['ルール 追加 ACoS west 30%以上または10%以下', ['rule add ACoS west 30%以上', 'rule add acos west 10%以下']],
  ])('%s is two rules', async (line, lines) => {
    const card = await say(line)

    expect(textOf(card)).toContain('one limit')
    expect(buttonsOf(card)).toEqual(lines)
    for (const each of lines) expect(textOf(await say(each))).toContain('New rule')
  })
})

describe('days with a name', () => {
  it.each([
    ['status sales west prime day', 'Jun 23'],
    ['compare sales prime day', 'Jun 23'],
    ['status sales west 双11', 'Nov 11, 2026'],
    ['mute sales west until christmas', '2026-12-25'],
    ['静音 销售额 west 到圣诞节', '2026-12-25'],
    ['record sales west singles day 120', 'Nov 11, 2026'],
  ])('%s', async (line, day) => {
    expect(textOf(await say(line))).toContain(day)
  })

  it.each(['status sales west お買い物マラソン', 'mute sales until super sale'])(
    'a sale that nobody entered is not guessed: %s',
    async line => {
      const card = await say(line)

      expect(textOf(card)).toContain('change from year to year')
      expect(buttonsOf(card)[0]).toContain('event add')
    },
  )
})

describe('a figure typed in by the name of its measure', () => {
  it.each([
    ['record ad units west 5', 'Ad units'],
    ['record ad impressions west yesterday 5000', 'mpressions'],
    ['录入 广告销量 west 5', 'Ad units'],
  ])('%s', async (line, label) => {
    const text = textOf(await say(line))

    expect(text).toContain(label)
    expect(text).toContain('saved')
  })
})
