import type { Seen, Sides } from '#src/domain/causes/why.ts'
import { sumKpi } from '#src/domain/sum-kpi.ts'
import type { Mover } from '#src/features/figures/index.ts'
import type { Localized } from '#src/i18n/locale.ts'
import { productName, readBoth, type WhyScene } from './measured.ts'

/** From here on a price of competitors counts as changed, and a delivery time in days (judgement). */
const leastPrice = 0.05
const leastDays = 0.5
/** Products or stores named at most (judgement: what a phone shows). */
const maxNamed = 2

/** A product or a store for which something of competitors was recorded. */
interface Compared extends Sides {
  readonly key: string
  readonly name: Localized
  readonly currency: string | null
}

/** Products whose competitors changed their lowest price, or are seen for the first time; the largest change first. */
export async function competitorPrices(scene: WhyScene): Promise<readonly Seen[]> {
  const [theirs, own] = await Promise.all([
    recorded(scene, 'competitor_price', 'money'),
    recorded(scene, 'own_price', 'money'),
  ])
  const moved = theirs.flatMap(({ after, before, key, name, currency }) => {
    if (after === null) return []
    const share = before ? (after - before) / before : null
    if (share !== null && Math.abs(share) < leastPrice) return []
    const ours = own.find(one => one.key === key)?.after ?? null
    return [
      {
        share: Math.abs(share ?? 0),
        seen: { kind: 'competitor-price', name, before, after, own: ours, currency } as const,
      },
    ]
  })
  return moved
    .sort((a, b) => b.share - a.share)
    .slice(0, maxNamed)
    .map(({ seen }) => seen)
}

/** Products or stores whose promised delivery time, or that of competitors, changed. */
export async function deliveryTimes(scene: WhyScene): Promise<readonly Seen[]> {
  const [own, theirs] = await Promise.all([
    recorded(scene, 'promised_delivery_days', 'count'),
    recorded(scene, 'competitor_delivery_days', 'count'),
  ])
  const nothing: Sides = { before: null, after: null }
  const keys = [...new Set([...own, ...theirs].map(({ key }) => key))]
  const moved = keys.flatMap(key => {
    const [ours, other] = [own.find(one => one.key === key), theirs.find(one => one.key === key)]
    const name = (ours ?? other)?.name
    const size = Math.max(changeOf(ours), changeOf(other))
    if (!name || size < leastDays) return []
    return [{ size, seen: { kind: 'delivery', name, own: ours ?? nothing, competitors: other ?? nothing } as const }]
  })
  return moved
    .sort((a, b) => b.size - a.size)
    .slice(0, maxNamed)
    .map(({ seen: { kind, name, own: ours, competitors } }) => {
      return { kind, name, own: sidesOf(ours), competitors: sidesOf(competitors) }
    })
}

function sidesOf({ before, after }: Sides): Sides {
  return { before, after }
}

function changeOf(sides: Sides | undefined): number {
  return sides?.before == null || sides.after === null ? 0 : Math.abs(sides.after - sides.before)
}

/**
 * What was recorded of a snapshot, as the mean of the days on which it was: by SKU, and of stores that tell none by SKU
 * as it stands for the store. Several SKUs are never added up here: a basket has no price that anybody sees.
 */
async function recorded(scene: WhyScene, measure: string, unit: 'money' | 'count'): Promise<readonly Compared[]> {
  const { figures, reader, place, period, before, now } = scene
  const kpi = sumKpi(`mean(${measure})`, unit)
  const request = { kpi, place: place.place, period, before, now }
  if (place.sku !== '') {
    const [[own], [then]] = await readBoth(scene, [kpi])
    const sides = { before: then?.value ?? null, after: own?.value ?? null }
    return [{ ...sides, key: place.key, name: productName(scene, place.label), currency: own?.currency ?? null }]
  }
  const [skus, stores] = await Promise.all([
    figures.parts(reader, { ...request, by: 'sku' }),
    figures.parts(reader, { ...request, by: 'store' }),
  ])
  const known = skus.filter(({ value, before: then }) => value || then)
  const told = new Set(known.flatMap(sku => sku.place.stores.map(({ id }) => id)))
  const alone = stores.filter(store => store.place.stores.every(({ id }) => !told.has(id)))
  return [...known, ...alone].map(mover => comparedOf(scene, mover))
}

/** Movers tell 0 for a side without figures; neither a price nor a delivery time is that. */
function comparedOf(scene: WhyScene, { place, value, before, currency }: Mover): Compared {
  const name = productName(scene, place.label)
  return { key: place.key, name, before: before || null, after: value || null, currency: currency ?? null }
}
