import type { RateUsed } from '#src/domain/figure.ts'
import type { Day } from '#src/domain/period/index.ts'
import type { Store } from '#src/domain/place.ts'
import { type Conversion, conversionOn, type Rate } from '#src/domain/rates.ts'
import { fill, type Localized } from '#src/i18n/locale.ts'

/** In which currency the money of some stores is added up, and at which rates. */
export interface Exchange {
  readonly currency: string
  /** The way into `currency` that is valid on a day; `null` when the table knows none. */
  readonly on: (from: string, day: Day) => Conversion | null
}

/**
 * Stores of one currency stay in it. Stores of several are added up in the base currency, each day at the rate that is
 * valid on it. The demo company and real stores each have their own rates.
 */
export function exchangeFor(stores: readonly Store[], rates: readonly Rate[], baseCurrency: string): Exchange {
  const currencies = new Set(stores.map(store => store.currency))
  const [first] = currencies
  const currency = currencies.size === 1 && first !== undefined ? first : baseCurrency
  return exchangeInto(currency, stores, rates)
}

/** Money of some stores in a currency that is said, at the rates of their world. */
export function exchangeInto(currency: string, stores: readonly Store[], rates: readonly Rate[]): Exchange {
  const demo = stores.every(store => store.demo)
  const table = rates.filter(rate => rate.demo === demo)
  const known = new Map<string, Conversion | null>()
  const on = (from: string, day: Day): Conversion | null => {
    const key = from === currency ? from : `${from}/${day}`
    const before = known.get(key)
    if (before !== undefined) return before
    const found = conversionOn(table, from, currency, day)
    known.set(key, found)
    return found
  }
  return { currency, on }
}

/** Each rate once, by pair and date. */
export function uniqueRates(rates: readonly RateUsed[]): readonly RateUsed[] {
  const byKey = new Map(rates.map(rate => [`${rate.from}/${rate.to}/${rate.since}`, rate]))
  return [...byKey.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, rate]) => rate)
}

const missing = {
  en: 'No exchange rate from {from} to {to} on {day}. Set one that is valid by then, such as: rate {from} {to} <rate> {day}',
  ja: '{day}時点で有効な{from}→{to}の為替レートがありません。例：為替 {from} {to} <レート> {day} で登録してください。',
  'zh-CN': '{day}没有可用的{from}兑{to}汇率。请录入，例如：汇率 {from} {to} <汇率> {day}',
}

/** Says that money cannot be added up, and what to do. */
export function missingRate(from: string, to: string, day: Day): Localized {
  return fill(missing, { from, to, day })
}
