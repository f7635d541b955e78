import { earlier, later, shiftDays } from '#src/domain/days.ts'
import type { LeftOut } from '#src/domain/figure.ts'
import { type CompiledFormula, compileFormula } from '#src/domain/formula/index.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import type { Day, Period } from '#src/domain/period/index.ts'
import type { Store } from '#src/domain/place.ts'
import type { Span } from '#src/features/figures/store/facts.ts'
import { hasOwnTarget, storesHaveTargets } from './against-target.ts'
import { dailyMeasures, hasFigures, isSummed, type Reach, usableDays } from './compute.ts'
import { isAmount } from './is-additive.ts'
import type { Prepared } from './prepare.ts'
import { isExpectedIn, lastDueDay } from './quality.ts'

/** The days of a period by which a KPI is judged: those that are over, of the stores that have figures. */
export interface Judged {
  /** The period, up to the last of these days. */
  readonly span: Span
  /** The days of each store; `null`: the store is left out. */
  readonly reach: Reach
  /** The days of each store of which figures should be there, also of those that are left out for lack of them. */
  readonly expected: Reach
  readonly leftOut: readonly LeftOut[]
  /** No day is over: what is there is shown, and nothing is said about it. */
  readonly running: boolean
  /** The last day that counts of a period that goes on; `null` where the period is over or its first day runs. */
  readonly closedTo: Day | null
  /** A target of the whole cannot be held against a part of its stores, and nothing says how it is shared out. */
  readonly partial: boolean
}

/** What is known of a store in a period: the days that are over, and why none of them counts. */
interface Part {
  readonly store: Store
  readonly closed: Span | null
  readonly why: LeftOut['why'] | null
  /** Figures of the store ought to be there, or are still to come. */
  readonly awaited: boolean
}

/**
 * Which days of which stores count. Each store goes up to its own last closed day, so that a total is the sum of what its
 * stores show; where the total has a target that nothing shares out among its stores, all go up to the same day.
 */
export function judgedPart(kpi: Kpi, period: Period, prepared: Prepared): Judged {
  const { inputs } = prepared
  const span = { from: period.from, to: period.to }
  const formula = compileFormula(kpi.formula)
  const whole: Judged = {
    ...{ span, reach: () => span, expected: () => span, leftOut: [], closedTo: null, partial: false },
    running: false,
  }
  if (!isSummed(formula)) return whole // a level is what it is now
  const parts = inputs.place.stores.map(store => partOf(formula, store, period, prepared))
  const counted = parts.filter(part => part.why === null)
  if (counted.length === 0) return { ...whole, running: parts.some(part => part.why === 'running') }
  const { book } = prepared
  const own = isAmount(kpi) && hasOwnTarget(kpi, period, book) && !storesHaveTargets(kpi, period, book)
  return judgedBy(period, own ? upToSameDay(parts) : parts, own)
}

function judgedBy(period: Period, parts: readonly Part[], own: boolean): Judged {
  const counted = parts.filter(part => part.why === null)
  const byId = new Map(counted.map(part => [part.store.id, part.closed]))
  const awaited = new Map(parts.filter(part => part.closed).map(part => [part.store.id, part.closed]))
  const ends = counted.flatMap(part => (part.closed ? [part.closed.to] : [])).sort()
  const to = ends.at(-1) ?? period.to
  const named = parts.filter(part => part.why !== null && part.awaited)
  return {
    span: { from: period.from, to },
    reach: store => byId.get(store.id) ?? null,
    expected: store => awaited.get(store.id) ?? null,
    leftOut: named.map(({ store, why }) => ({ store, why: why ?? 'silent' })),
    running: false,
    closedTo: to < period.end ? to : null,
    partial: own && named.length > 0,
  }
}

function partOf(formula: CompiledFormula, store: Store, period: Period, { inputs }: Prepared): Part {
  const span = { from: period.from, to: period.to }
  const over = shiftDays(inputs.today(store), -1)
  const told = (within: Span) => hasFigures(formula, store, within, inputs)
  if (over < span.from) {
    const runs = over >= shiftDays(span.from, -1)
    const awaited = isExpectedIn(formula, store, span, inputs)
    return { store, closed: null, why: runs ? 'running' : 'ahead', awaited }
  }
  const open = over < span.to || period.to < period.end
  const to = open ? knownTo(formula, store, { ...span, to: earlier(over, span.to) }, inputs) : span.to
  const closed = { from: span.from, to }
  const known = closed.to >= closed.from && told(closed)
  if (known) return { store, closed, why: null, awaited: true }
  const runs = over < span.to && told(span)
  const due = { from: span.from, to: earlier(over, span.to) }
  return { store, closed: due, why: runs ? 'running' : 'silent', awaited: isExpectedIn(formula, store, span, inputs) }
}

/** The last day of which figures are there, or should be. */
function knownTo(formula: CompiledFormula, store: Store, span: Span, inputs: Prepared['inputs']): Day {
  const last = usableDays(formula, store, span, inputs).at(-1) ?? ''
  return later(last, earlier(lastDueDay(store, summedMeasures(formula), inputs), span.to))
}

/** What a formula sums up: all of it is required, or any. */
function summedMeasures(formula: CompiledFormula): readonly string[] {
  const { all, any } = dailyMeasures(formula)
  return all.length > 0 ? all : any
}

function upToSameDay(parts: readonly Part[]): readonly Part[] {
  const counted = parts.flatMap(part => (part.why === null && part.closed ? [part.closed.to] : []))
  const to = counted.sort()[0]
  if (to === undefined) return parts
  return parts.map(part =>
    part.closed ? { ...part, closed: { ...part.closed, to: earlier(part.closed.to, to) } } : part,
  )
}
