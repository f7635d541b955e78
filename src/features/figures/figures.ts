import type { CalendarEvent } from '#src/domain/calendar/index.ts'
import type { Catalog } from '#src/domain/catalog.ts'
import type { Figure, Series } from '#src/domain/figure.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import type { Period } from '#src/domain/period/index.ts'
import type { Place, ResolvedPlace, Store } from '#src/domain/place.ts'
import type { PairedDays } from './engine/compare/paired.ts'
import type { DayBook } from './engine/day-book.ts'
import type { LeftOutData } from './leave-out.ts'

/** Who looks: storage never hands out a store that is not in `stores`. */
export interface Reader {
  readonly stores: readonly Store[]
  readonly demo: boolean
}

/** One SKU or store and how much it moved. Money in minor units. */
export interface Mover {
  readonly place: ResolvedPlace
  readonly value: number | null
  readonly before: number | null
  readonly change: number | null
  /** ISO 4217 for money, else `null`: the currency of the place whose movers they are. */
  readonly currency?: string | null
}

/** What two periods are compared by, and the figures of that. */
export interface Paired extends PairedDays {
  readonly figures: Figures
}

/** Shares of a total by store, SKU and so on: the KPI engine. All methods read in the store's own local days. */
export interface Figures {
  readonly catalog: () => Promise<Catalog>
  /** Events that touch the days from one to another. */
  readonly events: (from: string, to: string) => Promise<readonly CalendarEvent[]>
  /** Which stores count for a place. Demo and real stores are never in one list. @throws UserError when none is visible. */
  readonly resolve: (reader: Reader, place: Place) => Promise<ResolvedPlace>
  /** Each KPI at a place in a period, with target, comparison and quality; in the order of `kpis`. */
  readonly read: (
    reader: Reader,
    request: {
      readonly kpis: readonly Kpi[]
      readonly place: Place
      readonly period: Period
      /** What changes are held against; absent: the same weekdays before. */
      readonly against?: Period
      /** `false`: nobody looks at what it was before, and no comparison is made. */
      readonly compared?: boolean
      readonly now: Date
    },
  ) => Promise<readonly Figure[]>
  /** A KPI day by day. */
  readonly series: (
    reader: Reader,
    request: { readonly kpi: Kpi; readonly place: Place; readonly period: Period; readonly now: Date },
  ) => Promise<Series>
  /** Several KPIs day by day, in the order of `kpis`, read at once. */
  readonly seriesOf: (
    reader: Reader,
    request: {
      readonly kpis: readonly Kpi[]
      readonly place: Place
      readonly period: Period
      /** `false`: nobody looks at the targets of the days, which all stay `null`. */
      readonly targets?: boolean
      readonly now: Date
    },
  ) => Promise<readonly Series[]>
  /** The stores or SKUs of a place that moved a KPI most between two periods, by absolute change, best first. */
  readonly movers: (
    reader: Reader,
    request: {
      readonly kpi: Kpi
      readonly place: Place
      readonly by: 'store' | 'sku'
      readonly period: Period
      readonly before: Period
      readonly limit: number
      /** Also those that did not move, or of which one side is not known. */
      readonly unmoved?: boolean
      readonly now: Date
    },
  ) => Promise<readonly Mover[]>
  /** All stores or SKUs of a place with what they came to in two periods, in no order; money in the currency of the place. */
  readonly parts: (
    reader: Reader,
    request: {
      readonly kpi: Kpi
      readonly place: Place
      readonly by: 'store' | 'sku'
      readonly period: Period
      readonly before: Period
      readonly now: Date
    },
  ) => Promise<readonly Mover[]>
  /**
   * What two periods of a KPI are compared by, as the change of its figure is: with the figures that see nothing else of
   * both, so that whatever is read of them adds up to that change. The same figures where nothing can be compared.
   */
  readonly paired: (
    reader: Reader,
    request: {
      readonly kpi: Kpi
      readonly place: Place
      readonly period: Period
      /** The earlier one; absent: the same weekdays before. */
      readonly against?: Period
      readonly now: Date
    },
  ) => Promise<Paired>
  /** The days of a place for some KPIs, worked out as they are asked for: what rules look at. */
  readonly dayBook: (
    reader: Reader,
    request: {
      readonly kpis: readonly Kpi[]
      readonly place: Place
      readonly from: string
      readonly to: string
      /** Days long before that are looked at besides. */
      readonly also?: readonly { readonly from: string; readonly to: string }[]
      readonly now: Date
    },
  ) => Promise<DayBook>
  /**
   * The same figures, with what all places have in common (the catalog, definitions, rates, events, targets) read once: for one look at many
   * places. What is stored of these afterwards does not count in it. With `about`, targets of places that hold one of these
   * stores are read ahead, others when they are asked for.
   */
  readonly withSharedReads: (about?: readonly Store[]) => Figures
  /** The same for one answer about few places, of which the days around are read at once, too. */
  readonly withSharedDays: () => Figures
  /**
   * The same as `withSharedReads`, with the days of stores from one day to another read at once for some KPIs, and totals of
   * SKUs read once: for many looks at the same months. What lies outside is read when it is asked for.
   */
  readonly readAhead: (request: {
    readonly stores: readonly Store[]
    readonly kpis: readonly Kpi[]
    readonly from: string
    readonly to: string
  }) => Promise<Figures>
  /** The same figures made without some SKUs and days, and without targets: these are of the whole. */
  readonly leavingOut: (out: LeftOutData) => Figures
  /** The local day that is running now at a place (of several zones: the earliest). */
  readonly today: (place: ResolvedPlace, now: Date) => string
}

export { createFigures } from '#src/features/figures/engine/create.ts'
