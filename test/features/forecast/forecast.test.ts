import { beforeAll, describe, expect, it } from 'vitest'
import { forecast } from '#commands/figures/forecast.ts'
import { status } from '#commands/figures/status.ts'
import { shiftDays } from '#src/domain/days.ts'
import { findBuiltInKpi } from '#src/domain/kpis/index.ts'
import { monthOf } from '#src/domain/period/index.ts'
import { createFigures } from '#src/features/figures/figures.ts'
import { lookAhead } from '#src/features/forecast/look-ahead.ts'
import { forecastTable } from '#src/features/forecast/tables/forecast-table.ts'
import { listStores } from '#src/features/stores/store/stores.ts'
import { addTarget } from '#src/features/targets/store/targets.ts'
import { testDatabase } from '#test/support/database.ts'
import { addDays, addPerson, addStore, talkTo, textOf } from '#test/support/talk.ts'

const { db } = await testDatabase()
/** Noon of 11 May in New York: ten days of the month are over. */
const now = new Date('2020-05-11T16:00:00Z')
const { say } = talkTo(db, [forecast], now)

beforeAll(async () => {
  await addPerson(db, 'Owner')
  const store = await addStore(db, 'west')
  for (let back = 260; back >= 1; back -= 1) {
    const day = shiftDays('2020-05-11', -back)
    const wave = 1 + ((back * 37) % 11) / 50
    await addDays(db, store.id, [day, day], {
      net_sales: Math.round(100_000 * wave),
      orders: 20,
      units: 30,
      ad_spend: 5_000,
    })
  }
  await addDays(db, store.id, ['2020-04-13', '2020-05-10'], { units: 10, stockout_hours: 0 }, 'SOON')
  await addDays(db, store.id, ['2020-05-10', '2020-05-10'], { stock_on_hand: 50 }, 'SOON')
  await addDays(db, store.id, ['2020-04-13', '2020-05-10'], { units: 1, stockout_hours: 0 }, 'LATE')
  await addDays(db, store.id, ['2020-05-10', '2020-05-10'], { stock_on_hand: 5_000 }, 'LATE')
  const target = {
    currency: 'USD',
    validFrom: '2020-05-01',
    setBy: null,
    place: 'store:west',
    period: 'month',
  } as const
  await addTarget(db, { ...target, kpiId: 'sales', value: 4_000_000 })
  await addTarget(db, { ...target, kpiId: 'ad_spend', value: 100_000 })
  const young = await addStore(db, 'young')
  await addDays(db, young.id, ['2020-05-01', '2020-05-10'], { net_sales: 100_000 })
})

it('takes days without figures for no days without a sale', async () => {
  const store = await addStore(db, 'fresh')
  for (const span of [
    ['2020-05-02', '2020-05-04'],
    ['2020-05-08', '2020-05-10'],
  ] as const)
    await addDays(db, store.id, [span[0], span[1]], { units: 10 }, 'NEW')
  await addDays(db, store.id, ['2020-05-10', '2020-05-10'], { stock_on_hand: 50 }, 'NEW')

  expect(textOf(await say('forecast stock fresh'))).toContain('Fri, May 15 (50 left, 10 a day)')
})

it('says so far what status says, where stores of two zones have closed other days', async () => {
  const tokyo = await addStore(db, 'tokyo', { timeZone: 'Asia/Tokyo' })
  await addDays(db, tokyo.id, ['2019-08-01', '2020-05-11'], { net_sales: 1_000_00 })
  const talk = talkTo(db, [forecast, status], new Date('2020-05-12T01:00:00Z')) // 12 May in Tokyo, 11 May in New York

  const told = textOf(await talk.say('forecast sales all'))
  const shown = textOf(await talk.say('status sales all 2020-05'))

  const soFar = /So far\n(\S+)/.exec(told)?.[1] ?? 'nothing'
  expect(shown).toContain(soFar)
})

describe('a forecast', () => {
  it('says where the month lands, how far off it was, and against the target', async () => {
    const card = await say('forecast sales west')
    const text = textOf(card)

    expect(card.title.en).toMatch(/May 2020$/)
    expect(text).toMatch(/Sales lands at \$34\.\dK, between .* in 8 of 10 cases: 8\d% of the target \$40K/)
    expect(text).toMatch(/same point of the last 6 months: off by ±\d/)
    expect(text).toContain('Method: calendar-weighted pace')
  })

  it('names what is sold out when, and when the budget is spent', async () => {
    const text = textOf(await say('forecast sales west'))

    expect(text).toMatch(/SOON: Fri, May 15 \(50 left, 10 a day\)/)
    expect(text).not.toContain('LATE')
    expect(text).toMatch(/Ad budget \$1,000\.00: spent by Wed, May 20/)
  })

  it('says what is missing to a young store, and that a rate has no landing', async () => {
    expect(textOf(await say('forecast sales young'))).toContain('it takes three past months')
    expect(textOf(await say('forecast aov west'))).toContain('does not add up over days')
    expect(textOf(await say('forecast sales west 2020-03'))).toContain('is over')
  })

  it.each(['2020-10', '2021-05', '2020-08-20', '2020-12-21..2020-12-27'])(
    'says that %s is too far ahead',
    async when => {
      const text = textOf(await say(`forecast sales west ${when}`))

      expect(text).toContain('is too far ahead')
      expect(text).not.toContain('it takes three past')
    },
  )

  it('is told of the month to come, and is not too far for a young store but too young', async () => {
    expect(textOf(await say('forecast sales west 2020-06'))).toContain('Sales lands at')
    expect(textOf(await say('forecast sales young 2020-11'))).toContain('it takes three past months')
  })

  it('has one chance in the card and in the table, in steps of five percent, whichever way is better', async () => {
    const reader = { stores: await listStores(db), demo: false }
    const figures = createFigures(db)
    const place = await figures.resolve(reader, { kind: 'store', slug: 'west' })
    const period = monthOf('2020-05-11', '2020-05-11')
    let told = 0
    for (const [id, word] of [
      ['sales', 'sales'],
      ['ad_spend', 'ad_spend'],
    ] as const) {
      const kpi = findBuiltInKpi(id)
      const outlook = kpi && (await lookAhead(figures, { reader, kpi, place, period, now }))
      if (!outlook || outlook.chance === null) continue
      told += 1
      const [row] = forecastTable([outlook]).rows
      const facts = (await say(`forecast ${word} west`)).blocks.flatMap(block =>
        block.type === 'facts' ? block.facts : [],
      )
      const shown = facts.find(({ label }) => label.en === 'Chance to reach it')?.value.en

      expect(row).toContain(outlook.chance)
      expect(shown).toBe(`about ${Math.round(outlook.chance * 100)}%`)
      expect((outlook.chance * 20) % 1).toBeCloseTo(0)
      expect(outlook.chance).toBe(outlook.forecast.kind === 'told' ? 0.05 : null)
    }
    expect(told).toBeGreaterThan(0)
  })

  it.each([
    ['ja', '予測 売上 west', '着地見込みは'],
    ['zh-CN', '预测 销售额 west', '预计期末'],
  ] as const)('is asked for and given in %s', async (locale, line, part) => {
    expect(textOf(await say(line), locale)).toContain(part)
  })
})
