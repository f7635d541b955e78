import type { Kpi } from '#src/domain/kpis/kpi.ts'
import type { Day } from '#src/domain/period/index.ts'
import { placeKey, type Store } from '#src/domain/place.ts'
import type { PersonName, Target } from '#src/domain/targets/target.ts'
import { pickTarget } from '#src/domain/targets/targeting.ts'
import { listTargets } from '#src/features/targets/index.ts'
import type { Db } from '#src/platform/database/db.ts'

/** A month of a row. */
export interface PlanCell {
  /** First day of the month. */
  readonly month: Day
  /** Minor units for money, 0–1 for ratios; `null`: no target counts. */
  readonly value: number | null
  /** Set for this very month; otherwise it goes on from an earlier one. */
  readonly own: boolean
}

/** A KPI of a store over the months of a year. */
export interface PlanRow {
  readonly kpi: Kpi
  readonly store: Store
  /** Whose target it is, in the last month that has one; `null`: nobody's. */
  readonly owner: PersonName | null
  readonly cells: readonly PlanCell[]
}

/** The first days of the months of a year. */
function monthsOf(year: number): readonly Day[] {
  return Array.from({ length: 12 }, (_, at) => `${year}-${String(at + 1).padStart(2, '0')}-01`)
}

/** All targets of some KPIs and stores, as rows are made of. */
export function planHistory(
  db: Db,
  { kpis, stores, demo }: { readonly kpis: readonly Kpi[]; readonly stores: readonly Store[]; readonly demo: boolean },
): Promise<readonly Target[]> {
  const places = stores.map(({ slug }) => placeKey({ kind: 'store', slug }))
  return listTargets(db, { kpiIds: kpis.map(({ id }) => id), places, demo })
}

/** The monthly targets that count in a year, a row for each KPI and store; bands, which have two values, are left out. */
export function planRows(
  history: readonly Target[],
  { kpis, stores, year }: { readonly kpis: readonly Kpi[]; readonly stores: readonly Store[]; readonly year: number },
): readonly PlanRow[] {
  const byKey = new Map<string, Target[]>()
  for (const target of history) {
    const key = `${target.kpiId}/${target.place}`
    byKey.set(key, [...(byKey.get(key) ?? []), target])
  }
  return kpis
    .filter(kpi => kpi.better !== 'band')
    .flatMap(kpi =>
      stores.map(store =>
        rowOf(byKey.get(`${kpi.id}/${placeKey({ kind: 'store', slug: store.slug })}`) ?? [], kpi, store, year),
      ),
    )
}

function rowOf(history: readonly Target[], kpi: Kpi, store: Store, year: number): PlanRow {
  const place = placeKey({ kind: 'store', slug: store.slug })
  let owner: PersonName | null = null
  const cells = monthsOf(year).map(month => {
    const found = pickTarget(history, kpi.id, place, 'month', month)
    const fits = found && (kpi.unit !== 'money' || found.currency === null || found.currency === store.currency)
    if (found) owner = found.owner
    return { month, value: fits ? found.value : null, own: found?.validFrom === month }
  })
  return { kpi, store, owner, cells }
}
