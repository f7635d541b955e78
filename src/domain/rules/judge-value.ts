import type { Severity } from '#src/domain/alerts/alert.ts'
import { shiftDays } from '#src/domain/days.ts'
import { defectsLeft, ladderStep, ladderSteps } from '#src/domain/limits/ladder.ts'
import type { Day } from '#src/domain/period/index.ts'
import { attainment, isBelow } from '#src/domain/targets/attainment.ts'
import { beyond, compared } from './compare.ts'
import type { Finding, Look } from './finding.ts'
import type { AlertRule, CoverRule, LadderRule, TargetRule, ThresholdRule } from './rule.ts'
import { judgedValue, type RulePoint, type RuleView, settled } from './view.ts'

/** A window needs so much of its days (judgement: half, as for a platform's lines). */
const minCoverage = 0.5

/** A value over its window against a line that somebody drew. */
export function judgeThreshold(rule: AlertRule, asked: ThresholdRule, day: Day, view: RuleView): Look {
  const point = asked.windowDays === 1 ? settled(view, day) : windowAt(asked.windowDays, day, view)
  const value = judgedValue(point)
  if (!point || value === null) return null
  const limit = view.line(asked.value, asked.currency, day)
  if (limit === null) return null
  const { compare } = asked
  const broken = compared(compare, value, limit)
  const calm = !broken && beyond(compare, value, limit) <= -rule.hysteresis * Math.abs(limit)
  const finding = { kind: asked.kind, rule: rule.id, days: asked.windowDays, compare, ...overNothing(point) }
  return { day, value, limit, breach: broken ? (rule.severity ?? 'bad') : null, calm, finding }
}

function overNothing({ unbounded }: RulePoint): Pick<Finding, 'unbounded'> {
  return unbounded ? { unbounded } : {}
}

/** A window that ends with a day, where enough of its days have figures; `null`: it says nothing. */
export function windowAt(days: number, day: Day, view: RuleView) {
  if (day >= view.today) return null
  const point = view.point(shiftDays(day, 1 - days), day)
  return judgedValue(point) === null || point.belowSample || point.coverage < minCoverage ? null : point
}

/** What a marketplace's line is held against: its own figure where it tells one, else ours over the same days. */
export function lineWindowAt(days: number, day: Day, view: RuleView): RulePoint | null {
  const own = day < view.today ? (view.ownWindow?.(day) ?? null) : null
  return own?.value === null || own === null ? windowAt(days, day, view) : own
}

/** How far the day's target, set or derived, is met. */
export function judgeShare(rule: AlertRule, asked: TargetRule, day: Day, view: RuleView): Look {
  const point = settled(view, day)
  const target = view.target(day, day, 'day')
  const value = judgedValue(point)
  const attained = attainment(value, target, view.kpi.better)
  if (!point || value === null || attained === null) return null
  const breach = isBelow(attained, asked.share) ? (rule.severity ?? 'bad') : null
  const finding = { kind: asked.kind, rule: rule.id, ...overNothing(point) }
  return { day, value, limit: target, breach, calm: attained >= asked.share + rule.hysteresis, finding }
}

/**
 * How near the platform's own line is, where it is nearer than a week before: what gets better is no news. Beyond it the
 * platform's rule speaks, which is graver.
 */
export function judgeLadder(rule: AlertRule, asked: LadderRule, day: Day, view: RuleView): Look {
  const [limit] = view.limits
  if (!limit) return null
  const point = lineWindowAt(limit.windowDays, day, view)
  if (!point || point.value === null) return null
  const step = ladderSteps.indexOf(ladderStep(limit, point.value))
  const from = ladderSteps.indexOf(asked.step)
  const left = defectsLeft(limit, point.value, point.sample)
  const cases = left === null || point.sample === null ? {} : { cases: point.sample, defectsLeft: left }
  const finding = { kind: asked.kind, rule: rule.id, days: limit.windowDays, ...cases }
  const before = lineWindowAt(limit.windowDays, shiftDays(day, -7), view)?.value ?? null
  const nears = before === null || ladderSteps.indexOf(ladderStep(limit, before)) < step
  const breach = step >= from && nears ? (rule.severity ?? 'warning') : null
  return { day, value: point.value, limit: limit.limit, breach, calm: step < from, finding }
}

/** How long stock lasts. Half of it is graver. */
export function judgeCover(rule: AlertRule, asked: CoverRule, day: Day, view: RuleView): Look {
  if (day >= view.today) return null
  const { value } = view.point(day, day)
  if (value === null) return null
  const breach = value >= asked.days ? null : coverSeverity(value, asked.days, rule.severity)
  const finding = { kind: asked.kind, rule: rule.id }
  return { day, value, limit: asked.days, breach, calm: value >= asked.days * (1 + rule.hysteresis), finding }
}

function coverSeverity(value: number, days: number, severity: Severity | null): Severity {
  return severity ?? (value < days / 2 ? 'critical' : 'bad')
}
