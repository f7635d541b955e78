import { expect, it } from 'vitest'
import { dayPeriod, monthOf, rangePeriod } from '#src/domain/period/index.ts'
import { kpi, sampleKpis } from '#test/support/builders.ts'
import { testDatabase } from '#test/support/database.ts'
import { company, type Days, readerOf } from './support.ts'

const { addStore, read, write, figures } = company(await testDatabase())
const { sales, conversion } = sampleKpis
const november = monthOf('2017-11-01')

/** The same sales on each day of a span. */
function daily(from: number, to: number, amount = 100): Days {
  const days = Array.from({ length: to - from + 1 }, (_, index) => String(from + index).padStart(2, '0'))
  return Object.fromEntries(days.map(day => [`2017-11-${day}`, { net_sales: amount }]))
}

it('counts the days that have data against the days that should have', async () => {
  const store = await addStore()
  await write(store, daily(1, 10))
  await write(store, daily(14, 30))

  const { quality } = await read({ kpi: sales, stores: [store], period: november })

  expect(quality).toMatchObject({
    daysWithData: 27,
    daysExpected: 30,
    missing: ['2017-11-11', '2017-11-12', '2017-11-13'],
    provisional: false,
    corrected: [],
  })
  expect(quality.asOf).toEqual(new Date('2018-01-01T00:00:00Z'))
})

it('counts store-days where there are several stores', async () => {
  const [a, b] = [await addStore(), await addStore()]
  await write(a, daily(1, 30))
  await write(b, daily(1, 28))

  const { quality } = await read({ kpi: sales, stores: [a, b], period: november })

  expect(quality).toMatchObject({ daysWithData: 58, daysExpected: 60, missing: ['2017-11-29', '2017-11-30'] })
})

it('expects nothing from before a store ever had data', async () => {
  const store = await addStore()
  await write(store, daily(11, 30))

  const { quality } = await read({ kpi: sales, stores: [store], period: november })

  expect(quality).toMatchObject({ daysWithData: 20, daysExpected: 20, missing: [] })
})

it('does expect a month in which everything is missing when there was data before', async () => {
  const store = await addStore()
  await write(store, { '2016-05-01': { net_sales: 1 } })

  const figure = await read({ kpi: sales, stores: [store], period: november })

  expect(figure.value).toBeNull()
  expect(figure.quality).toMatchObject({ daysWithData: 0, daysExpected: 30 })
})

it('does not wait for a measure that a store never told', async () => {
  const [full, poor] = [await addStore(), await addStore()]
  await write(full, { '2017-11-01': { orders: 4, sessions: 100 } })
  await write(poor, { '2017-11-01': { orders: 4 } })

  const figure = await read({ kpi: conversion, stores: [full, poor], period: dayPeriod('2017-11-01') })

  expect(figure.value).toBe(0.04)
  expect(figure.quality).toMatchObject({ daysWithData: 1, daysExpected: 1 })
})

it('expects a day only when its source has had its hours after the end of the local day', async () => {
  const store = await addStore({ timeZone: 'America/Los_Angeles' })
  await write(store, { '2017-11-02': { net_sales: 1 } }, { source: 'push/slow', dueHours: 6 })
  const ask = (now: string) =>
    read({ kpi: sales, stores: [store], period: rangePeriod('2017-11-02', '2017-11-03'), now })

  const before = await ask('2017-11-04T12:59:00Z') // 05:59 in Los Angeles, still on daylight saving time
  const after = await ask('2017-11-04T13:00:00Z')

  expect(before.quality).toMatchObject({ daysWithData: 1, daysExpected: 1, missing: [] })
  expect(after.quality).toMatchObject({ daysWithData: 1, daysExpected: 2, missing: ['2017-11-03'] })
})

it('knows that the last hour comes later on the day with 25 hours', async () => {
  const store = await addStore({ timeZone: 'America/Los_Angeles' })
  await write(store, { '2017-11-04': { net_sales: 1 } }, { source: 'push/slow', dueHours: 6 })
  const ask = (now: string) => read({ kpi: sales, stores: [store], period: dayPeriod('2017-11-05'), now })

  const before = await ask('2017-11-06T13:59:00Z')
  const after = await ask('2017-11-06T14:00:00Z') // midnight was at 08:00 UTC

  expect([before.quality.daysExpected, after.quality.daysExpected]).toEqual([0, 1])
})

