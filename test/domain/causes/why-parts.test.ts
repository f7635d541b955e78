import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { usualBand } from '#src/domain/baseline/usual-band.ts'
import { explainFromNothing } from '#src/domain/causes/chain.ts'
import { firstChecks } from '#src/domain/causes/checks.ts'
import type { Effect } from '#src/domain/causes/decompose.ts'
import { termsOf } from '#src/domain/causes/linear.ts'
import { mixAndRate } from '#src/domain/causes/mix-rate.ts'
import { productParts } from '#src/domain/causes/products.ts'
import { quotientParts, sumParts } from '#src/domain/causes/quotient-parts.ts'
import { roundedParts } from '#src/domain/causes/rounded-parts.ts'
import { builtInKpis } from '#src/domain/kpis/index.ts'

const sum = (effects: readonly Effect[]) => effects.reduce((all, { amount }) => all + amount, 0)
const amount = fc.double({ min: -1e7, max: 1e7, noNaN: true })
const size = fc.integer({ min: 0, max: 1_000_000 })
const amounts = fc.array(fc.tuple(amount, amount), { minLength: 1, maxLength: 12 })
const lines = (pairs: readonly (readonly [number, number])[], name: string) =>
  pairs.map(([before, after], at) => ({ id: `${name}${at}`, before, after }))

describe('a formula', () => {
  it.each([
    ['net_sales - cogs', ['net_sales', 'cogs'], null],
    ['net_sales - cogs - optional(ad_spend)', ['net_sales', 'cogs', 'ad_spend'], null],
    ['returns_units / units', ['returns_units'], ['units']],
    ['(net_sales - cogs) / net_sales', ['net_sales', 'cogs'], ['net_sales']],
    ['1 - sku_out_of_stock / sku_active', ['sku_active', 'sku_out_of_stock'], ['sku_active']],
    ['1000 * ad_spend / ad_impressions', ['ad_spend'], ['ad_impressions']],
    ['stock_on_hand / (trailing(units, 28) / 28)', ['stock_on_hand'], ['units']],
  ])('of sums is read as its amounts: %s', (formula, over, under) => {
    const terms = termsOf(formula)

    expect(terms?.over.map(({ need }) => need.measure)).toEqual(over)
    expect(terms?.under?.map(({ need }) => need.measure) ?? null).toEqual(under)
  })

  it.each([
    'units * units',
    'orders > 3 ? orders : units',
    'min(orders, units)',
    'units / days',
    'orders / (units / sessions)',
  ])('of another shape is not: %s', formula => expect(termsOf(formula)).toBeNull())

  it('that is built in can nearly always be taken apart', () => {
    const cannot = builtInKpis.filter(kpi => !termsOf(kpi.formula)).map(({ id }) => id)

    expect(cannot.length).toBeLessThan(builtInKpis.length / 10)
  })
})

