import type { Kpi } from '#src/domain/kpis/kpi.ts'
import type { Day } from '#src/domain/period/index.ts'
import type { ReportNote } from '#src/domain/report.ts'
import type { Localized } from '#src/i18n/locale.ts'

/**
 * What a part of a change comes from where that is no KPI: the mix of stores, stores that came or went, exchange rates
 * alone, the number of days that have figures, or the value of an order that ads brought.
 */
export const otherParts = ['mix', 'entered', 'exchange', 'days', 'ad_order_value'] as const

/** What a part of a change comes from: a KPI that is a factor, or something else. */
export type PartOf = Kpi | (typeof otherParts)[number]

/** A part of a change; all parts of one add up to it. Minor units for money. */
export interface CausePart {
  readonly of: PartOf
  readonly amount: number
}

/**
 * What is known of why a number moved. The parts are arithmetic; the rest are observations that lie in the same days,
 * and none of them claims to be the reason.
 */
export interface Causes {
  readonly parts: readonly CausePart[]
  /** There was nothing to compare with before, or nothing is left. */
  readonly born: 'new' | 'gone' | null
  /** Days that have data and days that should; `null`: complete. */
  readonly data: { readonly have: number; readonly expected: number } | null
  /** The SKU of a store that carries most of the change. */
  readonly carriers: readonly Carrier[]
  readonly levels: readonly LevelChange[]
  readonly events: readonly CauseEvent[]
  /** Public holidays among the days, now and before, where their numbers differ. */
  readonly holidays: { readonly now: number; readonly before: number } | null
  readonly alerts: readonly CauseAlert[]
  readonly notes: readonly ReportNote[]
}

/** A part of a place, and how much it moved. */
export interface Carrier {
  readonly name: Localized
  readonly change: number
  readonly currency: string | null
}

/** A KPI next to the one that moved. */
export interface LevelChange {
  readonly kpi: Kpi
  readonly before: number | null
  readonly after: number
  readonly currency: string | null
}

/** An event, or several of a series, that takes more of the one time than of the other. */
export interface CauseEvent {
  readonly name: string
  /** How many of the series there were. */
  readonly count: number
  readonly fromDay: Day
  readonly toDay: Day
  /** It lay in the days that are compared with, not in these. */
  readonly earlier: boolean
}

/** An alert about the place in these days. */
export interface CauseAlert {
  readonly id: number
  readonly kpi: Kpi
  /** What somebody answered; `null`: nothing yet. */
  readonly text: string | null
  /** It is not resolved. */
  readonly open: boolean
}

/** Whether nothing at all is known. */
export function isUnknown(causes: Causes): boolean {
  const { parts, carriers, levels, events, alerts, notes } = causes
  const some = parts.length + carriers.length + levels.length + events.length + alerts.length + notes.length
  return some === 0 && causes.born === null && causes.data === null && causes.holidays === null
}
