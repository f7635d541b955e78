import type { Localized } from '#src/i18n/locale.ts'
import { regionalLimits } from './regional.ts'
import { usLimits } from './us.ts'

/** A line that a platform draws for its sellers. The platform's own dashboard always wins. */
export interface PlatformLimit {
  /** Platform id of a store. */
  readonly platform: string
  /** Market ids it holds for; absent: all of the platform. */
  readonly markets?: readonly string[]
  readonly kpiId: string
  /** The value is good when it stands in this relation to the limit. */
  readonly comparison: '<' | '<=' | '>' | '>='
  /** 0–1 for ratios, stars for stars. */
  readonly limit: number
  /** Days over which the platform looks back. */
  readonly windowDays: number
  /** Judged by the platform only from so many orders in the window on. */
  readonly minimumOrders?: number
  /** How well the line is known: the platform's own page, secondary reports, or a sample of what its API answers. */
  readonly certainty: 'published' | 'secondary' | 'sample'
  /** The rule in words, with where it is said. */
  readonly source: Localized
}

/** All lines, as checked in November 2026. */
export const platformLimits: readonly PlatformLimit[] = [...usLimits, ...regionalLimits]

/** The lines that hold for stores of a platform in a market. */
export function limitsFor(store: { readonly platform: string; readonly market: string }): readonly PlatformLimit[] {
  return platformLimits.filter(
    limit => limit.platform === store.platform && (limit.markets === undefined || limit.markets.includes(store.market)),
  )
}

/** Whether a value breaks a line. */
export function breaks(limit: PlatformLimit, value: number): boolean {
  switch (limit.comparison) {
    case '<':
      return value >= limit.limit
    case '<=':
      return value > limit.limit
    case '>':
      return value <= limit.limit
    case '>=':
      return value < limit.limit
    default:
      return limit.comparison satisfies never
  }
}
