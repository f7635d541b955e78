import { advertising } from './advertising.ts'
import { content } from './content.ts'
import { fulfilment } from './fulfilment.ts'
import type { Kpi } from './kpi.ts'
import { profit } from './profit.ts'
import { returns } from './returns.ts'
import { reviews } from './reviews.ts'
import { sales } from './sales.ts'
import { service } from './service.ts'
import { soft } from './soft.ts'
import { stock } from './stock.ts'
import { traffic } from './traffic.ts'

/** All KPIs that come with the product, in the order in which they are listed. */
export const builtInKpis: readonly Kpi[] = [
  ...sales,
  ...traffic,
  ...content,
  ...advertising,
  ...service,
  ...reviews,
  ...returns,
  ...fulfilment,
  ...stock,
  ...profit,
  ...soft,
]

const byId = new Map(builtInKpis.map(kpi => [kpi.id, kpi]))

/** The built-in KPI with this id; `null` when there is none. */
export function findBuiltInKpi(id: string): Kpi | null {
  return byId.get(id) ?? null
}

/** Everything a KPI is called: id, labels, aliases. */
export function kpiNames(kpi: Kpi): readonly string[] {
  return [kpi.id, ...Object.values(kpi.label), ...kpi.aliases]
}
