import { expect, it } from 'vitest'
import { dayPeriod, monthOf, type Period } from '#src/domain/period/index.ts'
import type { Place, Store } from '#src/domain/place.ts'
import { addEvent } from '#src/features/annotations/store/events.ts'
import { setRate } from '#src/features/stores/store/rates.ts'
import { addTarget } from '#src/features/targets/store/targets.ts'
import { writeSetting } from '#src/platform/database/settings.ts'
import { sampleKpis } from '#test/support/builders.ts'
import { testDatabase } from '#test/support/database.ts'
import { company } from './support.ts'

const { db, addStore, read, write } = company(await testDatabase())
const { sales, conversion } = sampleKpis
const november = monthOf('2017-11-01')

await writeSetting(db, 'base_currency', 'USD')
await setRate(db, { from: 'JPY', to: 'USD', since: '2017-10-01', rate: '0.01', by: null, demo: false })

/** A monthly target from November on. */
async function set(place: string, value: number, { kpiId = 'sales', currency = 'USD' } = {}) {
  const money = kpiId === 'sales' ? currency : null
  return addTarget(db, { kpiId, place, period: 'month', value, currency: money, validFrom: '2017-11-01', setBy: null })
}

function ask(stores: readonly Store[], place: Place, over: { period?: Period; now?: string; kpi?: typeof sales } = {}) {
  return read({ kpi: sales, stores, place, period: november, ...over })
}

it('judges all that a reader sees by the target of the market that it is', async () => {
  const stores = [await addStore({ market: 'xa' }), await addStore({ market: 'xa' })]
  await addStore({ market: 'xb' })
  await write(stores[0] as Store, { '2017-11-06': { net_sales: 50_00 } })
  await set('market:xa', 100_00)

  const figure = await ask(stores, { kind: 'all' })

  expect(figure.target).toMatchObject({ value: 100_00, attainment: 0.5 })
  expect(figure.target?.summed).toBeUndefined()
})

it('says nothing of the target of a market to a reader who sees a part of it', async () => {
  const mine = await addStore({ market: 'xc' })
  const other = await addStore({ market: 'xc' })
  await write(mine, { '2017-11-06': { net_sales: 50_00 } })
  await write(other, { '2017-11-06': { net_sales: 50_00 } })
  await set('market:xc', 100_00)

  expect((await ask([mine], { kind: 'all' })).target).toBeNull()
  expect((await ask([mine], { kind: 'market', id: 'xc' })).target).toBeNull()
})

it('adds the targets of the stores up where the total has none', async () => {
  const [east, west] = [await addStore({ platform: 'xd' }), await addStore({ platform: 'xd', currency: 'JPY' })]
  const place = { kind: 'platform', id: 'xd' } as const
  await write(east, { '2017-11-06': { net_sales: 60_00 } })
  await write(west, { '2017-11-06': { net_sales: 3_000 } }) // 30 dollars
  await set(`store:${east.slug}`, 100_00)
  await set(`store:${west.slug}`, 20_000, { currency: 'JPY' }) // 200 dollars

  const sum = await ask([east, west], place)
  await set('platform:xd', 90_00)
  const own = await ask([east, west], place)

  expect(sum.target).toMatchObject({ value: 300_00, attainment: 0.3, derived: true, summed: true, owner: null })
  expect(own.target).toMatchObject({ value: 90_00, attainment: 1 })
  expect(own.target?.summed).toBeUndefined()
})

it('paces the sum of the targets day by day', async () => {
  const stores = [
    await addStore({ platform: 'xe', timeZone: 'UTC' }),
    await addStore({ platform: 'xe', timeZone: 'UTC' }),
  ]
  for (const store of stores) {
    await write(store, { '2017-11-01': { net_sales: 50 }, '2017-11-02': { net_sales: 50 } })
    await set(`store:${store.slug}`, 3240) // 100 on a weekday, 130 at weekends
  }

  const period = monthOf('2017-11-03', '2017-11-03')
  const figure = await ask(stores, { kind: 'platform', id: 'xe' }, { period, now: '2017-11-03T01:00:00Z' })

  expect(figure.pacing).toMatchObject({ target: 6480, closedTo: '2017-11-02', expected: 400, actual: 200, gap: -200 })
  expect(figure.pacing?.remainingDays).toBe(28)
})

