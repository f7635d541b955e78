import { Big } from 'big.js'
import type { RateUsed } from '#src/domain/figure.ts'
import type { Day } from '#src/domain/period/index.ts'
import { conversionOn, type Rate } from '#src/domain/rates.ts'
import { isAmount } from '#src/features/figures/index.ts'
import type { PlanRow } from './sheet.ts'

/** Months of several stores in one market and currency, added up. */
export interface PlanSum {
  readonly market: string
  /** `null` for what is no money. */
  readonly currency: string | null
  /** `null`: no store has a target in that month. */
  readonly months: readonly (number | null)[]
  readonly year: number | null
}

/** All stores of a KPI together. */
export interface PlanTotal {
  /** False for ratios and levels, which no sum means anything of. */
  readonly additive: boolean
  readonly sums: readonly PlanSum[]
  /** In one currency: that of the stores, or that of totals at the rate of each month's first day. */
  readonly all: Omit<PlanSum, 'market'> | null
  readonly rates: readonly RateUsed[]
  /** Currencies without a rate in some month; then there is no `all`. */
  readonly missing: readonly string[]
}

/** What totals are turned into one currency with. */
export interface TotalParts {
  readonly rates: readonly Rate[]
  readonly base: string
}

/**
 * Sums of the rows of one KPI. They always agree: a market is the sum of its stores, a year the sum of its months, and a total in
 * another currency is rounded by month before it is added up.
 */
export function planTotals(rows: readonly PlanRow[], parts: TotalParts): PlanTotal {
  const [first] = rows
  if (!first || !isAmount(first.kpi)) return { additive: false, sums: [], all: null, rates: [], missing: [] }
  const money = first.kpi.unit === 'money'
  const groups = new Map<string, PlanRow[]>()
  for (const row of rows) {
    const key = `${row.store.market}/${money ? row.store.currency : ''}`
    groups.set(key, [...(groups.get(key) ?? []), row])
  }
  const sums = [...groups.values()].map(group => sumOf(group, money))
  return {
    additive: true,
    sums,
    ...together(
      sums,
      first.cells.map(cell => cell.month),
      parts,
    ),
  }
}

function sumOf(rows: readonly PlanRow[], money: boolean): PlanSum {
  const months = (rows[0]?.cells ?? []).map((_, at) => added(rows.map(row => row.cells[at]?.value ?? null)))
  const store = rows[0]?.store
  return {
    market: store?.market ?? '',
    currency: money ? (store?.currency ?? null) : null,
    months,
    year: added(months),
  }
}

/** A sum, exact also for fractions; `null` where there is nothing to add. */
export function added(values: readonly (number | null)[]): number | null {
  const known = values.filter(value => value !== null)
  if (known.length === 0) return null
  return known.reduce((sum, value) => sum.plus(value), new Big(0)).toNumber()
}

function together(
  sums: readonly PlanSum[],
  months: readonly Day[],
  { rates, base }: TotalParts,
): Pick<PlanTotal, 'all' | 'rates' | 'missing'> {
  const currencies = [...new Set(sums.map(sum => sum.currency))]
  const [only] = currencies
  const currency = currencies.length === 1 ? (only ?? null) : base
  const used = new Map<string, RateUsed>()
  const missing = new Set<string>()
  const all = months.map((day, at) => {
    const parts = sums.map(sum => {
      const value = sum.months[at] ?? null
      if (value === null || sum.currency === currency || sum.currency === null || currency === null) return value
      const conversion = conversionOn(rates, sum.currency, currency, day)
      for (const rate of conversion?.used ?? []) used.set(`${rate.from}/${rate.to}/${rate.since}`, rate)
      if (!conversion) missing.add(sum.currency)
      return conversion ? conversion.factor.times(value).round(0, 1).toNumber() : null
    })
    return added(parts)
  })
  if (missing.size > 0) return { all: null, rates: [], missing: [...missing] }
  return { all: { currency, months: all, year: added(all) }, rates: [...used.values()], missing: [] }
}
