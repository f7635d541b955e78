import { days, type Step } from '#src/domain/causes/chain.ts'
import type { Figure } from '#src/domain/figure.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import type { Period } from '#src/domain/period/index.ts'
import type { Place } from '#src/domain/place.ts'
import type { Figures, Reader } from '#src/features/figures/index.ts'

/** What is read of a place: the KPI that moved, and those that may tell why. */
export interface PairRequest {
  readonly reader: Reader
  readonly place: Place
  readonly kpi: Kpi
  readonly others: readonly Kpi[]
  readonly period: Period
  readonly before: Period
  readonly now: Date
}

/** Figures of the same place, now and before. */
export interface FigurePair {
  readonly now: Figure
  readonly before: Figure
}

/** Reads KPIs of a place over both times, by id. */
export async function readPairs(figures: Figures, request: PairRequest): Promise<ReadonlyMap<string, FigurePair>> {
  const { reader, place, now: at } = request
  const kpis = [request.kpi, ...request.others]
  const read = (period: Period) => figures.read(reader, { kpis, place, period, now: at })
  const [now, before] = await Promise.all([read(request.period), read(request.before)])
  return new Map(
    now.flatMap((figure, at) => {
      const then = before[at]
      return then ? [[figure.kpi.id, { now: figure, before: then }] as const] : []
    }),
  )
}

/** An amount as a step of a chain: only where it is known for the very days of the KPI, else a gap would look like a fall. */
export function stepOf(pairs: ReadonlyMap<string, FigurePair>, lead: string): (id: string) => Step {
  return id => {
    const step = pairs.get(id)
    const whole = pairs.get(lead)
    if (id === days) return whole ? [whole.before.quality.daysWithData, whole.now.quality.daysWithData] : null
    if (!step || !whole || step.now.value === null || step.before.value === null) return null
    const same = (a: Figure, b: Figure) => a.quality.daysWithData === b.quality.daysWithData
    return same(step.now, whole.now) && same(step.before, whole.before) ? [step.before.value, step.now.value] : null
  }
}
