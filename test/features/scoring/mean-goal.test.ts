import { sql } from 'drizzle-orm'
import { beforeEach, expect, it } from 'vitest'
import { monthOf } from '#src/domain/period/index.ts'
import type { Place } from '#src/domain/place.ts'
import { createFigures } from '#src/features/figures/figures.ts'
import { goalFor, readBefore } from '#src/features/scoring/goals.ts'
import { testDatabase } from '#test/support/database.ts'
import { addDays, addStore } from '#test/support/talk.ts'
import { truncate } from '#test/support/truncate.ts'

const { db } = await testDatabase()
const figures = createFigures(db)
const now = new Date('2017-12-10T00:00:00Z')
const period = monthOf('2017-11-01')

beforeEach(async () => {
  await truncate(db, 'metric_day, stores, exchange_rates restart identity cascade')
})

async function goalOf(kpiId: string, place: Place, step: number) {
  const catalog = await figures.catalog()
  const reader = { stores: catalog.stores, demo: false }
  const kpi = catalog.findKpi(kpiId)
  if (!kpi) throw new Error(`no KPI ${kpiId}`)
  const line = { kpiId, weight: 100, goal: { kind: 'mean', step } as const }
  const before = await readBefore(figures, reader, { lines: [line], catalog, place }, { period, now })
  const [figure] = await figures.read(reader, { kpis: [kpi], place, period, now })
  if (!figure) throw new Error('no figure')
  return goalFor(line, figure, before, false).aim?.value ?? null
}

/** Days of the months before that a store has, what it told on each, and the goal for the 30 days of November, 10 % better. */
it.each([
  ['all three months', [['2017-08-01', '2017-10-31']], 100, 3_300],
  ['the last month alone', [['2017-10-01', '2017-10-31']], 100, 3_300],
  ['some days', [['2017-10-29', '2017-10-31']], 100, 3_300],
  [
    'a gap',
    [
      ['2017-08-01', '2017-08-31'],
      ['2017-10-01', '2017-10-31'],
    ],
    100,
    3_300,
  ],
  ['no day', [], 100, null],
] as const)('months without figures lower no goal: %s', async (_name, spans, daily, goal) => {
  const store = await addStore(db, 'west')
  for (const span of [...spans, ['2017-11-01', '2017-11-30'] as const])
    await addDays(db, store.id, [span[0], span[1]], { sessions: daily })

  const found = await goalOf('sessions', { kind: 'store', slug: 'west' }, 0.1)

  if (goal === null) expect(found).toBeNull()
  else expect(found).toBeCloseTo(goal, 6)
})

it('a store that began later counts in a total with its own days, in the money of the total', async () => {
  const west = await addStore(db, 'west')
  const tokyo = await addStore(db, 'tokyo', { market: 'jp', currency: 'JPY', timeZone: 'Asia/Tokyo' })
  await db.execute(
    sql`insert into exchange_rates (from_currency, to_currency, since, rate) values ('JPY', 'USD', '2017-01-01', 0.01)`,
  )
  await addDays(db, west.id, ['2017-08-01', '2017-11-30'], { net_sales: 1_000, sessions: 1_000 })
  await addDays(db, tokyo.id, ['2017-10-01', '2017-11-30'], { net_sales: 100, sessions: 100 })

  expect(await goalOf('sessions', { kind: 'all' }, 0.1)).toBeCloseTo(1_100 * 30 * 1.1, 6)
  const alone = await goalOf('sales', { kind: 'store', slug: 'west' }, 0.1)
  const both = await goalOf('sales', { kind: 'all' }, 0.1)
  expect(both).toBeCloseTo((alone ?? 0) * 1.1, 2) // ¥100 are a tenth of what west sells
})