it('holds the running day of each store for provisional, in the zone of the store', async () => {
  const [tokyo, angeles] = [
    await addStore({ timeZone: 'Asia/Tokyo' }),
    await addStore({ timeZone: 'America/Los_Angeles' }),
  ]
  for (const store of [tokyo, angeles]) await write(store, { '2017-11-20': { net_sales: 100 } })
  const now = '2017-11-20T16:00:00Z' // the 21st in Tokyo, the 20th in Los Angeles

  const ask = (store: typeof tokyo) => read({ kpi: sales, stores: [store], period: dayPeriod('2017-11-20'), now })

  expect((await ask(tokyo)).quality.provisional).toBe(false)
  expect((await ask(angeles)).quality.provisional).toBe(true)
  expect(figures.today({ ...(await ask(tokyo)).place, stores: [tokyo, angeles] }, new Date(now))).toBe('2017-11-20')
})

it('holds days for provisional as long as their source may restate them', async () => {
  const store = await addStore()
  await write(store, { '2017-11-01': { ad_spend: 10 } }, { source: 'push/ads', provisionalDays: 3 })
  const spend = kpi({ id: 'ad_spend', formula: 'ad_spend' })
  const ask = (now: string) => read({ kpi: spend, stores: [store], period: dayPeriod('2017-11-01'), now })

  expect((await ask('2017-11-04T16:00:00Z')).quality.provisional).toBe(true)
  expect((await ask('2017-11-05T16:00:00Z')).quality.provisional).toBe(false)
})

it('names the days that were corrected, only for KPIs whose figures changed', async () => {
  const store = await addStore()
  await write(store, { '2017-11-01': { net_sales: 100, sessions: 50 } }, { at: '2017-11-02T12:00:00Z' })
  await write(store, { '2017-11-01': { net_sales: 90, sessions: 50 } }, { at: '2017-11-10T12:00:00Z' })
  const sessions = kpi({ id: 'sessions', formula: 'sessions', unit: 'count' })

  const restated = await read({ kpi: sales, stores: [store], period: november })
  const same = await read({ kpi: sessions, stores: [store], period: november })

  expect(restated).toMatchObject({ value: 90, quality: { corrected: ['2017-11-01'] } })
  expect(same.quality.corrected).toEqual([])
})

it('does not call a figure corrected that changed while its day was running', async () => {
  const store = await addStore()
  await write(store, { '2017-11-01': { net_sales: 50 } }, { at: '2017-11-01T15:00:00Z' })
  await write(store, { '2017-11-01': { net_sales: 90 } }, { at: '2017-11-01T20:00:00Z' })

  expect((await read({ kpi: sales, stores: [store], period: november })).quality.corrected).toEqual([])
})

it.each([
  [99, true],
  [100, false],
])('with %i sessions a conversion rate is below its sample: %s', async (sessions, expected) => {
  const store = await addStore()
  await write(store, { '2017-11-01': { orders: 2, sessions } })

  const figure = await read({ kpi: conversion, stores: [store], period: november })

  expect(figure.quality.belowSample).toBe(expected)
  expect(figure.value).toBe(2 / sessions)
})

it('shows missing days as gaps, and runs no line into the future', async () => {
  const store = await addStore({ timeZone: 'UTC' })
  await write(store, {
    '2017-11-01': { net_sales: 10 },
    '2017-11-03': { net_sales: 30 },
    '2017-11-04': { net_sales: 4 },
  })
  const now = new Date('2017-11-04T08:00:00Z')
  const period = rangePeriod('2017-11-01', '2017-11-06')

  const series = await figures.series(readerOf([store]), { kpi: sales, place: { kind: 'all' }, period, now })

  expect(series.points.map(point => point.value)).toEqual([10, null, 30, 4, null, null])
  expect(series.points.map(point => point.provisional)).toEqual([false, false, false, true, false, false])
})

it('leaves a gap in a series of levels where none was told', async () => {
  const store = await addStore()
  await write(store, { '2017-11-01': { stock_on_hand: 10 }, '2017-11-03': { stock_on_hand: 8 } })
  const stock = kpi({ id: 'stock', formula: 'stock_on_hand', unit: 'count' })
  const period = rangePeriod('2017-11-01', '2017-11-03')

  const series = await figures.series(readerOf([store]), {
    kpi: stock,
    place: { kind: 'all' },
    period,
    now: new Date(),
  })

  expect(series.points.map(point => point.value)).toEqual([10, null, 8])
})
