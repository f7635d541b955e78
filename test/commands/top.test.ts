import { beforeAll, describe, expect, it } from 'vitest'
import { commands } from '#commands/index.ts'
import { builtInKpis } from '#src/domain/kpis/index.ts'
import { testDatabase } from '#test/support/database.ts'
import { addDays, addPerson, addStore, type Talk, talkTo, textOf } from '#test/support/talk.ts'

const { db } = await testDatabase()
const talk: Talk = talkTo(db, commands, new Date('2026-11-21T20:00:00Z'))
const { say } = talk

/** The names of the table's lines, in their order. */
async function listed(line: string, as?: string): Promise<readonly string[]> {
  const card = await say(line, as)
  const table = card.blocks.find(block => block.type === 'table')
  return table?.type === 'table' ? table.rows.map(row => row[1]?.text.en ?? '') : []
}

beforeAll(async () => {
  await addPerson(db, 'Owner', { role: 'administrator' })
  await addPerson(db, 'Mei', { role: 'viewer', scope: ['store:alpha', 'store:beta'] })
  await addPerson(db, 'Ken', { role: 'viewer' })
  const [alpha, beta, gamma] = [
    await addStore(db, 'alpha', { platform: 'amazon' }),
    await addStore(db, 'beta', { platform: 'walmart' }),
    await addStore(db, 'gamma', { platform: 'amazon', market: 'jp', currency: 'JPY', timeZone: 'Asia/Tokyo' }),
  ]
  await say('rate jpy usd 0.01 2026-01')
  // Sales of 300, 100 and 20,000 yen (200 dollars) a day; beta falls by half in the last week, and tells nothing on the 20th.
  await addDays(db, alpha.id, ['2026-10-01', '2026-11-20'], {
    net_sales: 300_00,
    orders: 30,
    ad_spend: 90_00,
    ad_sales: 200_00,
    ad_clicks: 5000,
  })
  await addDays(db, beta.id, ['2026-10-01', '2026-11-12'], {
    net_sales: 200_00,
    orders: 20,
    ad_spend: 10_00,
    ad_sales: 100_00,
    ad_clicks: 5000,
  })
  await addDays(db, beta.id, ['2026-11-13', '2026-11-19'], {
    net_sales: 100_00,
    orders: 10,
    ad_spend: 10_00,
    ad_sales: 100_00,
    ad_clicks: 5000,
  })
  await addDays(db, gamma.id, ['2026-10-01', '2026-11-20'], {
    net_sales: 20_000,
    orders: 25,
    ad_spend: 1000,
    ad_sales: 10_000,
    ad_clicks: 5000,
  })
  await addDays(db, alpha.id, ['2026-11-09', '2026-11-15'], { net_sales: 200_00, units: 200 }, 'LAMP')
  await addDays(db, alpha.id, ['2026-11-09', '2026-11-15'], { net_sales: 100_00, units: 100 }, 'MUG')
  for (const store of ['alpha', 'beta']) await say(`target set sales ${store} 2026-11-01..2026-11-30 250`)
  for (const day of ['16', '17', '18', '19']) await say(`target set sales beta 2026-11-${day} 150`)
})

describe('one place of a list', () => {
  it.each([
    ['second best store by sales 2026-11-18', 'Best, place 2: Gamma with'],
    ['2026-11-18销售额排名第二的店铺', 'Highest, place 2: Gamma with'],
    ['2026-11-18に売上が3番目に高い店', 'Highest, place 3: Beta with'],
  ])('leads the answer: %s', async (line, lead) => {
    expect(textOf(await say(line))).toContain(lead)
  })
})

describe('what moved most where nothing moved that way', () => {
  it.each([
    ['which store fell most 2026-11-09..2026-11-12', 'None of the 3 stores fell. Rose least: Alpha'],
    ['2026-11-09..2026-11-12 哪个店跌得最多', 'None of the 3 stores fell.'],
    ['2026-11-09..2026-11-12 哪个店跌得最惨', 'None of the 3 stores fell.'],
    ['2026-11-09..2026-11-12 一番下がった店', 'None of the 3 stores fell.'],
    ['which store rose most 2026-11-13..2026-11-19', 'None of the 3 stores rose. Fell least: Alpha'],
    ['which store improved most 2026-11-13..2026-11-19', 'None of the 3 stores improved. Worsened least: Alpha'],
    ['2026-11-09..2026-11-12 一番悪化した店', 'None of the 3 stores got worse. Improved least: Alpha'],
    ['which platform fell most 2026-11-09..2026-11-12', 'None of the 2 platforms fell.'],
  ])('is said, with what moved least the other way: %s', async (line, lead) => {
    expect(textOf(await say(line))).toContain(lead)
  })

  it.each([
    ['which store rose least 2026-10-30..2026-11-05', 'None of the 3 stores rose.'],
    ['which store fell the least 2026-11-13..2026-11-19', 'Fell least: Beta with ▼ 50%'],
    ['2026-11-13..2026-11-19 跌得最少的店', 'Fell least: Beta with ▼ 50%'],
    [
      'top stores sales 2026-11-13..2026-11-19 least fell',
      'Asked as: top stores sales 2026-11-13..2026-11-19 least fell',
    ],
  ])('is asked for from its other end: %s', async (line, lead) => {
    expect(textOf(await say(line))).toContain(lead)
  })

  it('is no answer for want of figures where there are none', async () => {
    expect(textOf(await say('which store fell most 2024-05-05'))).toContain('There are no figures to order')
  })
})

