import { eachDay, endOfDay, localDay, shiftDays, startOfDay } from '#src/domain/days.ts'
import type { Day } from '#src/domain/period/index.ts'
import { expectedOrders, inSale } from './demand.ts'
import type { DemoEvent } from './events.ts'
import { products } from './products.ts'
import { randomOf } from './random.ts'
import { type DayPlan, type Figures, skuDays } from './sku-day.ts'
import { storeDay } from './store-day.ts'
import type { DemoStore } from './stores.ts'
import { adFactor, demandFactor, isStormDay, outOfStock, type Story } from './story.ts'

/** How many days the company has been selling, today included. */
export const demoDays = 400

/** A day is told while it runs once so much of it is over: rates of fewer cases would jump (judgement). */
const minPast = 0.35

/** A row of the fact table before the store has its number. */
export interface DemoFact {
  readonly slug: string
  /** Empty for the whole store. */
  readonly sku: string
  readonly day: Day
  readonly figures: Figures
  readonly updatedAt: Date
  readonly correctedAt: Date | null
  /** Figures that a correction replaced. */
  readonly was: Figures | null
}

/** What the facts are made from. */
export interface Making {
  readonly seed: string
  readonly now: Date
  readonly story: Story
  /** Events of each store, by slug. */
  readonly events: ReadonlyMap<string, readonly DemoEvent[]>
}

/** All days of a store up to this moment, oldest first. */
export function* demoFacts(store: DemoStore, making: Making): Generator<DemoFact> {
  const today = localDay(making.now, store.timeZone)
  for (const day of eachDay(shiftDays(today, 1 - demoDays), today)) {
    if (store.slug === making.story.missing.slug && day === shiftDays(today, -1)) continue
    yield* factsOfDay(store, day, making)
  }
}

/** The figures of one store and day; `past` is the share of the day that is over. */
export function* factsOfDay(store: DemoStore, day: Day, making: Making): Generator<DemoFact> {
  const past = pastShare(store, day, making.now)
  if (past < minPast) return
  const plan = planOf(store, day, past, making)
  const skus = skuDays(plan)
  const base = { slug: store.slug, day, updatedAt: arrival(store, day, making.now), correctedAt: null, was: null }
  yield corrected({ ...base, sku: '', figures: storeDay(plan, skus) }, making)
  for (const [index, product] of products.entries()) {
    yield { ...base, sku: `${store.prefix}-${product.code}`, figures: skus[index] ?? {} }
  }
}

function planOf(store: DemoStore, day: Day, past: number, { seed, story, events }: Making): DayPlan {
  const random = randomOf(`${seed}/${store.slug}/${day}`)
  const mine = events.get(store.slug) ?? []
  const expected = expectedOrders(store, day, story.today, mine) * demandFactor(story, store, day)
  return {
    store,
    day,
    random,
    orders: expected * past * (0.94 + random() * 0.12),
    sale: inSale(day, mine),
    adFactor: adFactor(story, store.slug, day),
    gone: new Set(products.map(({ code }) => code).filter(code => outOfStock(story, store.slug, code, day))),
    storm: isStormDay(story, store.market, day),
  }
}

function pastShare(store: DemoStore, day: Day, now: Date): number {
  if (day < localDay(now, store.timeZone)) return 1
  const start = startOfDay(day, store.timeZone).getTime()
  const end = endOfDay(day, store.timeZone).getTime()
  return Math.min(1, Math.max(0, (now.getTime() - start) / (end - start)))
}

/** Figures come in about six hours after the day's end; those of today came just now. */
function arrival(store: DemoStore, day: Day, now: Date): Date {
  const hoursAfterMidnight = store.market === 'jp' ? 21 : 38
  const usual = new Date(`${day}T00:00:00Z`).getTime() + hoursAfterMidnight * 3_600_000
  return new Date(Math.min(usual, now.getTime()))
}

/** Ads of some days brought more than was first told: the platform corrected them four days later. */
function corrected(fact: DemoFact, { story, now }: Making): DemoFact {
  const { restated } = story
  if (fact.slug !== restated.slug || fact.day < restated.from || fact.day > restated.to) return fact
  const { ad_sales: sales = 0, ad_orders: orders = 0 } = fact.figures
  const correctedAt = new Date(Math.min(fact.updatedAt.getTime() + 4 * 86_400_000, now.getTime()))
  const was = { ad_sales: Math.round(sales * 0.93), ad_orders: Math.round(orders * 0.93) }
  return { ...fact, updatedAt: correctedAt, correctedAt, was }
}
