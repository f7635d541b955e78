import { dayShares } from '#src/domain/day-shares.ts'
import { eachDay, shiftDays } from '#src/domain/days.ts'
import { toMinor } from '#src/domain/money.ts'
import { type Day, monthOf } from '#src/domain/period/index.ts'
import type { PlaceKey } from '#src/domain/place.ts'
import { addTarget, type NewTarget } from '#src/features/targets/index.ts'
import type { Db } from '#src/platform/database/db.ts'
import { monthsOf, yuanRates } from './company.ts'
import { expectedOrders, expectedOrderValue } from './demand.ts'
import type { DemoEvent } from './events.ts'
import type { Team } from './people.ts'
import { type DemoStore, demoStores } from './stores.ts'

type Events = ReadonlyMap<string, readonly DemoEvent[]>

/** What targets are made from. */
export interface Planning {
  readonly today: Day
  readonly now: Date
  readonly events: Events
  readonly team: Team
  readonly places: (key: PlaceKey) => PlaceKey
  /** Currency in which the totals of all stores are told. */
  readonly baseCurrency: string
}

/** Who answers for a store. */
const owners: Readonly<Record<string, string>> = {
  'amazon-jp': 'sato.kenichi',
  rakuten: 'suzuki.misaki',
  yahoo: 'suzuki.misaki',
  'amazon-us': 'emily.chen',
  shopify: 'emily.chen',
  tiktok: 'emily.chen',
  walmart: 'michael.torres',
  ebay: 'michael.torres',
}

/** Sets the targets: sales for each month, of each store, market and all; rates since the beginning. */
export async function setTargets(db: Db, planning: Planning): Promise<void> {
  for (const month of monthsOf(planning.today)) {
    for (const target of salesTargets(month, planning)) await addTarget(db, planned(target, planning))
  }
  for (const target of rateTargets(planning)) await addTarget(db, planned(target, planning))
}

type Draft = Omit<NewTarget, 'period' | 'ownerId' | 'setBy' | 'setAt'> & { readonly owner: string }

function planned({ owner, place, validFrom, ...target }: Draft, { team, now, places }: Planning): NewTarget {
  const before = new Date(`${shiftDays(validFrom, -3)}T08:30:00Z`)
  return {
    ...target,
    place: places(place),
    validFrom,
    period: 'month',
    ownerId: team(owner).id,
    setBy: team('wang.fang').id,
    setAt: before < now ? before : now,
  }
}

function salesTargets(month: Day, planning: Planning): readonly Draft[] {
  const base = { kpiId: 'sales', validFrom: month, weight: 20 } as const
  const values = new Map(demoStores.map(store => [store.slug, monthSales(store, month, planning)]))
  const sum = (market: DemoStore['market']) =>
    nice(
      demoStores.filter(is => is.market === market).reduce((all, { slug }) => all + (values.get(slug) ?? 0), 0),
      100_000,
    )
  const stores = demoStores.map(({ slug, currency }) => {
    const owner = owners[slug] ?? 'wang.fang'
    return { ...base, place: `store:${slug}`, value: values.get(slug) ?? 0, currency, owner }
  })
  return [
    ...stores,
    { ...base, place: 'market:jp', value: sum('jp'), currency: 'JPY', owner: 'sato.kenichi' },
    { ...base, place: 'market:us', value: sum('us'), currency: 'USD', owner: 'emily.chen' },
    ...allTarget(base, sum('jp'), sum('us'), planning.baseCurrency),
  ]
}

/** Only in yuan: for another base currency there is no plan. */
function allTarget(
  base: Pick<Draft, 'kpiId' | 'validFrom' | 'weight'>,
  yen: number,
  cents: number,
  currency: string,
): readonly Draft[] {
  if (currency !== 'CNY') return []
  const rates = yuanRates(base.validFrom)
  const yuan = yen * Number(rates.JPY) + (cents / 100) * Number(rates.USD)
  return [
    { ...base, place: 'all', value: Number(toMinor(String(nice(yuan, 10_000)), 'CNY')), currency, owner: 'wang.fang' },
  ]
}

