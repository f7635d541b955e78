import type { Day } from '#src/domain/period/index.ts'
import { type DayContext, type DayType, dayTypeOf } from './day-type.ts'
import { meanDeviation, median, medianDeviation } from './statistics.ts'

/** A day of the past, as far as it can serve for comparing. */
export interface PastDay {
  readonly value: number
  /** How many cases a rate was taken of; `null` for everything else. */
  readonly sample: number | null
}

/** The past of a KPI at a place; `null` for days that must not serve: no data, provisional, out of stock. */
export type Past = (day: Day) => PastDay | null

/** How the days to compare with were found, the most comparable first. */
export type BaselineMethod = 'same-weekday' | 'quarter' | 'all-days' | 'same-event-day' | 'event-factor'

/** What a day is expected to come to. */
export interface Baseline {
  readonly expected: number
  /** Median of the distances from it; 0 where the days are all alike. */
  readonly deviation: number
  /** Mean of the distances from it. */
  readonly meanDeviation: number
  /** The least spread that is assumed, as a share of what is expected: few or unlike days say less. */
  readonly minSpread: number
  /** Cases behind a rate, all days together; `null` for everything else. */
  readonly sample: number | null
  /** The rate of all days together, sum over sum; `null` for everything else. */
  readonly pooled: number | null
  readonly method: BaselineMethod
  /** The days that were compared with, latest first. */
  readonly days: readonly Day[]
  readonly type: DayType
}

/** What is looked at: a KPI's past at a place. `scales` is false for rates, which an event does not multiply. */
export interface BaselineQuestion {
  readonly day: Day
  readonly past: Past
  readonly context: DayContext
  readonly scales: boolean
  /** Days of one weekday that are enough; absent: four, which is enough to call a wild day wild. */
  readonly least?: number
}

/** Whether a day is neither a holiday nor touched by an event. */
export function isOrdinary(day: Day, context: DayContext): boolean {
  const { kind } = dayTypeOf(day, context)
  return kind === 'normal' || kind === 'weekend'
}

/** A day with its value. */
export interface Found extends PastDay {
  readonly day: Day
}

/** The days that may serve, with their values. */
export function collected(days: readonly Day[], past: Past): readonly Found[] {
  return days.flatMap(day => {
    const known = past(day)
    return known ? [{ day, ...known }] : []
  })
}

/** The median and the spreads of some days. Rates are pooled by their cases where these are known. */
export function baselineOf(
  found: readonly Found[],
  about: Pick<Baseline, 'method' | 'type' | 'minSpread'>,
): Baseline | null {
  const values = found.map(({ value }) => value)
  const expected = median(values)
  if (expected === null) return null
  const { cases, hits } = casesOf(found)
  return {
    ...about,
    expected,
    deviation: medianDeviation(values, expected),
    meanDeviation: meanDeviation(values, expected),
    sample: cases,
    pooled: cases === null || cases === 0 ? null : hits / cases,
    days: found.map(({ day }) => day),
  }
}

/** Cases and hits of all days of a rate; no cases where a day does not tell them. */
function casesOf(found: readonly Found[]): { readonly cases: number | null; readonly hits: number } {
  let cases = 0
  let hits = 0
  for (const { value, sample } of found) {
    if (sample === null) return { cases: null, hits: 0 }
    cases += sample
    hits += value * sample
  }
  return { cases, hits }
}