describe('parts add up to the change', () => {
  it('of a sum, whatever the signs', () => {
    fc.assert(
      fc.property(amounts, pairs => {
        const change = pairs.reduce((all, [before, after]) => all + after - before, 0)

        expect(Math.abs(sum(sumParts(lines(pairs, 'a'))) - change)).toBeLessThan(1e-5)
      }),
      { seed: 11 },
    )
  })

  it('of one sum over another, and there are none where the sum below is nothing', () => {
    fc.assert(
      fc.property(amounts, fc.array(fc.tuple(size, size), { minLength: 1, maxLength: 4 }), (over, under) => {
        const total = (pairs: readonly (readonly [number, number])[], at: 0 | 1) =>
          pairs.reduce((all, pair) => all + pair[at], 0)
        const parts = quotientParts(lines(over, 'n'), lines(under, 'd'))
        if (total(under, 0) === 0 || total(under, 1) === 0) {
          expect(parts).toEqual([])
          return
        }
        const [r0, r1] = [total(over, 0) / total(under, 0), total(over, 1) / total(under, 1)]
        const scale = Math.max(1, ...parts.map(part => Math.abs(part.amount)))

        expect(Math.abs(sum(parts) - (r1 - r0)) / scale).toBeLessThan(1e-9)
      }),
      { seed: 12 },
    )
  })

  it('of a ratio over groups, also of groups that came, went or have nothing below', () => {
    const pair = fc.tuple(size, size)
    fc.assert(
      fc.property(fc.array(fc.record({ over: pair, under: pair }), { minLength: 1, maxLength: 9 }), groups => {
        const total = (side: 'over' | 'under', at: 0 | 1) => groups.reduce((all, group) => all + group[side][at], 0)
        const effects = mixAndRate(groups)
        if (total('under', 0) === 0 || total('under', 1) === 0) {
          expect(effects).toBe(null)
          return
        }
        const change = total('over', 1) / total('under', 1) - total('over', 0) / total('under', 0)
        const all = (effects ?? []).reduce((one, { rate, mix }) => one + rate + mix, 0)
        const scale = Math.max(1, ...(effects ?? []).flatMap(({ rate, mix }) => [Math.abs(rate), Math.abs(mix)]))

        expect(Math.abs(all - change) / scale).toBeLessThan(1e-9)
      }),
      { seed: 13 },
    )
  })

  it('of a total that was or is nothing: fewer visits, and nobody who bought', () => {
    fc.assert(
      fc.property(size, size, size, fc.integer({ min: -5_000_000, max: 5_000_000 }), (s0, s1, orders, sales) => {
        const before = [s0 + 1, orders + 1, sales] as const
        const step = (id: string) =>
          id === 'sessions' ? ([before[0], s1] as const) : id === 'orders' ? ([before[1], 0] as const) : null
        const parts = explainFromNothing('sales', [sales, 0], step)

        expect(parts.map(({ id }) => id)).toEqual(['sessions', 'conversion_rate', 'aov'])
        expect(Math.abs(sum(parts) + sales)).toBeLessThan(1e-3)
      }),
      { seed: 14 },
    )
  })

  it('as they are shown, to the last digit', () => {
    fc.assert(
      fc.property(amounts, fc.constantFrom(1, 0.01, 0.0001), (pairs, quantum) => {
        const parts = pairs.map(([before, after]) => (after - before) * quantum)
        const before = pairs.reduce((all, pair) => all + pair[0] * quantum, 0)
        const shown = roundedParts(parts, [before, before + parts.reduce((all, part) => all + part, 0)], quantum)
        const units = (value: number) => Math.round(value / quantum) + 0

        expect(shown.parts.reduce((all, part) => all + units(part), 0)).toBe(units(shown.total))
        for (const [at, part] of shown.parts.entries()) {
          expect(Math.abs(part - (parts[at] ?? 0))).toBeLessThanOrEqual(2 * quantum)
        }
      }),
      { seed: 15 },
    )
  })
})

it('a ratio over groups is taken apart as the published example', () => {
  const effects = mixAndRate([
    { over: [800, 615], under: [20_000, 15_000] },
    { over: [400, 609], under: [20_000, 21_000] },
  ])
  const [rate, mix] = [
    (effects ?? []).reduce((all, one) => all + one.rate, 0),
    (effects ?? []).reduce((all, one) => all + one.mix, 0),
  ]

  expect(rate).toBeCloseTo(0.00533, 5)
  expect(mix).toBeCloseTo(-0.00133, 5)
})

it('ACoS is click price over conversion and order value: what brings it down has a minus', () => {
  const known: Record<string, readonly [number, number]> = {
    ad_spend: [10_000, 12_000],
    ad_clicks: [1_000, 1_000],
    ad_orders: [50, 60],
    ad_sales: [40_000, 48_000],
  }
  const parts = productParts('acos', id => known[id] ?? null)

  expect(parts.map(({ id }) => id)).toEqual(['cpc', 'ad_cvr', 'ad_order_value'])
  expect(sum(parts)).toBeCloseTo(0, 12)
  expect(parts[0]?.amount).toBeGreaterThan(0)
  expect(parts[1]).toMatchObject({ before: 0.05, after: 0.06 })
  expect(parts[1]?.amount).toBeLessThan(0)
  expect(productParts('acos', id => (id === 'ad_orders' ? [0, 5] : (known[id] ?? null)))).toEqual([])
})

it('what is usual has two ends around the middle, and a value beyond them is not inside', () => {
  const type = { kind: 'normal', event: null, series: '', index: 0 } as const
  const baseline = {
    expected: 1_000,
    deviation: 40,
    meanDeviation: 45,
    minSpread: 0,
    sample: null,
    pooled: null,
    method: 'same-weekday',
    days: [],
    type,
  } as const
  const band = usualBand({ value: 1_000, sample: null }, baseline, 'amount')

  expect(band.standing).toBe('inside')
  expect(band.low).toBeLessThan(1_000)
  expect(band.high - 1_000).toBeCloseTo(1_000 - band.low, 3)
  expect(usualBand({ value: band.high + 1, sample: null }, baseline, 'amount').standing).toBe('watch')
  expect(usualBand({ value: band.high * 2, sample: null }, baseline, 'amount').standing).toBe('unusual')
})

it('first checks are about what moved the wrong way, each once', () => {
  const checks = firstChecks([
    { id: 'sessions', up: false },
    { id: 'ad_impressions', up: false },
    { id: 'aov', up: true },
  ])

  expect(checks).toHaveLength(1)
})