/** What a store is to sell in a month, in minor units: what is to be expected × its ambition, as a round number. */
export function monthSales(
  store: DemoStore,
  month: Day,
  { today, events }: Pick<Planning, 'today' | 'events'>,
): number {
  const days = eachDay(month, monthOf(month).end)
  const mine = events.get(store.slug) ?? []
  const orders = days.reduce((sum, day) => sum + expectedOrders(store, day, today, mine), 0)
  return nice(orders * expectedOrderValue(store) * store.ambition, store.currency === 'JPY' ? 50_000 : 100_000)
}

function nice(value: number, step: number): number {
  return Math.round(value / step) * step
}

/** The share of a month's sales target that falls on a day. */
export function daySales(store: DemoStore, day: Day, planning: Pick<Planning, 'today' | 'events'>): number {
  const month = monthOf(day)
  const events = (planning.events.get(store.slug) ?? []).map(event => ({ ...event, id: 0, demo: true }))
  const shares = dayShares({ from: month.from, to: month.end }, { market: store.market, events })
  return Math.round(monthSales(store, month.from, planning) * (shares.get(day) ?? 0))
}

/** What the stores promise in rates; those of few cases a day only for whole markets. */
function rateTargets({ today }: Planning): readonly Draft[] {
  const [validFrom = today] = monthsOf(today)
  return [
    ...demoStores.flatMap(store => storeRates(store, validFrom)),
    ...marketRates('market:jp', 'sato.kenichi', validFrom, [0.025, 4.3]),
    ...marketRates('market:us', 'emily.chen', validFrom, [0.045, 4.15]),
    { kpiId: 'tacos', place: 'all', value: 0.11, weight: 8, validFrom, owner: 'wang.fang' },
    { kpiId: 'gross_margin_rate', place: 'all', value: 0.58, weight: 10, validFrom, owner: 'wang.fang' },
  ]
}

/** Rates that some stores do not promise: of few cases, or of what another target says already. */
const unpromised: Readonly<Record<string, readonly string[]>> = { ebay: ['conversion_rate'], tiktok: ['tacos'] }

function storeRates(store: DemoStore, validFrom: Day): readonly Draft[] {
  const base = { place: `store:${store.slug}`, validFrom, owner: owners[store.slug] ?? 'wang.fang' }
  const ads = store.slug === 'tiktok' || store.platform === 'amazon' ? 'chen.jing' : base.owner
  const rates: readonly Draft[] = [
    { ...base, kpiId: 'conversion_rate', value: percent(store.conversion * 1.01), weight: 8 },
    { ...base, kpiId: 'acos', value: percent(store.acos * 1.06), weight: 6, owner: ads },
    { ...base, kpiId: 'tacos', value: percent(store.tacos * 1.1), weight: 8, owner: ads },
    { ...base, kpiId: 'ship_72h_rate', value: 0.98, weight: 6 },
    { ...base, kpiId: 'in_stock_rate', value: 0.95, weight: 4 },
  ]
  return rates.filter(({ kpiId }) => !unpromised[store.slug]?.includes(kpiId))
}

/** The target of a rate of a store. @throws Error when it has none. */
export function storeTarget(store: DemoStore, kpiId: string): number {
  const target = storeRates(store, '').find(candidate => candidate.kpiId === kpiId)
  if (target === undefined || target.value === null) throw new Error(`${store.slug} has no target of ${kpiId}`)
  return target.value
}

function marketRates(
  place: PlaceKey,
  owner: string,
  validFrom: Day,
  [returns, stars]: readonly [number, number],
): readonly Draft[] {
  const base = { place, owner, validFrom }
  return [
    { ...base, kpiId: 'return_rate', value: returns, weight: 6 },
    { ...base, kpiId: 'avg_stars', value: stars, weight: 8 },
    { ...base, kpiId: 'response_rate_24h', value: 0.95, weight: 4 },
  ]
}

function percent(rate: number): number {
  return Math.round(rate * 1000) / 1000
}
