import { earlier, later } from '#src/domain/days.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import { cutAt, type Day, type Period, sameWeekdaysBefore } from '#src/domain/period/index.ts'
import type { ResolvedPlace, Store } from '#src/domain/place.ts'
import { daysWithout, isWithin } from '#src/features/figures/engine/days.ts'
import { judgedPart } from '#src/features/figures/engine/judged.ts'
import { type Engine, prepare } from '#src/features/figures/engine/prepare.ts'
import type { ReadSkus } from '#src/features/figures/engine/reading/sku-totals.ts'
import type { Span } from '#src/features/figures/store/facts.ts'
import { type Pairs, pairsOf, type Sides, uncounted } from './comparable.ts'

/** Which two periods of what. */
export interface PairedRequest {
  readonly kpi: Kpi
  readonly place: ResolvedPlace
  readonly period: Period
  /** The earlier one; absent: the same weekdays before. */
  readonly against?: Period
  readonly now: Date
}

/** What two periods are compared by. */
export interface PairedDays {
  /** The period up to the last day that counts. */
  readonly period: Period
  readonly before: Period
  /** Stores that count in the period but have nothing to be compared with. */
  readonly leftOut: readonly Store[]
  /** Days of stores that have figures on one side only, or none: they count on neither. */
  readonly without: readonly { readonly store: Store; readonly days: readonly Span[] }[]
  /** `running`: no day is over yet. `uneven`: too few of the same days have figures on both sides. */
  readonly standing: 'compared' | 'running' | 'uneven'
}

/** Finds what two periods are compared by, and the engine that sees nothing else of them. */
export async function paired(
  engine: Engine,
  { kpi, place, period, against, now }: PairedRequest,
): Promise<{ readonly days: PairedDays; readonly engine: Engine }> {
  const span = { since: period.from, to: later(period.to, against?.to ?? period.to), end: period.to }
  const compareFrom = earlier(period.from, (against ?? sameWeekdaysBefore(period)).from)
  const prepared = await prepare(engine, { place, kpis: [kpi], ...span, compareFrom, now, levelsStand: true })
  const [asked = kpi] = prepared.kpis
  const judged = judgedPart(asked, period, prepared)
  const pairs = pairsOf(asked, judged, prepared.inputs, against && { period, against })
  const { before, sides, leftOut } = pairs
  const days: PairedDays = {
    ...{ period: judged.span.to < period.to ? cutAt(period, judged.span.to) : period, before, leftOut },
    without: sides.flatMap(side => (side.days ? [{ store: side.store, days: uncounted(side) }] : [])),
    standing: judged.running ? 'running' : sides.length === 0 ? 'uneven' : 'compared',
  }
  return { days, engine: sides.length === 0 ? engine : seeingOnly(engine, judged.span, pairs) }
}

/** The engine without the other stores, and without the days of both periods that do not count. */
function seeingOnly(engine: Engine, now: Span, { before, sides }: Pairs): Engine {
  const byId = new Map(sides.map(side => [side.store.id, side]))
  const isOut = (day: Day, storeId: number) => {
    const side = byId.get(storeId)
    return (
      (engine.isOut?.(day, storeId) ?? false) ||
      !side ||
      ((isWithin(day, now) || isWithin(day, before)) && !counts(day, side))
    )
  }
  const stores = new Map(sides.map(side => [side.store.id, outOf(side, now, before)]))
  const through = (read: ReadSkus) => skusWithout(engine.skusThrough?.(read) ?? read, stores)
  return {
    ...engine,
    isOut,
    only: new Set(byId.keys()),
    readDays: async query => (await engine.readDays(query)).filter(({ day, storeId }) => !isOut(day, storeId)),
    readSkus: skusWithout(engine.readSkus, stores),
    skusThrough: through,
  }
}

function counts(day: Day, side: Sides): boolean {
  return (isWithin(day, side.now) || isWithin(day, side.before)) && (side.days?.has(day) ?? true)
}

/** The days of both periods that do not count for a store. */
function outOf(side: Sides, now: Span, before: Span): readonly Span[] {
  return daysWithout([before, now], day => counts(day, side))
}

/** Totals of SKUs, read apart for stores of which other days do not count. */
function skusWithout(read: ReadSkus, out: ReadonlyMap<number, readonly Span[]>): ReadSkus {
  return async query => {
    const groups = new Map<string, { readonly without: readonly Span[]; readonly storeIds: number[] }>()
    for (const id of query.storeIds) {
      const within = (out.get(id) ?? []).filter(span => span.from <= query.to && span.to >= query.from)
      const key = JSON.stringify(within)
      const known = groups.get(key) ?? { without: within, storeIds: [] }
      known.storeIds.push(id)
      groups.set(key, known)
    }
    const found = await Promise.all(
      [...groups.values()].map(({ without, storeIds }) =>
        read(
          without.length === 0
            ? { ...query, storeIds }
            : { ...query, storeIds, without: [...(query.without ?? []), ...without] },
        ),
      ),
    )
    return found.flat()
  }
}
