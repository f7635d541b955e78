import { Big } from 'big.js'
import type { Connector } from '#src/contracts/connector.ts'
import { daysBetween, eachDay, localDay } from '#src/domain/days.ts'
import { findMeasure } from '#src/domain/measures/index.ts'
import { minorDigits } from '#src/domain/money.ts'
import { foldDays } from '#src/domain/orders/fold-days.ts'
import { type Day, shiftDays } from '#src/domain/period/index.ts'
import { type Covered, coveredDays, type Span } from '#src/domain/reconciliation/covered.ts'
import type { Daily, Evidence, Part } from '#src/domain/reconciliation/find-reason.ts'
import { readStoreDays } from '#src/features/figures/index.ts'
import { listRates, type StoredStore } from '#src/features/stores/index.ts'
import { type ConnectedStore, firstPlannedDay, ledgerLines, type SyncParts } from '#src/features/sync/index.ts'
import { dayStates } from './store/differences.ts'
import { firstDayOf, type Stated } from './store/stated.ts'

/** Parts that definitions of sales differ by, and the measure of each. */
const parts: readonly (readonly [Part, string])[] = [
  ['tax', 'tax_amount'],
  ['refunds', 'refunds_amount'],
  ['shipping', 'shipping_income'],
  ['discounts', 'discount_shop'],
  ['cancelled', 'cancelled_sales'],
]

/** Zones in which marketplaces and consoles count days. */
const zones = [
  'UTC',
  'America/Los_Angeles',
  'America/New_York',
  'Europe/London',
  'Asia/Shanghai',
  'Asia/Tokyo',
  'Asia/Singapore',
  'Asia/Bangkok',
]

/** A month of a store, by its first and last day, and where its figures come from. */
export interface Of {
  readonly store: StoredStore
  readonly month: Span
  readonly connected: ConnectedStore | undefined
  readonly connector: Connector | undefined
}

/** What was stated, and by whom. */
export type Told = Stated & { readonly origin: 'platform' | 'file' | 'typed' }

/** Ours and theirs of the days that both have; `null`: there is no such day. */
export async function evidenceOf(
  parts_: SyncParts,
  of: Of,
  measure: string,
  stated: readonly Told[],
): Promise<(Evidence & { readonly covered: Covered }) | null> {
  const { db, now } = parts_
  const { store, month } = of
  const today = localDay(now(), store.timeZone)
  const own = stated.filter(one => one.measure === measure)
  const ourStart = await startOf(parts_, of, measure)
  const covered = coveredDays({ month, lastWhole: shiftDays(today, -1), theirs: spanOf(own, stated, month), ourStart })
  if (!covered) return null
  const isMoney = findMeasure(measure)?.unit === 'money'
  const wanted = [measure, ...(isMoney ? parts.map(([, id]) => id) : [])]
  const days = await readStoreDays(db, { storeIds: [store.id], measures: wanted, from: month.from, to: month.to })
  const daily = (id: string, { from, to }: Span = covered): Daily =>
    new Map(
      days.flatMap(day => {
        const value = day.day >= from && day.day <= to ? day.find(id)?.value : undefined
        return value === undefined ? [] : [[day.day, value] as const]
      }),
    )
  const within =
    isRunningWhole(own, covered, measure, daily(measure, { from: month.from, to: today }), today) ?? covered
  const ourDays = daily(measure, within)
  const whole = own.find(one => one.day === '' || one.day.includes('..'))
  const theirDays: Daily = new Map(
    own.filter(one => one.day >= within.from && one.day <= within.to).map(one => [one.day, one.value]),
  )
  const states = await dayStates(db, store.id, month)
  const over = eachDay(within.from, within.to)
  return {
    covered: within,
    ours: ourDays.size === 0 ? null : total(measure, ourDays),
    theirs: whole?.value ?? total(measure, theirDays),
    ourDays,
    theirDays: whole ? new Map() : theirDays,
    missing: over.filter(day => !ourDays.has(day) || states.get(day) === 'partial'),
    young: over.filter(day => states.has(day) && states.get(day) !== 'final'),
    parts: isMoney
      ? parts.flatMap(([part, id]) => (id === measure ? [] : [{ part, sum: total(id, daily(id, within)) }]))
      : [],
    otherZones: await inOtherZones(parts_, of, measure, within),
    rates: isMoney ? await ratesOf(parts_, store.currency) : null,
  }
}

