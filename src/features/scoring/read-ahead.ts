import type { Kpi } from '#src/domain/kpis/kpi.ts'
import { limitsFor } from '#src/domain/limits/index.ts'
import { ownWindowKpi } from '#src/domain/limits/own-window.ts'
import { type Period, shiftDays } from '#src/domain/period/index.ts'
import type { PlaceKey, Store } from '#src/domain/place.ts'
import type { TemplateLine } from '#src/domain/templates/template.ts'
import { storesOf } from './gather.ts'
import { monthsBefore } from './goals.ts'
import type { ScoreParts } from './score-subject.ts'

/**
 * Figures of three months are held against the weeks before them, which are fourteen, and marketplaces look back over
 * windows of up to ninety days: what a score of a period looks at begins no earlier than so many days before.
 */
const reach = 100

/** Parts whose figures hold all days that the scores of some periods look at, read in one query. */
export async function withDaysOf<P extends ScoreParts>(
  parts: P,
  lines: readonly (TemplateLine & { readonly places: readonly PlaceKey[] })[],
  periods: readonly Period[],
): Promise<P> {
  const stores = storesOf([...new Set(lines.flatMap(({ places }) => places))], parts)
  const froms = periods.map(period => shiftDays(monthsBefore(period).from, -reach)).sort()
  const ends = periods.map(({ end }) => end).sort()
  const [from, to] = [froms[0], ends.at(-1)]
  if (stores.length === 0 || from === undefined || to === undefined) return parts
  const kpis = kpisOf(parts, lines, stores)
  return { ...parts, figures: await parts.figures.readAhead({ stores, kpis, from, to }) }
}

/** What lines are, what their targets are a share of, and what marketplaces draw lines for. */
function kpisOf({ catalog }: ScoreParts, lines: readonly TemplateLine[], stores: readonly Store[]): readonly Kpi[] {
  const limits = stores.flatMap(store => limitsFor(store)).map(({ kpiId }) => kpiId)
  const goals = lines.flatMap(({ goal }) => (goal.kind === 'share' ? [goal.of] : []))
  const ids = new Set([...lines.map(({ kpiId }) => kpiId), ...goals, ...limits, 'orders'])
  const kpis = [...ids].flatMap(id => catalog.findKpi(id) ?? [])
  return [...kpis, ...kpis.flatMap(kpi => ownWindowKpi(kpi) ?? [])]
}
