import { denominatorsOf } from '#src/domain/formula/index.ts'
import { namedWithBase, visitBaseOf } from '#src/domain/kpi-ways.ts'
import { type Kpi, waysToCount } from '#src/domain/kpis/kpi.ts'
import { holds, parsePlaceKey, type Store } from '#src/domain/place.ts'
import { readFirstDays } from '#src/features/figures/store/facts.ts'
import type { Db } from '#src/platform/database/db.ts'

/**
 * The KPI as it can be counted at stores: the first way for which any of them ever told what it divides by. Ways are never
 * mixed: a store without what the others are counted by is left out of their total.
 */
export function countedAt(kpi: Kpi, stores: readonly Store[], tells: (store: Store, measure: string) => boolean): Kpi {
  const isTold = (way: Kpi) => denominatorsOf(way).some(measure => stores.some(store => tells(store, measure)))
  return kpi.otherwise ? (waysToCount(kpi).find(isTold) ?? kpi) : kpi
}

/**
 * What is said about KPIs at places without a figure of the engine (targets, alerts, proposals, lines of a score), each KPI
 * named with the kind of visits that it is divided by at the stores of its places. Only the name changes.
 * `placesOf`: the keys of the places of a row; `stores`: those that may be meant, demo or real, never both.
 */
export async function namedAt<T extends { readonly kpi: Kpi }>(
  db: Db,
  { stores, placesOf }: { readonly stores: readonly Store[]; readonly placesOf: (row: T) => readonly string[] },
  rows: readonly T[],
): Promise<readonly T[]> {
  const rates = rows.filter(({ kpi }) => visitBaseOf(kpi) !== null)
  if (rates.length === 0) return rows
  const meant = new Map(rates.map(row => [row, storesAt(placesOf(row), stores)]))
  const first = await readFirstDays(db, {
    storeIds: [...new Set([...meant.values()].flat().map(store => store.id))],
    measures: [...new Set(rates.flatMap(({ kpi }) => waysToCount(kpi).flatMap(denominatorsOf)))],
  })
  const told = new Set(first.map(({ storeId, measure }) => `${storeId}/${measure}`))
  const tells = (store: Store, measure: string) => told.has(`${store.id}/${measure}`)
  return rows.map(row => {
    const mine = meant.get(row)
    if (!mine) return row
    return { ...row, kpi: { ...row.kpi, label: namedWithBase(countedAt(row.kpi, mine, tells)).label } }
  })
}

function storesAt(keys: readonly string[], stores: readonly Store[]): readonly Store[] {
  const places = keys.flatMap(key => parsePlaceKey(key) ?? [])
  return stores.filter(store => places.some(place => holds(place, store)))
}
