import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { eachDay, shiftDays } from '#src/domain/days.ts'
import { compileFormula } from '#src/domain/formula/index.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import { dayPeriod } from '#src/domain/period/index.ts'
import { closedDays } from '#src/features/figures/engine/closed-days.ts'
import { compute } from '#src/features/figures/engine/compute.ts'
import { engineOver } from '#src/features/figures/engine/create.ts'
import { judgedPart } from '#src/features/figures/engine/judged.ts'
import { type Prepared, prepare } from '#src/features/figures/engine/prepare.ts'
import { qualityOf } from '#src/features/figures/engine/quality.ts'
import { resolvePlace } from '#src/features/figures/engine/resolve.ts'
import { createFigures } from '#src/features/figures/index.ts'
import { setRate } from '#src/features/stores/index.ts'
import type { Database } from '#src/platform/database/db.ts'
import { drawnCompany } from '#test/features/figures/drawn-company.ts'
import { testDatabase } from '#test/support/database.ts'

/** Tokyo's 27 November has begun, Los Angeles' 25th has not ended. */
const now = new Date('2026-11-26T02:00:00Z')
const days = eachDay('2026-10-20', '2026-11-26')
const own = (id: string, formula: string, more: Partial<Kpi> = {}): Kpi => ({
  ...{ id, label: { en: id, ja: id, 'zh-CN': id }, aliases: [], formula, unit: 'ratio', better: 'higher' },
  ...{ meaning: { en: id, ja: id, 'zh-CN': id }, theme: 'sales' },
  ...more,
})
const odd = [
  own('level_alone', 'last(account_odr_n)'),
  own('mean_of_level', 'mean(account_odr_n) * 2'),
  own('sum_over_level', 'net_sales / last(account_odr_n)'),
  own('any_of_two', 'optional(refunds_amount) + optional(cogs)', { unit: 'money' }),
  own('over_nothing', 'net_sales / (orders - orders)'),
  own('choice', 'orders > 40 ? ad_spend / ad_clicks : net_sales', {
    minimumSample: { measure: 'ad_clicks', count: 400 },
  }),
  own('days', 'orders / days'),
]

let database: Database

beforeAll(async () => {
  database = await testDatabase()
})

async function scene(seed: number, kpis: readonly Kpi[], levelsStand: boolean): Promise<Prepared> {
  const { db } = database
  const reader = { stores: (await createFigures(db).catalog()).stores, demo: false }
  const [since, to] = [days[0] ?? '', days.at(-1) ?? '']
  const place = await resolvePlace(db, reader, seed % 2 ? { kind: 'all' } : { kind: 'store', slug: 'amjp' })
  const dates = { since, to, end: to, compareFrom: since }
  return prepare(engineOver(db), { place, kpis, now, levelsStand, ...dates })
}

/** A company with gaps, levels on some days, restated days, sources that may still restate, and a rate that begins late. */
async function company(seed: number): Promise<void> {
  const { db } = database
  await drawnCompany(db, seed, now, { from: shiftDays(days[0] ?? '', -3), gaps: true })
  await db.execute(sql`delete from exchange_rates`)
  for (const from of ['JPY', 'USD', 'SGD'])
    await setRate(db, {
      from,
      to: 'CNY',
      since: from === 'SGD' ? '2026-10-25' : '2026-01-01',
      rate: '0.0471',
      by: null,
    })
  await db.execute(sql`update sources set provisional_days = 4`)
  await db.execute(sql`update metric_day set m = m || jsonb_build_object('account_odr_n', (store_id * 7 + extract(doy from day))::text)
    where extract(doy from day)::int % 3 <> 0`)
  await db.execute(
    sql`update metric_day set m = m - 'cogs' - 'ad_clicks' where extract(doy from day)::int % 5 = store_id`,
  )
  await db.execute(
    sql`update metric_day set corrected_at = now(), was = '{"net_sales":"1"}' where extract(doy from day)::int % 7 = 0`,
  )
}

function longWay(kpi: Kpi, day: string, prepared: Prepared) {
  const { inputs } = prepared
  const { span, reach } = judgedPart(kpi, dayPeriod(day), prepared)
  const outcome = compute(kpi, span, inputs, reach)
  const quality = qualityOf(kpi, span, outcome, inputs, { reach, expected: () => null })
  const { provisional, corrected, belowSample } = quality
  const counted = inputs.place.stores.map(store => reach(store))
  return { outcome, provisional, corrected: corrected.includes(day), belowSample, counted }
}

describe('days that are over everywhere', () => {
  it.each([1, 2, 3, 4])('come to the same on the short way as on the long one, company %i', async seed => {
    await company(seed)
    const { kpis: builtIn } = await createFigures(database.db).catalog()
    const prepared = await scene(seed, [...builtIn, ...odd], false)
    const seen = { short: 0, none: 0, unbounded: 0, rates: 0, corrected: 0, provisional: 0, below: 0, leftOut: 0 }
    for (const kpi of prepared.kpis) {
      const short = closedDays(kpi, prepared.inputs)
      if (compileFormula(kpi.formula).needs.some(need => need.aggregate === 'trailing')) expect(short).toBeNull()
      for (const day of days) {
        const found = short?.(day)
        if (!found) continue
        const { reach, ...rest } = found
        const counted = prepared.inputs.place.stores.map(store => reach(store))
        expect({ kpi: kpi.id, day, ...rest, counted }).toEqual({ kpi: kpi.id, day, ...longWay(kpi, day, prepared) })
        seen.short++
        if (found.outcome.value === null) seen.none++
        if (found.outcome.unbounded) seen.unbounded++
        if (found.outcome.rates.length > 0) seen.rates++
        if (found.corrected) seen.corrected++
        if (found.provisional) seen.provisional++
        if (found.belowSample) seen.below++
        if (counted.includes(null)) seen.leftOut++
      }
    }
    // each kind was met, so that none of them is compared by not being there
    const { rates, leftOut, ...all } = seen
    expect(Object.entries(all).filter(([, count]) => count === 0)).toEqual([])
    if (seed % 2) expect(rates > 0 && leftOut > 0).toBe(true)
  })

  it('are told the long way while they run anywhere, without a rate, and where levels stand from before', async () => {
    await company(1)
    const [sales, level] = [
      own('sales_here', 'net_sales', { unit: 'money' }),
      own('level_alone', 'last(account_odr_n)'),
    ]
    const prepared = await scene(1, [sales, level], false)
    const short = closedDays(sales, prepared.inputs)
    expect(short?.('2026-11-23')).not.toBeNull()
    expect(['2026-11-24', '2026-11-25', '2026-11-26'].map(day => short?.(day) === null)).toEqual([false, true, true])
    expect(short?.('2026-10-21')).toBeNull() // no rate of the Singapore dollar yet
    const standing = await scene(1, [sales, level], true)
    expect(closedDays(level, standing.inputs)).toBeNull()
    expect(closedDays(sales, standing.inputs)).not.toBeNull()
  })
})
