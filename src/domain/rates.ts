import { Big } from 'big.js'
import type { RateUsed } from './figure.ts'
import { minorDigits } from './money.ts'
import type { Day } from './period/index.ts'

/** 1 `from` is `rate` `to` from the day `since` on. */
export interface Rate {
  readonly from: string
  readonly to: string
  readonly since: Day
  /** Exact decimal above zero. */
  readonly rate: string
  readonly demo: boolean
}

/** How to turn minor units of one currency into minor units of another on a day. */
export interface Conversion {
  readonly factor: Big
  /** The rates of the table that were used, as they stand there; none for the same currency. */
  readonly used: readonly RateUsed[]
}

/** A leg of a conversion in major units. */
interface Leg {
  readonly factor: Big
  readonly used: RateUsed
}

/** Rates are divided to so many digits (judgement: exact to far below a minor unit for any sum we add up). */
const Exact = Big()
Exact.DP = 30

/**
 * The conversion that is valid on a day: the latest rate that is not after it, given for the pair or its reverse;
 * without one, over a third currency. `null` when the table knows no way.
 */
export function conversionOn(rates: readonly Rate[], from: string, to: string, day: Day): Conversion | null {
  if (from === to) return { factor: Exact(1), used: [] }
  const direct = legOn(rates, from, to, day)
  const legs = direct ? [direct] : crossOn(rates, from, to, day)
  if (!legs) return null
  let factor = Exact(10).pow(minorDigits(to) - minorDigits(from))
  for (const leg of legs) factor = factor.times(leg.factor)
  return { factor, used: legs.map(leg => leg.used) }
}

/** Both directions of a pair count; the newer wins, and of two of the same day the one that needs no division. */
function legOn(rates: readonly Rate[], from: string, to: string, day: Day): Leg | null {
  let best: { rate: Rate; reversed: boolean } | null = null
  for (const rate of rates) {
    const straight = rate.from === from && rate.to === to
    const reversed = rate.from === to && rate.to === from
    if ((!straight && !reversed) || rate.since > day) continue
    const newer = best === null || rate.since > best.rate.since || (rate.since === best.rate.since && straight)
    if (newer) best = { rate, reversed }
  }
  if (!best) return null
  const { rate, reversed } = best
  const factor = reversed ? Exact(1).div(rate.rate) : Exact(rate.rate)
  return { factor, used: { from: rate.from, to: rate.to, rate: rate.rate, since: rate.since } }
}

/** Over a third currency: the one whose older leg is newest, by name where two are alike. */
function crossOn(rates: readonly Rate[], from: string, to: string, day: Day): readonly [Leg, Leg] | null {
  const currencies = [...new Set(rates.flatMap(rate => [rate.from, rate.to]))].sort()
  let best: readonly [Leg, Leg] | null = null
  for (const over of currencies) {
    if (over === from || over === to) continue
    const first = legOn(rates, from, over, day)
    const second = first && legOn(rates, over, to, day)
    if (first && second && (!best || age([first, second]) > age(best))) best = [first, second]
  }
  return best
}

function age(legs: readonly Leg[]): Day {
  return legs.map(leg => leg.used.since).sort()[0] ?? ''
}
