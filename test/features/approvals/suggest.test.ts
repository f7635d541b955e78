import { beforeAll, describe, expect, it } from 'vitest'
import { commands } from '#commands/index.ts'
import { testDatabase } from '#test/support/database.ts'
import { addDays, addPerson, addStore, buttonsOf, talkTo, textOf } from '#test/support/talk.ts'

const { db } = await testDatabase()
const { say } = talkTo(db, commands, new Date('2026-11-18T15:00:00Z'))

beforeAll(async () => {
  const west = await addStore(db, 'west')
  const east = await addStore(db, 'east')
  await addPerson(db, 'Owner', { role: 'administrator' })
  const day = { net_sales: 100_000, orders: 20, sessions: 1_000 }
  await addDays(db, west.id, ['2026-06-01', '2026-09-03'], day)
  await addDays(db, west.id, ['2026-10-01', '2026-10-31'], day)
  await addDays(db, east.id, ['2026-08-01', '2026-10-31'], { net_sales: 50_000, orders: 5 })
})

it('says what it is made from, what was left out, what it needs, and five checks', async () => {
  const text = textOf(await say('target suggest sales west 2026-12 stretch'))

  for (const said of [
    'Oct 2026',
    'data is missing',
    'sessions a day',
    'Specific',
    'Measurable',
    'Achievable',
    'Relevant',
    'Time-bound',
  ])
    expect(text).toContain(said)
})

it.each(['目标 建议 销售额 west 2026-12 冲刺', '目標 提案 売上 west 2026-12 挑戦'])('%s', async line => {
  expect(textOf(await say(line))).toContain('20%')
})

it.each(['target suggest sales west 2026-12 huge', 'target suggest sales west 2026-11-20', 'target tree acos west'])(
  'refuses %s in words',
  async line => {
    expect(textOf(await say(line))).toMatch(/do not know|for a month|not shared out/)
  },
)

describe('a target of a period that runs is for all of its days', () => {
  it.each([
    ['target sales west this month 30000', 'Nov 2026'],
    ['target sales west 2026-W47 7000', 'Week 47, 2026 (Nov 16 – Nov 22)'],
    ['target sales west this quarter 90000', 'Q4 2026'],
    ['target suggest sales west this month', 'Nov 2026'],
    ['target tree sales west this month', 'Nov 2026'],
    ['target tree sales west 2026-11', 'Nov 2026'],
  ])('%s speaks of %s', async (line, period) => {
    const { title } = await say(line)

    expect(title.en).toMatch(new RegExp(`${period.replace(/[()]/g, '\\$&')}$`))
  })

  it('breaks the month down to its last day', async () => {
    await say('target sales west 2026-11 30000')
    const text = textOf(await say('target tree sales west this month'))

    expect(text).toContain('Mon, Nov 30')
    expect(text).toMatch(/Wed, Nov 18.*\$9\d\d\.\d\d/)
  })

  it('suggests as much for the running month as its days bring, not for those that are over', async () => {
    const [, value] = /Suggested: \$([\d,]+)/.exec(textOf(await say('target suggest sales west 2026-11 keep'))) ?? []

    expect(Number(value?.replace(',', ''))).toBeGreaterThan(25_000)
  })
})

it('names targets that disagree and offers which gives way', async () => {
  await say('target sales west 2026-12 30000')
  await say('target sales east 2026-12 10000')
  await say('target sales market:us 2026-12 45000')
  const card = await say('target tree sales market:us 2026-12')

  expect(textOf(card)).toMatch(/disagree: .*45,000.*40,000/)
  expect(buttonsOf(card)).toContain('target propose sales market:us 2026-12 40000')
})

it('asks which of sales, sessions, conversion and basket gives way', async () => {
  await say('target sessions west 2026-12 10000')
  await say('target conversion_rate west 2026-12 2%')
  await say('target aov west 2026-12 100')

  expect(buttonsOf(await say('target suggest sales west 2026-12'))).toContain('target propose sales west 2026-12 20000')
})

it('breaks a target down over people, who add up to the whole', async () => {
  for (const name of ['Ken', 'Mei']) await addPerson(db, name)
  for (const store of ['north', 'south']) await addStore(db, store, { market: 'jp', platform: 'yahoo' })
  await addStore(db, 'osaka', { market: 'jp' })
  await say('target sales north 2026-12 300.01 @Ken')
  await say('target sales south 2026-12 200.02 @Ken')
  await say('target sales osaka 2026-12 100 @Mei')
  const text = textOf(await say('target tree sales market:jp 2026-12'))

  expect(text).toMatch(/Target: .*600\.03/)
  expect(text).toMatch(/People[\s\S]*Ken: .*500\.03[\s\S]*Mei: .*100/)
})
