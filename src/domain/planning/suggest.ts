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

/** How far a proposed target goes beyond what was reached: amounts by these shares (e-commerce practice). */
export const increments = { keep: 0.05, normal: 0.1, stretch: 0.2 } as const
export type Increment = keyof typeof increments
/** Rates go so far towards better. */
const rateStep = 0.05
/** Distance that a target keeps from a line of the platform: three fifths of it (practice of sellers). */
const lineSafety = 0.6
/** A season outside is more likely a fault of the data (e-commerce practice). */
const seasonRange = [0.6, 1.8] as const
/** What cannot be exceeded; a step takes at most a quarter of the way (judgement). */
const ceilings: Partial<Record<Kpi['unit'], number>> = { ratio: 1, stars: 5 }

/**
 * A target for an amount: the mean of its months for each effective day × the effective days to come, × the season where
 * a year is known, and a step more. `null` without a whole month.
 */
export function suggestAmount({ months, weight, lastYear }: Past, increment: Increment = 'normal'): Suggestion | null {
  const step = increments[increment]
  const value = months.reduce((sum, month) => sum + month.value, 0)
  const days = months.reduce((sum, month) => sum + month.weight, 0)
  if (days <= 0 || value <= 0 || weight <= 0) return null
  const base = (value / days) * weight
  const season = seasonOf(lastYear)
  return { value: rounded(base * (season ?? 1) * (1 + step)), base, season, step }
}

/** A target for a rate or a level: what it was, 5 % better, never past what is possible. `null` for bands and without data. */
export function suggestRate(kpi: Pick<Kpi, 'better' | 'unit'>, { rate }: Pick<Past, 'rate'>): Suggestion | null {
  if (rate === null || rate <= 0 || kpi.better === 'band') return null
  const ceiling = ceilings[kpi.unit] ?? Number.POSITIVE_INFINITY
  const better =
    kpi.better === 'lower' ? rate * (1 - rateStep) : Math.min(rate * (1 + rateStep), rate + (ceiling - rate) / 4)
  return { value: rounded(better), base: rate, season: null, step: better / rate - 1 }
}

/** A line of a platform that a value has to keep. */
export interface Line {
  readonly comparison: '<' | '<=' | '>' | '>='
  readonly limit: number
}

/** What a line leaves with a distance: 0.6 of a highest rate, 0.6 of the lack that a lowest one allows, else the line itself. */
export function safeSideOf({ comparison, limit }: Line, unit: Kpi['unit']): number {
  if (comparison === '<' || comparison === '<=') return lineSafety * limit
  return unit === 'ratio' && limit <= 1 ? 1 - lineSafety * (1 - limit) : limit
}

/** A target that is never worse than the lines of the platforms with their distance. */
export function withinLines(value: number, lines: readonly Line[], unit: Kpi['unit']): number {
  return lines.reduce((kept, line) => {
    const side = safeSideOf(line, unit)
    return line.comparison.startsWith('<') ? Math.min(kept, side) : Math.max(kept, side)
  }, value)
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
