/** How a KPI of a scorecard went in the periods before, oldest first. */
export interface LineHistory {
  readonly kpiId: string
  readonly weight: number
  /** Attainments of whole periods, `null` where nothing counted. */
  readonly attained: readonly (number | null)[]
  /** Its values week by week, for seeing what moves together; `null`: none. */
  readonly weekly: readonly (number | null)[]
}

/** What distorts a score. */
export type ScoreFinding =
  | { readonly kind: 'dominates'; readonly kpiId: string; readonly share: number }
  | { readonly kind: 'overlap'; readonly kpiIds: readonly string[]; readonly weight: number }
  | { readonly kind: 'always-met' | 'never-met'; readonly kpiId: string; readonly periods: number }
  | { readonly kind: 'no-data'; readonly kpiId: string; readonly weight: number }
  | { readonly kind: 'together'; readonly kpiIds: readonly [string, string]; readonly correlation: number }

/** One KPI moves more than so much of the score (judgement). */
const dominatingShare = 0.6
/** So many periods in a row say that a target is no challenge, or out of reach (judgement). */
const sameOutcome = 4
/** Two series are one from this correlation on, over at least so many weeks (judgement). */
const oneSeries = 0.95
const fewestWeeks = 8

/** KPIs that say the same in other words: counting them twice makes one thing decide. */
const overlapping: readonly (readonly string[])[] = [
  ['acos', 'roas', 'tacos', 'cpa', 'ad_sales_share'],
  ['sales', 'gross_sales', 'orders', 'units'],
  ['conversion_rate', 'unit_session_rate'],
  ['late_shipment_rate', 'late_dispatch_rate', 'ship_72h_rate', 'ship_48h_rate', 'ship_24h_rate', 'ship_on_time_rate'],
  ['avg_stars', 'negative_review_rate', 'positive_review_rate'],
  ['response_rate_24h', 'response_rate_12h', 'response_rate_48h', 'first_response_minutes'],
  ['profit', 'profit_rate', 'contribution_margin_rate', 'gross_margin_rate', 'gross_profit'],
  ['return_rate', 'refund_rate'],
]

/** What makes a scorecard say less, or other, than it seems to; what weighs most first. */
export function checkScore(lines: readonly LineHistory[]): readonly ScoreFinding[] {
  return [...withoutData(lines), ...dominating(lines), ...overlaps(lines), ...constant(lines), ...together(lines)]
}

function withoutData(lines: readonly LineHistory[]): readonly ScoreFinding[] {
  return lines
    .filter(({ attained }) => attained.length > 0 && attained.every(one => one === null))
    .map(({ kpiId, weight }) => ({ kind: 'no-data', kpiId, weight }))
}

/** By the spread of what each brings: a heavy KPI that never moves decides nothing. */
function dominating(lines: readonly LineHistory[]): readonly ScoreFinding[] {
  const spreads = lines.map(({ kpiId, weight, attained }) => ({ kpiId, spread: (weight * deviation(attained)) ** 2 }))
  const all = spreads.reduce((sum, { spread }) => sum + spread, 0)
  if (all <= 0 || lines.length < 2) return []
  return spreads
    .filter(({ spread }) => spread / all > dominatingShare)
    .map(({ kpiId, spread }) => ({ kind: 'dominates', kpiId, share: spread / all }))
}

function overlaps(lines: readonly LineHistory[]): readonly ScoreFinding[] {
  return overlapping.flatMap(group => {
    const same = lines.filter(({ kpiId }) => group.includes(kpiId))
    const weight = same.reduce((sum, line) => sum + line.weight, 0)
    return same.length < 2 ? [] : [{ kind: 'overlap', kpiIds: same.map(({ kpiId }) => kpiId), weight } as const]
  })
}

function constant(lines: readonly LineHistory[]): readonly ScoreFinding[] {
  return lines.flatMap(({ kpiId, attained }): ScoreFinding[] => {
    const last = attained.filter(one => one !== null).slice(-Math.max(sameOutcome, attained.length))
    if (last.length < sameOutcome) return []
    if (last.every(one => one >= 1)) return [{ kind: 'always-met', kpiId, periods: last.length }]
    return last.every(one => one < 0.8) ? [{ kind: 'never-met', kpiId, periods: last.length }] : []
  })
}

function together(lines: readonly LineHistory[]): readonly ScoreFinding[] {
  return lines.flatMap((one, at) =>
    lines.slice(at + 1).flatMap((other): ScoreFinding[] => {
      const correlation = correlationOf(one.weekly, other.weekly)
      if (correlation === null || Math.abs(correlation) < oneSeries) return []
      return [{ kind: 'together', kpiIds: [one.kpiId, other.kpiId], correlation }]
    }),
  )
}

/** Pearson's coefficient over the weeks that both know; `null` with too few, or where one never moves. */
export function correlationOf(a: readonly (number | null)[], b: readonly (number | null)[]): number | null {
  const pairs = a.flatMap((x, at) => {
    const y = b[at] ?? null
    return x === null || y === null ? [] : [[x, y] as const]
  })
  if (pairs.length < fewestWeeks) return null
  const meanX = mean(pairs.map(([x]) => x))
  const meanY = mean(pairs.map(([, y]) => y))
  const sum = (part: (x: number, y: number) => number) =>
    pairs.reduce((total, [x, y]) => total + part(x - meanX, y - meanY), 0)
  const spread = Math.sqrt(sum(x => x * x) * sum((_x, y) => y * y))
  return spread > 0 ? sum((x, y) => x * y) / spread : null
}

function deviation(values: readonly (number | null)[]): number {
  const known = values.filter(value => value !== null)
  if (known.length < 2) return 0
  const middle = mean(known)
  return Math.sqrt(mean(known.map(value => (value - middle) ** 2)))
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
