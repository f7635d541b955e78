import type { Kpi } from '#src/domain/kpis/kpi.ts'
import { monthOf, type Period, shiftDays } from '#src/domain/period/index.ts'
import type { ResolvedPlace } from '#src/domain/place.ts'
import type { Figures, Reader } from '#src/features/figures/index.ts'

/** Two years and a bit are looked at, so that the same month a year ago has three before it (e-commerce practice). */
const monthsKnown = 26

/** The months before a period, the latest first, as far as they are over. */
export function monthsBefore(period: Period, today: string): readonly Period[] {
  const months: Period[] = []
  let at = monthOf(shiftDays(period.from, -1), today)
  while (at.end >= today) at = monthOf(shiftDays(at.from, -1), today)
  for (; months.length < monthsKnown; at = monthOf(shiftDays(at.from, -1), today)) months.push(at)
  return months
}

/** What a KPI came to in the months before a period, where that can be judged. */
export async function knownValues(
  { figures, reader, now }: { readonly figures: Figures; readonly reader: Reader; readonly now: Date },
  { kpi, place, period }: { readonly kpi: Kpi; readonly place: ResolvedPlace; readonly period: Period },
): Promise<readonly number[]> {
  const months = monthsBefore(period, figures.today(place, now))
  const read = months.map(month => figures.read(reader, { kpis: [kpi], place: place.place, period: month, now }))
  return (await Promise.all(read)).flatMap(([figure]) =>
    figure?.value == null || figure.quality.belowSample ? [] : [figure.value],
  )
}
