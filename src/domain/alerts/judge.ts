import type { Figure, TargetState } from '#src/domain/figure.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import { breaks, type PlatformLimit } from '#src/domain/limits/index.ts'
import type { Day } from '#src/domain/period/index.ts'
import { isBelow, nearFrom } from '#src/domain/targets/attainment.ts'
import type { Judgement } from './alert.ts'

/** Attainment below which a day target is missed: what cards and pictures show red. */
export const redAttainment = nearFrom
/** Attainment below which it is missed badly (judgement: half). */
export const criticalAttainment = 0.5
/** Attainment that ends an alert (judgement: half-way from red to met, so that a figure at the edge does not flap). */
export const calmAttainment = 0.9

/** Which day is looked at, whether it still runs, and whether the KPI is an amount, which grows while a day runs. */
export interface TargetLook {
  readonly day: Day
  readonly running: boolean
  readonly amount: boolean
}

/**
 * What the figure of a day says about its target; `null` when it says nothing: no value, too few cases, data missing.
 * Of a day that runs, or may still be restated, an amount says only what more data cannot take back: that it is already
 * reached, or (while it runs) that what should stay low is already too high. A rate of a running day counts once its
 * sample is large enough, and so only where the KPI names a sample.
 */
export function judgeTarget(figure: Figure, { day, running, amount }: TargetLook): Judgement | null {
  const { kpi, target, quality } = figure
  const value = figure.value ?? (figure.unbounded ? figure.unbounded.sign * Number.POSITIVE_INFINITY : null)
  if (value === null || quality.belowSample || figure.leftOut !== undefined) return null
  if (target === null) return { day, value, limit: null, breach: null, calm: true }
  if (target.attainment === null) return null
  if (!running && quality.daysWithData < quality.daysExpected) return null
  const verdict = judgeAttainment(target.attainment)
  const said = running || quality.provisional ? tentative(kpi, verdict, { running, amount }) : verdict
  return said && { day, value, limit: limitOf(target, value), ...said }
}

type Verdict = Pick<Judgement, 'breach' | 'calm'>

function judgeAttainment(attainment: number): Verdict {
  const breach = isBelow(attainment, criticalAttainment)
    ? 'critical'
    : isBelow(attainment, redAttainment)
      ? 'bad'
      : null
  return { breach, calm: !isBelow(attainment, calmAttainment) }
}

function tentative(
  kpi: Kpi,
  verdict: Verdict,
  { running, amount }: Pick<TargetLook, 'running' | 'amount'>,
): Verdict | null {
  if (!amount) return running && kpi.minimumSample === undefined ? null : verdict
  if (kpi.better === 'higher') return verdict.calm ? verdict : null
  return kpi.better === 'lower' && running && verdict.breach !== null ? verdict : null
}

/** The value that should be kept; of a band the end that is nearer. */
function limitOf(target: TargetState, value: number): number | null {
  if (target.value !== null) return target.value
  const { low, high } = target
  if (low === null || high === null) return low ?? high
  return Math.abs(value - low) < Math.abs(value - high) ? low : high
}

/** Less than this share of the window's days says nothing about it (judgement: half). */
const minCoverage = 0.5

/** Share of the distance that must be won back before an alert ends (judgement, so that a rate at the edge does not flap). */
const limitMargin = 0.05

/**
 * What the figure of a window says about a line of the marketplace, up to `day`; `null` when it says nothing. `orders`
 * is the number of orders in the window. The account is at risk, so that a breach is always critical.
 */
export function judgeLimit(
  figure: Pick<Figure, 'value' | 'quality'>,
  limit: PlatformLimit,
  day: Day,
  orders: number | null,
): Judgement | null {
  const { value, quality } = figure
  if (value === null || quality.belowSample) return null
  if (quality.daysExpected === 0 || quality.daysWithData / quality.daysExpected < minCoverage) return null
  if (limit.minimumOrders !== undefined && (orders ?? 0) < limit.minimumOrders) return null
  return heldAgainst(limit, value, day)
}

/** What the marketplace's own figure of its window says about its line; `null` when it tells none. */
export function judgeOwnWindow({ value }: Pick<Figure, 'value'>, limit: PlatformLimit, day: Day): Judgement | null {
  return value === null ? null : heldAgainst(limit, value, day)
}

function heldAgainst(limit: PlatformLimit, value: number, day: Day): Judgement {
  const broken = breaks(limit, value)
  const calm = !broken && Math.abs(value - limit.limit) >= limitMargin * room(limit)
  return { day, value, limit: limit.limit, breach: broken ? 'critical' : null, calm }
}

/** How far a value can get away from the limit on the good side: down to nothing, up to all of it. */
function room(limit: PlatformLimit): number {
  const under = limit.comparison === '<' || limit.comparison === '<='
  return under || limit.limit > 1 ? limit.limit : 1 - limit.limit
}
