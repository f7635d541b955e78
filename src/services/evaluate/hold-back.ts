import type { Alert } from '#src/domain/alert.ts'
import { explainedBy } from '#src/domain/default-rules.ts'
import type { Judged } from './judge.ts'

/** What stands at a place already. */
type Standing = Pick<Alert, 'rule' | 'kpiId' | 'place'>

/**
 * Leaves out what would only repeat another alert: rules of a KPI that is alerted at the same place already, drivers of
 * an alerted KPI, and everything at a store whose figures are late. What stands is judged on, so that it can end.
 */
export function worthSaying(
  judged: readonly Judged[],
  unresolved: readonly Standing[],
  lateRules: ReadonlySet<string>,
): readonly Judged[] {
  const standing: Standing[] = [...unresolved]
  const kept: Judged[] = []
  for (const one of [...judged].sort(byWeight)) {
    const { rule, kpiId, place } = one.rule
    const own = unresolved.some(alert => alert.rule === rule && alert.place === place)
    const opens = !own && one.judgements.at(-1)?.breach !== null
    if (opens && one.source && isSaid(one.rule, standing, lateRules)) continue
    if (opens) standing.push({ rule, kpiId, place })
    kept.push(one)
  }
  return kept
}

function isSaid(
  { rule, kpiId, place }: Standing,
  standing: readonly Standing[],
  lateRules: ReadonlySet<string>,
): boolean {
  return standing.some(alert => {
    if (alert.place !== place || alert.rule === rule) return false
    return lateRules.has(alert.rule) || alert.kpiId === kpiId || (explainedBy[alert.kpiId]?.includes(kpiId) ?? false)
  })
}

/** Late figures first, then targets and lines, then KPIs that explain others. */
function byWeight(a: Judged, b: Judged): number {
  return weight(a) - weight(b)
}

function weight({ source, rule }: Judged): number {
  if (source?.parameters.kind === 'late') return 0
  if (!source) return 1
  return rule.kpiId in explainedBy ? 2 : 3
}
