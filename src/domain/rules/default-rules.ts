import type { Severity } from '#src/domain/alerts/alert.ts'
import { alertScore } from '#src/domain/baseline/score.ts'
import { type RuleDraft, type RuleParameters, usualHysteresis } from './rule.ts'

/** A rule that comes with a KPI. */
export interface DefaultRule extends RuleDraft {
  /** Names it for good: one that somebody stopped does not come back. */
  readonly origin: string
}

interface Extra {
  readonly severity?: Severity
  readonly forDays?: number
  readonly hysteresis?: number
}

/** Every store by itself, always, for nobody in particular: the owner of the store's targets is asked. */
function watch(origin: string, kpiId: string, parameters: RuleParameters, extra: Extra = {}): DefaultRule {
  const { severity = null, forDays = 1, hysteresis = usualHysteresis } = extra
  const where = { place: 'all', eachStore: true, owner: null, activeHours: null }
  return { origin, kpiId, parameters, ...where, severity, hysteresis, forDays }
}

function surge(least: number, direction: 'worse' | 'up' | 'down' | 'both' = 'worse'): RuleParameters {
  return { kind: 'surge', direction, level: alertScore, least }
}

const target: RuleParameters = { kind: 'budget', value: null, currency: null }
const ladder: RuleParameters = { kind: 'ladder', step: 'orange' }

/** A rate that rises by so much is wrong data rather than good news (KPI practice: +300 %). */
export const doubtfulRise = 3

/**
 * What watches a store from its first day on, without anybody asking. Few and quiet: each says something only where the
 * number is both unusual and large (judgement, tried on a simulated year; see docs/alerts.md).
 */
export const defaultRules: readonly DefaultRule[] = [
  watch('data/late', 'sales', { kind: 'late', hours: 6 }),
  watch('sales/surge', 'sales', surge(0.4)),
  watch('sales/streak', 'sales', { kind: 'streak', days: 5, share: 0.85 }),
  watch('conversion/surge', 'conversion_rate', surge(0.3)),
  watch('data/conversion', 'conversion_rate', surge(doubtfulRise, 'up'), { severity: 'warning' }),
  watch('sessions/surge', 'sessions', surge(0.4)),
  watch('ad-spend/surge', 'ad_spend', surge(0.8, 'up')),
  watch('ad-spend/budget', 'ad_spend', target),
  watch('acos/surge', 'acos', surge(0.5)),
  watch('returns/surge', 'return_rate', surge(1)),
  watch('cancellations/surge', 'cancel_rate_seller', surge(1)),
  watch('stock/cover', 'stock_cover_days', { kind: 'cover', days: 10 }, { hysteresis: 0.2 }),
  watch('defects/ladder', 'order_defect_rate', ladder, { forDays: 3 }),
  watch('late-shipment/ladder', 'late_shipment_rate', ladder, { forDays: 3 }),
  watch('seller-cancel/ladder', 'cancel_rate_seller', ladder, { forDays: 3 }),
]

/** What a fall of the first explains: while it is said, these are not said too. */
export const explainedBy: Readonly<Record<string, readonly string[]>> = {
  sales: ['orders', 'units', 'buyers', 'gross_sales', 'sessions', 'visitors', 'page_views', 'conversion_rate'],
  sessions: ['visitors', 'page_views'],
  ad_spend: ['acos', 'tacos', 'roas', 'cpc'],
}
