import { shiftDays } from '#src/domain/days.ts'
import type { Figure, LeftOut, TargetState } from '#src/domain/figure.ts'
import { denominatorsOf } from '#src/domain/formula/index.ts'
import { type Kpi, waysToCount } from '#src/domain/kpis/kpi.ts'
import { type Period, sameWeekdaysBefore } from '#src/domain/period/index.ts'
import type { ResolvedPlace, Store } from '#src/domain/place.ts'
import type { Pacing } from '#src/domain/targets/pacing.ts'
import { aimFor, paceOf, stateOf } from './against-target.ts'
import { comparedTo } from './compare/comparable.ts'
import { compute, type Inputs, type Reach } from './compute.ts'
import { uniqueRates } from './exchange.ts'
import { isAmount } from './is-additive.ts'
import { type Judged, judgedPart } from './judged.ts'
import { lackingParts, missingParts } from './lacking.ts'
import type { Outcome } from './outcome.ts'
import { type Engine, type Prepared, prepare } from './prepare.ts'
import { qualityOf } from './quality.ts'

/** Which figures. */
export interface ReadRequest {
  readonly kpis: readonly Kpi[]
  readonly place: ResolvedPlace
  readonly period: Period
  /** What changes are held against; absent: the same weekdays before. */
  readonly against?: Period
  /** `false`: nobody looks at what it was before; no comparison. */
  readonly compared?: boolean
  readonly now: Date
}

/** Each KPI at a place in a period, with target, comparison and quality. */
export async function readFigures(engine: Engine, request: ReadRequest): Promise<readonly Figure[]> {
  const { kpis, place, period, against, compared, now } = request
  if (kpis.length === 0) return []
  const prepared = await prepare(engine, {
    place,
    kpis,
    since: period.from,
    to: period.to,
    end: period.end,
    compareFrom: compared === false ? period.from : sameWeekdaysBefore(period).from,
    ...(against ? { also: [{ from: against.from, to: against.to }] } : {}),
    now,
    levelsStand: true,
  })
  return prepared.kpis.map(kpi => figureOf(kpi, request, prepared))
}

/** One KPI, judged by the days and stores that can be judged. */
function figureOf(
  kpi: Kpi,
  { period, against, compared }: Pick<ReadRequest, 'period' | 'against' | 'compared'>,
  prepared: Prepared,
): Figure {
  const { inputs } = prepared
  const judged = judgedPart(kpi, period, prepared)
  const outcome = compute(kpi, judged.span, inputs, judged.reach)
  const before = compared === false ? null : comparedTo(kpi, judged, outcome, inputs, against && { period, against })
  return {
    kpi,
    place: inputs.place,
    period,
    value: outcome.value,
    currency: kpi.unit === 'money' ? inputs.exchange.currency : null,
    ...againstTarget(kpi, period, judged, outcome, prepared),
    comparison: before?.comparison ?? null,
    quality: qualityOf(kpi, judged.span, outcome, inputs, judged),
    rates: uniqueRates([...outcome.rates, ...(before?.rates ?? [])]),
    ...besides(kpi, period, judged, outcome, inputs),
    ...(outcome.problem ? { problem: outcome.problem } : {}),
  }
}

/** What there is to say besides the value: only what applies. */
function besides(kpi: Kpi, period: Period, judged: Judged, outcome: Outcome, inputs: Inputs): Partial<Figure> {
  const without = outcome.value === null && !outcome.unbounded
  const lacking = without
    ? missingParts(kpi, { from: period.from, to: period.to }, inputs)
    : lackingParts(kpi, judged, inputs)
  const leftOut = [...judged.leftOut, ...countedOtherwise(kpi, judged, inputs)]
  const soFar = judged.closedTo === null || !isAmount(kpi) ? null : runningPart(kpi, period, judged, inputs)
  return {
    ...(judged.running ? { running: true } : {}),
    ...(judged.closedTo === null ? {} : { closedTo: judged.closedTo }),
    ...(soFar?.value == null ? {} : { soFar: soFar.value }),
    ...(soFar?.exact == null ? {} : { soFarExact: soFar.exact }),
    ...(leftOut.length === 0 ? {} : { leftOut }),
    ...(outcome.unbounded ? { unbounded: outcome.unbounded } : {}),
    ...(outcome.exact !== null ? { exact: outcome.exact } : {}),
    ...(lacking.length === 0 ? {} : { lacking }),
  }
}

/** Stores that are no part of a total because they never told what it divides by, but can be counted in another way. */
function countedOtherwise(kpi: Kpi, { leftOut }: Judged, { place, facts }: Inputs): readonly LeftOut[] {
  if (!kpi.otherwise || place.stores.length < 2) return []
  const tells = (store: Store, way: Kpi) =>
    denominatorsOf(way).some(measure => facts.firstDay(store.id, measure) !== null)
  const stores = place.stores.filter(store => !tells(store, kpi) && waysToCount(kpi).some(way => tells(store, way)))
  return stores
    .filter(store => !leftOut.some(one => one.store.id === store.id))
    .map(store => ({ store, why: 'otherwise' as const }))
}

/** What the days after the last closed one came to so far. */
function runningPart(kpi: Kpi, { to }: Period, { reach }: Judged, inputs: Inputs): Outcome {
  const after: Reach = store => {
    const mine = reach(store)
    return mine && mine.to < to ? { from: shiftDays(mine.to, 1), to } : null
  }
  return compute(kpi, { from: to, to }, inputs, after)
}

function againstTarget(
  kpi: Kpi,
  period: Period,
  judged: Judged,
  { value, exact, unbounded }: Outcome,
  { book }: Prepared,
): { readonly target: TargetState | null; readonly pacing: Pacing | null } {
  const none = { target: null, pacing: null }
  const amount = isAmount(kpi)
  const days = { from: period.from, to: period.to }
  const aim = aimFor(kpi, period.kind, amount ? judged.span : days, book, judged.reach)
  if (!aim) return none
  const goesOn = amount && judged.span.to < period.end
  const ahead = { from: period.from, to: period.end }
  const toEnd: Reach = store => (judged.reach(store) ? ahead : null)
  const whole = goesOn ? aimFor(kpi, period.kind, ahead, book, toEnd) : null
  const unripe = judged.running && period.kind !== 'day'
  const known =
    unripe || judged.partial ? null : (value ?? (unbounded ? unbounded.sign * Number.POSITIVE_INFINITY : null))
  const state = stateOf(kpi, aim, known, whole)
  if (!goesOn || judged.partial) return { target: state, pacing: null }
  const closedTo = judged.running ? null : judged.closedTo
  const amountSoFar = { closedTo, end: period.end, actual: value ?? 0, exact }
  return { target: state, pacing: paceOf(kpi, aim, whole, amountSoFar) }
}
