import type { Figure } from '#src/domain/figure.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import { type Day, dayPeriod, monthOf, type Period, weekOf } from '#src/domain/period/index.ts'
import { type Place, placeKey, type Store } from '#src/domain/place.ts'
import type { Figures, Reader } from '#src/features/figures/index.ts'
import type { Localized } from '#src/i18n/locale.ts'

/** A target that somebody set, and whose it is. */
export interface SetTarget {
  readonly value: number
  /** The market, platform or company that it was set for; `null`: the store's own. */
  readonly of: Localized | null
}

/** The targets that count at a store on a day, in the order of the KPIs; `null` where nobody set one. */
export type TargetsAt = (store: Store, last: Day) => Promise<readonly (SetTarget | null)[]>

/**
 * Targets of rates: the store's own of the month, week or day, else that of its market, of its platform, of everything. A
 * rate that a market is to keep is what each of its stores is held to; amounts have none above the store, as these would
 * have to be shared out first.
 */
export function targetsFor(figures: Figures, reader: Reader, kpis: readonly Kpi[], now: Date): TargetsAt {
  const known = new Map<string, Promise<readonly Figure[]>>()
  const read = (place: Place, period: Period) => {
    const key = `${placeKey(place)} ${period.from} ${period.to}`
    const found = known.get(key) ?? figures.read(reader, { kpis, place, period, now })
    known.set(key, found)
    return found
  }
  return async (store, last) => {
    const places: readonly Place[] = [
      { kind: 'store', slug: store.slug },
      { kind: 'market', id: store.market },
      { kind: 'platform', id: store.platform },
      { kind: 'all' },
    ]
    const spans = [monthOf(last), weekOf(last), dayPeriod(last)]
    const all = await Promise.all(
      places.map(async (place, at) => {
        const bySpan = await Promise.all(spans.map(span => read(place, span)))
        return kpis.map((kpi, index) => setAt(bySpan, index, at > 0, kpi))
      }),
    )
    return kpis.map((_, index) => all.flatMap(ofPlace => ofPlace[index] ?? [])[0] ?? null)
  }
}

function setAt(spans: readonly (readonly Figure[])[], at: number, above: boolean, { unit }: Kpi): SetTarget | null {
  for (const figures of spans) {
    const figure = figures[at]
    const value = figure?.target?.value ?? null
    if (!figure || value === null) continue
    if (above && (unit === 'money' || unit === 'count' || figure.target?.summed === true)) continue
    return { value, of: above ? figure.place.label : null }
  }
  return null
}
