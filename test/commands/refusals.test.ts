import { beforeEach, describe, expect, it } from 'vitest'
import { commands } from '#commands/index.ts'
import { testDatabase } from '#test/support/database.ts'
import { addDays, addPerson, addStore, buttonsOf, talkTo, textOf } from '#test/support/talk.ts'
import { truncate } from '#test/support/truncate.ts'

const { db } = await testDatabase()
const talk = talkTo(db, commands, new Date('2026-11-21T10:00:00Z'))

beforeEach(async () => {
  await truncate(
    db,
    'channels, people, stores, metric_day, dirty_days, targets, undo_steps, exchange_rates, audit restart identity cascade',
  )
  await addPerson(db, 'Owner', { role: 'administrator' })
  const west = await addStore(db, 'west')
  await addStore(db, 'tokyo', { market: 'jp', currency: 'JPY', timeZone: 'Asia/Tokyo' })
  await addDays(db, west.id, ['2026-11-01', '2026-11-20'], { net_sales: 100_000, orders: 10 })
})

const count = async (table: string) => Number((await db.execute(`select count(*) as n from ${table}`))[0]?.n)

describe('a line that cannot be carried out as it stands', () => {
  it.each([
    ['record orders west -5', 'cannot be below 0'],
    ['record orders west (15)', 'a number in brackets is negative'],
    ['record orders west ( 1,200 )', 'cannot be below 0'],
    ['record sales west ¥500', 'counts in USD'],
    ['record sales west 五万円', 'counts in USD'],
    ['rate usd jpy NaN', 'I cannot use “NaN”'],
    ['rate usd jpy 1e400', 'I cannot use “1e400”'],
    ['rate usd jpy abc', 'I cannot use “abc”'],
    ['rate usd jpy ∞', 'I cannot use “∞”'],
    ['rate usd jpy -5', 'Write it like this'],
    ['rate usd jpy $150', 'write it without USD'],
    ['rate usd jpy 150 2026-13', 'There is no month “2026-13”'],
    ['target orders west 10.5', 'Name a whole number'],
    ['target sales west 2026-13 100', 'There is no month “2026-13”'],
    ['target sales west 13月 100', 'There is no month “13月”'],
    ['target sales west Q5 100', 'There is no quarter “Q5”'],
    ['target acos west at least 25%', 'less is better'],
    ['target sales west at most 500', 'more is better'],
    ['status sales 2026-02-30', 'There is no day “2026-02-30”'],
    ['trend sales 2月30日', 'There is no day “2月30日”'],
    ['compare sales Q7', 'There is no quarter “Q7”'],
    ['note west 13/32 "x"', 'There is no day “13/32”'],
    ['event add "x" west 2/30', 'There is no day “2/30”'],
    ['mute sales west -2h', 'I cannot use “-2h”'],
    ['mute sales west until 2026-13', 'There is no month “2026-13”'],
    ['digest subscribe 8:30 from Monday', 'I cannot use “from”'],
    ['digest subscribe 8:30 UTC+', 'I cannot use “UTC+”'],
    ['digest subscribe 8:30 except holidays', 'I cannot use “except”'],
    ['undo 1 2', 'One change at a time'],
    ['status sales ca', 'market:ca'],
    ['record sales "Blue Whale" 100', '“Blue Whale” is no store'],
    ['rule add sales "Blue Whale" < 100', '“Blue Whale” is no store'],
    ['target sales "Blue Whale" 100', '“Blue Whale” is no store'],
    ['digest subscribe 8:30 "Blue Whale"', '“Blue Whale” is no store'],
    ['status “Blue Whale”', '“Blue Whale” is no store'],
    ['note "Blue Whale" "hello"', '“Blue Whale” is no store'],
    ['event add "x" "Blue Whale" 12/3', '“Blue Whale” is no store'],
    ['record sales "Wesst" 100', 'The nearest: West'],
  ])('“%s” changes nothing and says: %s', async (line, said) => {
    const card = await talk.say(line)

    expect(textOf(card)).toContain(said)
    for (const table of ['targets', 'schedules', 'mutes', 'notes', 'events', 'exchange_rates', 'undo_steps'])
      expect(await count(table), table).toBe(0)
  })

  it.each([
    ['digest subscribe 8:30 except holidays'],
    ['digest subscribe 8:30 除了节假日'],
    ['digest subscribe 8:30 not holidays'],
    ['digest subscribe 8:30 UTC+'],
    ['digest subscribe :00 pm'],
    ['digest subscribe 8:30 from Monday'],
    ['digest subscribe 8:30 until Friday'],
    ['mute sales west -2h'],
    ['mute sales west Monday to Friday'],
    ['mute sales west until Friday except Wednesday'],
    ['away from Monday'],
    ['away every Friday'],
    ['rule add sales west < 100 last month'],
    ['target sales west at most 500'],
  ])('“%s” gets no button that drops what turns it round', async line => {
    expect(buttonsOf(await talk.say(line))).toEqual([])
  })
})

describe('until a day', () => {
  it.each(['until tomorrow', '到明天', '明日まで'])(
    '“%s” is the same moment for a mute and an absence',
    async words => {
      const muted = textOf(await talk.say(`mute sales west ${words}`))
      const gone = textOf(await talk.say(`away ${words}`))

      expect(muted).toContain('Mon, Nov 23, 00:00')
      expect(gone).toContain('Mon, Nov 23, 00:00')
    },
  )
})

describe('a bare undo', () => {
  it('takes back what was done just now', async () => {
    await talk.say('target orders west 100')

    expect(textOf(await talk.say('undo'))).toContain('Taken back: target orders west 100')
  })

  it.each(['away tomorrow', 'lang ja'])('asks first behind “%s”, which it does not take back', async line => {
    await talk.say('target orders west 100')
    await talk.say(line)

    const asked = await talk.say('undo')

    expect(textOf(asked)).toContain(`(${line})`)
    expect(buttonsOf(asked)).toEqual(['undo 1'])
    expect(textOf(await talk.say('undo 1'))).toContain('Taken back')
  })

  it('asks for a change that is no fresh one', async () => {
    await talk.say('target orders west 100')

    const later = talkTo(db, commands, new Date('2026-11-22T10:00:00Z'))

    expect(buttonsOf(await later.say('undo'))).toEqual(['undo 1'])
  })

  it('is not kept from its work by a line that only showed something', async () => {
    await talk.say('target orders west 100')
    await talk.say('away')

    expect(textOf(await talk.say('undo'))).toContain('Taken back')
  })
})

it.each(['指标列表', '指標一覧', 'list kpis', 'kpi list', 'KPI一覧', '有哪些指标', '帮我列出所有指标'])(
  '“%s” lists the KPIs by theme',
  async line => {
    expect(textOf(await talk.say(line))).toContain('Advertising: ')
  },
)

it.each(['导出', '匯出', 'エクスポート', 'export', '帮我导出数据'])(
  '“%s” asks what shall be in the file',
  async line => {
    expect(textOf(await talk.say(line))).toContain('Export what?')
  },
)
