import { judgeLimit, judgeOwnWindow } from '#src/domain/alerts/judge.ts'
import type { Catalog } from '#src/domain/catalog.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import { limitsFor, type PlatformLimit } from '#src/domain/limits/index.ts'
import { ownWindowKpi } from '#src/domain/limits/own-window.ts'
import { type Day, dayPeriod, rangePeriod, shiftDays } from '#src/domain/period/index.ts'
import type { Store } from '#src/domain/place.ts'
import type { Figures, Reader } from '#src/features/figures/index.ts'

/** A line of a marketplace that a store broke. */
export interface BrokenLine {
  readonly store: string
  readonly kpiId: string
  readonly value: number
  readonly limit: number
}

/**
 * The marketplaces' lines that stores broke on a day: by the figure that the marketplace counts itself over its window where
 * it tells one, else by ours. The marketplace's own targets per shop come with its figures and are judged there.
 */
export async function brokenLines(
  figures: Figures,
  reader: Reader,
  asked: { readonly stores: readonly Store[]; readonly day: Day; readonly catalog: Catalog; readonly now: Date },
): Promise<readonly BrokenLine[]> {
  const found: BrokenLine[] = []
  for (const store of asked.stores) {
    for (const limit of limitsFor(store)) {
      const kpi = asked.catalog.findKpi(limit.kpiId)
      const value = kpi ? await brokenValue(figures, reader, { ...asked, store, limit, kpi }) : null
      if (value !== null) found.push({ store: store.slug, kpiId: limit.kpiId, value, limit: limit.limit })
    }
  }
  return found
}

/** The value that breaks a line; `null` where it is kept, or nobody can tell. */
async function brokenValue(
  figures: Figures,
  reader: Reader,
  { store, limit, kpi, day, catalog, now }: Question,
): Promise<number | null> {
  const place = { kind: 'store', slug: store.slug } as const
  const own = ownWindowKpi(kpi)
  const [told] = own ? await figures.read(reader, { kpis: [own], place, period: dayPeriod(day), now }) : []
  if (told && told.value !== null) return judgeOwnWindow(told, limit, day)?.breach ? told.value : null
  const orders = catalog.findKpi('orders')
  const period = rangePeriod(shiftDays(day, 1 - limit.windowDays), day)
  const kpis = orders ? [kpi, orders] : [kpi]
  const [figure, counted] = await figures.read(reader, { kpis, place, period, now })
  if (!figure) return null
  return judgeLimit(figure, limit, day, counted?.value ?? null)?.breach ? figure.value : null
}

interface Question {
  readonly store: Store
  readonly limit: PlatformLimit
  readonly kpi: Kpi
  readonly day: Day
  readonly catalog: Catalog
  readonly now: Date
}
