import { Big } from 'big.js'
import type { Day } from '#src/domain/period/index.ts'

/** Exact figures by local day; money in minor units. A day that is missing has none. */
export type Daily = ReadonlyMap<Day, string>

/** What is known of a figure of a month and of what it may differ by. */
export interface Evidence {
  /** Ours, of the whole month; `null`: we have nothing. */
  readonly ours: string | null
  readonly theirs: string
  readonly ourDays: Daily
  /** Empty: only the month's total was told. */
  readonly theirDays: Daily
  /** Days of the month that are over and that we have nothing of, or not the whole of. */
  readonly missing: readonly Day[]
  /** Days whose figures may still change. */
  readonly young: readonly Day[]
  /** Sums of the month that another definition adds or takes off: tax, refunds, shipping … */
  readonly parts: readonly { readonly part: Part; readonly sum: string }[]
  /** The month's sum when its days begin and end in other zones. */
  readonly otherZones: readonly { readonly zone: string; readonly sum: string }[]
  /** Rates from the store's currency: what one unit of it is in another. `null` for what is no money. */
  readonly rates: readonly { readonly currency: string; readonly rate: number }[] | null
}

export type Part = 'tax' | 'refunds' | 'shipping' | 'discounts' | 'cancelled'

/** Why two figures differ, as far as it could be tested. */
export type Reason =
  | { readonly kind: 'none' }
  | { readonly kind: 'missing-days'; readonly days: readonly Day[] }
  | { readonly kind: 'time-zone'; readonly zone: string | null; readonly days: readonly Day[] }
  | { readonly kind: 'currency'; readonly currency: string | null }
  | { readonly kind: 'parts'; readonly parts: readonly { readonly part: Part; readonly sign: 1 | -1 }[] }
  | { readonly kind: 'pending'; readonly days: readonly Day[] }
  | { readonly kind: 'days'; readonly days: readonly Day[] }
  | { readonly kind: 'unknown' }

/** Judgement: rates of a month move by this much; sums of rounded parts by a minor unit for each of them. */
const rateSpread = 0.02
const slack = Big(2)

/** The likely reason of a difference, each tested on the figures; the first that explains all of it. */
export function findReason(evidence: Evidence): Reason {
  const { ours, theirs } = evidence
  if (ours !== null && Big(ours).eq(theirs)) return { kind: 'none' }
  const difference = Big(theirs).minus(ours ?? 0)
  return (
    missingDays(evidence, difference) ??
    zoneOf(evidence) ??
    shifted(evidence, difference) ??
    currencyOf(evidence) ??
    partsOf(evidence, difference) ??
    pendingOf(evidence, difference) ??
    singleDays(evidence, difference) ?? { kind: 'unknown' }
  )
}

/** What the marketplace tells of the days that we lack is the difference; without its days, that we lack some. */
function missingDays({ missing, theirDays, ours }: Evidence, difference: Big): Reason | null {
  if (missing.length === 0) return null
  if (theirDays.size === 0) return difference.gt(0) || ours === null ? { kind: 'missing-days', days: missing } : null
  const lacking = missing.filter(day => !Big(theirDays.get(day) ?? 0).eq(0))
  return near(sumOf(lacking, theirDays), difference) && lacking.length > 0
    ? { kind: 'missing-days', days: lacking }
    : null
}

/** The same orders, cut into days elsewhere; zones that cut the month alike are all named. */
function zoneOf({ otherZones, theirs }: Evidence): Reason | null {
  const zones = otherZones.filter(one => Big(one.sum).eq(theirs)).map(one => one.zone)
  return zones.length > 0 ? { kind: 'time-zone', zone: zones.join(' / '), days: [] } : null
}

