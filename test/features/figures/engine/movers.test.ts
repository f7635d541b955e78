import { expect, it } from 'vitest'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import { dayPeriod } from '#src/domain/period/index.ts'
import type { Store } from '#src/domain/place.ts'
import { skus } from '#src/platform/database/schema/index.ts'
import { kpi, sampleKpis } from '#test/support/builders.ts'
import { testDatabase } from '#test/support/database.ts'
import { company, readerOf } from './support.ts'

const { db, addStore, write, figures } = company(await testDatabase())
const [period, before] = [dayPeriod('2017-11-08'), dayPeriod('2017-11-01')]

async function skuMovers(stores: readonly Store[], asked: Kpi, limit = 10) {
  const request = { kpi: asked, place: { kind: 'all' }, by: 'sku', period, before, limit, now: new Date() } as const
  const movers = await figures.movers(readerOf(stores), request)
  return movers.map(({ place, value, before: then, change }) => [place.sku, value, then, change])
}

it('keeps the SKUs with the largest changes, the best first', async () => {
  const store = await addStore()
  const sales: Record<string, readonly [number, number]> = {
    A: [100, 150],
    B: [100, 20],
    C: [0, 300],
    D: [10, 11],
    E: [5, 5],
  }
  for (const [sku, [then, now]] of Object.entries(sales)) {
    await write(store, { '2017-11-01': { net_sales: then }, '2017-11-08': { net_sales: now } }, { sku })
  }

  expect(await skuMovers([store], sampleKpis.sales, 3)).toEqual([
    ['C', 300, 0, 300],
    ['A', 150, 100, 50],
    ['B', 20, 100, -80],
  ])
})

it('puts the fall first where less is better', async () => {
  const store = await addStore()
  const spend = kpi({ id: 'ad_spend', formula: 'ad_spend', better: 'lower' })
  await write(store, { '2017-11-01': { ad_spend: 10 }, '2017-11-08': { ad_spend: 30 } }, { sku: 'A' })
  await write(store, { '2017-11-01': { ad_spend: 50 }, '2017-11-08': { ad_spend: 40 } }, { sku: 'B' })

  expect(await skuMovers([store], spend)).toEqual([
    ['B', 40, 50, -10],
    ['A', 30, 10, 20],
  ])
})

it('divides the sums of each SKU, and leaves out those that cannot be judged in both periods', async () => {
  const store = await addStore()
  await write(
    store,
    { '2017-11-01': { ad_spend: 10, ad_sales: 100 }, '2017-11-08': { ad_spend: 10, ad_sales: 40 } },
    { sku: 'A' },
  )
  await write(store, { '2017-11-08': { ad_spend: 10, ad_sales: 40 } }, { sku: 'NEW' })
  await write(
    store,
    { '2017-11-01': { ad_spend: 1, ad_sales: 10 }, '2017-11-08': { ad_spend: 1, ad_sales: 0 } },
    { sku: 'ZERO' },
  )

  expect(await skuMovers([store], sampleKpis.acos)).toEqual([['A', 0.25, 0.1, 0.15]])
})

it('names no SKU of a store that has nothing to be compared with', async () => {
  const store = await addStore()
  await write(store, { '2017-11-08': { net_sales: 5 } })
  await write(store, { '2017-11-08': { net_sales: 5 } }, { sku: 'A' })

  expect(await skuMovers([store], sampleKpis.sales)).toEqual([])
})

it('names a SKU as its store does', async () => {
  const store = await addStore({ name: 'West' })
  await write(store, { '2017-11-01': { net_sales: 2 }, '2017-11-08': { net_sales: 5 } })
  await write(store, { '2017-11-08': { net_sales: 5 } }, { sku: 'FUR-1' })
  await db.insert(skus).values({ storeId: store.id, sku: 'FUR-1', name: 'Chair' })
  const request = { kpi: sampleKpis.sales, by: 'sku', period, before, limit: 1, now: new Date() } as const

  const [mover] = await figures.movers(readerOf([store]), { ...request, place: { kind: 'store', slug: store.slug } })

  expect(mover?.place).toMatchObject({ key: `store:${store.slug}/sku:FUR-1`, label: { en: 'West · Chair' } })
})

it('shows nobody the SKUs of a store that they may not see', async () => {
  const [mine, other] = [await addStore(), await addStore()]
  await write(other, { '2017-11-08': { net_sales: 500 } }, { sku: 'SECRET' })

  expect(await skuMovers([mine], sampleKpis.sales)).toEqual([])
})

it('leaves out the SKUs of a store whose figures have not arrived yet', async () => {
  const [late, punctual] = [await addStore(), await addStore()]
  await write(late, { '2017-11-01': { net_sales: 500 } }, { sku: 'LATE' })
  await write(punctual, { '2017-11-01': { net_sales: 50 }, '2017-11-08': { net_sales: 40 } }, { sku: 'OK' })

  expect(await skuMovers([late, punctual], sampleKpis.sales)).toEqual([['OK', 40, 50, -10]])
})
