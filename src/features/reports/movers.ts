import type { Figure } from '#src/domain/figure.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import { type Day, dayPeriod } from '#src/domain/period/index.ts'
import type { ResolvedPlace } from '#src/domain/place.ts'
import type { DailyReport, ReportMover } from '#src/domain/report.ts'
import { explainMovers } from '#src/features/causes/index.ts'
import type { Figures, Mover, Reader } from '#src/features/figures/index.ts'
import type { Localized } from '#src/i18n/locale.ts'
import type { Db } from '#src/platform/database/db.ts'

/**
 * Whether there is something to compare a figure with. Without a whole, as where an exchange rate is missing, what single
 * stores and SKUs did would pass for what moved it.
 */
export function canCompare({ comparison }: Figure): boolean {
  return (comparison?.paired ? comparison.paired.before : comparison?.value) != null
}

/** Why the movers of a figure are not told although there is data, and what to do about it; `null`: they are, or there is none. */
export function uncomparedOf(figure: Figure): Localized | null {
  return canCompare(figure) ? null : (figure.problem ?? figure.comparison?.problem ?? null)
}

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

/**
 * The stores and SKUs that moved a KPI most against the same weekday before, the largest of them with what is known of
 * its causes; `null` when nothing moved.
 */
export async function topMovers(
  { db, figures: all }: { readonly db: Db; readonly figures: Figures },
  reader: Reader,
  { kpi, place, day, currency, now }: MoversRequest,
): Promise<DailyReport['movers']> {
  const asked = { kpi, place: place.place, period: dayPeriod(day), now }
  const { figures, period, before } = await all.paired(reader, asked)
  const find = (by: 'store' | 'sku') =>
    figures.movers(reader, { kpi, place: place.place, by, period, before, limit: named, now })
  const [stores, skus] = await Promise.all([place.stores.length > 1 ? find('store') : [], find('sku')])
  if (stores.length + skus.length === 0) return null
  const priced = (mover: Mover): ReportMover => ({ ...mover, currency: mover.currency ?? currency })
  const question = { reader, kpi, period, before, now }
  const explained = async (movers: readonly Mover[]): Promise<readonly ReportMover[]> => {
    const largest = movers.reduce<Mover | null>((most, mover) => (size(mover) > size(most) ? mover : most), null)
    const [known] = largest ? await explainMovers({ db, figures }, question, [priced(largest)]) : []
    return movers.map(mover => (mover === largest && known ? known : priced(mover)))
  }
  const parts = stores.length > 0
  return {
    kpi,
    stores: parts ? await explained(stores) : [],
    skus: parts ? skus.map(priced) : await explained(skus),
  }
}

function size(mover: Mover | null): number {
  return Math.abs(mover?.change ?? 0)
}
