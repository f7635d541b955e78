import type { Severity } from '#src/domain/alerts/alert.ts'
import { dayTypeOf } from '#src/domain/baseline/day-type.ts'
import { isWorkday } from '#src/domain/calendar/index.ts'
import { shiftDays } from '#src/domain/days.ts'
import type { Theme } from '#src/domain/kpis/kpi.ts'
import type { Day } from '#src/domain/period/index.ts'
import { attainment } from '#src/domain/targets/attainment.ts'
import type { Look } from './finding.ts'
import type { AlertRule, StreakRule } from './rule.ts'
import { judgedValue, type RuleView, settled } from './view.ts'

/** So many days that do not count are passed over in search of the one before (judgement: the longest holidays). */
const maxSkipped = 14

/**
 * How many business days in a row stayed under the derived day target. Holidays, closed days, force majeure, days
 * without final figures, and for service and fulfilment weekends, neither break nor extend it. It is said at N days, and again, graver, at 2 N and 4 N.
 */
export function judgeStreak(rule: AlertRule, asked: StreakRule, day: Day, view: RuleView): Look {
  const type = dayTypeOf(day, view.context)
  if (type.kind === 'force-majeure' || type.kind === 'closed' || type.kind === 'holiday')
    return settled(view, day) && { day, heldBy: type.kind, event: type.event?.name ?? null }
  const today = isBusinessDay(day, view) ? attainedOn(day, view) : null
  if (!today) return null
  const days = daysUnder(day, asked.share, { most: asked.days * 4, view })
  const finding = { kind: asked.kind, rule: rule.id, days }
  const breach = days >= asked.days ? severityOf(days, asked.days, rule.severity) : null
  const calm = today.attained >= asked.share + rule.hysteresis
  return { day, value: today.value, limit: today.target, breach, calm, finding }
}

/** Business days in a row under a share of the day target, the given day included, at most so many. */
export function daysUnder(
  last: Day,
  share: number,
  { most, view }: { readonly most: number; readonly view: RuleView },
) {
  let count = 0
  let skipped = 0
  for (let day = last; count < most && skipped <= maxSkipped; day = shiftDays(day, -1)) {
    const counted = isBusinessDay(day, view) ? attainedOn(day, view) : null
    if (!counted) {
      skipped++
      continue
    }
    if (counted.attained >= share) return count
    count++
    skipped = 0
  }
  return count
}

/** What people do rests at weekends; marketplaces sell on all days (judgement). */
const restingThemes: ReadonlySet<Theme> = new Set(['service', 'fulfilment', 'soft'])

/** A day that counts: no holiday, closure or force majeure, and for the work of people a workday of the market. */
function isBusinessDay(day: Day, { kpi, context }: RuleView): boolean {
  const { kind } = dayTypeOf(day, context)
  if (kind === 'force-majeure' || kind === 'closed' || kind === 'holiday') return false
  return !restingThemes.has(kpi.theme) || isWorkday(day, context.market ?? '')
}

function attainedOn(day: Day, view: RuleView) {
  const point = settled(view, day)
  const target = view.target(day, day, 'day')
  const value = judgedValue(point)
  const attained = attainment(value, target, view.kpi.better)
  return value === null || attained === null ? null : { attained, target, value }
}

function severityOf(days: number, asked: number, severity: Severity | null): Severity {
  if (severity !== null) return severity
  return days >= asked * 4 ? 'critical' : days >= asked * 2 ? 'bad' : 'warning'
}
