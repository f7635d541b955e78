import { beforeAll, describe, expect, it } from 'vitest'
import { commands } from '#commands/index.ts'
import { testDatabase } from '#test/support/database.ts'
import { addDays, addPerson, addStore, talkTo, textOf } from '#test/support/talk.ts'

const { db } = await testDatabase()
/** A Friday. */
const { say } = talkTo(db, commands, new Date('2026-11-20T20:00:00Z'))

beforeAll(async () => {
  await addPerson(db, 'Owner', { role: 'administrator' })
  await addPerson(db, '鈴木美咲', { email: 'suzuki.misaki@example.com' })
  const west = await addStore(db, 'west')
  await addDays(db, west.id, ['2026-08-01', '2026-11-18'], { net_sales: 100_00, orders: 5 })
  await addDays(db, west.id, ['2026-11-19', '2026-11-19'], { net_sales: 150_00, orders: 6 })
})

const titleOf = async (line: string) => (await say(line)).title.en

describe('signs and small words around a question', () => {
  it.each([
    'sales 💰 yesterday 🔥',
    'sales yesterday 👍🏽',
    '🇯🇵 sales yesterday',
    '昨日の売上おしえて',
    '売上みせて 昨日',
    '昨日の売上おねがいします',
  ])('%s is yesterday’s sales', async line => {
    expect(await titleOf(line)).toMatch(/Sales .* Thu, Nov 19, 2026/)
  })

  it.each(['👍', '🙏🙏', 'ok', 'Okay!', '👨‍👩‍👧'])('%s asks nothing', async line => {
    expect(textOf(await say(line))).toContain('Nothing was asked')
  })
})

describe('a post by how often it comes', () => {
  it.each([
    ['周报', 'Weekly'],
    ['週報', 'Weekly'],
    ['weekly report', 'Weekly'],
    ['send me the weekly report please', 'Weekly'],
    ['週次レポート', 'Weekly'],
    ['月报 west', 'Monthly'],
    ['月報', 'Monthly'],
    ['monthly report', 'Monthly'],
    ['季报', 'Quarterly'],
  ])('%s is the %s one', async (line, every) => {
    expect(await titleOf(line)).toMatch(new RegExp(`^${every} report`))
  })
})

describe('whether there is anything', () => {
  it.each([
    ...[
      'any alerts?',
      'are there any alerts right now',
      '有告警吗',
      '现在有没有预警',
      'アラートある？',
      '何かアラート出てる？',
    ],
    ...['is anything wrong?', '有什么异常吗', '何か問題ありますか'],
  ])('%s is a look at alerts', async line => {
    expect(await titleOf(line)).toBe(await titleOf('alerts'))
  })

  it.each(['best sellers', '热销', '売れ筋'])('%s are products', async line => {
    expect(textOf(await say(line))).toBe(textOf(await say('top skus')))
  })
})

describe('a cause, in words of the moment', () => {
  it.each([
    'why did sales jump yesterday',
    'why did sales spike at west yesterday',
    'why have sales tanked yesterday',
    'why did sales on 2026-11-19 plunge',
    '昨天销售额为什么暴跌',
    '昨天销售额为什么大涨',
    'なぜ昨日売上が急増した',
  ])('%s', async line => {
    expect(await titleOf(line)).toMatch(/^Why .* Thu, Nov 19, 2026/)
  })
})

describe('a whole question after another one', () => {
  it.each([
    ['can you show me sales by store for last week?', 'Week 46'],
    ['orders by store last week?', 'Week 46'],
    ['上周各店铺订单数呢', 'Week 46'],
  ])('%s keeps its own period', async (line, period) => {
    await say('sales yesterday')

    expect(await titleOf(line)).toContain(period)
  })
})

describe('a day beside the same day of a week or month', () => {
  it.each(['昨天销售额比上周同期怎么样', '昨日の売上は先週と比べてどう？', 'sales yesterday vs the same last week?'])(
    '%s is not held against the whole week',
    async line => {
      const text = textOf(await say(line))

      expect(text).toContain('$150.00')
      expect(text).toContain('50%')
      expect(text).not.toContain('$700.00')
    },
  )
})

describe('days that the calendar does not have, in a range', () => {
  it.each(['status sales 2/30-3/2', 'note west 2/30-3/2 "x"', '状态 2月30日到3月2日', 'sales 2026-02-30..2026-03-02'])(
    '%s is told so',
    async line => {
      expect(textOf(await say(line))).toContain('in the calendar')
    },
  )
})

it('knows people by a part of their mailbox', async () => {
  const text = textOf(await say('target sales west 2026-12 5000 @suzuki'))

  expect(text).toContain('鈴木美咲')
})
