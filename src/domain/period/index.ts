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

export { shiftDays } from '#src/domain/days.ts'
export { type Against, periodAgainst, periodBefore } from './against.ts'
export { alike, cutAt } from './alike.ts'
export { askedDay, earliestRunning } from './asked-day.ts'
export { periodLabel } from './label.ts'
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
} from './make.ts'
export { matchPeriod } from './match.ts'
export {
  comingNamedDays,
  kindOfName,
  type NamedMoment,
  namedMomentAt,
  type WhichYear,
  whichYearAround,
} from './named-days.ts'
export { parsePeriod } from './parse.ts'
export { periodPhrases } from './phrases.ts'
