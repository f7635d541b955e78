import { dayFrom, localDay } from '#src/domain/days.ts'
import type { Day } from '#src/domain/period/index.ts'

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/**
 * The local day of a date in a report: an instant with its offset, a day in ISO, `2026/3/1`, `01-Mar-2026`, or numbers in
 * the order of the market (month first in the Americas, day first elsewhere). `null`: not a date.
 */
export function dayOfDate(text: string, timeZone: string, market: string): Day | null {
  if (/^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}.*(Z|[+-]\d{2}:?\d{2})$/i.test(text)) {
    const at = new Date(text.replace(' ', 'T'))
    return Number.isNaN(at.getTime()) ? null : localDay(at, timeZone)
  }
  const yearFirst = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)/.exec(text)
  if (yearFirst) return dayFrom(Number(yearFirst[1]), Number(yearFirst[2]), Number(yearFirst[3]))
  const named = /^(\d{1,2})[- ]([A-Za-z]{3})[A-Za-z]*[- ](\d{4})/.exec(text)
  if (named) return dayFrom(Number(named[3]), months.indexOf((named[2] ?? '').toLowerCase()) + 1, Number(named[1]))
  const numbers = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{2}|\d{4})(?!\d)/.exec(text)
  if (!numbers) return null
  const [first, second, year] = [Number(numbers[1]), Number(numbers[2]), Number(numbers[3])]
  const monthFirst = ['us', 'ca', 'mx'].includes(market)
  const [month, date] = monthFirst ? [first, second] : [second, first]
  return dayFrom(year < 100 ? 2_000 + year : year, month, date)
}
