import { daysBetween, earlier, later, localDay, shiftDays } from '#src/domain/days.ts'
import type { Quality } from '#src/domain/figure.ts'
import { type CompiledFormula, compileFormula } from '#src/domain/formula/index.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import type { Day } from '#src/domain/period/index.ts'
import type { Store } from '#src/domain/place.ts'
import type { Fact, Span } from '#src/features/figures/store/facts.ts'
import {
  dailyMeasures,
  type Inputs,
  isSummed,
  lastDay,
  needDays,
  type Reach,
  trailingDays,
  usableDays,
} from './compute.ts'
import { daysIn } from './days.ts'
import type { Outcome } from './outcome.ts'

/** At most so many missing days are named. */
const maxMissing = 31

/** Which measures a store should have told on which days. */
type Wanted = ReadonlyMap<Day, ReadonlySet<string>>

/** Of which days figures count, and of which they should be there, where these are not all days of all stores. */
export interface Reaches {
  readonly reach: Reach
  readonly expected: Reach
}

/** How complete, how old and how final a figure is. */
export function qualityOf(
  kpi: Kpi,
  span: Span,
  outcome: Outcome,
  inputs: Inputs,
  { reach, expected }: Reaches = { reach: () => span, expected: () => span },
): Quality {
  const tally = {
    withData: 0,
    expected: 0,
    missing: new Set<Day>(),
    corrected: new Set<Day>(),
    asOf: 0,
    provisionalFrom: null as Day | null,
  }
  for (const store of inputs.place.stores) {
    const today = inputs.today(store)
    const [counted, wanted] = [reach(store), expected(store)]
    for (const [day, measures] of wanted ? wantedOf(kpi, store, wanted, inputs) : []) {
      const known = inputs.facts.at(store.id, day)
      const facts = [...measures].map(measure => known?.find(measure) ?? null)
      const complete = facts.every(fact => fact !== null)
      if (!complete && !isWanted(store, day, measures, inputs)) continue
      tally.expected++
      if (complete) tally.withData++
      else tally.missing.add(day)
    }
    if (counted)
      forFactsUsed(kpi, store, counted, inputs, (day, fact) => {
        tally.asOf = Math.max(tally.asOf, fact.updatedAt)
        if (fact.corrected) tally.corrected.add(day)
        if (isProvisional(fact, day, today)) tally.provisionalFrom = earlier(day, tally.provisionalFrom ?? day)
      })
  }
  return {
    daysWithData: tally.withData,
    daysExpected: tally.expected,
    missing: [...tally.missing].sort().slice(0, maxMissing),
    asOf: tally.asOf === 0 ? null : new Date(tally.asOf),
    provisional: tally.provisionalFrom !== null,
    ...(tally.provisionalFrom !== null && { provisionalFrom: tally.provisionalFrom }),
    corrected: [...tally.corrected].sort(),
    belowSample: isBelowSample(kpi, outcome),
  }
}

/** Whether its source may still restate what it told of a day, or the day runs. */
export function isProvisional({ provisionalDays }: Fact, day: Day, today: Day): boolean {
  return provisionalDays > 0 ? daysBetween(day, today) <= provisionalDays : day >= today
}

/**
 * The last day of a store of which measures should all be there by now: it ended at least the due hours of the slowest
 * of them ago.
 */
export function lastDueDay(store: Store, measures: readonly string[], { facts, memory, now }: Inputs): Day {
  const hours = Math.max(0, ...measures.map(measure => facts.dueHours(store.id, measure)))
  const key = `due/${store.id}/${hours}`
  const [before] = memory.get(key) ?? []
  if (before !== undefined) return before
  const settled = new Date(now.getTime() - hours * 3_600_000)
  const day = shiftDays(localDay(settled, store.timeZone), -1)
  memory.set(key, [day])
  return day
}

/** Whether a store ever told what a formula sums up, by the end of a span: else nothing of it is waited for. */
export function isExpectedIn(formula: CompiledFormula, store: Store, span: Span, { facts }: Inputs): boolean {
  const { all, any } = dailyMeasures(formula)
  const since = (measure: string) => {
    const first = facts.firstDay(store.id, measure)
    return first !== null && first <= span.to
  }
  return all.length > 0 ? all.every(since) : any.some(since)
}

/**
 * Whether measures of a day should be there: their hours are over, or the day is and another source of the store has
 * told it already, so that a sum without them would pass as whole.
 */
export function isWanted(store: Store, day: Day, measures: ReadonlySet<string>, inputs: Inputs): boolean {
  if (measures.size === 0 || inputs.facts.isOut?.(day, store.id) || !isSince(store, day, measures, inputs)) return false
  if (day <= lastDueDay(store, [...measures], inputs)) return true
  return day < inputs.today(store) && inputs.facts.isBegun(store.id, day)
}

/** Nothing is expected from before a store first told a measure, nor a measure it never told. */
function isSince(store: Store, day: Day, measures: ReadonlySet<string>, { facts }: Inputs): boolean {
  return [...measures].every(measure => {
    const first = facts.firstDay(store.id, measure)
    return first !== null && first <= day
  })
}

/** Something over nothing is not held back for a sample that nobody told. */
export function isBelowSample(kpi: Kpi, { value, unbounded, sample }: Outcome): boolean {
  if (kpi.minimumSample === undefined || (value === null && (unbounded === null || sample === null))) return false
  return (sample ?? 0) < kpi.minimumSample.count
}

/**
 * Summed and averaged measures are wanted on every day, a level on the last one that should be there, a trailing sum
 * on each of its own days. What a formula can do without is not waited for.
 */
function wantedOf(kpi: Kpi, store: Store, span: Span, inputs: Inputs): Wanted {
  const formula = compileFormula(kpi.formula)
  const wanted = new Map<Day, Set<string>>()
  const want = (day: Day, measure: string) => wanted.set(day, (wanted.get(day) ?? new Set()).add(measure))
  const { all, any } = dailyMeasures(formula)
  for (const day of daysIn(span)) for (const measure of all.length > 0 ? all : any) want(day, measure)
  for (const need of formula.needs) {
    if (need.optional) continue
    if (need.aggregate === 'mean') for (const day of daysIn(span)) want(day, need.measure)
    if (need.aggregate === 'last')
      for (const day of lastExpected(need.measure, store, span, inputs)) want(day, need.measure)
    if (need.aggregate === 'trailing')
      for (const day of trailingDays(need, store, span, inputs)) want(day, need.measure)
  }
  return wanted
}

function lastExpected(measure: string, store: Store, span: Span, inputs: Inputs): readonly Day[] {
  const due = lastDueDay(store, [measure], inputs)
  const expected = earlier(due, span.to)
  const [told] = lastDay(measure, store, span, inputs)
  const day = told === undefined ? expected : later(told, expected)
  return day < span.from ? [] : [day]
}

/** Goes through all that a figure is made of. */
function forFactsUsed(kpi: Kpi, store: Store, span: Span, inputs: Inputs, look: (day: Day, fact: Fact) => void): void {
  const formula = compileFormula(kpi.formula)
  const usable = usableDays(formula, store, span, inputs)
  if (usable.length === 0 && isSummed(formula)) return
  for (const need of formula.needs) {
    for (const day of needDays(need, store, usable, span, inputs)) {
      const fact = inputs.facts.at(store.id, day)?.find(need.measure)
      if (fact) look(day, fact)
    }
  }
}
