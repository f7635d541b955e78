import { beforeAll, describe, expect, it } from 'vitest'
import { type AlertFields, freshLife } from '#src/domain/alerts/alert.ts'
import type { Place } from '#src/domain/place.ts'
import { insertAlert } from '#src/features/alerts/store/alerts.ts'
import { addNote } from '#src/features/annotations/store/notes.ts'
import { createFigures } from '#src/features/figures/figures.ts'
import { periodCard } from '#src/features/reports/cards/period-card.ts'
import { lastPeriod, periodReport } from '#src/features/reports/period-report.ts'
import { listStores } from '#src/features/stores/store/stores.ts'
import { addTarget } from '#src/features/targets/store/targets.ts'
import { testDatabase } from '#test/support/database.ts'
import { addDays, addPerson, addStore, textOf } from '#test/support/talk.ts'

const { db } = await testDatabase()
const figures = createFigures(db)
const now = new Date('2017-12-04T17:00:00Z')
const all: Place = { kind: 'all' }

async function reportOf(kind: 'week' | 'month' | 'quarter', slugs?: readonly string[]) {
  const stores = (await listStores(db)).filter(store => !slugs || slugs.includes(store.slug))
  const period = lastPeriod(kind, '2017-12-04')
  return periodReport({ db, figures }, { reader: { stores, demo: false }, place: all, period, now })
}

beforeAll(async () => {
  const ken = await addPerson(db, 'Ken')
  for (const [index, slug] of ['west', 'east', 'south', 'north', 'mid'].entries()) {
    const store = await addStore(db, slug)
    await addDays(db, store.id, ['2017-07-01', '2017-11-26'], { net_sales: 100_000, orders: 10 })
    await addDays(db, store.id, ['2017-11-27', '2017-12-03'], { net_sales: 100_000 + (index - 2) * 20_000, orders: 9 })
  }
  const target = { kpiId: 'sales', period: 'month', currency: 'USD', validFrom: '2017-11-01', setBy: ken } as const
  await addTarget(db, { ...target, place: 'store:west', value: 6_000_000, ownerId: ken })
  await addTarget(db, { ...target, place: 'all', value: 14_000_000, ownerId: ken })
  const note = { authorId: ken, authorName: 'Ken', fromDay: '2017-11-28', toDay: '2017-11-29' }
  await addNote(db, { ...note, kpiId: 'sales', text: 'Carrier strike', place: 'store:west' })
  const alert: Omit<AlertFields, 'rule' | 'place' | 'fromDay'> = {
    ...freshLife,
    kpiId: 'sales',
    state: 'open',
    severity: 'bad',
    ...{ value: 1, limit: 2, currency: 'USD', owner: null },
    ...{ revision: 1, openedAt: now, changedAt: now, acknowledgedBy: null, acknowledgedAt: null, reason: null },
    ...{ resolvedAt: null, resolvedBy: null, day: '2017-12-03' },
  }
  await insertAlert(db, { ...alert, rule: 'a', place: 'store:west', fromDay: '2017-12-01' })
  await insertAlert(db, { ...alert, rule: 'b', place: 'store:east', fromDay: '2017-11-20' })
})

it.each([
  ['week', '2017-11-27', '2017-12-03'],
  ['month', '2017-11-01', '2017-11-30'],
  ['quarter', '2017-07-01', '2017-09-30'],
] as const)('is about the last whole %s', (kind, from, to) => {
  expect(lastPeriod(kind, '2017-12-04')).toMatchObject({ kind, from, to })
})

describe('a weekly report', () => {
  it('ranks the stores and names the three that gained and lost most', async () => {
    const { ranking, movers } = await reportOf('week')

    expect(ranking.map(figure => figure.place.key)).toEqual([
      'store:mid',
      'store:north',
      'store:south',
      'store:east',
      'store:west',
    ])
    expect(movers?.best.map(mover => mover.place.key)).toEqual(['store:mid', 'store:north'])
    expect(movers?.worst.map(mover => mover.place.key)).toEqual(['store:west', 'store:east'])
  })

  it('lists open alerts by age, only those about what its readers see', async () => {
    const [everybody, west] = [await reportOf('week'), await reportOf('week', ['west'])]

    expect(everybody.alerts.map(({ place, days }) => [place.en, days])).toEqual([
      ['East', 14],
      ['West', 3],
    ])
    expect(west.alerts.map(({ place }) => place.en)).toEqual(['West'])
  })

  it('says in its first line whether the plan was met, in three languages, with three pictures', async () => {
    const card = periodCard(await reportOf('week'), { zone: 'UTC' })
    const [first] = card.blocks

    expect(first).toMatchObject({ type: 'text', style: 'strong' })
    expect(textOf(card)).toMatch(/Plan met: /)
    expect(card.title['zh-CN']).toContain('周报')
    expect(card.title.ja).toContain('週報')
    expect(card.blocks.filter(block => block.type === 'image')).toHaveLength(3)
  })
})

it('a monthly report tells how each target was met, the furthest behind first, with what people wrote', async () => {
  const report = await reportOf('month')
  const text = textOf(periodCard(report, { zone: 'UTC' }))

  expect(report.goals.map(figure => figure.place.key)).toEqual(['store:west', 'all'])
  expect(text).toContain('West · Sales: 47% ($28,400.00, target $60,000.00). Nov 28 – 29, West: Carrier strike')
})

it('a quarterly report says so where no plan was set', async () => {
  expect(textOf(periodCard(await reportOf('quarter', ['mid']), { zone: 'UTC' }))).toContain('No plan was set')
})
