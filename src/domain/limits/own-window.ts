import type { Kpi } from '#src/domain/kpis/kpi.ts'

/** KPIs of a marketplace's lines, and the pair of measures in which the marketplace tells its own figure. */
const pairs: Readonly<Record<string, string>> = {
  order_defect_rate: 'account_odr',
  late_shipment_rate: 'account_late',
  cancel_rate_seller: 'account_cancel',
  valid_tracking_rate: 'account_vtr',
  on_time_delivery_rate: 'account_otd',
  response_rate_24h: 'account_response',
  response_rate_48h: 'account_response',
}

/**
 * A KPI as the marketplace counts it over its own rolling window: what stands on a day, never a sum over days. The line
 * that the marketplace draws is held against this where it is told, because its own figure is what it acts on. `null`:
 * marketplaces tell no such figure.
 */
export function ownWindowKpi(kpi: Kpi): Kpi | null {
  const pair = pairs[kpi.id]
  if (pair === undefined) return null
  const { minimumSample: _, ...others } = kpi // the marketplace judges from the first case on
  return { ...others, id: `${kpi.id}/own`, formula: `${pair}_n / ${pair}_d` }
}

/** The KPIs and those of them that marketplaces count themselves, to be read together. */
export function withOwnWindows(kpis: readonly Kpi[]): readonly Kpi[] {
  return [...kpis, ...kpis.flatMap(kpi => ownWindowKpi(kpi) ?? [])]
}
