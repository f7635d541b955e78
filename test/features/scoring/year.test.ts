import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { shiftDays } from '#src/domain/days.ts'
import { monthOf } from '#src/domain/period/index.ts'
import { createFigures } from '#src/features/figures/index.ts'
import { recompute } from '#src/features/scoring/freeze.ts'
import { closeDue, scorecardsOn, setScorecard } from '#src/features/scoring/index.ts'
import { addTarget } from '#src/features/targets/index.ts'
import { testDatabase } from '#test/support/database.ts'
import { addDays, addPerson, addStore } from '#test/support/talk.ts'

const { db } = await testDatabase()
const stores = ['north', 'east', 'south', 'west'] as const
const year = Array.from({ length: 12 }, (_none, at) => monthOf(`2025-${String(at + 1).padStart(2, '0')}-01`))

/** Twelve people at four stores, a year of figures that grow and fall, and targets of their own. Money in cents. */
beforeAll(async () => {
  for (const [at, slug] of stores.entries()) {
    const { id } = await addStore(db, slug)
    for (const [month, period] of year.entries()) {
      const sales = 90_000 + 7_000 * ((month * (at + 3)) % 5)
      await addDays(db, id, [period.from, period.end], {
        ...{ net_sales: sales, gross_sales: sales, orders: 20 + ((month + at) % 4), units: 30, sessions: 800 },
        ...{
          ad_spend: 7_000 + 500 * (month % 3),
          ad_sales: 30_000,
          ad_impressions: 9_000,
          ad_clicks: 300,
          ad_budget: 7_500,
        },
        ...{ sku_active: 100, sku_out_of_stock: month % 6, reviews_3: 1, reviews_4: 3, reviews_5: 6 },
      })
    }
  }
  for (let at = 0; at < 12; at++) {
    const place = `store:${stores[at % 4]}`
    const ownerId = await addPerson(db, `Person${at}`, { role: 'operator' })
    const card = { subject: `person:${ownerId}`, template: at < 6 ? 'ads' : 'operator', places: [place], leftOut: [] }
    await setScorecard(db, { ...card, validFrom: '2025-01-01' }, { demo: false, by: null })
    for (const kpiId of ['sales', 'ad_sales'])
      await addTarget(db, {
        kpiId,
        place,
        period: 'month',
        value: 2_900_000,
        currency: 'USD',
        validFrom: '2025-01-01',
        setBy: null,
      })
  }
})

describe('a year of a team of twelve', () => {
  it('closes by itself month by month, and is computed again from the record to the letter', async () => {
    const catalog = await createFigures(db).catalog()
    for (const period of year) {
      const now = new Date(`${shiftDays(period.end, 45)}T12:00:00Z`)
      await closeDue({ db, figures: createFigures(db), catalog, demo: false, now, teamTimeZone: 'UTC' })
    }
    const rows = await db.execute<{ inputs: string; result: string; score: string | null }>(
      sql`select inputs, result, score from closed_scores order by id`,
    )

    expect(rows).toHaveLength(12 * 12)
    for (const row of rows) expect(recompute(row.inputs).text).toBe(row.result)
    expect(new Set(rows.map(({ score }) => score)).size).toBeGreaterThan(20)
    // The first quarter has no three months before it, from which the template would propose targets.
    expect(rows.slice(36).filter(({ result }) => JSON.parse(result).complete === true).length).toBeGreaterThanOrEqual(
      9 * 6,
    )
  }, 400_000) // a year of figures, read a hundred and forty times

  it('closes nothing twice, and no month of which nothing is known yet', async () => {
    const catalog = await createFigures(db).catalog()
    const now = new Date('2026-02-14T12:00:00Z')

    expect(await closeDue({ db, figures: createFigures(db), catalog, demo: false, now, teamTimeZone: 'UTC' })).toBe(0)
    expect(await scorecardsOn(db, '2024-12-01', false)).toEqual([])
  }, 400_000) // as above
})
