import type { Measure } from '#src/domain/measure.ts'

/** More digits before the point no figure has; longer ones are typing errors (judgement). */
export const maxWholeDigits = 18

/** Advertising platforms share one order out among several advertisements. */
const shared: ReadonlySet<string> = new Set(['ad_orders', 'ad_units'])

/** What is sold before it is there counts as stock below zero in shops and ERPs. */
const oversold: ReadonlySet<string> = new Set(['stock_on_hand'])

/**
 * What marketplaces count over windows of their own may come as a share of a hundred or a mean instead of cases: 3.5 % late
 * stands as 3.5 of 100, a shop rating as 4.7 of 1.
 */
const isOfWindow = (id: string) => id.startsWith('account_')

/** Why something cannot be the figure of a day. */
export type FigureFault = 'tooLarge' | 'negative' | 'fraction'

/**
 * Why an exact decimal (minor units for money) cannot be a figure of a day, whichever way it comes in: typed, from a file,
 * through the push API or from a marketplace. Money may be below zero (refunds of another day), times, points and counts
 * may not; counts are whole. `null`: it can.
 */
export function figureFault({ id, unit }: Measure, decimal: string): FigureFault | null {
  if (isTooLarge(decimal)) return 'tooLarge'
  if (unit === 'money') return null
  if (decimal.startsWith('-') && /[1-9]/.test(decimal) && !oversold.has(id)) return 'negative'
  if (unit !== 'count' || shared.has(id) || isOfWindow(id)) return null
  return /\.\d*[1-9]/.test(decimal) ? 'fraction' : null
}

/** Whether an exact decimal has more digits before the point than any figure. */
export function isTooLarge(decimal: string): boolean {
  if (decimal.length <= maxWholeDigits) return false // almost always
  return (/^-?0*(\d*)/.exec(decimal)?.[1] ?? '').length > maxWholeDigits
}
