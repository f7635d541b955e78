import { describe, expect, it } from 'vitest'
import type { CalendarEvent } from '#src/domain/calendar/index.ts'
import { shiftDays } from '#src/domain/days.ts'
import { type Cut, coverageOf, restRatios } from '#src/domain/forecast/backtest.ts'
import { daySeries } from '#src/domain/forecast/day-series.ts'
import { chanceToReach, forecastPeriod } from '#src/domain/forecast/forecast.ts'
import { chanceOf, promised, ratioInterval } from '#src/domain/forecast/interval.ts'
import { tellDays } from '#src/domain/forecast/methods.ts'
import { runOutDay, spentDay } from '#src/domain/forecast/run-out.ts'

const first = '2021-03-01' // a Monday
const none = { market: null, platform: null, events: [] }

function randomOf(seed: number) {
  let state = seed * 2_654_435_761
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296
    return state / 4_294_967_296
  }
}

/** Noise of a mean of twelve uniforms: nearly normal. */
function noise(random: () => number, spread: number): number {
  let sum = -6
  for (let at = 0; at < 12; at += 1) sum += random()
  return Math.exp(sum * spread)
}

const weekend = (index: number) => (index % 7 >= 5 ? 1.5 : 1)
const cuts = (last: number, length: number, known: number, count: number): readonly Cut[] =>
  Array.from({ length: count }, (_, back) => {
    const from = last - known + 1 - length * (count - back)
    return { from, last: from + known - 1, end: from + length - 1 }
  })

describe('days to come', () => {
  it('are the level of the last weeks by weekday, within two percent where nothing is left to chance', () => {
    const values = Array.from({ length: 120 }, (_, index) => 1_000 * weekend(index))
    const told = tellDays('calendar', daySeries(first, values, none), 119, 133)

    for (const [at, value] of (told ?? []).entries())
      expect(Math.abs(value / (1_000 * weekend(120 + at)) - 1)).toBeLessThan(0.02)
    expect(told).toHaveLength(14)
  })

  it('know what a sale brought before, and what was entered for one that is new', () => {
    const event = (id: number, name: string, from: number, factor: number): CalendarEvent => ({
      ...{ id, name, place: 'all', kind: 'sale', factor, demo: false },
      ...{ fromDay: shiftDays(first, from), toDay: shiftDays(first, from + 1) },
    })
    const events = [
      event(1, 'Mega sale', 40, 2),
      event(2, 'Mega sale', 80, 2),
      event(3, 'Mega sale', 122, 2),
      event(4, 'New fair', 126, 1.8),
    ]
    const lifted = [40, 41, 80, 81]
    const values = Array.from({ length: 120 }, (_, index) => (lifted.includes(index) ? 3_000 : 1_000))
    const told = tellDays('calendar', daySeries(first, values, { ...none, events }), 119, 127) ?? []

    expect(told[3]).toBeCloseTo(3_000, 0) // learned, not the factor of two that was entered
    expect(told[7]).toBeCloseTo(1_800, 0)
  })

  it('move with the season of a year ago where a year is known', () => {
    const values = Array.from({ length: 500 }, (_, index) => (index % 364 >= 136 && index % 364 < 180 ? 1_500 : 1_000))
    const series = daySeries(first, values, none)

    expect(tellDays('seasonal', series, 499, 520)?.[0]).toBeCloseTo(1_500, 0)
    expect(tellDays('seasonal', daySeries(first, values.slice(0, 200), none), 199, 220)).toBeNull()
  })

  it('are not told from less than two weeks, nor from nothing', () => {
    expect(tellDays('calendar', daySeries(first, [1, 2, 3], none), 2, 5)).toBeNull()
    expect(tellDays('calendar', daySeries(first, Array(60).fill(0), none), 59, 65)).toBeNull()
    expect(tellDays('naive', daySeries(first, [null, null], none), 1, 3)).toBeNull()
  })
})