/** What one day has too much its neighbour has too little: days are cut elsewhere, though the month agrees nearly. */
function shifted(evidence: Evidence, difference: Big): Reason | null {
  const days = differing(evidence)
  if (days.length < 4 || difference.eq(0)) return null
  const apart = days.reduce((sum, day) => sum.plus(dayDifference(evidence, day).abs()), Big(0))
  const alternates =
    days.some(day => dayDifference(evidence, day).gt(0)) && days.some(day => dayDifference(evidence, day).lt(0))
  return alternates && difference.abs().times(5).lt(apart) ? { kind: 'time-zone', zone: null, days } : null
}

/** Every figure in the same proportion: another currency, or major for minor units. */
function currencyOf(evidence: Evidence): Reason | null {
  const { ours, theirs, rates } = evidence
  if (rates === null || ours === null || Big(ours).eq(0) || Big(theirs).eq(0)) return null
  const ratio = Number(Big(theirs).div(ours))
  if (!isSteady(evidence, ratio)) return null
  if ([100, 0.01].some(one => Math.abs(ratio / one - 1) < 0.001)) return { kind: 'currency', currency: null }
  const found = rates.find(({ rate }) => Math.abs(ratio / rate - 1) < rateSpread && Math.abs(rate - 1) > rateSpread * 2)
  return found ? { kind: 'currency', currency: found.currency } : null
}

/** The days are in the proportion of the month, where days were told: all but a tenth, for roundings of small ones. */
function isSteady({ ourDays, theirDays }: Evidence, ratio: number): boolean {
  const both = [...theirDays].filter(([day]) => Number(ourDays.get(day) ?? 0) !== 0)
  const steady = both.filter(
    ([day, value]) => Math.abs(Number(value) / Number(ourDays.get(day)) / ratio - 1) < rateSpread,
  )
  return steady.length >= both.length * 0.9
}

/** One part, or two, that the marketplace counts in or leaves out. */
function partsOf({ parts }: Evidence, difference: Big): Reason | null {
  const signed = parts
    .filter(({ sum }) => !Big(sum).eq(0))
    .flatMap(({ part, sum }) => [
      { part, sign: 1 as const, value: Big(sum) },
      { part, sign: -1 as const, value: Big(sum).times(-1) },
    ])
  const one = signed.find(({ value }) => near(value, difference))
  if (one) return { kind: 'parts', parts: [{ part: one.part, sign: one.sign }] }
  for (const a of signed) {
    const b = signed.find(other => other.part !== a.part && near(other.value.plus(a.value), difference))
    if (b) return { kind: 'parts', parts: [a, b].map(({ part, sign }) => ({ part, sign })) }
  }
  return null
}

/** All of it lies in days whose figures may still change. */
function pendingOf(evidence: Evidence, difference: Big): Reason | null {
  const { young, theirDays } = evidence
  if (young.length === 0) return null
  if (theirDays.size === 0) return null
  const days = differing(evidence)
  const inside = days.filter(day => young.includes(day))
  const explained = inside.reduce((sum, day) => sum.plus(dayDifference(evidence, day)), Big(0))
  return inside.length === days.length && near(explained, difference) ? { kind: 'pending', days: inside } : null
}

/** A few days differ and the others agree: what happened on them is not known. */
function singleDays(evidence: Evidence, difference: Big): Reason | null {
  const days = differing(evidence)
  if (days.length === 0 || days.length > 5) return null
  const explained = days.reduce((sum, day) => sum.plus(dayDifference(evidence, day)), Big(0))
  return near(explained, difference) ? { kind: 'days', days } : null
}

function differing(evidence: Evidence): readonly Day[] {
  return [...evidence.theirDays.keys()].filter(day => !dayDifference(evidence, day).eq(0)).sort()
}

function dayDifference({ ourDays, theirDays }: Evidence, day: Day): Big {
  return Big(theirDays.get(day) ?? 0).minus(ourDays.get(day) ?? 0)
}

function sumOf(days: readonly Day[], daily: Daily): Big {
  return days.reduce((sum, day) => sum.plus(daily.get(day) ?? 0), Big(0))
}

function near(a: Big, b: Big): boolean {
  return a.minus(b).abs().lte(slack) && !b.eq(0)
}
