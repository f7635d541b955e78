import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { changeOf } from '#src/domain/change.ts'
import type { Kpi, Unit } from '#src/domain/kpis/kpi.ts'
import { daysOf, type Period, rangePeriod } from '#src/domain/period/index.ts'
import { parsePlaceKey } from '#src/domain/place.ts'
import { quantumOf, shownChange, shownParts } from '#src/features/causes/cards/why-numbers.ts'
import { whyOf } from '#src/features/causes/why/why.ts'
import { createFigures } from '#src/features/figures/figures.ts'
import { writeObservations } from '#src/features/ingest/store/observations/index.ts'
import { ensureSource } from '#src/features/ingest/store/sources.ts'
import { setRate } from '#src/features/stores/store/rates.ts'
import { listStores } from '#src/features/stores/store/stores.ts'
import { testDatabase } from '#test/support/database.ts'
import { addPerson, addStore } from '#test/support/talk.ts'

const { db } = await testDatabase()
const figures = createFigures(db)
const now = new Date('2019-05-29T20:00:00Z')
const days = daysOf(rangePeriod('2019-04-22', '2019-05-26'))

const money = [
  'net_sales',
  'cogs',
  'ad_spend',
  'ad_sales',
  'platform_fees',
  'refunds_amount',
  'shipping_income',
] as const
const counts = ['units', 'sessions', 'orders', 'ad_clicks', 'returns_units', 'reviews_5'] as const

/** What a store is like. Amounts may be 0 and negative, days may lack, a store may open or close in between. */
const Shop = fc.record({
  currency: fc.constantFrom('USD', 'JPY', 'CNY'),
  from: fc.integer({ min: 0, max: 20 }),
  until: fc.integer({ min: 14, max: days.length }),
  gaps: fc.array(fc.integer({ min: 0, max: days.length - 1 }), { maxLength: 5 }),
  skus: fc.integer({ min: 0, max: 3 }),
  seed: fc.integer({ min: 1, max: 2 ** 30 }),
})

/** A small linear congruential generator, so that one number gives all figures of a store. */
function chance(seed: number) {
  let state = seed
  return (least: number, most: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return least + Math.floor((state / 2_147_483_648) * (most - least + 1))
  }
}

function measuresBy(draw: (least: number, most: number) => number): Readonly<Record<string, string>> {
  const some = [...money, ...counts].filter(() => draw(0, 9) > 0)
  return Object.fromEntries(
    some.map(id => {
      const nothing = draw(0, 4) === 0
      const isMoney = money.some(one => one === id)
      const value = nothing ? 0 : isMoney ? draw(-20_000, 90_000) : draw(0, 400)
      return [id, isMoney && draw(0, 3) === 0 ? `${value}.${draw(1, 9)}` : String(value)]
    }),
  )
}

const Amount = (ids: readonly string[]) =>
  fc
    .array(fc.tuple(fc.constantFrom(...ids), fc.constantFrom('+', '-'), fc.constantFrom(1, 1, 2, 0.5), fc.boolean()), {
      minLength: 1,
      maxLength: 4,
    })
    .map(parts =>
      parts
        .map(([id, sign, factor, optional], at) => {
          const one = optional && at > 0 ? `optional(${id})` : id
          return `${at === 0 ? '' : ` ${sign} `}${factor === 1 ? one : `${factor} * ${one}`}`
        })
        .join(''),
    )

interface Made {
  readonly formula: string
  readonly unit: Unit
}
const Formula: fc.Arbitrary<Made> = fc.oneof(
  Amount(money).map(formula => ({ formula, unit: 'money' as const })),
  Amount(counts).map(formula => ({ formula, unit: 'count' as const })),
  fc.tuple(Amount(money), Amount(money)).map(([a, b]) => ({ formula: `(${a}) / (${b})`, unit: 'ratio' as const })),
  fc.tuple(Amount(counts), Amount(counts)).map(([a, b]) => ({ formula: `(${a}) / (${b})`, unit: 'ratio' as const })),
  fc.tuple(Amount(money), Amount(counts)).map(([a, b]) => ({ formula: `(${a}) / (${b})`, unit: 'money' as const })),
  fc
    .tuple(Amount(counts), Amount(counts))
    .map(([a, b]) => ({ formula: `1 - (${a}) / (${b})`, unit: 'ratio' as const })),
)

const Span = fc
  .tuple(fc.integer({ min: 0, max: days.length - 1 }), fc.constantFrom(1, 3, 7, 14, 16))
  .map(([from, length]) => rangePeriod(days[from] ?? '', days[Math.min(days.length - 1, from + length - 1)] ?? ''))

