import { exactTotal } from './exact-total.ts'
import type { DayTarget, PeriodTarget } from './targeting.ts'

/**
 * The plan of a total as the sum of the plans of its parts, such as of all stores of a market: for amounts alone, and
 * only where every part has one with a value. `days` holds a share for each day of each part, each in the currency of
 * its own target; `value` is their plain sum, `null` where currencies differ. Owned by whoever owns all of the parts.
 */
export function sumOfTargets(parts: readonly (PeriodTarget | null)[]): PeriodTarget | null {
  const known = parts.flatMap(part => (part && part.value !== null && part.days.length > 0 ? [part] : []))
  const [first] = known
  if (!first || known.length < parts.length) return null
  const days: readonly DayTarget[] = known.flatMap(part => part.days)
  const owner = known.every(part => part.target.owner?.id === first.target.owner?.id) ? first.target.owner : null
  const weight = Math.max(...known.map(part => part.target.weight))
  const target = { ...first.target, owner, weight }
  return { target, value: plainSum(known), low: null, high: null, derived: true, summed: true, days }
}

function plainSum(parts: readonly PeriodTarget[]): number | null {
  const currency = parts[0]?.days[0]?.target.currency
  if (parts.some(({ days }) => days.some(({ target }) => target.currency !== currency))) return null
  return exactTotal(parts.map(({ value }) => value ?? 0))
}
