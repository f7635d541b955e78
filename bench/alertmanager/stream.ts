import { sql } from 'drizzle-orm'
import { addStores } from '#bench/support/database.ts'
import { fillFigures } from '#bench/support/figures.ts'
import { judgeTarget } from '#src/domain/alerts/judge.ts'
import { localDay, shiftDays } from '#src/domain/days.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import { measures } from '#src/domain/measures/index.ts'
import { dayPeriod } from '#src/domain/period/index.ts'
import type { Store } from '#src/domain/place.ts'
import { isAmount } from '#src/features/figures/engine/is-additive.ts'
import { createFigures } from '#src/features/figures/figures.ts'
import type { Db } from '#src/platform/database/db.ts'

/** Stores and KPIs: each of one breaks the target of each of the other. */
export const storeCount = 100
export const kpiCount = 50
/** Stores that report together, and so are judged in one look: from six alerts of one KPI on they would be one message. */
export const storesAtOnce = 5
/** Days with figures: what the picture of an alert shows. */
const historyDays = 35

/** A KPI of a store that misses its target. Its id is `<kpi>/<store>`. */
export interface Breach {
  readonly id: string
  readonly kpi: string
  readonly store: string
}

/** What both are told of, in the order of stores. */
export interface Stream {
  readonly stores: readonly Store[]
  readonly day: string
  readonly breaches: readonly Breach[]
}

/** Stores with a month of figures, and targets that the figures of one day miss badly. */
export async function prepareStream(db: Db): Promise<Stream> {
  const stores = await addStores(db, storeCount)
  const now = new Date()
  const day = shiftDays(localDay(now, stores[0]?.timeZone ?? 'UTC'), -1)
  await fillFigures(db, day, historyDays)
  const kpis = await breakableKpis(db, stores, day)
  await setGoals(db, kpis)
  const breaches = stores.flatMap(({ slug: store }) =>
    kpis.map(([{ id: kpi }]) => ({ id: `${kpi}/${store}`, kpi, store })),
  )
  return { stores, day, breaches }
}

/** The figures of a day, told anew: other ones in each round. Stock is plenty, so that no default rule adds an alert. */
export function reportOf(storeId: number, day: string, round: number) {
  const told = measures.map(({ id }, n) => {
    const plenty = id === 'stock_on_hand' ? 100_000 : 0
    return [id, String(1_000 + plenty + ((n * 7 + round) % 400))] as const
  })
  return { storeId, sku: '', day, measures: Object.fromEntries(told) }
}

/** KPIs with a target that any figure of the stream misses by more than half. */
async function breakableKpis(db: Db, stores: readonly Store[], day: string) {
  const figures = createFigures(db)
  const [store] = stores
  if (!store) return []
  const { kpis } = await figures.catalog()
  const place = { kind: 'store', slug: store.slug } as const
  const asked = { kpis, place, period: dayPeriod(day), now: new Date() }
  const read = await figures.read({ stores, demo: false }, asked)
  const found: (readonly [Kpi, number])[] = []
  for (const figure of read) {
    const target = figure.kpi.better === 'lower' ? (figure.value ?? 0) / 1_000 : (figure.value ?? 0) * 1_000
    const attainment = figure.kpi.better === 'lower' || figure.kpi.better === 'higher' ? 0.001 : null
    const goal = { ...{ value: target, low: null, high: null }, attainment } as NonNullable<typeof figure.target>
    const look = { day, running: false, amount: isAmount(figure.kpi) }
    if (target > 0 && judgeTarget({ ...figure, target: goal }, look)?.breach) found.push([figure.kpi, target])
  }
  if (found.length < kpiCount) throw new Error(`only ${found.length} KPIs can be broken`)
  return found.slice(0, kpiCount)
}

/** The same targets for all stores. */
async function setGoals(db: Db, goals: readonly (readonly [Kpi, number])[]): Promise<void> {
  const rows = goals.map(([{ id, unit }, value]) => ({ kpi: id, value, currency: unit === 'money' ? 'USD' : null }))
  await db.execute(sql`
    insert into targets (kpi_id, place, period, value, currency, valid_from)
    select g.kpi, 'store:' || s.slug, 'day', g.value, g.currency, '2020-01-01'
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as g(kpi text, value numeric, currency text), stores s`)
  await db.execute(sql`vacuum analyze targets`)
}
