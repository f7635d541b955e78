import type { Localized } from '#src/i18n/locale.ts'

/** A calendar day `2026-11-21` in the store's own zone. */
export type Day = string

/** Days from `from` to `to`, both included. */
export interface Period {
  readonly kind: 'day' | 'week' | 'month' | 'quarter' | 'year' | 'range'
  readonly from: Day
  readonly to: Day
  /** For periods that still run: the last day of the whole week, month or quarter; else equal to `to`. */
  readonly end: Day
  readonly label: Localized
}

export { periodLabel } from '#src/domain/period/label.ts'
export {
  dayPeriod,
  daysOf,
  lastDays,
  lengthOf,
  monthOf,
  quarterOf,
  rangePeriod,
  sameWeekdaysBefore,
  upToOwnToday,
  weekOf,
  wholePeriod,
  yearOf,
} from '#src/domain/period/make.ts'
export { matchPeriod } from '#src/domain/period/match.ts'
export { parsePeriod } from '#src/domain/period/parse.ts'
export { periodPhrases } from '#src/domain/period/phrases.ts'
export { shiftDays } from './days.ts'
