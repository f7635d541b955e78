import type { Severity } from '#src/domain/alerts/alert.ts'
import { dayWeight } from '#src/domain/day-shares.ts'
import { daysBetween, later, shiftDays } from '#src/domain/days.ts'
import { type Day, daysOf, monthOf } from '#src/domain/period/index.ts'
import type { Finding, Look } from './finding.ts'
import type { AlertRule, BudgetRule } from './rule.ts'
import type { RuleView } from './view.ts'

/** Before so much of the month has passed a landing swings too much (KPI practice says a tenth; a week is quieter). */
const minShare = 0.2
/** A landing so far beyond the budget is said (judgement: what a last week can hardly win back). */
const slowBurn = 1.1
/** Days that must agree, and how many times their share they spent (judgement, after two-window burn alerts). */
const slowDays = 7
const fastDays = 3
const fastBurn = 2

type Burn = NonNullable<Finding['burn']>
const severities: Readonly<Record<Burn, Severity>> = { over: 'critical', fast: 'bad', slow: 'warning' }

/**
 * A month's budget: it is used up, burns fast (yesterday and the last three days), or slowly but surely (the month's
 * landing and the last seven days). A cost ratio is held against its share the same way, without landing.
 */
export function judgeBudget(rule: AlertRule, asked: BudgetRule, day: Day, view: RuleView): Look {
  if (day >= view.today) return null
  const month = monthOf(day)
  const own = asked.value === null ? null : view.line(asked.value, asked.currency, day)
  if (asked.value !== null && own === null) return null
  const limit = own ?? view.target(month.from, month.to, view.amount ? 'month' : 'day')
  const spent = view.point(month.from, day)
  if (limit === null || limit <= 0 || spent.value === null || spent.belowSample || spent.coverage < 1) return null
  const share = view.amount ? shareOf(month.from, day, view) : 1
  const landing = spent.value / Math.max(share, view.amount ? daysShare(month.from, day) : 0, 1e-9)
  const burn = burnOf({ spent: spent.value, limit, landing, share, day, from: month.from }, view)
  const breach = burn && (rule.severity ?? severities[burn])
  const calm = landing <= limit * (1 - rule.hysteresis)
  const finding: Finding = {
    kind: asked.kind,
    rule: rule.id,
    ...(view.amount ? { landing } : {}),
    ...(burn ? { burn } : {}),
  }
  return { day, value: spent.value, limit, breach, calm, finding }
}

interface Spending {
  readonly spent: number
  readonly limit: number
  readonly landing: number
  readonly share: number
  readonly day: Day
  readonly from: Day
}

function burnOf({ spent, limit, landing, share, day, from }: Spending, view: RuleView): Burn | null {
  if (view.amount && spent > limit) return 'over'
  const times = (days: number) => burnRate(days, { day, from, limit }, view)
  if (times(1) >= fastBurn && times(fastDays) >= fastBurn) return 'fast'
  const beyond = view.amount ? landing > limit * slowBurn : spent > limit
  return share >= minShare && beyond && times(slowDays) >= (view.amount ? slowBurn : 1) ? 'slow' : null
}

/** How many times their share of the budget the last days took; 0 where that cannot be said. */
function burnRate(days: number, { day, from, limit }: Pick<Spending, 'day' | 'from' | 'limit'>, view: RuleView) {
  const since = later(from, shiftDays(day, 1 - days))
  const { value, coverage } = view.point(since, day)
  if (value === null || coverage < 1) return 0
  if (!view.amount) return value / limit
  const share = shareOf(from, day, view) - (since === from ? 0 : shareOf(from, shiftDays(since, -1), view))
  const least = Math.max(share, (daysBetween(since, day) + 1) / daysOf(monthOf(from)).length)
  return share <= 0 ? 0 : value / (limit * least)
}

/**
 * The share of a month's days that have passed. What is spent need not follow what is sold at weekends and events: a
 * budget is in danger only where both ways of counting say so.
 */
function daysShare(from: Day, day: Day): number {
  return (daysBetween(from, day) + 1) / daysOf(monthOf(from)).length
}

/** The share of a month's plan that has passed at the end of a day, by weekdays, holidays and events. */
function shareOf(from: Day, day: Day, { context }: RuleView): number {
  let passed = 0
  let all = 0
  for (const each of daysOf(monthOf(from))) {
    const weight = dayWeight(each, context)
    all += weight
    if (each <= day) passed += weight
  }
  return all === 0 ? 0 : passed / all
}
