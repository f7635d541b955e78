import type { Day, Period } from '#src/domain/period/index.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { matchPeriod } from './match.ts'

/** What a period word is read against. */
export interface PeriodContext {
  /** The local day that is running where the words are about. */
  readonly today: Day
  readonly locale?: Locale
  /** Whether holidays and shopping days count, such as `春节` and `black friday`; absent: not, as where people write freely. */
  readonly namedDays?: boolean
  /** Whether a bare `Saturday` or `weekend` is the last that is over; absent: not, as where days to come are planned. */
  readonly weekdays?: boolean
}

/**
 * The period that one word or phrase names, in any of the three languages and with full-width characters; `null` when
 * it names none or something is left over.
 *
 * - A day without a year is the latest one not after today, or one that comes within 60 days; a month without a year
 *   the latest that has begun, or the next one (judgement: targets, notes and events are written ahead, reports behind).
 * - `7d`, `近7天`, `直近7日` are the last seven whole days, without today.
 * - A running week, month, quarter or year goes up to today; its `end` is the last day of the whole.
 */
export function parsePeriod(words: string, today: Day, locale?: Locale): Period | null {
  const text = words.normalize('NFKC').toLowerCase().trim()
  const context = { today, namedDays: true, weekdays: true, ...(locale !== undefined && { locale }) }
  const found = matchPeriod(text, 0, context)
  return found && found.length === text.length ? found.period : null
}
