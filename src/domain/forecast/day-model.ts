import { median } from '#src/domain/baseline/statistics.ts'
import { type DaySeries, isPlain } from './day-series.ts'

/** Days from which weights of weekdays and kinds of days are learned: thirteen weeks (KPI reference section 6.3), and a year. */
const weekdayReach = 7 * 13
const kindReach = 400
/** Days whose level counts, and after how many a day counts half (judgement: a month, the last two weeks most). */
const levelReach = 35
const halfLife = 14
/** The fewest plain days that make a level (judgement: two weeks). */
const minPlain = 10
/** A weekday, or a kind of day, is learned from at least so many days. */
const minOfWeekday = 3
const minOfKind = 2
/** A weekday is drawn towards the others as if it had been seen so often without a difference (judgement). */
const drawn = 1
/** A day further from the middle than so many deviations counts as if it were there (judgement: robust mean). */
const clip = 3
/** Where days vary by more than this share of the middle, wild days are what the shop lives on: none is cut (judgement). */
const steadySpread = 0.3

/** What a day comes to beside a plain one, where nothing is learned: fallbacks of KPI reference sections 5 and 6.3. */
const fallbacks = { holiday: 1.15, recovery: 0.85, closed: 0, 'force-majeure': 0.5, event: 1.25 } as const

/** A day as the level of its time × the weight of its weekday and kind. */
export interface DayModel {
  readonly level: number
  readonly weightAt: (index: number) => number
}

/** Learns from the days up to `last`; `null`: there are too few, or they come to nothing. */
export function fitDays(series: DaySeries, last: number): DayModel | null {
  const weekdays = weekdayWeights(series, last)
  const level = levelOf(series, last, weekdays)
  if (level === null || level <= 0) return null
  const kinds = new Map<string, number>()
  const kindWeight = (index: number): number => {
    const key = kindKey(series, index)
    if (key === '') return 1
    const known = kinds.get(key)
    if (known !== undefined) return known
    const found = learnedWeight(series, last, key, weekdays) ?? fallbackWeight(series, index)
    kinds.set(key, found)
    return found
  }
  return { level, weightAt: index => (weekdays[series.weekdayAt(index) - 1] ?? 1) * kindWeight(index) }
}

/** The mean of each weekday over the mean of its week, plain days alone; the mean of all seven is 1. */
function weekdayWeights(series: DaySeries, last: number): readonly number[] {
  const shares: number[][] = Array.from({ length: 7 }, () => [])
  for (let end = last; end - 6 > last - weekdayReach && end - 6 >= 0; end -= 7) {
    const week = Array.from({ length: 7 }, (_, at) => end - 6 + at)
    const values = week.map(index => (isPlain(series.typeAt(index)) ? (series.values[index] ?? null) : null))
    const known = values.filter(value => value !== null)
    const mean = known.reduce((sum, value) => sum + value, 0) / known.length
    if (known.length < 6 || mean <= 0) continue
    for (const [at, value] of values.entries())
      if (value !== null) shares[series.weekdayAt(week[at] ?? 0) - 1]?.push(value / mean)
  }
  const weights = shares.map(found => {
    const sum = found.reduce((all, share) => all + share, 0)
    return found.length < minOfWeekday ? 1 : (sum + drawn) / (found.length + drawn)
  })
  const mean = weights.reduce((sum, weight) => sum + weight, 0) / 7
  return mean > 0 ? weights.map(weight => weight / mean) : weights.map(() => 1)
}

/** Recent plain days without their weekday: a weighted mean in which wild days are brought to the edge. */
function levelOf(series: DaySeries, last: number, weekdays: readonly number[]): number | null {
  const found: { readonly value: number; readonly weight: number }[] = []
  for (let index = Math.max(0, last - levelReach + 1); index <= last; index += 1) {
    const value = series.values[index] ?? null
    const share = weekdays[series.weekdayAt(index) - 1] ?? 1
    if (value === null || share <= 0 || !isPlain(series.typeAt(index))) continue
    found.push({ value: value / share, weight: 0.5 ** ((last - index) / halfLife) })
  }
  const middle = median(found.map(({ value }) => value))
  if (middle === null || found.length < minPlain) return null
  const spread = median(found.map(({ value }) => Math.abs(value - middle))) ?? 0
  const [low, high] = [middle - clip * spread * 1.4826, middle + clip * spread * 1.4826]
  const steady = spread > 0 && spread < steadySpread * middle
  let [sum, weights] = [0, 0]
  for (const { value, weight } of found) {
    sum += (steady ? Math.min(high, Math.max(low, value)) : value) * weight
    weights += weight
  }
  return sum / weights
}

/** What days are comparable besides plain ones: those of one series of sales, holidays, closures; empty: plain. */
function kindKey(series: DaySeries, index: number): string {
  const type = series.typeAt(index)
  if (isPlain(type)) return ''
  if (type.kind !== 'event') return type.kind
  return `event/${type.series}/${Math.min(type.index, 2)}/${type.series === '' ? (type.event?.factor ?? 1) : ''}`
}

/** The median of what such days came to beside the plain days around them. */
function learnedWeight(series: DaySeries, last: number, key: string, weekdays: readonly number[]): number | null {
  const ratios: number[] = []
  for (let index = Math.max(0, last - kindReach); index <= last; index += 1) {
    const value = series.values[index] ?? null
    if (value === null || isPlain(series.typeAt(index)) || kindKey(series, index) !== key) continue
    const around = levelAround(series, index, last, weekdays)
    const share = weekdays[series.weekdayAt(index) - 1] ?? 1
    if (around !== null && around > 0 && share > 0) ratios.push(value / (around * share))
  }
  return ratios.length < minOfKind ? null : median(ratios)
}

function levelAround(series: DaySeries, index: number, last: number, weekdays: readonly number[]): number | null {
  const values: number[] = []
  for (let at = Math.max(0, index - 14); at <= Math.min(last, index + 14); at += 1) {
    const value = series.values[at] ?? null
    const share = weekdays[series.weekdayAt(at) - 1] ?? 1
    if (value !== null && share > 0 && isPlain(series.typeAt(at))) values.push(value / share)
  }
  return values.length < 5 ? null : median(values)
}

/** What somebody entered for the event, else what is usual. */
function fallbackWeight(series: DaySeries, index: number): number {
  const { kind, event } = series.typeAt(index)
  if (kind === 'event') return event && event.factor !== 1 ? event.factor : event ? 1 : fallbacks.event
  if (kind === 'normal' || kind === 'weekend' || kind === 'holiday-eve') return 1
  return fallbacks[kind]
}
