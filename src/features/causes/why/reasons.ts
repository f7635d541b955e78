import type { WhyReasons } from '#src/domain/causes/why.ts'
import type { Figure } from '#src/domain/figure.ts'
import { compileFormula } from '#src/domain/formula/index.ts'
import { findMeasure, measures } from '#src/domain/measures/index.ts'
import { sumKpi } from '#src/domain/sum-kpi.ts'
import type { Mover } from '#src/features/figures/index.ts'
import { type Localized, verbatim } from '#src/i18n/locale.ts'
import { productName, readBoth, type WhyScene } from './measured.ts'

const prefix = 'returns_reason_'
/** Reasons that a shop can do something about: the product, its parcel, its description (judgement). */
const mendable = ['quality', 'damaged', 'wrong_item', 'not_as_described', 'size', 'late'].map(
  name => `${prefix}${name}`,
)
/** Products that are named (judgement: as many as can be looked at). */
const maxProducts = 3
/** Below so many pieces a product is chance (judgement). */
const minPieces = 2

const untold: Localized = { en: 'No reason told', ja: '理由なし', 'zh-CN': '未注明原因' }

/** Why goods came back, for KPIs that count returns; `null` for others, and where no reason is told. */
export async function reasonsOf(scene: WhyScene, now: Figure): Promise<WhyReasons | null> {
  const needs = compileFormula(now.kpi.formula).needs.map(({ measure }) => measure)
  if (!needs.some(measure => measure === 'returns_units' || measure.startsWith(prefix))) return null
  const reasons = measures.map(({ id }) => id).filter(id => id.startsWith(prefix))
  const amounts = await amountsOf(scene, ['returns_units', 'units', ...reasons])
  const [before, after] = [amounts.get('units')?.[0] ?? 0, amounts.get('units')?.[1] ?? 0]
  const told = reasons.flatMap(id => {
    const [then, value] = amounts.get(id) ?? [0, 0]
    return then === 0 && value === 0 ? [] : [{ id, label: labelOf(id), before: then, after: value }]
  })
  if (told.length === 0) return null
  const share = (pieces: number, units: number) => (units === 0 ? 0 : pieces / units)
  const rows = [...told, ...withoutReason(amounts.get('returns_units'), told)]
    .map(row => ({ ...row, amount: share(row.after, after) - share(row.before, before) }))
    .sort((a, b) => b.after - a.after || b.before - a.before)
  return { rows, ...(await productsOf(scene, rows)) }
}

function withoutReason(
  returned: readonly [number, number] | undefined,
  told: readonly { readonly before: number; readonly after: number }[],
): readonly { readonly id: string; readonly label: Localized; readonly before: number; readonly after: number }[] {
  if (!returned) return []
  const before = returned[0] - told.reduce((sum, row) => sum + row.before, 0)
  const after = returned[1] - told.reduce((sum, row) => sum + row.after, 0)
  return before > 0 || after > 0 ? [{ id: 'rest', label: untold, before, after }] : []
}

/** Pieces before and after, by measure; those that no source tells are left out. */
async function amountsOf(
  scene: WhyScene,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly [number, number]>> {
  const [now, then] = await readBoth(
    scene,
    ids.map(id => sumKpi(id)),
  )
  return new Map(
    ids.flatMap((id, at) => {
      const [after, before] = [now[at]?.value, then[at]?.value]
      return after == null && before == null ? [] : [[id, [before ?? 0, after ?? 0]] as const]
    }),
  )
}

function labelOf(id: string): Localized {
  const label = findMeasure(id)?.label ?? verbatim(id)
  const short = (text: string) => text.replace(/^Returned: |^返品理由|^退货原因/u, '')
  return { en: short(label.en), ja: short(label.ja), 'zh-CN': short(label['zh-CN']) }
}

/** The products behind the reason that can be mended and has most pieces; where no product tells reasons, by all returns. */
async function productsOf(
  scene: WhyScene,
  rows: WhyReasons['rows'],
): Promise<Pick<WhyReasons, 'products' | 'listedBy'>> {
  const top = rows.find(({ id, after }) => mendable.includes(id) && after > 0)
  const byReason = top ? await skus(scene, `optional(${top.id})`) : []
  const returned = byReason.length > 0 ? byReason : await skus(scene, 'optional(returns_units)')
  const sold = await skus(scene, 'optional(units)')
  const products = returned.slice(0, maxProducts).map(({ place, value }) => {
    const units = sold.find(one => one.place.key === place.key)?.value ?? 0
    return {
      name: productName(scene, place.label),
      place,
      pieces: value ?? 0,
      rate: units > 0 ? (value ?? 0) / units : null,
    }
  })
  return { products, listedBy: byReason.length > 0 ? (top?.id ?? null) : null }
}

/** SKUs by pieces of the period, most first. */
async function skus(
  { figures, reader, place, period, before, now }: WhyScene,
  formula: string,
): Promise<readonly Mover[]> {
  if (place.sku !== '') return []
  const request = { place: place.place, by: 'sku', period, before, now } as const
  const found = await figures.parts(reader, { ...request, kpi: sumKpi(formula) })
  return [...found].filter(({ value }) => (value ?? 0) >= minPieces).sort((a, b) => (b.value ?? 0) - (a.value ?? 0))
}