it('adds nothing up while a store has no target, and never rates', async () => {
  const stores = [await addStore({ platform: 'xf' }), await addStore({ platform: 'xf' })]
  const [first, second] = stores as [Store, Store]
  for (const store of stores) {
    await write(store, { '2017-11-06': { net_sales: 50_00, orders: 5, sessions: 100 } })
    await set(`store:${store.slug}`, 0.05, { kpiId: conversion.id })
  }
  await set(`store:${first.slug}`, 100_00)
  const place = { kind: 'platform', id: 'xf' } as const

  expect((await ask(stores, place)).target).toBeNull()
  expect((await ask(stores, place, { kpi: conversion })).target).toBeNull()

  await set(`store:${second.slug}`, 100_00)
  expect((await ask(stores, place)).target).toMatchObject({ value: 200_00, attainment: 0.5 })
})

it('shares the target of a total out by those of its stores where one of them has told nothing, in any currency', async () => {
  const [east, west] = [await addStore({ platform: 'xg' }), await addStore({ platform: 'xg', currency: 'JPY' })]
  const place = { kind: 'platform', id: 'xg' } as const
  await write(east, { '2017-10-30': { net_sales: 1 }, '2017-11-06': { net_sales: 60_00 } })
  await write(west, { '2017-10-30': { net_sales: 1 } })
  await set(`store:${east.slug}`, 100_00)
  await set(`store:${west.slug}`, 30_000, { currency: 'JPY' }) // 300 dollars
  await set('platform:xg', 800_00)

  const figure = await ask([east, west], place)

  expect(figure).toMatchObject({ value: 60_00, leftOut: [{ store: { id: west.id }, why: 'silent' }] })
  expect(figure.target).toMatchObject({ value: 200_00, attainment: 0.3 })
})

it('holds nothing against the target of a total while a store is silent and nothing shares it out', async () => {
  const [east, west] = [await addStore({ platform: 'xh' }), await addStore({ platform: 'xh' })]
  await write(east, { '2017-10-30': { net_sales: 1 }, '2017-11-06': { net_sales: 60_00 } })
  await write(west, { '2017-10-30': { net_sales: 1 } })
  await set('platform:xh', 800_00)

  const figure = await ask([east, west], { kind: 'platform', id: 'xh' })

  expect(figure.target).toMatchObject({ value: 800_00, attainment: null })
})

it('shares the target of a total out over the days as its stores plan theirs, sale days of one store among them', async () => {
  const stores = [await addStore({ platform: 'xk' }), await addStore({ platform: 'xk' })]
  const [plain, onSale] = stores as [Store, Store]
  for (const store of stores) {
    await write(store, { '2017-11-24': { net_sales: 10_00 }, '2017-11-27': { net_sales: 10_00 } })
    await set(`store:${store.slug}`, 3_000_00)
  }
  const sale = { name: 'Sale', fromDay: '2017-11-24', toDay: '2017-11-24', kind: 'sale', factor: 5, by: null } as const
  await addEvent(db, { ...sale, place: `store:${onSale.slug}` })
  await set('platform:xk', 12_000_00) // twice what the stores plan
  const place = { kind: 'platform', id: 'xk' } as const
  const on = async (some: readonly Store[], period: Period) => {
    const [only] = some
    const at: Place = some.length === 1 && only ? { kind: 'store', slug: only.slug } : place
    return (await ask(stores, at, { period })).target?.value ?? 0
  }

  for (const day of ['2017-11-24', '2017-11-27']) {
    const parts = (await on([plain], dayPeriod(day))) + (await on([onSale], dayPeriod(day)))
    expect(Math.abs((await on(stores, dayPeriod(day))) - 2 * parts)).toBeLessThanOrEqual(1) // a cent of rounding
  }
  expect(await on([onSale], dayPeriod('2017-11-24'))).toBeGreaterThan(4 * (await on([plain], dayPeriod('2017-11-24'))))
  expect(await on(stores, november)).toBe(12_000_00)
})
