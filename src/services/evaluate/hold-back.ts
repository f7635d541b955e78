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
  const standing = new Map<string, Standing[]>()
  const stand = (alert: Standing) => {
    const there = standing.get(alert.place)
    if (there) there.push(alert)
    else standing.set(alert.place, [alert])
  }
  for (const alert of unresolved) stand(alert)
  const own = new Set(unresolved.map(({ rule, place }) => `${rule} ${place}`))
  const kept: Judged[] = []
  for (const one of [...judged].sort(byWeight)) {
    const { rule, kpiId, place } = one.rule
    const opens = !own.has(`${rule} ${place}`) && one.judgements.at(-1)?.breach !== null
    if (opens && one.source && isSaid(one.rule, standing.get(place) ?? [], lateRules)) continue
    if (opens) stand({ rule, kpiId, place })
    kept.push(one)
  }
  return kept
}

function isSaid({ rule, kpiId }: Standing, there: readonly Standing[], lateRules: ReadonlySet<string>): boolean {
  return there.some(alert => {
    if (alert.rule === rule) return false
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
