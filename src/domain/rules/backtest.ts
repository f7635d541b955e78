import { type AlertFields, transition } from '#src/domain/alert.ts'
import { type DayKind, dayTypeOf } from '#src/domain/baseline/day-type.ts'
import { eachDay } from '#src/domain/days.ts'
import type { Day } from '#src/domain/period.ts'
import { type HeldBack, isJudged, type RuleJudgement } from './finding.ts'
import { judgeRule } from './judge.ts'
import type { AlertRule } from './rule.ts'
import type { RuleView } from './view.ts'

/** A time at which a rule would have spoken. */
export interface Firing {
  readonly judgement: RuleJudgement
  readonly dayKind: DayKind
}

/** What a rule would have said in the past. */
export interface Backtest {
  readonly firings: readonly Firing[]
  readonly held: readonly HeldBack[]
  /** Days about which the rule could say something. */
  readonly judgedDays: number
}

/** Runs a rule over past days, each as it would have been judged then, with the same opening and ending as alerts. */
export function backtest(rule: AlertRule, view: RuleView, from: Day, to: Day): Backtest {
  const firings: Firing[] = []
  const held: HeldBack[] = []
  let judgedDays = 0
  let alert: AlertFields | null = null
  for (const day of eachDay(from, to)) {
    const look = judgeRule(rule, day, view)
    if (look && !isJudged(look)) held.push(look)
    if (!isJudged(look)) continue
    judgedDays++
    const change = transition(alert, subject(rule), [look], new Date(`${day}T23:59:59Z`))
    if (change?.kind === 'opened' || change?.kind === 'worsened' || change?.kind === 'reopened')
      firings.push({ judgement: look, dayKind: dayTypeOf(day, view.context).kind })
    alert = change?.fields ?? alert
  }
  return { firings, held, judgedDays }
}

function subject(rule: AlertRule) {
  return { rule: `rule/${rule.id}`, kpiId: rule.kpiId, place: rule.place, currency: null, owner: rule.owner }
}