describe('a list', () => {
  it.each([
    ['top stores sales 2026-11-18', ['Alpha', 'Gamma', 'Beta']],
    ['which store sold the least on 2026-11-18', ['Beta', 'Gamma', 'Alpha']],
    ['top 1 stores sales 2026-11-18', ['Alpha']],
    ['销售额最低的2家店 2026-11-18', ['Beta', 'Gamma']],
    ['top stores sales 2026-11-18 except walmart', ['Alpha', 'Gamma']],
    ['amazon以外で売上が一番高い店 2026-11-18', ['Beta']],
    ['best platforms by sales 2026-11-18', ['Amazon', 'Walmart']],
    ['worst acos 2026-11-18', ['Alpha', 'Beta', 'Gamma']],
    ['stores with acos above 20% on 2026-11-18', ['Alpha']],
    ['2026-11-13..2026-11-19 销售额下降超过30%的店铺', ['Beta']],
    ['stores without data on 2026-11-20', ['Beta']],
    ['top 5 skus by units 2026-W46', ['Alpha · LAMP', 'Alpha · MUG']],
    ['which markets sold the most on 2026-11-18', ['US', 'Japan']],
    ['2026-11-13..2026-11-19 销售额没有下降的店铺', ['Alpha', 'Gamma']],
    ['stores with acos no more than 20% and sales over 150 usd 2026-11-18 except gamma', []],
    ['2026-11-13..2026-11-19 销售额下降但订单数没有上升的店铺', ['Beta']],
    ['stores with orders between 20 and 30 on 2026-11-18', ['Alpha', 'Gamma']],
    ['which skus had no sales in 2026-11-16..2026-11-19 on alpha', ['Alpha · LAMP', 'Alpha · MUG']],
    ['skus with units over 150 and sales over 1000 usd 2026-W46', ['Alpha · LAMP']],
    ['stores that did not advertise on 2026-11-18', []],
    ['which store has improved sales the most 2026-11-13..2026-11-19', ['Alpha', 'Gamma', 'Beta']], // none did
    [
      'which day had the lowest sales on beta 2026-11-11..2026-11-14',
      ['Fri, Nov 13, 2026', 'Sat, Nov 14, 2026', 'Wed, Nov 11, 2026', 'Thu, Nov 12, 2026'],
    ],
    ['top 1 months sales highest alpha 2026-10-01..2026-11-20', ['Oct 2026']],
  ])('%s', async (line, names) => {
    expect(await listed(line)).toEqual(names)
  })

  it('puts amounts of several currencies into one to order them, and says the rate', async () => {
    const text = textOf(await say('top stores sales 2026-11-18'))

    expect(text).toContain('¥20,000')
    expect(text).toMatch(/Converted at 1 JPY/)
  })

  it('says which stores missed their target for days, as far as they have one', async () => {
    const line = 'which store missed target three days in a row 2026-11-16..2026-11-19'

    expect(await listed(line)).toEqual(['Beta'])
    expect(textOf(await say(line))).toContain('Gamma')
  })

  it('shows the line that asks the same, which gives the same list', async () => {
    const card = await say('2026-11-18 销售额最低的2家店')
    const asked = /Asked as: (.+)/.exec(textOf(card))?.[1] ?? ''

    expect(asked).toBe('top 2 stores sales lowest 2026-11-18')
    expect(await listed(asked)).toEqual(['Beta', 'Gamma'])
  })

  it('lists only what the asker may see', async () => {
    expect(await listed('top stores sales 2026-11-18', 'mei@example.com')).toEqual(['Alpha', 'Beta'])
  })

  it.each([
    ['top skus missed target', 'no targets'],
    ['top stores sales blurgh', 'blurgh'],
    ['top stores sales > 5%', 'no percentage'],
    ['refunds over $500 yesterday', 'no amount of money'],
    ['which stores are better than West', 'than'],
    ['top stores except amazon, walmart', 'no store is left'],
    ['top days sales 2026-01-01..2026-11-20', 'at most 62'],
    ['top days missed target 3 days in a row', 'not of days'],
    ['top -3 stores sales', 'cannot be negative'],
    ['top stores sales -2', 'cannot be negative'],
    ['上位 -3 店舗 売上', 'cannot be negative'],
    ['榜单 -5 店铺 销售额', 'cannot be negative'],
  ])('refuses %s in words', async (line, words) => {
    expect(textOf(await say(line))).toContain(words)
  })
})

describe('what a line leaves out', () => {
  it('counts in no total', async () => {
    const text = textOf(await say('sales without Amazon 2026-11-18'))

    expect(text).toContain('Without Amazon: 1 of 3 stores')
    expect(text).toContain('$100.00')
  })
})

describe('as of a day', () => {
  it('goes up to it, and says that earlier figures are not kept', async () => {
    const text = textOf(await say('sales alpha as of 11/5'))

    expect(text).toContain('$1,500.00')
    expect(text).toContain('how the figures stood then is not kept')
  })
})

describe('a question that goes on', () => {
  it('keeps the subject of the same person in the same conversation, for a while', async () => {
    await say('sales alpha 2026-11-18')
    expect(textOf(await say('and Beta?'))).toContain('Read with your question before: status sales 2026-11-18 Beta')
    expect(textOf(await say('2026-11-17?'))).toContain('status sales Beta 2026-11-17')
    expect(textOf(await say('2026-11-17?', 'ken@example.com'))).not.toContain('question before')

    const later = talkTo(db, commands, new Date('2026-11-21T20:16:00Z'))
    expect(textOf(await later.say('and Beta?'))).not.toContain('question before')
  })
})

it('knows all KPIs that words stand for', () => {
  for (const id of ['profit', 'return_rate', 'orders', 'ad_spend', 'sessions'])
    expect(builtInKpis.some(kpi => kpi.id === id)).toBe(true)
})
