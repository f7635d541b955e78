import type { RateUsed, Series, SeriesPoint } from '#src/domain/figure.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import { dayPeriod, daysOf, type Period } from '#src/domain/period/index.ts'
import type { ResolvedPlace } from '#src/domain/place.ts'
import type { Localized } from '#src/i18n/locale.ts'
import { aimFor } from './against-target.ts'
import { compute, type Outcome } from './compute.ts'
import { uniqueRates } from './exchange.ts'
import { type Judged, judgedPart } from './judged.ts'
import { type Engine, type Prepared, prepare } from './prepare.ts'
import { qualityOf } from './quality.ts'

/** Which series. */
export interface SeriesRequest {
  readonly kpi: Kpi
  readonly place: ResolvedPlace
  readonly period: Period
  readonly now: Date
}

/** A KPI day by day, with the target of each day. A day without data is a gap, also for levels. */
export async function readSeries(engine: Engine, request: SeriesRequest): Promise<Series> {
  const [series] = await readManySeries(engine, { ...request, kpis: [request.kpi] })
  if (!series) throw new Error('A series was asked for and none came')
  return series
}

/** Which series; `targets`: with those of the days. */
type ManyRequest = Omit<SeriesRequest, 'kpi'> & { readonly kpis: readonly Kpi[]; readonly targets?: boolean }

/** Several KPIs day by day from one reading of the facts, in the order of `kpis`. */
export async function readManySeries(
  engine: Engine,
  { kpis, place, period, now, targets = true }: ManyRequest,
): Promise<readonly Series[]> {
  if (kpis.length === 0) return []
  const prepared = await prepare(engine, {
    place,
    kpis,
    since: period.from,
    to: period.to,
    end: period.end,
    compareFrom: period.from,
    now,
    levelsStand: false,
  })
  return prepared.kpis.map(kpi =>
    seriesFrom(kpi, place, period, targets ? prepared : { ...prepared, book: withoutTargets(prepared.book) }),
  )
}

function withoutTargets(book: Prepared['book']): Prepared['book'] {
  return { ...book, targets: [], parts: [] }
}

function seriesFrom(kpi: Kpi, place: ResolvedPlace, period: Period, prepared: Prepared): Series {
  const days = daysOf(period).map(day => {
    const judged = judgedPart(kpi, dayPeriod(day), prepared)
    return { day, judged, outcome: compute(kpi, judged.span, prepared.inputs, judged.reach) }
  })
  const rates: RateUsed[] = days.flatMap(({ outcome }) => outcome.rates)
  const problem: Localized | undefined = days.find(({ outcome }) => outcome.problem)?.outcome.problem ?? undefined
  return {
    kpi,
    place,
    period,
    currency: kpi.unit === 'money' ? prepared.inputs.exchange.currency : null,
    points: days.map(({ judged, outcome }) => pointOf(kpi, judged, outcome, prepared)),
    rates: uniqueRates(rates),
    ...(problem ? { problem } : {}),
  }
}

/** A day is judged by the stores that have figures of it, as it is where it is asked for alone. */
function pointOf(kpi: Kpi, judged: Judged, outcome: Outcome, { inputs, book }: Prepared): SeriesPoint {
  const { span } = judged
  const day = span.from
  // a point says nothing of what is missing, which is most of the work of a day of many stores
  const quality = qualityOf(kpi, span, outcome, inputs, { reach: judged.reach, expected: () => null })
  const aim = aimFor(kpi, 'day', span, book, judged.reach)
  return {
    day,
    value: outcome.value,
    ...(outcome.exact === null ? {} : { exact: outcome.exact }),
    ...(outcome.unbounded ? { unbounded: outcome.unbounded } : {}),
    target: aim?.value ?? aim?.low ?? null,
    ...(aim && aim.high !== null ? { targetHigh: aim.high } : {}),
    provisional: quality.provisional,
    corrected: quality.corrected.includes(day),
    belowSample: quality.belowSample,
  }
}