const places = ['all', 'market:us', 'market:jp', ...[0, 1, 2, 3].map(at => `store:shop-${at}`), 'store:shop-1/sku:S1']

beforeAll(async () => {
  const owner = await addPerson(db, 'Owner')
  const source = await ensureSource(db, 'file/test', 'Test file')
  const shops = fc.sample(Shop, { numRuns: 4, seed: 20_190_529 })
  for (const [at, shop] of shops.entries()) {
    const zone = { market: at % 2 === 0 ? 'us' : 'jp', currency: shop.currency, timeZone: 'UTC' }
    const { id } = await addStore(db, `shop-${at}`, zone)
    const draw = chance(shop.seed)
    const rows = days.flatMap((day, index) => {
      if (index < shop.from || index >= shop.until || shop.gaps.includes(index)) return []
      const skus = Array.from({ length: shop.skus }, (_, sku) => `S${sku}`).filter(() => draw(0, 3) > 0)
      return ['', ...skus].map(sku => ({ storeId: id, sku, day, measures: measuresBy(draw) }))
    })
    await writeObservations(db, { sourceId: source.id, rows, mode: 'merge', now })
  }
  for (const [from, rate, since] of [
    ['JPY', '0.0091', '2019-01-01'],
    ['JPY', '0.0087', '2019-05-15'],
    ['CNY', '0.148', '2019-01-01'],
  ] as const)
    await setRate(db, { from, to: 'USD', since, rate, by: owner })
}, 400_000)

describe('the parts of a change, of any formula at any place over any days', () => {
  it('add up to it, as they are and to the last digit that is shown', { timeout: 240_000 }, async () => {
    const stores = await listStores(db)
    const reader = { stores, demo: false }
    let told = 0
    const check = async ({ formula, unit }: Made, key: string, [period, before]: readonly [Period, Period]) => {
      const label = { en: formula, ja: formula, 'zh-CN': formula }
      const about = { label, aliases: [], meaning: label, theme: 'custom', better: 'higher' } as const
      const kpi: Kpi = { ...about, id: 'made', formula, unit }
      const asked = parsePlaceKey(key)
      if (!asked) throw new Error(key)
      const place = await figures.resolve(reader, asked)
      const why = await whyOf({ db, figures }, { reader, kpi, place, period, before, now })
      const [shownByStatus] = await figures.read(reader, {
        kpis: [kpi],
        place: place.place,
        period,
        against: before,
        now,
      })
      const { kind = 'relative', change: told0 = null, paired, value: whole = null } = shownByStatus?.comparison ?? {}
      const value = paired ? paired.before : whole
      const [then, share] = [why.earlier.value, changeOf(kpi, why.figure.value, why.earlier.value)]
      if (why.change === null) {
        expect(told0, 'status compares what is not told here').toBeNull()
        return
      }
      expect(then, 'before, as status').toBeCloseTo(value ?? Number.NaN, 6)
      expect(share === null ? null : share.toFixed(9), `${kind} change, as status`).toBe(
        told0 === null ? null : told0.toFixed(9),
      )
      const lists = {
        drivers: why.drivers?.rows,
        channels: why.channels,
        calendar: why.calendar,
        groups: why.groups?.groups,
      }
      const scale = Math.max(Math.abs(why.figure.value ?? 0), Math.abs(why.earlier.value ?? 0), 1e-9)
      for (const [name, list] of Object.entries(lists)) {
        if (!list) continue
        const amounts = list.map(({ amount }) => amount)
        const units = (value: number) => Math.round(value / quantumOf(why.kpi))
        told += 1
        expect(amounts.every(Number.isFinite), name).toBe(true)
        const sum = amounts.reduce((all, amount) => all + amount, 0)
        // parts of opposite signs may be far larger than what they add up to
        const size = Math.max(scale, ...amounts.map(Math.abs))
        expect(Math.abs(sum - why.change) / size, `${name} of ${why.change}`).toBeLessThan(1e-8)
        const shown = shownParts(why, amounts).reduce((all, amount) => all + units(amount), 0)
        expect(shown, name).toBe(units(shownChange(why)))
      }
    }
    await fc.assert(fc.asyncProperty(Formula, fc.constantFrom(...places), fc.tuple(Span, Span), check), {
      numRuns: 100,
      seed: 7,
    })
    expect(told).toBeGreaterThan(40)
  })
})
