import { type AlertFields, transition } from '#src/domain/alerts/alert.ts'
import { type DayKind, dayTypeOf } from '#src/domain/baseline/day-type.ts'
import { eachDay } from '#src/domain/days.ts'
import type { Day } from '#src/domain/period/index.ts'
import { type HeldBack, isJudged, type RuleJudgement } from './finding.ts'
import { judgeRule } from './judge.ts'
import type { AlertRule } from './rule.ts'
import type { RuleView } from './view.ts'

/** A time at which a rule would have spoken. */
export interface Firing {
  readonly judgement: RuleJudgement
  readonly dayKind: DayKind
  /** Another alert would have said it already, so that this one would have called nobody. */
  readonly isExplained: boolean
}

/** Days from one to another on which an alert would have stood, the day that ended it included. */
export interface AlertSpan {
  readonly from: Day
  readonly to: Day
}

/** What a rule would have said in the past. */
export interface Backtest {
  readonly firings: readonly Firing[]
  readonly held: readonly HeldBack[]
  readonly standing: readonly AlertSpan[]
  /** Days about which the rule could say something. */
  readonly judgedDays: number
}

/** Whether another alert already says what begins on a day. */
export type Explained = (day: Day) => boolean

/** Runs a rule over past days, each as it would have been judged then, with the same opening and ending as alerts. */
export function backtest(
  rule: AlertRule,
  view: RuleView,
  { from, to }: AlertSpan,
  isExplained: Explained = () => false,
): Backtest {
  const firings: Firing[] = []
  const held: HeldBack[] = []
  const standing: AlertSpan[] = []
  let judgedDays = 0
  let alert: AlertFields | null = null
  for (const day of eachDay(from, to)) {
    const look = judgeRule(rule, day, view)
    if (look && !isJudged(look)) held.push(look)
    if (!isJudged(look)) continue
    judgedDays++
    const change = transition(alert, subject(rule), [look], new Date(`${day}T23:59:59Z`))
    const begins = change?.kind === 'opened' || change?.kind === 'reopened'
    if (begins || change?.kind === 'worsened') {
      const { kind: dayKind } = dayTypeOf(day, view.context)
      firings.push({ judgement: look, dayKind, isExplained: isExplained(day) })
    }
    if (change?.kind === 'resolved') standing.push({ from: change.fields.fromDay, to: day })
    alert = change?.fields ?? alert
  }
  if (alert && alert.state !== 'resolved') standing.push({ from: alert.fromDay, to })
  return { firings, held, standing, judgedDays }
}

function subject(rule: AlertRule) {
  return { rule: `rule/${rule.id}`, kpiId: rule.kpiId, place: rule.place, currency: null, owner: rule.owner }
}
