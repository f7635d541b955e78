import { type Alert, type AlertFields, type Judgement, type Transition, transition } from '#src/domain/alerts/alert.ts'
import { calmAttainment, criticalAttainment, redAttainment } from '#src/domain/alerts/judge.ts'
import { eachDay } from '#src/domain/days.ts'
import { breaks } from '#src/domain/limits/index.ts'
import type { Day } from '#src/domain/period/index.ts'
import { attainment, isBelow } from '#src/domain/targets/attainment.ts'
import { type AlertSpan, backtest, type Explained } from './backtest.ts'
import { isBeyondChance } from './chance.ts'
import { explainedBy } from './default-rules.ts'
import { lineWindowAt } from './judge-value.ts'
import type { AlertRule } from './rule.ts'
import { judgedValue, type RuleView, settled } from './view.ts'

/** The KPIs whose alerts say what an alert of this one would: itself, and those that it drives. */
export function explainersOf(kpiId: string): readonly string[] {
  const drives = Object.entries(explainedBy).filter(([, driven]) => driven.includes(kpiId))
  return [kpiId, ...drives.map(([id]) => id)]
}

/**
 * Whether another alert of the place already says what a rule would begin to say on a day: a missed day target, a
 * marketplace's line, an older rule of the same KPI, or a rule of a KPI that this one drives. `views` are by KPI;
 * `others` watch the same place.
 */
export function coveredBy(
  rule: AlertRule,
  others: readonly AlertRule[],
  views: ReadonlyMap<string, RuleView>,
  span: AlertSpan,
): Explained {
  const before: AlertSpan[] = []
  const after: AlertSpan[] = []
  for (const kpiId of explainersOf(rule.kpiId)) {
    const view = views.get(kpiId)
    if (!view) continue
    before.push(
      ...standingOf(day => judgeShareOfMonth(day, view), span),
      ...standingOf(day => judgeLine(day, view), span),
    )
    for (const other of others.filter(one => one.kpiId === kpiId && one.id !== rule.id)) {
      const isSooner = kpiId !== rule.kpiId || rule.id === 0 || other.id < rule.id
      const list = isSooner ? before : after
      list.push(...backtest(other, view, span).standing)
    }
  }
  return day =>
    before.some(({ from, to }) => from <= day && day <= to) || after.some(({ from, to }) => from < day && day <= to)
}

/** The stretches in which an alert would have stood. */
function standingOf(look: (day: Day) => Judgement | null, { from, to }: AlertSpan): readonly AlertSpan[] {
  const found: AlertSpan[] = []
  let alert: AlertFields | null = null
  for (const day of eachDay(from, to)) {
    const judgement = look(day)
    const change: Transition | null =
      judgement && transition(alert, nameless, [judgement], new Date(`${day}T23:59:59Z`))
    if (change?.kind === 'resolved') found.push({ from: change.fields.fromDay, to: day })
    alert = change?.fields ?? alert
  }
  return alert && alert.state !== 'resolved' ? [...found, { from: alert.fromDay, to }] : found
}

const nameless: Pick<Alert, 'rule' | 'kpiId' | 'place' | 'currency' | 'owner'> = {
  ...{ rule: '', kpiId: '', place: 'all', currency: null, owner: null },
}

/** The day's target as the evaluation judges it. */
function judgeShareOfMonth(day: Day, view: RuleView): Judgement | null {
  const point = settled(view, day)
  const limit = view.target(day, day, 'day')
  const value = judgedValue(point)
  const attained = attainment(value, limit, view.kpi.better)
  if (value === null || attained === null || limit === 0) return null
  const severe = isBelow(attained, criticalAttainment)
  const breach = severe
    ? 'critical'
    : isBelow(attained, redAttainment) && isBeyondChance({ day, value, attained }, view)
      ? 'bad'
      : null
  return { day, value, limit, breach, calm: !isBelow(attained, calmAttainment) }
}

function judgeLine(day: Day, view: RuleView): Judgement | null {
  const [limit] = view.limits
  const value = limit ? (lineWindowAt(limit.windowDays, day, view)?.value ?? null) : null
  if (!limit || value === null) return null
  const broken = breaks(limit, value)
  return { day, value, limit: limit.limit, breach: broken ? 'critical' : null, calm: !broken }
}
