import { dayTypeOf, withoutEvent } from '#src/domain/baseline/day-type.ts'
import type { CalendarEvent } from '#src/domain/calendar/index.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import type { Day } from '#src/domain/period/index.ts'
import type { Localized } from '#src/i18n/locale.ts'
import { isJudged, type Look, type RuleJudgement } from './finding.ts'
import { judgeRule } from './judge.ts'
import type { AlertRule } from './rule.ts'
import type { RuleView } from './view.ts'

/** What a rule would have said about a day, had an event not explained it. */
export interface SuppressedJudgement {
  readonly day: Day
  readonly event: CalendarEvent
  readonly value: number
  /** What it would have been held against. */
  readonly expected: number | null
}

/** An alert that an event held back, as it is shown. */
export interface ShownHeld {
  readonly day: string
  readonly kpi: Kpi
  readonly place: Localized
  readonly value: number
  /** What it would have been held against. */
  readonly expected: number | null
  readonly currency: string | null
  readonly event: string
  readonly eventId: number
}

/** Whether an event is why a rule says nothing about a day; `null` where it would be silent anyhow. */
export function heldByEvent(rule: AlertRule, day: Day, view: RuleView, look: Look): SuppressedJudgement | null {
  const { event } = dayTypeOf(day, view.context)
  if (!event || (isJudged(look) && look.breach !== null)) return null
  const plain = judgeRule(rule, day, { ...view, context: withoutEvent(view.context, event) })
  return isJudged(plain) && plain.breach !== null ? { day, event, value: plain.value, expected: plain.limit } : null
}

/** A judgement that opens nothing, and ends an alert that the event explains altogether. */
export function explainedJudgement(
  rule: AlertRule,
  { day, event, value, expected }: SuppressedJudgement,
  look: Look,
): RuleJudgement {
  const explained = { since: event.fromDay, reason: `${event.name} (#${event.id})` }
  if (isJudged(look)) return { ...look, explained, finding: { ...look.finding, explained: true } }
  const finding = { kind: rule.parameters.kind, rule: rule.id, explained: true }
  return { day, value, limit: expected, breach: null, calm: false, explained, isHeld: true, finding }
}
