import { calendarOf } from '#src/domain/day-shares.ts'
import { later, shiftDays } from '#src/domain/days.ts'
import { namedWithBase } from '#src/domain/kpi-ways.ts'
import { type Kpi, waysToCount } from '#src/domain/kpis/kpi.ts'
import type { Day } from '#src/domain/period/index.ts'
import type { ResolvedPlace, Store } from '#src/domain/place.ts'
import type { Target } from '#src/domain/targets/target.ts'
import { countedAt } from '#src/features/figures/named-at.ts'
import type { Definition } from '#src/features/figures/store/definitions.ts'
import type { Span } from '#src/features/figures/store/facts.ts'
import type { Db } from '#src/platform/database/db.ts'
import type { TargetBook } from './against-target.ts'
import type { Inputs } from './compute.ts'
import { todays } from './days.ts'
import { type Exchange, exchangeFor } from './exchange.ts'
import type { KnownSources } from './reading/due-hours.ts'
import { type FirstDays, loadFacts } from './reading/load.ts'
import type { ReadDays } from './reading/read-days.ts'
import type { Common } from './reading/shared-reads.ts'
import type { ReadSkus } from './reading/sku-totals.ts'
import { targetPlaces, targetsAt } from './targets.ts'

/** What the engine works with. */
export interface Engine {
  readonly db: Db
  readonly firstDays: FirstDays
  readonly sources: KnownSources
  readonly common: Common
  readonly readDays: ReadDays
  readonly readSkus: ReadSkus
  /** What totals of SKUs pass through, however they are read; absent: nothing. */
  readonly skusThrough?: (read: ReadSkus) => ReadSkus
  /** Days that figures are made without; absent: none. */
  readonly isOut?: (day: Day, storeId: number) => boolean
  /** The stores that figures are made of; absent: all that a reader may see. */
  readonly only?: ReadonlySet<number>
}

/** What to read. `since` to `to` is judged, `compareFrom` is where the days that it is compared with begin. */
export interface SceneRequest {
  readonly place: ResolvedPlace
  readonly kpis: readonly Kpi[]
  readonly since: Day
  readonly to: Day
  /** The last day for which targets are asked. */
  readonly end: Day
  readonly compareFrom: Day
  /** Days long before that are looked at besides. */
  readonly also?: readonly Span[]
  readonly now: Date
  readonly levelsStand: boolean
}

/** All that is needed to compute and judge, and the KPIs as they were defined when the period began and can be counted there. */
export interface Prepared {
  readonly inputs: Inputs
  readonly book: TargetBook
  readonly kpis: readonly Kpi[]
}

/** A quarter on either side: targets of the whole month or quarter are shared out by its events. */
const eventReach = 100

/** Loads everything in parallel; the facts of all KPIs in one query. */
export async function prepare(engine: Engine, request: SceneRequest): Promise<Prepared> {
  const { common } = engine
  const { place, since, now, levelsStand } = request
  const kpis = definedOn((await common.tables()).definitions, request.kpis, since)
  const spans = [{ from: request.compareFrom, to: request.to }, ...(request.also ?? [])]
  const [facts, targets, events] = await Promise.all([
    loadFacts(engine, { place, kpis: kpis.flatMap(waysToCount), spans, since }),
    listTargetsOf(common, kpis, place),
    common.events(shiftDays(since, -eventReach), shiftDays(later(request.to, request.end), eventReach)),
  ])
  const exchange = await exchangeOf(common, place, targets.list)
  const tells = ({ id }: Store, measure: string) => facts.firstDay(id, measure) !== null
  return {
    inputs: { place, facts, exchange, now, today: todays(now), memory: new Map(), levelsStand },
    book: {
      targets: targets.list,
      places: targets.keys,
      parts: targets.parts.map(({ key, store }) => ({ key, store, calendar: calendarOf([store], events) })),
      calendar: calendarOf(place.stores, events),
      exchange,
    },
    kpis: kpis.map(kpi => namedWithBase(countedAt(kpi, place.stores, tells))),
  }
}

/** Rates are read only where money of several currencies meets. */
async function exchangeOf(common: Common, { stores }: ResolvedPlace, targets: readonly Target[]): Promise<Exchange> {
  const [first] = stores
  const isOne = (currency: string | null) => currency === null || currency === first?.currency
  if (first && stores.every(store => isOne(store.currency)) && targets.every(target => isOne(target.currency)))
    return exchangeFor(stores, [], first.currency)
  const [rates, base] = await Promise.all([common.rates(), common.baseCurrency()])
  return exchangeFor(stores, rates, base)
}

async function listTargetsOf(common: Common, kpis: readonly Kpi[], place: ResolvedPlace) {
  const where = await targetPlaces(common, place)
  const ids = kpis.map(kpi => kpi.id)
  return { ...where, list: await targetsAt(common, ids, where, place.stores) }
}

/**
 * The KPIs as they were defined on a day: a past period is judged by the definition of the day on which it began, and
 * one from before the first definition by the first.
 */
export function definedOn(definitions: readonly Definition[], kpis: readonly Kpi[], day: Day): readonly Kpi[] {
  return kpis.map(kpi => {
    const mine = definitions.filter(definition => definition.kpi.id === kpi.id && !definition.withdrawn)
    const valid = mine.filter(definition => definition.validFrom <= day).at(-1) ?? mine[0]
    return valid?.kpi ?? kpi
  })
}
