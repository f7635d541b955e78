import { beforeAll, describe, expect, it } from 'vitest'
import type { Block, Card } from '#src/chat/card.ts'
import type { Place } from '#src/domain/place.ts'
import type { PlanRow } from '#src/domain/planning/quarter-plan.ts'
import { addEvent } from '#src/features/annotations/store/events.ts'
import { createFigures } from '#src/features/figures/figures.ts'
import { periodCard } from '#src/features/reports/cards/period-card.ts'
import { lastPeriod, periodReport } from '#src/features/reports/period-report.ts'
import { listStores } from '#src/features/stores/store/stores.ts'
import { addTarget } from '#src/features/targets/store/targets.ts'
import { testDatabase } from '#test/support/database.ts'
import { addDays, addPerson, addStore, textOf } from '#test/support/talk.ts'

const { db } = await testDatabase()
const figures = createFigures(db)
const now = new Date('2017-10-02T17:00:00Z')

async function reportOf(slug: string) {
  const stores = (await listStores(db)).filter(store => store.slug === slug)
  const place: Place = { kind: 'store', slug }
  return periodReport(
    { db, figures },
    { reader: { stores, demo: false }, place, period: lastPeriod('quarter', '2017-10-02'), now },
  )
}

async function planOf(slug: string) {
  const { plan } = await reportOf(slug)
  if (!plan) throw new Error('a quarter has a plan')
  return plan
}

const row = (rows: readonly PlanRow[], id: string) => rows.find(({ figure }) => figure.kpi.id === id)
const tables = (card: Card) =>
  card.blocks.filter((block): block is Extract<Block, { type: 'table' }> => block.type === 'table')

beforeAll(async () => {
  const ken = await addPerson(db, 'Ken')
  const west = await addStore(db, 'west')
  await addDays(db, west.id, ['2016-07-01', '2016-09-30'], { net_sales: 80_000, orders: 8 })
  await addDays(db, west.id, ['2016-10-01', '2016-12-31'], { net_sales: 96_000, orders: 8 })
  await addDays(db, west.id, ['2017-03-01', '2017-09-30'], { net_sales: 100_000, orders: 10 })
  await addDays(db, west.id, ['2017-08-08', '2017-08-10'], { net_sales: 300_000, orders: 30 })
  const event = { place: 'store:west', factor: 1, demo: false, by: ken }
  await addEvent(db, { ...event, name: 'Summer sale', kind: 'sale', fromDay: '2017-08-08', toDay: '2017-08-10' })
  const target = { place: 'store:west', setBy: ken, ownerId: ken } as const
  await addTarget(db, { ...target, kpiId: 'orders', period: 'month', value: 300, validFrom: '2017-07-01' })
  await addTarget(db, {
    ...target,
    kpiId: 'aov',
    period: 'quarter',
    value: 10_000,
    validFrom: '2017-10-01',
    currency: 'USD',
  })
  const young = await addStore(db, 'young')
  await addDays(db, young.id, ['2017-08-15', '2017-09-30'], { net_sales: 50_000 })
})

describe('the report of a quarter', () => {
  it('compares with the quarter before and the same a year ago, and shows the course of its months', async () => {
    const sales = row((await planOf('west')).rows, 'sales')

    expect(sales?.figure.value).toBe(92 * 100_000 + 3 * 200_000)
    expect(sales?.previous).toBe(91 * 100_000)
    expect(sales?.lastYear).toBe(92 * 80_000)
    expect(sales?.months.map(({ value }) => value)).toEqual([3_100_000, 3_700_000, 3_000_000])
  })

  it('compares with nothing where that time has too few days', async () => {
    expect(row((await planOf('young')).rows, 'sales')).toMatchObject({ previous: null, lastYear: null })
  })

  it('tells what an event did to the main KPI, here orders, against normal days of the same weekday', async () => {
    const { effects } = await planOf('west')

    expect(effects).toMatchObject([{ name: 'Summer sale', count: 1, amount: 60, currency: null, share: 2 }])
  })

  it('suggests a target from pace, season and step, and says which targets stand, go on or are missing', async () => {
    const { rows, coming } = await planOf('west')
    const sales = row(rows, 'sales')

    expect(coming).toMatchObject({ from: '2017-10-01', to: '2017-12-31' })
    expect(sales?.next).toBeNull()
    expect(sales?.suggestion?.season).toBeCloseTo(1.2, 1)
    expect(sales?.suggestion?.value).toBeGreaterThan(12_000_000)
    expect(sales?.suggestion?.value).toBeLessThan(13_500_000)
    expect(row(rows, 'orders')?.next).toMatchObject({ value: 900, carried: true })
    expect(row(rows, 'aov')?.next).toMatchObject({ value: 10_000, carried: false })
  })

  it('offers a button for each missing target with the suggestion filled in', async () => {
    const report = await reportOf('west')
    const card = periodCard(report, { zone: 'UTC' })
    const [first] = card.blocks.flatMap(block => (block.type === 'actions' ? block.actions : []))

    expect(first?.line).toBe('target set sales west 2017-Q4 {value} {owner}')
    expect(first?.form?.fields[0]?.initial).toBe(
      String((row(report.plan?.rows ?? [], 'sales')?.suggestion?.value ?? 0) / 100),
    )
  })

  it.each([
    ['en', 'Month by month', 'Targets for Q4 2017', 'no target yet', 'Summer sale'],
    ['ja', '月別の推移', '2017年第4四半期の目標案', '目標未設定', 'Summer sale'],
    ['zh-CN', '逐月走势', '2017年第4季度目标建议', '尚未设定目标', 'Summer sale'],
  ] as const)('says so in %s', async (locale, ...words) => {
    const text = textOf(periodCard(await reportOf('west'), { zone: 'UTC' }), locale)

    for (const word of words) expect(text).toContain(word)
  })

  it('has tables that a phone can show: at most five columns', async () => {
    const shown = tables(periodCard(await reportOf('west'), { zone: 'UTC' }))

    expect(shown).toHaveLength(2)
    expect(Math.max(...shown.map(({ columns }) => columns.length))).toBeLessThanOrEqual(5)
  })
})
