import type { Day } from '#src/domain/period/index.ts'
import type { Alarm } from './alerts.ts'
import { factsOfDay, type Making } from './facts.ts'
import type { Figures } from './sku-day.ts'
import { demoStore } from './stores.ts'
import { daySales, storeTarget } from './targets.ts'

/** Value and limit of the KPIs that the demo's alerts are about, from the very figures that are stored. */
export function knownFigures(making: Making): Alarm['judged'] {
  return (slug, kpiId, day) => {
    const store = demoStore(slug)
    const figures = figuresOf(slug, day, making)
    const planning = { today: making.story.today, events: making.events }
    if (kpiId === 'sales') return { value: figures.net_sales ?? 0, limit: daySales(store, day, planning) }
    return { value: rate(kpiId, figures), limit: storeTarget(store, kpiId) }
  }
}

function figuresOf(slug: string, day: Day, making: Making): Figures {
  for (const fact of factsOfDay(demoStore(slug), day, making)) if (fact.sku === '') return fact.figures
  return {}
}

function rate(kpiId: string, figures: Figures): number {
  const [above, below] =
    kpiId === 'acos' ? [figures.ad_spend, figures.ad_sales] : [figures.shipped_within_72h, figures.shipments_due]
  return (above ?? 0) / (below ?? 1)
}
