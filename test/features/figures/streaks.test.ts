import { beforeAll, describe, expect, it } from 'vitest'
import { commands } from '#commands/index.ts'
import { testDatabase } from '#test/support/database.ts'
import { addDays, addPerson, addStore, type Talk, talkTo, textOf } from '#test/support/talk.ts'

const { db } = await testDatabase()
/** Saturday: the last whole week is that of November 9, the last whole month October. */
const talk: Talk = talkTo(db, commands, new Date('2026-11-21T20:00:00Z'))
const { say } = talk

/** The lines of the table, as name and how long in a row. */
async function listed(line: string): Promise<readonly string[]> {
  const card = await say(line)
  const table = card.blocks.find(block => block.type === 'table')
  if (table?.type !== 'table') return []
  const run = table.columns.findIndex(({ label }) => label.en === 'In a row')
  return table.rows.map(row => [row[1]?.text.en, row[run]?.text.en].filter(cell => cell !== undefined).join(' · '))
}

const days = (net_sales: number) => ({ net_sales: net_sales * 100, orders: net_sales, sessions: 1000 })

beforeAll(async () => {
  await addPerson(db, 'Owner', { role: 'administrator' })
  await addPerson(db, 'Mei', { role: 'operator' })
  const [falls, rises, steady, gap] = [
    await addStore(db, 'falls', { platform: 'amazon' }),
    await addStore(db, 'rises', { platform: 'walmart' }),
    await addStore(db, 'steady', { platform: 'walmart' }),
    await addStore(db, 'gap', { platform: 'ebay' }),
  ]
  const weeks = ['2026-10-12', '2026-10-19', '2026-10-26', '2026-11-02', '2026-11-09'].map(from => {
    const last = new Date(Date.parse(from) + 6 * 86_400_000).toISOString().slice(0, 10)
    return [from, last] as const
  })
  for (const [at, week] of weeks.entries()) {
    await addDays(db, falls.id, week, days([60, 80, 50, 40, 30][at] ?? 0))
    await addDays(db, rises.id, week, days([10, 20, 30, 40, 50][at] ?? 0))
    await addDays(db, steady.id, week, days(20))
    // Of the week of November 2 the last day is missing, so that it cannot be held against others.
    await addDays(db, gap.id, at === 3 ? [week[0], '2026-11-07'] : week, days([60, 50, 40, 30, 20][at] ?? 0))
  }
  for (const store of [falls, rises, steady, gap]) await addDays(db, store.id, ['2026-11-16', '2026-11-20'], days(20))
  await addDays(db, falls.id, ['2026-10-12', '2026-10-18'], { net_sales: 50_00, units: 9 }, 'LAMP')
  for (const [at, [from, to]] of weeks.entries()) {
    await addDays(db, falls.id, [from, to], { net_sales: 20_00, units: 9 - at }, 'LAMP')
    await addDays(db, falls.id, [from, to], { net_sales: 10_00, units: at < 3 ? 5 + at : 8 - at }, 'MUG')
  }
  await say('target set sales falls 2026-11 3000 @owner@example.com')
  await say('target set sales steady 2026-11 500 @mei@example.com')
  await say('target set sales rises 2026-11 800 @mei@example.com')
})

describe('for how long in a row', () => {
  it.each([
    ['which stores fell three weeks in a row', ['Falls · 3 weeks']],
    ['连续三周上涨的店铺', ['Rises · 4 weeks']],
    ['売上が2週連続で下がった店', ['Falls · 3 weeks']],
    ['which stores fell four weeks in a row', []],
    ['stores with sales above 200 usd three weeks in a row', ['Falls · 5 weeks', 'Rises · 3 weeks']],
    ['stores whose sales fell by 22% or more 2 weeks in a row', []],
    ['which platforms rose 2 weeks in a row', ['Walmart · 4 weeks']],
    ['skus whose units fell 4 weeks in a row', ['Falls · LAMP · 4 weeks']],
    ['which skus had falling units two weeks in a row', ['Falls · LAMP · 4 weeks', 'Falls · MUG · 2 weeks']],
    ['top stores fell 2 weeks in a row 2026-10-12..2026-11-08', ['Falls · 2 weeks', 'Gap · 2 weeks']],
    ['which stores fell 5 days in a row', []],
  ])('%s', async (line, names) => {
    expect(await listed(line)).toEqual(names)
  })

  it('says of whom it cannot be told for want of data, and how it was counted', async () => {
    const text = textOf(await say('which stores fell three weeks in a row'))

    expect(text).toContain('Cannot be said for want of figures or a target: Gap')
    expect(text).toContain('Counted in whole weeks up to Week 46')
    expect(text).toContain('1 of 4 stores: Sales down, 3 weeks in a row')
    expect(text).toContain('Asked as: top stores sales fell 3 weeks in a row')
  })

  it.each([
    ['连续下滑的店铺', 'For how many', ['top stores fell 3 days in a row', 'top stores fell 3 weeks in a row']],
    ['top stores fell 40 weeks in a row', 'At most 26 weeks', []],
    ['top days fell 3 days in a row', 'not of days', []],
    ['top kpis fell 3 days in a row', 'not of days', []],
    ['top skus missed target 3 weeks in a row', 'no targets', []],
    ['which stores blurgh fell three weeks in a row', 'blurgh', []],
  ])('asks back: %s', async (line, words, lines) => {
    const text = textOf(await say(line))

    for (const one of [words, ...lines]) expect(text).toContain(one)
    expect(text).not.toContain('Asked as')
  })
})

describe('figures by owner', () => {
  it('adds up the stores of each, names those of nobody, and says whose they are', async () => {
    const card = await say('sales by owner 2026-11-18')
    const table = card.blocks.find(block => block.type === 'table')

    expect(await listed('sales by owner 2026-11-18')).toEqual(['Mei', 'Nobody', 'Owner'])
    expect(table?.type === 'table' ? table.rows.map(row => row[2]?.text.en) : []).toEqual([
      '$40.00',
      '$20.00',
      '$20.00',
    ])
    expect(textOf(card)).toContain('Owner: who owns the store’s target for Sales in this period')
  })

  it('makes rates of the sums, and takes the owners of the leading KPI where the rate has no target', async () => {
    expect(await listed('which owner has the highest conversion rate 2026-11-09..2026-11-15')).toEqual([
      'Mei',
      'Owner',
      'Nobody',
    ])
  })

  it('says so where nobody owns anything', async () => {
    expect(textOf(await say('sales by owner 2026-09-01'))).toContain('No store has a target with an owner')
  })
})
