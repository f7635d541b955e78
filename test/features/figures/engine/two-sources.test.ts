import { describe, expect, it } from 'vitest'
import { monthOf, type Period, rangePeriod } from '#src/domain/period/index.ts'
import { engineOver } from '#src/features/figures/engine/create.ts'
import { openDayBook } from '#src/features/figures/engine/day-book.ts'
import { resolvePlace } from '#src/features/figures/engine/resolve.ts'
import { kpi, sampleKpis } from '#test/support/builders.ts'
import { testDatabase } from '#test/support/database.ts'
import { company, type Days, readerOf } from './support.ts'

const { db, addStore, read, write } = company(await testDatabase())
const { sales, conversion } = sampleKpis
const sessions = kpi({ id: 'visits', formula: 'sessions', unit: 'count' })

/** The same figures on each day of November. */
function daily(from: number, to: number, m: Readonly<Record<string, number>>): Days {
  const days = Array.from({ length: to - from + 1 }, (_, index) => `2017-11-${String(from + index).padStart(2, '0')}`)
  return Object.fromEntries(days.map(day => [day, m]))
}

const at = '2017-11-26T00:00:00Z'
/** The morning after the 26th, before twelve hours are over. */
const morning = '2017-11-27T13:00:00Z'
const orders = { source: 'push/ord', at }
const visits = { source: 'push/traf', at }
const week = rangePeriod('2017-11-20', '2017-11-26')

async function shop() {
  const store = await addStore({ timeZone: 'America/New_York' })
  await write(store, daily(20, 25, { orders: 10, net_sales: 1000 }), orders)
  await write(store, daily(20, 26, { sessions: 100 }), visits)
  return store
}

describe('a day that one source has told and another has not', () => {
  it('is missing in the KPIs that need it, before its hours are over and without a word to those that do not', async () => {
    const store = await shop()
    const ask = (kpiAsked: typeof sales) => read({ kpi: kpiAsked, stores: [store], period: week, now: morning })

    for (const one of [sales, conversion]) {
      expect((await ask(one)).quality).toMatchObject({ daysWithData: 6, daysExpected: 7, missing: ['2017-11-26'] })
    }
    expect((await ask(sessions)).quality).toMatchObject({ daysWithData: 7, daysExpected: 7, missing: [] })
  })

  it('is whole when the other source has told it, too', async () => {
    const store = await shop()
    await write(store, daily(26, 26, { orders: 1, net_sales: 5 }), orders)

    const { quality } = await read({ kpi: sales, stores: [store], period: week, now: morning })

    expect(quality).toMatchObject({ daysWithData: 7, daysExpected: 7 })
  })

  it('is no gap while the day still runs, and none for what somebody typed', async () => {
    const running = await shop()
    const open = await read({ kpi: sales, stores: [running], period: week, now: '2017-11-26T20:00:00Z' })
    const typed = await addStore({ timeZone: 'America/New_York' })
    await write(typed, daily(20, 25, { net_sales: 1000 }), orders)
    await write(typed, daily(26, 26, { review_count: 2 }), { source: 'record', at })
    const alone = await read({ kpi: sales, stores: [typed], period: week, now: morning })

    expect(open.quality.missing).toEqual([])
    expect(alone.quality).toMatchObject({ daysWithData: 6, daysExpected: 6 })
  })
})

describe('the hours after which a figure is due', () => {
  const slow = kpi({ id: 'fees', formula: 'platform_fees', unit: 'money' })

  it('are those of the sources that tell it, not of others of the store', async () => {
    const store = await addStore({ timeZone: 'UTC' })
    await write(store, daily(1, 20, { net_sales: 1 }), { source: 'push/fast', dueHours: 2 })
    await write(store, daily(1, 18, { platform_fees: 1 }), { source: 'push/bills', dueHours: 96 })
    const ask = async (asked: typeof sales) =>
      (
        await read({
          kpi: asked,
          stores: [store],
          period: rangePeriod('2017-11-01', '2017-11-21'),
          now: '2017-11-22T03:00:00Z',
        })
      ).quality

    expect((await ask(sales)).missing).toEqual(['2017-11-21'])
    expect((await ask(slow)).missing).toEqual(['2017-11-19', '2017-11-20'])
  })

  it.each([
    ['a day', rangePeriod('2017-11-26', '2017-11-26')],
    ['a week', week],
    ['a month', monthOf('2017-11-01')],
    ['a year', rangePeriod('2016-11-27', '2017-11-26')],
  ])('do not depend on how many days are looked at: %s', async (_what, period: Period) => {
    const store = await addStore({ timeZone: 'UTC' })
    await write(store, daily(1, 20, { net_sales: 1 }), { source: 'push/slow', dueHours: 30 })
    const ask = (now: string) => read({ kpi: sales, stores: [store], period, now })

    const before = await ask('2017-11-28T05:00:00Z')
    const after = await ask('2017-11-28T07:00:00Z')

    expect(before.quality.missing).not.toContain('2017-11-26')
    expect(after.quality.missing).toContain('2017-11-26')
  })
})

it('the days that rules look at agree with the figure', async () => {
  const store = await shop()
  const figure = await read({ kpi: sales, stores: [store], period: week, now: morning })
  const place = await resolvePlace(db, readerOf([store]), { kind: 'store', slug: store.slug })
  const book = await openDayBook(engineOver(db), {
    kpis: [sales],
    place,
    from: week.from,
    to: week.to,
    now: new Date(morning),
  })

  expect(figure.quality.missing).toEqual(['2017-11-26'])
  expect(book.point(sales, week.from, week.to).coverage).toBeCloseTo(6 / 7)
  expect(book.point(sales, week.to, week.to)).toMatchObject({ value: null, coverage: 0 })
  expect(book.point(sales, '2017-11-25', '2017-11-25').coverage).toBe(1)
})
