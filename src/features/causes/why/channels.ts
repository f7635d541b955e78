import type { WhyRow } from '#src/domain/causes/why.ts'
import type { Figure } from '#src/domain/figure.ts'
import { readBoth, type WhyScene } from './measured.ts'

/** Sales by what ads brought and the rest; `null` for other KPIs and where ads are not known of the same days. */
export async function channelsOf(
  scene: WhyScene,
  [now, then]: readonly [Figure, Figure],
): Promise<readonly WhyRow[] | null> {
  const catalog = await scene.figures.catalog()
  const [ads, organic] = [catalog.findKpi('ad_sales'), catalog.findKpi('organic_sales')]
  if (scene.kpi.id !== 'sales' || !ads || !organic || now.value === null || then.value === null) return null
  const [[own], [earlier]] = await readBoth(scene, [organic])
  if (own?.value == null || earlier?.value == null || !areOfSameDays(own, now) || !areOfSameDays(earlier, then))
    return null
  const sides = { before: earlier.value, after: own.value }
  const rest = { before: then.value - sides.before, after: now.value - sides.after }
  const { unit } = ads
  const { currency } = now
  return [
    { id: ads.id, label: ads.label, unit, currency, ...rest, amount: rest.after - rest.before },
    { id: organic.id, label: organic.label, unit, currency, ...sides, amount: sides.after - sides.before },
  ]
}

function areOfSameDays({ quality: a }: Figure, { quality: b }: Figure): boolean {
  return a.daysWithData === b.daysWithData
}
