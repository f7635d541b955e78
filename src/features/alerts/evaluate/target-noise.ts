import type { Judgement } from '#src/domain/alerts/alert.ts'
import { dayTypeOf } from '#src/domain/baseline/day-type.ts'
import { shiftDays } from '#src/domain/days.ts'
import type { Figure } from '#src/domain/figure.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import type { Day } from '#src/domain/period/index.ts'
import { isBeyondChance } from '#src/domain/rules/chance.ts'
import type { RuleView } from '#src/domain/rules/view.ts'
import { ruleView } from '#src/features/alerts/rules/rule-view.ts'
import type { DayBook } from '#src/features/figures/index.ts'
import type { TargetCheck } from './checks.ts'
import type { JudgeParts } from './judge-targets.ts'

/** Days of the past that tell how much days vary. */
const reachDays = 63

/** Looks again at a miss: whether it is more than days of this KPI usually vary. */
export type ReviewMiss = (figure: Figure, day: Day, judgement: Judgement) => Promise<Judgement>

/**
 * A day's share of a month's target is a guess: missing it by a fifth now and then is chance. A miss counts when it is
 * beyond the noise of usual days, when it is more than half, or when it lasts. Targets that were set for the day, and
 * KPIs of which too little is known, are taken at their word. The past is read only where there is a miss.
 */
export function reviewMissesAt(
  { figures, reader, now }: JudgeParts,
  check: TargetCheck,
  kpis: readonly Kpi[],
  from: Day,
): ReviewMiss {
  let book: Promise<DayBook> | null = null
  const views = new Map<string, RuleView>()
  const viewOf = async (kpi: Kpi): Promise<RuleView> => {
    const reach = {
      kpis,
      place: check.place,
      from: shiftDays(from, -reachDays),
      to: now.toISOString().slice(0, 10),
      now,
    }
    book ??= figures.dayBook(reader, reach)
    const opened = await book
    const view = views.get(kpi.id) ?? ruleView(kpi, opened, [], { events: opened.events, rates: [] })
    views.set(kpi.id, view)
    return view
  }
  return async ({ kpi, target }, day, judgement) => {
    const attained = target?.attainment ?? null
    if (target?.derived && target.value === 0) return withoutShare(day, judgement, await viewOf(kpi))
    if (judgement.breach !== 'bad' || target?.setFor === 'day' || attained === null) return judgement
    const view = await viewOf(kpi)
    return isBeyondChance({ day, value: judgement.value, attained }, view) ? judgement : { ...judgement, breach: null }
  }
}

/** A day that a closure or force majeure took has no share that it could miss: an alert from before is explained by it. */
function withoutShare(day: Day, judgement: Judgement, view: RuleView): Judgement {
  const { event } = dayTypeOf(day, view.context)
  if (!event) return { ...judgement, breach: null }
  const explained = { since: event.fromDay, reason: `${event.name} (#${event.id})` }
  return { ...judgement, breach: null, calm: false, explained, isHeld: true }
}
