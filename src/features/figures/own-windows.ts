import type { Kpi } from '#src/domain/kpis/kpi.ts'
import { ownTargetKpi, ownWindowKpi } from '#src/domain/limits/own-window.ts'
import { rangePeriod, shiftDays } from '#src/domain/period/index.ts'
import type { ResolvedPlace } from '#src/domain/place.ts'
import type { OwnWindow } from './cards/own-window-list.ts'
import type { Figures, Reader } from './figures.ts'

/** Judgement: so many stores are asked one by one; more belong into a comparison. */
const maxStores = 8
/** Judgement: a figure that the marketplace has not told for a week is not its current one. */
const days = 7

/**
 * What marketplaces count themselves of a KPI over windows of their own, and the target that each sets the shop, as they
 * stood last; only stores whose marketplace tells either.
 */
export async function ownWindowsOf(
  figures: Figures,
  reader: Reader,
  { kpi, place, now }: { readonly kpi: Kpi; readonly place: ResolvedPlace; readonly now: Date },
): Promise<readonly OwnWindow[]> {
  const [own, target] = [ownWindowKpi(kpi), ownTargetKpi(kpi)]
  if (!own || !target) return []
  const today = figures.today(place, now)
  const period = rangePeriod(shiftDays(today, 1 - days), today)
  const told: OwnWindow[] = []
  for (const { slug, name } of place.stores.slice(0, maxStores)) {
    const request = { kpis: [own, target], place: { kind: 'store', slug }, period, now } as const
    const [figure, goal] = await figures.read(reader, request)
    const [value, asked] = [figure?.value ?? null, goal?.value ?? null]
    if (value !== null || asked !== null) told.push({ store: name, value, target: asked })
  }
  return told
}
