import type { Catalog } from '#src/domain/catalog.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import type { ResolvedPlace } from '#src/domain/place.ts'
import { listTargets } from '#src/features/targets/index.ts'
import type { Db } from '#src/platform/database/db.ts'

/** What a scorecard shows besides the KPIs that have targets. Judgement: one or two of each theme, money first. */
const usual = [
  'sales',
  'orders',
  'units',
  'aov',
  'conversion_rate',
  'sessions',
  'acos',
  'tacos',
  'ship_72h_rate',
  'cancel_rate_seller',
  'return_rate',
  'avg_stars',
  'response_rate_24h',
  'in_stock_rate',
  'stock_cover_days',
  'gross_margin_rate',
  'profit',
]

/**
 * The KPIs of a scorecard where none is named, most important first: sales, then those with a target of the place, of a
 * part of it or around it, by weight; then the usual ones. Those without data are for the caller to drop.
 */
export async function defaultKpis(
  db: Db,
  catalog: Catalog,
  place: Pick<ResolvedPlace, 'stores'>,
): Promise<readonly Kpi[]> {
  const weights = new Map<string, number>()
  for (const target of await listTargets(db, { about: place.stores })) {
    if (target.withdrawn) continue
    weights.set(target.kpiId, Math.max(weights.get(target.kpiId) ?? 0, target.weight))
  }
  const wanted = [...weights].sort((a, b) => b[1] - a[1]).map(([id]) => id)
  const ids = [...new Set([...(weights.has('sales') ? ['sales'] : []), ...wanted, ...usual])]
  return ids.flatMap(id => catalog.findKpi(id) ?? [])
}
