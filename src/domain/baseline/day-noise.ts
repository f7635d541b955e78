import { dayWeight } from '#src/domain/day-shares.ts'
import { eachDay, shiftDays } from '#src/domain/days.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import type { Day } from '#src/domain/period/index.ts'
import { type RuleView, settled } from '#src/domain/rules/view.ts'
import { dayTypeOf } from './day-type.ts'
import { isOrdinary } from './pool-days.ts'
import { median, medianDeviation } from './statistics.ts'

/** Days that tell how much days vary, and how many of them must be known (judgement: eight weeks, two of them). */
const noiseDays = 56
const minDays = 14
/** MAD of a normal distribution in standard deviations (NIST handbook 1.3.5.17). */
const madFactor = 0.6745
/** What is expected of days of events, their aftermath and holidays is a guess itself (judgement). */
const guessSpread = 0.15
/** Spread where all days were alike (KPI practice). */
const minSpread = 0.05

/** What days of a KPI usually come to, by their weekday's share of a plan, and how much they differ from that. */
export interface DayNoise {
  /** Value per unit of weight of a usual day; above zero. */
  readonly usual: number
  /** Standard deviation as a share of it, robust against wild days. */
  readonly spread: number
  /** Weight of the day that was asked about; 1 for rates and levels. */
  readonly weight: number
}

/** How a KPI's days vary, seen from a day on; `null` where too few days are known. */
export function dayNoise(day: Day, view: RuleView): DayNoise | null {
  const found = eachDay(shiftDays(day, -noiseDays), shiftDays(day, -1)).flatMap(before => {
    const value = isOrdinary(before, view.context) ? (settled(view, before)?.value ?? null) : null
    return value === null ? [] : [value / weightOf(before, view)]
  })
  const usual = median(found)
  if (found.length < minDays || usual === null || usual <= 0) return null
  const spread = medianDeviation(found, usual) / madFactor / usual
  const { kind } = dayTypeOf(day, view.context)
  const isPlain = kind === 'normal' || kind === 'weekend'
  return { usual, spread: isPlain ? spread : Math.hypot(spread, guessSpread), weight: weightOf(day, view) }
}

/** How much worse a day was than usual, in standard deviations; below zero: better. */
export function worseThanUsual(value: number, { usual, spread, weight }: DayNoise, better: Kpi['better']): number {
  const change = value / (usual * weight) - 1
  const worse = better === 'band' ? Math.abs(change) : better === 'lower' ? change : -change
  return worse / Math.max(spread, minSpread)
}

function weightOf(day: Day, { amount, context }: RuleView): number {
  return amount ? dayWeight(day, context) || 1 : 1
}
