import { baselineFor } from '#src/domain/baseline/baseline.ts'
import { eventSpans } from '#src/domain/baseline/event-baseline.ts'
import { type Baseline, baselineOf, collected, type Past } from '#src/domain/baseline/pool-days.ts'
import type { ValueKind } from '#src/domain/baseline/score.ts'
import { usualBand } from '#src/domain/baseline/usual-band.ts'
import { minUsualCases, type Usual } from '#src/domain/causes/why.ts'
import { shiftDays } from '#src/domain/days.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import { daysOf, lengthOf, type Period, rangePeriod } from '#src/domain/period/index.ts'
import { highestOf } from '#src/domain/share-kpis.ts'
import { contextOf } from '#src/features/alerts/index.ts'
import { type DayBook, isAmount } from '#src/features/figures/index.ts'
import type { WhyScene } from './measured.ts'

/** Days that are looked back on for a single day: thirteen weeks (KPI reference section 5.6). */
const dayReach = 7 * 13 + 1
/** Periods of the same length before that longer ones are held against. */
const windows = 8
/** A window counts where so much of its data is there (judgement). */
const minCoverage = 0.9

/**
 * What the KPI usually comes to in such a period: a single day against days of its kind, as alerts do; a longer one against
 * the eight periods of the same length and weekdays before. `null`: fewer than `minUsualCases` are known, or the days are
 * closed.
 */
export async function usualOf(scene: WhyScene, period: Period): Promise<Usual | null> {
  return period.from === period.to ? usualDay(scene, period.from) : usualSpan(scene, period)
}

async function usualDay(scene: WhyScene, day: string): Promise<Usual | null> {
  const { figures, reader, place, kpi, now } = scene
  const events = await figures.events(shiftDays(day, -410), shiftDays(day, 1))
  const context = contextOf(place, events)
  const also = eventSpans(day, context)
  const book = await figures.dayBook(reader, {
    ...{ kpis: [kpi], place: place.place, from: shiftDays(day, -dayReach), to: day, now },
    ...(also.length > 0 ? { also } : {}),
  })
  const past = pastOf(kpi, book, one => [one, one])
  const baseline = baselineFor({ day, past, context, scales: isAmount(kpi), least: minUsualCases })
  return against(kpi, book.point(kpi, day, day), baseline)
}

async function usualSpan(scene: WhyScene, period: Period): Promise<Usual | null> {
  const { figures, reader, place, kpi, now } = scene
  const shift = Math.ceil(lengthOf(period) / 7) * 7
  const from = shiftDays(period.from, -shift * windows)
  const book = await figures.dayBook(reader, { kpis: [kpi], place: place.place, from, to: period.to, now })
  const length = lengthOf(period)
  const past = pastOf(kpi, book, one => [one, shiftDays(one, length - 1)])
  const starts = Array.from({ length: windows }, (_, at) => shiftDays(period.from, -shift * (at + 1)))
  const begun = daysOf(rangePeriod(from, period.to)).find(day => book.point(kpi, day, day).value !== null)
  // A window that began before the first figures is a part of one, although no day is missing in it.
  const whole = starts.filter(start => begun !== undefined && start >= begun)
  const found = collected(whole, past)
  const type = { kind: 'normal', event: null, series: '', index: 0 } as const
  const baseline = baselineOf(found, { method: 'same-weekday', type, minSpread: 0.02 })
  return against(kpi, book.point(kpi, period.from, period.to), baseline)
}

function pastOf(kpi: Kpi, book: DayBook, span: (day: string) => readonly [string, string]): Past {
  return day => {
    const { value, sample, coverage } = book.point(kpi, ...span(day))
    return value === null || coverage < minCoverage ? null : { value, sample }
  }
}

function against(
  kpi: Kpi,
  { value, sample }: { readonly value: number | null; readonly sample: number | null },
  baseline: Baseline | null,
): Usual | null {
  if (value === null || !baseline || baseline.days.length < minUsualCases) return null
  const band = usualBand({ value, sample }, baseline, kindOf(kpi), highestOf(kpi))
  return { value, expected: baseline.expected, count: baseline.days.length, ...band }
}

function kindOf({ unit }: Kpi): ValueKind {
  if (unit === 'ratio') return 'rate'
  return unit === 'count' ? 'count' : 'amount'
}
