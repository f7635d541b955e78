import { beforeAll, describe, expect, it } from 'vitest'
import { commands } from '#commands/index.ts'
import { pickTarget } from '#src/domain/targets/targeting.ts'
import { listTargets } from '#src/features/targets/store/targets.ts'
import type { Database } from '#src/platform/database/db.ts'
import { testDatabase } from '#test/support/database.ts'
import { addPerson, addStore, type Talk, talkTo, textOf } from '#test/support/talk.ts'

const now = new Date('2026-11-20T20:00:00Z')

let database: Database
let talk: Talk

beforeAll(async () => {
  database = await testDatabase()
  talk = talkTo(database.db, commands, now)
  await addPerson(database.db, 'Owner')
  await addStore(database.db, 'west')
  await addStore(database.db, 'tokyo', { market: 'jp', currency: 'JPY', timeZone: 'Asia/Tokyo' })
})

async function lastSet() {
  const all = await listTargets(database.db, {})
  return all.reduce((last, one) => (one.id > last.id ? one : last))
}

it.each([
  ['profit', -1000],
  ['net_result', -1000],
])('takes a negative target of %s, which may fall below zero', async (kpi, value) => {
  await talk.say('define "Net result" = net_sales - ad_spend money higher')

  await talk.say(`target ${kpi === 'profit' ? 'profit' : '"Net result"'} west 2026-11-19 -10`)

  expect(await lastSet()).toMatchObject({ value })
})

describe('a band in a line about a target', () => {
  it.each([
    ['目标 广告花费 tokyo 本月 1万～2万', 10_000, 20_000, 'month'],
    ['目标 广告花费 tokyo 1-2万', 10_000, 20_000, 'month'],
    ['目标 广告花费 tokyo 5000-1万日元', 5000, 10_000, 'month'],
    ['目标 广告花费 tokyo 5万到8万日元 权重 30', 50_000, 80_000, 'month'],
    ['目標 広告費 tokyo 今月 100〜200円', 100, 200, 'month'],
    ['目標 広告費 tokyo 今月 1万円から2万円まで ウエイト20', 10_000, 20_000, 'month'],
    ['target ad_spend tokyo 2026-11 ¥5,000-8,000', 5000, 8000, 'month'],
    ['target ad_spend west $100 to $200', 10_000, 20_000, 'month'],
    ['target ad_spend west 1.5k-2k weight 20 @owner', 150_000, 200_000, 'month'],
    ['target ad_spend west 2026-11-20 100-200 usd', 10_000, 20_000, 'day'],
    ['target stock_cover_days west 2026-12 30-60', 30, 60, 'month'],
    ['目标 库存可售天数 west 本月 30天-60天', 30, 60, 'month'],
    ['目標 stock_cover_days west 今月 30〜60日', 30, 60, 'month'],
  ])('%s', async (line, low, high, period) => {
    await talk.say(line)

    expect(await lastSet()).toMatchObject({ value: null, low, high, period })
  })

  it.each([
    ['target sales west 1万～2万', 'Sales takes one value, but there are 2.'],
    ['目标 销售额 west 5万-8万', 'Sales takes one value, but there are 2.'],
    ['目標 売上 tokyo 100〜200円', 'Sales takes one value, but there are 2.'],
    ['target stock_cover_days west ¥5,000-8,000', 'not an amount of money'],
    ['target stock_cover_days west 10%-20%', 'not a percentage'],
    ['target ad_spend west €100-€200', 'are in USD, not in EUR'],
    ['target ad_spend west €100-$200', 'are in USD, not in EUR'],
    ['target ad_spend west 200-100', 'lower end'],
    ['target ad_spend west 30-60 100', 'name its two ends'],
    ['target ad_spend west sku:ABC-1 30-60', 'not for single SKUs'],
    ['target ad_spend west 30-60 bananas', 'I do not know “bananas”'],
    ['target ad_spend west 本月 上月 30-60', 'takes a period only once'],
  ])('refuses %s', async (line, reason) => {
    const before = await lastSet()

    expect(textOf(await talk.say(line))).toContain(reason)
    expect(await lastSet()).toEqual(before)
  })
})

describe('a target for a day', () => {
  const on = async (day: string) => {
    const all = await listTargets(database.db, { kpiIds: ['orders'], places: ['store:west'] })
    return pickTarget(all, 'orders', 'store:west', 'day', day)?.value ?? null
  }

  it('is for that day alone, and says so', async () => {
    const card = await talk.say('target orders west 2026-11-12 77')

    expect(textOf(card)).toContain('Nov 12, 2026 alone')
    expect([await on('2026-11-11'), await on('2026-11-12'), await on('2026-11-13')]).toEqual([null, 77, null])
  })

  it('stands in the list on its day, not as one of every day, and a month with the days that it stands', async () => {
    await talk.say('target units west 2026-11-12 77')
    await talk.say('target units west 2026-11 900')
    await talk.say('target units west 2026-12 950')
    const rows = (await talk.say('target list units west 2026-11-12')).blocks.flatMap(block =>
      block.type === 'table' ? block.rows.map(cells => cells.map(({ text }) => text.en).join(' | ')) : [],
    )

    expect(rows.find(row => row.includes('| 77 |'))).toMatch(/on .*Nov 12, 2026 alone/)
    expect(rows.find(row => row.includes('| 900 |'))).toMatch(/per month \| .* \| Nov 1 – 30, 2026/)
    expect(rows.some(row => row.includes('| 77 |') && row.includes('per day'))).toBe(false)
  })

  it.each(['daily', 'per day', '每天', '毎日'])(
    'stands from then on where that is said, but not for one day: %s',
    async word => {
      const card = await talk.say(`target orders west 2026-11-10 55 ${word}`)

      expect(textOf(card)).not.toContain('alone')
      expect([await on('2026-11-09'), await on('2026-11-10'), await on('2026-11-11')]).toEqual([null, 55, 55])
      await talk.say('target orders west 2026-11-15 66')
      expect(await on('2026-11-15')).toBe(66)
      expect(await on('2026-11-16')).toBe(await on('2026-11-14'))
    },
  )

  it('does not go with a month at the same time', async () => {
    expect((await talk.ask('target orders west 2026-12 55 daily')).refused).toBeDefined()
  })
})
