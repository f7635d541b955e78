import { Big } from 'big.js'
import { type Connector, SourceFault } from '#src/contracts/connector.ts'
import { asListed } from '#src/contracts/listed-id.ts'
import { eachDay, localDay } from '#src/domain/days.ts'
import { findMeasure } from '#src/domain/measures/index.ts'
import { minorDigits } from '#src/domain/money.ts'
import { foldDays } from '#src/domain/orders/fold-days.ts'
import { type Day, shiftDays } from '#src/domain/period/index.ts'
import { type Daily, type Evidence, findReason, type Part } from '#src/domain/reconciliation/find-reason.ts'
import { UserError } from '#src/errors.ts'
import { readStoreDays } from '#src/features/figures/index.ts'
import { listRates, type StoredStore } from '#src/features/stores/index.ts'
import {
  type ConnectedStore,
  ledgerLines,
  listConnectedStores,
  openSession,
  type SyncParts,
} from '#src/features/sync/index.ts'
import type { Localized } from '#src/i18n/locale.ts'
import { dayStates, putDifference } from './store/differences.ts'
import { listStated, putStated, type Stated } from './store/stated.ts'
import { texts } from './texts.ts'

/** A month, by its first day. */
export interface Month {
  readonly from: Day
  readonly to: Day
}

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

/** Somebody waits in chat. */
const askMs = 20_000

/**
 * Compares our figures of a month with the marketplace's own, or with what was stated, measure by measure, tests why they
 * differ and keeps the differences. Answers why the marketplace could not be asked; `null`: it was, or was not needed.
 * @throws UserError where there is nothing to compare with
 */
export async function reconcile(parts_: SyncParts, store: StoredStore, month: Month): Promise<Localized | null> {
  const { db, now } = parts_
  const connected = (await listConnectedStores(db)).find(one => one.storeId === store.id)
  const connector = parts_.connectors.find(one => one.id === connected?.connector)
  const trouble = connected && connector?.totals ? await askTotals(parts_, connector, connected, month) : null
  const stated = await listStated(db, store.id, month.from)
  if (stated.length === 0) throw new UserError(trouble ?? texts.nothingToCompare)
  const of = { store, month, connected, connector }
  for (const measure of new Set(stated.map(one => one.measure))) {
    const evidence = await evidenceOf(parts_, of, measure, stated)
    const { ours, theirs } = evidence
    const found = { storeId: store.id, month: month.from, measure, ours, theirs, reason: findReason(evidence) }
    await putDifference(db, found, now())
  }
  return trouble
}

/** What the marketplace tells of the month, day by day; typed figures of the same measures stay. */
async function askTotals(
  parts_: SyncParts,
  connector: Connector,
  store: ConnectedStore,
  month: Month,
): Promise<Localized | null> {
  const { db, now } = parts_
  const of = { connectionId: store.connectionId, storeId: store.id }
  try {
    const { context } = await openSession(parts_, connector, of, AbortSignal.timeout(askMs))
    const told = (await connector.totals?.({ store: asListed(store.found), window: month }, context)) ?? []
    const typed = new Set(
      (await listStated(db, store.storeId, month.from))
        .filter(one => one.origin !== 'platform')
        .map(one => one.measure),
    )
    const rows = told
      .filter(one => one.day === null || (one.day >= month.from && one.day <= month.to))
      .flatMap(({ day, measures }) =>
        Object.entries(measures).map(([measure, value]): Stated => ({ measure, day: day ?? '', value })),
      )
      .filter(row => !typed.has(row.measure))
    const stated = { storeId: store.storeId, month: month.from, origin: 'platform', by: null } as const
    if (rows.length > 0) await putStated(db, stated, rows, now())
    return null
  } catch (error) {
    if (error instanceof SourceFault) return texts.notAsked(connector.label, error.text)
    throw error
  }
}

interface Of {
  readonly store: StoredStore
  readonly month: Month
  readonly connected: ConnectedStore | undefined
  readonly connector: Connector | undefined
}

async function evidenceOf(parts_: SyncParts, of: Of, measure: string, stated: readonly Stated[]): Promise<Evidence> {
  const { db, now } = parts_
  const { store, month } = of
  const isMoney = findMeasure(measure)?.unit === 'money'
  const own = stated.filter(one => one.measure === measure)
  const whole = own.find(one => one.day === '')
  const theirDays: Daily = new Map(own.flatMap(one => (one.day === '' ? [] : [[one.day, one.value] as const])))
  const wanted = [measure, ...(isMoney ? parts.map(([, id]) => id) : [])]
  const days = await readStoreDays(db, { storeIds: [store.id], measures: wanted, ...month })
  const daily = (id: string): Daily =>
    new Map(days.flatMap(day => (day.find(id) ? [[day.day, day.find(id)?.value ?? '0'] as const] : [])))
  const ourDays = daily(measure)
  const states = await dayStates(db, store.id, month)
  const over = eachDay(month.from, month.to).filter(day => day < localDay(now(), store.timeZone))
  return {
    ours: ourDays.size === 0 ? null : total(ourDays),
    theirs: whole?.value ?? total(theirDays),
    ourDays,
    theirDays,
    missing: over.filter(day => !ourDays.has(day) || states.get(day) === 'partial'),
    young: over.filter(day => states.has(day) && states.get(day) !== 'final'),
    parts: isMoney ? parts.flatMap(([part, id]) => (id === measure ? [] : [{ part, sum: total(daily(id)) }])) : [],
    otherZones: await inOtherZones(parts_, of, measure),
    rates: isMoney ? await ratesOf(parts_, store.currency) : null,
  }
}

function total(daily: Daily): string {
  return [...daily.values()].reduce((sum, value) => sum.plus(value), Big(0)).toFixed()
}

/** The month's sum of our own order lines, cut into days elsewhere; empty where we have none. */
async function inOtherZones({ db }: SyncParts, { month, connected, connector, store }: Of, measure: string) {
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
