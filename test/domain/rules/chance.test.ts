import { describe, expect, it } from 'vitest'
import { dayNoise } from '#src/domain/baseline/day-noise.ts'
import { dayNumber, isWeekend } from '#src/domain/days.ts'
import { isBeyondChance } from '#src/domain/rules/chance.ts'
import type { RuleView } from '#src/domain/rules/view.ts'
import { kpi } from '#test/support/builders.ts'

const day = '2026-11-19'

/** A target of 100 on weekdays and 130 at weekends, and days that differ from that by a share that repeats. */
function view(spread: number, over: Partial<RuleView> = {}, odd: Readonly<Record<string, number>> = {}): RuleView {
  const planned = (on: string) => (isWeekend(on) ? 130 : 100)
  const noise = (on: string) => 1 + spread * ([-1.5, 0.5, 1, -0.5, 1.5, -1, 0][dayNumber(on) % 7] ?? 0)
  const amountOf = (on: string) => odd[on] ?? planned(on) * noise(on)
  return {
    kpi: kpi(),
    amount: true,
    today: '2026-11-20',
    context: { market: null, platform: null, events: [] },
    limits: [],
    point: on => ({ value: amountOf(on), sample: null, belowSample: false, provisional: false, coverage: 1 }),
    target: from => planned(from),
    line: value => value,
    soldOut: () => false,
    ...over,
  }
}

const miss = (attained: number, better: 'higher' | 'lower' = 'higher') => ({
  day,
  value: better === 'higher' ? attained * 100 : (2 - attained) * 100,
  attained,
})

describe('the noise of days', () => {
  it('is their spread around what their weekday lets expect, not the difference between weekdays', () => {
    expect(dayNoise(day, view(0))?.spread).toBeCloseTo(0)
    expect(dayNoise(day, view(0.1))?.spread).toBeCloseTo(0.148, 2)
  })

  it('is unknown without two weeks of days', () => {
    const short = view(0.1, {
      point: on => ({
        value: on >= '2026-11-10' ? 100 : null,
        sample: null,
        belowSample: false,
        provisional: false,
        coverage: 1,
      }),
    })

    expect(dayNoise(day, short)).toBe(null)
    expect(isBeyondChance(miss(0.79), short)).toBe(true)
  })
})

describe('a missed share of a month', () => {
  it.each([
    [0.02, 0.79, true],
    [0.1, 0.75, false],
    [0.1, 0.6, true],
    [0.3, 0.6, false],
    [0.3, 0.49, true],
  ])('with days that vary by %d, %d reached is beyond chance: %s', (spread, attained, expected) => {
    expect(isBeyondChance(miss(attained), view(spread))).toBe(expected)
  })

  it('is chance where the day is as usual and only the plan is high', () => {
    const high = view(0.02, { target: from => (isWeekend(from) ? 175 : 135) })

    expect(isBeyondChance({ day, value: 100, attained: 100 / 135 }, high)).toBe(true) // lasts: every day before missed, too
    const once = view(0.02, { target: from => (from === day ? 135 : 100) })
    expect(isBeyondChance({ day, value: 100, attained: 100 / 135 }, once)).toBe(false)
  })

  it('counts once it lasts for a business week', () => {
    const four = { '2026-11-15': 91, '2026-11-16': 72, '2026-11-17': 72, '2026-11-18': 72 }

    expect(isBeyondChance(miss(0.72), view(0.15, {}, four))).toBe(true)
    expect(isBeyondChance(miss(0.72), view(0.15, {}, { ...four, '2026-11-16': 95 }))).toBe(false)
  })

  it('works the other way round for costs', () => {
    const cost = (spread: number) => view(spread, { kpi: kpi({ better: 'lower' }) })

    expect(isBeyondChance(miss(0.75, 'lower'), cost(0.02))).toBe(true)
    expect(isBeyondChance(miss(0.75, 'lower'), cost(0.15))).toBe(false)
  })

  it('is doubted more on days of events, whose share is a guess', () => {
    const sale = {
      id: 1,
      name: 'Sale',
      place: 'all',
      fromDay: day,
      toDay: day,
      kind: 'sale',
      factor: 1,
      demo: false,
    } as const
    const context = { market: null, platform: null, events: [sale] }

    expect(isBeyondChance(miss(0.7), view(0.05))).toBe(true)
    expect(isBeyondChance(miss(0.7), view(0.05, { context }))).toBe(false)
  })
})
