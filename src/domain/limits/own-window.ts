import type { Kpi } from '#src/domain/kpis/kpi.ts'
import type { PlatformLimit } from '#src/domain/limits/index.ts'
import { findMeasure } from '#src/domain/measures/index.ts'
import { formatPercent, formatValue } from '#src/i18n/format/index.ts'
import { fill, type Localized } from '#src/i18n/locale.ts'

/** In which measures a marketplace tells a figure of its own. */
interface Own {
  /** `<pair>_n` over `<pair>_d`, and `<pair>_target` of so many as `full`. */
  readonly pair: string
  /** What a target counts as one: 100 for shares, 1 for means and counts. */
  readonly full: 100 | 1
  /** The KPI is the rest of the pair: what is in time, where the pair tells what is late. */
  readonly isRest?: true
}

const share = (pair: string): Own => ({ pair, full: 100 })
const mean = (pair: string): Own => ({ pair, full: 1 })

/** KPIs that marketplaces count themselves. */
const owns: Readonly<Record<string, Own>> = {
  order_defect_rate: share('account_odr'),
  late_shipment_rate: share('account_late'),
  ship_on_time_rate: { ...share('account_late'), isRest: true },
  cancel_rate_seller: share('account_cancel'),
  return_rate: share('account_returns'),
  valid_tracking_rate: share('account_vtr'),
  on_time_delivery_rate: share('account_otd'),
  response_rate_24h: share('account_response'),
  response_rate_48h: share('account_response'),
  late_dispatch_rate: share('account_late'),
  negative_feedback_rate: share('account_feedback'),
  item_not_received_rate: share('account_inr'),
  unresolved_case_rate: share('account_cases'),
  positive_rating_rate: share('account_positive'),
  shop_rating: mean('account_rating'),
  avg_handling_hours: mean('account_preparation'),
  first_response_minutes: mean('account_reply'),
  non_fulfilment_rate: share('account_unfulfilled'),
  fast_handover_rate: share('account_handover'),
  preorder_listing_rate: share('account_preorder'),
  listing_violations: mean('account_listing'),
}

/**
 * A KPI as the marketplace counts it over its own rolling window: what stands on a day, never a sum over days. The line
 * that the marketplace draws is held against this where it is told, because its own figure is what it acts on. `null`:
 * marketplaces tell no such figure.
 */
export function ownWindowKpi(kpi: Kpi): Kpi | null {
  return variant(kpi, 'own', ({ pair }) => `${pair}_n / ${pair}_d`)
}

/**
 * The target that the marketplace sets this shop for its own figure: it differs by shop and region and changes, so that it
 * goes before every line that is known beforehand. `null`: marketplaces tell no such figure.
 */
export function ownTargetKpi(kpi: Kpi): Kpi | null {
  const own = owns[kpi.id]
  if (!own || findMeasure(`${own.pair}_target`) === null) return null
  return variant(kpi, 'own-target', ({ pair, full }) => `${pair}_target / ${full}`)
}

function variant(kpi: Kpi, name: string, formulaOf: (own: Own) => string): Kpi | null {
  const own = owns[kpi.id]
  if (own === undefined) return null
  const { minimumSample: _, ...others } = kpi // the marketplace judges from the first case on
  const formula = formulaOf(own)
  return { ...others, id: `${kpi.id}/${name}`, formula: own.isRest ? `1 - ${formula}` : formula }
}

/** The KPIs and those of them that marketplaces count themselves, with their targets, to be read together. */
export function withOwnWindows(kpis: readonly Kpi[]): readonly Kpi[] {
  return [...kpis, ...kpis.flatMap(kpi => [ownWindowKpi(kpi), ownTargetKpi(kpi)].filter(one => one !== null))]
}

const wording: Localized = {
  en: '{kpi} {comparison} {limit}: the target that the marketplace sets this shop',
  ja: '{kpi} {comparison} {limit}（モールがこの店舗に示す目標）',
  'zh-CN': '{kpi} {comparison} {limit}（平台对本店的要求）',
}
const signs = { '<': '<', '<=': '≤', '>': '>', '>=': '≥' } as const

/** A line with the target that the marketplace told of this shop; `null`: it told none, and the line stays what it is. */
export function limitAsTold(limit: PlatformLimit, kpi: Kpi, target: number | null): PlatformLimit {
  if (target === null) return limit
  const source = fill(wording, {
    kpi: kpi.label,
    comparison: signs[limit.comparison],
    limit: kpi.unit === 'ratio' ? formatPercent(target) : formatValue(target, 'number'),
  })
  return { ...limit, limit: target, certainty: 'published', source }
}
