import { Big } from 'big.js'
import type { CalendarEvent } from '#src/domain/calendar/index.ts'
import { calendarOf, dayWeight, splitExactly } from '#src/domain/day-shares.ts'
import type { RateUsed } from '#src/domain/figure.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import { type Day, daysOf, type Period } from '#src/domain/period/index.ts'
import { placeKey, type ResolvedPlace, type Store } from '#src/domain/place.ts'
import type { Target } from '#src/domain/targets/target.ts'
import { pickTarget } from '#src/domain/targets/targeting.ts'
import { UserError } from '#src/errors.ts'
import { kindOf } from '#src/features/approvals/requested-target.ts'
import { type Exchange, exchangeFor, exchangeInto, missingRate, uniqueRates } from '#src/features/figures/index.ts'
import { listRates } from '#src/features/stores/index.ts'
import type { Db } from '#src/platform/database/db.ts'
import { baseCurrency } from '#src/platform/database/settings.ts'

/** What a target is about. */
export interface TargetAt {
  readonly kpi: Kpi
  readonly place: ResolvedPlace
  readonly period: Period
}

/** The targets of a place's stores, in the currency of the whole. Money in minor units. */
export interface StoreAmounts {
  /** `null`: no money. */
  readonly currency: string | null
  readonly whole: Target | null
  /** In the order of the stores; `null`: a store has none. */
  readonly own: readonly (Target | null)[]
  /** What they come to together, exactly; `null` while a store has none. */
  readonly sum: Big | null
  /** So far the sum may be off by what rounding to each store's currency takes. */
  readonly slack: number
  /** Parts by store, and by store and day where the rates of days differ; of targets that stand. */
  readonly parts: readonly StoreAmount[]
  /** The rates that were used. */
  readonly rates: readonly RateUsed[]
  /** Turns an amount of the whole's currency into a store's at the rates of the period, rounded to its minor unit. */
  readonly inStores: (amount: number, store: Store) => number
  /** The other way round, not rounded. */
  readonly inWhole: (amount: number, store: Store) => number
}

/** One store's target in the currency of the whole. */
export interface StoreAmount {
  readonly amount: Big
  /** Exact, by the days of the period; absent where the currency is its own. */
  readonly days?: readonly number[]
}

/**
 * Reads the targets of a place's stores for a period and adds them up in the currency of the place's own target, else in
 * the one its figures are in, each day at the rate that is valid on it, as figures are.
 * @throws UserError where the table of rates knows no way
 */
export async function storeAmounts(
  db: Db,
  history: readonly Target[],
  { kpi, place, period }: TargetAt,
  events: readonly CalendarEvent[],
): Promise<StoreAmounts> {
  const find = (key: string) => pickTarget(history, kpi.id, key, kindOf(period), period.from)
  const whole = find(place.key)
  const own = place.stores.map(({ slug }) => find(placeKey({ kind: 'store', slug })))
  const exchange = kpi.unit === 'money' ? await exchangeOf(db, place.stores, whole) : null
  const ledger: RateUsed[] = []
  const at = { exchange, ledger, days: daysOf(period), events }
  const parts = place.stores.map((store, index) => partOf(store, own[index] ?? null, at))
  const sum = own.every(target => target?.value != null)
    ? parts.reduce((all, part) => all.plus(part.amount), Big(0))
    : null
  const inStores = (amount: number, store: Store) => toStore(amount, store, at)
  const inWhole = (amount: number, store: Store) =>
    exchange && store.currency !== exchange.currency ? meanFactor(store, at).times(amount).toNumber() : amount
  const slack = place.stores.reduce((all, store, index) => all + halfUnit(store, own[index] ?? null, at), 0)
  const currency = exchange?.currency ?? null
  return {
    ...{ currency, whole, own, sum, slack, parts, inStores, inWhole },
    get rates() {
      return uniqueRates(ledger)
    },
  }
}

async function exchangeOf(db: Db, stores: readonly Store[], whole: Target | null): Promise<Exchange> {
  const [rates, base] = await Promise.all([listRates(db), baseCurrency(db)])
  return whole?.currency ? exchangeInto(whole.currency, stores, rates) : exchangeFor(stores, rates, base)
}

interface Converting {
  readonly exchange: Exchange | null
  readonly ledger: RateUsed[]
  readonly days: readonly Day[]
  readonly events: readonly CalendarEvent[]
}

function factorOn(from: string, day: Day, { exchange, ledger }: Converting): Big {
  if (!exchange) return Big(1)
  const found = exchange.on(from, day)
  if (!found) throw new UserError(missingRate(from, exchange.currency, day))
  ledger.push(...found.used)
  return found.factor
}

/** A target in another currency is shared over its days first, then each day is converted at its rate. */
function partOf(store: Store, target: Target | null, at: Converting): StoreAmount {
  const value = target?.value ?? 0
  const currency = target?.currency ?? store.currency
  if (!at.exchange || currency === at.exchange.currency) return { amount: Big(value) }
  if (!target) return { amount: Big(0) }
  const calendar = calendarOf([store], at.events)
  const own = splitExactly(
    value,
    at.days.map(day => dayWeight(day, calendar)),
    0,
  )
  const days = at.days.map((day, index) => factorOn(currency, day, at).times(own[index] ?? 0))
  return { amount: days.reduce((all, day) => all.plus(day), Big(0)), days: days.map(day => day.toNumber()) }
}

/** At the mean of the days' rates by the days' weights, so that the store's target comes back to what it was made from. */
function toStore(amount: number, store: Store, at: Converting): number {
  if (!at.exchange || store.currency === at.exchange.currency) return amount
  return Big(amount).div(meanFactor(store, at)).round(0).toNumber()
}

function meanFactor(store: Store, at: Converting): Big {
  const calendar = calendarOf([store], at.events)
  const weights = at.days.map(day => dayWeight(day, calendar))
  const usable = weights.some(weight => weight > 0) ? weights : weights.map(() => 1)
  const weighed = at.days.map((day, index) => factorOn(store.currency, day, at).times(usable[index] ?? 0))
  const all = usable.reduce((sum, weight) => sum + weight, 0)
  return weighed.reduce((sum, one) => sum.plus(one), Big(0)).div(all)
}

/** Half a minor unit of a store's currency and of the whole's: so much a rounded part may be off. */
function halfUnit(store: Store, target: Target | null, at: Converting): number {
  const currency = target?.currency ?? store.currency
  if (!at.exchange || currency === at.exchange.currency) return 0
  return (
    at.exchange
      .on(currency, at.days.at(-1) ?? '')
      ?.factor.times('0.6')
      .plus('0.5')
      .toNumber() ?? 0
  )
}
