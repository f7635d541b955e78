import type { Big } from 'big.js'
import type { RateUsed } from '#src/domain/figure.ts'
import { compileFormula, type Need, needKey, type Unbounded } from '#src/domain/formula/index.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import type { Localized } from '#src/i18n/locale.ts'
import { type Exchange, uniqueRates } from './exchange.ts'

/** What a KPI came to, before it is judged. */
export interface Outcome {
  readonly value: number | null
  /** Why there is no value although all is known: something stands over a denominator of zero; else `null`. */
  readonly unbounded: Unbounded | null
  /** The value as an exact decimal, for money too large to be a number exactly (beyond 2^53 minor units); else `null`. */
  readonly exact: string | null
  readonly rates: readonly RateUsed[]
  readonly problem: Localized | null
  /** The sample of the KPI's minimum; `null` when it was not told or there is no minimum. */
  readonly sample: number | null
}

/** What was added up for a formula. */
export interface AddedUp {
  /** By `needKey`; what is not there is not known. */
  readonly values: ReadonlyMap<string, Big>
  readonly rates: ReadonlySet<RateUsed>
  /** Why nothing can be said; `null`: nothing is wrong. */
  readonly problem: Localized | null
  /** Days that count, 1 or more. */
  readonly days: number
  readonly sample: number | null
}

/** The formula, over what was added up for it. */
export function outcomeOf(kpi: Kpi, exchange: Exchange, { values, rates, problem, days, sample }: AddedUp): Outcome {
  const formula = compileFormula(kpi.formula)
  const totalOf = (need: Need) => values.get(needKey(need)) ?? null
  const value = problem ? null : formula.evaluate(totalOf, { days })
  const isLarge = kpi.unit === 'money' && Math.abs(value ?? 0) > Number.MAX_SAFE_INTEGER
  const unbounded = value === null && !problem ? formula.unbounded(totalOf, { days }) : null
  return {
    value,
    exact: isLarge ? (formula.evaluateExact(totalOf, { days })?.toFixed() ?? null) : null,
    unbounded: unbounded?.money ? { ...unbounded, currency: exchange.currency } : unbounded,
    rates: uniqueRates([...rates]),
    problem,
    sample,
  }
}
