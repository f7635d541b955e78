import type { Severity } from '#src/domain/alerts/alert.ts'
import { baselineFor } from '#src/domain/baseline/baseline.ts'
import { dayTypeOf } from '#src/domain/baseline/day-type.ts'
import type { Baseline } from '#src/domain/baseline/pool-days.ts'
import { scoreOf, type ValueKind, watchScore } from '#src/domain/baseline/score.ts'
import type { Day } from '#src/domain/period/index.ts'
import type { Look } from './finding.ts'
import type { AlertRule, SurgeRule } from './rule.ts'
import { type RulePoint, type RuleView, settled } from './view.ts'

/** A change by so much is critical where it hurts (judgement: two thirds are gone, or it is threefold). */
const criticalDrop = -2 / 3
const criticalRise = 2

/** How unusual a day is against comparable days. Closed days, force majeure and events nobody can size are held back. */
export function judgeSurge(rule: AlertRule, asked: SurgeRule, day: Day, view: RuleView): Look {
  const point = settled(view, day)
  if (!point || point.value === null) return null
  const type = dayTypeOf(day, view.context)
  const baseline = baselineFor({
    day,
    past: before => exampleOf(before, view),
    context: view.context,
    scales: view.kpi.unit !== 'ratio' && view.amount,
  })
  if (!baseline) {
    const { kind } = type
    const held = kind === 'force-majeure' || kind === 'closed' || kind === 'event'
    return held ? { day, heldBy: kind, event: type.event?.name ?? null } : null
  }
  return judged(rule, asked, { day, point, value: point.value, baseline }, view)
}

interface Seen {
  readonly day: Day
  readonly point: RulePoint
  readonly value: number
  readonly baseline: Baseline
}

function judged(rule: AlertRule, asked: SurgeRule, { day, point, value, baseline }: Seen, view: RuleView): Look {
  const { score, change } = scoreOf({ value, sample: point.sample }, baseline, kindOf(view))
  const plain = asked.level === 0
  const size = change ?? Math.sign(value)
  const bad = signs(asked, view).some(sign => (plain ? sign * size >= asked.least : sign * score >= asked.level))
  const breach = bad && Math.abs(change ?? 1) >= asked.least ? (rule.severity ?? severityOf(change)) : null
  const event = baseline.type.event?.name
  return {
    day,
    value,
    limit: baseline.expected,
    breach,
    calm: plain ? !bad : signs(asked, view).every(sign => sign * score < watchScore),
    finding: {
      kind: asked.kind,
      ...(plain ? { plain } : {}),
      rule: rule.id,
      expected: baseline.expected,
      ...(change === null ? {} : { change }),
      method: baseline.method,
      comparedWith: baseline.days.length,
      ...(event === undefined ? {} : { event }),
    },
  }
}

function exampleOf(day: Day, view: RuleView) {
  const point = view.soldOut(day) ? null : settled(view, day)
  return point === null || point.value === null ? null : { value: point.value, sample: point.sample }
}

function kindOf({ kpi, amount }: RuleView): ValueKind {
  if (kpi.unit === 'ratio') return 'rate'
  return kpi.unit === 'count' && amount ? 'count' : 'amount'
}

function signs({ direction }: SurgeRule, { kpi }: RuleView): readonly (1 | -1)[] {
  if (direction === 'up') return [1]
  if (direction === 'down') return [-1]
  if (direction === 'both' || kpi.better === 'band') return [1, -1]
  return kpi.better === 'higher' ? [-1] : [1]
}

function severityOf(change: number | null): Severity {
  return change !== null && (change <= criticalDrop || change >= criticalRise) ? 'critical' : 'bad'
}
