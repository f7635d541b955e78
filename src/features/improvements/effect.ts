import type { CommandContext } from '#src/contracts/command.ts'
import { localDay, shiftDays } from '#src/domain/days.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import { rangePeriod } from '#src/domain/period/index.ts'
import { holds, parsePlaceKey } from '#src/domain/place.ts'
import { isAmount } from '#src/features/figures/index.ts'
import type { Improvement } from './store/improvements.ts'

/** So many days before and after are compared (judgement: four whole weeks, the same weekdays on both sides). */
export const effectDays = 28

/** A figure over the days around an improvement; amounts per day, so that a shorter stretch can be compared. */
export interface Effect {
  readonly before: number | null
  readonly after: number | null
  readonly currency: string | null
  /** Days that `after` is of, up to 28. */
  readonly days: number
}

type Parts = Pick<CommandContext, 'figures' | 'catalog' | 'caller' | 'now'>

/** The KPI over the four weeks up to a day: what an improvement begins from. */
export async function valueUpTo(parts: Parts, kpi: Kpi, placeKey: string, day: string) {
  return valueOver(parts, kpi, placeKey, shiftDays(day, 1 - effectDays), day)
}

/** What the figure did after an improvement was closed; `null` without a whole day since, or out of the reader's sight. */
export async function effectOf(parts: Parts, one: Improvement, kpi: Kpi, zone: string): Promise<Effect | null> {
  if (!one.closedAt) return null
  const closed = localDay(one.closedAt, zone)
  const last = shiftDays(localDay(parts.now, zone), -1)
  const until = shiftDays(closed, effectDays)
  const to = until < last ? until : last
  if (to <= closed) return null
  const { value, currency } = await valueOver(parts, kpi, one.place, shiftDays(closed, 1), to)
  return { before: one.valueBefore, after: value, currency, days: rangeLength(closed, to) }
}

function rangeLength(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)
}

async function valueOver({ figures, catalog, caller, now }: Parts, kpi: Kpi, key: string, from: string, to: string) {
  const place = parsePlaceKey(key)
  const seen = place && caller.stores.some(store => holds(place, store))
  if (!place || !seen || !catalog.findKpi(kpi.id)) return { value: null, currency: null }
  const reader = { stores: caller.stores, demo: caller.demo }
  const [figure] = await figures.read(reader, { kpis: [kpi], place, period: rangePeriod(from, to), now })
  const value = figure?.value ?? null
  const days = rangeLength(from, to) + 1
  return { value: value !== null && isAmount(kpi) ? value / days : value, currency: figure?.currency ?? null }
}
