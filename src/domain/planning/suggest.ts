import type { Kpi } from '#src/domain/kpis/kpi.ts'

/** An amount and the effective days in which it came together: days weighed by weekday, holiday and event. */
export interface Weighed {
  readonly value: number
  readonly weight: number
}

/** What a proposal is made from. */
export interface Past {
  /** The months that are over, for an amount; months without whole data are left out. */
  readonly months: readonly Weighed[]
  /** The period that is over, for everything that is not added up. */
  readonly rate: number | null
  /** Effective days of the period to come. */
  readonly weight: number
  /** A year before: the period that is over and the one to come; `null` where the year is not known. */
  readonly lastYear: { readonly over: Weighed; readonly coming: Weighed } | null
}

/** A target that could be set, and its inputs. */
export interface Suggestion {
  readonly value: number
  /** The period to come at the pace of the one that is over. */
  readonly base: number
  /** By how much the season lifts it; `null`: not known. */
  readonly season: number | null
  /** The relative step towards better. */
  readonly step: number
}

/** A normal step for amounts, and for rates towards better (e-commerce practice of proposing targets). */
const amountStep = 0.1
const rateStep = 0.05
/** A season outside is more likely a fault of the data (e-commerce practice). */
const seasonRange = [0.6, 1.8] as const
/** What cannot be exceeded; a step takes at most a quarter of the way (judgement). */
const ceilings: Partial<Record<Kpi['unit'], number>> = { ratio: 1, stars: 5 }

/**
 * A target for an amount: the mean of its months for each effective day × the effective days to come, × the season where
 * a year is known, + 10 %. `null` without a whole month.
 */
export function suggestAmount({ months, weight, lastYear }: Past): Suggestion | null {
  const value = months.reduce((sum, month) => sum + month.value, 0)
  const days = months.reduce((sum, month) => sum + month.weight, 0)
  if (days <= 0 || value <= 0 || weight <= 0) return null
  const base = (value / days) * weight
  const season = seasonOf(lastYear)
  return { value: rounded(base * (season ?? 1) * (1 + amountStep)), base, season, step: amountStep }
}

/** A target for a rate or a level: what it was, 5 % better, never past what is possible. `null` for bands and without data. */
export function suggestRate(kpi: Pick<Kpi, 'better' | 'unit'>, { rate }: Pick<Past, 'rate'>): Suggestion | null {
  if (rate === null || rate <= 0 || kpi.better === 'band') return null
  const ceiling = ceilings[kpi.unit] ?? Number.POSITIVE_INFINITY
  const better =
    kpi.better === 'lower' ? rate * (1 - rateStep) : Math.min(rate * (1 + rateStep), rate + (ceiling - rate) / 4)
  return { value: rounded(better), base: rate, season: null, step: better / rate - 1 }
}

function seasonOf(lastYear: Past['lastYear']): number | null {
  if (!lastYear) return null
  const { over, coming } = lastYear
  if (over.value <= 0 || over.weight <= 0 || coming.weight <= 0 || coming.value <= 0) return null
  const [least, most] = seasonRange
  return Math.min(most, Math.max(least, coming.value / coming.weight / (over.value / over.weight)))
}

/** Three digits that count: nobody promises yen. */
function rounded(value: number): number {
  return Number(value.toPrecision(3))
}
