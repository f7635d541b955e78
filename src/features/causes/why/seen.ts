import type { Catalog } from '#src/domain/catalog.ts'
import type { Seen } from '#src/domain/causes/why.ts'
import type { Figure } from '#src/domain/figure.ts'
import { lengthOf, type Period } from '#src/domain/period/index.ts'
import { sumKpi } from '#src/domain/sum-kpi.ts'
import type { Mover } from '#src/features/figures/index.ts'
import { competitorPrices, deliveryTimes } from './competitors.ts'
import { productName, readBoth, type WhyScene } from './measured.ts'

/** Products named at most (judgement: what one line holds). */
const maxNamed = 3
/** A price counts as changed from here on, and of so many of the best sellers (judgement). */
const priceChange = 0.05
const bestSellers = 8
/** Bad reviews are worth saying from so many on, where they are twice as many as before (judgement). */
const minBad = 3

/** What happened in the same days beside what causes hold: products sold out, prices, bad reviews, corrected figures. */
export async function seenIn(scene: WhyScene, sides: readonly [now: Figure, then: Figure]): Promise<readonly Seen[]> {
  const catalog = await scene.figures.catalog()
  const found = await Promise.all([
    soldOutIn(scene, catalog),
    pricesIn(scene, catalog),
    competitorPrices(scene),
    deliveryTimes(scene),
    budgetsIn(scene, catalog),
    reviewsIn(scene),
  ])
  return [...restatedIn(sides), ...found.flat()]
}

/** Figures that their source changed after the day was over and reported. */
function restatedIn([now, then]: readonly [Figure, Figure]): readonly Seen[] {
  const days = [...new Set([...then.quality.corrected, ...now.quality.corrected])].sort()
  return days.length === 0 ? [] : [{ kind: 'restated', days }]
}

async function skus(scene: WhyScene, catalog: Catalog, id: string): Promise<readonly Mover[]> {
  const { figures, reader, place, period, before, now } = scene
  const kpi = catalog.findKpi(id)
  if (!kpi || place.sku !== '') return []
  return figures.parts(reader, { kpi, place: place.place, by: 'sku', period, before, now })
}

/** Products that had stock before and have none now. */
async function soldOutIn(scene: WhyScene, catalog: Catalog): Promise<readonly Seen[]> {
  const stock = await skus(scene, catalog, 'stock_on_hand')
  const gone = stock
    .filter(({ value, before }) => value !== null && value <= 0 && (before ?? 0) > 0)
    .sort((a, b) => (b.before ?? 0) - (a.before ?? 0))
  if (gone.length === 0) return []
  const names = gone.slice(0, maxNamed).map(({ place }) => productName(scene, place.label))
  return [{ kind: 'sold-out', names, more: gone.length - names.length }]
}

/** Best sellers whose average price moved. */
async function pricesIn(scene: WhyScene, catalog: Catalog): Promise<readonly Seen[]> {
  if (scene.place.sku !== '' || scene.kpi.id === 'asp') return []
  const [sold, prices] = await Promise.all([skus(scene, catalog, 'sales'), skus(scene, catalog, 'asp')])
  const size = ({ value, before }: Mover) => Math.max(value ?? 0, before ?? 0)
  const best = [...sold].sort((a, b) => size(b) - size(a)).slice(0, bestSellers)
  const moved = best.flatMap(({ place }) => {
    const price = prices.find(one => one.place.key === place.key)
    if (!price?.value || !price.before) return []
    const share = (price.value - price.before) / price.before
    return Math.abs(share) < priceChange ? [] : [{ price, share, before: price.before, after: price.value }]
  })
  return moved
    .sort((a, b) => Math.abs(b.share) - Math.abs(a.share))
    .slice(0, 2)
    .map(({ price, before, after }) => ({
      kind: 'price',
      name: productName(scene, price.place.label),
      before,
      after,
      currency: price.currency ?? null,
    }))
}

/** Ads are out of budget on a day from this share on (judgement: platforms stop a little below). */
const spentAll = 0.98

/** Days on which ads had spent their budget, where there are more of them than before. */
async function budgetsIn({ figures, reader, place, period, before, now }: WhyScene, catalog: Catalog) {
  const kpi = catalog.findKpi('ad_budget_use')
  if (!kpi) return []
  const count = async (span: Period) => {
    const { points } = await figures.series(reader, { kpi, place: place.place, period: span, now })
    return points.filter(({ value }) => (value ?? 0) >= spentAll).length
  }
  const [days, then] = await Promise.all([count(period), count(before)])
  const more = days / lengthOf(period) > then / lengthOf(before)
  return more ? [{ kind: 'budget', days, of: lengthOf(period), before: then } as const] : []
}

/** Reviews of one and two stars. */
async function reviewsIn(scene: WhyScene): Promise<readonly Seen[]> {
  const [[now], [then]] = await readBoth(scene, [sumKpi('optional(reviews_1) + optional(reviews_2)')])
  const [after, before] = [now?.value ?? 0, then?.value ?? 0]
  return after >= minBad && after >= 2 * before ? [{ kind: 'reviews', before, after }] : []
}
