import type { Measure } from '#src/domain/measure.ts'

/** More digits before the point no figure has; longer ones are typing errors (judgement). */
export const maxWholeDigits = 18

/** Advertising platforms share one order out among several advertisements. */
const shared: ReadonlySet<string> = new Set(['ad_orders', 'ad_units'])

/** What is sold before it is there counts as stock below zero in shops and ERPs. */
const oversold: ReadonlySet<string> = new Set(['stock_on_hand'])

/** Why an exact decimal cannot be the count of a day, whichever way it comes in; `null`: it can, or is no count. */
export function countFault({ id, unit }: Measure, decimal: string): 'negative' | 'fraction' | null {
  if (unit !== 'count') return null
  if (decimal.startsWith('-') && /[1-9]/.test(decimal) && !oversold.has(id)) return 'negative'
  return /\.\d*[1-9]/.test(decimal) && !shared.has(id) ? 'fraction' : null
}

/** Whether an exact decimal has more digits before the point than any figure. */
export function isTooLarge(decimal: string): boolean {
  if (decimal.length <= maxWholeDigits) return false // almost always
  return (/^-?0*(\d*)/.exec(decimal)?.[1] ?? '').length > maxWholeDigits
}
