import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import { evaluate } from '#src/features/alerts/index.ts'
import { createFigures } from '#src/features/figures/index.ts'
import { addTarget } from '#src/features/targets/index.ts'
import { testDatabase } from '#test/support/database.ts'
import { buttonsOf, textOf } from '#test/support/talk.ts'
import { mondayMorning, openChat } from './said-world.ts'

const { db } = await testDatabase()
const talk = await openChat(db)
const mona = 'mona@example.com'

async function calls(): Promise<number> {
  const [row] = await db.execute(
    sql`select count(*)::int as calls from audit where verb = 'support' and outcome = 'ok'`,
  )
  return Number(row?.calls)
}

describe('a line that only begins with the verb for help', () => {
  it.each([
    ['help me understand tacos', 'TACoS'],
    ['can you explain roas', 'ROAS'],
    ['what does tacos mean', 'TACoS'],
    ['帮我理解一下TACoS', 'TACoS'],
    ['帮帮我理解转化率', 'Conversion rate'],
    ['TACoS是什么意思', 'TACoS'],
    ['什么是ROAS', 'ROAS'],
    ['助けて TACoSを理解したい', 'TACoS'],
    ['TACoSとは', 'TACoS'],
    ['転換率って何ですか', 'Conversion rate'],
  ])('explains a KPI: %s', async (line, kpi) => {
    const before = await calls()

    const card = await talk.say(line, mona)

    expect(card.title.en).toContain(kpi)
    expect(textOf(card)).toContain('Formula')
    expect(await calls()).toBe(before)
  })

  it.each([
    'help me find sales kyoto yesterday',
    'help me with sales kyoto yesterday',
    'help me get kyoto sales yesterday please',
    '帮帮我看看kyoto昨天的销售额',
    '助けて kyotoの昨日の売上を見せて',
  ])('is what follows: %s', async line => {
    const before = await calls()

    expect((await talk.say(line, mona)).title.en).toContain('Sales · Kyoto · Sun, Nov 22, 2026')
    expect(await calls()).toBe(before)
  })

  it.each([
    ['help me export sales', 'export sales'],
    ['help me find the thing with the blue lid', 'help thing with the blue lid'],
  ])('asks where it is not clear whether a person is called: %s', async (line, first) => {
    const before = await calls()

    const [button, ...others] = buttonsOf(await talk.say(line, mona))

    expect(button === first || others.includes(first)).toBe(true)
    expect(others.at(-1)).toMatch(/^help me "/)
    expect(await calls()).toBe(before)
  })
})

it.each(['explain why sales kyoto fell last week', '请帮我解释一下为什么kyoto上周销售额下降'])(
  'a cause is asked for: %s',
  async line => {
    expect((await talk.say(line, mona)).title.en).toContain('Why · Sales · Kyoto')
  },
)

describe('who is stuck', () => {
  it.each(['help me the chart stays empty', '帮帮我 图表打不开', '求助 图表显示不出来', 'help me "explain sales"'])(
    'calls a person: %s',
    async line => {
      const before = await calls()

      await talk.say(line, mona)

      expect(await calls()).toBe(before + 1)
    },
  )
})

describe('a reminder', () => {
  const lines: readonly (readonly [string, string])[] = [
    ['remind me tomorrow', '2026-11-24T01:00:00'],
    ['can you remind me again tomorrow please', '2026-11-24T01:00:00'],
    ['remind me in 2 hours', '2026-11-23T04:00:00'],
    ['明天提醒我', '2026-11-24T01:00:00'],
    ['提醒我明天上午10点', '2026-11-24T02:00:00'],
    ['明日リマインドして', '2026-11-24T01:00:00'],
    ['2時間後にまたリマインドお願いします', '2026-11-23T04:00:00'],
  ]

  it.each(lines)('without an alert says what there is instead: %s', async line => {
    const card = await talk.say(line, 'wes@example.com')

    expect(textOf(card)).toContain('no open alert to be reminded of')
    expect(buttonsOf(card)).toEqual(['digest subscribe me 09:00'])
  })

  describe('of an alert that waits', () => {
    beforeEach(async () => {
      const set = { period: 'day', validFrom: '2026-11-01', setBy: null, currency: 'JPY' } as const
      await addTarget(db, { kpiId: 'sales', place: 'store:kyoto', value: 90_000, ...set })
      await evaluate({ db, figures: createFigures(db), now: mondayMorning })
      await db.execute(sql`update alerts set state = 'open', snoozed_until = null`)
    })

    it.each(lines)('snoozes it: %s', async (line, until) => {
      await talk.say(line, mona)

      const [alert] = await db.execute(sql`select snoozed_until from alerts`)
      expect(new Date(String(alert?.snoozed_until)).toISOString().slice(0, 19)).toBe(until)
    })
  })

  it.each([
    ['remind me when acos > 30%', 'rule add acos > 30%'],
    ['ACoS超过30%提醒我', 'rule add ACoS超过30%'],
    ['销售额低于5万的时候提醒我', 'rule add 销售额低于5万'],
    ['ACoSが30%を超えたら教えて', 'rule add ACoSが30%を超え'],
  ])('of a figure that crosses a line is a rule: %s', async (line, rule) => {
    expect(buttonsOf(await talk.say(line, mona))).toEqual([rule])
  })

  it('is not asked for by whoever wants a list', async () => {
    expect(textOf(await talk.say('ACoS 30%以上の店を教えて', mona))).toContain('ACoS 30% or more')
  })

  it('of anything else is refused with what there is', async () => {
    expect(textOf(await talk.say('remind me to buy milk tomorrow', mona))).toContain('Nothing was set')
  })
})

describe('what a name is, written in front of it', () => {
  it.each([
    'store:kyoto sales yesterday',
    'store=kyoto sales yesterday',
    'store: kyoto kpi: sales date: yesterday',
    'Shop：kyoto sales yesterday',
    '店铺：kyoto 指标：销售额 日期：昨天',
    '店铺:kyoto 销售额 昨天',
    '店舗：kyoto 売上 昨日',
    '店舗=kyoto 期間：昨日 売上',
  ])('says no more than the name: %s', async line => {
    expect((await talk.say(line, mona)).title.en).toBe('Sales · Kyoto · Sun, Nov 22, 2026')
  })

  it.each(['sku:K2 sales', 'sku=K2 sales', '品番：K2 売上', '货号：K2 销售额', 'store:kyoto/sku:K2 sales'])(
    'stands before a SKU, too: %s',
    async line => {
      expect((await talk.say(line, mona)).title.en).toContain('Kettle')
    },
  )

  it('stays where no name follows', async () => {
    expect(buttonsOf(await talk.say('note 店铺：暂停营业', mona))[0]).toContain('店铺 暂停营业')
  })
})

describe('an order behind a word that agrees', () => {
  it.each([
    'ok, sales kyoto yesterday',
    '好的，kyoto昨天的销售额',
    'はい、kyotoの昨日の売上',
    'thanks, sales kyoto yesterday',
  ])('is carried out: %s', async line => {
    expect((await talk.say(line, mona)).title.en).toBe('Sales · Kyoto · Sun, Nov 22, 2026')
  })
})

describe('the only period, behind a word for comparing', () => {
  it.each([
    ['sales kyoto vs last year', 'Not compared'], // too few days of that year
    ['sales kyoto this month vs last year', '2025'],
    ['kyoto sales vs last month', 'Oct 2026'],
    ['sales kyoto compared to last week', 'Week 47'],
    ['kyoto 销售额对比上个月', 'Oct 2026'],
    ['kyoto 売上 先月と比較', 'Oct 2026'],
    ['sales kyoto last week vs last year', '2025'],
  ])('is what is held against: %s', async (line, held) => {
    const text = textOf(await talk.say(line, mona))

    expect(text).toContain(held)
    expect(text).toContain('2026')
  })

  it.each([
    ['sales kyoto since yesterday', 'Nov 22 – Nov 23, 2026'],
    ['since last week kyoto sales', 'Nov 16 – Nov 23, 2026'],
    ['从昨天起 kyoto 销售额', 'Nov 22 – Nov 23, 2026'],
    ['kyoto 先週以降の売上', 'Nov 16 – Nov 23, 2026'],
    ['kyoto上周至今的销售额', 'Nov 16 – Nov 23, 2026'],
    ['sales kyoto from yesterday onwards', 'Nov 22 – Nov 23, 2026'],
  ])('goes on up to today behind “since”: %s', async (line, days) => {
    expect((await talk.say(line, mona)).title.en).toBe(`Sales · Kyoto · ${days}`)
  })
})
