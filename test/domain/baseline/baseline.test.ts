import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { baselineFor } from '#src/domain/baseline/baseline.ts'
import { type DayContext, dayTypeOf, eventSeries } from '#src/domain/baseline/day-type.ts'
import type { Baseline, Past } from '#src/domain/baseline/pool-days.ts'
import { scoreOf } from '#src/domain/baseline/score.ts'
import { anscombe, median, medianDeviation, rateScore, wilson } from '#src/domain/baseline/statistics.ts'
import type { CalendarEvent } from '#src/domain/calendar/index.ts'
import { eachDay, shiftDays } from '#src/domain/days.ts'

const nowhere: DayContext = { market: null, platform: null, events: [] }
const japan: DayContext = { ...nowhere, market: 'jp' }

function event(over: Partial<CalendarEvent>): CalendarEvent {
  const days = { fromDay: '2026-06-04', toDay: '2026-06-07' }
  return { id: 1, name: 'Super SALE', place: 'all', kind: 'sale', factor: 2, demo: false, ...days, ...over }
}

/** Values by day; everything else has none. */
function pastOf(values: Readonly<Record<string, number>>, sample: number | null = null): Past {
  return day => (values[day] === undefined ? null : { value: values[day], sample })
}

/** The weekdays before a day, latest first. */
function weeks(day: string, values: readonly number[]): Record<string, number> {
  return Object.fromEntries(values.map((value, index) => [shiftDays(day, -7 * (index + 1)), value]))
}

const ask = (day: string, past: Past, context = nowhere) => baselineFor({ day, past, context, scales: true })

/** A baseline with these spreads. */
function known(over: Partial<Baseline>): Baseline {
  const type = { kind: 'normal', event: null, series: '', index: 0 } as const
  const about = { method: 'same-weekday', type, days: [], sample: null, pooled: null, minSpread: 0 } as const
  return { expected: 100, deviation: 0, meanDeviation: 0, ...about, ...over }
}

describe('kinds of days', () => {
  it.each([
    ['2026-06-10', 'normal'],
    ['2026-06-13', 'weekend'],
    ['2026-07-20', 'holiday'],
    ['2026-02-10', 'holiday-eve'],
    ['2026-01-02', 'closed'],
  ])('%s in Japan is %s', (day, kind) => {
    expect(dayTypeOf(day, japan).kind).toBe(kind)
  })

  it('count the days of an event, and the two weak days after a big one', () => {
    const context = { ...japan, events: [event({})] }

    expect(dayTypeOf('2026-06-05', context)).toMatchObject({ kind: 'event', series: 'supersale', index: 2 })
    expect(['2026-06-08', '2026-06-09', '2026-06-10'].map(day => dayTypeOf(day, context).kind)).toEqual([
      'recovery',
      'recovery',
      'normal',
    ])
  })

  it('put force majeure before closures and closures before events', () => {
    const all = (['sale', 'closed', 'force_majeure'] as const).map((kind, id) => event({ id, kind }))

    expect(dayTypeOf('2026-06-05', { ...japan, events: all }).kind).toBe('force-majeure')
    expect(dayTypeOf('2026-06-05', { ...japan, events: all.slice(0, 2) }).kind).toBe('closed')
  })

  it('know the days that a marketplace makes special every month', () => {
    expect(dayTypeOf('2026-06-10', { ...japan, platform: 'rakuten' }).series).toBe('monthly/rakuten-5-0')
    expect(dayTypeOf('2026-06-11', { ...japan, platform: 'rakuten' }).kind).toBe('normal')
  })

  it('take events whose names differ by dates for the same sort', () => {
    expect(eventSeries('楽天スーパーSALE 2026年3月')).toBe(eventSeries('楽天スーパーSALE 6月'))
    expect(eventSeries('Prime Day 2025')).toBe(eventSeries('prime day (2026)'))
    expect(eventSeries('Prime Day')).not.toBe(eventSeries('Black Friday'))
  })
})

