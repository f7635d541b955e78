import type { LevelChange } from '#src/domain/causes/causes.ts'
import type { FigurePair } from './steps.ts'

/** KPIs that stand beside sales and orders, and the relative or absolute change from which they are worth naming (judgement). */
const companions: readonly { readonly id: string; readonly least: number; readonly relative: boolean }[] = [
  { id: 'in_stock_rate', least: 0.02, relative: false },
  { id: 'stock_on_hand', least: 1, relative: true },
  { id: 'ad_spend', least: 0.2, relative: true },
  { id: 'buy_box_rate', least: 0.05, relative: false },
]

/** The KPIs to read beside the one that moved. */
export const companionIds: readonly string[] = companions.map(({ id }) => id)

/** Companions that moved in the same direction as the KPI: a store that sells more although stock fell is no case of it. */
export function levelsAround(pairs: ReadonlyMap<string, FigurePair>, change: number): readonly LevelChange[] {
  return companions.flatMap(({ id, least, relative }) => {
    const pair = pairs.get(id)
    const [before, after] = [pair?.before.value ?? null, pair?.now.value ?? null]
    if (!pair || before === null || after === null || pair.now.quality.belowSample) return []
    const moved = relative ? (after - before) / Math.abs(before) : after - before
    if (!(Math.abs(moved) >= least) || moved > 0 !== change > 0) return []
    return [{ kpi: pair.now.kpi, before, after, currency: pair.now.currency }]
  })
}
