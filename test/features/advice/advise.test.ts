import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { advise } from '#commands/figures/advise.ts'
import { target } from '#commands/planning/target.ts'
import { adviceRules } from '#src/domain/advice/rules.ts'
import { countFeedback } from '#src/features/advice/store/feedback.ts'
import { setProcedure } from '#src/features/procedures/store/procedures.ts'
import { addTarget } from '#src/features/targets/store/targets.ts'
import { projectRoot } from '#src/paths.ts'
import { testDatabase } from '#test/support/database.ts'
import { addDays, addPerson, addStore, buttonsOf, talkTo, textOf } from '#test/support/talk.ts'

const { db } = await testDatabase()
const now = new Date('2018-03-29T17:00:00Z')
const { say } = talkTo(db, [advise, target], now)
const days: [string, string] = ['2018-03-01', '2018-03-28']

beforeAll(async () => {
  await addPerson(db, 'Owner')
  await addPerson(db, 'Other')
  const west = await addStore(db, 'west')
  // 31 % where 25 % is wanted: six points of 10,000.00 a day
  const spent = {
    net_sales: 4_000_000,
    ad_sales: 1_000_000,
    ad_spend: 310_000,
    ad_clicks: 900,
    orders: 100,
    refunds_amount: 1_000,
  }
  await addDays(db, west.id, days, spent)
  for (const [sku, spend] of [
    ['BIG', 200_000],
    ['MID', 90_000],
    ['LOW', 20_000],
  ] as const)
    await addDays(db, west.id, days, { ad_spend: spend, ad_sales: sku === 'LOW' ? 600_000 : 200_000 }, sku)
  const east = await addStore(db, 'east')
  await addDays(db, east.id, days, {
    net_sales: 1_000_000,
    ad_sales: 300_000,
    ad_spend: 60_000,
    ad_clicks: 900,
    orders: 100,
    refunds_amount: 70_000,
  })
  const fields = { currency: null, validFrom: '2018-01-01', setBy: null, place: 'store:west', period: 'month' } as const
  await addTarget(db, { ...fields, kpiId: 'acos', value: 0.25 })
  await setProcedure(db, {
    kpiId: 'acos',
    place: 'all',
    title: 'Cut bids',
    url: 'https://example.com/bids',
    demo: false,
    setBy: null,
  })
})

describe('advice', () => {
  it('is ranked by money, with its arithmetic, the products that hold it, the check and the procedure', async () => {
    const text = textOf(await say('advise all'))

    expect(text).toMatch(/1\. ACoS 31% at target 25%, West: \$4,200\.00 a week/)
    expect(text).toContain('(31% − 25%) × Ad sales $280,000.00 = $16,800.00 in 28 days')
    expect(text).toMatch(/1 SKUs hold 80%, in 28 days: BIG|2 SKUs hold 80%, in 28 days: BIG .*MID/)
    expect(text).toMatch(/Check: Lower bids/)
    expect(text).toContain('Procedure: Cut bids')
    expect(text).toMatch(/2\. Refund rate 7% at target 6%, East: \$700\.00 a week/)
    expect(text).toContain('No target is set; the usual one counts.')
  })

  it('keeps the last word of each person, and counts', async () => {
    const [useful = ''] = buttonsOf(await say('advise west')).filter(line => line.startsWith('advise useful'))
    await say(useful)
    await say(useful, 'other@example.com')
    await say(useful.replace('useful', 'useless'), 'other@example.com')

    expect(await countFeedback(db, false)).toEqual([{ rule: 'acos-over', useful: 1, not: 1 }])
    expect(textOf(await say('advise west'))).toContain('Found useful by 1, not by 1.')
    expect(textOf(await say('advise useful'))).toContain('Say which advice')
  })

  it.each([
    ['zh-CN', '建议 west', '每周4,200.00美元'],
    ['ja', 'アドバイス west', '週$4,200.00'],
  ] as const)('is asked for and given in %s', async (locale, line, part) => {
    expect(textOf(await say(line), locale)).toContain(part)
  })

  it('is no other verb: a target is still suggested by the same word', async () => {
    expect(textOf(await say('目标 建议 销售额 west 2018-04'), 'zh-CN')).not.toContain('算术')
    expect(textOf(await say('目標 提案 売上 west 2018-04'), 'ja')).not.toContain('計算：（')
  })

  it('says so where nothing is at stake', async () => {
    expect(textOf(await say('advise east acos'))).toContain('Nothing to advise')
  })
})

describe('targets of a market, a platform or all stores', () => {
  const set = { kpiId: 'acos', currency: null, validFrom: '2018-01-01', setBy: null, period: 'month' } as const

  // all stores are those of the US, so that a target of all is one of the US
  it('count where a store has none of its own, and the line says whose they are', async () => {
    expect(textOf(await say('advise east'))).not.toContain('ACoS')

    await addTarget(db, { ...set, place: 'all', value: 0.19 })
    expect(textOf(await say('advise east'))).toMatch(/ACoS 20% at target 19% of US, East: \$210\.00 a week/)

    await addTarget(db, { ...set, place: 'market:us', value: 0.15 })
    expect(textOf(await say('advise east'))).toMatch(/ACoS 20% at target 15% of US, East: \$1,050\.00 a week/)
    expect(textOf(await say('advise west'))).toContain('ACoS 31% at target 25%, West')
    expect(textOf(await say('advise east'), 'ja')).toContain('の目標15%')
  })
})

describe('the page about advice', () => {
  it('holds each rule as it is', () => {
    const lines = readFileSync(join(projectRoot, 'docs/advice.md'), 'utf8')
      .split('\n')
      .filter(line => line.startsWith('| `'))
    const rules = adviceRules.map(({ id, kpiId, form, base, fallback, check, source }) => {
      const over = base === '' ? form : `${form}, \`${base}\``
      const usual = fallback === null || form === 'value' ? '–' : `${Number((fallback * 100).toFixed(2))}%`
      return `| \`${id}\` | \`${kpiId}\` | ${over} | ${usual} | ${check.en} | ${source.en} |`
    })

    expect(lines).toEqual(rules)
  })
})