/** A console's figure of the running month may hold today: it does where ours with today is the same. */
function isRunningWhole(
  own: readonly Told[],
  covered: Covered,
  measure: string,
  ours: Daily,
  today: Day,
): Covered | null {
  const whole = own.find(one => one.day === '')
  if (!whole || !covered.why.includes('running') || !ours.has(today)) return null
  return Big(total(measure, ours)).eq(whole.value) ? { ...covered, to: today } : null
}

/** Days that they tell; of a file all days between its first and last, those without a row are zero there. */
function spanOf(own: readonly Told[], all: readonly Told[], month: Span): Span | null {
  const [first] = own
  if (!first || own.some(one => one.day === '')) return null
  const [from, to] = first.day.split('..')
  if (from !== undefined && to !== undefined) return { from, to }
  const days = all
    .filter(one => one.origin === first.origin && /^[\d-]{10}$/.test(one.day))
    .map(one => one.day)
    .sort()
  const last = days.at(-1) ?? first.day
  return { from: first.origin === 'platform' ? month.from : (days[0] ?? first.day), to: last }
}

/** Where our figures of a measure begin, in or after the month; `null`: before. */
async function startOf({ db }: SyncParts, { store, month, connected, connector }: Of, measure: string) {
  const feed = connector?.feeds.find(one => one.tells.includes(measure))
  const planned = connected && feed ? await firstPlannedDay(db, connected.id, feed.id) : null
  const first = await firstDayOf(db, store.id, measure)
  // What is known of days before the first one asked for is not whole; files may tell of much older ones
  const isOlder = planned !== null && first !== null && daysBetween(first, planned) > 1
  const start = planned === null || isOlder ? first : planned
  return start !== null && start > month.from && daysBetween(month.from, start) > 0 ? start : null
}

/** Of a level the last value, of all else the sum. */
function total(measure: string, daily: Daily): string {
  if (findMeasure(measure)?.kind === 'level')
    return [...daily].toSorted(([a], [b]) => (a < b ? -1 : 1)).at(-1)?.[1] ?? '0'
  return [...daily.values()].reduce((sum, value) => sum.plus(value), Big(0)).toFixed()
}

/** The month's sum of our own order lines, cut into days elsewhere; empty where we have none. */
async function inOtherZones({ db }: SyncParts, { connected, connector, store }: Of, measure: string, month: Span) {
  const feed = connector?.feeds.find(one => one.grain === 'ledger' && one.tells.includes(measure))
  if (!connected || !connector || !feed) return []
  const wide = eachDay(shiftDays(month.from, -1), shiftDays(month.to, 1))
  const lines = await ledgerLines(db, { storeId: store.id, source: `${connector.id}/${feed.id}` }, wide)
  if (lines.length === 0) return []
  const days = eachDay(month.from, month.to)
  return zones
    .filter(zone => zone !== store.timeZone)
    .map(zone => {
      const rows = foldDays(lines, { timeZone: zone, days, tells: [measure] }).filter(row => row.sku === '')
      const sum = rows.reduce((all, row) => all.plus(row.measures[measure] ?? 0), Big(0))
      return { zone, sum: sum.toFixed() }
    })
}

/** What one unit of a currency is in others, by the latest rates that were set, both ways. */
async function ratesOf({ db }: SyncParts, currency: string) {
  const plain = (await listRates(db)).flatMap(({ from, to, rate }) => {
    if (from === currency) return [{ currency: to, rate: Number(rate) }]
    return to === currency && Number(rate) !== 0 ? [{ currency: from, rate: 1 / Number(rate) }] : []
  })
  // Minor units of another currency were read as those of the store's.
  const minor = plain.map(one => ({
    ...one,
    rate: one.rate * 10 ** (minorDigits(one.currency) - minorDigits(currency)),
  }))
  return [...plain, ...minor]
}
