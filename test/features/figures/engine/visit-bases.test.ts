import { expect, it } from 'vitest'
import { visitBasesLine } from '#src/cards/visit-bases.ts'
import { builtInKpis } from '#src/domain/kpis/index.ts'
import { rangePeriod } from '#src/domain/period/index.ts'
import type { Store } from '#src/domain/place.ts'
import { comparePlacesCard } from '#src/features/figures/cards/compare-card.ts'
import { testDatabase } from '#test/support/database.ts'
import { company, readerOf } from './support.ts'

const { addStore, write, read, figures } = company(await testDatabase())
const conversion = builtInKpis.find(kpi => kpi.id === 'conversion_rate')
if (!conversion) throw new Error('no conversion')
const kpi = conversion
const period = rangePeriod('2017-11-06', '2017-11-07')
const days = (measures: Readonly<Record<string, number>>) => ({ '2017-11-06': measures, '2017-11-07': measures })
const rate = (store: Store) => read({ kpi, stores: [store], period, place: { kind: 'store', slug: store.slug } })

it.each([
  ['sessions', { orders: 6, sessions: 200, visitors: 150, page_views: 500 }, 0.03, 'orders ÷ sessions'],
  ['visitors', { orders: 6, visitors: 150, page_views: 500 }, 0.04, 'orders ÷ unique visitors'],
  ['page views', { orders: 6, page_views: 500 }, 0.012, 'orders ÷ page views'],
])('counts conversion against %s, the closest to a visit that is told, and names it', async (_, told, value, text) => {
  const store = await addStore()
  await write(store, days(told))

  const figure = await rate(store)

  expect(figure.value).toBe(value)
  expect(figure.quality.belowSample).toBe(false)
  expect(visitBasesLine([figure])?.text.en).toBe(`Conversion rate: ${text}`)
})

it('keeps to sessions on days on which they are missing: views are no visits', async () => {
  const store = await addStore()
  await write(store, { '2017-10-02': { orders: 5, sessions: 100 }, ...days({ orders: 6, page_views: 500 }) })

  const figure = await rate(store)

  expect(figure.value).toBeNull()
  expect(figure.kpi.formula).toBe('orders / sessions')
})

it('never adds sessions of one store to visitors of another', async () => {
  const [mine, theirs] = [await addStore(), await addStore()]
  await write(mine, days({ orders: 6, sessions: 200 }))
  await write(theirs, days({ orders: 60, visitors: 100 }))

  const figure = await read({ kpi, stores: [mine, theirs], period })

  expect(figure.value).toBe(0.03)
  expect(figure.leftOut).toMatchObject([{ store: { slug: theirs.slug }, why: 'otherwise' }])
})

it('counts a trend day by day, and a SKU by what is told of it, in the same way', async () => {
  const store = await addStore()
  await write(store, days({ orders: 6, visitors: 150 }))
  await write(store, days({ orders: 2, page_views: 50 }), { sku: 'LAMP' })
  const place = { kind: 'store', slug: store.slug, sku: 'LAMP' } as const
  const now = new Date('2018-03-01T12:00:00Z')

  const series = await figures.series(readerOf([store]), {
    kpi,
    place: { kind: 'store', slug: store.slug },
    period,
    now,
  })
  const sku = await read({ kpi, stores: [store], period, place })

  expect(series.points.map(point => point.value)).toEqual([0.04, 0.04])
  expect(sku.value).toBe(0.04)
  expect(sku.kpi.formula).toBe('orders / page_views')
})

it('does not rank places that are counted differently, and says how each is', async () => {
  const [mine, theirs] = [await addStore({ name: 'Web' }), await addStore({ name: 'Live' })]
  await write(mine, days({ orders: 6, sessions: 200 }))
  await write(theirs, days({ orders: 6, visitors: 200 }))

  const card = comparePlacesCard({ rows: [[await rate(mine), await rate(theirs)]], zone: 'UTC' })

  const said = card.blocks.flatMap(block => (block.type === 'text' ? [block.text.en] : []))
  expect(said[0]).toBe('Counted against different kinds of visits, so not ranked')
  expect(said).toContainEqual('Conversion rate: orders ÷ sessions (Web), orders ÷ unique visitors (Live)')
  expect(card.blocks.some(block => block.type === 'image')).toBe(false)
})