describe('a baseline', () => {
  it('is the median and MAD of the last eight same weekdays', () => {
    const past = pastOf(weeks('2026-06-10', [100, 102, 98, 110, 90, 101, 99, 500]))

    expect(ask('2026-06-10', past)).toMatchObject({ expected: 100.5, deviation: 2, method: 'same-weekday' })
  })

  it('leaves out days of another kind: the holiday among the Mondays', () => {
    const past = pastOf(weeks('2026-08-03', [100, 9999, 100, 104, 96, 100, 100, 100]))

    const found = ask('2026-08-03', past, japan)

    expect(found?.days).not.toContain('2026-07-20')
    expect(found?.expected).toBe(100)
  })

  it('widens to thirteen weeks when fewer than four days are left', () => {
    const past = pastOf({ ...weeks('2026-06-10', [10, 20, 30]), '2026-03-18': 40, '2026-03-11': 50 })

    const found = ask('2026-06-10', past)

    expect(found).toMatchObject({ method: 'quarter', expected: 30 })
    expect(found?.days).toHaveLength(5)
  })

  it('falls back to all normal days times the factor of the weekday', () => {
    const days = eachDay('2026-05-20', '2026-06-09')
    const past = pastOf(Object.fromEntries(days.map(day => [day, new Date(day).getUTCDay() === 3 ? 50 : 100])))

    expect(ask('2026-06-10', past)).toMatchObject({ method: 'all-days', expected: 50 })
  })

  it('is unknown without four comparable days or two weeks of any', () => {
    expect(ask('2026-06-10', pastOf(weeks('2026-06-10', [1, 2, 3])))).toBeNull()
  })

  it('holds an event day against the same day of comparable events, at the level of today', () => {
    const march = event({ id: 1, name: 'Super SALE March', fromDay: '2026-03-04', toDay: '2026-03-07' })
    const june = event({ id: 2, name: 'Super SALE June' })
    const level = (from: string, to: string, value: number) => eachDay(from, to).map(day => [day, value])
    const normal = [...level('2026-02-02', '2026-03-03', 100), ...level('2026-05-04', '2026-06-03', 120)]
    const past = pastOf({ ...Object.fromEntries(normal), '2026-03-05': 300, '2026-05-29': 9999 })

    const found = ask('2026-06-05', past, { ...nowhere, events: [march, june] })

    expect(found).toMatchObject({ method: 'same-event-day', expected: 360, days: ['2026-03-05'] })
  })

  it('expects of a first event what somebody entered, and nothing where nobody did', () => {
    const past = pastOf(Object.fromEntries(eachDay('2026-04-01', '2026-06-03').map(day => [day, 100])))

    expect(ask('2026-06-05', past, { ...nowhere, events: [event({ factor: 2.5 })] })).toMatchObject({
      method: 'event-factor',
      expected: 250,
    })
    expect(ask('2026-06-05', past, { ...nowhere, events: [event({ factor: 1 })] })).toBeNull()
  })

  it('says nothing about closed days and force majeure', () => {
    const past = pastOf(weeks('2026-06-05', [1, 1, 1, 1, 1]))

    expect(ask('2026-06-05', past, { ...nowhere, events: [event({ kind: 'force_majeure' })] })).toBeNull()
  })

  it('stands between the least and the greatest of its days, whatever they are', () => {
    const values = fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 4, maxLength: 8 })
    fc.assert(
      fc.property(values, list => {
        const found = ask('2026-06-10', pastOf(weeks('2026-06-10', list)))
        return found !== null && found.expected >= Math.min(...list) && found.expected <= Math.max(...list)
      }),
    )
  })

  it('does not move by more than its neighbours when one day goes wild', () => {
    const list = fc.array(fc.integer({ min: 90, max: 110 }), { minLength: 7, maxLength: 7 })
    fc.assert(
      fc.property(list, fc.integer({ min: 1000, max: 1_000_000 }), (values, wild) => {
        const found = ask('2026-06-10', pastOf(weeks('2026-06-10', [...values, wild])))
        return found !== null && found.expected <= 110
      }),
    )
  })
})

describe('a score', () => {
  it('is 0.6745 times the distance over the MAD', () => {
    expect(scoreOf({ value: 160, sample: null }, known({ deviation: 10 }), 'amount').score).toBeCloseTo(4.047, 3)
  })

  it('uses the mean of the distances where the MAD is 0, and at least a twentieth of the median', () => {
    expect(scoreOf({ value: 120, sample: null }, known({ meanDeviation: 8 }), 'amount').score).toBeCloseTo(
      20 / (1.2533 * 8),
    )
    expect(scoreOf({ value: 120, sample: null }, known({}), 'amount').score).toBeCloseTo(4)
    expect(scoreOf({ value: 120, sample: null }, known({}), 'count').score).toBeCloseTo(2)
  })

  it('judges small counts by their square roots: 2 of 12 is unusual, 7 of 12 is not', () => {
    const twelve = known({ expected: 12, deviation: 1 })

    expect(anscombe(2, 12)).toBeCloseTo(-3.9534, 4)
    expect(scoreOf({ value: 2, sample: null }, twelve, 'count')).toMatchObject({ method: 'count' })
    expect(scoreOf({ value: 2, sample: null }, twelve, 'count').score).toBeLessThan(-3.5)
    expect(Math.abs(scoreOf({ value: 7, sample: null }, twelve, 'count').score)).toBeLessThan(2.5)
  })

  it('judges rates by the cases behind them: 1 % of 1,000 where 3 % is usual', () => {
    const usual = known({ expected: 0.03, deviation: 0.001, sample: 8000, pooled: 0.03 })

    expect(rateScore(0.01, 0.03, 1000)).toBeCloseTo(-3.7075, 4)
    expect(scoreOf({ value: 0.01, sample: 1000 }, usual, 'rate').score).toBeCloseTo(-4.325, 2)
    expect(Math.abs(scoreOf({ value: 0.01, sample: 100 }, usual, 'rate').score)).toBeLessThan(2.5)
  })

  it('does not call one cancellation in fifty unusual where there were none in four hundred', () => {
    const never = known({ expected: 0, sample: 400, pooled: 0 })

    expect(scoreOf({ value: 0.02, sample: 50 }, never, 'rate').score).toBeLessThan(3.5)
    expect(scoreOf({ value: 0.2, sample: 50 }, never, 'rate').score).toBeGreaterThan(3.5)
  })

  it('knows the Wilson interval: 10 of 100 at two standard deviations', () => {
    const { low, high } = wilson(0.1, 100, 1.96)

    expect([low, high].map(value => Number(value.toFixed(4)))).toEqual([0.0552, 0.1744])
  })

  it('has the sign of the distance', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1e6, noNaN: true }), fc.double({ min: 0, max: 100, noNaN: true }), (v, d) =>
        [0, Math.sign(v - 100)].includes(
          Math.sign(scoreOf({ value: v, sample: null }, known({ deviation: d }), 'amount').score),
        ),
      ),
    )
  })

  it('takes the middle of an even number of values', () => {
    expect(median([4, 1, 3, 2])).toBe(2.5)
    expect(medianDeviation([1, 2, 3, 4, 100], 3)).toBe(1)
    expect(median([])).toBeNull()
  })
})
