import type { AdviceRule } from './rules.ts'

/** What is at stake in some days, in the unit of the base. */
export interface StakeQuestion {
  readonly value: number
  readonly target: number
  /** Sum of the base over the same days. */
  readonly base: number
  readonly better: 'higher' | 'lower' | 'band'
}

/**
 * The money that would be there at the target, over the days asked about: distance × base, or what the base would be more in
 * proportion. 0 where the KPI keeps its target.
 */
export function stakeOf({ form }: Pick<AdviceRule, 'form'>, { value, target, base, better }: StakeQuestion): number {
  if (form === 'value') return Math.max(0, value)
  const off = better === 'lower' ? value - target : target - value
  if (off <= 0) return 0
  if (form === 'gap') return off * Math.max(0, base)
  return value > 0 ? (off / value) * Math.max(0, base) : 0
}

/** The fewest of some amounts, largest first, that hold the share of all of them; at least one where there are any. */
export function holders<T extends { readonly amount: number }>(parts: readonly T[], share: number): readonly T[] {
  const sorted = parts.filter(({ amount }) => amount > 0).sort((a, b) => b.amount - a.amount)
  const all = sorted.reduce((sum, { amount }) => sum + amount, 0)
  let held = 0
  return sorted.filter(({ amount }) => {
    const wanted = held < share * all
    held += amount
    return wanted
  })
}
