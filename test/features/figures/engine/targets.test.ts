import { expect, it } from 'vitest'
import { dayPeriod, monthOf, type Period, quarterOf, rangePeriod, weekOf } from '#src/domain/period/index.ts'
import type { Store } from '#src/domain/place.ts'
import { addEvent } from '#src/features/annotations/store/events.ts'
import { defineKpi } from '#src/features/figures/store/definitions.ts'
import { addTarget, type NewTarget, withdrawTarget } from '#src/features/targets/store/targets.ts'
import { kpi, sampleKpis } from '#test/support/builders.ts'
import { testDatabase } from '#test/support/database.ts'
import { company, type Days, readerOf } from './support.ts'

const { db, addStore, read, write, figures } = company(await testDatabase())
const { sales, conversion } = sampleKpis
const november = monthOf('2017-11-01')

// November 2017 has 22 weekdays and 8 days at weekends; the holiday table begins later: 22 × 1 + 8 × 1.3.
const weight2017 = 32.4

async function set(store: Store, over: Partial<NewTarget>) {
  const place = `store:${store.slug}`
  return addTarget(db, {
    kpiId: 'sales',
    place,
    period: 'month',
    value: null,
    currency: 'USD',
    validFrom: '2017-11-01',
    setBy: null,
    ...over,
  })
}

function ask(store: Store, period: Period, now?: string, asked = sales) {
  const place = { kind: 'store', slug: store.slug } as const
  return read({ kpi: asked, stores: [store], place, period, ...(now ? { now } : {}) })
}

function daily(from: string, to: string, amount: number): Days {
  const days = rangePeriod(from, to)
  const all: Record<string, { net_sales: number }> = {}
  for (let time = Date.parse(days.from); time <= Date.parse(days.to); time += 86_400_000) {
    all[new Date(time).toISOString().slice(0, 10)] = { net_sales: amount }
  }
  return all
}

it('judges a month by the target of the month', async () => {
  const store = await addStore()
  await write(store, daily('2017-11-01', '2017-11-30', 100_000))
  const target = await set(store, { value: 4_000_000 })

  const figure = await ask(store, november)

  expect(figure.target).toMatchObject({ targetId: target.id, value: 4_000_000, attainment: 0.75, derived: false })
  expect(figure.pacing).toBeNull()
})

it('gives each day its share of the month, and the shares add up to the month exactly', async () => {
  const store = await addStore()
  await set(store, { value: 5_000_000 })

  const place = { kind: 'store', slug: store.slug } as const
  const series = await figures.series(readerOf([store]), { kpi: sales, place, period: november, now: new Date() })
  const targets = series.points.map(point => point.target ?? Number.NaN)

  expect(targets.reduce((sum, value) => sum + value, 0)).toBe(5_000_000)
  expect(targets[0]).toBe(Math.ceil(5_000_000 / weight2017)) // Wednesday
  expect(Math.abs((targets[3] ?? 0) - (5_000_000 * 1.3) / weight2017)).toBeLessThan(1) // Saturday
})

it('prefers a target set for exactly this kind of period', async () => {
  const store = await addStore()
  await set(store, { value: 5_000_000 })
  await set(store, { period: 'day', value: 200_000 })
  await set(store, { period: 'week', value: 900_000 })

  const day = await ask(store, dayPeriod('2017-11-06'))
  const week = await ask(store, weekOf('2017-11-06'))
  const range = await ask(store, rangePeriod('2017-11-06', '2017-11-12'))

  expect(day.target).toMatchObject({ value: 200_000, setFor: 'day', derived: false })
  expect(week.target).toMatchObject({ value: 900_000, setFor: 'week', derived: false })
  expect(range.target).toMatchObject({ setFor: 'month', derived: true })
  expect(Math.abs((range.target?.value ?? 0) - (5_000_000 * 7.6) / weight2017)).toBeLessThan(7)
})

it('makes a quarter from its months, and none where a month has no target', async () => {
  const store = await addStore()
  await set(store, { value: 1_000_000, validFrom: '2017-10-01' })
  await set(store, { value: 2_000_000, validFrom: '2017-12-01' })

  const fourth = await ask(store, quarterOf('2017-11-01'))
  const third = await ask(store, rangePeriod('2017-09-15', '2017-10-15'))

  expect(fourth.target).toMatchObject({ value: 4_000_000, derived: true, setFor: 'month' })
  expect(third.target).toBeNull()
})

it('judges a past month by the target of that time', async () => {
  const store = await addStore()
  await set(store, { value: 1_000_000, validFrom: '2017-10-01' })
  await set(store, { value: 3_000_000, validFrom: '2017-11-01' })
  await set(store, { value: 2_000_000, validFrom: '2017-11-01', setAt: new Date(Date.now() + 1000) })

  const months = ['2017-09-01', '2017-10-01', '2017-11-01', '2017-12-01'].map(day => ask(store, monthOf(day)))

  expect((await Promise.all(months)).map(figure => figure.target?.value ?? null)).toEqual([
    null,
    1_000_000,
    2_000_000,
    2_000_000,
  ])
})

it('ends a withdrawn target, but still judges past months by it', async () => {
  const store = await addStore()
  const target = await set(store, { value: 1_000_000, validFrom: '2017-10-01' })
  await withdrawTarget(db, target.id, null, new Date('2017-12-20T00:00:00Z'))

  const [before, after] = [await ask(store, november), await ask(store, monthOf('2017-12-01'))]

  expect([before.target?.value, after.target]).toEqual([1_000_000, null])
})

