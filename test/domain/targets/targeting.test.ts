import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { monthOf, quarterOf, rangePeriod, weekOf } from '#src/domain/period/index.ts'
import type { Target } from '#src/domain/targets/target.ts'
import {
  dayShares,
  dayWeight,
  pickTarget,
  splitExactly,
  type TargetQuestion,
  targetForPeriod,
} from '#src/domain/targets/targeting.ts'

const plain = { market: null, events: [] }

function target(over: Partial<Target>): Target {
  return {
    id: 1,
    kpiId: 'sales',
    place: 'store:west',
    period: 'month',
    value: 100,
    low: null,
    high: null,
    currency: 'USD',
    owner: null,
    weight: 10,
    validFrom: '2026-11-01',
    setAt: new Date('2026-11-01T00:00:00Z'),
    setBy: null,
    withdrawn: false,
    ...over,
  }
}

function question(over: Partial<TargetQuestion>): TargetQuestion {
  const period = monthOf('2026-11-01')
  return { kpiId: 'sales', place: 'store:west', period, additive: true, calendar: plain, decimals: 0, ...over }
}

describe('the target that counts', () => {
  const pick = (targets: readonly Target[], day: string) =>
    pickTarget(targets, 'sales', 'store:west', 'month', day)?.id ?? null

  it('is the latest that is valid on the first day', () => {
    const targets = [
      target({ id: 3, validFrom: '2026-12-01' }),
      target({ id: 1, validFrom: '2026-09-01' }),
      target({ id: 2, validFrom: '2026-11-01' }),
    ]

    expect(['2026-08-31', '2026-10-01', '2026-11-01', '2027-05-01'].map(day => pick(targets, day))).toEqual([
      null,
      1,
      2,
      3,
    ])
  })

  it('is the one set last of those valid from the same day', () => {
    const early = target({ id: 2, setAt: new Date('2026-11-01T08:00:00Z') })
    const late = target({ id: 1, setAt: new Date('2026-11-01T09:00:00Z') })

    expect(pick([late, early], '2026-11-01')).toBe(1)
  })

  it('is none after a withdrawal', () => {
    const targets = [target({ id: 1 }), target({ id: 2, validFrom: '2026-12-01', value: null, withdrawn: true })]

    expect([pick(targets, '2026-11-01'), pick(targets, '2026-12-01')]).toEqual([1, null])
  })

  it('is never one of another place, KPI or period', () => {
    const others = [target({ place: 'all' }), target({ kpiId: 'orders' }), target({ period: 'week' })]

    expect(pick(others, '2026-11-01')).toBeNull()
  })
})

describe('shares of days', () => {
  it('add up exactly to the amount, whatever the weights', () => {
    const weights = fc.array(fc.double({ min: 0, max: 5, noNaN: true }), { minLength: 1, maxLength: 92 })
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 1e12 }), weights, (amount, list) => {
        const parts = splitExactly(amount, list, 0)

        expect(parts.reduce((sum, part) => sum + part, 0)).toBe(amount)
        expect(parts.every(Number.isInteger)).toBe(true)
      }),
    )
  })

  it('differ from the exact share by less than a unit', () => {
    expect(splitExactly(100, [1, 1, 1], 0)).toEqual([34, 33, 33])
    expect(splitExactly(10, [1, 1, 1, 1.3], 2)).toEqual([2.33, 2.33, 2.32, 3.02])
  })

  it('keep the decimals that an amount has', () => {
    expect(splitExactly(0.5, [1, 1], 0)).toEqual([0.3, 0.2])
  })

  it('are equal where every day weighs nothing', () => {
    expect(splitExactly(4, [0, 0], 0)).toEqual([2, 2])
  })

  it('give weekends 1.3 times a weekday', () => {
    const shares = dayShares(rangePeriod('2026-11-02', '2026-11-29'), plain)

    const week = weekOf('2026-11-02')
    const firstWeek = [...shares].filter(([day]) => day <= week.to).reduce((sum, [, share]) => sum + share, 0)
    expect(firstWeek).toBeCloseTo(0.25, 12) // 7.6 of 30.4
    expect((shares.get('2026-11-07') ?? 0) / (shares.get('2026-11-06') ?? 1)).toBeCloseTo(1.3, 12)
  })

  it('know holidays of the market, and the quiet first days of the year in Japan', () => {
    expect(dayWeight('2026-11-26', { market: 'us', events: [] })).toBe(1.3)
    expect(dayWeight('2026-11-26', { market: 'jp', events: [] })).toBe(1)
    expect(dayWeight('2026-01-02', { market: 'jp', events: [] })).toBe(0.8)
  })

  it('follow the strongest event of a day', () => {
    const event = { id: 1, name: 'Sale', place: 'all', fromDay: '2026-11-27', toDay: '2026-11-27', demo: false }
    const events = [
      { ...event, kind: 'sale' as const, factor: 2.5 },
      { ...event, kind: 'other' as const, factor: 1.2 },
    ]

    expect(dayWeight('2026-11-27', { market: 'us', events })).toBe(2.5)
    expect(dayWeight('2026-11-28', { market: 'us', events })).toBe(1.3)
    expect(dayWeight('2026-11-27', { market: 'us', events: [{ ...event, kind: 'closed', factor: 1 }] })).toBe(0)
  })
})

describe('the target for a period', () => {
  it('is the sum of its days for amounts', () => {
    const month = [target({ value: 3_000_007 })]

    const whole = targetForPeriod(month, question({}))
    const parts = ['2026-11-01', '2026-11-11', '2026-11-21'].map((from, index) => {
      const to = ['2026-11-10', '2026-11-20', '2026-11-30'][index] ?? ''
      return targetForPeriod(month, question({ period: rangePeriod(from, to) }))?.value ?? Number.NaN
    })

    expect(whole?.value).toBe(3_000_007)
    expect(parts.reduce((sum, part) => sum + part, 0)).toBe(3_000_007)
  })

  it('comes from month, quarter, week and day, in this order', () => {
    const kinds = ['day', 'week', 'quarter', 'month'] as const
    const all = kinds.map((period, index) => target({ id: index, period, validFrom: '2026-01-01' }))
    const range = question({ period: rangePeriod('2026-11-03', '2026-11-04') })

    const sources = kinds.map((_, index) => targetForPeriod(all.slice(0, index + 1), range)?.target.period)

    expect(sources).toEqual(['day', 'week', 'quarter', 'month'])
  })

  it('adds hundredths of counts up without binary dust', () => {
    const orders = [target({ period: 'quarter', value: 100.1, currency: null, validFrom: '2026-10-01' })]

    expect(targetForPeriod(orders, question({ period: quarterOf('2026-11-01'), decimals: 2 }))?.value).toBe(100.1)
  })

  it('stands as it is for rates', () => {
    const rate = [target({ value: 0.03, currency: null })]

    const found = targetForPeriod(rate, question({ additive: false, period: rangePeriod('2026-11-03', '2026-11-04') }))

    expect(found).toMatchObject({ value: 0.03, derived: true, days: [] })
  })
})
