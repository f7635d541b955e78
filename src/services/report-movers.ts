import type { Kpi } from '#src/domain/kpis/kpi.ts'
import { type Day, dayPeriod, sameWeekdaysBefore } from '#src/domain/period.ts'
import type { ResolvedPlace } from '#src/domain/place.ts'
import type { DailyReport, ReportMover } from '#src/domain/report.ts'
import type { Figures, Mover, Reader } from '#src/services/figures.ts'

/** Whose movers. */
export interface MoversRequest {
  readonly kpi: Kpi
  readonly place: ResolvedPlace
  readonly day: Day
  /** Currency in which the place is added up. */
  readonly currency: string | null
  readonly now: Date
}

/** Stores and SKUs named in a daily post, each. Judgement: three can be acted on. */
const named = 3

/** The stores and SKUs that moved a KPI most against the same weekday before; `null` when nothing moved. */
export async function topMovers(
  figures: Figures,
  reader: Reader,
  { kpi, place, day, currency, now }: MoversRequest,
): Promise<DailyReport['movers']> {
  const period = dayPeriod(day)
  const before = sameWeekdaysBefore(period)
  const find = (by: 'store' | 'sku') =>
    figures.movers(reader, { kpi, place: place.place, by, period, before, limit: named, now })
  const [stores, skus] = await Promise.all([place.stores.length > 1 ? find('store') : [], find('sku')])
  if (stores.length + skus.length === 0) return null
  const priced = (mover: Mover): ReportMover => ({ ...mover, currency: mover.currency ?? currency })
  return { kpi, stores: stores.map(priced), skus: skus.map(priced) }
}
