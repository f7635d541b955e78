import type { Alert } from '#src/domain/alerts/alert.ts'
import { explainedBy } from '#src/domain/rules/default-rules.ts'
import type { Judged } from './judge-targets.ts'

/** What stands at a place already. */
type AboutAlert = Pick<Alert, 'rule' | 'kpiId' | 'place'>

/** Which rules look for late figures, and which measures a KPI is made of. */
export interface HoldBack {
  readonly lateRules: ReadonlySet<string>
  readonly needsOf: (kpiId: string) => readonly string[]
}

/**
 * Leaves out what would only repeat another alert: rules of a KPI that is alerted at the same place already, drivers of
 * an alerted KPI, and KPIs that are made of late figures of the store. What stands is judged on, so that it can end.
 */
export function suppressRedundant(
  judged: readonly Judged[],
  unresolved: readonly AboutAlert[],
  { lateRules, needsOf }: HoldBack,
): readonly Judged[] {
  const missing = missingAt(judged, lateRules)
  const isLate = (one: AboutAlert) => {
    const measures = missing.get(one.place)
    return measures === undefined || needsOf(one.kpiId).some(need => measures.has(need))
  }
  const standing = new Map<string, AboutAlert[]>()
  const stand = (alert: AboutAlert) => {
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
    if (opens && one.source && isSaid(one.rule, standing.get(place) ?? [], lateRules, isLate)) continue
    if (opens) stand({ rule, kpiId, place })
    kept.push(one)
  }
  return kept
}

/** By place, what its late feeds have not told; a place is missing where that is not known: then all of it counts. */
function missingAt(judged: readonly Judged[], lateRules: ReadonlySet<string>): ReadonlyMap<string, Set<string>> {
  const late = judged.filter(({ rule, finding }) => lateRules.has(rule.rule) && (finding?.measures?.length ?? 0) > 0)
  const found = new Map<string, Set<string>>()
  for (const { rule, finding } of late)
    found.set(rule.place, new Set([...(found.get(rule.place) ?? []), ...(finding?.measures ?? [])]))
  return found
}

function isSaid(
  said: AboutAlert,
  there: readonly AboutAlert[],
  lateRules: ReadonlySet<string>,
  isLate: (one: AboutAlert) => boolean,
): boolean {
  const { rule, kpiId } = said
  return there.some(alert => {
    if (alert.rule === rule) return false
    if (lateRules.has(alert.rule)) return isLate(said)
    return alert.kpiId === kpiId || (explainedBy[alert.kpiId]?.includes(kpiId) ?? false)
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