it('does not divide the target of a rate', async () => {
  const store = await addStore()
  await write(store, { '2017-11-06': { orders: 3, sessions: 100 } })
  await set(store, { kpiId: 'conversion_rate', value: 0.04, currency: null })

  const figure = await ask(store, dayPeriod('2017-11-06'), undefined, conversion)

  expect(figure.target).toMatchObject({ value: 0.04, derived: true })
  expect(figure.target?.attainment).toBeCloseTo(0.75, 12)
})

it('does not divide an average amount either', async () => {
  const store = await addStore()
  await write(store, { '2017-11-06': { net_sales: 9000, orders: 3 } })
  await set(store, { kpiId: 'aov', value: 4000 })
  const aov = kpi({ id: 'aov', formula: 'net_sales / orders' })

  expect((await ask(store, dayPeriod('2017-11-06'), undefined, aov)).target).toMatchObject({
    value: 4000,
    attainment: 0.75,
  })
})

it('judges a running month by its closed days, and says where it lands', async () => {
  const store = await addStore({ timeZone: 'UTC' })
  await write(store, daily('2017-10-01', '2017-11-07', 100))
  await write(store, { '2017-11-08': { net_sales: 5 } }) // today, hardly begun
  await set(store, { value: 3240 }) // 100 on a weekday, 130 at weekends

  const figure = await ask(store, monthOf('2017-11-08', '2017-11-08'), '2017-11-08T02:00:00Z')

  expect([figure.value, figure.soFar]).toEqual([700, 5])
  expect(figure.target).toMatchObject({ value: 760, whole: 3240 })
  expect(figure.target?.attainment).toBeCloseTo(700 / 760, 12)
  expect(figure.pacing).toMatchObject({
    closedTo: '2017-11-07',
    actual: 700,
    expected: 760,
    gap: -60,
    remainingDays: 23,
  })
  expect(figure.pacing?.landing).toBeCloseTo((700 * 3240) / 760, 9)
  expect(figure.pacing?.neededPerDay).toBeCloseTo(2540 / 23, 9)
  expect(figure.comparison).toMatchObject({ period: { from: '2017-10-25', to: '2017-10-31' }, value: 700, change: 0 })
  expect(figure.quality.provisional).toBe(false)
})

it('waits for yesterday only as long as its figures may take', async () => {
  const store = await addStore({ timeZone: 'UTC' })
  await write(store, daily('2017-11-01', '2017-11-06', 100), { source: 'push/noon', dueHours: 12 })
  await set(store, { value: 3240 })
  const month = monthOf('2017-11-08', '2017-11-08')

  const early = await ask(store, month, '2017-11-08T11:00:00Z')
  const late = await ask(store, month, '2017-11-08T12:00:00Z')

  expect(early.pacing?.closedTo).toBe('2017-11-06')
  expect(late.pacing?.closedTo).toBe('2017-11-07')
  expect(late.quality.missing).toEqual(['2017-11-07'])
})

it('does not hold the running day against a whole one', async () => {
  const store = await addStore({ timeZone: 'UTC' })
  await write(store, { '2017-11-01': { net_sales: 100 }, '2017-11-08': { net_sales: 10 } })

  const figure = await ask(store, dayPeriod('2017-11-08'), '2017-11-08T02:00:00Z')

  expect(figure.comparison).toMatchObject({ value: 100, change: null })
})

it('gives the days of an event a larger share, and closed days none', async () => {
  const store = await addStore()
  await set(store, { value: 100_000, period: 'week', validFrom: '2017-11-06' })
  const event = { place: `store:${store.slug}`, fromDay: '2017-11-06', toDay: '2017-11-06', by: null }
  await addEvent(db, { ...event, name: 'Sale', kind: 'sale', factor: 2.4 })
  await addEvent(db, { ...event, name: 'Move', kind: 'closed', factor: 1, fromDay: '2017-11-11', toDay: '2017-11-12' })

  const place = { kind: 'store', slug: store.slug } as const
  const period = weekOf('2017-11-06')
  const series = await figures.series(readerOf([store]), { kpi: sales, place, period, now: new Date() })

  expect(series.points.map(point => point.target)).toEqual([37_500, 15_625, 15_625, 15_625, 15_625, 0, 0])
})

it('shares a band out as a band', async () => {
  const store = await addStore()
  await write(store, { '2017-11-06': { net_sales: 45 } })
  await set(store, { value: null, low: 50, high: 90, period: 'day' })

  const figure = await ask(store, dayPeriod('2017-11-06'))

  expect(figure.target).toMatchObject({ value: null, low: 50, high: 90, attainment: 0.875 })
})

it('computes a past period by the definition of that time', async () => {
  const store = await addStore()
  await write(store, {
    '2017-10-02': { net_sales: 100, cogs: 40, ad_spend: 10 },
    '2017-11-06': { net_sales: 100, cogs: 40, ad_spend: 10 },
  })
  const first = kpi({ id: 'margin', formula: 'net_sales - cogs' })
  const second = kpi({ id: 'margin', formula: 'net_sales - cogs - ad_spend' })
  await defineKpi(db, first, '2017-09-01', null)
  await defineKpi(db, second, '2017-11-01', null)

  const past = await ask(store, monthOf('2017-10-01'), undefined, second)
  const present = await ask(store, november, undefined, second)

  expect([past.value, present.value]).toEqual([60, 50])
  expect(past.kpi.formula).toBe('net_sales - cogs')
})
