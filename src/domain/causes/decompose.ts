import { logMean } from './log-mean.ts'

/** One factor of a product, before and after. */
export interface Factor {
  readonly id: string
  readonly before: number
  readonly after: number
}

/** What one factor contributed to a change, in the unit of the product. */
export interface Effect {
  readonly id: string
  readonly amount: number
}

/** A change of a product as parts that add up to it. */
export interface Decomposition {
  readonly before: number
  readonly after: number
  /** In the order of the factors; empty where the product was 0 before or after: it is new, or it stopped. */
  readonly effects: readonly Effect[]
  /** How it was worked out: logarithmic means, or averages over all orders of change where a factor is not positive. */
  readonly method: 'lmdi' | 'shapley'
}

/**
 * Takes the change of a product apart, such as sales = sessions × conversion × order value. Additive LMDI-I (Ang 2004):
 * no residual, and the same parts with the signs turned when before and after are exchanged. Shapley's average takes its
 * place where a factor is zero or negative. The parts add up to the change to the last unit.
 */
export function decompose(factors: readonly Factor[]): Decomposition {
  const before = product(factors.map(factor => factor.before))
  const after = product(factors.map(factor => factor.after))
  const positive = factors.every(factor => factor.before > 0 && factor.after > 0)
  const method = positive ? 'lmdi' : 'shapley'
  if (before === 0 || after === 0) return { before, after, effects: [], method }
  const raw = positive ? lmdi(factors, before, after) : factors.map((_, index) => shapley(factors, index))
  const effects = exactly(raw, after - before).map((amount, index) => ({ id: factors[index]?.id ?? '', amount }))
  return { before, after, effects, method }
}

function lmdi(factors: readonly Factor[], before: number, after: number): readonly number[] {
  const weight = logMean(after, before)
  return factors.map(factor => weight * Math.log(factor.after / factor.before))
}

/**
 * Shapley's average alone, which needs no logarithms: also where the product was or is nothing, or is negative. The parts add
 * up to the change.
 */
export function averageParts(factors: readonly Factor[]): readonly Effect[] {
  const change = product(factors.map(factor => factor.after)) - product(factors.map(factor => factor.before))
  const raw = factors.map((_, index) => shapley(factors, index))
  return exactly(raw, change).map((amount, index) => ({ id: factors[index]?.id ?? '', amount }))
}

/** The factor's own change in every company of factors that have changed already, averaged over all orders of change. */
function shapley(factors: readonly Factor[], index: number): number {
  const others = factors.filter((_, other) => other !== index)
  const own = factors[index]
  if (!own) return 0
  let sum = 0
  for (let changed = 0; changed < 2 ** others.length; changed += 1) {
    const rest = others.map((factor, bit) => ((changed >> bit) & 1 ? factor.after : factor.before))
    const count = others.filter((_, bit) => (changed >> bit) & 1).length
    sum += (product(rest) * factorial(count) * factorial(others.length - count)) / factorial(factors.length)
  }
  return sum * (own.after - own.before)
}

/** Puts what rounding left over on the largest part. */
export function exactly(parts: readonly number[], total: number): readonly number[] {
  const largest = parts.reduce((best, part, at) => (Math.abs(part) > Math.abs(parts[best] ?? 0) ? at : best), 0)
  const rest = parts.reduce((sum, part, at) => (at === largest ? sum : sum + part), 0)
  return parts.map((part, at) => (at === largest ? total - rest : part))
}

function product(values: readonly number[]): number {
  return values.reduce((all, value) => all * value, 1)
}

function factorial(count: number): number {
  return count < 2 ? 1 : count * factorial(count - 1)
}
