import { shiftDays } from '#src/domain/days.ts'
import type { Figure, TargetState } from '#src/domain/figure.ts'
import { compileFormula } from '#src/domain/formula.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import type { Pacing } from '#src/domain/pacing.ts'
import { type Day, lengthOf, type Period, sameWeekdaysBefore } from '#src/domain/period.ts'
import type { ResolvedPlace } from '#src/domain/place.ts'
import type { Span } from '#src/features/figures/store/facts.ts'
import { aimFor, compareWith, paceOf, stateOf } from './against-target.ts'
import { compute, type Outcome, type Scene, usableDays } from './compute.ts'
import { uniqueRates } from './exchange.ts'
import { isAmount } from './is-additive.ts'
import { type Engine, type Prepared, prepare } from './prepare.ts'
import { lastKnownDay, qualityOf } from './quality.ts'
import { todayAt } from './resolve.ts'

/** Which figures. */
export interface ReadRequest {
  readonly kpis: readonly Kpi[]
  readonly place: ResolvedPlace
  readonly period: Period
  readonly now: Date
}

/** A comparison of amounts needs so much of the store-days of the figure (judgement). */
const leastComparable = 0.7

/** Each KPI at a place in a period, with target, comparison and quality. */
export async function readFigures(
  engine: Engine,
  { kpis, place, period, now }: ReadRequest,
): Promise<readonly Figure[]> {
  if (kpis.length === 0) return []
  const prepared = await prepare(engine, {
    place,
    kpis,
    since: period.from,
    to: period.to,
    end: period.end,
    compareFrom: sameWeekdaysBefore(period).from,
    now,
    levelsStand: true,
  })
  return prepared.kpis.map(kpi => figureOf(kpi, period, prepared))
}

function figureOf(kpi: Kpi, period: Period, prepared: Prepared): Figure {
  const { scene } = prepared
  const span = { from: period.from, to: period.to }
  const outcome = compute(kpi, span, scene)
  const judged = judgedPart(kpi, period, outcome, scene)
  const before = sameWeekdaysBefore(judged.span)
  const past = compute(kpi, before, scene)
  const { target, pacing } = againstTarget(kpi, period, judged, prepared)
  return {
    kpi,
    place: scene.place,
    period,
    value: outcome.value,
    currency: kpi.unit === 'money' ? scene.exchange.currency : null,
    target,
    comparison: compareWith(kpi, before, judged.value, past.value, isComparable(kpi, judged, before, scene)),
    quality: qualityOf(kpi, span, outcome, scene),
    rates: uniqueRates([...outcome.rates, ...past.rates]),
    pacing,
    ...(outcome.problem ? { problem: outcome.problem } : {}),
  }
}

/** The part of a period by which it is judged. */
interface Judged {
  readonly span: Span
  readonly value: number | null
  /** The last closed day of a running amount; `null` before the first one closed, and for everything else. */
  readonly closedTo: Day | null
  /** The period is an amount that still runs and of which no day has closed. */
  readonly unripe: boolean
}

/** A running amount is judged by its closed days alone: today's part cannot be held against a whole day. */
function judgedPart(kpi: Kpi, period: Period, outcome: Outcome, scene: Scene): Judged {
  const span = { from: period.from, to: period.to }
  const today = todayAt(scene.place, scene.now)
  const whole: Judged = { span, value: outcome.value, closedTo: null, unripe: false }
  if (period.to < today) return whole
  if (lengthOf(period) === 1) return { ...whole, unripe: isAmount(kpi) }
  const closedTo = lastKnownDay(kpi, { from: span.from, to: shiftDays(today, -1) }, scene)
  if (closedTo === null) return { ...whole, unripe: isAmount(kpi) }
  const closed = { from: span.from, to: closedTo }
  if (!isAmount(kpi)) return { ...whole, span: closed }
  return { span: closed, value: compute(kpi, closed, scene).value, closedTo, unripe: false }
}

function againstTarget(
  kpi: Kpi,
  period: Period,
  judged: Judged,
  { book, scene }: Prepared,
): { readonly target: TargetState | null; readonly pacing: Pacing | null } {
  const amount = isAmount(kpi)
  const aim = aimFor(kpi, period.kind, amount ? judged.span : { from: period.from, to: period.to }, book)
  if (!aim) return { target: null, pacing: null }
  const runs = amount && (period.to < period.end || judged.closedTo !== null)
  const whole = runs ? aimFor(kpi, period.kind, { from: period.from, to: period.end }, book) : null
  const value = judged.unripe && period.kind !== 'day' ? null : judged.value
  const actual = judged.closedTo === null ? 0 : (judged.value ?? 0)
  return {
    target: stateOf(kpi, aim, value, whole),
    pacing: runs ? paceOf(kpi, whole, judged.closedTo, actual, scene.exchange) : null,
  }
}

function isComparable(kpi: Kpi, judged: Judged, before: Span, scene: Scene): boolean {
  if (!isAmount(kpi)) return true
  return !judged.unripe && storeDays(kpi, before, scene) >= leastComparable * storeDays(kpi, judged.span, scene)
}

function storeDays(kpi: Kpi, span: Span, scene: Scene): number {
  const formula = compileFormula(kpi.formula)
  let days = 0
  for (const store of scene.place.stores) days += usableDays(formula, store, span, scene).length
  return days
}
