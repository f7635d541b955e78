import type { RateUsed, Series, SeriesPoint } from '#src/domain/figure.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import { type Day, dayPeriod, daysOf, type Period } from '#src/domain/period/index.ts'
import type { ResolvedPlace } from '#src/domain/place.ts'
import type { Localized } from '#src/i18n/locale.ts'
import { aimFor } from './against-target.ts'
import { type ClosedDay, closedDays } from './closed-days.ts'
import { compute } from './compute.ts'
import { uniqueRates } from './exchange.ts'
import { judgedPart } from './judged.ts'
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
  const short = closedDays(kpi, prepared.inputs)
  const days = daysOf(period).map(day => ({ day, ...(short?.(day) ?? anyDay(kpi, day, prepared)) }))
  const rates: RateUsed[] = days.flatMap(({ outcome }) => outcome.rates)
  const problem: Localized | undefined = days.find(({ outcome }) => outcome.problem)?.outcome.problem ?? undefined
  return {
    kpi,
    place,
    period,
    currency: kpi.unit === 'money' ? prepared.inputs.exchange.currency : null,
    points: days.map(one => pointOf(kpi, one, prepared.book)),
    rates: uniqueRates(rates),
    ...(problem ? { problem } : {}),
  }
}

/** A day is judged by the stores that have figures of it, as it is where it is asked for alone. */
function anyDay(kpi: Kpi, day: Day, prepared: Prepared): ClosedDay {
  const { inputs } = prepared
  const { span, reach } = judgedPart(kpi, dayPeriod(day), prepared)
  const outcome = compute(kpi, span, inputs, reach)
  // a point says nothing of what is missing, which is most of the work of a day of many stores
  const quality = qualityOf(kpi, span, outcome, inputs, { reach, expected: () => null })
  const { provisional, corrected, belowSample } = quality
  return { outcome, reach, provisional, corrected: corrected.includes(day), belowSample }
}

function pointOf(kpi: Kpi, day: ClosedDay & { readonly day: Day }, book: Prepared['book']): SeriesPoint {
  const { outcome, reach, provisional, corrected, belowSample } = day
  const aim = aimFor(kpi, 'day', { from: day.day, to: day.day }, book, reach)
  return {
    day: day.day,
    value: outcome.value,
    ...(outcome.exact === null ? {} : { exact: outcome.exact }),
    ...(outcome.unbounded ? { unbounded: outcome.unbounded } : {}),
    target: aim?.value ?? aim?.low ?? null,
    ...(aim && aim.high !== null ? { targetHigh: aim.high } : {}),
    ...{ provisional, corrected, belowSample },
  }
}
