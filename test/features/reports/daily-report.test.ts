import { beforeAll, expect, it } from 'vitest'
import type { Place } from '#src/domain/place.ts'
import { addNote } from '#src/features/annotations/store/notes.ts'
import { createFigures } from '#src/features/figures/figures.ts'
import { digestCard } from '#src/features/reports/cards/digest-card.ts'
import { dailyReport } from '#src/features/reports/daily-report.ts'
import { listStores } from '#src/features/stores/store/stores.ts'
import { addTarget } from '#src/features/targets/store/targets.ts'
import { testDatabase } from '#test/support/database.ts'
import { addDays, addPerson, addStore, textOf } from '#test/support/talk.ts'

const { db } = await testDatabase()
const figures = createFigures(db)
/** Noon of 21 November in New York. */
const now = new Date('2017-11-21T17:00:00Z')
const all: Place = { kind: 'all' }

async function reportOf(day: string, slugs?: readonly string[], at = now) {
  const stores = (await listStores(db)).filter(store => !slugs || slugs.includes(store.slug))
  return dailyReport({ db, figures }, { reader: { stores, demo: false }, place: all, day, now: at })
}

beforeAll(async () => {
  const ken = await addPerson(db, 'Ken')
  const west = await addStore(db, 'west')
  const east = await addStore(db, 'east')
  await addDays(db, west.id, ['2017-10-01', '2017-11-20'], { net_sales: 100_000, orders: 10 })
  await addDays(db, west.id, ['2017-11-13', '2017-11-13'], { net_sales: 160_000 })
  await addDays(db, west.id, ['2017-11-01', '2017-11-20'], { net_sales: 40_000, units: 3 }, 'CHAIR')
  await addDays(db, west.id, ['2017-11-13', '2017-11-13'], { net_sales: 90_000 }, 'CHAIR')
  await addDays(db, east.id, ['2017-10-01', '2017-11-19'], { net_sales: 50_000, orders: 5 })
  const target = { kpiId: 'sales', period: 'month', currency: 'USD', validFrom: '2017-11-01', setBy: ken } as const
  await addTarget(db, { ...target, place: 'store:west', value: 6_000_000, ownerId: ken })
  await addTarget(db, { ...target, place: 'store:east', value: 1_400_000, ownerId: ken })
  const note = { authorId: ken, authorName: 'Ken', kpiId: null, fromDay: '2017-11-14', toDay: '2017-11-15' }
  await addNote(db, { ...note, text: 'Carrier strike', place: 'store:west' })
})

it('finds the store that misses its share of the month, and its owner', async () => {
  const report = await reportOf('2017-11-20')

  expect(report.breaches.map(figure => [figure.place.key, figure.kpi.id])).toEqual([['store:west', 'sales']])
  expect(report.owners.map(owner => owner.name)).toEqual(['Ken'])
})

it('shows how the month of each store goes, furthest behind first', async () => {
  const { plans, month } = await reportOf('2017-11-20')

  expect(month?.pacing).toMatchObject({ target: 7_400_000, actual: 3_010_000 }) // the sum of its stores' targets
  expect(plans.map(plan => plan.figure.place.key)).toEqual(['store:west', 'store:east'])
  expect(plans[0]?.pacing).toMatchObject({ target: 6_000_000, actual: 2_060_000, remainingDays: 10 })
})

it('names the stores and SKUs that moved against the same weekday before', async () => {
  const { movers } = await reportOf('2017-11-20')

  expect(movers?.stores[0]).toMatchObject({
    place: { key: 'store:west' },
    value: 100_000,
    before: 160_000,
    change: -60_000,
  })
  expect(movers?.skus[0]).toMatchObject({ place: { sku: 'CHAIR' }, change: -50_000, currency: 'USD' })
  expect(movers?.stores[0]?.causes?.carriers).toMatchObject([{ name: { en: 'CHAIR' }, change: -50_000 }])
  expect(movers?.stores[0]?.causes?.parts.map(({ of }) => (typeof of === 'string' ? of : of.id))).toEqual([
    'orders',
    'aov',
  ])
})

it('says which store has not delivered its day', async () => {
  const { missing } = await reportOf('2017-11-20')

  expect(missing.map(one => [one.store.slug, one.kpis.map(kpi => kpi.id).includes('sales')])).toEqual([['east', true]])
})

it('carries the notes and the picture of the month so far', async () => {
  const report = await reportOf('2017-11-20')

  expect(report.notes.map(note => note.text)).toEqual(['Carrier strike'])
  expect(report.main?.points).toHaveLength(20)
  expect(report.overview.every(series => series.points.length === 14)).toBe(true)
})

it('keeps what a reader may not see out of every part', async () => {
  const report = await reportOf('2017-11-19', ['east'])

  expect(JSON.stringify(report)).not.toMatch(/west|Carrier strike|CHAIR/i)
  expect(report.figures[0]?.value).toBe(50_000)
})

it('tells on the last day of a month how it ended', async () => {
  const { plans } = await reportOf('2017-11-30', undefined, new Date('2017-12-01T17:00:00Z'))

  expect(plans.map(plan => plan.pacing.remainingDays)).toEqual([0, 0])
})

it('makes a card that answers whether the plan is kept', async () => {
  const text = textOf(digestCard(await reportOf('2017-11-20'), { zone: 'UTC' }))

  expect(text).toContain(
    'Month behind plan (60%). Sales reached 54% of target ($1K of $1.85K), with data for 1 of 2 stores',
  )
  expect(text).toContain('West · Sales $1,000.00 (target $1,851.85), Ken')
  expect(text).toContain('East: nothing yet')
})

it('says that nothing came at all when a day is empty', async () => {
  const report = await reportOf('2017-11-21', undefined, new Date('2017-11-22T17:00:00Z'))

  expect(report.figures.filter(figure => figure.value !== null)).toEqual([])
  expect(report.missing.map(one => [one.store.slug, one.nothing])).toEqual([
    ['east', true],
    ['west', true],
  ])
})