describe('a landing', () => {
  const noisy = (seed: number, spread: number, length = 300) => {
    const random = randomOf(seed)
    return Array.from({ length }, (_, index) => 1_000 * weekend(index) * noise(random, spread))
  }

  it('is told with its error in past periods, and beats the naive guess where days vary', () => {
    const series = daySeries(first, noisy(3, 0.2), none)
    const told = forecastPeriod(series, { from: 290, last: 299, end: 319 }, cuts(299, 30, 10, 6))

    expect(told.kind).toBe('told')
    if (told.kind !== 'told') return
    expect(told.error.periods).toBe(6)
    expect(told.error.error).toBeLessThan(told.naive?.error ?? 0)
    expect(told.low ?? 0).toBeLessThan(told.landing)
    expect(told.high ?? 0).toBeGreaterThan(told.landing)
    expect(told.soFar + told.days.reduce((sum, { value }) => sum + value, 0)).toBeCloseTo(told.landing, 6)
  })

  it('is not told where the naive guess was as close, nor without past periods', () => {
    const random = randomOf(5)
    let level = 1_000
    const jumping = Array.from({ length: 280 }, (_, index) => {
      if (index % 7 === 0) level *= 0.7 + random() * 0.75 // each week another level: the last one is all there is to know
      return level
    })
    const series = daySeries(first, jumping, none)

    expect(forecastPeriod(series, { from: 273, last: 276, end: 279 }, cuts(276, 7, 4, 8)).kind).toBe('naive-better')
    expect(forecastPeriod(series, { from: 273, last: 276, end: 279 }, []).kind).toBe('too-little')
  })

  it('has ranges that hold as many cases as they promise', () => {
    let [held, asked] = [0, 0]
    for (let seed = 1; seed <= 60; seed += 1) {
      const values = noisy(seed, 0.15, 420)
      const series = daySeries(first, values.slice(0, 400), none)
      const interval = ratioInterval(restRatios('calendar', series, 399, 20))
      const rest = (tellDays('calendar', series, 399, 419) ?? []).reduce((sum, value) => sum + value, 0)
      const came = values.slice(400).reduce((sum, value) => sum + value, 0)
      asked += 1
      if (interval && came >= rest * interval[0] && came <= rest * interval[1]) held += 1
    }

    expect(Math.abs(held / asked - promised)).toBeLessThan(0.1)
  })

  it('has a chance only where past ranges kept their promise', () => {
    const landing = {
      method: 'calendar',
      soFar: 50,
      landing: 100,
      low: 90,
      high: 110,
      days: [],
      naive: null,
      error: { error: 0.1, periods: 6 },
    } as const
    const ratios = Array.from({ length: 99 }, (_, at) => 0.5 + at / 98)

    expect(chanceToReach({ ...landing, ratios, calibrated: true }, 100)).toBeCloseTo(0.5, 1)
    expect(chanceToReach({ ...landing, ratios, calibrated: true }, 500)).toBeLessThan(0.02)
    expect(chanceToReach({ ...landing, ratios, calibrated: false }, 100)).toBeNull()
    expect(chanceOf(ratios, 0)).toBeLessThan(1)
    expect(coverageOf(ratios.slice(0, 5))).toBeNull()
  })
})

it.each([
  [100, 10, '2021-03-11'],
  [95, 10, '2021-03-11'],
  [0, 10, '2021-03-01'],
  [50, 0, null],
  [1, 1_000, '2021-03-02'],
])('%i pieces at %i a day are sold out on %s', (stock, pace, day) => {
  expect(runOutDay('2021-03-01', stock, pace)).toBe(day)
})

it('a budget is spent on the day that reaches it, or lasts', () => {
  const days = [10, 10, 10].map((value, at) => ({ day: shiftDays('2021-03-01', at), value }))

  expect(spentDay(100, 75, days)).toBe('2021-03-03')
  expect(spentDay(100, 60, days)).toBeNull()
})
