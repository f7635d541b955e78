import type { Day } from '#src/domain/period/index.ts'
import type { PlaceKey } from '#src/domain/place.ts'

/** A person as a number names them. */
export interface PersonName {
  readonly id: number
  readonly name: string
}

/** Period kinds that a target can be set for. */
export type TargetPeriod = 'day' | 'week' | 'month' | 'quarter'

/**
 * A target as it stands in the history. Of several for the same KPI, place and period kind, the one with the latest
 * `validFrom` that is not after the judged period's first day counts, and of those the one set last.
 */
export interface Target {
  readonly id: number
  readonly kpiId: string
  readonly place: PlaceKey
  readonly period: TargetPeriod
  /** Minor units for money (in `currency`), 0–1 for ratios. `null` for a band, and for a target that was withdrawn. */
  readonly value: number | null
  readonly low: number | null
  readonly high: number | null
  readonly currency: string | null
  readonly owner: PersonName | null
  /** Share in the score, 0–100. */
  readonly weight: number
  readonly validFrom: Day
  readonly setAt: Date
  readonly setBy: PersonName | null
  readonly withdrawn: boolean
}
